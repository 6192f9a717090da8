"""The measurements: each runs the program in processes of its own, contenders in turn, and keeps medians."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, NamedTuple

from bench.texts import article, one_text, sample

Row = dict[str, Any]
CONTENDER = Path(__file__).with_name("contender.py")
JIEBA = "import sys, jieba; jieba.setLogLevel(60); jieba.lcut(open(sys.argv[1], encoding='utf-8').read())"


class Spent(NamedTuple):
    """What a process took: seconds on the wall and of the processor."""

    wall: float
    cpu: float


def run(command: list[str], output: int = subprocess.DEVNULL, env: dict[str, str] | None = None) -> tuple[Spent, bytes]:
    """Run a command to its end.

    Raises:
        RuntimeError: it failed.
    """
    began = perf_counter()
    with subprocess.Popen(command, stdout=output, stderr=subprocess.DEVNULL, env=env) as process:
        out = process.stdout.read() if process.stdout else b""
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall = perf_counter() - began
    if process.returncode:
        raise RuntimeError(f"{command[:3]} exits with {process.returncode}")
    return Spent(wall, used.ru_utime + used.ru_stime), out


def in_turn(commands: dict[str, Callable[[], Spent]], rounds: int) -> dict[str, Row]:
    """The medians of so many rounds, in each of which every command runs once; one round before warms the caches."""
    spent: dict[str, list[Spent]] = {name: [] for name in commands}
    for n in range(rounds + 1):
        for name, command in commands.items():
            one = command()
            if n:
                spent[name].append(one)
    return {
        name: {k: round(median(s[i] for s in all_), 4) for i, k in enumerate(Spent._fields)}
        for name, all_ in spent.items()
    }


@contextmanager
def file_of(text: str, suffix: str = ".txt") -> Iterator[str]:
    """A text as a file that is there for the time of the block."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"article{suffix}")
        path.write_text(text, "utf-8")
        yield str(path)


@contextmanager
def without_setuptools() -> Iterator[dict[str, str]]:
    """An environment in which setuptools and pkg_resources cannot be imported."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("setuptools", "pkg_resources"):
            Path(folder, f"{name}.py").write_text("raise ImportError('hidden')\n")
        yield os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, (folder, os.environ.get("PYTHONPATH"))))}


def cold_start(texts: list[str], rounds: int, length: int) -> Row:
    """Seconds of one command on one article; how its processor time compares with that of what it is made of."""
    factx = str(Path(sys.executable).with_name("factx"))
    python = sys.executable
    result: Row = {"characters": length}
    with file_of(article(texts, length)) as path, without_setuptools() as hidden:
        commands = {
            "factx -f json": [factx, "extract", path, "-f", "json"],
            "factx -f table": [factx, "extract", path, "-f", "table"],
            "import typer, rich.table": [python, "-c", "import typer, rich.table"],
            "jieba.lcut": [python, "-c", JIEBA, path],
        }
        places = {"without setuptools": hidden}
        if find_spec("pkg_resources"):
            places["with setuptools"] = dict(os.environ)
        for place, env in places.items():
            rows = in_turn({name: lambda c=c, e=env: run(c, env=e)[0] for name, c in commands.items()}, rounds)  # type: ignore[misc]
            for form in ("json", "table"):
                own = rows[f"factx -f {form}"]
                own["x typer, rich"] = round(own["cpu"] / rows["import typer, rich.table"]["cpu"], 2)
                own["x jieba"] = round(own["cpu"] / rows["jieba.lcut"]["cpu"], 2)
            result[place] = rows
    return result


def contend(python: str, name: str, path: str) -> Row:
    """What one contender tells of its pass over a file of texts."""
    told: Row = json.loads(run([python, str(CONTENDER), name, path], subprocess.PIPE)[1].splitlines()[-1])
    return told


def throughput(texts: list[str], rounds: int, size: int, jionlp: str | None) -> Row:
    """Megabytes of UTF-8 and facts a second of one process, loading aside, each contender on the same articles."""
    chosen = sample(texts, size)
    total = sum(len(text.encode()) for text in chosen)
    pythons = dict.fromkeys(("factx", "factx, no linking", "jieba.lcut"), sys.executable)
    if find_spec("rjieba"):
        pythons["factx[fast]"] = sys.executable
    if jionlp or find_spec("jionlp"):
        pythons["JioNLP"] = jionlp or sys.executable
    result: Row = {"bytes": total, "articles": len(chosen)}
    seconds: dict[str, list[float]] = {name: [] for name in pythons}
    with file_of(json.dumps(chosen), ".json") as path:
        for _ in range(rounds):
            for name, python in pythons.items():
                told = contend(python, name, path)
                seconds[name].append(told["cpu"])
                result[name] = {"found": told["found"], "memory": told["memory"]}
    for name, all_ in seconds.items():
        took = median(all_)
        result[name] |= {"seconds": round(took, 4), "MB/s": round(total / took / 1e6, 4)}
        result[name]["found/s"] = round(result[name]["found"] / took)
    for name in pythons:
        result[name]["factx is x"] = round(result["factx"]["MB/s"] / result[name]["MB/s"], 2)
    return result


def growth(texts: list[str], rounds: int, sizes: list[int], line: int) -> Row:
    """Nanoseconds per byte and peak memory of the library on one text of each size, and on one line."""
    result: Row = {}
    cases = [(f"{size / 1e6:g} MB", one_text(texts, size)) for size in sizes]
    cases.append((f"one line of {line / 1e6:g} MB", one_text(texts, line, "")))
    for name, text in cases:
        total = len(text.encode())
        with file_of(json.dumps([text]), ".json") as path:
            costs = []
            for _ in range(rounds if total < 2_000_000 else 1):
                told = contend(sys.executable, "factx", path)
                costs.append(told["cpu"] / total * 1e9)
        result[name] = {"bytes": total, "ns/byte": round(median(costs)), "memory": told["memory"]}
    return result


def memory(texts: list[str], sizes: list[int]) -> Row:
    """Peak memory, in MB, of the command on one file of each size."""
    result: Row = {}
    for size in sizes:
        with file_of(one_text(texts, size)) as path:
            _, out = run([sys.executable, str(CONTENDER), "command", path], subprocess.PIPE)
            result[f"{size / 1e6:g} MB"] = json.loads(out.splitlines()[-1])["memory"]
    return result


def scaling(texts: list[str], rounds: int, size: int) -> Row:
    """How much faster two processes go through the same articles than one, loading included, by the wall clock."""
    chosen = sample(texts, size)
    walls: dict[int, list[float]] = {1: [], 2: []}
    for _ in range(rounds):
        for n, kept in walls.items():
            with tempfile.TemporaryDirectory() as folder:
                parts = [Path(folder, f"{i}.json") for i in range(n)]
                for i, part in enumerate(parts):
                    part.write_text(json.dumps(chosen[i::n]))
                began = perf_counter()
                at_work = [
                    subprocess.Popen([sys.executable, str(CONTENDER), "factx", str(part)], stdout=subprocess.DEVNULL)
                    for part in parts
                ]
                if any(process.wait() for process in at_work):
                    raise RuntimeError("a process failed")
                kept.append(perf_counter() - began)
    one, two = median(walls[1]), median(walls[2])
    return {"one": round(one, 3), "two": round(two, 3), "x": round(one / two, 2)}
