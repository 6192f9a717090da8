"""Rules for durations: a number and a unit of time, and the words that tie a length of time to the reference date."""

import datetime
from decimal import Decimal
from typing import Final

import msgspec
import regex

from factx.extractors.date import context
from factx.extractors.date.words import N2, small
from factx.extractors.numeral import Numeral
from factx.extractors.pattern import Pattern
from factx.extractors.rule import Mention, Rule, pairs, plain, rule


class Length(msgspec.Struct, frozen=True):
    """A length of time by unit: how many years, months, weeks, days, hours, minutes and seconds. Never negative."""

    years: Decimal = Decimal(0)
    months: Decimal = Decimal(0)
    weeks: Decimal = Decimal(0)
    days: Decimal = Decimal(0)
    hours: Decimal = Decimal(0)
    minutes: Decimal = Decimal(0)
    seconds: Decimal = Decimal(0)

    def plus(self, other: "Length") -> "Length":
        """The sum, unit by unit."""
        return Length(*(getattr(self, unit) + getattr(other, unit) for unit in self.__struct_fields__))


_UNITS: Final = {
    "年": "years", "年度": "years", "会计年度": "years", "完整会计年度": "years", "世纪": "years",
    "月": "months", "季": "months", "季度": "months",
    "周": "weeks", "星期": "weeks", "礼拜": "weeks",
    "天": "days", "日": "days", "昼夜": "days", "交易日": "days", "工作日": "days", "自然日": "days", "日历日": "days",
    "日历天": "days", "营业日": "days", "个自然日": "days",
    "小时": "hours", "钟头": "hours", "分钟": "minutes", "分": "minutes", "秒": "seconds", "秒钟": "seconds",
    "h": "hours", "min": "minutes", "mins": "minutes",
}  # fmt: skip
_TIMES: Final = {"季": 3, "季度": 3, "世纪": 100}
_BELOW: Final = {
    "years": ("months", 12),
    "weeks": ("days", 7),
    "days": ("hours", 24),
    "hours": ("minutes", 60),
    "minutes": ("seconds", 60),
}
_LETTERS: Final = {"years": "Y", "months": "M", "weeks": "W", "days": "D", "hours": "H", "minutes": "M", "seconds": "S"}

# 年报, 月薪, 天河, 周期, 日元 and the like are words of their own; 10年期 names a bond, not a length of time.
# The group of the unit has a number each time, as re wants no name twice; regex takes three times as long.
_UNIT: Final = r"""
(?: 个?(?:完整)?会计年度 | 个年度 | 个(?P<unit1>世纪) | 个?(?P<unit2>季度|星期|礼拜|小时|钟头|交易日|工作日|自然日|日历日|日历天|营业日) | 个(?P<unit3>季)(?!节)
  | 个(?P<over>[多余])(?P<unit4>月|季度|星期|礼拜|小时|钟头|世纪|交易日|工作日)
  | 个(?P<half>半)(?P<unit5>月|小时|钟头|世纪) | 个(?P<unit6>月)(?!饼|期(?![限间满届内])) | (?P<unit7>月)(?![期份薪供租饼嫂球亮期度息均牙子刊]) | (?P<unit8>分钟|秒钟|秒|昼夜) | (?P<unit13>h|mins?)(?![A-Za-z0-9/])
  | (?P<unit9>年)(?!均(?![值线价])|[级龄代报度份薪画轮终味货检审利糕夜兽华]|期(?![限间满届内]))
  | (?P<unit10>周)(?![年岁边期转刊报末率围线杰波]|[一二三四五六日](?![0-9一二三四五六七八九十个]))
  | (?P<unit11>天)(?!期(?![限间满届内])|投资|控股|集团|科技|实业|股份|[然河津猫地马顺神使空气文山水城府才鹅弘府齐合健康源壕邦茂赐富能星翼润王华宇桥]) | (?P<unit12>日)(?![本元报历薪])
)"""
_FIRST: Final = "hm年个季星礼小钟交工自日营会完世月周天分秒昼"
_OF: Final = Pattern(rf"[ ]?{_UNIT}", regex.VERBOSE)
_PART: Final = Pattern(
    r"(?:零|又|加|余)?(?P<number>[0-9]{1,4}|[一二两三四五六七八九十百]{1,4})[ ]?" + _UNIT, regex.VERBOSE
)
_MINUTES: Final = Pattern(rf"(?P<number>{N2})(?P<unit>分)(?![之公])", regex.VERBOSE)
# Digits that ran together in a flattened table.
_DAMAGED: Final = Pattern(r"0[0-9]|[0-9,]+\.[0-9]{3}|[0-9]{5}")
# 前一交易日, 上一周, 新的一年, 最后一天 name a point, and 之一 ends before 周某.
_BEFORE_THAT: Final = Pattern(r"(?:[前上下次某另同首每新之]|新的|最后)$")
_FINER: Final = {"years": "months", "months": "days", "days": "hours", "hours": "minutes", "minutes": "seconds"}


