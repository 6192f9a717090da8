"""Work on several processes, in parts, with progress: nothing is lost, doubled or out of order, whatever dies."""

import json
import os
import pty
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import FACTX, Command

from factx.cli.engines import EngineError, results
from factx.cli.engines.processes import Died, Pool
from factx.cli.parts import Manifest, Parts, manifest_for
from factx.cli.progress import Progress
from factx.cli.readers import Article, Options, UnreadableError
from factx.cli.run import Run
from factx.cli.work import File, Work
from factx.cli.writers import Found, Layout, Writer
from factx.pipeline import chunked

pq = pytest.importorskip("pyarrow.parquet")


def doubling(poison: int) -> Callable[[list[int]], list[int]]:
    def double(numbers: list[int]) -> list[int]:
        if poison in numbers:
            os.kill(os.getpid(), signal.SIGKILL)
        return [2 * number for number in numbers]

    return double


def failing(_: object) -> Callable[[list[int]], list[int]]:
    raise RuntimeError("no work today")


def once(mark: str) -> Callable[[list[int]], list[int]]:
    """Dies the first time that it meets 3, as a process that the kernel chose would."""

    def work(numbers: list[int]) -> list[int]:
        if 3 in numbers and not Path(mark).exists():
            Path(mark).touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return numbers

    return work


def article(number: int) -> str:
    return f"第{number}号公司实现营业收入{number + 1}.5亿元,同比增长{number % 90 + 1}%。"


def rows(count: int) -> str:
    return "".join(json.dumps({"id": f"d{i}", "text": article(i)}, ensure_ascii=False) + "\n" for i in range(count))


def collection(path: Path, count: int) -> Path:
    path.write_text(rows(count), encoding="utf-8")
    return path


def records(folder: Path) -> list[dict[str, Any]]:
    return [record for part in sorted(folder.glob("part-*.parquet")) for record in pq.read_table(part).to_pylist()]


def test_results_come_in_order() -> None:
    done = [*Pool(doubling, -1, 3).map(chunked(range(100), lambda _: 1, most=7))]
    assert [result for chunk in done for result in chunk.results] == [2 * i for i in range(100)]


def test_an_item_that_kills_its_worker_costs_no_other() -> None:
    done = [*Pool(doubling, 13, 2).map(chunked(range(40), lambda _: 1, most=8))]
    found = [result for chunk in done for result in chunk.results]
    assert found == [Died(-9) if i == 13 else 2 * i for i in range(40)]


def test_a_worker_that_is_killed_by_chance_costs_nothing(tmp_path: Path) -> None:
    (done,) = Pool(once, str(tmp_path / "mark"), 2).map([[1, 2, 3, 4]])
    assert (done.results, done.deaths) == ([1, 2, 3, 4], [-9])


def test_workers_that_cannot_work() -> None:
    with pytest.raises(EngineError, match="ended with status 1"):
        next(Pool(failing, None, 1).map([[1]]))
    with pytest.raises(EngineError, match="cannot be sent"):
        Pool(lambda _: doubling(1), 1, 1)


def test_little_is_read_ahead() -> None:
    read = 0

    def items() -> Any:
        nonlocal read
        for i in range(1000):
            read += 1
            yield [i]

    done = Pool(doubling, -1, 2).map(items())
    next(done)
    assert read <= 5
    done.close()  # type: ignore[attr-defined]


def test_both_engines_find_the_same(tmp_path: Path) -> None:
    collection(tmp_path / "a.jsonl", 50)
    (tmp_path / "b.txt").write_text(article(7), "utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\xff\xfe\xff")
    told: list[UnreadableError] = []
    work = Work(unique=True, explain=True)
    inputs = [str(tmp_path / name) for name in ("a.jsonl", "b.txt", "bad.txt", "none.txt")]
    tasks = [*work.tasks(inputs, told.append)]
    assert (len(tasks), told) == (53, [])
    assert [*results(work, tasks, 1)] == [*results(work, tasks, 2)]


