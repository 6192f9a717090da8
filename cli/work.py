"""The work of `factx extract`: from an article, or a file that holds one, to what is found; here or in a worker."""

import datetime
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from factx.cli.readers import COLLECTIONS, REMOTE, STDIN, Article, BadRowError, Fail, Options, articles_of, form_of
from factx.cli.readers.sources import sources
from factx.cli.writers import Found, Row
from factx.document import Document
from factx.fact import Fact
from factx.lexicon import Lexicon
from factx.pipeline import each_despite
from factx.record import folded

_PIECE = 1 << 16


class File(msgspec.Struct, frozen=True):
    """An input that holds one document, not read yet.

    Attributes:
        source: its path.
        size: its bytes.
    """

    source: str
    size: int


Task = Article | File
"""What is handed to an engine: a document of a collection, which one process reads, or a file of its own."""


class Told(msgspec.Struct, array_like=True, frozen=True):
    """A line for standard error: a note, an error, or a row of a collection that cannot be read."""

    kind: Literal["note", "error", "row"]
    line: str


class Outcome(msgspec.Struct, array_like=True):
    """What came of an article.

    Attributes:
        source: the input.
        told: what is to be said of it.
        text: its text, empty where the output does not need it; None: it could not be read.
        facts: the facts that were asked for.
        counts: how often each is stated, where repeats are folded.
        id, date, pages: those of the article.
        unplaced: the number of dates that only a reference date could have placed.
        size: the bytes of the text in UTF-8.
    """

    source: str
    told: list[Told]
    text: str | None = None
    facts: list[Fact] = []
    counts: list[int] | None = None
    id: str | int | None = None
    date: datetime.date | None = None
    pages: tuple[int, ...] = ()
    unplaced: int = 0
    size: int = 0

    def found(self) -> Found:
        """The document and its rows, for a writer."""
        article = Article(self.source, "", self.id, pages=self.pages)
        counts: Sequence[int | None] = self.counts or [None] * len(self.facts)
        rows = [
            Row(self.source, fact, count, self.id, article.page(fact.start))
            for fact, count in zip(self.facts, counts, strict=True)
        ]
        return Found(self.source, self.text or "", rows, self.id, self.date)


