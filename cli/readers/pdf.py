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
class _Line:
    """A line of a page, and the box around it in points, y upwards."""

    written: list[str]
    left: float
    bottom: float
    right: float
    top: float

    @property
    def text(self) -> str:
        return "".join(self.written)

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
    return "\n".join(_paragraphs(lines))


def _text(code: int) -> str:
    return "\ufffd" if 0xD800 <= code < 0xE000 else chr(code)


def _add(lines: list[_Line], text: str, left: float, bottom: float, right: float, top: float) -> None:
    """Put a character at the end of the line before it where it stands to the right of that, else on a new line."""
    last = lines[-1] if lines else None
    if last is not None:
        height = max(top - bottom, last.height, 1.0)
        overlap = min(top, last.top) - max(bottom, last.bottom)
        gap = left - last.right
        if overlap > min(top - bottom, last.height) / 2 and gap > -height / 2:
            last.written.append(("\t" if gap > height else " " if gap > height / 4 else "") + text)
            last.right = max(last.right, right)
            last.bottom, last.top = min(last.bottom, bottom), max(last.top, top)
            return
    lines.append(_Line([text], left, bottom, right, top))


def _paragraphs(lines: list[_Line]) -> Iterator[str]:
    """Lines, those joined that a paragraph was broken into: each but the last is full, and the next is not indented."""
    if not lines:
        return
    height = statistics.median(line.height for line in lines)
    joined = lines[0].text  # as far as the paragraph goes
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    for line, following in pairwise(lines):
        full = line.right > right - 2 * height and "\t" not in line.text and "\t" not in following.text
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
