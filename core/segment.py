"""Words: jieba, loaded when the first sentence needs it."""

from functools import lru_cache
from typing import NamedTuple


class Word(NamedTuple):
    """A word of the segmented text: ``text`` as folded, half-open offsets, and jieba's part-of-speech tag."""

    text: str
    start: int
    end: int
    tag: str


@lru_cache(1)
def _tokenizer():  # type: ignore[no-untyped-def]
    import logging

    import jieba

    jieba.setLogLevel(logging.ERROR)
    import jieba.posseg as p

    return jieba.Tokenizer(), p.POSTokenizer().word_tag_tab


def words(text: str, start: int, end: int) -> tuple[Word, ...]:
    tokenizer, _ = _tokenizer()
    out = []
    at = start
    for w in tokenizer.cut(text[start:end]):
        out.append(Word(w, at, at + len(w), "x"))
        at += len(w)
    return tuple(out)
