"""Point: a place on the calendar as a text states it, the days it covers and its TIMEX3 value."""

import datetime
from typing import Final, Literal

Unit = Literal["year", "quarter", "month", "week", "day"]
DateMod = Literal["start", "mid", "end"]
Span = tuple[datetime.date, datetime.date]


class Point:
    """A point or period of the calendar. What the text does not state is None.

    Attributes:
        unit: the unit of a relative head (去年: "year"), None for an absolute point.
        by: how many units the head is away from its base (去年: -1).
        same: whether the base of the head is the date before it (同年) instead of the reference date.
        fiscal: whether year and quarter are a company's fiscal ones, whose days are unknown.
        decade: the year without its last digit (199 for 1990年代).
        half, quarter, tenth: 1 or 2; 1 to 4; 1 to 3 for 上旬 中旬 下旬.
        week, weekday: ISO week; ISO weekday, 7 is Sunday, 8 the weekend.
        part: the part of the day in TIMEX3: MO MI AF EV NI.
        closed: whether the period must be over by the reference date, as in the name of a report (三季报).
    """

    def __init__(
        self,
        unit: Unit | None = None,
        by: int = 0,
        same: bool = False,
        fiscal: bool = False,
        decade: int | None = None,
        year: int | None = None,
        half: int | None = None,
        quarter: int | None = None,
        month: int | None = None,
        tenth: int | None = None,
        week: int | None = None,
        weekday: int | None = None,
        day: int | None = None,
        part: str | None = None,
        hour: int | None = None,
        minute: int | None = None,
        second: int | None = None,
        mod: DateMod | None = None,
        closed: bool = False,
    ) -> None:
        self.unit = unit
        self.by = by
        self.same = same
        self.fiscal = fiscal
        self.decade = decade
        self.year = year
        self.half = half
        self.quarter = quarter
        self.month = month
        self.tenth = tenth
        self.week = week
        self.weekday = weekday
        self.day = day
        self.part = part
        self.hour = hour
        self.minute = minute
        self.second = second
        self.mod = mod
        self.closed = closed

    def on(self, year: int | None, month: int | None, day: int | None) -> "Point":
        """The same in another year, month or day."""
        point = Point(self.unit, self.by, self.same, self.fiscal, self.decade, year, self.half, self.quarter, month)
        point.tenth, point.week, point.weekday, point.day = self.tenth, self.week, self.weekday, day
        point.part, point.hour, point.minute, point.second = self.part, self.hour, self.minute, self.second
        point.mod, point.closed = self.mod, self.closed
        return point

    @property
    def bare_time(self) -> bool:
        """Whether only a time of day is stated."""
        return (self.part is not None or self.hour is not None) and self.day is None and self.weekday is None

    @property
    def within_year(self) -> bool:
        """Whether a part of a year is stated."""
        return bool(self.half or self.quarter or self.month or self.week)

    @property
    def grain(self) -> int:
        """How fine the point is: 0 decade, 1 year, 2 half to month, 3 旬 or week, 4 day, 5 time of day."""
        if self.part or self.hour is not None:
            return 5
        if self.day or self.weekday:
            return 4
        if self.tenth or self.week:
            return 3
        return 2 if self.within_year else 1 if self.year is not None else 0


def possible(point: Point) -> bool:
    """Whether some calendar could have the point.

    >>> possible(Point(month=2, day=30)), possible(Point(month=13)), possible(Point(month=2, day=29))
    (False, False, True)
    """
    hour, minute = point.hour, point.minute
    if point.month is not None and not 1 <= point.month <= 12:
        return False
    if point.day is not None and not 1 <= point.day <= (31 if point.month is None else length(point.year, point.month)):
        return False
    if hour is not None and not (0 <= hour <= 23 or (hour == 24 and not minute and not point.second)):
        return False
    if point.week is not None and not 1 <= point.week <= 53:
        return False
    return (minute or 0) <= 59 and (point.second or 0) <= 59


def length(year: int | None, month: int) -> int:
    """The days of a month; of the longest such month where the year is unknown.

    >>> length(2023, 2), length(None, 2)
    (28, 29)
    """
    if month == 2:
        return 29 if year is None or (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def months(year: int, first: int, last: int) -> Span:
    """The days of a run of months within a year."""
    return datetime.date(year, first, 1), datetime.date(year, last, length(year, last))


def span(point: Point) -> Span | None:
    """First and last day of a point whose year is settled; None where its days are unknown.

    Raises:
        ValueError: there are no such days.

    >>> span(Point(year=2024, quarter=1))[1].isoformat(), span(Point(year=2023, month=2, tenth=3))[1].isoformat()
    ('2024-03-31', '2023-02-28')
    """
    if point.fiscal:
        return None
    if point.decade is not None:
        return datetime.date(point.decade * 10, 1, 1), datetime.date(point.decade * 10 + 9, 12, 31)
    year = point.year
    if year is None:
        return None
    if point.week:
        first = datetime.date.fromisocalendar(year, point.week, 1)
        return first + datetime.timedelta(5 if point.weekday == 8 else 0), first + datetime.timedelta(6)
    if point.half:
        return months(year, 6 * point.half - 5, 6 * point.half)
    if point.quarter:
        return months(year, 3 * point.quarter - 2, 3 * point.quarter)
    if not point.month:
        return months(year, 1, 12)
    if point.tenth:
        whole = months(year, point.month, point.month)
        first = whole[0].replace(day=10 * point.tenth - 9)
        return first, whole[1] if point.tenth == 3 else first.replace(day=10 * point.tenth)
    if point.day:
        day = datetime.date(year, point.month, point.day)
        return day, day
    return months(year, point.month, point.month)


_TWO: Final = [f"{n:02}" for n in range(100)]


def timex(point: Point) -> str:
    """The TIMEX3 value of a point without a relative head; unknown digits are X.

    >>> timex(Point(month=2, day=24)), timex(Point(year=2025, quarter=3, fiscal=True)), timex(Point(hour=21))
    ('XXXX-02-24', 'FY2025-Q3', 'T21:00')
    """
    if point.decade is not None:
        return str(point.decade)
    year = "XXXX" if point.year is None else str(point.year) if point.year > 999 else f"{point.year:04}"
    if point.fiscal:
        year = f"FY{year}"
    if point.half:
        return f"{year}-H{point.half}"
    if point.quarter:
        return f"{year}-Q{point.quarter}"
    if point.week:
        return f"{year}-W{point.week:02}" + ("-WE" if point.weekday == 8 else "")
    if point.bare_time:
        return _clock(point)
    if not point.month and not point.day:
        return year
    month = f"{year}-{_TWO[point.month]}" if point.month else f"{year}-XX"
    if point.tenth:
        if point.tenth < 3:
            end = str(10 * point.tenth)
        else:
            end = "XX" if point.year is None and point.month == 2 else str(length(point.year, point.month or 1))
        return f"{month}-{10 * point.tenth - 9:02}/{month}-{end}"
    if not point.day:
        return month
    return f"{month}-{_TWO[point.day]}{_clock(point)}"


def _clock(point: Point) -> str:
    if point.hour is None:
        return f"T{point.part}" if point.part else ""
    seconds = "" if point.second is None else f":{point.second:02}"
    return f"T{point.hour:02}:{point.minute or 0:02}{seconds}"
