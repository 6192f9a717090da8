"""The run of `factx extract`: input after input is read, extracted from and handed to a writer."""

import datetime
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from factx.cli.readers.text import UnreadableError, read, sources
from factx.cli.writers import Row, Writer
from factx.document import Document
from factx.fact import Fact
from factx.pipeline import facts_of


def say(message: object) -> None:
    """One line on standard error."""
    line = str(message)
    print("factx:", line if line.isprintable() else ascii(line)[1:-1], file=sys.stderr)  # noqa: T201


@dataclass
class Run:
    """What is asked of every document, and what became of the run.

    Attributes:
        date_for: the reference date of a text, given its source and the text.
        kinds: the kinds wanted; empty: all.
        unique: fold the repeats within a document.
        sentence: add the sentence of each fact.
        explain: add the rule and the links of each fact.
        found: the number of facts written.
        failed: whether an input could not be read.
        unplaced: the number of dates that only a reference date could have placed.
    """

    date_for: Callable[[str, str], datetime.date | None]
    kinds: frozenset[str] = frozenset()
    unique: bool = False
    sentence: bool = False
    explain: bool = False
    found: int = 0
    failed: bool = field(default=False)
    unplaced: int = 0

    def fail(self, error: object) -> None:
        """Say what is wrong with an input; the others go on."""
        self.failed = True
        say(error)

    def over(self, inputs: list[str], writer: Writer) -> None:
        """Extract from every input in turn and write what is found."""
        for source in sources(inputs, self.fail):
            try:
                text = read(source)
            except UnreadableError as error:
                self.fail(error)
                continue
            rows = self.rows(source, text)
            self.found += len(rows)
            writer.write(rows)
        writer.close()

    def rows(self, source: str, text: str) -> list[Row]:
        """The facts of one text that were asked for."""
        date = self.date_for(source, text)
        try:
            facts = facts_of(Document(text, date), sentence=self.sentence, explain=self.explain)
        except Exception as error:  # noqa: BLE001 - a flaw in one rule costs one input, not the batch
            self.fail(f"{source}: internal error, please report it with the text: {error!r}")
            return []
        if self.kinds:
            facts = [fact for fact in facts if fact.kind in self.kinds]
        if date is None:
            self.unplaced += sum(map(unplaced, facts))
        name = source.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        return folded(name, facts) if self.unique else [Row(name, fact) for fact in facts]


def unplaced(fact: Fact) -> bool:
    """Whether a reference date would have told more of a date: it has no year, or is relative.

    >>> unplaced(Fact(kind="date", text="2月24日", start=0, end=5, timex="XXXX-02-24"))
    True
    """
    return fact.kind == "date" and (fact.timex is None or "XX" in fact.timex)


def folded(source: str, facts: Sequence[Fact]) -> list[Row]:
    """Rows in which facts that say the same are one, the first, with the number of times they stand there.

    Numbers say the same where kind, value, unit, metric and subject agree, a modifier aside; dates, durations and
    tickers where their normalised values do, or else what is written.
    """
    firsts: dict[tuple[object, ...], Fact] = {}
    counts: dict[tuple[object, ...], int] = {}
    for fact in facts:
        if fact.value is not None:
            key: tuple[object, ...] = (fact.value, fact.value_to, fact.unit, fact.per, fact.metric, fact.subject)
        else:
            key = (fact.timex or fact.code or fact.text, fact.unit, fact.mod, fact.date_from, fact.date_to)
        key = (fact.kind, *key)
        firsts.setdefault(key, fact)
        counts[key] = counts.get(key, 0) + 1
    return [Row(source, fact, counts[key]) for key, fact in firsts.items()]
