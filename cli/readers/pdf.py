"""PDF: the text of its pages in the order of reading, by pypdfium2."""

import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from factx.cli.readers import Article, Fail, Form, Options, UnreadableError
from factx.cli.readers.data import read_all

_NONE = frozenset({0x7F, 0xA0, 0x3000, 0xFFFE, 0xFFFF, 0xFEFF})  # blanks, and what stands for no character
_WIDEST = 40  # columns of a table
_ENDS = frozenset("。！？；：!?;:")


def articles(source: str, form: Form, options: Options, fail: Fail) -> Iterator[Article]:  # noqa: ARG001 - one Reader
    """The one document of a PDF; lines of a paragraph are joined, cells of a table stand apart by tabs."""
    data = read_all(source, options.max_bytes)
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        why = "it is locked with a password" if "assword" in str(error) else f"no PDF that can be read: {error}"
        raise UnreadableError(f"{source}: {why}") from error
    try:
        yield _article(source, document, options)
    except pdfium.PdfiumError as error:
        raise UnreadableError(f"{source}: {error}") from error
    finally:
        document.close()


def _article(source: str, document: Any, options: Options) -> Article:
    parts: list[str] = []
    pages: list[int] = []
    size = 0
    for number in range(len(document)):
        page = document[number]
        text = page_text(page)
        page.close()
        pages.append(size)
        parts.append(text)
        size += len(text) + 1
        if size > options.max_bytes:
            raise UnreadableError(f"{source}: more than {options.max_bytes} bytes; raise --max-bytes to read it")
    if not any(parts):
        raise UnreadableError(f"{source}: no text in this PDF: its pages are pictures; run OCR over it first")
    return Article(source, "\n".join(parts), pages=tuple(pages))


@dataclass(slots=True)
class _Cell:
    """A stretch of a line that stands apart, or all of it, and where it begins and ends in points."""

    written: list[str]
    left: float
    right: float


@dataclass(slots=True)
class _Line:
    """A line of a page, y upwards; an empty cell is None."""

    cells: list[_Cell | None]
    bottom: float
    top: float

    @property
    def text(self) -> str:
        return "\t".join("".join(cell.written) if cell else "" for cell in self.cells)

    @property
    def left(self) -> float:
        return min(cell.left for cell in self.cells if cell)

    @property
    def right(self) -> float:
        return max(cell.right for cell in self.cells if cell)

    @property
    def height(self) -> float:
        return self.top - self.bottom


def page_text(page: Any) -> str:
    """The text of one page: characters that stand side by side make a line, lines of a paragraph are joined."""
    content = page.get_textpage()
    lines: list[_Line] = []
    box = raw.FS_RECTF()
    for index in range(content.count_chars()):
        code = raw.FPDFText_GetUnicode(content, index)
        if code <= 32 or code in _NONE or not raw.FPDFText_GetLooseCharBox(content, index, box):
            continue  # blanks show as gaps
        _add(lines, _text(code), box.left, box.bottom, box.right, box.top)
    content.close()
    _align(lines)
    return "\n".join(_paragraphs(lines))


def _text(code: int) -> str:
    return "\ufffd" if 0xD800 <= code < 0xE000 else chr(code)


def _add(lines: list[_Line], text: str, left: float, bottom: float, right: float, top: float) -> None:
    """Put a character at the end of the line before it where it stands to the right of that, else on a new line."""
    last = lines[-1] if lines else None
    cell = last.cells[-1] if last else None
    if last and cell:
        height = max(top - bottom, last.height, 1.0)
        overlap = min(top, last.top) - max(bottom, last.bottom)
        gap = left - cell.right
        if overlap > min(top - bottom, last.height) / 2 and gap > -height / 2:
            if gap > height:
                last.cells.append(_Cell([text], left, right))
            else:
                cell.written.append(" " + text if gap > height / 4 else text)
                cell.right = max(cell.right, right)
            last.bottom, last.top = min(last.bottom, bottom), max(last.top, top)
            return
    lines.append(_Line([_Cell([text], left, right)], bottom, top))


def _align(lines: list[_Line]) -> None:
    """Put empty cells into the rows of tables where a cell of the longest row near them has none under or over it."""
    block: list[_Line] = []
    single = 0
    for line in [*lines, None]:
        single = single + 1 if line and len(line.cells) == 1 else 0
        if line and single < 2:
            block.append(line)
            continue
        longest = max(block, key=lambda row: len(row.cells), default=None)
        columns = [cell for cell in longest.cells if cell] if longest else []
        for row in block:
            if 1 < len(row.cells) < len(columns) <= _WIDEST:
                row.cells = _placed(row.cells, columns)
        block = []


def _placed(cells: list[_Cell | None], columns: list[_Cell]) -> list[_Cell | None]:
    """The cells, each in its column, or as they are where two would share one."""
    out: list[_Cell | None] = [None] * len(columns)
    before = -1
    for cell in filter(None, cells):
        at = min(range(len(columns)), key=lambda i: max(cell.left, columns[i].left) - min(cell.right, columns[i].right))
        if at <= before:
            return cells
        out[at], before = cell, at
    return out


def _paragraphs(lines: list[_Line]) -> Iterator[str]:
    """Lines, those joined that a paragraph was broken into: each but the last is full, and the next is not indented."""
    if not lines:
        return
    height = statistics.median(line.height for line in lines)
    joined = lines[0].text  # as far as the paragraph goes
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    for line, following in pairwise(lines):
        full = line.right > right - 2 * height and len(line.cells) == len(following.cells) == 1
        below = 0 < line.bottom - following.bottom < 3 * height
        indented = following.left > line.left + height
        short = line.right < right - height / 2 or following.left > left + height
        ended = line.text[-1] in _ENDS and short
        if full and below and not indented and not ended:
            latin = joined[-1].isascii() and following.text[0].isascii() and joined[-1].isalpha()
            joined += (" " if latin else "") + following.text
        else:
            yield joined
            joined = following.text
    yield joined
