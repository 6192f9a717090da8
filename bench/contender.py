"""One contender's pass over a file of texts, in a process of its own: the clock covers the work, not the loading.

Runs under any interpreter that has the contender: `python contender.py factx texts.json`. Prints one line of JSON.
"""

import contextlib
import io
import json
import os
import resource
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from time import perf_counter, process_time

Work = Callable[[Sequence[str]], int]


def factx() -> Work:
    """Everything on, linking included, dates read against a fixed day; without the extra `fast`."""
    sys.modules["rjieba"] = None  # type: ignore[assignment]
    return factx_fast()


def factx_fast() -> Work:
    """The same with whatever is installed."""
    from factx import extract_many

    return lambda texts: sum(map(len, extract_many(texts, date="2024-06-30")))


def unlinked() -> Work:
    """factx without linking: what it finds and values, not what each number measures."""
    from factx import pipeline

    pipeline.link = lambda _, facts, explain=False: list(facts)  # noqa: ARG005
    return factx()


def jieba() -> Work:
    """The words of the text, nothing else."""
    import jieba

    jieba.setLogLevel(60)
    jieba.initialize()
    return lambda texts: sum(len(jieba.lcut(text)) for text in texts)


def jionlp() -> Work:
    """Money and time, extracted and parsed, the kinds that it has in common with factx."""
    with contextlib.redirect_stdout(io.StringIO()):
        jionlp = import_module("jionlp")
    base = {"year": 2024, "month": 6, "day": 30}
    money, time = jionlp.ner.extract_money, jionlp.ner.extract_time

    def found(text: str) -> int:
        return len(money(text, with_parsing=True)) + len(time(text, time_base=base, with_parsing=True))

    return lambda texts: sum(map(found, texts))


CONTENDERS: dict[str, Callable[[], Work]] = {
    "factx": factx,
    "factx, no linking": unlinked,
    "factx[fast]": factx_fast,
    "jieba.lcut": jieba,
    "JioNLP": jionlp,
}
SAMPLES = Path(__file__).parent.parent / "samples"
"""What everybody reads before the clock starts, so that patterns are compiled and tables are there."""


def peak() -> float:
    """The peak memory of this process in MB.

    Linux keeps in ru_maxrss what the process was before it became this program, so /proc is asked first.
    """
    with contextlib.suppress(OSError):
        status = Path("/proc/self/status").read_text("ascii")
        return round(int(status.partition("VmHWM:")[2].split()[0]) / 1024, 1)
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit, 1)


def command(file: str) -> None:
    """`factx extract` on a text file, in this process."""
    from factx.cli.app import app

    app(["extract", file, "-f", "jsonl", "-o", os.devnull], standalone_mode=False)
    print(json.dumps({"memory": peak()}))


def main(arguments: Sequence[str]) -> None:
    name, file = arguments
    if name == "command":
        return command(file)
    work = CONTENDERS[name]()
    work([sample.read_text("utf-8") for sample in sorted(SAMPLES.glob("*.txt"))])
    texts = json.loads(Path(file).read_bytes())
    wall, began = perf_counter(), process_time()
    found = work(texts)
    print(json.dumps({"cpu": process_time() - began, "wall": perf_counter() - wall, "found": found, "memory": peak()}))
    return None


if __name__ == "__main__":
    main(sys.argv[1:])
