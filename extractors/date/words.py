"""The words and small numerals that calendar expressions are made of."""

from typing import Final

from factx.extractors.date.calendar import Unit
from factx.extractors.pattern import Pattern

_CN2: Final = "[零〇○一二三四五六七八九十廿卅]{1,3}"
N2: Final = rf"(?:[0-9]{{1,2}}|{_CN2})"
"""A month, day, hour or minute."""
N3: Final = rf"(?:[0-9]{{1,3}}|[一二三]百(?:零?{_CN2})?|{_CN2})"
"""A year of an era."""
_ZERO: Final = "0零〇○◯Oo"
YEAR_BY_DIGIT: Final = rf"(?:[一二][{_ZERO}1-9一二三四五六七八九]{{3}}|[{_ZERO}九八二一][{_ZERO}一二三四五六七八九](?=年[{_ZERO}1一二三四五六七八九十]))"
"""A year by digit, with the letters that stand in for 〇; by two digits only where a month follows."""
CONN: Final = r"[ ]?(?:[至到]|[-—–−~〜]{1,2})[ ]?"
AND: Final = r"[ ]?[、和及与或][ ]?"

RELATIVE: Final[dict[str, tuple[Unit, int]]] = {
    **dict.fromkeys(("去年", "上年", "上一年"), ("year", -1)),
    **dict.fromkeys(("今年", "本年"), ("year", 0)),
    **dict.fromkeys(("明年", "来年"), ("year", 1)),
    "前年": ("year", -2),
    "后年": ("year", 2),
    **dict.fromkeys(("上季", "上个季", "上一季"), ("quarter", -1)),
    **dict.fromkeys(("本季", "这个季"), ("quarter", 0)),
    **dict.fromkeys(("下季", "下个季", "下一季"), ("quarter", 1)),
    **dict.fromkeys(("上月", "上个月"), ("month", -1)),
    **dict.fromkeys(("本月", "这个月"), ("month", 0)),
    **dict.fromkeys(("下月", "下个月"), ("month", 1)),
    **{
        head + week: ("week", by)
        for week in ("周", "星期", "礼拜")
        for head, by in (("上上", -2), ("上", -1), ("本", 0), ("这", 0), ("下", 1), ("下下", 2))
    },
    **dict.fromkeys(("上一周", "上个星期"), ("week", -1)),
    **dict.fromkeys(("下一周", "下个星期"), ("week", 1)),
    "前天": ("day", -2),
    **dict.fromkeys(("昨日", "昨天", "昨"), ("day", -1)),
    **dict.fromkeys(("今日", "今天", "今"), ("day", 0)),
    **dict.fromkeys(("明日", "明天", "明"), ("day", 1)),
    "后天": ("day", 2),
}
"""Words that name a point by its distance from the reference date."""

SAME: Final[dict[str, tuple[Unit, int]]] = {
    "同年": ("year", 0), "当年": ("year", 0), "次年": ("year", 1), "翌年": ("year", 1),
    "同月": ("month", 0), "当月": ("month", 0), "次月": ("month", 1),
}  # fmt: skip
"""Words that name a point by its distance from the date before them."""

PARTS: Final = {
    **dict.fromkeys(("上午", "早间", "早上", "早晨", "清晨", "早", "晨"), "MO"),
    **dict.fromkeys(("中午", "午间", "正午"), "MI"),
    **dict.fromkeys(("下午", "午后"), "AF"),
    **dict.fromkeys(("晚间", "晚上", "傍晚", "晚"), "EV"),
    **dict.fromkeys(("凌晨", "夜间", "深夜", "夜里", "午夜", "半夜", "夜"), "NI"),
}
"""Parts of the day and their TIMEX3 letters; 凌晨 is NI of the date that it is written with."""

PART: Final = (
    rf"(?P<part>{'|'.join(sorted((p for p in PARTS if len(p) > 1), key=len, reverse=True))}"
    r"|早(?![已在于就前些期日年盘餐报])|晚(?![于些近期年报餐辈婚])|夜(?![盘市班])|晨(?![星会报光]))"
)
"""A part of the day; 早已, 晚于 and 夜盘 are words of their own."""

WEEKDAYS: Final = {c: i for i, row in enumerate(("一", "二", "三", "四", "五", "六", "日天", "末"), 1) for c in row}
ERAS: Final = {"民国": 1911, "令和": 2018, "平成": 1988, "昭和": 1925}
"""The year before the first of an era."""

_ROWS: Final = (_ZERO, "1一", "2二", "3三", "4四", "5五", "6六", "7七", "8八", "9九")
_DIGITS: Final = {c: str(i) for i, row in enumerate(_ROWS) for c in row}


_SMALL: Final = Pattern(
    r"(?:(?P<hundreds>[一二三四五六七八九])百)?[零〇○]?"
    r"(?:(?P<short>[廿卅])|(?P<tens>[一二三四五六七八九])?(?P<ten>十))?(?P<ones>[一二三四五六七八九])?"
)


def digits(written: str) -> int:
    """A numeral read digit by digit.

    >>> digits("二〇一八"), digits("2O16")
    (2018, 2016)
    """
    return int("".join(_DIGITS[c] for c in written))


def small(written: str) -> int:
    """A numeral below a thousand, Arabic or Chinese; 99 for what is none, which no month, day, hour or minute is.

    >>> small("12"), small("二十一"), small("廿三"), small("十"), small("一百一十三"), small("零五")
    (12, 21, 23, 10, 113, 5)
    >>> small("二一"), small("十十")
    (99, 99)
    """
    if written.isdecimal() and written.isascii():
        return int(written)
    match = _SMALL.fullmatch(written)
    if match is None:
        return 99
    value = {"廿": 20, "卅": 30}.get(match["short"] or "", 0)
    if match["hundreds"]:
        value += 100 * digits(match["hundreds"])
    if match["ten"]:
        value += 10 * (digits(match["tens"]) if match["tens"] else 1)
    return value + (digits(match["ones"]) if match["ones"] else 0)
