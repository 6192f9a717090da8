"""Arrow: a batch of documents in, a batch of facts out. The one place where columns are made."""

import datetime
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Context, Decimal, Inexact, InvalidOperation
from functools import partial
from typing import Any

import pyarrow as pa

from factx.day import date_of
from factx.document import Document
from factx.fact import Fact
from factx.lexicon import Lexicon
from factx.pipeline import chunked, each_despite
from factx.record import Row, folded

DECIMAL = pa.decimal128(38, 10)
SCHEMA: pa.Schema = pa.schema(
    [
        pa.field("source", pa.string()),
        pa.field("kind", pa.string(), nullable=False),
        pa.field("text", pa.string(), nullable=False),
        pa.field("start", pa.int64(), nullable=False),
        pa.field("end", pa.int64(), nullable=False),
        pa.field("value", DECIMAL),
        pa.field("value_to", DECIMAL),
        *(pa.field(name, pa.string()) for name in ("unit", "per", "mod", "timex")),
        pa.field("date_from", pa.date32()),
        pa.field("date_to", pa.date32()),
        *(
            pa.field(name, pa.string())
            for name in ("code", "role", "metric", "subject", "direction", "basis", "period")
        ),
        *(pa.field(name, pa.string()) for name in ("rule", "sentence", "id")),
        pa.field("page", pa.int64()),
        pa.field("count", pa.int64()),
    ]
)
"""The columns of facts, in the order of every other output."""

DOCUMENTS: pa.Schema = pa.schema(
    [
        *(pa.field(name, pa.string(), nullable=False) for name in ("source", "id", "digest")),
        pa.field("date", pa.date32()),
        pa.field("characters", pa.int64(), nullable=False),
    ]
)
"""The columns of the documents that a database keeps beside their facts."""

Fail = Callable[[int, str], None]
"""Is told of a row that cannot be taken: its number, from 0, and why; the others are taken all the same."""

_SCALE = Decimal("1E-10")
_EXACT = Context(prec=38, traps=[Inexact, InvalidOperation])


def exact(value: Decimal) -> Decimal | None:
    """A number with the ten decimals of decimal128(38,10), or None where it does not fit: nothing is rounded.

    >>> exact(Decimal("140.90")), exact(Decimal("0.12345678901")), exact(Decimal("1E+28"))
    (Decimal('140.9000000000'), None, None)
    """
    try:
        return value.quantize(_SCALE, context=_EXACT)
    except (Inexact, InvalidOperation):
        return None


def _refuse(number: int, reason: str) -> None:
    raise ValueError(f"row {number}: {reason}")


def facts_batch(rows: Iterable[Row], fail: Fail = _refuse, schema: pa.Schema = SCHEMA) -> pa.RecordBatch:
    """The rows as columns.

    Args:
        rows: facts, and where they are from.
        fail: is told of a row whose value does not fit, which is left out; without it that is an error.
        schema: the fields of ``SCHEMA`` that are wanted, in their order.

    Raises:
        ValueError: a row does not fit, and no ``fail`` is given.

    >>> from factx.fact import Fact
    >>> fact = Fact(kind="percent", text="13%", start=0, end=3, value=Decimal(13), unit="%")
    >>> facts_batch([Row("a.txt", fact)])["value"][0].as_py()
    Decimal('13.0000000000')
    """
    records: list[dict[str, Any]] = []
    for number, row in enumerate(rows):
        record = row.record()
        for name in ("value", "value_to"):
            if name in record:
                value = record[name]
                record[name] = exact(value)
                if record[name] is None:
                    fail(number, f"{name} {value:f} of {row.fact.text!r} does not fit decimal128(38,10)")
                    break
        else:
            if row.id is not None:
                record["id"] = str(row.id)
            records.append(record)
    return _batch(records, schema)


def documents_batch(records: Sequence[Mapping[str, Any]]) -> pa.RecordBatch:
    """The records of documents as the columns of ``DOCUMENTS``."""
    return _batch(records, DOCUMENTS)


def _batch(records: Sequence[Mapping[str, Any]], schema: pa.Schema) -> pa.RecordBatch:
    columns = [pa.array([record.get(field.name) for record in records], field.type) for field in schema]
    return pa.RecordBatch.from_arrays(columns, schema=schema)


