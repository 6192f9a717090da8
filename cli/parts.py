"""A folder of numbered parts with a manifest: long work that can be gone on with."""

import dataclasses
import os
import time
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

import msgspec
from msgspec.structs import replace

from factx.cli.output import OutputError, destination
from factx.cli.readers import STDIN, UnreadableError
from factx.cli.readers.data import opened
from factx.cli.readers.sources import sources
from factx.cli.work import Work, size_of
from factx.cli.writers import Format, Found, Layout, Writer
from factx.cli.writers import writer as writer_of
from factx.schema import SCHEMA_VERSION

if TYPE_CHECKING:
    from io import BufferedReader

MANIFEST = "manifest.json"
PARTS: frozenset[Format] = frozenset({"parquet", "jsonl", "csv", "tsv"})
"""The formats that a part can have."""
_FACTS = 1 << 17


class ResumeError(Exception):
    """The folder cannot be written to, or not gone on with; the message says why."""


def form_of_parts(asked: str) -> Format:
    """The format of the parts, Parquet where nothing is asked for.

    Raises:
        OutputError: no part can have it.
    """
    form = next((form for form in PARTS if form == asked), None)
    if form is None and asked != "auto":
        raise OutputError("--format", f"{asked} is no format for a folder; it is for {' '.join(sorted(PARTS))}")
    return form or "parquet"


class Part(msgspec.Struct, frozen=True):
    """A part that is written.

    Attributes:
        file: its name.
        tasks: the number of documents and files it comes from, those that cannot be read included.
        documents: the number of documents.
        facts: the number of facts.
        unplaced: the number of dates that only a reference date could have placed.
        failed: whether there was an error.
    """

    file: str
    tasks: int
    documents: int
    facts: int
    unplaced: int
    failed: bool


class Inputs(msgspec.Struct, frozen=True):
    """What was read: the number of files, their bytes, and a digest of names and contents; None: standard input."""

    files: int
    bytes: int
    digest: str | None


class Manifest(msgspec.Struct):
    """What a folder holds and what it comes from. The parts in it are whole; no other file in the folder counts."""

    factx: str
    schema_version: int
    inputs: Inputs
    options: dict[str, Any]
    parts: list[Part] = []
    complete: bool = False


def manifest_for(inputs: list[str], work: Work, form: Format, layout: Layout) -> Manifest:
    """The manifest of a run that has not begun. Every file of the inputs is read once for its digest."""
    return manifest_of(_inputs(inputs, work), work, form, layout)


def manifest_of(inputs: Inputs, work: Work, form: Format, layout: Layout, **more: object) -> Manifest:
    """The manifest of a run that has not begun, whose inputs are read; ``more`` are options that must not change either."""
    from importlib.metadata import version

    options = more | {
        "format": form,
        "columns": layout.columns,
        "header": layout.header,
        "bom": layout.bom,
        "date": work.date,
        "kinds": sorted(work.kinds),
        "unique": work.unique,
        "sentence": work.sentence,
        "explain": work.explain,
        "lexicon": _digest(repr(dataclasses.replace(work.lexicon, extractors=())).encode()) if work.lexicon else None,
        "extractors": [name for name, _ in work.lexicon.extractors],
        "reading": work.reading,
    }
    plain = msgspec.json.decode(msgspec.json.encode(options))
    return Manifest(version("factx"), SCHEMA_VERSION, inputs, plain)


def _inputs(inputs: list[str], work: Work) -> Inputs:
    found = [*sources(inputs, work.reading, lambda _error: None)]
    if STDIN in found:
        return Inputs(len(found), 0, None)
    import hashlib

    files: list[tuple[str, int, bytes | None]] = []
    for source in found:
        try:
            with opened(source, 0, decompress=False) as file:
                files.append(
                    (source, size_of(source), hashlib.file_digest(cast("BufferedReader", file), "blake2b").digest())
                )
        except UnreadableError:
            files.append((source, 0, None))
    return inputs_of(files)


def inputs_of(files: Iterable[tuple[str, int, bytes | None]]) -> Inputs:
    """What was read, from the name, the bytes and the digest of every file; None for one that cannot be read."""
    import hashlib

    total = number = 0
    digest = hashlib.blake2b(digest_size=16)
    for source, size, contents in files:
        number, total = number + 1, total + size
        digest.update(os.fsencode(source) + b"\0")
        digest.update(contents or b"unreadable")  # the run says so
    return Inputs(number, total, digest.hexdigest())


def _digest(data: bytes) -> str:
    import hashlib

    return hashlib.blake2b(data, digest_size=16).hexdigest()


def setting(name: str, default: float) -> float:
    """A number above zero that the environment may set, else the default.

    Raises:
        ResumeError: it is none.
    """
    text = os.environ.get(name, "")
    try:
        value = float(text or default)
    except ValueError:
        value = 0
    if not 0 < value < float("inf"):
        raise ResumeError(f"{name} is {text!r}, which is no number above zero")
    return value


