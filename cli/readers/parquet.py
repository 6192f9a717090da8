"""Parquet: a row per document, columns read as they are asked for."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from factx.cli.readers import REMOTE, STDIN, Article, BadRowError, Fail, Form, Options, Rows, UnreadableError
from factx.cli.readers.data import read_all, remote_file
from factx.cli.readers.fields import TEXT, article

_ROWS = 256  # held at a time


def articles(source: str, form: Form, options: Options, fail: Fail) -> Iterator[Article]:  # noqa: ARG001 - one Reader
    """The documents of a Parquet file; see ``Reader``."""
    try:
        with parquet_file(source, options) as file:
            yield from _articles(source, file, options, fail)
    except pa.ArrowException as error:
        raise UnreadableError(f"{source}: {error}") from error
    except OSError as error:
        raise UnreadableError(f"{source}: {error.strerror or error}") from error


def parquet_file(source: str, options: Options) -> Any:
    """A Parquet file that is opened."""
    data: Any = str(Path(source))
    if source == STDIN:
        data = io.BytesIO(read_all(source, options.max_bytes))
    elif REMOTE in source and not Path(source).exists():
        data = remote_file(source)
    return pq.ParquetFile(data, pre_buffer=False)


def _articles(source: str, file: Any, options: Options, fail: Fail) -> Iterator[Article]:
    columns = list(dict.fromkeys(filter(None, (options.text_field or TEXT, options.id_field, options.date_field))))
    names = file.schema_arrow.names
    for name in columns:
        if name not in names:
            raise UnreadableError(f"{source}: no field {name!r}, only {', '.join(map(repr, names)):.200}")
    rows = options.rows or Rows(0, 0, file.num_row_groups)
    number = rows.first
    for batch in file.iter_batches(_ROWS, range(rows.start, rows.stop), columns):
        for record in batch.to_pylist():
            number += 1
            try:
                yield article(source, number, record, options)
            except BadRowError as error:
                fail(error)
