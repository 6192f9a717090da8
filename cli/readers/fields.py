"""Fields: a row of a collection to an article."""

import datetime
from collections.abc import Mapping
from decimal import Decimal

from factx.cli.readers import Article, BadRowError, Options
from factx.day import date_of

TEXT = "text"
"""The field of the text where none is named."""


def article(source: str, number: int, record: Mapping[str, object], options: Options) -> Article:
    """The article of a row.

    Args:
        source: the file.
        number: the row in it, from 1; it is the id where no field is named for that.
        record: the fields of the row.
        options: names the fields.

    Raises:
        BadRowError: there is no text, or the id or the date is none.

    >>> article("a.csv", 3, {"text": "营收1亿元", "at": "2024-03-01 08:00"}, Options(date_field="at"))
    Article(source='a.csv', text='营收1亿元', id=3, date=datetime.date(2024, 3, 1), published=None, pages=())
    """
    text = _field(source, number, record, options.text_field or TEXT)
    if not isinstance(text, str):
        raise bad_row(source, number, f"field {options.text_field or TEXT!r} holds no text")
    name = number if options.id_field is None else _id(_field(source, number, record, options.id_field))
    if name is None:
        raise bad_row(source, number, f"field {options.id_field!r} holds no id, neither a string nor a whole number")
    date = None
    if options.date_field is not None:
        value = _field(source, number, record, options.date_field)
        if value is not None and value != "":
            date = date_of(value)
            if date is None:
                raise bad_row(source, number, f"field {options.date_field!r}: {value!r:.60} is no date like 2024-03-01")
    return Article(source, text, name, date)


def bad_row(source: str, number: int, why: str) -> BadRowError:
    """What to say of a row that cannot be read."""
    return BadRowError(f"{source}: row {number}: {why}")


def _field(source: str, number: int, record: Mapping[str, object], name: str) -> object:
    try:
        return record[name]
    except KeyError:
        raise bad_row(
            source, number, f"no field {name!r}, only {', '.join(map(repr, record)) or 'none':.200}"
        ) from None


def _id(value: object) -> str | int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, str | int):
        return value
    return str(value) if isinstance(value, Decimal | datetime.date) else None
