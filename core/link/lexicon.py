"""The lexicon of linking: words that name, move, bound or carry a number, and the pass that finds them."""

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from factx.extractors.lexicon import columns
from factx.extractors.names import kinds, listed

Token = tuple[int, int, str]
"""Half-open span and class of a stretch that means something to linking; what lies between tokens is unknown."""

_MARKS: Final = {
    **dict.fromkeys(",;。:!?\n|丨●—①②③④⑤⑥⑦⑧⑨⑩", "stop"),
    **dict.fromkeys("“”\"'《》「」『』【】[]‘’", "quote"),
    "(": "open",
    ")": "close",
    " ": "space",
}
# Short names of listed companies that are common words too.
COMMON: Final = frozenset("机器人 太阳能 数字人".split())
_FILE: Final = Path(__file__).with_name("lexicon.tsv")
_NAMES: Final = {"company": "name", "index": "thing"}
# A table of heads by code points, by which most places of a text are passed over: no slice, no look-up of a string.
_SLOTS: Final = 0xFFFF
_SPREAD: Final = 40503
_PAIR: Final = 1  # in the slot of two characters: a word may begin with them
_MORE: Final = 2  # in that of three: one of three and more may
_LONG: Final = 4  # in that of four: one of four and more may
_WORD: Final = 8  # in that of two: they may be one
# With these the last character of a word is of another: 某某科技|股价, 某某银行|股东, 减持|至多, 医药|企业.
_TORN: Final = {ord("股"): frozenset("价东份权本票息"), ord("至"): frozenset("多少"), ord("企"): frozenset("业")}
_LATIN: Final = re.compile(
    r"[A-Za-z][A-Za-z0-9&.+/\-]*(?:['’][A-Za-z]+)?(?: [A-Za-z][A-Za-z0-9&.+/\-]*| [0-9]{1,3}(?![0-9.,%])|, ?(?:Inc|Ltd|LLC|Corp|PLC|L\.P)(?![A-Za-z])\.?)*"
)
# Rounds of financing, whose letters name nobody: C轮, pre-A轮, B+轮.
ROUND: Final = r"(?:[Pp]re-?)?[A-Z]\d?\+{0,3}轮(?![候胎渡])"
_ROUND: Final = re.compile(ROUND)


class Lexicon(NamedTuple):
    """The classes of words and marks, and what may begin at a place.

    Attributes:
        classes: word or mark -> class.
        alone: code point -> class of the word that one character is, or "".
        heads: slot of two, three or four characters -> what may begin with them. Where it says no, nothing does.
        lengths: slot of three characters -> the lengths of words of three and more that may begin there, longest first.
    """

    classes: dict[str, str]
    alone: tuple[str, ...]
    heads: bytes
    lengths: tuple[tuple[int, ...], ...]


@lru_cache(1)
def owned() -> frozenset[str]:
    """The metrics that companies and securities have, so that an unknown word before one is a name: 苏晋能源出资."""
    rows = zip(*columns(_FILE), strict=True)
    return frozenset(word for word, kind, source in rows if kind == "metric" and source in ("statement", "market"))


@lru_cache(1)
def load() -> Lexicon:
    """The lexicon, read once."""
    classes = {name: "name" for name in listed() if len(name) > 2 and name not in COMMON}
    classes |= {name: _NAMES[kind] for name, kind in kinds().items() if kind in _NAMES}
    words, of, _ = columns(_FILE)
    classes.update(zip(words, of, strict=True))
    classes.update(_MARKS)
    return _indexed(classes)


def of_place(text: str, start: int) -> bool:
    """Does a place begin here, as in [美国]劳工部, [菲律宾]能源部?"""
    classes = load().classes
    return any(classes.get(text[start : start + size]) == "place" for size in (2, 3, 4, 5))


@lru_cache(4)
def extended(names: tuple[str, ...], metrics: tuple[str, ...], subjects: tuple[str, ...]) -> Lexicon:
    """The lexicon with words of the user's own; names to be left alone own nothing, as those who report own nothing."""
    own = dict.fromkeys(names, "media") | dict.fromkeys(subjects, "name") | dict.fromkeys(metrics, "metric")
    return _indexed(load().classes | own)


