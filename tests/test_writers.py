"""The writers, each on facts made by hand."""

import csv
import datetime
import io
import json
from decimal import Decimal

import jsonschema
import pytest
from rich.cells import cell_len

from factx.cli.writers import COLUMNS, Format, Found, Layout, Row, writer
from factx.cli.writers.csv import cell
from factx.cli.writers.shown import value, visible
from factx.fact import Fact
from factx.schema import SCHEMA_VERSION, schema

DAY = datetime.date(2025, 2, 24)
FACTS = [
    Fact(
        kind="amount", text="3亿元至5亿元", start=0, end=8, value=Decimal("3E+8"), value_to=Decimal(500000000),
        unit="CNY", mod="approx", metric="归属于上市公司股东的净利润", subject="示例股份有限公司", direction="down",
        basis="yoy", period="2024-10/2024-12",
    ),
    Fact(
        kind="price", text="140.90港元/股", start=9, end=19, value=Decimal("140.90"), unit="HKD", per="股", role="high",
    ),
    Fact(kind="percent", text="-2.71%", start=20, end=26, value=Decimal("-2.71"), unit="%"),
    Fact(kind="date", text="2月24日", start=30, end=35, timex="2025-02-24", date_from=DAY, date_to=DAY),
    Fact(kind="ticker", text="300273.SZ", start=40, end=49, code="300273.SZ", rule="a rule", sentence="句子。"),
    Fact(kind="multiple", text="翻番", start=50, end=52, value=Decimal(2), unit="倍"),
]  # fmt: skip
ROWS = [Row("a.txt", fact, 3 if fact.kind == "percent" else None) for fact in FACTS]


def written(form: Format, *documents: list[Row], layout: Layout | None = None) -> str:
    out = io.BytesIO()
    target = writer(form, out, layout)
    for rows in documents:
        target.write(Found("a.txt" if not rows else rows[0].source, "", rows))
    target.close()
    return out.getvalue().decode()


def test_json_lines() -> None:
    first, second, *_ = written("jsonl", ROWS).splitlines()
    assert first == (
        '{"source":"a.txt","kind":"amount","text":"3亿元至5亿元","start":0,"end":8,"value":300000000,"value_to":500000000,'
        '"unit":"CNY","mod":"approx","metric":"归属于上市公司股东的净利润","subject":"示例股份有限公司",'
        '"direction":"down","basis":"yoy","period":"2024-10/2024-12"}'
    )
    assert '"value":140.90,' in second


@pytest.mark.parametrize("documents", [[], [[]], [ROWS], [ROWS, [], ROWS]])
def test_json_is_one_array_of_the_same_records(documents: list[list[Row]]) -> None:
    lines = written("jsonl", *documents).splitlines()
    assert json.loads(written("json", *documents)) == [json.loads(line) for line in lines]


def test_every_record_follows_the_schema() -> None:
    validator = jsonschema.Draft202012Validator(schema(), format_checker=jsonschema.FormatChecker())
    validator.check_schema(schema())
    for line in written("jsonl", ROWS).splitlines():
        validator.validate(json.loads(line))
    for wrong in ({"kind": "amount"}, {**json.loads(line), "value": "1"}, {**json.loads(line), "other": 1}):
        assert not validator.is_valid(wrong)
    properties = schema()["properties"]
    assert isinstance(properties, dict)
    assert set(properties) == set(COLUMNS)
    assert schema()["schema_version"] == SCHEMA_VERSION
    assert all(field["description"] for field in properties.values())


@pytest.mark.parametrize(
    ("number", "literal"),
    [
        ("0.0000000001", "0.0000000001"),
        ("1E-10", "0.0000000001"),
        ("1.50E+8", "150000000"),
        ("140.90", "140.90"),
        ("-0.00", "-0.00"),
        ("12345678901234567890123456789012345678.9", "12345678901234567890123456789012345678.9"),
    ],
)
def test_numbers_are_exact_and_plain(number: str, literal: str) -> None:
    row = Row("-", Fact(kind="amount", text="", start=0, end=0, value=Decimal(number), value_to=Decimal(number)))
    assert f'"value":{literal},"value_to":{literal}}}' in written("jsonl", [row])
    assert f",{literal},{literal}," in written("csv", [row])


def test_csv_has_every_column() -> None:
    header, *rows = csv.reader(io.StringIO(written("csv", ROWS[:3], ROWS[3:])))
    assert tuple(header) == COLUMNS
    assert header[:8] == ["source", "kind", "text", "start", "end", "value", "value_to", "unit"]
    assert len(rows) == len(ROWS)
    for row, of in zip(rows, ROWS, strict=True):
        record = dict(zip(header, row, strict=True))
        assert record["text"] == of.fact.text
        assert record["date_from"] == str(of.fact.date_from or "")
        assert record["count"] == str(of.count or "")
    assert written("csv").count("\n") == 1


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "+1+cmd|' /C calc'!A0", "-565万元", "\t=1", "\r=1", " =1", "＝1"])
def test_a_cell_is_no_formula(text: str) -> None:
    assert cell(text) == "'" + text


@pytest.mark.parametrize("text", ["-2.71%", "+1,234.5", "1=1", "亿元", "", "－0.21"])
def test_a_cell_without_a_formula_stays_as_it_is(text: str) -> None:
    assert cell(text) == text


@pytest.mark.parametrize("width", [40, 80, 100, 200])
def test_the_table_cuts_nothing(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    shown = written("table", ROWS)
    assert all(cell_len(line) <= width for line in shown.splitlines())
    assert "…" not in shown
    if width >= 80:
        assert "≈ 300,000,000 –" in shown
        assert "500,000,000 CNY" in shown
        assert "↓ yoy" in shown
    assert ("role" in shown) == (width == 200)


def test_the_table_is_harmless(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    evil = "[bold]亿\x1b[31m\x07\x9b\u202e\n\u2028[/]:smile:"
    shown = written("table", [Row(evil, Fact(kind="ticker", text=evil, start=0, end=1, metric=evil, code=evil))])
    assert not {c for c in shown if not c.isprintable()} - {"\n"}
    assert "[bold]亿␛[31m␇<U+009B><U+202E>␊<U+2028>[/]:smile:" in shown


def test_a_document_without_facts_draws_nothing() -> None:
    assert written("table", [], []) == ""


@pytest.mark.parametrize(
    ("fact", "shown"),
    [
        (FACTS[1], "140.90 HKD/股"),
        (FACTS[2], "-2.71%"),
        (FACTS[3], "2025-02-24"),
        (FACTS[5], "2倍"),
        (Fact(kind="date", text="去年", start=0, end=2), "?"),
        (Fact(kind="date", text="2019年末", start=0, end=2, timex="2019", mod="end"), "end of 2019"),
        (Fact(kind="price", text="触及100", start=0, end=2, value=Decimal(100), per="桶"), "100 per 桶"),
        (Fact(kind="percent", text="5个百分点", start=0, end=2, value=Decimal(5), unit="pp"), "5 pp"),
    ],
)
def test_a_value_for_reading(fact: Fact, shown: str) -> None:
    assert value(fact) == shown


def test_visible_leaves_chinese_alone() -> None:
    assert visible("人民币“３亿”〇、。") == "人民币“３亿”〇、。"