class Parts:
    """Writes documents to numbered files of a folder, each whole or not at all, and says in the manifest what is done.

    Args:
        folder: created where it does not exist.
        manifest: of a run that has not begun.
        form: the format of the parts.
        layout: how it is laid out.
        resume: go on where an earlier run of the same inputs and options ended.

    Raises:
        ResumeError: the folder holds something, or something else, or the environment sets what is no time.
        OSError: it cannot be created or read.
    """

    def __init__(self, folder: Path, manifest: Manifest, form: Format, layout: Layout, *, resume: bool) -> None:
        self._folder = folder
        self._seconds = setting("FACTX_PART_SECONDS", 30)  # of work, at most, is lost in a crash
        self._form = form
        self._told = layout.fail
        self._layout = replace(layout, fail=self._refused)
        folder.mkdir(parents=True, exist_ok=True)
        self.manifest = _resumed(folder, manifest) if resume else _begun(folder, manifest)
        self._part = ExitStack()
        self._writer: Writer | None = None
        self._empty()
        self._save()

    @property
    def done(self) -> int:
        """The number of tasks that the parts hold."""
        return sum(part.tasks for part in self.manifest.parts)

    def total(self, name: Literal["documents", "facts", "unplaced"]) -> int:
        """What the parts that are written add up to."""
        return sum(getattr(part, name) for part in self.manifest.parts)

    @property
    def failed(self) -> bool:
        """Whether there was an error in what is written."""
        return any(part.failed for part in self.manifest.parts)

    def write(self, found: Found) -> None:
        """Write the facts of one document."""
        if self._writer is None:
            self._writer = writer_of(self._form, self._part.enter_context(destination(self._path())), self._layout)
        self._writer.write(found)
        self._documents += 1
        self._facts += len(found.rows)

    def task(self, *, failed: bool, unplaced: int) -> None:
        """A task is done, all its documents are written."""
        self._tasks += 1
        self._failed |= failed
        self._unplaced += unplaced
        if self._facts >= _FACTS or time.monotonic() - self._since >= self._seconds:
            self._commit()

    def close(self) -> None:
        """Write the last part, and that all is done."""
        if self._tasks:
            self._commit()
        self.manifest.complete = True
        self._save()

    def release(self) -> None:
        """Let go of a part that is not whole."""
        error = InterruptedError()
        self._part.__exit__(type(error), error, None)

    def _refused(self, reason: str) -> None:
        self._failed = True
        self._told(reason)

    def _path(self) -> Path:
        return self._folder / f"part-{len(self.manifest.parts):05}.{self._form}"

    def _commit(self) -> None:
        """Put the part in its place, then the manifest that names it: what a crash leaves between is written anew."""
        if self._writer is None:  # no facts are facts, too
            self._writer = writer_of(self._form, self._part.enter_context(destination(self._path())), self._layout)
        self._writer.close()
        self._part.close()
        counts = (self._tasks, self._documents, self._facts, self._unplaced, self._failed)
        self.manifest.parts.append(Part(self._path().name, *counts))
        self._save()
        self._empty()

    def _empty(self) -> None:
        self._writer = None
        self._tasks = self._documents = self._facts = self._unplaced = 0
        self._failed = False
        self._since = time.monotonic()

    def _save(self) -> None:
        with destination(self._folder / MANIFEST) as out:
            out.write(msgspec.json.format(msgspec.json.encode(self.manifest)) + b"\n")


def _begun(folder: Path, manifest: Manifest) -> Manifest:
    if any(folder.iterdir()):
        raise ResumeError(f"{folder}: not empty; --resume goes on with a run that ended early")
    return manifest


def _resumed(folder: Path, manifest: Manifest) -> Manifest:
    """The manifest of the folder, if it is of the same run."""
    if manifest.inputs.digest is None:
        raise ResumeError(f"{folder}: --resume needs files: standard input cannot be read again")
    try:
        before = msgspec.json.decode((folder / MANIFEST).read_bytes(), type=Manifest)
    except FileNotFoundError:
        if any(path for path in folder.iterdir() if not left_over(path.name)):
            raise ResumeError(f"{folder}: not empty, and no {MANIFEST} says what it holds") from None
        before = manifest
    except msgspec.MsgspecError as error:
        raise ResumeError(f"{folder / MANIFEST}: {error}") from error
    must_agree(str(folder), before, manifest)
    for part in before.parts:
        if not (folder / part.file).is_file():
            raise ResumeError(f"{folder}: {part.file} is missing")
    for path in folder.iterdir():
        if left_over(path.name):
            path.unlink()
    return before


def must_agree(folder: str, before: Manifest, manifest: Manifest) -> None:
    """See that a run goes on with what was begun.

    Raises:
        ResumeError: it is another; the message says in what.
    """
    for name in sorted(manifest.options.keys() | before.options.keys()):
        was, now = before.options.get(name), manifest.options.get(name)
        if was != now:
            raise ResumeError(f"{folder}: begun with other options: {name} was {was!r}, is {now!r}")
    if before.factx != manifest.factx:
        raise ResumeError(f"{folder}: begun by factx {before.factx}; this is {manifest.factx}")
    if before.inputs != manifest.inputs:
        raise ResumeError(
            f"{folder}: the inputs changed: {before.inputs.files} files of {before.inputs.bytes} bytes then, "
            f"{manifest.inputs.files} of {manifest.inputs.bytes} bytes now"
        )


def left_over(name: str) -> bool:
    """Is this the name of what a crash leaves of a part or a manifest?"""
    return name.startswith((".part-", f".{MANIFEST}.")) and name.endswith(".part")
