"""The run of `factx extract`: input after input is read, extracted from and handed to a writer."""

import datetime
import sys
from collections.abc import Callable
from dataclasses import dataclass, field

from factx.cli.readers import Article, BadRowError, Options, articles
from factx.cli.writers import Found, Row, Writer
from factx.document import Document
from factx.fact import Fact
from factx.pipeline import facts_of
from factx.record import folded


def say(message: object) -> None:
    """One line on standard error."""
    line = str(message)
    print("factx:", line if line.isprintable() else ascii(line)[1:-1], file=sys.stderr)  # noqa: T201


class StoppedError(Exception):
    """The run stops at an error, which was told of."""


@dataclass
class Run:
    """What is asked of every document, and what became of the run.

    Attributes:
        date_for: the reference date of an article.
        reading: how the inputs are read.
        strict: stop at the first error of an input.
        kinds: the kinds wanted; empty: all.
        unique: fold the repeats within a document.
        sentence: add the sentence of each fact.
        explain: add the rule and the links of each fact.
        found: the number of facts written.
        failed: whether an input could not be read.
        skipped: the number of rows of collections that could not be read.
        unplaced: the number of dates that only a reference date could have placed.
    """

    date_for: Callable[[Article], datetime.date | None]
    reading: Options = field(default_factory=Options)
    strict: bool = False
    kinds: frozenset[str] = frozenset()
    unique: bool = False
    sentence: bool = False
    explain: bool = False
    found: int = 0
    failed: bool = field(default=False)
    skipped: int = 0
    unplaced: int = 0

    def fail(self, error: object) -> None:
        """Say what is wrong with an input; the others go on, unless the run is strict.

        Raises:
            StoppedError: it is.
        """
        self.failed = True
        self.skipped += isinstance(error, BadRowError)
        say(error)
        if self.strict:
            raise StoppedError

    def over(self, inputs: list[str], writer: Writer) -> None:
        """Extract from every input in turn and write what is found."""
        for article in articles(inputs, self.reading, self.fail):
            found = self.find(article)
            self.found += len(found.rows)
            writer.write(found)
        writer.close()

    def find(self, article: Article) -> Found:
        """The facts of one article that were asked for."""
        text = article.text
        name = article.source.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        date = self.date_for(article)
        try:
            facts = facts_of(Document(text, date), sentence=self.sentence, explain=self.explain)
        except Exception as error:  # noqa: BLE001 - a flaw in one rule costs one input, not the batch
            self.fail(f"{article.source}: internal error, please report it with the text: {error!r}")
            return Found(name, text, [], article.id, date)
        if self.kinds:
            facts = [fact for fact in facts if fact.kind in self.kinds]
        if date is None:
            self.unplaced += sum(map(unplaced, facts))
        counted = folded(facts) if self.unique else [(fact, None) for fact in facts]
        rows = [Row(name, fact, count, article.id, article.page(fact.start)) for fact, count in counted]
        return Found(name, text, rows, article.id, date)


def unplaced(fact: Fact) -> bool:
    """Whether a reference date would have told more of a date: it has no year, or is relative.

    >>> unplaced(Fact(kind="date", text="2月24日", start=0, end=5, timex="XXXX-02-24"))
    True
    """
    return fact.kind == "date" and (fact.timex is None or "XX" in fact.timex)
