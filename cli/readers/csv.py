"""CSV and TSV: a header line with the names of the fields, then a row per document."""

import csv
from collections.abc import Iterator

from factx.cli.readers import Article, BadRowError, Fail, Form, Options, UnreadableError
from factx.cli.readers.fields import TEXT, article, bad_row
from factx.cli.readers.lines import lines

_LONGEST = (1 << 31) - 1  # what the csv module takes for a limit everywhere


def articles(source: str, form: Form, options: Options, fail: Fail) -> Iterator[Article]:
    """The documents of a CSV or TSV file; rows are counted after the header. See ``Reader``."""
    csv.field_size_limit(min(options.max_bytes, _LONGEST))
    wrong: list[UnreadableError] = []
    rows = csv.reader(_texts(source, options, wrong), delimiter="\t" if form == "tsv" else ",", strict=True)
    names = _header(source, rows, wrong, options)
    for number, row in enumerate(_rows(rows), 1):
        try:
            if wrong:
                raise bad_row(source, number, str(wrong[0]).removeprefix(f"{source}: "))
            if isinstance(row, csv.Error):
                raise bad_row(source, number, str(row))
            if len(row) != len(names):
                raise bad_row(source, number, f"{len(row)} fields where the header names {len(names)}")
            yield article(source, number, dict(zip(names, row, strict=True)), options)
        except BadRowError as error:
            wrong.clear()
            fail(error)


def _texts(source: str, options: Options, wrong: list[UnreadableError]) -> Iterator[str]:
    """The lines, and in ``wrong`` what could not be decoded in those of the row that is being read."""
    for line, error in lines(source, options):
        if error:
            wrong.append(error)
        yield line


def _header(source: str, rows: Iterator[list[str]], wrong: list[UnreadableError], options: Options) -> list[str]:
    try:
        names = next(rows, [])
    except csv.Error as error:
        raise UnreadableError(f"{source}: header: {error}") from None
    if wrong:
        raise wrong[0]
    if not names:
        raise UnreadableError(f"{source}: no header line")
    for name in (options.text_field or TEXT, options.id_field, options.date_field):
        if name is not None and name not in names:
            raise UnreadableError(f"{source}: no field {name!r}, only {', '.join(map(repr, names)):.200}")
    return names


def _rows(rows: Iterator[list[str]]) -> Iterator[list[str] | csv.Error]:
    """The rows that are not empty, and the errors where there is none to be had."""
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield error
        else:
            if row:
                yield row
