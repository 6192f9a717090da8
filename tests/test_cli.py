"""The command as people and scripts meet it: inputs, outputs, messages and exit statuses."""

import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from conftest import FACTX, Command

from factx.cli.work import Work
from factx.fact import Fact
from factx.record import folded

TEXT = "公司实现营业收入1.5亿元,同比增长13%。"


def lines(out: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def test_a_file(factx: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    done = factx("extract", "a.txt")
    assert (done.returncode, done.stderr) == (0, b"")
    assert [(f["source"], f["kind"], f["value"]) for f in lines(done.stdout)] == [
        ("a.txt", "amount", 150000000),
        ("a.txt", "percent", 13),
    ]


@pytest.mark.parametrize("args", [(), ("-",)])
def test_piped_text(factx: Command, args: tuple[str, ...]) -> None:
    done = factx("extract", *args, stdin=TEXT)
    assert done.returncode == 0
    assert {f["source"] for f in lines(done.stdout)} == {"-"}


def test_folders_and_files_in_order(factx: Command, tmp_path: Path) -> None:
    (tmp_path / "in/deep").mkdir(parents=True)
    for name in ("in/b.txt", "in/deep/c.MD", "in/a.txt", "z.text"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    (tmp_path / "in/skipped.csv").write_text(TEXT, encoding="utf-8")
    done = factx("extract", "z.text", "in", "-k", "amount")
    assert [f["source"] for f in lines(done.stdout)] == ["z.text", "in/a.txt", "in/b.txt", "in/deep/c.MD"]


def test_offsets_leave_a_bom_aside(factx: Command) -> None:
    plain = factx("extract", stdin=TEXT.encode()).stdout
    assert factx("extract", stdin=b"\xef\xbb\xbf" + TEXT.encode()).stdout == plain
    for fact in lines(plain):
        assert TEXT[fact["start"] : fact["end"]] == fact["text"]


def test_line_ends_count_as_they_stand(factx: Command) -> None:
    fact = lines(factx("extract", stdin="首行\r\n营收1.5亿元").stdout)[0]
    assert (fact["start"], fact["text"]) == (6, "1.5亿元")


def test_nothing_given_on_a_terminal_is_a_usage_error() -> None:
    terminal, theirs = pty.openpty()
    done = subprocess.run([FACTX, "extract"], stdin=theirs, capture_output=True, check=False, timeout=60)
    os.close(theirs)
    os.close(terminal)
    assert done.returncode == 2
    assert b"name a file or a folder, or pipe a text in" in done.stderr


def test_a_table_on_a_terminal() -> None:
    terminal, theirs = pty.openpty()
    env = os.environ | {"COLUMNS": "100", "TERM": "xterm", "NO_COLOR": "1"}
    run = subprocess.Popen([FACTX, "extract", "-"], stdin=subprocess.PIPE, stdout=theirs, env=env)
    run.communicate(TEXT.encode(), timeout=60)
    os.close(theirs)
    shown = os.read(terminal, 65536).decode()
    os.close(terminal)
    assert "150,000,000 CNY" in shown
    assert not shown.startswith("{")


def test_a_missing_input_does_not_stop_the_others(factx: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "empty").mkdir()
    done = factx("extract", "missing.txt", "empty", "a.txt")
    assert done.returncode == 2
    assert len(lines(done.stdout)) == 2
    assert done.stderr.decode().splitlines() == [
        "factx: missing.txt: No such file or directory",
        "factx: empty: no *.txt *.md *.html *.htm *.xhtml *.pdf file in this folder",
    ]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\xef\xbb\xbfabc\xff", "not UTF-8: byte 0xff at offset 6"),
        ("公司实现营收".encode() + b"\xe4\xba", "not UTF-8: byte 0xe4 at offset 18"),
        (b"\x89PNG\r\n\x1a\n", "no text in UTF-8, GB18030, Big5 or UTF-16: as UTF-8, byte 0x89 at offset 0"),
    ],
)
def test_bytes_that_are_no_text(factx: Command, tmp_path: Path, data: bytes, message: str) -> None:
    (tmp_path / "bad.txt").write_bytes(data)
    done = factx("extract", "bad.txt")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().startswith(f"factx: bad.txt: {message}")


@pytest.mark.parametrize(
    "args",
    [
        ("extract", "-f", "xml"),
        ("extract", "-k", "money"),
        ("extract", "--date", "2025-02-30"),
        ("extract", "--date", "yesterday"),
        ("extract", "-o", "facts.doc"),
        ("extract", "-o", "no/such/folder/facts.csv"),
        ("extract", "--no-such-option"),
        ("rules", "-k", "money"),
        ("no-such-command",),
        (),
    ],
)
def test_usage_errors(factx: Command, args: tuple[str, ...]) -> None:
    done = factx(*args)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(("text", "status"), [(TEXT, 0), ("天气很好。", 1), ("", 1)])
def test_exit_status_when_asked_for(factx: Command, text: str, status: int) -> None:
    assert factx("extract", "-e", stdin=text).returncode == status
    assert factx("extract", stdin=text).returncode == 0


def test_an_error_beats_finding_nothing(factx: Command) -> None:
    assert factx("extract", "-e", "missing.txt").returncode == 2


def test_kinds(factx: Command) -> None:
    done = factx("extract", "-k", "percent", "-k", "price", stdin=TEXT)
    assert {f["kind"] for f in lines(done.stdout)} == {"percent"}


def test_unique_counts_repeats(factx: Command) -> None:
    once, twice = (lines(factx("extract", "--unique", stdin=text).stdout) for text in (TEXT, TEXT * 2))
    assert [f["count"] for f in once] == [1, 1]
    assert [f | {"count": 1} for f in twice if f["count"] == 2] == once


def test_what_says_the_same_is_folded() -> None:
    def fact(**fields: Any) -> Fact:
        return Fact(start=0, end=0, **fields)

    facts = [
        fact(kind="price", text="5元/股", value=5, unit="CNY", per="股"),
        fact(kind="price", text="5元/吨", value=5, unit="CNY", per="吨"),
        fact(kind="price", text="每股5元", value=5, unit="CNY", per="股", mod="approx"),
        fact(kind="date", text="2019年", timex="2019"),
        fact(kind="date", text="2019年末", timex="2019", mod="end"),
        fact(kind="date", text="去年"),
        fact(kind="date", text="今年"),
    ]
    assert [(fact.text, count) for fact, count in folded(facts)] == [
        ("5元/股", 2), ("5元/吨", 1), ("2019年", 1), ("2019年末", 1), ("去年", 1), ("今年", 1),
    ]  # fmt: skip


def test_sentence_and_explain(factx: Command) -> None:
    fact = lines(factx("extract", "--sentence", "--explain", stdin="利润下降。" + TEXT).stdout)[0]
    assert fact["sentence"] == TEXT
    assert fact["rule"]
    assert not {"sentence", "rule"} & set(lines(factx("extract", stdin=TEXT).stdout)[0])


@pytest.mark.parametrize(("text", "told"), [("2月24日,股价上涨3%。去年亏损。", True), ("2025年2月24日上涨3%。", False)])
def test_one_line_tells_of_dates_without_a_year(factx: Command, text: str, told: bool) -> None:
    done = factx("extract", stdin=text)
    assert [b"--date" in line for line in done.stderr.splitlines()] == [True] * told
    assert factx("extract", "--date", "2025-02-24", stdin=text).stderr == b""


def test_the_reference_date(factx: Command) -> None:
    done = factx("extract", "--date", "2025-02-24", "-k", "date", stdin="2月20日,股价上涨。")
    assert [f["timex"] for f in lines(done.stdout)] == ["2025-02-20"]
    assert factx("extract", "--date", "today", stdin=TEXT).returncode == 0


def test_the_date_at_the_head(factx: Command) -> None:
    done = factx("extract", "--date", "auto", stdin="2020-06-18 20:58:28\n\n6月17日,股价上涨3%。")
    assert "2020-06-17" in [f.get("timex") for f in lines(done.stdout)]
    assert b"2020-06-18" in done.stderr
    done = factx("extract", "--date", "auto", stdin=TEXT)
    assert (done.returncode, done.stderr) == (0, b"factx: -: no date stated at its head\n")


def test_output_takes_its_format_from_the_ending(factx: Command, tmp_path: Path) -> None:
    for name, start in (("a.json", b"[\n{"), ("a.jsonl", b"{"), ("a.csv", b"source,kind,")):
        done = factx("extract", "-o", name, stdin=TEXT)
        assert (done.returncode, done.stdout) == (0, b"")
        assert (tmp_path / name).read_bytes().startswith(start)
    assert factx("extract", "-o", "odd.dat", "-f", "json", stdin=TEXT).returncode == 0


def test_output_is_written_whole_or_not_at_all(factx: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from factx.cli import app

    target = tmp_path / "facts.csv"
    target.write_text("before")
    target.chmod(0o640)
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with monkeypatch.context() as broken:
        broken.setattr(Work, "of", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            app.extract(["a.txt"], output=target)
    assert target.read_text() == "before"
    assert factx("extract", "a.txt", "-o", target).returncode == 0
    assert target.read_text(encoding="utf-8").count("\n") == 3
    assert target.stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "facts.csv"]


def test_output_through_a_link_and_to_a_device(factx: Command, tmp_path: Path) -> None:
    (tmp_path / "link.json").symlink_to("real.json")
    assert factx("extract", "-o", "link.json", stdin=TEXT).returncode == 0
    assert (tmp_path / "link.json").is_symlink()
    assert json.loads((tmp_path / "real.json").read_bytes())
    assert factx("extract", "-o", "/dev/stdout", "-f", "jsonl", stdin=TEXT).stdout.startswith(b"{")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device on this system")
def test_a_full_disk(factx: Command) -> None:
    done = factx("extract", "-o", "/dev/full", "-f", "json", stdin=TEXT)
    assert (done.returncode, done.stderr) == (2, b"factx: cannot write /dev/full: No space left on device\n")


def test_a_closed_pipe_ends_it_quietly(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT * 3000, encoding="utf-8")
    command = f"{FACTX} extract a.txt a.txt | head -1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], cwd=tmp_path, capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")
    assert len(lines(done.stdout)) == 1


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("extract - <&-", "factx: -: standard input is closed"),
        ("extract <&-", "nothing to read"),
        ("extract a.txt >&-", "factx: cannot write standard output: it is closed"),
    ],
)
def test_closed_streams(tmp_path: Path, command: str, said: str) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    done = subprocess.run(
        ["bash", "-c", f"{FACTX} {command}"], cwd=tmp_path, capture_output=True, check=False, text=True, timeout=60
    )
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_interrupted(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "never.txt")
    run = subprocess.Popen([FACTX, "extract", "never.txt", "-o", "out.csv"], cwd=tmp_path, stderr=subprocess.PIPE)
    writing = os.open(tmp_path / "never.txt", os.O_WRONLY)  # returns once factx reads
    time.sleep(0.2)
    run.send_signal(signal.SIGINT)
    _, said = run.communicate(timeout=60)
    os.close(writing)
    assert run.returncode == 130
    assert b"Traceback" not in said
    assert [path.name for path in tmp_path.iterdir()] == ["never.txt"]


