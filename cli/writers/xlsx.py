"""Excel: a sheet of facts with typed cells, a frozen header, filters and links to the sources; another of documents."""

import datetime
from collections.abc import Sequence
from decimal import Context, Decimal, Inexact
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import xlsxwriter

from factx.cli.writers import COLUMNS, Found, Layout
from factx.cli.writers.csv import is_formula
from factx.cli.writers.shown import plain

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

# https://support.microsoft.com/office/excel-specifications-and-limits
DIGITS = 15
DECIMALS = 30
ROWS = 1_048_576
CHARACTERS = 32_767
LINKS = 65_530
LONGEST_LINK = 2_079
FIRST_DAY = datetime.date(1900, 3, 1)  # Excel has a 29 February 1900: its days before are off by one

WIDTHS = {
    "source": 24,
    "text": 22,
    "value": 20,
    "value_to": 20,
    "metric": 24,
    "subject": 22,
    "sentence": 60,
    "rule": 40,
}
WIDTH = 12
DOCUMENTS = ("source", "id", "date", "facts")


_EXCEL = Context(prec=DIGITS, traps=[Inexact])


def fits(value: Decimal) -> bool:
    """Whether Excel, which keeps 15 digits, keeps a number as it is.

    >>> fits(Decimal("123456789012345")), fits(Decimal("1234567890123456")), fits(Decimal("1E+20"))
    (True, False, True)
    """
    try:
        _EXCEL.plus(value)
    except Inexact:
        return False
    return -DECIMALS <= value.adjusted() < 100


def link(source: str) -> str | None:
    """The URL of a source, or None where it has none.

    Upper case, or xlsxwriter takes it for a path of Windows and turns every slash around.

    >>> link("-"), link("/a b.txt"), link("https://example.org/a")
    (None, 'FILE:///a%20b.txt', 'https://example.org/a')
    """
    if source == "-":
        return None
    url = source if "://" in source else "FILE" + Path(source).absolute().as_uri().removeprefix("file")
    return url if len(url) <= LONGEST_LINK else None


class Xlsx:
    """A workbook; rows go to disk as they come. What does not fit on one sheet goes on with another."""

    def __init__(self, out: BinaryIO, layout: Layout) -> None:
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._styles = Styles(xlsxwriter.Workbook(_LetBe(out), options))
        self._columns = layout.columns or COLUMNS
        self._facts = Sheet(self._styles, "facts", self._columns, header=layout.header)
        self._documents = Sheet(self._styles, "documents", DOCUMENTS, header=layout.header)

    def write(self, found: Found) -> None:
        """Write a line per row, and one for the document."""
        for row in found.rows:
            record = row.record()
            self._facts.line([record.get(name) for name in self._columns])
        self._documents.line([found.source, found.id, found.date, len(found.rows)])

    def close(self) -> None:
        """Write the workbook."""
        self._facts.close()
        self._documents.close()
        self._styles.book.close()


class _LetBe:
    """A file that takes what is written once it is closed for written: a broken workbook tries again when it is freed.

    Where it stands then must lie behind what was written.
    """

    def __init__(self, out: BinaryIO) -> None:
        self._out = out

    def __getattr__(self, name: str) -> Any:
        return (lambda *_: 1 << 31) if self._out.closed and name != "closed" else getattr(self._out, name)


class Styles:
    """The formats of cells, each made once."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        book.use_zip64()
        self.book = book
        self.links = 0
        self._numbers: dict[int, Format] = {}

    @cached_property
    def header(self) -> "Format":
        """The names of the columns."""
        return self.book.add_format({"bold": True, "bottom": 1, "bg_color": "#EEF2F6"})

    @cached_property
    def day(self) -> "Format":
        """A date."""
        return self.book.add_format({"num_format": "yyyy-mm-dd"})

    @cached_property
    def digits(self) -> "Format":
        """A number kept as text."""
        return self.book.add_format({"num_format": "@", "align": "right"})

    @cached_property
    def inert(self) -> "Format":
        """A text that stays one when its cell is edited."""
        return self.book.add_format({"quote_prefix": True})

    @cached_property
    def url(self) -> "Format":
        """A link."""
        return self.book.add_format({"hyperlink": True})

    def number(self, decimals: int) -> "Format":
        """A number with so many decimals."""
        if decimals not in self._numbers:
            self._numbers[decimals] = self.book.add_format(
                {"num_format": "#,##0" + "." * bool(decimals) + "0" * decimals}
            )
        return self._numbers[decimals]


class Sheet:
    """Lines on a sheet, and on as many more as they need."""

    def __init__(self, styles: Styles, name: str, columns: Sequence[str], *, header: bool) -> None:
        self._styles = styles
        self._name = name
        self._columns = columns
        self._header = header
        self._sheets = 0
        self._begin()

    def _begin(self) -> None:
        self._sheets += 1
        name = self._name if self._sheets == 1 else f"{self._name} {self._sheets}"
        self._sheet: Worksheet = self._styles.book.add_worksheet(name)
        self._row = 0
        for column, of in enumerate(self._columns):
            self._sheet.set_column(column, column, WIDTHS.get(of, WIDTH))
            if self._header:
                self._sheet.write_string(0, column, of, self._styles.header)
        if self._header:
            self._sheet.freeze_panes(1, 0)
            self._row = 1

    def line(self, cells: Sequence[object]) -> None:
        """Write a line."""
        if self._row == ROWS:
            self.close()
            self._begin()
        for column, (name, cell) in enumerate(zip(self._columns, cells, strict=True)):
            if cell is not None:
                self._cell(column, name, cell)
        self._row += 1

    def close(self) -> None:
        """Set the filters, now that the last row is known."""
        if self._header:
            self._sheet.autofilter(0, 0, self._row - 1, len(self._columns) - 1)

    def _cell(self, column: int, name: str, cell: object) -> None:
        sheet, styles, row = self._sheet, self._styles, self._row
        if isinstance(cell, Decimal | int):
            value = Decimal(cell)
            decimals = max(0, -int(value.as_tuple().exponent))
            if not fits(value):
                sheet.write_string(row, column, plain(value), styles.digits)
            elif isinstance(cell, int):
                sheet.write_number(row, column, cell)
            else:  # a Decimal is written digit by digit, and never becomes a float
                sheet.write_number(row, column, value, styles.number(min(decimals, DECIMALS)))
        elif isinstance(cell, datetime.date) and cell >= FIRST_DAY:
            sheet.write_datetime(row, column, cell, styles.day)
        else:
            self._text(column, name, str(cell))

    def _text(self, column: int, name: str, text: str) -> None:
        if len(text) > CHARACTERS:
            text = text[: CHARACTERS - 1] + "…"
        if text.startswith("<r>") and text.endswith("</r>"):
            text += " "  # xlsxwriter takes it for markup otherwise, and writes it as it stands
        if name == "source" and self._styles.links < LINKS and (url := link(text)):
            self._styles.links += 1
            self._sheet.write_url(self._row, column, url, self._styles.url, text)
        else:
            self._sheet.write_string(self._row, column, text, self._styles.inert if is_formula(text) else None)