def extract_batch(
    batch: pa.RecordBatch,
    *,
    text_field: str = "text",
    id_field: str | None = None,
    date_field: str | None = None,
    source_field: str | None = None,
    pages_field: str | None = None,
    source: str | None = None,
    date: datetime.date | None = None,
    kinds: Collection[str] = (),
    unique: bool = False,
    sentence: bool = False,
    explain: bool = False,
    lexicon: Lexicon | None = None,
    fail: Fail = _refuse,
) -> pa.RecordBatch:
    """The facts of a batch of documents, one row each, in the order of the documents and of their texts.

    It keeps no state: batches may go to any number of processes and machines, as to Spark's ``mapInArrow`` or Ray's
    ``map_batches(batch_format="pyarrow")``.

    Args:
        batch: the documents, one row each.
        text_field: the column that holds the text.
        id_field: the column that holds the id; None: the facts have none.
        date_field: the column that holds the reference date: a date, a time or text like 2024-03-01; where it is
            empty ``date`` holds.
        source_field: the column that says where the document is from; None: all are from ``source``.
        pages_field: the column that lists where each page of the text begins, in code points from 0; None: there are no
            pages.
        source: where they are from.
        date: the reference date of documents that have none.
        kinds: the kinds of facts wanted; empty: all.
        unique: fold the repeats within a document into the first, with a count.
        sentence: add the sentence of each fact.
        explain: add the rule and the links of each fact.
        lexicon: words and rules of your own.
        fail: is told of each document that cannot be read and each fact that cannot be written, by the number of the
            document in the batch, and why; they are left out. Without it that is an error.

    Returns:
        a batch of ``SCHEMA``.

    Raises:
        KeyError: the batch has no such column.
        ValueError: a document or fact is wrong, and no ``fail`` is given.

    >>> batch = pa.RecordBatch.from_pydict({"id": ["a"], "text": ["营收1.5亿元,增长13%。"]})
    >>> extract_batch(batch, id_field="id").select(["id", "text", "unit"]).to_pylist()
    [{'id': 'a', 'text': '1.5亿元', 'unit': 'CNY'}, {'id': 'a', 'text': '13%', 'unit': '%'}]
    """
    fields = (text_field, id_field, date_field, source_field, pages_field)
    texts, ids, dates, sources, pages = (_column(batch, name) for name in fields)
    rows: list[Row] = []
    numbers: list[int] = []
    wanted: list[tuple[int, Document]] = []
    for number in range(batch.num_rows):
        text = texts[number]
        if not isinstance(text, str):
            fail(number, f"{text_field} holds {'nothing' if text is None else repr(text)}, not a text")
            continue
        stated = dates[number]
        day = date if stated in (None, "") else date_of(stated)
        if day is None and stated not in (None, ""):
            fail(number, f"{date_field}: {stated!r:.60} is no date like 2024-03-01")
            continue
        wanted.append((number, Document(text, day, lexicon or Lexicon())))
    for number, every in _each(wanted, fail, sentence, explain):
        found = [fact for fact in every if fact.kind in kinds] if kinds else every
        origin = source if source_field is None else sources[number]
        begins = pages[number]
        for fact, count in folded(found) if unique else [(fact, None) for fact in found]:
            rows.append(Row(origin, fact, count, ids[number], bisect_right(begins, fact.start) if begins else None))
            numbers.append(number)

    def misfit(row: int, reason: str) -> None:
        fail(numbers[row], f"the fact at {rows[row].fact.start} is left out: {reason}")

    return facts_batch(rows, misfit)


def _each(
    wanted: list[tuple[int, Document]], fail: Fail, sentence: bool, explain: bool
) -> Iterator[tuple[int, list[Fact]]]:
    """The facts of some documents, with their numbers."""
    for chunk in chunked(wanted, lambda one: 3 * len(one[1].text)):
        numbers = [number for number, _ in chunk]
        documents = [document for _, document in chunk]
        each = each_despite(documents, partial(_numbered, fail, numbers), sentence=sentence, explain=explain)
        yield from zip(numbers, each, strict=True)


def _numbered(fail: Fail, numbers: Sequence[int], k: int, reason: str) -> None:
    fail(numbers[k], reason)


def _column(batch: pa.RecordBatch, name: str | None) -> list[Any]:
    return [None] * batch.num_rows if name is None else batch.column(name).to_pylist()
