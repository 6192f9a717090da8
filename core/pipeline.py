"""The whole way from a document to its facts: scan, settle, link."""

from msgspec.structs import replace

from factx.document import Document
from factx.fact import Fact
from factx.link import link
from factx.scan import scan
from factx.settle import settle


def facts_of(document: Document, *, sentence: bool = False, explain: bool = False) -> list[Fact]:
    """The facts of a document, in text order, without overlaps.

    Args:
        document: the text and its reference date.
        sentence: whether each fact carries the sentence it stands in.
        explain: whether each fact carries the rules that found it and the reasons of its links, in ``rule``.

    >>> facts_of(Document("营收增长13%。"), sentence=True)[0].sentence
    '营收增长13%。'
    """
    facts = link(document, settle(document, scan(document), explain), explain)
    if sentence:
        text = document.text
        return [replace(fact, sentence=text[slice(*document.sentence(fact.start))].strip()) for fact in facts]
    return facts