def test_jobs_change_nothing(factx: Command, tmp_path: Path) -> None:
    collection(tmp_path / "a.jsonl", 300)
    (tmp_path / "b.txt").write_text(article(7), "utf-8")
    one = factx("extract", "a.jsonl", "none.txt", "b.txt", "--date", "auto")
    two = factx("extract", "a.jsonl", "none.txt", "b.txt", "--date", "auto", "-j", "2")
    assert one.returncode == two.returncode == 2
    assert one.stdout.count(b"\n") == 602
    assert (one.stdout, one.stderr) == (two.stdout, two.stderr)


def test_jobs_know_the_users_words(factx: Command, tmp_path: Path) -> None:
    (tmp_path / "my.toml").write_text('units = ["EH/s"]', "utf-8")
    done = factx("extract", "-j", "2", "--lexicon", "my.toml", stdin="算力达3.5EH/s。")
    assert json.loads(done.stdout)["unit"] == "EH/s"


def children(pid: int) -> list[int]:
    path = Path(f"/proc/{pid}/task/{pid}/children")
    threads = Path(f"/proc/{pid}/task").iterdir() if path.parent.parent.exists() else []
    return [int(child) for thread in threads for child in (thread / "children").read_text().split()]


def started(tmp_path: Path, *args: str, begin: bytes = b"", group: bool = False) -> "subprocess.Popen[bytes]":
    """The command, once it has two workers; more than ``begin`` may be written to its standard input."""
    run = subprocess.Popen(
        [FACTX, "extract", *args],
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=group,
    )
    assert run.stdin
    run.stdin.write(begin)
    run.stdin.flush()
    until = time.monotonic() + 30
    while len(children(run.pid)) < 2 and run.poll() is None and time.monotonic() < until:
        time.sleep(0.01)
    return run


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="reads /proc")
def test_a_killed_worker_is_told_and_its_documents_are_done_again(factx: Command, tmp_path: Path) -> None:
    data = rows(2500).encode()
    half = data.index(b"\n", len(data) // 2) + 1
    args = ("-", "--from", "jsonl", "-o")
    run = started(tmp_path, *args, "a.csv", "-j", "2", begin=data[:half])  # it waits for the rest, however fast it is
    os.kill(children(run.pid)[0], signal.SIGKILL)
    _, said = run.communicate(data[half:], timeout=120)
    assert run.returncode == 2
    assert b"killed (SIGKILL)" in said
    assert factx("extract", *args, "b.csv", stdin=data).returncode == 0
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="reads /proc")
@pytest.mark.parametrize("group", [False, True])
def test_interrupted_with_workers(tmp_path: Path, group: bool) -> None:
    run = started(tmp_path, "-", "--from", "jsonl", "-j", "2", "-o", "out.csv", begin=rows(500).encode(), group=group)
    workers = children(run.pid)
    (os.killpg if group else os.kill)(run.pid, signal.SIGINT)
    assert run.wait(60) == 130  # while its standard input is open
    _, said = run.communicate()
    assert b"Traceback" not in said
    assert [*tmp_path.iterdir()] == []
    assert not any(Path(f"/proc/{worker}").exists() for worker in workers)


def test_a_folder_of_parts(factx: Command, tmp_path: Path) -> None:
    collection(tmp_path / "a.jsonl", 20)
    done = factx("extract", "a.jsonl", "-o", "out/")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["manifest.json", "part-00000.parquet"]
    manifest = json.loads((tmp_path / "out/manifest.json").read_bytes())
    assert manifest["complete"]
    assert [(part["documents"], part["facts"]) for part in manifest["parts"]] == [(20, 40)]
    assert len(records(tmp_path / "out")) == 40
    again = factx("extract", "a.jsonl", "-o", "out/")
    assert again.returncode == 2
    assert b"out: not empty; --resume goes on" in again.stderr
    assert factx("extract", "a.jsonl", "-o", "out/", "--resume").returncode == 0
    assert len(records(tmp_path / "out")) == 40


