"""Grid: lines of a text as rows of cells, split at tabs, at bars, or where two spaces or more stand."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from factx.extractors.pattern import Pattern

Span = tuple[int, int]

_GAP: Final = Pattern(r"[ ]{2,}")
_RULE: Final = Pattern(r"[-:|=+ ]*")


class Row(NamedTuple):
    """A line of a text.

    Attributes:
        start: where it begins.
        end: where it ends, its line feed aside.
        cells: the spans of its cells, trimmed; an empty cell is an empty span.
        exact: whether empty cells show, so that the place of a cell tells its column.
    """

    start: int
    end: int
    cells: tuple[Span, ...]
    exact: bool


def gridded(text: str) -> bool:
    r"""Whether a folded text has what splits cells.

    >>> gridded("营业收入\t3"), gridded("营业收入 3")
    (True, False)
    """
    return "\t" in text or "  " in text or "|" in text


def rows(text: str) -> Iterator[Row]:
    r"""The lines of a folded text; lines that only draw are left out.

    >>> [len(row.cells) for row in rows("项目\t\t2024年\n|---|---|\n营业收入  3  4")]
    [3, 3]
    """
    start = 0
    size = len(text)
    while start <= size:
        end = text.find("\n", start)
        if end < 0:
            end = size
        stop = end - 1 if end > start and text[end - 1] == "\r" else end
        row = _row(text, start, stop)
        if row:
            yield row
        start = end + 1


def _row(text: str, start: int, end: int) -> Row | None:
    if text.find("\t", start, end) >= 0:
        return Row(start, end, tuple(_parts(text, start, end, "\t")), True)
    bar = text.find("|", start, end)
    if bar >= 0:
        first, last = _trim(text, start, end)
        if _RULE.fullmatch(text, first, last):
            return None
        if text[first] == "|" and text[last - 1] == "|" and last - first > 1:
            return Row(start, end, tuple(_parts(text, first + 1, last - 1, "|")), True)
        return Row(start, end, tuple(_parts(text, start, end, "|")), True)
    first, last = _trim(text, start, end)
    cells: list[Span] = []
    if text.find("  ", first, last) >= 0:
        for gap in _GAP.finditer(text, first, last):
            cells.append((first, gap.start()))
            first = gap.end()
    return Row(start, end, (*cells, (first, last)), False)


def _parts(text: str, start: int, end: int, mark: str) -> Iterator[Span]:
    while True:
        at = text.find(mark, start, end)
        yield _trim(text, start, end if at < 0 else at)
        if at < 0:
            return
        start = at + 1


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in " \r":
        start += 1
    while end > start and text[end - 1] in " \r":
        end -= 1
    return start, end
