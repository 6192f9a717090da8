"""HTML: the main text of a saved page, its title and its date of publication, by trafilatura."""

import datetime
import logging
import re
from collections.abc import Iterator
from typing import Any

import trafilatura

from factx.cli.readers import Article, Fail, Form, Options, UnreadableError
from factx.cli.readers.data import read_all
from factx.cli.readers.encoding import decode, encoding_of, known

logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # what it has to say, the text tells
logging.getLogger("htmldate").addHandler(logging.NullHandler())

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?([\w-]{1,40})", re.IGNORECASE)
_HEAD = 4096
_BLANKS = re.compile(r"\s+")


def articles(source: str, form: Form, options: Options, fail: Fail) -> Iterator[Article]:  # noqa: ARG001 - one Reader
    """The one document of a page: title, then main text, a line per paragraph, cells of a table split by tabs."""
    data = read_all(source, options.max_bytes)
    page = decode(data, source, options.encoding or _declared(data), options.replace)
    found: Any = trafilatura.bare_extraction(
        page,
        include_comments=False,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},  # stated, not guessed
    )
    if found is None:
        raise UnreadableError(f"{source}: no main text in this page")
    lines = list(_lines(found.body))
    title = _BLANKS.sub(" ", found.title or "").strip()
    if title and title not in lines[:1]:
        lines.insert(0, title)
    yield Article(source, "\n".join(lines), published=datetime.date.fromisoformat(found.date) if found.date else None)


def _declared(data: bytes) -> str | None:
    """The encoding that a page names and is in, where it is not UTF-8."""
    if encoding_of(data)[0] == "utf-8" or encoding_of(data)[1]:
        return None
    for name in _CHARSET.findall(data[:_HEAD]):
        try:
            encoding = known(name.decode("ascii", "replace"))
            data.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            continue
        return encoding
    return None


def _lines(body: Any) -> Iterator[str]:
    """The text of the main part, block by block."""
    for block in body:
        if block.tag == "table":
            for row in block.iter("row"):
                cells = [_text(cell) for cell in row.iterchildren("cell")]
                if any(cells):
                    yield "\t".join(cells).rstrip("\t")
        elif block.tag == "list":
            yield from filter(None, (_text(item) for item in block.iterchildren("item")))
        else:
            for line in block.iter("lb"):
                line.tail = "\n" + (line.tail or "")
            yield from filter(None, (_BLANKS.sub(" ", part).strip() for part in "".join(block.itertext()).split("\n")))


def _text(element: Any) -> str:
    return _BLANKS.sub(" ", "".join(element.itertext())).strip()
