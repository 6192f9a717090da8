"""Group: one expected reading and the ways to write it, the row format of every kind's corpus."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Group:
    """Writings that all read to the same fact.

    Attributes:
        expect: the fact's fields and their values; a field that is not named is not looked at. Decimals and dates may
            be given as strings.
        texts: the writings. The fact is the whole text, or the stretch between ‹ and ›, which are taken out first.
        date: the reference date, ISO 8601, or None.
        rule: the name of the Rule that the rows are examples of.

    >>> Group({"value": "13"}, ("增长‹13%›",)).texts
    ('增长‹13%›',)
    """

    expect: dict[str, object]
    texts: tuple[str, ...]
    date: str | None = None
    rule: str = ""
