"""The whole way from a document to its facts: scan, settle, link."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Final, TypeVar

from msgspec.structs import replace

from factx.document import Document
from factx.fact import Fact
from factx.link import link
from factx.own import OwnRuleError, with_rules, with_words
from factx.scan import scan
from factx.settle import settle
from factx.tables import Headed, merged, read

_AROUND: Final = 500

T = TypeVar("T")


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
    return _linked(document, _found(document, explain), sentence, explain)


def _found(document: Document, explain: bool) -> Headed:
    """The facts of a document, values and roles set, those of tables apart."""
    own = bool(document.lexicon)
    # No name here for the mentions: settling lets go of them one by one.
    facts = settle(document, with_words(document, scan(document)) if own else scan(document), explain)
    if own:
        facts = with_rules(document, facts, explain)
    return read(document, facts, explain)


def _linked(document: Document, headed: Headed, sentence: bool, explain: bool) -> list[Fact]:
    facts = link(document, headed.others, explain)
    if headed.cells:
        facts = merged(document, headed, facts)
    if sentence:
        return [replace(fact, sentence=_sentence(document, fact)) for fact in facts]
    return facts


def facts_of_each(
    documents: Sequence[Document], *, sentence: bool = False, explain: bool = False
) -> Iterator[list[Fact] | Exception]:
    """What ``facts_of`` gives for each of some documents, or the exception that it raises.

    All are scanned before the first is linked: the code and the words of one stage stay in the processor's caches, so
    that short texts take a fifth less time than one by one.

    >>> [[fact.text for fact in facts] for facts in facts_of_each([Document("营收增长13%。"), Document("无")])]
    [['13%'], []]
    """
    found: list[Headed | Exception] = []
    for document in documents:
        try:
            found.append(_found(document, explain))
        except Exception as error:  # noqa: BLE001 - whoever asked for this document is told
            found.append(error)
    for document, headed in zip(documents, found, strict=True):
        if isinstance(headed, Exception):
            yield headed
            continue
        try:
            facts: list[Fact] | Exception = _linked(document, headed, sentence, explain)
        except Exception as error:  # noqa: BLE001 - as above
            facts = error
        yield facts


def chunked(items: Iterable[T], weight: Callable[[T], int], most: int = 1 << 16, count: int = 64) -> Iterator[list[T]]:
    """Lists of items, each closed when it weighs ``most`` or holds ``count``: enough to be worth doing together.

    >>> [*chunked("abcde", lambda _: 1, most=2)]
    [['a', 'b'], ['c', 'd'], ['e']]
    """
    out: list[T] = []
    total = 0
    for item in items:
        out.append(item)
        total += weight(item)
        if total >= most or len(out) >= count:
            yield out
            out, total = [], 0
    if out:
        yield out


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


def each_despite(
    documents: Sequence[Document], tell: Callable[[int, str], None], *, sentence: bool = False, explain: bool = False
) -> Iterator[list[Fact]]:
    """What ``facts_despite`` gives for each of some documents, in less time than one by one.

    Args:
        documents: the documents.
        tell: is told as by ``facts_despite``, and before that the number of the document.
        sentence, explain: as for ``facts_of``.

    >>> [len(facts) for facts in each_despite([Document("营收增长13%。"), Document("无")], print)]
    [1, 0]
    """
    for number, facts in enumerate(facts_of_each(documents, sentence=sentence, explain=explain)):
        if isinstance(facts, Exception):
            yield facts_despite(documents[number], partial(tell, number), sentence=sentence, explain=explain)
        else:
            yield facts


def _sentence(document: Document, fact: Fact) -> str:
    """The sentence of a fact; of one without end, what stands around the fact."""
    start, end = document.sentence(fact.start)
    return document.text[max(start, fact.start - _AROUND) : min(end, fact.end + _AROUND)].strip()
