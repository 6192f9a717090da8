"""DuckDB: tables of facts and documents that a run adds to, all of it or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from factx.arrow import documents_batch, facts_batch
from factx.cli.writers import COLUMNS, Found, Layout, Row, WriteError, refusing
from factx.cli.writers.sql import KEY, document

BATCH = 1 << 14
"""The rows, of either table, that are added at once."""

_TYPES = {
    **dict.fromkeys(("start", "end", "page", "count"), "BIGINT"),
    **dict.fromkeys(("value", "value_to"), "DECIMAL(38, 10)"),
    **dict.fromkeys(("date_from", "date_to"), "DATE"),
}
_NEEDED = ("source", "id", "kind", "text", "start", "end")
_TABLES = (
    f"""CREATE TABLE IF NOT EXISTS documents (
    source VARCHAR NOT NULL, id VARCHAR NOT NULL, digest VARCHAR NOT NULL, date DATE, characters BIGINT NOT NULL,
    PRIMARY KEY ({", ".join(KEY)}))""",
    f"""CREATE TABLE IF NOT EXISTS facts (
    digest VARCHAR NOT NULL,
    {", ".join(f'"{name}" {_TYPES.get(name, "VARCHAR")}' + " NOT NULL" * (name in _NEEDED) for name in COLUMNS)},
    PRIMARY KEY ({", ".join(KEY)}, start))""",
)
_DOCUMENTS = "INSERT OR IGNORE INTO documents BY NAME SELECT * FROM new_documents"
_FACTS = """INSERT OR IGNORE INTO facts BY NAME
SELECT new_documents.digest, new_documents.id, new_facts.* EXCLUDE (id)
FROM new_facts JOIN new_documents ON new_facts.source = new_documents.source AND coalesce(new_facts.id, '') = new_documents.id"""


class DuckDb:
    """A database; nothing of a run is in it before its end."""

    def __init__(self, path: Path, layout: Layout) -> None:
        self._path = path
        self._fail = layout.fail
        self._documents: dict[tuple[str, str], dict[str, Any]] = {}
        self._rows: list[Row] = []
        with self._told():
            self._base = duckdb.connect(path)
            try:
                self._base.execute("BEGIN")
                for table in _TABLES:
                    self._base.execute(table)
            except duckdb.Error:
                self._base.close()
                raise

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except duckdb.Error as error:
            raise WriteError(f"cannot write {self._path}: {str(error).splitlines()[0]}") from error

    def write(self, found: Found) -> None:
        """Add the document and its facts, where they are not there yet."""
        record = document(found)
        key = (record["source"], record["id"])
        if self._documents.get(key, record)["digest"] != record["digest"]:
            self._flush()  # facts are joined to documents by source and id: a batch has each but once
        self._documents[key] = record
        self._rows.extend(found.rows)
        if len(self._rows) >= BATCH or len(self._documents) >= BATCH:
            self._flush()

    def _flush(self) -> None:
        with self._told():
            self._base.register("new_documents", documents_batch(list(self._documents.values())))
            self._base.register("new_facts", facts_batch(self._rows, refusing(self._rows, self._fail)))
            self._base.execute(_DOCUMENTS)
            self._base.execute(_FACTS)
        self._documents, self._rows = {}, []

    def close(self) -> None:
        """Make what was added stay."""
        self._flush()
        with self._told():
            self._base.execute("COMMIT")

    def release(self) -> None:
        """Let go of the database; what was not made to stay is gone."""
        self._base.close()
