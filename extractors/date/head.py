"""The date that a document states at its head: when it was published, not what it is about."""

import datetime
from typing import Final

from factx.extractors.date.calendar import Point, span
from factx.extractors.date.grammar import Reading, read_point
from factx.extractors.pattern import Pattern
from factx.fold import fold

_HEAD: Final = 600  # code points of the head: title, source line and dateline
_LINES: Final = 12

_FULL: Final = r"(?:19|20)[0-9]{2}[ ]?(?:年[ ]?[01]?[0-9][ ]?月[ ]?[0-3]?[0-9][ ]?日|(?P<sep>[-/.])[01]?[0-9](?P=sep)[0-3]?[0-9](?![0-9]))"
_CHINESE: Final = (
    r"二[零〇○Oo0][零〇○Oo0一二三四五六七八九]{2}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
)
_DAY: Final = r"[01]?[0-9][ ]?月[ ]?[0-3]?[0-9][ ]?日"

# The marks of a page stamp, from the surest on: a clock time, a label before or a source after it, brackets, an own line.
_CLOCK: Final = Pattern(rf"(?P<at>{_FULL})[ T]{{0,3}}[0-2]?[0-9]:[0-5][0-9]")
_LABEL: Final = Pattern(
    rf"(?:(?:发[布表]|公[告布]|刊[登发]|更新|出版|披露)(?:日期|时间|日)?|(?<![^\n|])(?:日期|时间|来源))[ ]*[:|][^\n。0-9]{{0,12}}(?P<at>{_FULL})"
    rf"|(?P<at>{_FULL})[ ]{{0,4}}(?:来源|作者|编辑|责编|浏览|阅读|讯(?!问)|电[ (])"
)
_BRACKETS: Final = Pattern(rf"[(\[【](?P<at>{_FULL})[)\]】]")
_LINE: Final = Pattern(rf"(?:^|\n)[ \t]*(?P<at>{_FULL}|{_CHINESE})[ \t]*(?=\n|$)")
_DATELINE: Final = Pattern(
    rf"(?:[一-龥]{{2,12}}|[ (\[【])(?P<at>{_DAY})(?:[ ]?[一-龥]{{0,6}}?(?:电|讯|消息|报道)|丨|[ ]?[)】])"
)
_ANY: Final = Pattern(rf"(?P<at>{_FULL})")
_NEAR: Final = datetime.timedelta(31)


def date_of_head(text: str) -> datetime.date | None:
    r"""The date of publication that a document states at its head.

    Looked for, in this order, in the first dozen lines: a page stamp with a clock time (``2020-06-18 20:58:28``), a
    date beside a label or a source (``发布日期:2024年3月1日``), one in brackets (``(2022-01-04)``), one on a line of
    its own, and a dateline (``北京1月4日电``), whose year comes from a full date in the head at most a month before it;
    without one there is no date, for the years that a text names are as often those that it looks back on. Dates in
    running text are never taken: they say what the document is about.

    Args:
        text: the document, decoded; full-width and traditional writing are understood.

    Returns:
        The date, or None where the head states none. Nothing is raised.

    >>> date_of_head("某公司中标项目\n2020-06-18 20:58:28 来源:本站\n6月18日晚间,公司公告")
    datetime.date(2020, 6, 18)
    >>> date_of_head("新华社北京1月4日电 去年全国进出口增长")
    """
    head = fold("\n".join(text[: 2 * _HEAD].lstrip().split("\n")[:_LINES])[:_HEAD])
    for pattern in (_CLOCK, _LABEL, _BRACKETS, _LINE):
        for match in pattern.finditer(head):
            day = _day(read_point(head, match.start("at")))
            if day:
                return day
    dateline = _DATELINE.search(head)
    if dateline is None:
        return None
    reading = read_point(head, dateline.start("at"))
    if reading is None or reading.first.month is None or reading.first.day is None:
        return None
    named = [day for m in _ANY.finditer(head) if (day := _day(read_point(head, m.start())))]
    for other in sorted(named, reverse=True):
        for year in (other.year, other.year + 1):
            day = _day_of(Point(year=year, month=reading.first.month, day=reading.first.day))
            if day and other <= day <= other + _NEAR:
                return day
    return None


def _day(reading: Reading | None) -> datetime.date | None:
    return None if reading is None else _day_of(reading.first)


def _day_of(point: Point) -> datetime.date | None:
    if point.year is None or point.month is None or point.day is None:
        return None
    try:
        days = span(point)
    except ValueError:
        return None
    return days[0] if days else None
