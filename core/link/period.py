"""Period: the stretch of the calendar that a number is for."""

import re
from calendar import monthrange
from typing import Final

from factx.fact import Fact
from factx.link.clause import Line

# Periods that stay until another is named: years, quarters, halves, months and ranges of them.
# Without a reference date their years are unknown: XXXX-Q3.
_COARSE: Final = re.compile(r"[\dX]{4}(?:-(?:Q\d|H\d|\d\d))?(?:/[\dX]{4}(?:-(?:Q\d|H\d|\d\d))?)?|FY[\dX]{4}(?:-Q\d)?")
_MONTHS: Final = re.compile(r"P(\d{1,2})M")
_DAY: Final = re.compile(r"[\dX]{4}-[\dX]{2}-\d\d(?:T[0-9:]+)?(?:/[\dX]{4}-[\dX]{2}-\d\d(?:T[0-9:]+)?)?|\d{4}-W\d\d")
# Words by which a date is a point to compare with or to count from, or the day of another event, not the period of a number.
_BEFORE: Final = tuple("较 比 同 至 自 从 到 止 创 以来 于 较之 超 超过 超越 超出 不及 成立 注册".split())
# A term: 冻结期限为2018年5月3日至2021年5月2日, 冻结起始日为2017年6月8日.
_TERM: Final = re.compile("(?:期限|期间|有效期|[始止期效结押]日期?|日期)(?:为|是|:|自|从|为自)?$")
_AFTER: Final = re.compile(
    r"\s*(?:以?来|起|前|后|新高|新低|同期|末|底|年末|公告|消息|讯|电|发布|晚|丨|\||召开|公布|收到|接到|披露|签订|签署|成立|登陆|上市|设立|宣布|表示)"
)
# Contracts have a month in their names: COMEX 2月黄金期货.
_CONTRACT: Final = re.compile(
    "份?(?:交割|到期|交付)?的?(?:[^,;。:、0-9的]{0,10}合约|[^,;。:、0-9的]{1,10}期货(?!市场|成交|公司|交易))"
)
# What makes of a year a point, or the name of what was made in it.
_NO_PERIOD: Final = ("同期", "以来", "末", "底", "新品", "新款", "新机", "款", "版")
_FORECASTS: Final = ("预计", "预期", "预测", "力争", "计划", "争取")
_AS_OF: Final = ("截至", "截止")
# What an announcement received on a day; the day is not the period of its numbers.
_REPORTED: Final = frozenset({"获悉", "接到", "收到", "通知"})


def governs(line: Line, fact: Fact) -> str | None:
    """The period that a date fact names, or None where it is a day of reporting or a point to compare with."""
    timex = fact.timex
    if timex is None or fact.mod in ("start", "mid"):
        return None
    fold = line.fold
    if fact.mod == "end":
        asof = fold.startswith(_AS_OF, fact.start - 2) and _COARSE.fullmatch(timex)
        return timex if asof else None
    if fold.startswith("以来", fact.end) and "今年" in fact.text:
        return timex
    if fold[fact.start - 1 : fact.start].isdigit() or fold[fact.end - 1 : fact.end + 1].isdigit():
        return None  # cells of a table that ran together
    long = coarse(timex)
    if not long and _TERM.search(fold, max(line.start, fact.start - 6), fact.start):
        return None
    if fold[max(line.start, fact.start - 3) : fact.start].rstrip().endswith(_BEFORE):
        if not _when(line, fact.start, long):
            return None
    if long:
        if fact.text.endswith("月") and _CONTRACT.match(fold, fact.end):
            return None
        return None if fold.startswith(_NO_PERIOD, fact.end) else timex
    if not _DAY.fullmatch(timex) or _AFTER.match(fold, fact.end):
        return None
    line.read()
    i = line.index(fact.start)
    if i and line.tokens[i - 1][2] in ("media", "space"):
        return None
    for start, end, kind in line.tokens[i + 1 : i + 12]:
        if kind == "number":
            break
        if kind == "say" or fold[start:end] in _REPORTED:
            return None
    first, _, last = timex.partition("/")
    first, last = first.split("T")[0], last.split("T")[0]
    return f"{first}/{last}" if last and last != first else first


