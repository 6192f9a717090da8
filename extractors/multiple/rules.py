"""Multiples: 3.5倍, 翻番."""

from decimal import Decimal
from typing import Final

from factx.extractors.numeral import Numeral, read
from factx.extractors.pattern import Match, Pattern
from factx.extractors.rule import Mention, Rule, rule

# 30x is a multiple where a valuation is spoken of; 小米12X is a telephone.
_VALUED: Final = Pattern(r"PE|PB|PS|EV|市盈|市净|市销|估值|对应")


@rule("a number of times", "multiple", "after", r"倍(?!速|频|增器|镜|率|数)|[xX](?![A-Za-z0-9])", first="倍xX")
def _times(match: Match, number: Numeral | None) -> Mention | None:
    assert number
    if match[0] != "倍" and not _VALUED.search(match.string, max(0, number.start - 24), match.end() + 6):
        return None
    return Mention(
        "multiple",
        number.start,
        match.end(),
        number=number,
        value=number.value,
        value_to=number.value_to,
        unit="倍",
        mod=number.mod,
    )


@rule(
    "a doubling: 翻番, 翻了一番, 翻两番, 翻倍",
    "multiple",
    "word",
    r"翻(?:了|上)?(?:近)?(?P<count>[一两二三四五1-9])?(?P<what>番|倍)(?!茄)",
    words=("翻",),
)
def _doubling(match: Match, _: Numeral | None) -> Mention | None:
    number = read(match.string, match.start("count")) if match["count"] else None
    count = int(number.value) if number else 1
    if match["what"] == "倍" and number is not None:
        return None  # 翻了3倍: the number of times says it
    return Mention("multiple", match.start(), match.end(), number=number, value=Decimal(2**count), unit="倍")


RULES: Final[tuple[Rule, ...]] = (_times, _doubling)
