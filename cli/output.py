"""Where the data goes: standard output, a file that is written whole or not at all, or a database that is added to."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO, Literal, cast

from factx.cli.writers import (
    BINARY,
    COLUMNAR,
    COLUMNS,
    DATABASES,
    ENDINGS,
    HEADED,
    MARKED,
    Format,
    Found,
    Layout,
    WriteError,
    Writer,
)
from factx.cli.writers import writer as writer_of


class OutputError(Exception):
    """Options of the output that do not go together; the message says why.

    Attributes:
        option: the option that is wrong.
    """

    def __init__(self, option: str, reason: str) -> None:
        super().__init__(reason)
        self.option = option


def format_for(asked: Literal["auto", Format], path: Path | None) -> Format:
    """The format asked for, else the one of the output's ending, else what suits standard output.

    Raises:
        OutputError: none is known for the ending, or standard output is no place for the format.
    """
    terminal = bool(sys.stdout and sys.stdout.isatty())
    if asked == "auto":
        if path is None:
            return "table" if terminal else "jsonl"
        try:
            return ENDINGS[path.suffix.lower()]
        except KeyError:
            endings = " ".join(ENDINGS)
            reason = f"no format is known for the ending of {path}: use one of {endings}, or give -f"
            raise OutputError("--output", reason) from None
    if path is None and (asked in DATABASES or (asked in BINARY and terminal)):
        raise OutputError(
            "--format", f"{asked} is no format for {'a terminal' if asked in BINARY else 'a pipe'}: give -o FILE"
        )
    return asked


def layout_for(form: Format, columns: str | None, *, header: bool, bom: bool) -> Layout:
    """The layout that the options ask of a format.

    Args:
        form: the format.
        columns: names of columns with commas between them; None: all.
        header: whether the names of the columns come first.
        bom: whether the text begins with a byte order mark.

    Raises:
        OutputError: the format has no such thing, or a column is unknown or named twice.

    >>> layout_for("csv", "text, value", header=True, bom=False).columns
    ('text', 'value')
    """
    given = (("--columns", columns is not None, COLUMNAR), ("--no-header", not header, HEADED), ("--bom", bom, MARKED))
    for option, asked, forms in given:
        if asked and form not in forms:
            raise OutputError(option, f"{form} has none; it is for {' '.join(sorted(forms))}")
    if columns is None:
        return Layout(header=header, bom=bom)
    names = tuple(name.strip() for name in columns.split(","))
    for name in names:
        if name not in COLUMNS:
            raise OutputError("--columns", f"{name!r} is none of {' '.join(COLUMNS)}")
        if names.count(name) > 1:
            raise OutputError("--columns", f"{name!r} is named twice")
    return Layout(names, header, bom)


@contextmanager
def writing(form: Format, path: Path | None, layout: Layout, text_out: Path | None = None) -> Iterator[Writer]:
    """A writer of a format to a place; where the block raises, what stood there stays as it was.

    Args:
        form: the format.
        path: the file or database, or None for standard output.
        layout: how it is laid out.
        text_out: a file for the text of the one document there is.

    Raises:
        OSError: it cannot be created or written.
        WriteError: a database or ``text_out`` cannot, or a package that the format needs is not installed.
    """
    with ExitStack() as stack:
        if form in DATABASES and path is not None:
            writer = writer_of(form, path, layout)
            stack.callback(getattr(writer, "release"))  # noqa: B009 - databases have it, files need none
        else:
            writer = writer_of(form, stack.enter_context(destination(path)), layout)
        if text_out:
            try:
                texts = stack.enter_context(destination(text_out))
            except OSError as error:
                raise WriteError(f"cannot write {text_out}: {error.strerror}") from error
            writer = WithText(writer, texts, layout)
        yield writer


class WithText:
    """A writer that also writes the text of the document, byte for byte the one that offsets count in."""

    def __init__(self, writer: Writer, out: BinaryIO, layout: Layout) -> None:
        self._writer = writer
        self._out = out
        self._fail = layout.fail
        self._documents = 0

    def write(self, found: Found) -> None:
        """Write the facts, and the text of the first document."""
        self._documents += 1
        if self._documents == 1:
            self._out.write(found.text.encode())
        elif self._documents == 2:
            self._fail("--text-out holds the text of one document, the first; offsets count in each document's own")
        self._writer.write(found)

    def close(self) -> None:
        """Write what stands at the end."""
        self._writer.close()


@contextmanager
def destination(path: Path | None) -> Iterator[BinaryIO]:
    """A binary file to write to: standard output for None, else a new file that takes the place of ``path`` at the end.

    Where the block raises, ``path`` stays as it was. A device or a pipe is written to directly.

    Raises:
        OSError: it cannot be created or written.
    """
    if path is None:
        if sys.stdout is None:
            raise OSError(errno.EBADF, "it is closed")
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    elif path.exists() and not path.is_file():
        with path.open("wb") as device:
            yield device
    else:
        import tempfile

        target = path.resolve()  # through a link, to the file that it names
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
        part = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                yield cast("BinaryIO", file)
                file.flush()
                os.fsync(file.fileno())
            part.chmod(target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_umask())
            part.replace(target)
        except BaseException:
            part.unlink(missing_ok=True)
            raise


def discard_stdout() -> None:
    """Let what is left in the buffer of standard output go nowhere, so that the end of the program does not fail on it."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
