"""One-to-one folding of characters: full-width to half-width, traditional to simplified."""

import re
from functools import lru_cache
from pathlib import Path
from typing import Final

# What almost every text has, and often nothing else: str.replace takes a tenth of the time of str.translate.
_MARKS: Final = tuple(zip("，：（）；？！％", ",:();?!%", strict=True))
# Compiling the pattern of all others takes as long as str.translate for this many characters.
_WORTH_COMPILING: Final = 50_000


@lru_cache(1)
def _table() -> dict[int, int]:
    """``str.translate``'s table, from fold.tsv: rows of group, characters, folded characters."""
    # Only "\n" ends a row: the characters hold Unicode's other line ends and blanks.
    rows = Path(__file__).with_name("fold.tsv").read_bytes().decode().rstrip("\n").split("\n")[1:]
    columns = [row.split("\t") for row in rows]
    return str.maketrans("".join(row[1] for row in columns), "".join(row[2] for row in columns))


class _Folder:
    """Folds texts, the faster the more there are."""

    def __init__(self) -> None:
        self._slow = _WORTH_COMPILING
        self._others: re.Pattern[str] | None = None

    def fold(self, text: str) -> str:
        if self._others is None:
            self._slow -= len(text)
            if self._slow > 0:
                return text.translate(_table())
            # All beyond 16 bits, though few of them are folded: re would look for these one by one.
            marks = {ord(mark) for mark, _ in _MARKS}
            others = "".join(chr(code) for code in _table() if code <= 0xFFFF and code not in marks)
            self._others = re.compile(f"[{re.escape(others)}\U00010000-\U0010ffff]")
        for mark, folded in _MARKS:
            text = text.replace(mark, folded)
        return text.translate(_table()) if self._others.search(text) else text


_folder = _Folder()


def fold(text: str) -> str:
    """Fold a text character for character; the result is as long as the text.

    Full-width and small forms, blanks of every width, Kangxi radicals (as PDF files have them) and traditional
    characters become what a plain simplified text has in their place. ASCII, the dashes – and — and quotation marks
    stay. Folding twice is folding once.

    >>> fold("１００億圓（約）")
    '100亿圆(约)'
    >>> fold("盈利\u00a0−１．５％；淨額兩萬⽇圓")
    '盈利 -1.5%;净额两万日圆'
    """
    return _folder.fold(text)
