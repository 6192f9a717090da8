"""Units: the inputs cut into stretches that any machine can work on by itself, and the work on one of them."""

import datetime
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, BinaryIO

import msgspec
import pyarrow as pa
from msgspec.structs import replace

from factx.arrow import extract_batch
from factx.cli.parts import Part
from factx.cli.readers import (
    COLLECTIONS,
    COMPRESSED,
    Article,
    Options,
    Rows,
    UnreadableError,
    articles_of,
    form_of,
)
from factx.cli.readers.data import opened
from factx.cli.readers.encoding import encoding_of
from factx.cli.readers.fields import TEXT
from factx.cli.readers.lines import encoding_at
from factx.cli.remote import Folder
from factx.cli.work import Told, Work, into, name_of, plain, undated
from factx.cli.writers import Layout
from factx.cli.writers.parquet import Parquet

BYTES = 1 << 23
"""About how many bytes of texts a unit has."""
_BATCH = 1 << 18  # code points that go to extract_batch at once
_CHUNK = 1 << 20
_TRIES = 3
"""How many processes may die of a unit before it is left out."""


class Slice(msgspec.Struct, array_like=True, frozen=True):
    """A file, or a stretch of the rows of one.

    Attributes:
        source: the file.
        size: about how many bytes of texts it holds.
        rows: the rows; None: all that is in it.
        encoding: the encoding of a stretch of JSON Lines, which its own beginning may not tell.
    """

    source: str
    size: int
    rows: Rows | None = None
    encoding: str | None = None


class Indexed(msgspec.Struct, array_like=True, frozen=True):
    """A file that was looked through.

    Attributes:
        size: its size.
        digest: of its contents; None: it cannot be read, which those who read it say.
        slices: what to cut it into.
    """

    size: int
    digest: bytes | None
    slices: list[Slice]


@dataclass(frozen=True, slots=True)
class Unit:
    """What one part of the output comes from.

    Attributes:
        number: that of the part.
        slices: files and stretches of files, in order.
    """

    number: int
    slices: tuple[Slice, ...]

    @property
    def part(self) -> str:
        """The name of the part."""
        return f"part-{self.number:05}.parquet"

    @property
    def size(self) -> int:
        """About how many bytes of texts it has."""
        return sum(one.size for one in self.slices)


class Done(msgspec.Struct, array_like=True, frozen=True):
    """A unit that is done.

    Attributes:
        number: that of the unit.
        part: what is written; None: it could not be.
        told: what is to be said of it.
        size: those of its texts.
    """

    number: int
    part: Part | None
    told: list[Told] = []
    size: int = 0


def index(source: str, options: Options, size: int = BYTES) -> Indexed:
    """Look through a file: its digest, and where it may be cut into slices of about ``size`` bytes.

    JSON Lines are cut at line ends, Parquet between row groups; every other file stays whole, a compressed one too.
    """
    form = options.form or form_of(source) or "text"
    digest = hashlib.blake2b()
    try:
        with opened(source, options.max_bytes, decompress=False) as file:
            if form == "jsonl" and not source.lower().endswith(COMPRESSED):
                slices = _lines(source, file, digest, options, size)
            else:
                slices = []
                while data := file.read(_CHUNK):
                    digest.update(data)
            total = file.tell()
        if form == "parquet":
            slices = _groups(source, options, size)
    except (UnreadableError, OSError, ValueError, pa.ArrowException):
        return Indexed(0, None, [Slice(source, 0)])
    return Indexed(total, digest.digest(), slices or [Slice(source, total)])


def _lines(source: str, file: BinaryIO, digest: Any, options: Options, size: int) -> list[Slice]:
    """The slices of a file of JSON Lines, cut after the first line end that is ``size`` bytes or more behind the last cut."""
    encoding, _, sure = encoding_at(file, options)
    cuts = [(0, 0)]  # byte, rows before it
    at = rows = 0
    while data := file.read(_CHUNK):
        digest.update(data)
        if not sure and not data.isascii():  # the first line that is not tells, as it does to who reads the whole
            begin = next(i for i, byte in enumerate(data) if byte > 127)
            line = data[data.rfind(b"\n", 0, begin) + 1 : data.find(b"\n", begin) + 1 or len(data)]
            encoding, sure = encoding_of(line, whole=False)[0], True
        while (cut := data.find(b"\n", max(0, cuts[-1][0] + size - at))) >= 0:
            cuts.append((at + cut + 1, rows + data.count(b"\n", 0, cut + 1)))
        rows += data.count(b"\n")
        at += len(data)
    if encoding and encoding.startswith(("utf-16", "utf-32")):  # a byte 10 is no line end there
        return []
    if cuts[-1][0] < at or len(cuts) == 1:
        cuts.append((at, rows))
    return [
        Slice(source, stop - start, Rows(first, start, stop), encoding or "utf-8")
        for (start, first), (stop, _) in pairwise(cuts)
    ]