@pytest.mark.parametrize("change", ["content", "name", "option", "lexicon", "lost"])
def test_what_has_changed_is_not_gone_on_with(factx: Command, tmp_path: Path, change: str) -> None:
    collection(tmp_path / "a.jsonl", 5)
    (tmp_path / "my.toml").write_text('units = ["EH/s"]', "utf-8")
    args = ["extract", "a.jsonl", "-o", "out/", "--lexicon", "my.toml"]
    assert factx(*args).returncode == 0
    said = b"the inputs changed"
    if change == "content":
        text = (tmp_path / "a.jsonl").read_text("utf-8")
        stat = (tmp_path / "a.jsonl").stat()
        (tmp_path / "a.jsonl").write_text(text.replace("5亿", "6亿", 1), "utf-8")
        os.utime(tmp_path / "a.jsonl", ns=(stat.st_atime_ns, stat.st_mtime_ns))
    elif change == "name":
        (tmp_path / "a.jsonl").rename(tmp_path / "b.jsonl")
        args[1] = "b.jsonl"
    elif change == "option":
        args += ["-k", "amount"]
        said = b"other options: kinds was [], is ['amount']"
    elif change == "lexicon":
        (tmp_path / "my.toml").write_text('units = ["PH/s"]', "utf-8")
        said = b"other options: lexicon was"
    else:
        (tmp_path / "out/part-00000.parquet").unlink()
        said = b"part-00000.parquet is missing"
    done = factx(*args, "--resume")
    assert done.returncode == 2
    assert said in done.stderr


def test_what_cannot_be_gone_on_with(factx: Command, tmp_path: Path) -> None:
    collection(tmp_path / "a.jsonl", 5)
    for args, said in (
        (("a.jsonl", "--resume", "-o", "a.csv"), b"give -o FOLDER/"),
        (("-", "--resume", "-o", "out/"), b"--resume needs files"),
        (("a.jsonl", "-o", "out2/", "-f", "html"), b"html is no format for a folder"),
    ):
        done = factx("extract", *args, stdin="营收3亿元")
        assert done.returncode == 2
        assert said in done.stderr
    (tmp_path / "full").mkdir()
    (tmp_path / "full/theirs.txt").touch()
    done = factx("extract", "a.jsonl", "--resume", "-o", "full")
    assert b"not empty, and no manifest.json" in done.stderr
    assert (tmp_path / "full/theirs.txt").exists()


