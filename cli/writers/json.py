"""JSON: one array of records, or a record per line."""

from decimal import Decimal
from typing import BinaryIO

import msgspec

from factx.cli.writers import Found, Layout, Row, batches
from factx.cli.writers.shown import plain

_encoder = msgspec.json.Encoder(decimal_format="number")


def encode(row: Row) -> bytes:
    """A row as one JSON object in UTF-8, null fields left out, numbers as exact number literals."""
    record = row.record()
    for name in ("value", "value_to"):
        value = record.get(name)
        if isinstance(value, Decimal) and "E" in str(value):
            record[name] = msgspec.Raw(plain(value).encode())
    return _encoder.encode(record)


class JsonLines:
    """A record per line."""

    def __init__(self, out: BinaryIO, _layout: Layout) -> None:
        self._out = out

    def write(self, found: Found) -> None:
        """Write a line per row."""
        for rows in batches(found.rows):
            self._out.write(b"".join(encode(row) + b"\n" for row in rows))

    def close(self) -> None:
        """Nothing stands at the end."""


class JsonArray:
    """One array, a record per line."""

    def __init__(self, out: BinaryIO, _layout: Layout) -> None:
        self._out = out
        self._before = b"["

    def write(self, found: Found) -> None:
        """Write the rows as the next elements."""
        for row in found.rows:
            self._out.write(self._before + b"\n" + encode(row))
            self._before = b","

    def close(self) -> None:
        """Close the array."""
        self._out.write(b"[]\n" if self._before == b"[" else b"\n]\n")
