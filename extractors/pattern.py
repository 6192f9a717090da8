"""Pattern: a regular expression that is compiled when it is first used."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

import regex

Match = regex.Match[str]


def compiled_by_either(source: str, flags: int = 0) -> "regex.Pattern[str]":
    """A compiled regular expression: by ``re`` what it can do, by ``regex`` what only that can.

    A call of ``re`` takes half the time: it does not let go of the interpreter's lock.
    """
    try:
        return re.compile(source, flags)  # type: ignore[return-value]
    except re.error:
        return regex.compile(source, flags)


def code_points(characters: Iterable[str]) -> bytes:
    """A table by code point, 1 for each of the characters: looked up faster than a set, as no string is made.

    What lies beyond 16 bits is looked up by its last 16 bits.

    >>> code_points("零一")[ord("一")], code_points("零一")[ord("二")]
    (1, 0)
    """
    table = bytearray(0x10000)
    for c in characters:
        table[ord(c)] = 1
    return bytes(table)


def either(words: Iterable[str]) -> str:
    """A regex fragment that matches any of the words, the longest first."""
    return "|".join(sorted(words, key=lambda w: (-len(w), w)))


class Pattern:
    """A regular expression over the folded text, compiled on its first use: most texts need few of them.

    >>> Pattern(r"[0-9]+%").fullmatch("13%") is not None
    True
    """

    __slots__ = ("finditer", "flags", "fullmatch", "match", "search", "source")

    match: Callable[..., Match | None]
    fullmatch: Callable[..., Match | None]
    search: Callable[..., Match | None]
    finditer: Callable[..., Iterator[Match]]

    def __init__(self, source: str, flags: int = 0) -> None:
        self.source = source
        self.flags = flags
        # Each of these compiles the pattern when first called; from then on they are the compiled pattern's own.
        self.match = partial(self._first, "match")
        self.fullmatch = partial(self._first, "fullmatch")
        self.search = partial(self._first, "search")
        self.finditer = partial(self._first, "finditer")

    def _first(self, name: str, *args: object) -> Any:
        compiled = compiled_by_either(self.source, self.flags)
        self.match, self.fullmatch = compiled.match, compiled.fullmatch
        self.search, self.finditer = compiled.search, compiled.finditer
        return getattr(compiled, name)(*args)

    def last(self, text: str, start: int, end: int) -> Match | None:
        """The last of the matches that do not overlap in ``text[start:end]``, or None."""
        found = None
        for match in self.finditer(text, start, end):
            found = match
        return found
