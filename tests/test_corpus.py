"""The corpus is the specification: every row of every kind, in simplified, full-width and traditional writing."""

import datetime
from collections.abc import Iterator
from decimal import Decimal
from importlib import import_module
from typing import get_args

import pytest
import regex

from factx import Document
from factx.extractors import CONTEXTS, RULES
from factx.extractors.corpus import Group
from factx.extractors.pattern import Pattern
from factx.fact import Fact, Kind
from factx.fold import _table
from factx.pipeline import facts_of

KINDS: tuple[Kind, ...] = get_args(Kind)
_FULL_WIDTH = {0x21 + i: 0xFF01 + i for i in range(94)}
_TRADITIONAL = {
    ord(simple): old for old, simple in _table().items() if old > 0x4E00 and simple > 0x4E00
    for old, simple in [(old, chr(simple))]
}  # fmt: skip


def _rows() -> Iterator[tuple[str, Group, str]]:
    for kind in KINDS:
        for group in import_module(f"factx.extractors.{kind}.corpus").POSITIVE:
            for text in group.texts:
                yield kind, group, text


def _check(kind: str, group: Group, marked: str) -> None:
    text = marked.replace("‹", "").replace("›", "")
    start = marked.find("‹") if "‹" in marked else 0
    end = marked.find("›") - 1 if "›" in marked else len(text)
    date = datetime.date.fromisoformat(group.date) if group.date else None
    facts = facts_of(Document(text, date), explain=True)
    near = [f for f in facts if f.start < end and start < f.end]
    assert near, f"nothing found in {text!r}"
    assert len(near) == 1, f"several readings: {[(f.kind, f.text) for f in near]}"
    fact = near[0]
    assert (fact.kind, fact.text) == (kind, text[start:end]), f"another stretch or kind: {fact}"
    for name, value in group.expect.items():
        found = getattr(fact, name)
        if isinstance(found, Decimal):
            assert (found, str(found)) == (Decimal(str(value)), str(value)) or found == Decimal(str(value)), name
        else:
            assert (str(found) if isinstance(found, datetime.date) else found) == value, name
    if group.rule:
        assert group.rule in (fact.rule or ""), f"found by {fact.rule!r}"


@pytest.mark.parametrize(("kind", "group", "text"), [pytest.param(*row, id=f"{row[0]}-{row[2]}") for row in _rows()])
@pytest.mark.parametrize("script", [{}, _FULL_WIDTH, _TRADITIONAL], ids=["plain", "full-width", "traditional"])
def test_positive(kind: str, group: Group, text: str, script: dict[int, int]) -> None:
    expect = dict(group.expect)
    if script:
        for name in ("unit", "per"):
            expect.pop(name, None)  # units are as written, in another script they are others
        if kind == "ticker" and script is _TRADITIONAL:
            return
    _check(kind, Group(expect, group.texts, group.date, group.rule), text.translate(script))


@pytest.mark.parametrize(
    ("kind", "text"),
    [(kind, text) for kind in KINDS for text in import_module(f"factx.extractors.{kind}.corpus").NEGATIVE],
)
def test_negative(kind: str, text: str) -> None:
    found: list[Fact] = [f for f in facts_of(Document(text)) if f.kind == kind]
    assert not found, [(f.kind, f.text) for f in found]


def test_every_rule_has_rows() -> None:
    named = {g.rule for kind in KINDS for g in import_module(f"factx.extractors.{kind}.corpus").POSITIVE}
    assert {r.name for r in (*RULES, *CONTEXTS)} <= named


def test_rules_are_sound() -> None:
    names = [r.name for r in (*RULES, *CONTEXTS)]
    assert len(names) == len(set(names))
    for rule in RULES:
        assert rule.plain or not Pattern(rule.pattern, regex.VERBOSE).fullmatch(""), rule.name
