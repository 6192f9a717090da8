"""Sentences: where those of a text begin and end."""

from bisect import bisect_right
from typing import Final

import regex

_MARKS: Final = "。!?;"
_CLOSING: Final = frozenset("”’』」)]")
# A full stop ends a sentence unless digits or letters stand before it; a line break always does.
_STOP: Final = regex.compile(r"(?<![0-9A-Za-z])\.(?=\s)")


class Sentences:
    """The sentences of a folded text. They are mostly asked for in order, so the last one is remembered."""

    def __init__(self, text: str) -> None:
        self._ends = _ends(text)
        self._size = len(text)
        self._last = (0, 0)

    def at(self, position: int) -> tuple[int, int]:
        """The half-open span of the sentence that holds the code point at ``position``, end mark included.

        >>> Sentences("营收增长。利润下降。").at(6)
        (5, 10)
        """
        last = self._last
        if last[0] <= position < last[1]:
            return last
        ends = self._ends
        i = bisect_right(ends, position)
        last = (ends[i - 1] if i else 0, ends[i] if i < len(ends) else self._size)
        self._last = last
        return last


def _ends(text: str) -> list[int]:
    places: list[int] = []
    for mark in _MARKS + "\n.":
        at = text.find(mark)
        while at >= 0:
            if mark != "." or (text[at + 1 : at + 2].isspace() and _STOP.match(text, at)):
                places.append(at)
            at = text.find(mark, at + 1)
    places.sort()
    ends: list[int] = []
    size, end = len(text), 0
    for at in places:
        if at < end:
            continue
        end = at + 1
        if text[at] == "\n":
            while end < size and text[end] == "\n":
                end += 1
        elif text[at] != ".":
            while end < size and text[end] in _MARKS:
                end += 1
            while end < size and text[end] in _CLOSING:
                end += 1
        ends.append(end)
    return ends
