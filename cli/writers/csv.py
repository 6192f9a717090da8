"""CSV and TSV: a header line first, then a line per fact."""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import BinaryIO

from factx.cli.writers import COLUMNS, Found, Layout, batches
from factx.cli.writers.shown import plain

# What a spreadsheet takes for a formula (https://owasp.org/www-community/attacks/CSV_Injection), full-width signs too.
# -2.71% => a number there, harmless; -565万元 => a formula
_FORMULA = re.compile(r"\s*[=@＝＠]|[\t\r\n]|\s*[-+－＋](?![0-9][0-9,]*(\.[0-9]+)?%?$)")


def is_formula(text: str) -> bool:
    """Whether a spreadsheet may run a text as a formula.

    >>> is_formula("=1+1"), is_formula("-2.71%")
    (True, False)
    """
    return bool(_FORMULA.match(text))


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
    return "'" + text if isinstance(value, str) and is_formula(text) else text


class Csv:
    """A line per fact, lines ending in a line feed, UTF-8."""

    delimiter = ","

    def __init__(self, out: BinaryIO, layout: Layout) -> None:
        self._out = out
        self._columns = layout.columns or COLUMNS
        if layout.bom:
            out.write(codecs.BOM_UTF8)
        if layout.header:
            self._lines([self._columns])

    def _lines(self, rows: Iterable[Sequence[str]]) -> None:
        text = io.StringIO()
        csv.writer(text, delimiter=self.delimiter, lineterminator="\n").writerows(rows)
        self._out.write(text.getvalue().encode())

    def write(self, found: Found) -> None:
        """Write a line per row."""
        for rows in batches(found.rows):
            records = [row.record() for row in rows]
            self._lines([cell(record.get(name)) for name in self._columns] for record in records)

    def close(self) -> None:
        """Nothing stands at the end."""


class Tsv(Csv):
    """The same with tabs; a field that holds a tab, a quote or a line break stands in quotes, as in CSV."""

    delimiter = "\t"