def _indexed(classes: dict[str, str]) -> Lexicon:
    heads = [0] * (_SLOTS + 1)
    alone = [""] * (_SLOTS + 1)
    lengths: list[tuple[int, ...]] = [()] * (_SLOTS + 1)
    sizes: dict[int, int] = {}  # lengths as bits: thousands of sets would take twenty milliseconds at each start
    for word, kind in classes.items():
        size = len(word)
        slot = ord(word[0])
        if size == 1:
            if slot <= _SLOTS:
                alone[slot] = kind
            continue
        slot = (slot * _SPREAD + ord(word[1])) & _SLOTS
        heads[slot] |= _PAIR if size > 2 else _PAIR | _WORD
        if size > 2:
            slot = (slot * _SPREAD + ord(word[2])) & _SLOTS
            heads[slot] |= _MORE
            sizes[slot] = sizes.get(slot, 0) | 1 << size
            if size > 3:
                heads[(slot * _SPREAD + ord(word[3])) & _SLOTS] |= _LONG
    for slot, bits in sizes.items():
        lengths[slot] = _lengths(bits)
    return Lexicon(classes, tuple(alone), bytes(heads), tuple(lengths))  # the garbage collector walks over lists


@cache
def _lengths(bits: int) -> tuple[int, ...]:
    return tuple(n for n in range(bits.bit_length(), 0, -1) if bits >> n & 1)


def tokens(text: str, start: int, end: int, known: list[Token], lexicon: Lexicon | None = None) -> list[Token]:
    """The tokens of a folded text between two offsets, longest words first; those known beforehand stand.

    Args:
        known: tokens that are certain (facts, names), in text order, within the span, without overlaps.
        lexicon: one that is extended; None: that of factx.

    >>> tokens("公司营业收入3亿元", 0, 10, [(6, 10, "number")])
    [(0, 2, 'org'), (2, 6, 'metric'), (6, 10, 'number')]
    """
    classes, alone, heads, lengths = lexicon or load()
    out: list[Token] = []
    i = start
    last = len(text) - 1
    for mark in (*known, (end, end, "")):
        limit = mark[0]
        while i < limit:
            c = ord(text[i])
            kind: str | None = None
            stop = i + 1
            slot = (c * _SPREAD + (ord(text[i + 1]) if i < last else 0)) & _SLOTS
            bits = heads[slot]
            if bits & _PAIR:
                if i + 1 < last:
                    slot = (slot * _SPREAD + ord(text[i + 2])) & _SLOTS
                    if heads[slot] & _MORE:
                        long = i + 2 < last and heads[(slot * _SPREAD + ord(text[i + 3])) & _SLOTS] & _LONG
                        for size in lengths[slot]:
                            stop = i + size
                            if stop <= limit and (long or size == 3) and (kind := classes.get(text[i:stop])):
                                if stop > last or not _torn(text, stop):
                                    break
                                kind = None
                if kind is None and bits & _WORD and i + 2 <= limit:
                    stop = i + 2
                    kind = classes.get(text[i:stop])
            if kind is None:
                stop = i + 1
                kind = alone[c] if c <= _SLOTS else classes.get(text[i])
            if kind:
                if kind != "plain":  # 基因: a word that holds a character which means something alone
                    out.append((i, stop, kind))
                i = stop
            elif 96 < c | 32 < 123 and (latin := _LATIN.match(text, i, limit)):
                i = latin.end()
                counts = i < limit and text[i] == "轮" and _ROUND.match(text, latin.start(), limit)
                out.append((latin.start(), i, "mod" if counts else "latin"))
            else:
                i += 1
        if mark[2]:
            out.append(mark)
            i = mark[1]
    return out


def _torn(text: str, stop: int) -> bool:
    """Is the last character of a word that ends here the first of another?"""
    c = ord(text[stop - 1])
    return c in _TORN and text[stop] in _TORN[c]
