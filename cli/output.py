"""Where the data goes: standard output, or a file that is written whole or not at all."""

import errno
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast


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
