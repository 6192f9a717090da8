"""SQLite: tables of facts and documents that a run adds to, all of it or nothing."""

import datetime
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

from factx.cli.writers import COLUMNS, Found, Layout, WriteError
from factx.cli.writers.shown import plain
from factx.cli.writers.sql import KEY, document

# SQLite has no exact decimals: value is text, digit by digit as it is stated, and number is what SQL reckons with.
_TYPES = dict.fromkeys(("start", "end", "page", "count"), "INTEGER")
_NEEDED = ("source", "id", "kind", "text", "start", "end")
_FIELDS = ("digest", *COLUMNS)
_TABLES = f"""
CREATE TABLE IF NOT EXISTS documents (
    source TEXT NOT NULL, id TEXT NOT NULL, digest TEXT NOT NULL, date TEXT, characters INTEGER NOT NULL,
    PRIMARY KEY ({", ".join(KEY)})
);
CREATE TABLE IF NOT EXISTS facts (
    digest TEXT NOT NULL,
    {", ".join(f'"{name}" {_TYPES.get(name, "TEXT")}' + " NOT NULL" * (name in _NEEDED) for name in COLUMNS)},
    number REAL GENERATED ALWAYS AS (CAST(value AS REAL)) VIRTUAL,
    PRIMARY KEY ({", ".join(KEY)}, start),
    FOREIGN KEY ({", ".join(KEY)}) REFERENCES documents ({", ".join(KEY)})
);
"""
_DOCUMENT = "INSERT OR IGNORE INTO documents VALUES (:source, :id, :digest, :date, :characters)"
_NAMES = ", ".join(f'"{name}"' for name in _FIELDS)
_FACT = f"INSERT OR IGNORE INTO facts ({_NAMES}) VALUES ({', '.join(f':{name}' for name in _FIELDS)})"  # noqa: S608
_EMPTY: dict[str, Any] = dict.fromkeys(_FIELDS)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise WriteError(f"cannot write {path}: {error}") from error


class Sqlite:
    """A database; nothing of a run is in it before its end."""

    def __init__(self, path: Path, _layout: Layout) -> None:
        self._path = path
        with _told(path):
            self._base = sqlite3.connect(path, isolation_level=None)
            try:
                self._base.execute("BEGIN IMMEDIATE")
                for table in _TABLES.strip().split(";\n"):
                    self._base.execute(table)
            except sqlite3.Error:
                self._base.close()
                raise

    def write(self, found: Found) -> None:
        """Add the document and its facts, where they are not there yet."""
        key = document(found)
        with _told(self._path):
            self._base.execute(_DOCUMENT, key | {"date": found.date and str(found.date)})
            of = _EMPTY | {name: key[name] for name in KEY}
            self._base.executemany(
                _FACT,
                [
                    of | {name: _cell(cell) for name, cell in row.record().items()} | {"id": key["id"]}
                    for row in found.rows
                ],
            )

    def close(self) -> None:
        """Make what was added stay."""
        with _told(self._path):
            self._base.execute("COMMIT")

    def release(self) -> None:
        """Let go of the database; what was not made to stay is gone."""
        self._base.close()


def _cell(value: object) -> object:
    if isinstance(value, Decimal):
        return plain(value)
    return str(value) if isinstance(value, datetime.date) else value
