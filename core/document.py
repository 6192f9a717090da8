"""Document: a text with its fold, its sentences and its reference date."""

import datetime
from functools import cached_property

from factx import segment
from factx.fold import fold
from factx.lexicon import Lexicon
from factx.sentence import Sentences

_NO_WORDS = Lexicon()


class Document:
    """A text to extract from. Immutable; what is derived from the text is computed once, when first asked for.

    Args:
        text: the decoded text. Offsets count its code points; nothing is changed before counting.
        date: the reference date that relative and incomplete dates are resolved against, or None.
        lexicon: words and rules of the user's own.

    >>> Document("营收１．２亿元。净利润3000万元。").fold
    '营收1.2亿元。净利润3000万元。'
    """

    def __init__(self, text: str, date: datetime.date | None = None, lexicon: Lexicon = _NO_WORDS) -> None:
        self.text = text
        self.date = date
        self.lexicon = lexicon

    @cached_property
    def fold(self) -> str:
        """The text in half-width and simplified characters, one for one, so that offsets hold in both."""
        return fold(self.text)

    @cached_property
    def sentences(self) -> Sentences:
        """The sentences, for loops over all of the text."""
        return Sentences(self.fold)

    def sentence(self, position: int) -> tuple[int, int]:
        """The half-open span of the sentence that holds the code point at ``position``, end mark included.

        >>> d = Document("营收增长。利润下降。")
        >>> d.sentence(6)
        (5, 10)
        """
        return self.sentences.at(position)

    def words(self, start: int, end: int) -> tuple[segment.Word, ...]:
        """The words of ``fold[start:end]``, with offsets into the document.

        >>> [w.text for w in Document("三一重工营业收入增长").words(4, 10)]
        ['营业', '收入', '增长']
        """
        return segment.words(self.fold, start, end)
