"""Fact, the one record that every part of factx speaks."""

import datetime
from decimal import Decimal
from typing import Literal

import msgspec

Kind = Literal["amount", "price", "percent", "date", "duration", "quantity", "multiple", "ticker"]
Mod = Literal["approx", "more_than", "less_than", "equal_or_more", "equal_or_less", "start", "mid", "end"]
Role = Literal[
    "last",
    "open",
    "close",
    "high",
    "low",
    "average",
    "issue",
    "offer",
    "target",
    "transaction",
    "buyback",
    "conversion",
    "nav",
    "dividend",
    "change",
    "fx",
]
Direction = Literal["up", "down"]
Basis = Literal["yoy", "sequential", "ytd"]

NUMERIC: frozenset[str] = frozenset({"amount", "price", "percent", "quantity", "multiple"})
"""The kinds whose normalised value is a number and that a metric and a subject belong to."""


class Fact(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A number, price, share, date, length of time or ticker stated in a text, with its normalised value.

    Offsets are half-open and count Unicode code points of the document. What the text does not state is None.

    Attributes:
        kind: what the fact is.
        text: the slice of the document, ``document[start:end]``.
        start: offset of the first code point.
        end: offset after the last code point.
        value: the number, in the unit: base currency units for money, percent for ``%``.
        value_to: the upper end of a range.
        unit: ISO 4217 code, ``%`` ``‰`` ``‱`` ``pp`` ``bp``, the counting unit as written, or ``倍``.
        per: what one price buys: ``股``, ``吨``, ``10股``, or the ISO code of the priced currency.
        mod: TIMEX3 modifier.
        timex: ISO 8601 or TIMEX3 value of a date or duration.
        date_from: first day covered.
        date_to: last day covered, inclusive.
        code: the security's code, with its exchange where known.
        role: which price of the thing it is.
        metric: what the number measures, as written.
        subject: whose it is, as written.
        direction: the direction of a change that the text states.
        basis: what a change is measured against.
        period: TIMEX3 value of the period that the number is for.
        rule: the rule that found it and why each link was made; only when asked for.
        sentence: the sentence it stands in; only when asked for.

    >>> Fact(kind="percent", text="13%", start=0, end=3, value=Decimal(13), unit="%").value
    Decimal('13')
    """

    kind: Kind
    text: str
    start: int
    end: int
    value: Decimal | None = None
    value_to: Decimal | None = None
    unit: str | None = None
    per: str | None = None
    mod: Mod | None = None
    timex: str | None = None
    date_from: datetime.date | None = None
    date_to: datetime.date | None = None
    code: str | None = None
    role: Role | None = None
    metric: str | None = None
    subject: str | None = None
    direction: Direction | None = None
    basis: Basis | None = None
    period: str | None = None
    rule: str | None = None
    sentence: str | None = None
