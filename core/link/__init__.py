"""Link: from a number to a fact, by the words around it."""

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from factx.document import Document
from factx.fact import NUMERIC, Fact
from factx.link.clause import line_of
from factx.link.lexicon import extended
from factx.link.linker import Linker

__all__ = ["link"]

_TITLE: Final = 120
# What neither is linked nor names a period.
_IDLE: Final = frozenset({"duration", "ticker"})
# How far after the last number of a sentence, and after a last date, words are looked at.
_AHEAD: Final = 26
_AFTER_DATE: Final = 40


def link(document: Document, facts: Sequence[Fact], explain: bool = False) -> list[Fact]:
    """The facts of a document with what each number measures, whose it is, which way it moves and for which period.

    Args:
        document: where the facts come from.
        facts: its facts, in text order, without overlaps, values and roles set.
        explain: append to each fact's ``rule`` why each link was made.

    Returns:
        As many facts in the same order; what the text does not state stays None.

    >>> from decimal import Decimal
    >>> text = "盛和股份:2023年营业收入同比增长8%"
    >>> fact = Fact(kind="percent", text="8%", start=18, end=20, value=Decimal(8), unit="%")
    >>> linked = link(Document(text), [fact])[0]
    >>> linked.subject, linked.metric, linked.direction, linked.basis
    ('盛和股份', '营业收入', 'up', 'yoy')
    """
    count = len(facts)
    while count and facts[count - 1].kind not in NUMERIC:
        count -= 1
    if not count:
        return list(facts)
    fold = document.fold
    linker = Linker(document, facts, explain)
    spans = linker.names.spans
    own = document.lexicon
    words = own.names, own.metrics, own.subjects
    lexicon = extended(*words) if any(words) else None
    sentences = document.sentences
    out: list[Fact] = []
    first = i = 0
    while i < count:  # what follows the last number has no number to be linked with
        start, end = sentences.at(facts[i].start)
        j = i
        tells = False
        while j < len(facts) and (j == i or facts[j].start < end):
            tells = tells or facts[j].kind not in _IDLE
            j += 1
        group = facts[i:j]
        i = j
        if not tells:
            out += group  # nothing to link, and no period that could hold for what follows
            continue
        last = group[-1]
        stop: int = last.end
        end = max(stop, min(end, stop + (_AHEAD if last.kind in NUMERIC else _AFTER_DATE)))
        while first < len(spans) and spans[first][0] < start:
            first += 1
        out += linker.sentence(line_of(fold, start, end, group, spans, first, lexicon), group)
    out += facts[i:]
    return _titled(fold, out)


def _titled(fold: str, facts: list[Fact]) -> list[Fact]:
    """With the numbers of a headline for the period that the text names for the same numbers."""
    end = max(fold.find("\n", 0, _TITLE), fold.find("】", 0, _TITLE))
    if end < 0 or not any(_unstated(fact, end) for fact in facts[:_TITLE]):
        return facts
    periods: dict[tuple[object, ...], str] = {}
    for fact in facts:
        if fact.period is not None and fact.start > end:
            periods.setdefault((fact.value, fact.unit, fact.metric), fact.period)
    return [
        replace(fact, period=period)
        if _unstated(fact, end) and (period := periods.get((fact.value, fact.unit, fact.metric)))
        else fact
        for fact in facts
    ]


def _unstated(fact: Fact, end: int) -> bool:
    """Is it a number of the headline without a period?"""
    return fact.start < end and fact.period is None and fact.metric is not None
