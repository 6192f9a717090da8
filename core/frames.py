"""Frames: facts as a table of Arrow, pandas or polars; each is imported when it is asked for."""

from collections.abc import Iterable, Iterator
from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING, Any, cast

from factx.fact import Fact
from factx.record import Row

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

_ROWS = 1 << 14  # held as objects at a time


def to_arrow(facts: Iterable[Fact | Iterable[Fact]], ids: Iterable[str | int] | None = None) -> "pa.Table":
    """Facts as an Arrow table: decimal128(38,10) numbers, date32 days, the columns that every output has.

    Args:
        facts: those of one text, as ``extract`` gives them, or of many, as ``extract_many`` does.
        ids: the ids of the texts, one each; without them many are numbered from 0 in the column ``id``.

    Raises:
        ValueError: a number has more than 28 digits before or 10 after the point, or there are too few ids.
        ImportError: pyarrow is not installed: ``pip install 'factx[parquet]'``.

    >>> import factx
    >>> to_arrow(factx.extract("营收1.5亿元,增长13%"))["unit"].to_pylist()
    ['CNY', '%']
    >>> to_arrow(factx.extract_many(["涨2%", "跌3%"]), ids=["a", "b"]).select(["id", "text"]).to_pylist()
    [{'id': 'a', 'text': '2%'}, {'id': 'b', 'text': '3%'}]
    """
    arrow = _needed("pyarrow", "parquet")
    from factx.arrow import SCHEMA, facts_batch

    rows = _rows(facts, ids)
    batches = []
    while held := [*islice(rows, _ROWS)]:
        batches.append(facts_batch(held))
    return cast("pa.Table", arrow.Table.from_batches(batches, SCHEMA))


def to_pandas(facts: Iterable[Fact | Iterable[Fact]], ids: Iterable[str | int] | None = None) -> "pd.DataFrame":
    """Facts as a DataFrame of pandas with Arrow's types, so that numbers stay exact; see ``to_arrow``.

    Raises:
        ImportError: pandas is not installed: ``pip install 'factx[pandas]'``.
    """
    pandas = _needed("pandas", "pandas")
    return cast("pd.DataFrame", to_arrow(facts, ids).to_pandas(types_mapper=pandas.ArrowDtype))


def to_polars(facts: Iterable[Fact | Iterable[Fact]], ids: Iterable[str | int] | None = None) -> "pl.DataFrame":
    """Facts as a DataFrame of polars; see ``to_arrow``.

    Raises:
        ImportError: polars is not installed: ``pip install 'factx[polars]'``.
    """
    polars = _needed("polars", "polars")
    return cast("pl.DataFrame", polars.from_arrow(to_arrow(facts, ids)))


def _rows(facts: Iterable[Fact | Iterable[Fact]], ids: Iterable[str | int] | None) -> Iterator[Row]:
    names = None if ids is None else iter(ids)
    for number, one in enumerate(facts):
        if isinstance(one, Fact):
            yield Row(None, one)
            continue
        try:
            name = number if names is None else next(names)
        except StopIteration:
            raise ValueError(f"there are more texts than ids: {number}") from None
        for fact in one:
            yield Row(None, fact, id=name)


def _needed(module: str, extra: str) -> Any:
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        raise ImportError(f"{module} is not installed: pip install 'factx[{extra}]'", name=module) from error
