"""The words and signs of currencies, from lexicon.tsv."""

from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple


class Currency(NamedTuple):
    """What a word of money says.

    Attributes:
        code: ISO 4217 code; None where several currencies share the word (比索).
        factor: how many base units one of it is: 1 for 元, 0.1 for 角.
        side: where it stands, seen from the number.
    """

    code: str | None
    factor: Decimal
    side: Literal["before", "after", "both"]


@lru_cache(1)
def currencies() -> dict[str, Currency]:
    """The words and signs of money, folded, with what they say. Not to be changed.

    >>> currencies()["港仙"]
    Currency(code='HKD', factor=Decimal('0.01'), side='after')
    >>> currencies()["US$"].side
    'before'
    """
    lines = Path(__file__).with_name("lexicon.tsv").read_text("utf-8").splitlines()[1:]
    factors = {text: Decimal(text) for text in ("1", "0.1", "0.01")}
    out: dict[str, Currency] = {}
    for line in lines:
        word, code, factor, side, _ = line.split("\t")
        out[word] = Currency(code or None, factors[factor], side)  # type: ignore[arg-type]
    return out