def _groups(source: str, options: Options, size: int) -> list[Slice]:
    """The slices of a Parquet file: row groups whose texts have ``size`` bytes together."""
    from factx.cli.readers.parquet import parquet_file

    with parquet_file(source, options) as file:
        metadata = file.metadata
        column = file.schema_arrow.names.index(options.text_field or TEXT)
        slices: list[Slice] = []
        first = start = held = rows = 0
        for group in range(metadata.num_row_groups):
            held += metadata.row_group(group).column(column).total_uncompressed_size
            rows += metadata.row_group(group).num_rows
            if held >= size or group == metadata.num_row_groups - 1:
                slices.append(Slice(source, held, Rows(first, start, group + 1)))
                first, start, held = rows, group + 1, 0
        return slices


def units(files: Iterable[Indexed], size: int = BYTES) -> Iterator[Unit]:
    """The units of all files in order, each of about ``size`` bytes or more.

    >>> files = [Indexed(3, b"", [Slice(name, 3)]) for name in "abc"]
    >>> [[one.source for one in unit.slices] for unit in units(files, 5)]
    [['a', 'b'], ['c']]
    """
    held: list[Slice] = []
    number = total = 0
    for one in (one for file in files for one in file.slices):
        held.append(one)
        total += one.size
        if total >= size:
            yield Unit(number, tuple(held))
            held, number, total = [], number + 1, 0
    if held:
        yield Unit(number, tuple(held))


def do(unit: Unit, work: Work, folder: Folder, layout: Layout) -> Done:
    """Work on a unit and write its part, whole or not at all; done again, it comes out the same."""
    try:
        number = folder.enter(unit.part, _TRIES)
        if number is None:
            said = f"{unit.part}: the processes that worked on it died, {_TRIES} in turn; it begins at {_begin(unit)}"
            return Done(unit.number, None, [Told("error", said)])
        done = _done(unit, work, folder, layout)
        folder.leave(unit.part, number)
    except (OSError, pa.ArrowException) as error:
        return Done(unit.number, None, [Told("error", f"cannot write {unit.part}: {error}")])
    return done


def _begin(unit: Unit) -> str:
    first = unit.slices[0]
    return plain(first.source) + (f", row {first.rows.first + 1}" if first.rows else "")


def _done(unit: Unit, work: Work, folder: Folder, layout: Layout) -> Done:
    told: list[Told] = []
    counts = dict.fromkeys(("tasks", "documents", "facts", "unplaced", "bytes"), 0)
    with folder.writing(unit.part) as out:
        writer = Parquet(out, layout)
        held: list[_Dated] = []
        weight = 0
        for article in _articles(unit, work, told, counts):
            dated = (article, work.date_of(article, told))
            # The dates of a batch are either all known or all unknown, which tells what they could have placed.
            if held and (weight > _BATCH or (held[0][1] is None) != (dated[1] is None)):
                writer.batch(_facts(held, work, told, counts))
                held, weight = [], 0
            held.append(dated)
            weight += len(article.text)
        if held:
            writer.batch(_facts(held, work, told, counts))
        writer.close()
    size = counts.pop("bytes")
    failed = any(one.kind != "note" for one in told)
    return Done(unit.number, Part(unit.part, **counts, failed=failed), told, size)


_Dated = tuple[Article, datetime.date | None]


def _articles(unit: Unit, work: Work, told: list[Told], counts: dict[str, int]) -> Iterator[Article]:
    """The documents of a unit; counts what ``Parts`` counts."""
    missing: set[str] = set()
    for one in unit.slices:
        form = work.reading.form or form_of(one.source) or "text"
        reading = work.reading if one.rows is None else replace(work.reading, rows=one.rows)
        if one.encoding is not None:
            reading = replace(reading, encoding=one.encoding)
        counts["tasks"] += form not in COLLECTIONS
        for article in articles_of(one.source, reading, into(told), missing):
            counts["tasks"] += form in COLLECTIONS
            counts["documents"] += 1
            counts["bytes"] += len(article.text.encode("utf-8", "surrogatepass"))
            yield article


def _facts(held: list[_Dated], work: Work, told: list[Told], counts: dict[str, int]) -> pa.RecordBatch:
    """The facts of some documents, columns as ``extract_batch`` makes them."""
    documents = pa.RecordBatch.from_pydict(
        {
            "source": [plain(article.source) for article, _ in held],
            "id": [None if article.id is None else str(article.id) for article, _ in held],
            "text": [article.text for article, _ in held],
            "date": pa.array([date for _, date in held], pa.date32()),
            "pages": pa.array([article.pages or None for article, _ in held], pa.list_(pa.int64())),
        }
    )
    found = extract_batch(
        documents,
        id_field="id",
        date_field="date",
        source_field="source",
        pages_field="pages",
        kinds=work.kinds,
        unique=work.unique,
        sentence=work.sentence,
        explain=work.explain,
        lexicon=work.lexicon,
        fail=lambda number, reason: told.append(Told("error", f"{name_of(held[number][0])}: {reason}")),
    )
    counts["facts"] += found.num_rows
    if held[0][1] is None:
        counts["unplaced"] += sum(map(undated, found["kind"].to_pylist(), found["timex"].to_pylist()))
    return found
