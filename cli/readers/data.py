"""Data: the bytes of an input, read through compression and bounded."""

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from factx.cli.readers import REMOTE, STDIN, UnreadableError, needs

if TYPE_CHECKING:
    from types import ModuleType

_GZIP = b"\x1f\x8b\x08"
_ZSTD = b"\x28\xb5\x2f\xfd"


@contextmanager
def opened(source: str, max_bytes: int, *, decompress: bool = True) -> Iterator[BinaryIO]:
    """A file, or standard input for ``-``, to read from; what is compressed by gzip or zstd comes out decompressed.

    A compressed input ends in an error once more than ``max_bytes`` came out of it.

    Raises:
        UnreadableError: it cannot be opened or read; also raised for errors of reading in the block.
    """
    try:
        with _raw(source) as raw:
            head = raw.peek(4) if decompress else b""
            if head.startswith(_GZIP):
                import gzip
                import zlib

                broken: tuple[type[Exception], ...] = (EOFError, zlib.error, gzip.BadGzipFile)
                stream = cast("BinaryIO", gzip.GzipFile(fileobj=raw))
            elif head.startswith(_ZSTD):
                zstd = _zstd(source)
                broken = (EOFError, zstd.ZstdError)
                stream = cast("BinaryIO", zstd.ZstdFile(raw))
            else:
                yield cast("BinaryIO", raw)
                return
            try:
                yield cast("BinaryIO", io.BufferedReader(_Bounded(stream, source, max_bytes), 1 << 16))
            except broken as error:
                raise UnreadableError(f"{source}: its compressed data is broken: {error}") from error
    except OSError as error:
        raise UnreadableError(f"{source}: {error.strerror or error}") from error


def read_all(source: str, max_bytes: int) -> bytes:
    """All bytes of an input, decompressed.

    Raises:
        UnreadableError: it cannot be opened or read, or holds more than ``max_bytes``.
    """
    with opened(source, max_bytes) as file:
        data = bytearray()  # a read of max_bytes would allocate them all
        while part := file.read(1 << 20):
            data += part
            if len(data) > max_bytes:
                raise too_long(source, max_bytes)
        return bytes(data)


def too_long(what: str, max_bytes: int) -> UnreadableError:
    """What to say of an input that holds more than it may."""
    return UnreadableError(f"{what}: more than {max_bytes} bytes; raise --max-bytes to read it")


@contextmanager
def _raw(source: str) -> Iterator[io.BufferedReader]:
    if source == STDIN:
        if sys.stdin is None:
            raise UnreadableError(f"{STDIN}: standard input is closed")
        yield cast("io.BufferedReader", sys.stdin.buffer)
        return
    if "\0" in source:
        raise UnreadableError(f"{source}: no path holds a null character")
    if REMOTE in source and not Path(source).exists():
        with remote_file(source) as raw:
            yield io.BufferedReader(raw, 1 << 20)
        return
    with Path(source).open("rb") as file:
        yield file


def remote_file(source: str) -> Any:
    """The file that a URL names, to read and to seek in.

    Raises:
        UnreadableError: it cannot be opened, or the package for that is not installed.
    """
    try:
        from factx.cli import remote
    except ImportError as error:
        raise needs(source, "parquet", error) from error
    try:
        return remote.opened(source)
    except remote.RemoteError as error:
        raise UnreadableError(f"{source}: {error}") from error


def _zstd(source: str) -> "ModuleType":
    from importlib import import_module

    try:
        return import_module("compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd")
    except ImportError as error:
        raise needs(source, "zst", error) from error


class _Bounded(io.RawIOBase):
    """A stream that ends in an error where more comes out of it than it may; little more than that is decompressed."""

    def __init__(self, stream: BinaryIO, source: str, max_bytes: int) -> None:
        self._stream = stream
        self._source = source
        self._max_bytes = max_bytes
        self._left = max_bytes

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        view = memoryview(buffer)
        data = self._stream.read(len(view))
        self._left -= len(data)
        if self._left < 0:
            raise too_long(self._source, self._max_bytes)
        view[: len(data)] = data
        return len(data)
