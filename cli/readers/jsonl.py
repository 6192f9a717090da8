"""JSON Lines: an object per line, a document each."""

from collections.abc import Iterator

import msgspec

from factx.cli.readers import Article, BadRowError, Fail, Form, Options
from factx.cli.readers.fields import article, bad_row
from factx.cli.readers.lines import lines

_decode = msgspec.json.Decoder().decode


def articles(source: str, form: Form, options: Options, fail: Fail) -> Iterator[Article]:  # noqa: ARG001 - one Reader
    """The documents of a file of JSON Lines; a row is a line, empty ones count and are passed over. See ``Reader``."""
    first = options.rows.first if options.rows else 0
    for number, (line, wrong) in enumerate(lines(source, options), first + 1):
        if line.isspace():
            continue
        try:
            if wrong:
                raise bad_row(source, number, str(wrong).removeprefix(f"{source}: "))
            yield article(source, number, _record(source, number, line), options)
        except BadRowError as error:
            fail(error)


def _record(source: str, number: int, line: str) -> dict[str, object]:
    try:
        record = _decode(line)
    except (msgspec.DecodeError, RecursionError, UnicodeEncodeError) as error:
        raise bad_row(source, number, f"no JSON: {error}") from None
    if not isinstance(record, dict):
        raise bad_row(source, number, "no JSON object")
    return record
