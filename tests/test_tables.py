"""Tables: cells take unit, metric, subject and period from headings; texts without tables stay as they are."""

from itertools import pairwise

import pytest
from conftest import ROOT
from invariants import steps

from factx import Document, Fact
from factx.pipeline import facts_of
from factx.scan import scan
from factx.settle import settle
from factx.tables import read
from factx.tables.corpus import EXAMPLES, WITHOUT, Example

FIELDS = ("kind", "value", "unit", "per", "metric", "subject", "direction", "basis", "period")
_FULL_WIDTH = {ord(c): ord(c) + 0xFEE0 for c in "0123456789,.()%:-"}


def cells(text: str) -> list[Fact]:
    """The facts in the cells of a text, all offsets checked."""
    document = Document(text)
    inside = {(fact.start, fact.end) for fact in read(document, settle(document, scan(document))).cells}
    facts = facts_of(document)
    assert all(text[fact.start : fact.end] == fact.text for fact in facts)
    assert all(one.end <= other.start for one, other in pairwise(facts))
    return [fact for fact in facts if (fact.start, fact.end) in inside]


def fields(fact: Fact) -> dict[str, str]:
    return {name: str(value) for name in FIELDS if (value := getattr(fact, name)) is not None}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.why)
def test_corpus(example: Example) -> None:
    assert [(fact.text, fields(fact)) for fact in cells(example.text)] == list(example.cells)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.why)
def test_full_width_and_windows_line_ends(example: Example) -> None:
    expected = [(fields["kind"], fields["value"]) for _, fields in example.cells]
    for text in (example.text.translate(_FULL_WIDTH), example.text.replace("\n", "\r\n")):
        assert [(fact.kind, str(fact.value)) for fact in cells(text)] == expected


def test_traditional() -> None:
    found = cells("單位：萬元\n項目\t2024年\n營業收入\t1,234.5\n")
    assert [(f.text, str(f.value), f.unit, f.metric) for f in found] == [("1,234.5", "12345000", "CNY", "營業收入")]


@pytest.mark.parametrize("text", WITHOUT)
def test_no_tables(text: str) -> None:
    assert cells(text) == []


def test_texts_without_tables_stay_as_they_are() -> None:
    for sample in (ROOT / "samples").glob("*.txt"):
        document = Document(sample.read_text(encoding="utf-8"))
        facts = facts_of(document)
        headed = read(document, facts)
        assert (headed.cells, headed.others) == ([], facts)


def test_cells_are_those_of_the_announcing_company() -> None:
    text = "证券简称:澜山股份\n澜山股份2024年年度报告\n单位:万元\n项目\t2024年\n营业收入\t1,234.5\n"
    assert [fact.subject for fact in cells(text)] == ["澜山股份"]


def test_a_unit_is_no_amount() -> None:
    text = "单位:百万元\n项目\t2024年\n营业收入\t1,234\n"
    assert [fact.text for fact in facts_of(Document(text)) if fact.kind == "amount"] == ["1,234"]


def test_the_rule_is_told_when_asked_for() -> None:
    told = [f.rule for f in facts_of(Document(EXAMPLES[0].text), explain=True) if f.kind == "amount"]
    assert told[0] == "a cell of a table, its unit from a heading"


@pytest.mark.parametrize(
    "line",
    [
        "\t" * 50,
        "1\t" * 90,
        "项\t" + "1\t" * 90,
        "(" * 30 + "\t",
        "单位:" * 20 + "\t1",
        "a  1",
        "|" * 50,
        "单位:万元\n项目\t2024年\n营收\t1",
    ],
    ids=["tabs", "numbers", "row", "brackets", "units", "spaces", "bars", "tables"],
)
def test_steps_grow_with_the_text_alone(line: str) -> None:
    def reading(times: int) -> int:
        document = Document((line + "\n") * times)
        return steps(lambda: read(document, []))

    reading(5)
    assert reading(400) < 4.5 * reading(100)
