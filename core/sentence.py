"""Sentences: where those of a text begin and end."""

from bisect import bisect_right
from typing import Final

import regex

# A full stop ends a sentence unless digits stand on both sides; a line break always does.
_END: Final = regex.compile(r"[。!?;]+[”’』」)\]]*|\n+|(?<![0-9A-Za-z])\.(?=\s)")


class Sentences:
    """The sentences of a folded text. They are mostly asked for in order, so the last one is remembered."""

    def __init__(self, text: str) -> None:
        self._ends = [m.end() for m in _END.finditer(text)]
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
