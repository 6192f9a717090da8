"""Sources: the inputs with folders and patterns replaced by the files that they stand for."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from factx.cli.readers import (
    COLLECTIONS,
    ENDINGS,
    REMOTE,
    STDIN,
    Fail,
    Form,
    Options,
    UnreadableError,
    form_of,
    needs,
)


def sources(inputs: list[str], options: Options, fail: Fail) -> Iterator[str]:
    """The inputs, with each folder replaced by the files in it and each pattern by what it matches, sorted by path.

    A URL names a file or a folder on a file system that pyarrow knows; there are no patterns on those.

    A file that is named or matched is read whatever its ending. From a folder come the formats that hold one document,
    and collections where the field of the text is given: tables of anything else lie in folders, too.

    ``fail`` is told of a folder or a pattern that stands for nothing; the other inputs follow all the same.
    """
    for name in inputs:
        if name == STDIN or _is_file(name):
            yield name
        elif Path(name).is_dir():
            yield from _folder(name, _walk(name, fail), options, fail)
        elif REMOTE in name:
            yield from _remote(name, options, fail)
        else:
            yield from _matching(name, fail)


def _matching(name: str, fail: Fail) -> Iterator[str]:
    import glob

    if not glob.has_magic(name):
        yield name
        return
    matched = False
    for path in sorted(glob.iglob(name, recursive=True)):
        if Path(path).is_file():
            matched = True
            yield path
    if not matched:
        fail(UnreadableError(f"{name}: no file matches"))


def _is_file(name: str) -> bool:
    try:
        return Path(name).is_file()
    except ValueError:  # a path with a null character
        return True  # opening it says so


def _remote(url: str, options: Options, fail: Fail) -> Iterator[str]:
    try:
        from factx.cli import remote
    except ImportError as error:
        fail(needs(url, "parquet", error))
        return
    try:
        found = remote.files(url)
    except remote.RemoteError as error:
        fail(UnreadableError(f"{url}: {error}"))
        return
    if found is None:
        yield url
    else:
        yield from _folder(url, found, options, fail)


def _folder(folder: str, paths: Iterable[str], options: Options, fail: Fail) -> Iterator[str]:
    forms: set[Form] = {form for form in ENDINGS.values() if options.text_field or form not in COLLECTIONS}
    found = False
    for path in paths:
        if form_of(path) in forms:
            found = True
            yield path
    if not found:
        endings = " ".join(f"*{ending}" for ending, form in ENDINGS.items() if form in forms)
        fail(UnreadableError(f"{folder}: no {endings} file in this folder"))


def _walk(folder: str, fail: Fail) -> Iterator[str]:
    def unlisted(error: OSError) -> None:
        fail(UnreadableError(f"{error.filename}: {error.strerror}"))

    for parent, folders, files in os.walk(folder, onerror=unlisted):
        folders.sort()
        for file in sorted(files):
            path = Path(parent, file)
            if path.is_file():
                yield str(path)
