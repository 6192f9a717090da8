"""Remote files: what a URL names, on the file systems that pyarrow knows (file, s3, gs, hdfs), read and written."""

import contextlib
import string
import uuid
from collections.abc import Iterator
from typing import Any, BinaryIO, cast
from urllib.parse import quote, unquote

import pyarrow as pa
from pyarrow import fs

_KEPT = "".join(set(string.punctuation) - set("%?#"))


class RemoteError(Exception):
    """A URL that cannot be used; the message says why."""


def resolved(url: str) -> tuple[Any, str]:
    """The file system of a URL and the path on it.

    Raises:
        RemoteError: pyarrow knows no such file system, or the URL is no good.

    >>> resolved("file:///tmp/年报 1.jsonl")[1]
    '/tmp/年报 1.jsonl'
    """
    try:
        return cast("tuple[Any, str]", fs.FileSystem.from_uri(quote(url, safe=string.punctuation)))
    except (pa.ArrowException, OSError, ValueError) as error:
        raise RemoteError(_line(error)) from error


def files(url: str) -> list[str] | None:
    """The URLs of the files in a folder and the folders in it, sorted; None: the URL names no folder.

    Raises:
        RemoteError: it cannot be listed.
    """
    system, path = resolved(url)
    try:
        if system.get_file_info(path).type != fs.FileType.Directory:
            return None
        found = system.get_file_info(fs.FileSelector(path, recursive=True))
    except (pa.ArrowException, OSError) as error:
        raise RemoteError(_line(error)) from error
    address, mark, query = url.partition("?")  # the query holds options of the file system
    begin = unquote(address).rstrip("/").removesuffix(path.rstrip("/"))
    return sorted(
        begin + quote(info.path, safe=_KEPT) + mark + query for info in found if info.type == fs.FileType.File
    )


def size(url: str) -> int:
    """The bytes of a file; 0 where that is not known."""
    try:
        system, path = resolved(url)
        return system.get_file_info(path).size or 0
    except (RemoteError, pa.ArrowException, OSError):
        return 0


def opened(url: str) -> Any:
    """A file to read and to seek in.

    Raises:
        OSError: it cannot be opened.
        RemoteError: the URL is no good.
    """
    system, path = resolved(url)
    return system.open_input_file(path)


class Folder:
    """A folder to write to that every machine of a cluster sees.

    Args:
        url: its URL; it is created where it does not exist.

    Raises:
        OSError: it cannot be created.
        RemoteError: the URL is no good.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self._fs, path = resolved(url)
        self._path = path.rstrip("/")
        self._fs.create_dir(self._path, recursive=True)

    def __reduce__(self) -> tuple[type["Folder"], tuple[str]]:
        return Folder, (self.url,)

    def names(self) -> set[str]:
        """The names of what lies in it."""
        return {info.base_name for info in self._fs.get_file_info(fs.FileSelector(self._path))}

    def read(self, name: str) -> bytes:
        """The bytes of a file in it."""
        with self._fs.open_input_stream(f"{self._path}/{name}") as file:
            return cast("bytes", file.read())

    def remove(self, name: str) -> None:
        """Delete a file."""
        self._fs.delete_file(f"{self._path}/{name}")

    def enter(self, name: str, tries: int) -> int | None:
        """Note that somebody is at a file. A note that is left says that they died of it.

        Returns:
            the number of this try, or None after ``tries`` of them.
        """
        marks = [self._mark(name, number) for number in range(tries)]
        for number, info in enumerate(self._fs.get_file_info(marks)):
            if info.type == fs.FileType.NotFound:
                self._fs.open_output_stream(marks[number]).close()
                return number
        return None

    def leave(self, name: str, number: int) -> None:
        """Take the notes back, up to that of this try."""
        for before in range(number + 1):
            with contextlib.suppress(OSError):
                self._fs.delete_file(self._mark(name, before))

    def _mark(self, name: str, number: int) -> str:
        return f"{self._path}/.{name}.try-{number}.part"

    @contextlib.contextmanager
    def writing(self, name: str) -> Iterator[BinaryIO]:
        """A new file, which takes its name at the end of the block; nothing is left of it where that raises."""
        part = f"{self._path}/.{name}.{uuid.uuid4().hex}.part"
        try:
            with self._fs.open_output_stream(part) as file:
                yield file
            self._fs.move(part, f"{self._path}/{name}")
        except BaseException:
            with contextlib.suppress(OSError):  # what was not created need not go
                self._fs.delete_file(part)
            raise


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:300]
