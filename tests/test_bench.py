"""The benchmark runs; nothing here looks at how long anything took."""

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

pytest.importorskip("resource", reason="the benchmark asks the system what its processes took")

from bench import adversaries
from bench.__main__ import main
from bench.plot import draw
from bench.texts import article, articles, one_text, sample


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    file = tmp_path_factory.mktemp("bench") / "results.json"
    shown = main(["--rounds", "1", "--scale", "0.0001", "-o", str(file)])
    kept: dict[str, Any] = json.loads(file.read_text("utf-8"))
    assert kept == shown
    return kept


def test_every_part_is_measured(results: dict[str, Any]) -> None:
    assert results["cold start"]["without setuptools"]["factx -f table"]["wall"] > 0
    assert results["throughput"]["factx"]["found"] > 0
    assert results["throughput"]["factx, no linking"]["found"] == results["throughput"]["factx"]["found"]
    assert results["throughput"]["jieba.lcut"]["found"] > 0
    assert {"0.001 MB", "one line of 0.001 MB"} <= results["growth"].keys()
    assert results["two processes"]["x"] > 0
    assert all(megabytes > 0 for megabytes in results["memory"].values())
    assert results["adversaries"].keys() == {*adversaries.UNITS, *adversaries.SHAPES}


def test_results_name_no_folder(results: dict[str, Any]) -> None:
    assert str(Path(__file__).parent.parent) not in json.dumps(results)


def test_a_part_alone_leaves_the_others_as_they_were(tmp_path: Path) -> None:
    file = tmp_path / "results.json"
    file.write_text('{"growth": {}}')
    assert main(["--only", "memory", "--scale", "0.0001", "-o", str(file)]).keys() == {
        "growth",
        "environment",
        "memory",
    }


def test_results_are_drawn(results: dict[str, Any]) -> None:
    drawn = ET.fromstring(draw(results))  # noqa: S314 - our own
    said = " ".join(text.text or "" for text in drawn.iter("{http://www.w3.org/2000/svg}text"))
    assert "Throughput" in said
    assert "hostile" in said


def test_texts_have_the_size_that_is_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "corpus.jsonl"
    file.write_text("".join(json.dumps({"text": f"第{n}条,营收{n}亿元。\n"}) + "\n" for n in range(100)))
    texts = articles(file)
    assert len(texts) == 100
    assert 5000 <= len("".join(sample(texts, 5000)).encode()) < 5100
    assert "\n" not in one_text(texts, 5000, "")
    assert len(article(texts, 600)) == 600


def test_adversaries_have_the_size_that_is_asked_for() -> None:
    for name in (*adversaries.UNITS, *adversaries.SHAPES):
        assert 4_000 < len(adversaries.text_of(name, 10_000).encode()) < 12_000, name
