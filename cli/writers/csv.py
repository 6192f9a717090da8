"""CSV: every column in a fixed order, a header line first."""

import csv
import io
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import BinaryIO

from factx.cli.writers import COLUMNS, Row, plain

# What a spreadsheet takes for a formula (https://owasp.org/www-community/attacks/CSV_Injection), full-width signs too.
# -2.71% => a number there, harmless; -565万元 => a formula
_FORMULA = re.compile(r"\s*[=@＝＠]|[\t\r\n]|\s*[-+－＋](?![0-9][0-9,]*(\.[0-9]+)?%?$)")


def cell(value: object) -> str:
    """The text of a cell; text that a spreadsheet would run as a formula gets a ``'`` in front.

    >>> cell(Decimal("-0.21")), cell("-2.71%"), cell("=1+1"), cell(None)
    ('-0.21', '-2.71%', "'=1+1", '')
    """
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return plain(value)
    text = str(value)
    return "'" + text if isinstance(value, str) and _FORMULA.match(text) else text


class Csv:
    """A line per fact, lines ending in a line feed, UTF-8."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._line([*COLUMNS])

    def _line(self, *rows: Sequence[str]) -> None:
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(rows)
        self._out.write(text.getvalue().encode())

    def write(self, rows: Sequence[Row]) -> None:
        """Write a line per row."""
        records = [row.record() for row in rows]
        self._line(*([cell(record.get(name)) for name in COLUMNS] for record in records))

    def close(self) -> None:
        """Nothing stands at the end."""
