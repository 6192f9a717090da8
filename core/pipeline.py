"""The whole way from a document to its facts: scan, settle, link."""

from collections.abc import Callable
from typing import Final

from msgspec.structs import replace

from factx.document import Document
from factx.fact import Fact
from factx.link import link
from factx.own import OwnRuleError, with_rules, with_words
from factx.scan import scan
from factx.settle import settle
from factx.tables import merged, read

_AROUND: Final = 500


def facts_of(document: Document, *, sentence: bool = False, explain: bool = False) -> list[Fact]:
    """The facts of a document, in text order, without overlaps.

    Args:
        document: the text and its reference date.
        sentence: whether each fact carries the sentence it stands in, at most 500 code points on either side.
        explain: whether each fact carries the rules that found it and the reasons of its links, in ``rule``.

    Raises:
        OwnRuleError: a rule or an extractor of the user's own failed.

    >>> facts_of(Document("营收增长13%。"), sentence=True)[0].sentence
    '营收增长13%。'
    """
    own = bool(document.lexicon)
    # No name here for the mentions: settling lets go of them one by one.
    facts = settle(document, with_words(document, scan(document)) if own else scan(document), explain)
    if own:
        facts = with_rules(document, facts, explain)
    headed = read(document, facts, explain)
    facts = link(document, headed.others, explain)
    if headed.cells:
        facts = merged(document, headed, facts)
    if sentence:
        return [replace(fact, sentence=_sentence(document, fact)) for fact in facts]
    return facts


def facts_despite(
    document: Document, tell: Callable[[str], None], *, sentence: bool = False, explain: bool = False
) -> list[Fact]:
    """The facts of a document, as ``facts_of`` gives them; a flaw costs what it spoils and nothing else.

    Args:
        document: the text and its reference date.
        tell: is told of a rule of the user's own that failed, without which the others find theirs, and of an internal
            error, which costs the document.
        sentence: as for ``facts_of``.
        explain: as for ``facts_of``.

    >>> facts_despite(Document("营收增长13%。"), print)[0].text
    '13%'
    """
    while True:
        try:
            return facts_of(document, sentence=sentence, explain=explain)
        except OwnRuleError as error:
            tell(f"{error}; its facts are missing here")
            document = Document(document.text, document.date, document.lexicon.without(error.name))
        except Exception as error:  # noqa: BLE001 - a flaw in one rule costs one document, not the corpus
            tell(f"internal error, please report it with the text: {error!r}")
            return []


def _sentence(document: Document, fact: Fact) -> str:
    """The sentence of a fact; of one without end, what stands around the fact."""
    start, end = document.sentence(fact.start)
    return document.text[max(start, fact.start - _AROUND) : min(end, fact.end + _AROUND)].strip()