def test_utf8_whatever_the_locale(factx: Command) -> None:
    done = factx("extract", stdin=TEXT, LC_ALL="C", LANG="C", PYTHONUTF8="0", PYTHONIOENCODING="latin-1")
    assert "1.5亿元" in done.stdout.decode()
    done = factx("extract", "-f", "table", stdin=TEXT, LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert "1.5亿元" in done.stdout.decode()


def test_a_path_that_is_no_text(factx: Command, tmp_path: Path) -> None:
    name = os.fsdecode(b"\xff\x1b[31m.txt")
    (tmp_path / name).write_text(TEXT, encoding="utf-8")
    done = factx("extract", name)
    assert (done.returncode, lines(done.stdout)[0]["source"]) == (0, "\ufffd\x1b[31m.txt")
    done = factx("extract", name + "x", "-f", "table")
    assert done.returncode == 2
    assert b"\x1b" not in done.stderr


def test_colour(factx: Command) -> None:
    assert b"\x1b[" not in factx("extract", "-f", "table", stdin=TEXT).stdout
    assert b"\x1b[32m" in factx("extract", "-f", "table", stdin=TEXT, FORCE_COLOR="1", TERM="xterm").stdout
    plain = factx("extract", "-f", "table", stdin=TEXT, FORCE_COLOR="1", NO_COLOR="1", TERM="xterm").stdout
    assert b"\x1b[32m" not in plain


@pytest.mark.parametrize(
    "data",
    [b"\0" * 100, "\u202e亿\x1b]0;x\x07".encode(), b"9" * 100_000, "亿".encode() * 50_000],
    ids=["nulls", "escapes", "digits", "scales"],
)
@pytest.mark.parametrize("form", ["json", "csv", "table"])
def test_odd_texts_are_only_texts(factx: Command, data: bytes, form: str) -> None:
    done = factx("extract", "-f", form, stdin=data)
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr


def test_version_and_help(factx: Command) -> None:
    from importlib.metadata import version

    assert factx("--version").stdout.decode() == f"factx {version('factx')}\n"
    for command in ((), ("extract",), ("rules",), ("schema",)):
        done = factx(*command, "--help")
        assert done.returncode == 0
        assert b"Usage: factx" in done.stdout


def test_completion(factx: Command) -> None:
    env = {"_FACTX_COMPLETE": "complete_bash", "COMP_WORDS": "factx extract --k", "COMP_CWORD": "2"}
    assert factx(**env).stdout.split() == [b"--kind"]
    env = {"_FACTX_COMPLETE": "complete_bash", "COMP_WORDS": "factx extract --kind p", "COMP_CWORD": "3"}
    assert factx(**env).stdout.split() == [b"price", b"percent"]


def test_rules_show_their_examples(factx: Command) -> None:
    done = factx("rules")
    assert (done.returncode, done.stderr) == (0, b"")
    shown = done.stdout.decode()
    assert all(f"\n{kind}\n" in f"\n{shown}" for kind in ("amount", "price", "percent", "date", "ticker"))
    assert factx("rules", "-k", "ticker").stdout.decode() in shown


def test_what_a_text_does_not_need_is_not_imported() -> None:
    code = (
        "import sys; from factx.cli.app import app; app(['extract', '-f', 'json'], standalone_mode=False);"
        "print(sorted({'rich', 'jieba', 'pkg_resources', 'pyarrow', 'ray'} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], input=b"", capture_output=True, check=True, timeout=60)
    assert done.stderr == b"[]\n"