class Work(msgspec.Struct, frozen=True):
    """What is asked of every document. It is sent to the workers as it is.

    Attributes:
        date: the reference date of what has none of its own; "auto": the one that a page or the text's head states.
        reading: how the inputs are read.
        kinds: the kinds wanted; empty: all.
        unique: fold the repeats within a document.
        sentence: add the sentence of each fact.
        explain: add the rule and the links of each fact.
        lexicon: words and rules of the user's own.
        texts: whether the output needs the texts.
    """

    date: datetime.date | Literal["auto"] | None = None
    reading: Options = msgspec.field(default_factory=Options)
    kinds: frozenset[str] = frozenset()
    unique: bool = False
    sentence: bool = False
    explain: bool = False
    lexicon: Lexicon = msgspec.field(default_factory=Lexicon)
    texts: bool = True

    def tasks(self, inputs: list[str], fail: Fail) -> Iterator[Task]:
        """What is to be done, in the order of the inputs, one at a time.

        Args:
            inputs: as the user names them.
            fail: is told of inputs and rows that cannot be read.
        """
        missing: set[str] = set()
        for source in sources(inputs, self.reading, fail):
            form = self.reading.form or form_of(source) or "text"
            if source == STDIN or form in COLLECTIONS:
                yield from articles_of(source, self.reading, fail, missing)
            else:
                yield File(source, size_of(source))

    def done(self, task: Task, missing: set[str]) -> list[Outcome]:
        """What comes of a task: of a file that cannot be read an outcome without a text.

        Args:
            task: what is to be done.
            missing: the extras that were asked for already.
        """
        if isinstance(task, Article):
            return [self.of(task)]
        told: list[Told] = []
        out = [self.of(article) for article in articles_of(task.source, self.reading, into(told), missing)]
        if told:
            out.append(Outcome(plain(task.source), told))
        return out

    def each(self, tasks: Sequence[Task], missing: set[str]) -> list[list[Outcome]]:
        """What comes of some tasks, as ``done`` gives it, in less time than one by one."""
        articles = iter(self.of_each([task for task in tasks if isinstance(task, Article)]))
        return [[next(articles)] if isinstance(task, Article) else self.done(task, missing) for task in tasks]

    def of(self, article: Article) -> Outcome:
        """What comes of an article."""
        return self.of_each([article])[0]

    def of_each(self, articles: Sequence[Article]) -> list[Outcome]:
        """What comes of some articles."""
        told: list[list[Told]] = [[] for _ in articles]
        dates = [self.date_of(article, lines) for article, lines in zip(articles, told, strict=True)]

        def tell(number: int, reason: str) -> None:
            told[number].append(Told("error", f"{name_of(articles[number])}: {reason}"))

        documents = [Document(article.text, date, self.lexicon) for article, date in zip(articles, dates, strict=True)]
        each = each_despite(documents, tell, sentence=self.sentence, explain=self.explain)
        return [self._outcome(*one) for one in zip(articles, dates, each, told, strict=True)]

    def _outcome(self, article: Article, date: datetime.date | None, facts: list[Fact], told: list[Told]) -> Outcome:
        if self.kinds:
            facts = [fact for fact in facts if fact.kind in self.kinds]
        lost = sum(map(unplaced, facts)) if date is None else 0
        counts = None
        if self.unique:
            counted = folded(facts)
            facts, counts = [fact for fact, _ in counted], [count for _, count in counted]
        return Outcome(
            plain(article.source),
            told,
            article.text if self.texts else "",
            facts,
            counts,
            article.id,
            date,
            article.pages,
            lost,
            _bytes(article.text),
        )

    def date_of(self, article: Article, told: list[Told]) -> datetime.date | None:
        """The reference date of an article; what its collection says goes before, what is found by itself is told."""
        if article.date or self.date != "auto":
            return article.date or (self.date if isinstance(self.date, datetime.date) else None)
        if date := article.published:
            found = f"reference date {date}, named by the page"
        else:
            from factx.extractors.date.head import date_of_head

            date = date_of_head(article.text)
            found = f"reference date {date}, stated at its head" if date else "no date stated at its head"
        told.append(Told("note", f"{name_of(article)}: {found}"))
        return date


def _bytes(text: str) -> int:
    """The bytes of a text in UTF-8, counted piece by piece: a second copy of it would be among what takes most memory."""
    pieces = range(0, len(text), _PIECE)
    return sum(len(text[at : at + _PIECE].encode("utf-8", "surrogatepass")) for at in pieces)


def working(work: Work) -> Callable[[list[Task]], list[bytes]]:
    """What a worker does to some tasks: the outcomes of each, encoded."""
    encode = msgspec.msgpack.Encoder().encode
    missing: set[str] = set()
    return lambda tasks: [encode(outcomes) for outcomes in work.each(tasks, missing)]


decode = msgspec.msgpack.Decoder(list[Outcome]).decode
"""The outcomes that a worker encoded."""


def size_of(source: str) -> int:
    """The bytes of a file; 0 where there is none."""
    try:
        return Path(source).stat().st_size
    except (OSError, ValueError):
        if REMOTE not in source:
            return 0
    from factx.cli import remote

    return remote.size(source)


def weight(task: Task) -> int:
    """About how many bytes of work a task is."""
    return task.size if isinstance(task, File) else 3 * len(task.text)


def unplaced(fact: Fact) -> bool:
    """Whether a reference date would have told more of a date: it has no year, or is relative.

    >>> unplaced(Fact(kind="date", text="2月24日", start=0, end=5, timex="XXXX-02-24"))
    True
    """
    return undated(fact.kind, fact.timex)


def undated(kind: str, timex: str | None) -> bool:
    """The same of a fact's fields."""
    return kind == "date" and (timex is None or "XX" in timex)


def plain(source: str) -> str:
    """The name of an input as text: bytes of a path that are no UTF-8 become U+FFFD."""
    return source.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def name_of(article: Article) -> str:
    """What an article is called in messages: its source, and its id in a collection."""
    source = plain(article.source)
    return source if article.id is None else f"{source}: {article.id}"


def into(told: list[Told]) -> Fail:
    """What takes down the errors of a reader."""

    def fail(error: Exception) -> None:
        told.append(Told("row" if isinstance(error, BadRowError) else "error", plain(str(error))))

    return fail