def test_a_part_of_no_length(factx: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACTX_PART_SECONDS", "soon")
    collection(tmp_path / "a.jsonl", 3)
    done = factx("extract", "a.jsonl", "-o", "out/")
    assert done.returncode == 2
    assert done.stderr.decode() == "factx: FACTX_PART_SECONDS is 'soon', which is no number above zero\n"
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("signalled", [signal.SIGKILL, signal.SIGINT])
def test_killed_in_the_middle_and_gone_on_with(
    factx: Command, tmp_path: Path, signalled: signal.Signals, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed again and again, at whatever point: the same facts in the end as without."""
    monkeypatch.setenv("FACTX_PART_SECONDS", "0.05")
    collection(tmp_path / "a.jsonl", 6000)
    (tmp_path / "z.txt").write_text(article(9), "utf-8")
    args = ("a.jsonl", "none.txt", "z.txt", "-j", "2", "-o", "out/", "--resume")
    killed = 0
    for _ in range(2):
        run = started(tmp_path, *args)
        before = {*(tmp_path / "out").glob("part-*")} if (tmp_path / "out").exists() else set()
        until = time.monotonic() + 30
        while run.poll() is None and time.monotonic() < until and {*(tmp_path / "out").glob("part-*")} <= before:
            time.sleep(0.01)
        if run.poll() is None:
            run.send_signal(signalled)
            killed += 1
        run.communicate(timeout=60)
    assert killed
    assert not json.loads((tmp_path / "out/manifest.json").read_bytes())["complete"]
    assert factx("extract", *args).returncode == 2
    whole = factx("extract", "a.jsonl", "none.txt", "z.txt", "-o", "whole/")
    assert whole.returncode == 2
    assert len(list((tmp_path / "out").glob("part-*"))) > 1
    assert records(tmp_path / "out") == records(tmp_path / "whole")
    assert len(records(tmp_path / "whole")) == 12002
    assert not [path for path in (tmp_path / "out").iterdir() if path.name.startswith(".")]


class Crash(BaseException):
    """What ends a program at once."""


@pytest.mark.parametrize("point", range(12))
def test_a_crash_at_every_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, point: int) -> None:
    """Where the crash comes between two steps of writing, the rest comes out once all the same."""
    monkeypatch.setenv("FACTX_PART_SECONDS", "1e-9")
    inputs = [str(collection(tmp_path / "a.jsonl", 4))]
    steps = 0
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        nonlocal steps
        steps += 1
        if steps == point // 2 + 1:
            if point % 2:
                real(self, target)
            raise Crash
        return real(self, target)

    def run() -> None:
        work = Work()
        layout = Layout()
        folder = Parts(tmp_path / "out", manifest_for(inputs, work, "parquet", layout), "parquet", layout, resume=True)
        Run(work).into(inputs, folder, lambda _task, _outcomes: None)

    with monkeypatch.context() as crashing:
        crashing.setattr(Path, "replace", replace)
        with pytest.raises(Crash):
            run()
    run()
    assert [(record["id"], record["text"]) for record in records(tmp_path / "out")] == [
        (str(i + 1), text) for i in range(4) for text in (f"{i + 1}.5亿元", f"{i + 1}%")
    ]


def test_a_resumed_run_remembers_errors(factx: Command, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_bytes(b"\xff\xfe\xff")
    (tmp_path / "in/b.txt").write_text(article(1), "utf-8")
    assert factx("extract", "in", "-o", "out/").returncode == 2
    assert factx("extract", "in", "-o", "out/", "--resume").returncode == 2


class Nothing:
    """A writer to nowhere."""

    def write(self, found: Found) -> None:
        """Take it."""

    def close(self) -> None:
        """Nothing to close."""


def test_lines_of_progress(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("factx.cli.progress.LOG_EVERY", 0.0)
    path = collection(tmp_path / "a.jsonl", 3)
    writer: Writer = Nothing()
    Run(Work()).over([str(path)], writer, after=Progress([str(path)], Options(), bar=False).after)
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 3
    assert lines[-1].startswith("factx: 3 documents, 0.0 MB at ")
    assert ", 6 facts" in lines[-1]


def test_progress_counts_files_and_collections(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(article(1), "utf-8")
    shown = Progress([str(path)], Options(), bar=False)
    shown.after(File(str(path), path.stat().st_size), Work().done(File(str(path), 1), set()))
    shown.after(Article("b.jsonl", article(2)), [Work().of(Article("b.jsonl", article(2)))])
    assert (shown._documents, shown._facts, shown._read) == (2, 4, path.stat().st_size)


def test_a_bar_on_a_terminal(tmp_path: Path) -> None:
    collection(tmp_path / "a.jsonl", 12000)
    main, terminal = pty.openpty()
    run = subprocess.Popen(
        [FACTX, "extract", "a.jsonl", "none.txt", "-o", "out.csv"],
        cwd=tmp_path,
        stderr=terminal,
        env=os.environ | {"TERM": "xterm", "COLUMNS": "120"},
    )
    os.close(terminal)
    shown = b""
    while True:
        try:
            data = os.read(main, 4096)
        except OSError:
            break
        if not data:
            break
        shown += data
    os.close(main)
    assert run.wait(60) == 2
    assert b"documents" in shown
    assert b"MB/s" in shown
    assert b"left" in shown
    assert b"none.txt" in shown


def test_no_progress_of_short_work(factx: Command) -> None:
    assert factx("extract", stdin="营收3亿元").stderr == b""


def test_manifests_round_trip(tmp_path: Path) -> None:
    import msgspec

    manifest = manifest_for([str(collection(tmp_path / "a.jsonl", 1))], Work(), "parquet", Layout())
    assert msgspec.json.decode(msgspec.json.encode(manifest), type=Manifest) == manifest