def _when(line: Line, start: int, coarse: bool) -> bool:
    """Does a word before a date say when: 到2030年,产值…, 截至9月30日,…, 于9月30日,…, 将于2022年收取…?"""
    fold = line.fold
    if fold.startswith(_AS_OF, start - 2):
        return line.opens(start - 2)
    if fold[start - 1] == "于":
        return line.opens(start - 1) or fold[start - 2] in "将可已并拟会"
    if not coarse or fold[start - 1] not in "到至":
        return False
    return line.opens(start - 1) or fold.endswith(_FORECASTS, line.start, start - 1)


def ended(line: Line, fact: Fact, after: Fact | None) -> str | None:
    """The months up to a month's end that are told by their number: 截至2020年9月30日止6个月 => 2020-04/2020-09."""
    if line.fold[fact.end : fact.end + 1] != "止":
        return None
    day = fact.date_to
    if day is None or fact.date_from != day or day.day != monthrange(day.year, day.month)[1]:
        return None
    if line.fold.startswith(("止年度", "止财政年度", "止财年"), fact.end):
        count = 12
    else:
        months = _MONTHS.fullmatch(after.timex or "") if after is not None else None
        if months is None or after is None or line.fold[fact.end : after.start] != "止":
            return None
        count = int(months[1])
    last = day.year * 12 + day.month - 1
    first = last - count + 1
    if first < 12:
        return None  # before year 1
    if count in (3, 6, 12) and day.month % count == 0:
        return f"{day.year:04}" + ("" if count == 12 else f"-{'Q' if count == 3 else 'H'}{day.month // count}")
    return f"{first // 12:04}-{first % 12 + 1:02}/{day.year:04}-{day.month:02}"


_THEN: Final = re.compile(r"(?:^|[,;。:(、])(?:而|,|较)?(?:上年|去年|前一年)(?:度)?同期[^,;。、0-9]{0,14}$")
_YEAR: Final = re.compile(r"(?<![0-9])[12][0-9]{3}(?![0-9])")


def then(line: Line, fact: Fact, period: str) -> str | None:
    """The same period a year earlier, where a number is of it: [上年同期]2428万元; None where it is not."""
    start = max(line.start, fact.start - 24)
    if "同期" not in line.fold[start : fact.start] or not _THEN.search(line.fold[start : fact.start]):
        return None
    return earlier(period) if coarse(period) else None


def previous(line: Line, start: int) -> bool:
    """Is a number one of an earlier release, whose period is not that of the sentence: 前值2.5%?"""
    return line.fold.find("前值", max(line.start, start - 6), start) >= 0


def earlier(period: str) -> str:
    """A period a year earlier.

    >>> earlier("2024-Q3"), earlier("2024-01/2024-09")
    ('2023-Q3', '2023-01/2023-09')
    """
    return _YEAR.sub(lambda year: f"{int(year[0]) - 1:04}", period)


def coarse(period: str) -> bool:
    """Is a period longer than a day, so that other paragraphs may be about it?

    >>> coarse("2024-Q3"), coarse("2024-01/2024-09"), coarse("2024-09-30")
    (True, True, False)
    """
    if len(period) == 10:  # a day, as most are
        return False
    return _COARSE.fullmatch(period) is not None


def own(line: Line, fact: Fact, after: Fact) -> str | None:
    """The period of one number alone, named right before it: 高于[2020年]的41%, 跌至[今年]低点1.12美元."""
    near = line.fold[fact.end : after.start]
    if near not in ("", "的", "为", "的约", "全年", "全年的", "接近", "近", "约"):
        line.read()
        start, end, kind = line.tokens[line.at[after.start] - 1]
        lead = line.fold[fact.end : start]
        if (end, kind) != (after.start, "metric") or lead not in ("", "预测", "预期", "预计", "预估"):
            return None
    return fact.timex if fact.timex and _COARSE.fullmatch(fact.timex) else None
