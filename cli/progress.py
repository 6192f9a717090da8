"""Progress of long work on standard error: a bar on a terminal, else a line every so often."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from factx.cli.readers import Article, Options
from factx.cli.readers.sources import sources
from factx.cli.work import Outcome, Task, size_of

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import ProgressColumn, TaskID

_AFTER = 1.0  # seconds; shorter work shows none
_REFRESH = 0.2
LOG_EVERY = 30.0
"""Seconds between two lines where standard error is no terminal."""


class Progress:
    """What is done so far.

    Args:
        inputs: what is worked on, as the user names it.
        reading: how it is read.
        bar: draw a bar; else print lines.
    """

    def __init__(self, inputs: list[str], reading: Options, *, bar: bool) -> None:
        self._inputs = inputs
        self._reading = reading
        self._draw = bar
        self._bar: Bar | None = None
        self._id: TaskID | None = None
        self._total: int | None = None
        self._begun = self._told = time.monotonic()
        self._next = self._begun + (_AFTER if bar else LOG_EVERY)
        self._documents = self._facts = self._bytes = 0
        self._read = 0  # bytes of the inputs that are behind
        self._source = ""

    def after(self, task: Task, outcomes: list[Outcome]) -> None:
        """Take note of a task that is done, and show it now and then."""
        known = [outcome for outcome in outcomes if outcome.text is not None]
        if isinstance(task, Article):
            if task.source != self._source:
                self._read += size_of(self._source) if self._source else 0
                self._source = task.source
        else:
            self._read += task.size
        facts = sum(len(outcome.facts) for outcome in known)
        self.add(len(known), facts, sum(outcome.size for outcome in known))

    def expect(self, size: int) -> None:
        """Take note of the bytes of all inputs, where somebody knows them."""
        self._total = size

    def add(self, documents: int = 0, facts: int = 0, size: int = 0, bytes_read: int = 0) -> None:
        """Take note of documents that are done, of ``size`` bytes of text, and of what is read of the inputs for them."""
        self._documents += documents
        self._facts += facts
        self._bytes += size
        self._read += bytes_read
        now = time.monotonic()
        if now >= self._next:
            self._next = now + (_REFRESH if self._draw else LOG_EVERY)
            self._show(now - self._begun)

    def _show(self, seconds: float) -> None:
        if self._total is None:
            found = sources(self._inputs, self._reading, lambda _error: None)
            self._total = sum(map(size_of, found))
        read = self._read + (position(self._source) or 0 if self._source else 0)
        left = _left(seconds * (self._total - read) / read) if 0 < read <= self._total else None
        if self._draw:
            self._show_bar(read, seconds, left)
        else:
            print("factx:", self._line(seconds, left), file=sys.stderr, flush=True)  # noqa: T201

    def _line(self, seconds: float, left: str | None) -> str:
        done = f"{self._documents:,} documents, {self._bytes / 1e6:,.1f} MB at {self._bytes / 1e6 / seconds:.2f} MB/s"
        return f"{done}, {self._facts:,} facts" + (f", {left} left" if left else "")

    def _show_bar(self, read: int, seconds: float, left: str | None) -> None:
        if self._bar is None:
            from rich.console import Console
            from rich.progress import BarColumn, TextColumn
            from rich.progress import Progress as Bar

            columns: tuple[ProgressColumn, ...] = (BarColumn(24), TextColumn("{task.description}"))
            # No thread of its own: it is drawn when there is something new.
            self._bar = Bar(*columns, console=Console(stderr=True), auto_refresh=False, transient=True)
            self._id = self._bar.add_task("", total=self._total or None)
            self._bar.start()
        assert self._id is not None
        self._bar.update(self._id, completed=read, description=self._line(seconds, left), refresh=True)

    def end(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()


@contextmanager
def progress(inputs: list[str], reading: Options, *, to_terminal: bool) -> Iterator[Progress]:
    """The progress of a run, shown while the block lasts.

    Args:
        inputs: what is worked on.
        reading: how it is read.
        to_terminal: whether the facts go to a terminal: then they are progress enough.
    """
    terminal = bool(sys.stderr and sys.stderr.isatty())
    shown = Progress(inputs, reading, bar=terminal and not to_terminal)
    try:
        yield shown
    finally:
        shown.end()


def position(source: str) -> int | None:
    """How far this process has read a file that it holds open, in bytes; None: it does not.

    The readers know it best, but gzip, Parquet and decoders stand between; the system knows it for all of them.
    """
    try:
        wanted = Path(source).stat()
    except (OSError, ValueError):
        return None
    for number in range(3, 64):
        try:
            found = os.fstat(number)
            if (found.st_dev, found.st_ino) == (wanted.st_dev, wanted.st_ino):
                return os.lseek(number, 0, os.SEEK_CUR)
        except OSError:
            continue
    return None


def _left(seconds: float) -> str:
    """A time that is left, in words.

    >>> _left(42), _left(600), _left(9000)
    ('42 s', '10 min', '2 h 30 min')
    """
    if seconds < 100:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 100 else f"{minutes // 60} h {minutes % 60} min"
