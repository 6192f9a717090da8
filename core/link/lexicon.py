"""The lexicon of linking: words that name, move, bound or carry a number, and the pass that finds them."""

import re
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

Token = tuple[int, int, str]
"""Half-open span and class of a stretch that means something to linking; what lies between tokens is unknown."""

_MARKS = {
    **dict.fromkeys(",;。:!?\n|丨●—①②③④⑤⑥⑦⑧⑨⑩", "stop"),
    **dict.fromkeys("“”\"'《》「」『』【】[]‘’", "quote"),
    "(": "open",
    ")": "close",
    " ": "space",
}
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9&.+/\-]*(?: [A-Z][A-Za-z0-9&.+/\-]*)*")


class Lexicon(NamedTuple):
    """The classes of words and marks, and for each first character the lengths of its words, longest first."""

    classes: dict[str, str]
    lengths: dict[str, tuple[int, ...]]


def rows() -> list[tuple[str, str, str]]:
    """The rows of lexicon.tsv: word, class, source. A row that is not three fields raises ValueError."""
    lines = (files("factx.link") / "lexicon.tsv").read_text("utf-8").splitlines()
    return [(word, kind, source) for word, kind, source in (line.split("\t") for line in lines)]


@lru_cache(1)
def owned() -> frozenset[str]:
    """The metrics that companies and securities have, so that an unknown word before one is a name: 苏晋能源出资."""
    return frozenset(word for word, kind, source in rows() if kind == "metric" and source in ("statement", "market"))


@lru_cache(1)
def load() -> Lexicon:
    """The lexicon, read once."""
    classes = {word: kind for word, kind, _ in rows()} | _MARKS
    lengths: dict[str, set[int]] = {chr(c): {0} for c in (*range(65, 91), *range(97, 123))}
    for word in classes:
        lengths.setdefault(word[0], set()).add(len(word))
    return Lexicon(classes, {c: tuple(sorted(found, reverse=True)) for c, found in lengths.items()})


def tokens(text: str, start: int, end: int, known: list[Token]) -> list[Token]:
    """The tokens of a folded text between two offsets, longest words first; those known beforehand stand.

    Args:
        known: tokens that are certain (facts, names), in text order, within the span, without overlaps.

    >>> tokens("公司营业收入3亿元", 0, 10, [(6, 10, "fact")])
    [(0, 2, 'org'), (2, 6, 'metric'), (6, 10, 'fact')]
    """
    classes, lengths = load()
    get = lengths.get
    out: list[Token] = []
    i = start
    for mark in (*known, (end, end, "")):
        limit = mark[0]
        while i < limit:
            sizes = get(text[i])
            if sizes is None:
                i += 1
                continue
            for size in sizes:
                stop = i + size
                if stop <= limit and (kind := classes.get(text[i:stop])):
                    out.append((i, stop, kind))
                    i = stop
                    break
                if not size and (latin := _LATIN.match(text, i, limit)):
                    out.append((i, latin.end(), "latin"))
                    i = latin.end()
                    break
            else:
                i += 1
        if mark[2]:
            out.append(mark)
            i = mark[1]
    return out
