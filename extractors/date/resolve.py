"""From what a date or duration states to the days it covers: neighbours and the reference date fill what is missing."""

import datetime
from typing import TYPE_CHECKING, Final

from factx.extractors.date.calendar import Point, Span, possible, span, timex
from factx.extractors.date.rules import Parts
from factx.extractors.duration.rules import anchor
from factx.extractors.pattern import Pattern

if TYPE_CHECKING:
    from factx.document import Document
    from factx.extractors.rule import Mention

_SAME_LIST: Final = Pattern(r"[ ]?(?:[、和及与或暨]|以及|的)?[ ]?")
_FORWARD_BEFORE: Final = Pattern(
    r"(?r)(?:将|拟|料|预计|预期|预测|有望|计划|定于|力争|争取|届时|可能|或|最[快早]|直[至到]|目标|假定|展望|推迟|延期|延长|不迟于|最迟|最晚|下次)"
    r"[^,。;!?\n将已曾]{0,8}$"
)
_FORWARD_AFTER: Final = Pattern(r"(?:份|起|将)?(?:将|料|有望|拟|到期|开始将)")
_BACK_BEFORE: Final = Pattern(r"(?r)(?:曾|已|早在|此前|先前|统计|累计|回顾|创)[^,。;!?\n将]{0,5}$")
# One character of each word that these begin with: most dates have none of them before them.
_FORWARD_MARKS: Final = Pattern("[将拟料预望划定争届能或直标假展推延迟最次]")
_BACK_MARKS: Final = Pattern("[曾已早前先计顾创]")
_BACK_AFTER: Final = Pattern(r"(?:份|起)?(?:以?来|曾|已)")
_FORWARD_HEADS: Final = frozenset("份起将料有拟到开")
_BACK_HEADS: Final = frozenset("份起以来曾已")
# How far back what is announced may still lie: a forecast is made of a past month.
_LATE: Final = datetime.timedelta(45)
_REPORT_LATE: Final = datetime.timedelta(60)  # and a half or quarter whose figures are forecast


def resolve(document: "Document", mentions: "list[Mention]") -> "list[Mention]":
    """Finish the dates and durations among the mentions; the others pass untouched.

    A missing year or month comes from the same range or list, else from the reference date: the nearest reading of a
    day or month, the newest quarter or half that has begun. Words beside it that point forward or back beat that. A
    tie goes to the past; a range is placed by its start, one of over three months by its end. Dates that cannot be
    are dropped.

    Args:
        document: the document; its ``date`` is the reference date, or None: then unknown digits are X.
        mentions: in text order.

    Returns:
        The mentions in text order, those of kind "date" with ``timex``, ``date_from``, ``date_to`` and ``mod``, those
        of kind "duration" with the dates that 未来 or 过去 before them fixes.
    """
    if not any(m.kind in ("date", "duration") for m in mentions):
        return mentions
    fold, ref = document.fold, document.date
    resolved: list[Mention] = []
    before: tuple[int, int, Point] | None = None  # the date before: its start, its end, its last point in full
    end = 0
    for mention in mentions:
        if mention.kind == "date":
            if not isinstance(mention.parts, Parts):
                continue
            try:
                last = _Date(document, mention, before).finish()
            except (ValueError, OverflowError):
                continue
            if last is not None:
                before = (mention.start, mention.end, last)
        elif mention.kind == "duration":
            anchor(fold, mention, end, ref)
        end = mention.end
        resolved.append(mention)
    return resolved


