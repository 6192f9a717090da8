"""`python -m bench`: measure how fast factx is, print a table, keep the results as JSON."""

import argparse
import json
import platform
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bench import adversaries, measure
from bench.report import report
from bench.texts import articles

PARTS = ("cold", "throughput", "growth", "scaling", "memory", "adversaries")


def arguments(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m bench", description=__doc__)
    parser.add_argument(
        "corpus",
        nargs="?",
        type=Path,
        help="JSON Lines with a field `text`, or a folder of *.txt; default: samples/, over and over",
    )
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        help="write the results to this JSON file; parts that it has already and that are not measured now stay",
    )
    parser.add_argument("--only", action="append", choices=PARTS, help="measure this part; may be given several times")
    parser.add_argument("--rounds", type=int, default=7, help="rounds, in each of which every contender runs once")
    parser.add_argument("--scale", type=float, default=1.0, help="multiply every size by this")
    parser.add_argument("--budget", type=float, default=20.0, help="seconds that one adversary may be expected to take")
    parser.add_argument("--jionlp", metavar="PYTHON", help="an interpreter that has JioNLP, if this one has not")
    return parser.parse_args(argv)


def environment(texts: list[str], name: str) -> dict[str, Any]:
    return {
        "python": platform.python_version(),
        "machine": f"{platform.system()} {platform.machine()}",
        "versions": {package: version(package) for package in ("factx", "jieba", "regex")},
        "corpus": {"name": name, "articles": len(texts), "bytes": sum(len(text.encode()) for text in texts)},
    }


def main(argv: list[str] | None = None) -> dict[str, Any]:
    given = arguments(argv)
    parts, rounds = given.only or PARTS, given.rounds
    texts = articles(given.corpus)
    results: dict[str, Any] = {}
    if given.output and given.output.exists():
        results = json.loads(given.output.read_text("utf-8"))
    results["environment"] = environment(texts, given.corpus.name if given.corpus else "samples")

    def size(megabytes: float) -> int:
        return max(1000, int(megabytes * 1e6 * given.scale))

    if "cold" in parts:
        results["cold start"] = measure.cold_start(texts, rounds, 1600)
    if "throughput" in parts:
        results["throughput"] = measure.throughput(texts, rounds, size(6), given.jionlp)
    if "growth" in parts:
        results["growth"] = measure.growth(texts, rounds, [size(s) for s in (0.1, 0.3, 1, 3, 10)], size(5))
    if "scaling" in parts:
        results["two processes"] = measure.scaling(texts, rounds, size(6))
    if "memory" in parts:
        results["memory"] = measure.memory(texts, [size(s) for s in (1, 10)])
    if "adversaries" in parts:
        sizes = [size(s) for s in (0.01, 0.1, 1)]
        results["adversary sizes"], results["adversaries"] = sizes, adversaries.measure(sizes, rounds, given.budget)
    if given.output:
        given.output.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", "utf-8")
    print(report(results))
    return results


if __name__ == "__main__":
    main()
