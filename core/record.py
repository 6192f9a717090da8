"""Row: a fact with what is known of its document, as the flat record that every output is made of."""

from collections.abc import Sequence
from typing import Any

import msgspec

from factx.fact import Fact
from factx.schema import ADDED

FIELDS: tuple[str, ...] = Fact.__struct_fields__
COLUMNS: tuple[str, ...] = ("source", *FIELDS, *(name for name in ADDED if name != "source"))
"""Every field of an output record, in order."""


class Row(msgspec.Struct, frozen=True, gc=False):
    """A fact and where it is from.

    Attributes:
        source: the input, where it is known.
        fact: the fact.
        count: where repeats were folded, how many.
        id: the id of the document in its collection.
        page: the page, in a paged document, from 1.
    """

    source: str | None
    fact: Fact
    count: int | None = None
    id: str | int | None = None
    page: int | None = None

    def record(self) -> dict[str, Any]:
        """The flat record of the row: every field that is not null, in order."""
        fact = self.fact
        record: dict[str, Any] = {} if self.source is None else {"source": self.source}
        for name in FIELDS:
            value = getattr(fact, name)
            if value is not None:
                record[name] = value
        if self.id is not None:
            record["id"] = self.id
        if self.page is not None:
            record["page"] = self.page
        if self.count is not None:
            record["count"] = self.count
        return record


def folded(facts: Sequence[Fact]) -> list[tuple[Fact, int]]:
    """Facts in which those that say the same are one, the first, with the number of times they stand there.

    Numbers say the same where kind, value, unit, metric and subject agree, a modifier aside; dates, durations and
    tickers where their normalised values do, or else what is written.

    >>> def fact(start: int) -> Fact:
    ...     return Fact(kind="ticker", text="600519", start=start, end=start + 6, code="600519.SH")
    >>> [(first.start, count) for first, count in folded([fact(0), fact(9)])]
    [(0, 2)]
    """
    firsts: dict[tuple[object, ...], Fact] = {}
    counts: dict[tuple[object, ...], int] = {}
    for fact in facts:
        if fact.value is not None:
            key: tuple[object, ...] = (fact.value, fact.value_to, fact.unit, fact.per, fact.metric, fact.subject)
        else:
            key = (fact.timex or fact.code or fact.text, fact.unit, fact.mod, fact.date_from, fact.date_to)
        key = (fact.kind, *key)
        firsts.setdefault(key, fact)
        counts[key] = counts.get(key, 0) + 1
    return [(fact, counts[key]) for key, fact in firsts.items()]
