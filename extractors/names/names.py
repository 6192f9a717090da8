"""Names and set phrases whose numerals are no facts: 三一重工, 沪深300, 一带一路, 五角大楼."""

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple

from factx.extractors.lexicon import columns
from factx.extractors.pattern import code_points

NUMERALS: Final = "0123456789〇零一二两三四五六七八九十百千万亿"

_RUN: Final = re.compile("[0-9]+|[〇零一二两三四五六七八九十百千万亿]+")
_DIGITS: Final = re.compile("[0-9]+")
_PAIR: Final = re.compile(f"(?=(\n[{NUMERALS[10:]}].|[^\n][{NUMERALS[10:]}]))")
_NUMERALS: Final = frozenset(NUMERALS)
_LISTED: Final = Path(__file__).with_name("listed.tsv")
_LEXICON: Final = Path(__file__).with_name("lexicon.tsv")
_LATIN: Final = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")


class Name(NamedTuple):
    """What the lexicon says of a name.

    Attributes:
        kind: company, index, place, phrase and so on.
        tag: its part of speech in jieba's tags: nt, nz, ns, l.
    """

    kind: str
    tag: str


@lru_cache(1)
def listed() -> Mapping[str, str]:
    """The short names, folded, of the companies listed in China and Hong Kong, with their codes.

    >>> listed()["三一重工"]
    '600031.SH'
    """
    words, codes, _ = columns(_LISTED)
    return MappingProxyType(dict(zip(words, codes, strict=True)))


@lru_cache(1)
def _numbered() -> list[str]:
    """The short names of listed companies that hold a numeral."""
    return [name for name in listed() if not _NUMERALS.isdisjoint(name)]


@lru_cache(1)
def kinds() -> Mapping[str, str]:
    """The names and set phrases of lexicon.tsv with their kinds.

    >>> kinds()["沪深300"]
    'index'
    """
    words, of, *_ = columns(_LEXICON)
    return MappingProxyType(dict(zip(words, of, strict=True)))


@lru_cache(1)
def names() -> Mapping[str, Name]:
    """The names and set phrases that hold a numeral, folded; those of listed companies among them.

    >>> names()["沪深300"]
    Name(kind='index', tag='nz')
    """
    out = {name: Name("company", "nt") for name in _numbered()}
    out.update((name, Name(kind, tag)) for name, kind, tag, _ in zip(*columns(_LEXICON), strict=True))
    return MappingProxyType(out)


@lru_cache(1)
def _lines() -> str:
    """All names that hold a numeral, one a line, with a line end before and after."""
    return "\n".join(["", *kinds(), *_numbered(), ""])


class _Beside:
    """By code point, what stands beside the digits of names: before them, and after those that begin a name."""

    def __init__(self) -> None:
        lines = _lines()
        runs = list(_DIGITS.finditer(lines))
        self.before = code_points({lines[run.start() - 1] for run in runs} - {"\n"})
        self.after = code_points({lines[run.end()] for run in runs if lines[run.start() - 1] == "\n"})


@lru_cache(1)
def _beside() -> _Beside:
    return _Beside()


@lru_cache(1)
def _places() -> dict[str, list[int]]:
    """Where in ``_lines`` a numeral stands.

    The key is its run of digits with the character before it; for a Chinese character, itself and the one before it,
    or, where it begins a name, the line end before it and the character after it. Only places: making names of all of
    them would double the time.
    """
    places: dict[str, list[int]] = {}
    lines = _lines()
    for run in _DIGITS.finditer(lines):
        places.setdefault(lines[run.start() - 1 : run.end()], []).append(run.start())
    for pair in _PAIR.finditer(lines):
        places.setdefault(pair[1], []).append(pair.start() + 1)
    return places


@lru_cache(4096)
def _holding(key: str) -> tuple[tuple[int, str], ...]:
    """The names that hold a numeral, by its key in ``_places``, each with the numeral's offset in it."""
    lines = _lines()
    found = []
    for place in _places()[key]:
        first = lines.rfind("\n", 0, place) + 1
        found.append((place - first, lines[first : lines.index("\n", place)]))
    return tuple(found)


def name_at(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span of the longest name that holds a numeral.

    Args:
        text: the folded text.
        start: offset of the numeral's first character.
        end: offset after its last.

    Returns:
        Half-open offsets, or None where no name of the lexicon holds all of the numeral. A name that begins or ends in
        Latin letters or digits must not go on in the text: 5G is no name in 5GW, nor 沪深300 in 沪深3000点.

    >>> name_at("设备商三一重工涨2%", 3, 5), name_at("三成一重", 0, 2)
    ((3, 7), None)
    """
    stop, size = start, len(text)
    while stop < size and 48 <= ord(text[stop]) <= 57:
        stop += 1
    if stop > start:
        beside = _beside()
        if not (stop < size and beside.after[ord(text[stop]) & 0xFFFF]) and not (
            start and beside.before[ord(text[start - 1]) & 0xFFFF]
        ):
            return None
        keys = "\n" + text[start:stop], text[max(0, start - 1) : stop]
    else:
        keys = "\n" + text[start : start + 2], text[max(0, start - 1) : start + 1]
    places = _places()
    best: tuple[int, int] | None = None
    for key in keys:
        if key not in places:
            continue
        for offset, name in _holding(key):
            first = start - offset
            last = first + len(name)
            if first >= 0 and last >= end and text[first:last] == name:
                longer = best is None or last - first > best[1] - best[0]
                if longer and _stands_alone(text, first, last):
                    best = (first, last)
    return best


def _stands_alone(text: str, first: int, last: int) -> bool:
    before, after = text[first - 1 : first] if first else "", text[last : last + 1]
    return not (text[first] in _LATIN and (before in _LATIN or before == ".")) and not (
        text[last - 1] in _LATIN and after in _LATIN
    )


def covers(text: str, start: int, end: int) -> bool:
    """Whether a name or set phrase of the lexicon holds the numeral at ``text[start:end]``.

    >>> covers("沪深300指数", 2, 5), covers("沪深3000点", 2, 6)
    (True, False)
    """
    return name_at(text, start, end) is not None


def veto_spans(text: str) -> list[tuple[int, int]]:
    """The spans of all names of the lexicon around the numerals of a folded text, in order, without overlaps.

    >>> veto_spans("三一重工入选沪深300,营收3亿元")
    [(0, 4), (6, 11)]
    """
    out: list[tuple[int, int]] = []
    for run in _RUN.finditer(text):
        if out and run.start() < out[-1][1]:
            continue
        span = name_at(text, *run.span())
        if span and (not out or span[0] >= out[-1][1]):
            out.append(span)
    return out
