"""Readers: from what the user names to articles, one after the other. One module per format, imported when it is met."""

import datetime
from bisect import bisect_right
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Literal, Protocol, cast

import msgspec

Form = Literal["text", "html", "pdf", "jsonl", "csv", "tsv", "parquet"]

READERS: dict[Form, str] = {
    "text": "factx.cli.readers.text",
    "html": "factx.cli.readers.html",
    "pdf": "factx.cli.readers.pdf",
    "jsonl": "factx.cli.readers.jsonl",
    "csv": "factx.cli.readers.csv",
    "tsv": "factx.cli.readers.csv",
    "parquet": "factx.cli.readers.parquet",
}
ENDINGS: dict[str, Form] = {
    ".txt": "text",
    ".md": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "tsv",
    ".parquet": "parquet",
}
"""The formats by ending; a file with another ending is read as text."""
COLLECTIONS: frozenset[Form] = frozenset({"jsonl", "csv", "tsv", "parquet"})
"""The formats that hold many documents in a file."""
COMPRESSED = (".gz", ".zst")
REMOTE = "://"
"""What the name of a remote file holds."""
STDIN = "-"


class UnreadableError(Exception):
    """An input that cannot be read; the message names it and says why."""


class BadRowError(UnreadableError):
    """A row of a collection that cannot be read; the others can."""


class Rows(msgspec.Struct, frozen=True):
    """A stretch of the rows of a collection.

    Attributes:
        first: how many rows go before it.
        start: where it begins: a byte of JSON Lines, a row group of Parquet.
        stop: where the next begins.
    """

    first: int
    start: int
    stop: int


class Options(msgspec.Struct, frozen=True):
    """How inputs are read.

    Attributes:
        form: the format of every input; None: by its ending.
        encoding: the encoding of every text; None: detected.
        replace: put U+FFFD where bytes cannot be decoded, instead of failing.
        max_bytes: the most bytes, decompressed, that a document may have, and a compressed file in all.
        text_field: the field of a collection that holds the text.
        id_field: the field that holds the id; None: the number of the row.
        date_field: the field that holds the reference date; None: none does.
        rows: the rows to read of a collection; None: all.
    """

    form: Form | None = None
    encoding: str | None = None
    replace: bool = False
    max_bytes: int = 1 << 30
    text_field: str | None = None
    id_field: str | None = None
    date_field: str | None = None
    rows: Rows | None = None


class Article(msgspec.Struct, frozen=True):
    """A document as it was read.

    Attributes:
        source: the input as the user or the folder names it, ``-`` for standard input.
        text: the decoded text, which offsets count in.
        id: the id of a document in a collection.
        date: the reference date that the collection gives.
        published: the date of publication in the metadata of a page.
        pages: where each page begins, in a paged document.
    """

    source: str
    text: str
    id: str | int | None = None
    date: datetime.date | None = None
    published: datetime.date | None = None
    pages: tuple[int, ...] = ()

    def page(self, position: int) -> int | None:
        """The number of the page that holds the code point at ``position``, from 1, or None where there are no pages.

        >>> Article("a.pdf", "甲乙丙", pages=(0, 2)).page(2)
        2
        """
        return bisect_right(self.pages, position) if self.pages else None


Fail = Callable[[UnreadableError], None]
"""Is told of what cannot be read; what follows is read all the same."""


class Reader(Protocol):
    """A module that reads a format."""

    def articles(self, source: str, form: Form, options: Options, fail: Fail) -> Iterator[Article]:
        """The documents of one input, read as they are asked for.

        Raises:
            UnreadableError: the input as a whole cannot be read.
        """


def form_of(name: str) -> Form | None:
    """The format that a file's ending tells, a compression's ending aside.

    >>> form_of("news.JSONL.gz"), form_of("README"), form_of("a.txt")
    ('jsonl', None, 'text')
    """
    name = name.lower()
    for ending in COMPRESSED:
        name = name.removesuffix(ending)
    return next((form for ending, form in ENDINGS.items() if name.endswith(ending)), None)


def articles(inputs: list[str], options: Options, fail: Fail) -> Iterator[Article]:
    """The documents of every input in turn; one is held at a time.

    Args:
        inputs: files, folders, patterns like ``news/**/*.txt``, ``-`` for standard input.
        options: how they are read.
        fail: is told of what cannot be read. Where it raises, reading ends.
    """
    from factx.cli.readers.sources import sources

    missing: set[str] = set()  # extras that were asked for already
    for source in sources(inputs, options, fail):
        yield from articles_of(source, options, fail, missing)


def articles_of(source: str, options: Options, fail: Fail, missing: set[str]) -> Iterator[Article]:
    """The documents of one input; ``missing`` holds the extras that were asked for already."""
    form = options.form or form_of(source) or "text"
    try:
        yield from cast("Reader", import_module(READERS[form])).articles(source, form, options, fail)
    except UnreadableError as error:
        fail(error)
    except ImportError as error:
        if (error.name or "factx").startswith("factx"):
            raise
        if form not in missing:
            missing.add(form)
            fail(needs(source, form, error))


def needs(source: str, extra: str, error: ImportError) -> UnreadableError:
    """What to say where an optional package is missing."""
    return UnreadableError(f"{source}: {error.name} is not installed: pip install 'factx[{extra}]'")
