"""Numerals: Arabic, Chinese, capital and mixed, read to exact decimals."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral of the text: half-open offsets and the exact value it states.

    Attributes:
        start: offset of the first code point, the sign included.
        end: offset after the last code point, the scale (万, 亿) included.
        value: the exact value, scale and sign applied.
        mod: "more_than" where the numeral itself is indefinite (20余, 三十多, 数十亿, 十几).
        scale: the power of ten of its trailing scale word: 8 for 3.5亿, 4 for 20万, 0 without one.
        arabic: whether it begins with Arabic digits.
    """

    start: int
    end: int
    value: Decimal
    mod: Literal["more_than"] | None
    scale: int
    arabic: bool


def read(text: str, position: int) -> Numeral | None:
    """The longest numeral that begins at ``position`` of the folded text, or None."""
    raise NotImplementedError
