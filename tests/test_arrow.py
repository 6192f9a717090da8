"""factx.arrow: batches of documents to batches of facts."""

import datetime
import subprocess
import sys
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa
import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

import factx
from factx.arrow import SCHEMA, exact, extract_batch, facts_batch
from factx.document import Document
from factx.fact import Fact
from factx.lexicon import Lexicon
from factx.own import OwnRuleError
from factx.record import COLUMNS, Row
from factx.schema import schema
from factx.tables import Headed

SAMPLES = sorted((ROOT / "samples").glob("*.txt"))
DATE = datetime.date(2025, 2, 24)


def batch(**columns: list[Any]) -> pa.RecordBatch:
    return pa.RecordBatch.from_pydict(columns)


def test_columns_are_those_of_every_output() -> None:
    assert tuple(SCHEMA.names) == COLUMNS
    types = {"number": "decimal128(38, 10)", "integer": "int64"}
    properties: Any = schema()["properties"]
    for field in SCHEMA:
        stated = properties[field.name]
        expected = "date32[day]" if stated.get("format") == "date" else types.get(str(stated.get("type")), "string")
        assert str(field.type) == expected, field.name


def test_the_samples_as_one_by_one() -> None:
    texts = [path.read_text(encoding="utf-8") for path in SAMPLES]
    found = extract_batch(batch(text=texts, name=[path.name for path in SAMPLES]), id_field="name", date=DATE)
    assert found.schema.equals(SCHEMA)
    records = iter(found.to_pylist())
    for path, text in zip(SAMPLES, texts, strict=True):
        for fact in factx.extract(text, date=DATE):
            record = next(records)
            assert record.pop("id") == path.name
            assert (record.pop("source"), record.pop("page"), record.pop("count")) == (None, None, None)
            assert record == {name: getattr(fact, name) for name in record}
    assert next(records, None) is None


def test_fields() -> None:
    found = extract_batch(
        batch(
            body=["去年营收1亿元。", "去年营收2亿元,净利润2亿元。", "去年"],
            key=[7, 8, 9],
            day=["2020-03-01T08:00:00Z", "", None],
            file=["a", "b", "c"],
        ),
        text_field="body",
        id_field="key",
        date_field="day",
        source_field="file",
        date=DATE,
        kinds={"date"},
        explain=True,
        sentence=True,
        unique=True,
    ).select(["source", "id", "timex", "count", "sentence"])
    assert [tuple(record.values()) for record in found.to_pylist()] == [
        ("a", "7", "2019", 1, "去年营收1亿元。"),
        ("b", "8", "2024", 1, "去年营收2亿元,净利润2亿元。"),
        ("c", "9", "2024", 1, "去年"),
    ]
    paged = batch(text=["1亿元\n2亿元", "3亿元"], pages=[[0, 4], None])
    assert extract_batch(paged, pages_field="pages")["page"].to_pylist() == [1, 2, None]
    assert extract_batch(batch(text=["1亿元"]), source="x", explain=True)["source"].to_pylist() == ["x"]


@pytest.mark.parametrize(
    "days",
    [
        pa.array([DATE, None], pa.date32()),
        pa.array([datetime.datetime(2025, 2, 24, 23), None], pa.timestamp("us")),  # noqa: DTZ001
        pa.array(["2025-02-24", None]),
        pa.array([20250224, None], pa.int64()),
    ],
)
def test_dates_in_every_column_type(days: Any) -> None:
    documents = pa.RecordBatch.from_arrays([pa.array(["去年", "去年"]), days], ["text", "day"])
    assert extract_batch(documents, date_field="day")["timex"].to_pylist() == ["2024", None]


def test_what_cannot_be_read_is_told_by_its_number() -> None:
    told: list[tuple[int, str]] = []
    documents = batch(text=["营收1亿元", None, "营收2亿元", f"营收{'9' * 30}元,增长5%"], day=[None, None, "soon", None])
    found = extract_batch(documents, date_field="day", fail=lambda number, why: told.append((number, why)))
    assert found["text"].to_pylist() == ["1亿元", "5%"]
    assert told == [
        (1, "text holds nothing, not a text"),
        (2, "day: 'soon' is no date like 2024-03-01"),
        (3, f"the fact at 2 is left out: value {'9' * 30} of '{'9' * 30}元' does not fit decimal128(38,10)"),
    ]
    with pytest.raises(ValueError, match="row 1: text holds nothing"):
        extract_batch(documents)
    with pytest.raises(ValueError, match=r"row 0: the fact at 2 is left out: value 9+ of"):
        extract_batch(documents.slice(3))
    with pytest.raises(KeyError):
        extract_batch(documents, text_field="body")


def test_a_flaw_costs_one_document(monkeypatch: pytest.MonkeyPatch) -> None:
    import factx.pipeline as module

    found_in = module._found

    def flawed(document: Document, explain: bool) -> Headed:
        if "坏" in document.text:
            raise RuntimeError("a flaw")
        if document.lexicon.names:
            raise OwnRuleError("mine", "takes too long")
        return found_in(document, explain)

    monkeypatch.setattr(module, "_found", flawed)
    monkeypatch.setattr(Lexicon, "without", lambda _self, _name: Lexicon())
    told: list[tuple[int, str]] = []
    documents = batch(text=["坏1亿元", "营收1亿元"])
    found = extract_batch(
        documents, lexicon=Lexicon(names=frozenset({"甲"})), fail=lambda number, why: told.append((number, why))
    )
    assert found["text"].to_pylist() == ["1亿元"]
    assert told == [
        (0, "internal error, please report it with the text: RuntimeError('a flaw')"),
        (1, "rule 'mine' of your own takes too long; its facts are missing here"),
    ]
    with pytest.raises(ValueError, match="row 0: internal error"):
        extract_batch(documents)


def test_no_documents() -> None:
    assert extract_batch(batch(text=pa.array([], pa.string()))).schema.equals(SCHEMA)
    assert extract_batch(batch(text=["没有"])).num_rows == 0


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_a_number_is_kept_as_it_is_or_not_at_all(number: Decimal) -> None:
    kept = exact(number)
    fact = Fact(kind="amount", text="", start=0, end=0, value=number)
    told: list[str] = []
    column = facts_batch([Row(None, fact)], lambda _, why: told.append(why))["value"].to_pylist()
    if kept is None:
        assert column == []
        assert len(told) == 1
        assert number.adjusted() >= 28 or (Fraction(number) * 10**10).denominator > 1
    else:
        assert column == [kept]
        assert kept == number


def test_arrow_loads_only_when_it_is_asked_for() -> None:
    program = "import sys, factx, factx.cli.app; assert 'pyarrow' not in sys.modules"
    subprocess.run([sys.executable, "-c", program], check=True, cwd=Path(sys.prefix))


def test_records_say_the_same_as_columns() -> None:
    fact = msgspec.structs.replace(factx.extract("净利润3亿元至5亿元", date=DATE)[0], rule="r")
    row = Row("a", fact, 2, 7, 3)
    (column,) = facts_batch([row]).to_pylist()
    assert {name: cell for name, cell in column.items() if cell is not None} == row.record() | {"id": "7"}
