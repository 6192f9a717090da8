"""The Python interface: many texts, tables in one call, nothing imported that is not asked for."""

import datetime
import doctest
import re
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from conftest import ROOT

import factx
from factx import Document, Fact, Lexicon, OwnRuleError
from factx.cli.engines import EngineError

TEXTS = [f"公司实现营业收入{i + 1}.50亿元,同比增长{i + 1}%。" for i in range(50)]


def deadly(document: Document) -> Iterator[Fact]:
    """An extractor that dies of one text, and fails on another."""
    import os
    import signal

    if "致命" in document.fold:
        os.kill(os.getpid(), signal.SIGKILL)
    if "出错" in document.fold:
        raise ValueError("no")
    yield from ()


@pytest.mark.parametrize("jobs", [1, 2, 0])
def test_many_texts_are_as_one_by_one(jobs: int) -> None:
    one_by_one = [factx.extract(text) for text in TEXTS]
    assert [*factx.extract_many(iter(TEXTS), jobs=jobs)] == one_by_one
    assert [*factx.extract_many(TEXTS, jobs=jobs)] == one_by_one


def test_dates_of_many_texts() -> None:
    texts = [
        ("去年营收3亿元", "2024-05-06"),
        "去年营收3亿元",
        ("去年营收3亿元", datetime.date(2022, 1, 1)),
        ("去年", None),
    ]
    found = [facts[0].timex for facts in factx.extract_many(texts, date="2020-01-01")]
    assert found == ["2023", "2019", "2021", "2019"]
    with pytest.raises(ValueError, match="Invalid isoformat"):
        next(factx.extract_many(["涨3%"], date="gestern"))


def test_texts_are_read_as_they_are_needed() -> None:
    read = 0

    def texts() -> Iterator[str]:
        nonlocal read
        for text in TEXTS * 1000:
            read += 1
            yield text

    found = factx.extract_many(texts(), jobs=2)
    next(found)
    assert read < 64 * 5
    found.close()  # type: ignore[attr-defined]
    read = 0
    next(factx.extract_many(texts()))
    assert read == 1


@pytest.mark.parametrize("jobs", [1, 2])
def test_words_of_ones_own(jobs: int) -> None:
    lexicon = Lexicon.loads('units = ["EH/s"]')
    assert [facts[0].unit for facts in factx.extract_many(["算力达3.5EH/s"] * 3, jobs=jobs, lexicon=lexicon)] == [
        "EH/s"
    ] * 3


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_fails_is_raised(jobs: int) -> None:
    lexicon = Lexicon(extractors=(("deadly", deadly),))
    found = factx.extract_many(["涨3%", "出错", "跌3%"], jobs=jobs, lexicon=lexicon)
    assert next(found)[0].text == "3%"
    with pytest.raises(OwnRuleError, match="'deadly' of your own failed: ValueError"):
        next(found)


def test_a_process_that_is_killed_is_told() -> None:
    lexicon = Lexicon(extractors=(("deadly", deadly),))
    found = factx.extract_many(["涨3%", "致命", "跌3%"], jobs=2, lexicon=lexicon)
    assert next(found)[0].text == "3%"
    with pytest.raises(EngineError, match=r"text 1: the process that worked on it was killed \(SIGKILL\)"):
        next(found)


def test_processes_need_no_main_guard(tmp_path: Path) -> None:
    script = "import factx\nprint(sum(len(facts) for facts in factx.extract_many(['营收3亿元,增长2%'] * 5, jobs=2)))\n"
    (tmp_path / "script.py").write_text(script, "utf-8")
    for command in ([sys.executable, "script.py"], [sys.executable, "-c", script]):
        assert subprocess.check_output(command, cwd=tmp_path, text=True) == "10\n"
    assert subprocess.check_output([sys.executable, "-"], input=script, cwd=tmp_path, text=True) == "10\n"


def test_arrow() -> None:
    pa = pytest.importorskip("pyarrow")
    table = factx.to_arrow(factx.extract(TEXTS[0], date="2024-10-29"))
    assert table.schema.field("value").type == pa.decimal128(38, 10)
    assert table.select(["text", "value", "unit", "metric", "direction"]).to_pylist() == [
        {"text": "1.50亿元", "value": Decimal(150000000), "unit": "CNY", "metric": "营业收入", "direction": None},
        {"text": "1%", "value": Decimal(1), "unit": "%", "metric": "营业收入", "direction": "up"},
    ]
    many = factx.to_arrow(factx.extract_many(TEXTS))
    assert many["id"].to_pylist() == [str(i) for i in range(50) for _ in range(2)]
    assert factx.to_arrow([]).num_rows == 0
    assert factx.to_arrow([]).schema == many.schema


def test_pandas() -> None:
    pytest.importorskip("pandas")
    frame = factx.to_pandas(factx.extract_many(TEXTS, jobs=2), ids=[f"d{i}" for i in range(50)])
    assert frame.shape[0] == 100
    assert frame["value"].iloc[0] == Decimal(150000000)
    assert frame.loc[frame["id"] == "d7", "text"].tolist() == ["8.50亿元", "8%"]
    assert str(frame["date_from"].dtype) == "date32[day][pyarrow]"


def test_polars() -> None:
    pl = pytest.importorskip("polars")
    frame = factx.to_polars(factx.extract_many(TEXTS))
    assert frame.height == 100
    assert frame["value"][0] == Decimal(150000000)
    assert frame.schema["value"] == pl.Decimal(38, 10)
    assert frame.filter(pl.col("kind") == "percent")["unit"].unique().to_list() == ["%"]


def test_a_number_that_does_not_fit_is_an_error() -> None:
    pytest.importorskip("pyarrow")
    fact = Fact(kind="percent", text="x", start=0, end=1, value=Decimal("0.12345678901"), unit="%")
    with pytest.raises(ValueError, match="does not fit"):
        factx.to_arrow([fact])
    with pytest.raises(ValueError, match="more texts than ids: 1"):
        factx.to_arrow(factx.extract_many(TEXTS), ids=["a"])


def test_nothing_heavy_is_imported_unasked() -> None:
    script = """
import sys, factx
facts = list(factx.extract_many(["营收3亿元"]))
heavy = {"pyarrow", "pandas", "polars", "numpy", "rich", "typer", "tomllib", "factx.cli", "concurrent.futures", "subprocess"}
print(sorted(heavy & set(sys.modules)))
"""
    assert subprocess.check_output([sys.executable, "-c", script], text=True) == "[]\n"


@pytest.mark.parametrize(
    ("module", "call", "extra"),
    [("pyarrow", "to_arrow", "parquet"), ("pandas", "to_pandas", "pandas"), ("polars", "to_polars", "polars")],
)
def test_what_is_missing_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, module: str, call: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ImportError, match=rf"{module} is not installed: pip install 'factx\[{extra}\]'"):
        getattr(factx, call)([])


def test_all_that_is_promised() -> None:
    assert all(getattr(factx, name).__doc__ for name in factx.__all__)


@pytest.mark.parametrize("page", ["lexicon.md", "long-work.md"])
def test_examples_of_the_docs(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    blocks = re.findall(r"```pycon\n(.*?)```", (ROOT / "docs" / page).read_text("utf-8"), re.DOTALL)
    examples = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, page, page, 0)
    assert examples.examples
    assert doctest.DocTestRunner().run(examples).failed == 0
