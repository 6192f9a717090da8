"""Numerals: Arabic, Chinese, capital and mixed, read to exact decimals."""

import re
from decimal import Decimal
from typing import Final, Literal

from factx.extractors.pattern import Pattern, code_points

LONGEST: Final = 64
"""How many characters a numeral may have; what is longer is no number that anybody states."""

_DIGITS: Final = {
    c: i
    for i, row in enumerate(("零〇○", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"))
    for c in row
}
_POWERS: Final = {"十": 1, "拾": 1, "百": 2, "佰": 2, "千": 3, "仟": 3, "万": 4, "亿": 8, "兆": 12}
_CHINESE: Final = "".join(_DIGITS) + "".join(_POWERS)
# 千 and 兆 before these begin a unit (千瓦, 兆瓦), not a scale.
_PREFIXED: Final = "瓦克米卡焦赫帕伏安升字比欧"
_SCALE: Final = rf"(?:[十百千]?万亿|[十百千]?[万亿]|兆(?![{_PREFIXED}])|[百佰](?!分)|[千仟](?![{_PREFIXED}]))"
# 三个亿, 3个多亿; 两个亿吨级港口 are two harbours.
_COUNTED: Final = "个(?:多|余)?(?=万?亿(?![吨级]))"

_ENGLISH_POWERS: Final = {"thousand": 3, "million": 6, "mn": 6, "billion": 9, "bn": 9, "trillion": 12}
_ENGLISH: Final = "(?i:" + "|".join(_ENGLISH_POWERS) + ")"

ARABIC: Final = (
    r"(?:[0-9]{1,3}(?:,[0-9]{3}(?:,[0-9]{3})+|,[0-9]{3}(?:(?![0-9])|(?=[0-9]{1,2}\.[0-9]{1,4}%)))|[0-9]+)(?:\.[0-9]+)?"
)
"""An Arabic numeral without sign or scale; groups of three may be set off by commas.

Groups end the number where they end: 12,800,0002.55% of a flattened table is 12,800,000 and 2.55%, as 1,7006.55% is
1,700 and 6.55%.
"""

CHARACTERS: Final = frozenset("0123456789几数" + _CHINESE)
"""The characters that a numeral can begin with, its sign aside."""

_ARABIC: Final = re.compile(
    rf"""(?P<digits>0\.[ ][0-9]+(?=%)|{ARABIC}) (?:\.(?=[ ]?[万亿]))?
    (?: [ ]{{0,2}} (?P<inner>[余多]?{_COUNTED}|[余多几]?) (?P<scale>{_SCALE})
        (?P<chain> (?: (?:{ARABIC}) {_SCALE} ){{0,6}} )
        (?P<outer>[余多]?)
      | [ ]?(?P<english>{_ENGLISH})(?![A-Za-z])
      | (?P<more>[余多]) (?![头云空数])
    )?""",
    re.VERBOSE,
)
# Most numerals are no more than digits; what may go on after these is for the whole pattern.
_MORE: Final = code_points(",. 余多几个" + "".join(_POWERS) + "tmbTMB")
_AFTER_SCALE: Final = code_points("0123456789亿余多")
_UNDER: Final = Pattern(_COUNTED)
_LINK: Final = Pattern(rf"(?P<digits>{ARABIC})(?P<scale>{_SCALE})")


class Numeral:
    """A numeral of the text: half-open offsets and the exact value it states.

    Attributes:
        start: offset of the first code point, the sign included.
        end: offset after the last code point, the scale (万, 亿) included.
        value: the exact value, scale and sign applied.
        mod: "more_than" where the numeral itself is indefinite (20余, 三十多, 数十亿, 十几).
        scale: the power of ten of its trailing scale word: 8 for 3.5亿, 4 for 20万, 0 without one.
        arabic: whether it begins with Arabic digits.
        value_to: the upper end where the numeral names two neighbours (三四十: 30 and 40).
    """

    def __init__(
        self,
        start: int,
        end: int,
        value: Decimal,
        mod: Literal["more_than"] | None = None,
        scale: int = 0,
        arabic: bool = True,
        value_to: Decimal | None = None,
    ) -> None:
        self.start = start
        self.end = end
        self.value = value
        self.mod = mod
        self.scale = scale
        self.arabic = arabic
        self.value_to = value_to


def shift(digits: str, power: int) -> Decimal:
    """The exact value of plain Arabic ``digits`` times ten to the ``power``, without an exponent.

    >>> shift("1.50", 8), shift("140.90", 0), shift("1.2345", 2)
    (Decimal('150000000'), Decimal('140.90'), Decimal('123.45'))
    """
    if not power:
        return Decimal(digits)
    if "." not in digits:
        return Decimal(digits + "0" * power)
    whole, _, fraction = digits.partition(".")
    if len(fraction) <= power:
        return Decimal(whole + fraction.ljust(power, "0"))
    fraction_left = fraction[power:].rstrip("0")
    return Decimal(whole + fraction[:power] + ("." + fraction_left if fraction_left else ""))


def power_of(scale: str) -> int:
    """The power of ten of a stack of scale words.

    >>> power_of("万亿"), power_of("千万"), power_of("")
    (12, 7, 0)
    """
    return sum(_POWERS[c] for c in scale)


def _chain(text: str, digits: str, scale: str, start: int, end: int) -> tuple[tuple[Decimal, int] | None, int]:
    """Sum 3亿5000万 or 2千5百万; the value and its last power (None: no link holds), and where the chain ends."""
    parts: list[int] = []

    def add(number: int, powers: list[int]) -> None:
        for i, power in enumerate(powers):
            low = number if i == 0 else 0
            if power >= 4:
                low += sum(p for p in parts if p < 10**power)
                parts[:] = [p for p in parts if p >= 10**power]
            elif i:
                low = parts.pop()
            parts.append(low * 10**power)

    if "." in digits:
        return None, start
    last = [_POWERS[c] for c in scale]
    add(int(digits), last)
    at = start
    for link in _LINK.finditer(text, start, end):
        powers = [_POWERS[c] for c in link["scale"]]
        if powers[0] >= last[-1] or "." in link["digits"] or "," in link["digits"]:
            break
        add(int(link["digits"]), powers)
        at, last = link.end(), powers
    return (None if at == start else (Decimal(sum(parts)), sum(last))), at


_EIGHTHS: Final = re.compile("-(?P<part>[1357])/(?P<of>[248])(?=[ ]?美[元分])")


def _after_digits(text: str, at: int, stop: int) -> int:
    """Where the digits end that begin at ``at``, at ``stop`` if they go on there."""
    stop = min(stop, len(text))
    while at < stop and 48 <= ord(text[at]) <= 57:
        at += 1
    return at


def _read_arabic(text: str, start: int, position: int) -> Numeral | None:
    size = len(text)
    far = position + LONGEST + 2
    end = _after_digits(text, position, far)
    if end < size and text[end] == "." and (stop := _after_digits(text, end + 1, far)) > end + 1:
        end = stop
    if end - position > LONGEST:
        return None
    if end == size or not _MORE[ord(text[end]) & 0xFFFF]:
        value = Decimal(text[position:end])
        return Numeral(start, end, value.copy_negate() if start < position and text[start] != "+" else value)
    power = 4 if text[end] == "万" else 8 if text[end] == "亿" else 0
    if power and not (end + 1 < size and _AFTER_SCALE[ord(text[end + 1]) & 0xFFFF]):
        value = shift(text[position:end], power)
        if start < position and text[start] != "+":
            value = value.copy_negate()
        return Numeral(start, end + 1, value, None, power)
    match = _ARABIC.match(text, position)
    if match is None or match.end("digits") - position > LONGEST:
        return None
    digits, inner, scale, chain, outer, english, more = match.groups()
    end = match.end()
    if "," in digits or " " in digits:
        digits = digits.replace(",", "").replace(" ", "")
    if not scale:
        power = _ENGLISH_POWERS[english.lower()] if english else 0
        value = shift(digits, power)
    else:
        power = power_of(scale)
        value = shift(digits, power)
        if chain:
            total, at = _chain(text, digits, scale, *match.span("chain"))
            if at < match.end("chain"):
                outer, end = "", at
            if total is not None:
                value, power = total
    if start < position and text[start] != "+":
        value = value.copy_negate()
    return Numeral(start, end, value, "more_than" if (inner and inner != "个") or outer or more else None, power)


def _with_eighths(text: str, number: Numeral) -> Numeral:
    """A price of grain with the eighths of its last digit, as Chicago quotes it: 6.05-3/4美元 => 6.0575."""
    match = _EIGHTHS.match(text, number.end)
    if match is None or number.scale:
        return number
    fraction = Decimal(int(match["part"])) / int(match["of"])
    exponent = number.value.as_tuple().exponent
    assert isinstance(exponent, int)
    return Numeral(number.start, match.end(), number.value + fraction.scaleb(exponent), number.mod)


def _read_chinese(text: str, position: int) -> Numeral | None:
    """Read character by character: 一亿三 => 130000000, 二百多亿 => 20000000000 more_than, 二〇一八 => 2018."""
    parts: list[int] = []  # what is summed so far, each part with its power applied
    number: int | None = None  # a digit that no power has followed yet
    named = ""  # digits by name, one after the other: 二〇一八
    pair: int | None = None  # the first of two neighbouring digits: 三四十
    span = 0  # difference between the two
    indefinite = False
    last_power = -1  # power of the character before, -1 after a digit
    bare = False  # the numeral begins with a power: 百亿
    at, size = position, min(len(text), position + LONGEST)
    while at < size:
        c = text[at]
        following = text[at + 1] if at + 1 < size else ""
        if c in _DIGITS:
            digit = _DIGITS[c]
            if bare:
                return None  # 申万一级: no numeral goes from a bare 万 to a digit
            if c == "两" and at > position and (number or following not in "百佰千仟万亿"):
                break
            if number is not None and not (named == "" and number == 0 and parts):
                if parts or (pair is not None):
                    if parts and pair is None and digit == number + 1 and number and following in _POWERS:
                        pair = number  # 一百三四十
                        number = digit
                        at += 1
                        continue
                    break
                named = (named or str(number)) + str(digit)
            number = digit
            last_power = -1
        elif c in "几数" and at == position and (following in _POWERS or _UNDER.match(text, at + 1)):
            number, indefinite = 1, True
        elif c == "几" and at > position and last_power in (1, 2, 3):
            indefinite, number = True, 0
        elif c in "多余" and at > position and last_power > 0 and not (indefinite and number is None):
            if (following in _POWERS and _POWERS[following] > last_power) or _UNDER.match(text, at + 1):
                indefinite = True
            elif following not in tuple("头云空数"):
                indefinite = True
                at += 1
                break
            else:
                break
        elif c == "个" and (number or parts) and (counted := _UNDER.match(text, at)):
            indefinite = indefinite or counted.end() > at + 1  # 三个亿, 一个多亿
            at = counted.end()
            continue
        elif c in _POWERS:
            power = _POWERS[c]
            if c in "千兆" and following and following in _PREFIXED and at > position:
                break
            if c in "百千万" and following == "分" and text[at + 2 : at + 3] == "之":
                break
            if c == "兆" and at == position:
                return None
            if len(named) > 1:
                if len(named) == 2 and int(named[1]) == int(named[0]) + 1 and named[0] != "0":
                    pair, number, named = int(named[0]), int(named[1]), ""
                elif power >= 4:
                    number, named = int(named), ""
                else:
                    break
            named = ""
            if power < 4:
                if parts and number is None and (power > 1 or last_power == 1):
                    break  # a power below 万 takes a digit, but for 百十, 千一十
                if number is None and at == position and power > 1:
                    bare = True
                if pair is not None:
                    span = (number or 0) * 10**power - pair * 10**power
                    parts.append(pair * 10**power)
                    pair = None
                else:
                    if number == 0 and power != 1 and not parts:
                        return None
                    parts.append((number or 1) * 10**power)
                number = None
            else:
                if at == position:
                    bare = True
                low = sum(p for p in parts if p < 10**power) + (pair if pair is not None else number or 0)
                if pair is not None:
                    span, pair = (number or 0) - pair, None
                if not low and at > position:
                    break
                parts = [p for p in parts if p >= 10**power]
                parts.append((low or 1) * 10**power)
                span *= 10**power
                number = None
            last_power = power
        else:
            break
        at += 1
    if at == position:
        return None
    fraction = ""
    if text[at : at + 1] == "点" and not indefinite and (parts or number is not None):
        stop = at + 1
        while stop < size and text[stop] in _DIGITS and text[stop] != "两":
            fraction += str(_DIGITS[text[stop]])
            stop += 1
        if fraction:
            at = stop
            if number is not None and named == "" and parts and last_power == -1:
                parts.append(number)
                number = None
    if len(named) == 2 and not fraction and "0" not in named and int(named[1]) == int(named[0]) + 1:
        return Numeral(position, at, Decimal(named[0]), None, 0, False, Decimal(named[1]))
    if named and not parts:
        whole = int(named)
    elif number and not fraction and parts and _POWERS.get(text[at - 2], 0) > 1:
        if text[at : at + 1] in tuple("天年月日周"):
            at, number = at - 1, None  # 三万一天
        whole = sum(parts) + (number or 0) * 10 ** (_POWERS[text[at - 2]] - 1 if number else 0)  # 三万八 => 38000
    else:
        whole = sum(parts) + (pair if pair is not None else number or 0)
        if pair is not None:
            span = (number or 0) - pair
    if not whole and not fraction:
        return None
    power, digits = 0, str(whole) + ("." + fraction if fraction else "")
    if fraction:
        while (
            text[at : at + 1]
            and text[at] in "十百千万亿"
            and not (text[at] == "千" and text[at + 1 : at + 2] and text[at + 1] in _PREFIXED)
        ):
            power += _POWERS[text[at]]
            at += 1
    else:
        power = max(0, last_power) if number is None else 0
    if at - position == 1 and bare and text[position] != "十":
        return None if text[position] == "兆" else Numeral(position, at, shift(digits, 0), None, power, False)
    return Numeral(
        position,
        at,
        shift(digits, power) if fraction else Decimal(digits),
        "more_than" if indefinite else None,
        power,
        False,
        Decimal(whole + span) if span else None,
    )


def read(text: str, position: int) -> Numeral | None:
    """The longest numeral that begins at ``position`` of the folded text, or None.

    A sign (``-``, ``+``, ``−``, 负) at the position is read with Arabic digits.

    >>> read("1.50亿元", 0).value, read("三万八", 0).value, read("20余万", 0).mod
    (Decimal('150000000'), Decimal('38000'), 'more_than')
    """
    code, at, size = ord(text[position]), position, len(text)
    if code in (0x2D, 0x2B, 0x2212, 0x8D1F):  # -+−负
        at += 1
        if at == size:
            return None
        code = ord(text[at])
    if 48 <= code <= 57:
        number = _read_arabic(text, position, at)
        if number is not None and number.end < size and text[number.end] == "-":
            return _with_eighths(text, number)
        return number
    if at > position:
        number = _read_chinese(text, at) if text[position] == "负" else None
        if number is None:
            return None
        return Numeral(position, number.end, number.value.copy_negate(), number.mod, number.scale, False)
    return _read_chinese(text, position)
