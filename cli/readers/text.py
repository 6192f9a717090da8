"""Plain text: files, folders and standard input."""

import codecs
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

STDIN = "-"
SUFFIXES = (".txt", ".md")
"""The files that are taken from a folder; a file that is named is read whatever its ending."""


class UnreadableError(Exception):
    """An input that cannot be read; the message names it and says why."""


def sources(inputs: list[str], fail: Callable[[UnreadableError], None]) -> Iterator[str]:
    """The inputs with each folder replaced by the text files in it, at any depth, sorted by path.

    ``fail`` is told of a folder that cannot be listed or holds nothing to read; the other inputs follow all the same.
    """
    for name in inputs:
        if name != STDIN and Path(name).is_dir():
            found = False
            for path in _walk(name, fail):
                found = True
                yield path
            if not found:
                fail(UnreadableError(f"{name}: no {' or '.join('*' + s for s in SUFFIXES)} file in this folder"))
        else:
            yield name


def _walk(folder: str, fail: Callable[[UnreadableError], None]) -> Iterator[str]:
    def unlisted(error: OSError) -> None:
        fail(UnreadableError(f"{error.filename}: {error.strerror}"))

    for parent, folders, files in os.walk(folder, onerror=unlisted):
        folders.sort()
        for file in sorted(files):
            path = Path(parent, file)
            if file.lower().endswith(SUFFIXES) and path.is_file():
                yield str(path)


def read(source: str) -> str:
    """The text of a file, or of standard input for ``-``, without a leading BOM.

    Raises:
        UnreadableError: it cannot be opened, or its bytes are not UTF-8.
    """
    if source == STDIN and sys.stdin is None:
        raise UnreadableError(f"{STDIN}: standard input is closed")
    try:
        data = sys.stdin.buffer.read() if source == STDIN else Path(source).read_bytes()
    except OSError as error:
        raise UnreadableError(f"{source}: {error.strerror}") from error
    except ValueError as error:  # a path with a null character
        raise UnreadableError(f"{source}: {error}") from error
    body = data.removeprefix(codecs.BOM_UTF8)
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        offset = error.start + len(data) - len(body)
        raise UnreadableError(
            f"{source}: not UTF-8: byte 0x{body[error.start]:02x} at offset {offset} ({error.reason})"
        ) from error