class _Date:
    """One date on its way to its days."""

    def __init__(self, document: "Document", mention: "Mention", before: tuple[int, int, Point] | None) -> None:
        self.document = document
        self.fold = document.fold
        self.ref = document.date
        self.mention = mention
        self.before = before

    def finish(self) -> Point | None:
        """Fill in the mention; returns the date's last point with nothing left out, None if it stays open.

        Raises:
            ValueError, OverflowError: there is no such date.
        """
        mention = self.mention
        parts = mention.parts
        assert isinstance(parts, Parts)
        first, last = parts.first, parts.last
        if last is not None:
            return self._range(first, last, parts.split)
        point = self._settled(first)
        if point is None:
            mention.mod = first.mod
            return None
        days = span(point)
        mention.timex, mention.mod = timex(point), point.mod
        if days:
            mention.date_from, mention.date_to = days
        return point

    def _range(self, first: Point, last: Point, split: int) -> Point | None:
        mention = self.mention
        start, end = self._both(first, last)
        if start is None or end is None:
            return None
        days, final = span(start), span(end)
        if days and final:
            if days[0] > final[1] or (days[0] == final[0] and _clock(start) > _clock(end) and start.day and end.day):
                mention.parts = Parts(first, None, split)
                mention.end = split
                return self.finish()
            mention.date_from, mention.date_to = days[0], final[1]
        mention.timex = f"{timex(start).split('/')[0]}/{timex(end).rpartition('/')[2]}"
        mention.mod = end.mod if end.mod == first.mod else None
        return end

    def _both(self, first: Point, last: Point) -> tuple[Point | None, Point | None]:
        """The two ends of a range, each with what it takes from the other."""
        if first.year is None and first.unit is None and (last.year is not None or last.unit) and not last.bare_time:
            end = self._settled(last)
            if end is None or end.year is None:
                return None, None
            start = _inherit(first, end)
            if _start(start) > _start(end):
                start = _back(first, start)
            return start, end
        whole = last if last.year is None and last.unit is None else None
        begin = self._settled(first, whole)
        if begin is None:
            return None, None
        if last.unit or last.year is not None:
            if last.same:
                self.before = (self.mention.start, self.mention.start, begin)
            return begin, self._settled(last)
        final = _inherit(last, begin)
        if begin.year is not None and _end(final) < _start(begin):
            final = _forth(last, final)
        return begin, final

    def _settled(self, point: Point, last: Point | None = None) -> Point | None:
        """The point with its head resolved and its missing parts filled; None where the reference date is missing."""
        if point.unit:
            return self._relative(point)
        if point.year is not None or point.decade is not None:
            return point
        if point.bare_time:
            return self._on_its_day(point)
        if self.before and self._listed():
            other = self.before[2]
            if point.fiscal == other.fiscal and (
                not (point.day and point.month is None) or (other.month and other.day)
            ):
                near = _inherit(point, other)
                if near.year is not None and self._follows(near, other):
                    return near
        if self.ref is None or point.fiscal:
            return point
        return self._placed(point, last)

    def _listed(self) -> bool:
        """Whether the date before is of the same list."""
        assert self.before is not None
        gap = self.fold[self.before[1] : self.mention.start]
        return len(gap) <= 4 and _SAME_LIST.fullmatch(gap) is not None and not gap.isspace()

    def _follows(self, near: Point, other: Point) -> bool:
        """Whether a list goes on with ``near``: in order, or with a year that it states."""
        return _end(near) >= _start(other) or near.grain == other.grain

    def _relative(self, point: Point) -> Point | None:
        base: datetime.date | None = self.ref
        if point.same:
            known = self.before and _first_day(self.before[2])
            base = known or base
        if base is None:
            return None
        plain = point.on(point.year, point.month, point.day)
        plain.unit, plain.by, plain.same = None, 0, False
        match point.unit:
            case "year":
                plain.year = base.year + point.by
                return _checked(plain)
            case "quarter":
                index = base.year * 4 + (base.month - 1) // 3 + point.by
                plain.year, plain.quarter = index // 4, index % 4 + 1
                return plain
            case "month":
                index = base.year * 12 + base.month - 1 + point.by
                plain.year, plain.month = index // 12, index % 12 + 1
                return _checked(plain)
            case "week":
                day = base + datetime.timedelta(7 * point.by)
                if point.weekday and point.weekday < 8:
                    day += datetime.timedelta(point.weekday - day.isoweekday())
                    plain.weekday = None
                    return plain.on(day.year, day.month, day.day)
                plain.year, plain.week, _ = day.isocalendar()
                return plain
        day = base + datetime.timedelta(point.by)
        return plain.on(day.year, day.month, day.day)

    def _on_its_day(self, point: Point) -> Point:
        """A time of day alone is on the day named before it in its sentence, else on the reference date."""
        if self.before:
            start, _, other = self.before
            if other.day and other.year is not None and self.document.sentences.at(start)[1] > self.mention.start:
                return point.on(other.year, other.month, other.day)
        if self.ref is None:
            return point
        return point.on(self.ref.year, self.ref.month, self.ref.day)

    def _lean(self) -> int:
        """1 where the words beside the date point forward, 2 where they follow it, -1 where they point back, else 0."""
        start, end = self.mention.start, self.mention.end
        following = self.fold[end : end + 1]
        if following in _BACK_HEADS and _BACK_AFTER.match(self.fold, end):
            return -1
        if following in _FORWARD_HEADS and _FORWARD_AFTER.match(self.fold, end):
            return 2
        window = max(0, start - 12)
        if _FORWARD_MARKS.search(self.fold, window, start) and _FORWARD_BEFORE.search(self.fold, window, start):
            return 1
        back = _BACK_MARKS.search(self.fold, window, start) and _BACK_BEFORE.search(self.fold, window, start)
        return -1 if back else 0

    def _placed(self, point: Point, last: Point | None = None) -> Point:
        """The reading of an incomplete point that the reference date and the words beside it make likeliest."""
        ref = self.ref
        assert ref is not None
        candidates = [(p, days) for p in _readings(point, ref, last is None) if (days := _days(p, last))]
        if not candidates:
            raise ValueError("no such day near the reference date")
        lean = self._lean()
        if point.closed:
            over = [c for c in candidates if c[1][1] < ref]
            return over[-1][0] if over else candidates[0][0]
        begun = [c for c in candidates if c[1][0] <= ref]
        if point.quarter or point.half:
            if lean > 0:
                candidates = [c for c in candidates if c[1][1] >= ref - _REPORT_LATE] or candidates
                return _nearest([(_distance(days, ref), p) for p, days in candidates])
            return begun[-1][0] if begun else candidates[0][0]
        if lean > 0:
            since = ref - _LATE if lean == 1 else ref
            candidates = [c for c in candidates if c[1][1] >= since] or candidates
        elif lean < 0:
            candidates = begun or candidates
        return _nearest([(_distance(_place(days), ref), p) for p, days in candidates])


