"""Veto: numerals inside names and set phrases are no facts."""

from factx.document import Document
from factx.extractors.rule import Mention

_BARE_POWER = frozenset("百千万亿")
_LED = frozenset("上近超逾过破达约数几足到满")


def vetoed(document: Document, mention: Mention) -> bool:
    """Whether a mention is part of a name, an ordinal or a word, by the lexicon of names and by segmentation."""
    number = mention.number
    if number is None or number.arabic:
        return False
    text = document.fold
    start = number.start
    if text[start] in _BARE_POWER and number.end - start == 1 and not number.mod:
        return start == 0 or text[start - 1] not in _LED
    return False