def length(number: Decimal, unit: str) -> Length:
    """A number of units; what is left of a whole unit goes to the next finer one where that comes out even.

    >>> timex(length(Decimal("1.5"), "年")), timex(length(Decimal(6), "季度")), timex(length(Decimal("0.5"), "小时"))
    ('P1Y6M', 'P18M', 'PT30M')
    """
    name = _UNITS[unit]
    number = number * _TIMES.get(unit, 1)
    whole = number // 1
    rest = number - whole
    if rest and name in _BELOW:
        below, factor = _BELOW[name]
        if rest * factor == rest * factor // 1:
            return Length(**{name: whole, below: rest * factor})
    return Length(**{name: number})


def timex(span: Length) -> str:
    """The ISO 8601 value of a length of time.

    >>> timex(Length(years=Decimal(1), hours=Decimal(2)))
    'P1YT2H'
    """
    date = "".join(_part(span, unit) for unit in ("years", "months", "weeks", "days"))
    time = "".join(_part(span, unit) for unit in ("hours", "minutes", "seconds"))
    return f"P{date}{'T' * bool(time)}{time}" if date or time else "P0D"


def _part(span: Length, unit: str) -> str:
    number: Decimal = getattr(span, unit)
    if not number:
        return ""
    plain = f"{number:f}"
    return (plain.rstrip("0").rstrip(".") if "." in plain else plain) + _LETTERS[unit]


def _mention(start: int, end: int, spans: list[Length], unit: str, mod: "Numeral | None" = None) -> Mention:
    mention = Mention("duration", start, end, timex="/".join(map(timex, spans)), parts=spans[-1])
    if unit in ("交易日", "工作日"):
        mention.unit = unit
    if mod is not None:
        mention.mod = mod.mod
    return mention


def _named(match: "regex.Match[str]") -> str:
    """The unit as a key of the table."""
    group = match.lastgroup or ""
    return match[group] if group.startswith("unit") else "会计年度"


def _measured(match: "regex.Match[str]", number: Numeral | None) -> Mention | None:
    assert number is not None
    text, start, unit = match.string, number.start, _named(match)
    value = number.value
    if text[start] == "+":
        start += 1
    written = text[start : match.start()]
    if (
        value < 0
        or value >= (1000 if unit == "月" else 10**5)
        or (number.arabic and _DAMAGED.match(written))
        or (unit == "年" and not _is_years(text, number, match.end()))
    ):
        return None
    if value == 1 and _BEFORE_THAT.search(text, max(0, start - 2), start):
        return None
    bare = "个" not in match[0]
    if unit in ("日", "月", "季度") and bare and not _is_length(text, number, unit, match.end()):
        return None
    if text[start - 1 : start] in ("第", "×", "*", "x", "X", "每") and start and text[start - 1] != "每":
        return None
    if number.value_to is not None:
        return _mention(start, match.end(), [length(value, unit), length(number.value_to, unit)], unit)
    if written in ("几", "数", "多"):
        return None
    span, end = length(value, unit), match.end()
    if match["half"]:
        span = span.plus(_half_of(unit))
    elif not (bare and unit in ("月", "日")):
        span, end = _with_parts(text, end, span, _UNITS[unit])
    mention = _mention(start, end, [span], unit, number)
    mention.mod = "more_than" if match["over"] else mention.mod
    return mention


