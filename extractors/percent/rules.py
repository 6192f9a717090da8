"""Percentages: shares of a hundred, a thousand, ten thousand; percentage points and basis points."""

from decimal import Decimal
from typing import Final

from factx.extractors.numeral import Numeral, read
from factx.extractors.pattern import Match
from factx.extractors.rule import Mention, Rule, plain, rule

_FRACTIONS: Final = {"百": "%", "千": "‰", "万": "‱"}


def _mention(number: Numeral, start: int, end: int, unit: str) -> Mention:
    return Mention(
        "percent", start, end, number=number, value=number.value, value_to=number.value_to, unit=unit, mod=number.mod
    )


@plain("a number and a percent sign", "percent", "after", first="%‰‱")
def _sign(text: str, at: int, number: Numeral | None) -> Mention | None:
    assert number
    return _mention(number, number.start, at + 1, text[at])


@rule("a number of percentage points", "percent", "after", r"(?:个(?P<over>[多余])?)?百分点", first="个百")
def _points(match: Match, number: Numeral | None) -> Mention | None:
    assert number
    mention = _mention(number, number.start, match.end(), "pp")
    mention.mod = "more_than" if match["over"] else mention.mod
    return mention


@rule(
    "a number of basis points",
    "percent",
    "after",
    r"个?(?:基点|基本点)|个?[ ]?(?:BPs?|bps?|Bps?|BPS)(?![A-Za-z])",
    first="个基bB",
)
def _basis_points(match: Match, number: Numeral | None) -> Mention | None:
    assert number
    return _mention(number, number.start, match.end(), "bp")


@rule(
    "a fraction named by its hundred, thousand or ten thousand",
    "percent",
    "word",
    r"负?(?P<of>[百千万])分之",
    words=("百分之", "千分之", "万分之", "负百分之", "负千分之", "负万分之"),
)
def _fraction(match: Match, _: Numeral | None) -> Mention | None:
    number = read(match.string, match.end()) if match.end() < len(match.string) else None
    if number is None:
        return None
    mention = _mention(number, match.start(), number.end, _FRACTIONS[match["of"]])
    if match[0][0] == "负":
        mention.value = number.value.copy_negate()
    return mention


@rule(
    "tenths: 三成, 七成半",
    "percent",
    "after",
    r"成(?!为|立|功|交|本|都|员|果|品|分|长|熟|绩|套|型|因|就|效|人|年|色|书|飞|语|份|片|群|败|全|名|亲|荫|渝|华|城|电|泰|霖|家|材|衣|批)"
    r"(?P<half>半|[一二三四五六七八九](?![一二三四五六七八九十百千万亿家个名只年月日大]))?",
    first="成",
)
def _tenths(match: Match, number: Numeral | None) -> Mention | None:
    assert number
    if number.scale or number.value > 10 or number.value <= 0:
        return None
    tenths = number.value * 10
    if tenths != int(tenths) or (match["half"] and number.value != int(number.value)):
        return None
    end = match.end()
    half = match["half"]
    digit = 0 if not half else 5 if half == "半" else "一二三四五六七八九".index(half) + 1
    mention = _mention(number, number.start, end, "%")
    mention.value = Decimal(int(tenths) + digit)
    if number.value_to is not None:
        mention.value_to = Decimal(int(number.value_to) * 10)
    return mention


@rule(
    "a discount: 八五折, 9折",
    "percent",
    "number",
    r"(?P<tens>[1-9一二三四五六七八九])(?:\.(?P<tenth>[0-9])|(?P<ones>[0-9一二三四五六七八九]))?折(?!合|价|旧|现|算|让|股|线|射|叠|扣|页|损|返|腾|磨|中|戟|桂)",
    first="折",
)
def _discount(match: Match, number: Numeral | None) -> Mention | None:
    def digit(c: str) -> str:
        return c if c.isascii() else str("零一二三四五六七八九".index(c))

    rest = match["tenth"] or match["ones"]
    value = Decimal(digit(match["tens"]) + (digit(rest) if rest else "0"))
    return Mention("percent", match.start(), match.end(), number=number, value=value, unit="%")


RULES: Final[tuple[Rule, ...]] = (_fraction, _sign, _points, _basis_points, _tenths, _discount)
