"""Parquet: typed columns, written in groups of rows."""

from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from factx.arrow import SCHEMA, facts_batch
from factx.cli.writers import Found, Layout, Row, refusing

GROUP = 1 << 14
"""The rows of a group: what is held before it is written."""


class Parquet:
    """A Parquet file of the columns of ``factx.arrow.SCHEMA``; a row whose value does not fit is told of and left out."""

    def __init__(self, out: BinaryIO, layout: Layout) -> None:
        self._schema = pa.schema([SCHEMA.field(name) for name in layout.columns or SCHEMA.names])
        self._writer = pq.ParquetWriter(out, self._schema, compression="zstd")
        self._fail = layout.fail
        self._rows: list[Row] = []
        self._batches: list[pa.RecordBatch] = []

    def write(self, found: Found) -> None:
        """Take the rows, and write them once there are enough."""
        self._rows.extend(found.rows)
        if len(self._rows) >= GROUP:
            self._flush()

    def batch(self, facts: pa.RecordBatch) -> None:
        """Take rows that are columns of ``SCHEMA`` already."""
        self._batches.append(facts.select(self._schema.names))
        if sum(batch.num_rows for batch in self._batches) >= GROUP:
            self._flush()

    def _flush(self) -> None:
        rows, self._rows = self._rows, []
        if rows:
            self._batches.append(facts_batch(rows, refusing(rows, self._fail), self._schema))
        batches, self._batches = self._batches, []
        if batches:
            self._writer.write_table(pa.Table.from_batches(batches, self._schema))

    def close(self) -> None:
        """Write the rest and the footer."""
        self._flush()
        self._writer.close()

    def __del__(self) -> None:
        self._writer.is_open = False  # or pyarrow finishes a file that is given up, and complains that it is closed