@plain("a number of units of time", "duration", "after", first=_FIRST)
def _units(text: str, at: int, number: Numeral | None) -> Mention | None:
    assert number is not None
    start = number.start
    if text[at] == "年" and number.end - start == 4 and text[start : start + 2] in ("19", "20"):
        if text[start : number.end].isdecimal():
            return None  # 2019年: most are years
    match = _OF.match(text, at)
    return None if match is None else _measured(match, number)


def _half_of(unit: str) -> Length:
    """Half of a unit, in the next finer one: half a month is 15 days."""
    name = _UNITS.get(unit, unit)
    if unit == "世纪":
        return Length(years=Decimal(50))
    below, factor = _BELOW.get(name, ("days", 30))
    return Length(**{below: Decimal(factor) / 2})


def _with_parts(text: str, end: int, span: Length, name: str) -> tuple[Length, int]:
    """Add the finer units and the half that follow: 1年6个月, 一年半, 1小时30分."""
    while name in _FINER:
        if text.startswith("半", end) and text[end + 1 : end + 2] not in ("年", "个", "导", "月", "径", "价"):
            return span.plus(_half_of(name)), end + 1
        more = _PART.match(text, end)
        if more is None and name == "hours":
            more = _MINUTES.match(text, end)
        if more is None:
            break
        unit = _named(more)
        finer = _UNITS[unit]
        if list(_LETTERS).index(finer) <= list(_LETTERS).index(name) or unit in ("交易日", "工作日"):
            break
        number = more["number"].replace("两", "二")
        count = int(number) if number.isdecimal() and number.isascii() else _chinese(number)
        if count is None:
            break
        span = span.plus(length(Decimal(count), unit))
        end, name = more.end(), finer
    return span, end


def _chinese(written: str) -> int | None:
    count = small(written)
    return None if count == 99 and written != "九十九" else count


def _is_years(text: str, number: Numeral, end: int) -> bool:
    """Whether a number and 年 are a length of time, not a year: 三年 and 3年, not 2003年 or 25年净利润."""
    written = text[number.start : number.end]
    if not number.arabic:
        if number.scale > 1 and (number.scale > 3 or written[0] in "百千"):
            return False
        digits = len(written)
        if digits >= 4 and number.value >= 1000 and not any(c in "十百千" for c in written):
            return False
        return not (digits == 2 and written[0] in "零〇○") and number.value < 5000
    if number.value >= 1000:
        return not 1000 <= number.value < 2200 or (
            text.startswith(("历史", "的历史", "来", "前"), end) and number.value < 1900
        )
    if number.end - number.start == 2 and number.value == int(number.value):
        return not context.year_of_two_digits(text, number.start, end)
    return True


def _is_length(text: str, number: Numeral, unit: str, end: int) -> bool:
    """Whether a number and a bare 日, 月 or 季度 are a length of time and not a point: 连续6日, 36月, 近三季度."""
    if unit == "季度":
        return number.value > 4 or context.lasting_quarters(text, number.start)
    if context.lasting(text, number.start, end):
        return unit != "月" or number.value > 12 or context.lasting_months(text, number.start)
    if unit == "日":
        return number.value > 31 or (not number.arabic and number.value <= 10)
    return number.value > 12


def _ranged(match: "regex.Match[str]", number: Numeral | None) -> Mention | None:
    """Two numbers with one unit: 3-5年, 一至两个月."""
    text, start = match.string, match.start()
    of = _OF.match(text, match.end())
    if of is None:
        return None
    unit, end = _named(of), of.end()
    low, high = (_number(match[name]) for name in ("low", "high"))
    if low is None or high is None or not low < high <= 30 * low or (start and text[start - 1] in "第.0123456789"):
        return None
    bare = "个" not in text[start:end]
    if (unit == "季度" and bare) or (unit in ("日", "月") and bare and not context.lasting(text, start, end)):
        return None
    if unit == "年" and (low >= 1000 or (len(match["low"]) == 2 and context.year_of_two_digits(text, start, end))):
        return None
    return _mention(start, end, [length(low, unit), length(high, unit)], unit)


def _number(written: str) -> Decimal | None:
    if written[0].isdecimal():
        return Decimal(written)
    count = _chinese(written.replace("两", "二"))
    return None if count is None else Decimal(count)


