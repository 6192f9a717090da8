"""What holds for the facts of every text; the property tests and the fuzzer ask it."""

import datetime
import sys
from collections.abc import Callable
from functools import cache
from types import FrameType
from typing import Any

import factx
from factx import Fact
from factx.fold import _table, fold

Core = tuple[str, int, int, object, object, object, object, object]


def core(fact: Fact) -> Core:
    """Kind, span and value: what no change elsewhere may change."""
    return (fact.kind, fact.start, fact.end, fact.value, fact.value_to, fact.timex, fact.date_from, fact.date_to)


def sound(text: str, facts: list[Fact]) -> None:
    """True offsets, text order, no overlaps, exact and ordered values."""
    end = 0
    for fact in facts:
        assert end <= fact.start < fact.end <= len(text), fact
        assert fact.text == text[fact.start : fact.end], fact
        end = fact.end
        for value in (fact.value, fact.value_to):
            assert value is None or ("E" not in str(value) and value.is_finite()), fact
        assert fact.value is None or fact.value_to is None or fact.value < fact.value_to, fact
        assert fact.date_from is None or fact.date_to is None or fact.date_from <= fact.date_to, fact


def appended(text: str, sentence: str, date: datetime.date | None) -> None:
    """A sentence more changes nothing before it."""
    text = text.rstrip("。\n") + "。"
    told = [core(fact) for fact in factx.extract(text, date)]
    more = [core(fact) for fact in factx.extract(text + sentence, date)]
    assert more[: len(told)] == told, (text, sentence)


@cache
def wide() -> dict[int, int]:
    """ASCII as full-width characters."""
    return {code: code + 0xFEE0 for code in range(0x21, 0x7F)} | {0x20: 0x3000}


@cache
def traditional() -> dict[int, str]:
    """A traditional character for each simplified one that has some."""
    pairs = [(old, plain) for old, plain in _table().items() if old > 0x4E00 and plain > 0x4E00]
    return {plain: chr(old) for old, plain in pairs}


def folded(text: str, facts: list[Fact], date: datetime.date | None) -> None:
    """Full-width and traditional characters, where they fold to the same text, change no kind, span or value."""
    told = [core(fact) for fact in facts]
    for table in (wide(), traditional()):
        variant = text.translate(table)
        if fold(variant) == fold(text):
            assert [core(fact) for fact in factx.extract(variant, date)] == told, variant


def steps(work: Callable[[], object]) -> int:
    """How many lines of factx's own code some work runs through: what grows with it, the same on every machine."""
    count = 0

    def line(_frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        count += event == "line"
        return line

    def call(frame: FrameType, _event: str, _: Any) -> Any:
        return line if frame.f_globals.get("__name__", "").startswith("factx.") else None

    before = sys.gettrace()
    sys.settrace(call)
    try:
        work()
    finally:
        sys.settrace(before)
    return count
