"""Texts and files made to hurt: they end in facts or in an error, and reach a terminal or a sheet only as harmless text."""

import datetime
import gzip
import os
import pty
import subprocess
from pathlib import Path

import pytest
from conftest import FACTX, Command
from invariants import sound

import factx as library

EVIL = "甲\x1b]0;x\x07\x1b[2J[bold red]乙\u202e[/]公司\u200b营收1.5亿元，占比\x9b31m13%。\x07"


def terminal(folder: Path, *args: str) -> bytes:
    """What the command writes to a terminal."""
    reading, writing = pty.openpty()
    run = subprocess.Popen(
        [FACTX, *args],
        stdin=subprocess.DEVNULL,
        stdout=writing,
        stderr=writing,
        env=os.environ | {"COLUMNS": "300"},
        cwd=folder,
    )
    os.close(writing)
    out = b""
    try:
        while part := os.read(reading, 1 << 16):
            out += part
    except OSError:  # how a terminal ends on Linux
        pass
    run.wait(60)
    os.close(reading)
    return out


def test_nothing_steers_a_terminal(tmp_path: Path) -> None:
    name = "\x1b[2J[red]\u202e.txt"
    (tmp_path / name).write_text(EVIL, encoding="utf-8")
    shown = terminal(tmp_path, "extract", name, "-f", "table", "--sentence", "missing\x1b[2J[red].txt").decode()
    assert "1.5亿元" in shown
    assert "[bold red]" in shown  # markup is only text
    for harm in ("\x1b]", "\x1b[2J", "\x07", "\x9b", "\u202e", "\u200b"):
        assert harm not in shown


@pytest.mark.parametrize("form", ["csv", "tsv"])
def test_formulas_are_inert(factx: Command, form: str) -> None:
    done = factx("extract", "-f", form, "--sentence", stdin='=HYPERLINK("http://x")公司营收1.5亿元。')
    fields = done.stdout.decode().replace("\t", ",").split(",")
    assert not [field for field in fields if field.strip('"').startswith("=")]


def test_a_page_is_escaped(factx: Command) -> None:
    page = factx(
        "extract", "-f", "html", stdin="<script>alert(1)</script>\"'><img src=x onerror=y>营收1.5亿元。"
    ).stdout
    assert b"<script>alert" not in page
    assert b"<img src" not in page


def test_a_bomb_stops_at_the_bound(factx: Command, tmp_path: Path) -> None:
    block = gzip.compress(bytes(1 << 24))
    (tmp_path / "a.txt.gz").write_bytes(block * 640)  # ten gigabytes
    done = factx("extract", "a.txt.gz", "--max-bytes", "8M")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"--max-bytes" in done.stderr


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", b"%PDF-1.7\n1 0 obj <</Type /Catalog /Pages 1 0 R>> endobj trailer <</Root 1 0 R>>"),
        ("a.pdf", b"%PDF-1.4\n" + b"[" * 100_000),
        ("a.html", b'<!DOCTYPE a [<!ENTITY b "b">' + b'<!ENTITY c "&b;&b;&b;">' * 100 + b"]><a>&c;</a>"),
        ("a.parquet", b"PAR1" + bytes(100) + b"PAR1"),
        ("a.txt.gz", gzip.compress(b"1" * 1000, mtime=0)[:-20]),
    ],
)
def test_damaged_files_end_in_an_error(factx: Command, tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    done = factx("extract", name)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"factx: ")
    assert b"Traceback" not in done.stderr


def test_no_rule_runs_code(factx: Command, tmp_path: Path) -> None:
    evil = "!!python/object/apply:os.system ['touch ran']\n"
    (tmp_path / "a.toml").write_text(evil, encoding="utf-8")
    done = factx("extract", "--lexicon", "a.toml", stdin="营收1亿元。")
    assert (done.returncode, done.stdout) == (2, b"")
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("text", ["6每股亿元", "6每股3元"])
def test_what_the_fuzzer_found(text: str) -> None:
    sound(text, library.extract(text))


@pytest.mark.parametrize("day", [datetime.date.min, datetime.date.max])
@pytest.mark.parametrize(
    "text", ["下午15:00", "昨日成交1亿元,次日2亿元", "下周五", "截至今日止9个月营收1亿元", "去年同期1亿元"]
)
def test_the_ends_of_the_calendar(text: str, day: datetime.date) -> None:
    sound(text, library.extract(text, date=day))
