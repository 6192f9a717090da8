"""Lines: a file of rows as decoded lines, one held at a time."""

import codecs
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from factx.cli.readers import Options, UnreadableError
from factx.cli.readers.data import opened, too_long
from factx.cli.readers.encoding import encoding_of, undecodable

_CHUNK = 1 << 16


class Line(NamedTuple):
    """A line with its end, and what is wrong where its bytes cannot be decoded (it then has surrogates for them)."""

    text: str
    wrong: UnreadableError | None = None


def lines(source: str, options: Options) -> Iterator[Line]:
    """The lines of an input, decompressed and decoded.

    The encoding is told by the head, or where that is all ASCII by the first line that is not.

    Raises:
        UnreadableError: it cannot be opened or read, a line is too long, or its UTF-16 is broken.
    """
    with opened(source, options.max_bytes) as file:
        if options.rows and options.rows.start:
            file.seek(options.rows.start)
            yield from _narrow(source, file, options.encoding, options.rows.start, options)
            return
        encoding, skip, sure = encoding_at(file, options)
        file.read(skip)
        if encoding and encoding.startswith(("utf-16", "utf-32")):
            yield from _wide(source, file, encoding, skip, options)
        else:
            yield from _narrow(source, file, encoding if sure else None, skip, options)


def encoding_at(file: BinaryIO, options: Options) -> tuple[str | None, int, bool]:
    """The encoding at the head of a file, the length of its BOM, and whether the head tells: not where it is all ASCII."""
    head = file.peek(_CHUNK) if hasattr(file, "peek") else b""
    encoding, skip = encoding_of(head, options.encoding, whole=False)
    if options.encoding is None and not skip and b"\0" in head[:2]:  # a row begins with an ASCII character
        encoding = "utf-16-be" if head.startswith(b"\0") else "utf-16-le"
    return encoding, skip, options.encoding is not None or not head.isascii()


def _narrow(source: str, file: BinaryIO, encoding: str | None, at: int, options: Options) -> Iterator[Line]:
    """The lines of an encoding in which the byte of a line feed is one; each is decoded by itself."""
    stop = options.rows.stop if options.rows else None
    while (stop is None or at < stop) and (data := file.readline(options.max_bytes + 1)):
        if len(data) > options.max_bytes:
            raise too_long(f"{source}: the line at offset {at}", options.max_bytes)
        if encoding is None and not data.isascii():
            encoding = encoding_of(data)[0] or "utf-8"
        try:
            yield Line(data.decode(encoding or "utf-8", "replace" if options.replace else "strict"))
        except UnicodeDecodeError as error:
            wrong = undecodable(source, error, at, encoding)
            yield Line(data.decode("ascii", "surrogateescape"), wrong)
        at += len(data)


def _wide(source: str, file: BinaryIO, encoding: str, at: int, options: Options) -> Iterator[Line]:
    """The lines of UTF-16 and UTF-32."""
    decoder = codecs.getincrementaldecoder(encoding)("replace" if options.replace else "strict")
    begun: list[str] = []
    size = 0
    while True:
        data = file.read(_CHUNK)
        pending = len(decoder.getstate()[0])
        try:
            text = decoder.decode(data, final=not data)
        except UnicodeDecodeError as error:
            raise undecodable(source, error, at - pending, encoding) from None
        at += len(data)
        *ended, rest = text.split("\n")
        for piece in ended:
            yield Line("".join([*begun, piece, "\n"]))
            begun, size = [], 0
        begun.append(rest)
        size += len(data)
        if size > options.max_bytes:
            raise too_long(f"{source}: the line before offset {at}", options.max_bytes)
        if not data:
            break
    if last := "".join(begun):
        yield Line(last)
