"""Writers: from facts to bytes. One module per format, imported when it is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from importlib import import_module
from typing import Any, BinaryIO, Literal, Protocol, cast

from factx.fact import Fact
from factx.schema import ADDED

Format = Literal["table", "json", "jsonl", "csv"]
FORMATS: dict[Format, str] = {
    "table": "factx.cli.writers.table:Table",
    "json": "factx.cli.writers.json:JsonArray",
    "jsonl": "factx.cli.writers.json:JsonLines",
    "csv": "factx.cli.writers.csv:Csv",
}
ENDINGS: dict[str, Format] = {".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".txt": "table"}
FIELDS: tuple[str, ...] = Fact.__struct_fields__
COLUMNS: tuple[str, ...] = ("source", *FIELDS, *(name for name in ADDED if name != "source"))
"""Every field of an output record, in order."""


@dataclass(frozen=True, slots=True)
class Row:
    """A fact and what the command knows of it: the input it is from and, where repeats were folded, how many."""

    source: str
    fact: Fact
    count: int | None = None

    def record(self) -> dict[str, Any]:
        """The flat record of the row: every field that is not null, in order."""
        fact = self.fact
        record: dict[str, Any] = {"source": self.source}
        for name in FIELDS:
            value = getattr(fact, name)
            if value is not None:
                record[name] = value
        if self.count is not None:
            record["count"] = self.count
        return record


class Writer(Protocol):
    """Writes the facts of document after document."""

    def __init__(self, out: BinaryIO) -> None: ...

    def write(self, rows: Sequence[Row]) -> None:
        """Write the facts of one document, in text order."""

    def close(self) -> None:
        """Write what stands at the end, and leave ``out`` open."""


def writer(form: Format, out: BinaryIO) -> Writer:
    """The writer of a format."""
    module, _, name = FORMATS[form].partition(":")
    return cast("Writer", getattr(import_module(module), name)(out))


def plain(value: Decimal) -> str:
    """A decimal in plain notation, exact, never with an exponent.

    >>> plain(Decimal("3.80E+11")), plain(Decimal("1E-7")), plain(Decimal("140.90"))
    ('380000000000', '0.0000001', '140.90')
    """
    return format(value, "f")
