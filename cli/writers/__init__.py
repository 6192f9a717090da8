"""Writers: the facts of document after document, in one format each. A format is loaded when it is asked for."""

import datetime
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import BinaryIO, Literal, Protocol, cast

import msgspec

from factx.record import COLUMNS, Row

Format = Literal["table", "json", "jsonl", "csv", "tsv", "xlsx", "parquet", "html", "duckdb", "sqlite"]
FORMATS: dict[Format, str] = {
    "table": "factx.cli.writers.table:Table",
    "json": "factx.cli.writers.json:JsonArray",
    "jsonl": "factx.cli.writers.json:JsonLines",
    "csv": "factx.cli.writers.csv:Csv",
    "tsv": "factx.cli.writers.csv:Tsv",
    "xlsx": "factx.cli.writers.xlsx:Xlsx",
    "parquet": "factx.cli.writers.parquet:Parquet",
    "html": "factx.cli.writers.html:Html",
    "duckdb": "factx.cli.writers.duckdb:DuckDb",
    "sqlite": "factx.cli.writers.sqlite:Sqlite",
}
ENDINGS: dict[str, Format] = {
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "tsv",
    ".xlsx": "xlsx",
    ".parquet": "parquet",
    ".html": "html",
    ".htm": "html",
    ".duckdb": "duckdb",
    ".sqlite": "sqlite",
    ".sqlite3": "sqlite",
    ".txt": "table",
}
BINARY: frozenset[Format] = frozenset({"xlsx", "parquet"})
"""The formats that no terminal can show."""
DATABASES: frozenset[Format] = frozenset({"duckdb", "sqlite"})
"""The formats that are added to in place, not written anew."""
COLUMNAR: frozenset[Format] = frozenset({"table", "csv", "tsv", "xlsx", "parquet"})
"""The formats whose columns can be chosen."""
HEADED: frozenset[Format] = frozenset({"table", "csv", "tsv", "xlsx"})
"""The formats whose header can be left out."""
MARKED: frozenset[Format] = frozenset({"csv", "tsv"})
"""The formats that may begin with a byte order mark."""


TEXTS: frozenset[Format] = frozenset({"html", "duckdb", "sqlite"})
"""The formats that need the texts of the documents."""


class WriteError(Exception):
    """An output that cannot be written; the message says why."""


class MissingExtraError(WriteError):
    """A package that a format needs is not installed; the message says how to get it."""


class Found(msgspec.Struct, frozen=True):
    """A document and the facts that were found in it.

    Attributes:
        source: the input.
        text: the decoded text, which offsets count in.
        rows: the facts, in text order.
        id: the id of the document in its collection.
        date: its reference date.
    """

    source: str
    text: str
    rows: Sequence[Row]
    id: str | int | None = None
    date: datetime.date | None = None


def _ignore(_message: str) -> None:
    pass


class Layout(msgspec.Struct, frozen=True):
    """How a format is laid out.

    Attributes:
        columns: the fields to write, in this order; None: all, or what suits the format.
        header: whether the names of the columns come first.
        bom: whether a text begins with a byte order mark.
        fail: is told of a row that the format cannot hold; the others are written.
    """

    columns: tuple[str, ...] | None = None
    header: bool = True
    bom: bool = False
    fail: Callable[[str], None] = _ignore


class Writer(Protocol):
    """Writes document after document."""

    def write(self, found: Found) -> None:
        """Write the facts of one document."""

    def close(self) -> None:
        """Write what stands at the end, and leave the output open."""


_AT_ONCE = 1000


def batches(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    """The rows of a document some at a time: what is made of all rows of a long one takes more memory than they do."""
    return (rows[first : first + _AT_ONCE] for first in range(0, len(rows), _AT_ONCE))


def refusing(rows: Sequence[Row], fail: Callable[[str], None]) -> Callable[[int, str], None]:
    """What tells of a row by its place in its document, given its number."""

    def refuse(number: int, reason: str) -> None:
        row = rows[number]
        of = row.source if row.id is None else f"{row.source}: {row.id}"
        fail(f"{of}: the fact at {row.fact.start} is left out: {reason}")

    return refuse


def writer(form: Format, out: BinaryIO | Path, layout: Layout | None = None) -> Writer:
    """The writer of a format.

    Args:
        form: the format.
        out: a binary file to write to; for the formats of ``DATABASES`` the path of the database.
        layout: columns, header, byte order mark, and who is told of rows that do not fit.

    Raises:
        MissingExtraError: a package that it needs is not installed.
    """
    module, _, name = FORMATS[form].partition(":")
    try:
        return cast("Writer", getattr(import_module(module), name)(out, layout or Layout()))
    except ModuleNotFoundError as error:
        if error.name and error.name.startswith("factx"):
            raise
        raise MissingExtraError(f"{error.name} is not installed: pip install 'factx[{form}]'") from error


__all__ = [
    "BINARY", "COLUMNAR", "COLUMNS", "DATABASES", "ENDINGS", "FORMATS", "HEADED", "MARKED", "TEXTS",
    "Format", "Found", "Layout", "MissingExtraError", "Row", "WriteError", "Writer", "batches", "refusing", "writer",
]  # fmt: skip