def _days(point: Point, last: Point | None) -> Span | None:
    """The days from a point to the end of its range; None where there are no such days."""
    try:
        days = span(point)
        if days and last is not None:
            final = span(_inherit(last, point))
            if final and final[1] < days[0]:
                final = span(_forth(last, _inherit(last, point)))
            days = (days[0], final[1] if final else days[1])
    except (ValueError, OverflowError):
        return None
    return days


def _place(days: Span) -> Span:
    """What of a range places it: its start, or its end where it is longer than a quarter (1-9月 is looked back on)."""
    if (days[1] - days[0]).days > 92:
        return days[1], days[1]
    return (days[0], days[1]) if (days[1] - days[0]).days <= 31 else (days[0], days[0])


def _readings(point: Point, ref: datetime.date, alone: bool) -> list[Point]:
    """The ways to fill in a point near the reference date, in the order of time; ``alone``: it begins no range."""
    if point.month or point.quarter or point.half or point.week or not point.day:
        if point.month == 2 and point.day == 29:
            near = range(-8, 9)
        else:  # what every year has is never two years off
            near = range(-1, 2) if alone and not point.week else range(-2, 3)
        return [point.on(ref.year + k, point.month, point.day) for k in near if 1 <= ref.year + k <= 9998]
    first = ref.year * 12 + ref.month - 4
    return [point.on(index // 12, index % 12 + 1, point.day) for index in range(first, first + 7)]


def _distance(days: Span, ref: datetime.date) -> int:
    """Twice how far days lie from the reference date, and one more where they follow it: the past comes first."""
    if days[0] > ref:
        return 2 * (days[0] - ref).days + 1
    return max(0, 2 * (ref - days[1]).days)


def _nearest(placed: list[tuple[int, Point]]) -> Point:
    """The first of the points at the least distance."""
    best = placed[0]
    for one in placed:
        if one[0] < best[0]:
            best = one
    return best[1]


def _inherit(point: Point, other: Point) -> Point:
    """The point with the year, and where it is a day alone the month, of another."""
    filled = point.on(other.year, point.month, point.day)
    filled.fiscal = point.fiscal or other.fiscal
    if point.bare_time:
        filled.month, filled.day = other.month, other.day
    elif point.day and not point.month:
        filled.month = other.month
    return filled


def _forth(written: Point, filled: Point) -> Point:
    """The next reading of a point that was filled too early: 11月至3月 ends in the year after."""
    if written.month or not written.day:
        return filled.on((filled.year or 0) + 1, filled.month, filled.day)
    if written.bare_time or filled.month is None:
        return filled
    year, month = (filled.year or 0) + filled.month // 12, filled.month % 12 + 1
    return filled.on(year, month, filled.day)


def _back(written: Point, filled: Point) -> Point:
    """The reading before of a point that was filled too late."""
    if written.month or not written.day:
        return filled.on((filled.year or 0) - 1, filled.month, filled.day)
    index = (filled.year or 0) * 12 + (filled.month or 1) - 2
    return filled.on(index // 12, index % 12 + 1, filled.day)


def _checked(point: Point) -> Point:
    """The point, if there is such a day.

    Raises:
        ValueError: there is none (今年2月30日).
    """
    if not possible(point):
        raise ValueError("no such day")
    return point


def _first_day(point: Point) -> datetime.date | None:
    days = span(point)
    return days[0] if days else None


def _start(point: Point) -> datetime.date:
    days = span(point)
    return days[0] if days else datetime.date.min


def _end(point: Point) -> datetime.date:
    days = span(point)
    return days[1] if days else datetime.date.max


def _clock(point: Point) -> tuple[int, int, int]:
    return point.hour or 0, point.minute or 0, point.second or 0
