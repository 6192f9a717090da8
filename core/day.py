"""The day that a field of a table names."""

import datetime
import re

_DATE = re.compile(
    r"\s*(\d{4})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|\.(\d{1,2})\.(\d{1,2})|年(\d{1,2})月(\d{1,2})日|(\d\d)(\d\d))"
    r"(?=[T\s]|$)"
)


def date_of(value: object) -> datetime.date | None:
    """The day that a field names, its time of day aside; None where it names none.

    A point in time as a number of seconds names none: which day that is depends on the place.

    >>> date_of("2024年3月1日"), date_of(20240301), date_of("1709251200")
    (datetime.date(2024, 3, 1), datetime.date(2024, 3, 1), None)
    """
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    match = _DATE.match(str(value)) if isinstance(value, str | int) else None
    if match is None:
        return None
    try:
        return datetime.date(*(int(group) for group in match.groups() if group))
    except ValueError:
        return None