def _half(match: "regex.Match[str]", _: Numeral | None) -> Mention | None:
    unit = match["of"].removeprefix("个")
    if match.string[match.start() - 1 : match.start()] in ("上", "下", "前", "后", "大", "小", "多") and match.start():
        return None
    return _mention(match.start(), match.end(), [_half_of(unit)], unit)


def _sum(match: "regex.Match[str]", _: Numeral | None) -> Mention | None:
    years = sum(map(int, match["years"].split("+")))
    return _mention(match.start(), match.end(), [Length(years=Decimal(years))], "年")


_DASHES: Final = "-—–~至到或"
_NUMERALS: Final = "0123456789一二两三四五六七八九十"
_LOW: Final = r"(?:[0-9]{1,3}(?:\.[0-9]{1,2})?|[一二两三四五六七八九十]{1,3})"
RULES: Final[tuple[Rule, ...]] = (
    _units,
    rule("two numbers with one unit of time", "duration", "number",
         rf"(?P<low>{_LOW}) (?:[ ]?年|个?[月天日周])?? [ ]?(?:[-—–~至到或]){{1,2}}[ ]? (?P<high>{_LOW})", first=pairs(_DASHES, _DASHES + _NUMERALS + " ") | pairs("年月天日周 ", _DASHES + " ") | pairs("个", "月天日周") | {" 年"})(_ranged),
    rule("half a unit of time", "duration", "word", r"半(?P<of>年(?![报度])|个月|个?小时|个?世纪|个?钟头)",
         words=("半年", "半个", "半小时", "半世纪", "半钟头"))(_half),
    rule("years with an option to go on", "duration", "number", r"(?P<years>[0-9]{1,2}(?:\+[0-9]{1,2}){1,3})年(?!期(?!限))", first="+")(_sum),
)  # fmt: skip
"""Every way a length of time is written."""

_ANCHOR: Final = Pattern(
    r"(?r)(?:(?P<ahead>未来|今后|接下来)|(?P<behind>过去|最近|(?<![将接附临逼靠贴时已达长有了经])近|刚过去))(?:的|这|短短)?[ ]?$"
)


_HISTORY: Final = Pattern("(?:之久|的?(?:悠久)?(?:历史|经验|时间|时光|之久|传统|积淀))")


def anchor(fold: str, mention: Mention, free: int, ref: datetime.date | None) -> None:
    """Take the word that ties a duration to the reference date into its text, and fix its dates.

    未来三年 is from the reference date on, 过去十年 up to it. Trading and working days and hours fix no dates but the
    reference date's side.

    Args:
        fold: the folded text.
        mention: the duration; it is changed.
        free: where the mention before it ends: the word must begin there or later.
        ref: the reference date, or None.
    """
    match = _ANCHOR.search(fold, max(free, mention.start - 6), mention.start)
    if match is None or match.start() == mention.start:
        return
    if match["behind"] == "近" and (
        fold[mention.start : mention.start + 1] == "乎" or _HISTORY.match(fold, mention.end)
    ):
        return  # 近110年的历史 is nearly so long
    mention.start = match.start()
    span = mention.parts
    if ref is None or not isinstance(span, Length) or mention.unit is not None:
        return
    try:
        moved = shifted(ref, span, 1 if match["ahead"] else -1)
    except (ValueError, OverflowError):
        return
    mention.date_from, mention.date_to = sorted((ref, moved))


def shifted(day: datetime.date, span: Length, sign: int) -> datetime.date:
    """The day a length of time after or before another; the last day of a shorter month.

    Raises:
        ValueError, OverflowError: there is no such day.

    >>> shifted(datetime.date(2024, 3, 31), Length(months=Decimal(1)), -1).isoformat()
    '2024-02-29'
    """
    from dateutil.relativedelta import relativedelta

    moment = datetime.datetime.combine(day, datetime.time())
    years, months = int(span.years), int(span.months)
    if years >= 9999 or months >= 12 * 9999:
        raise OverflowError("longer than the calendar")
    whole = moment + sign * relativedelta(years=years, months=months)
    rest = datetime.timedelta(
        days=int(span.weeks * 7 + span.days),
        hours=int(span.hours),
        minutes=int(span.minutes),
        seconds=int(span.seconds),
    )
    return (whole + sign * rest).date()
