"""Ray: units of the inputs go to the cores of a cluster, each writes its part; Ray Data hands them out."""

import contextlib
import logging
import os
import signal
import socket
import sys
from collections.abc import Generator, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from factx.cli.engines import EngineError
from factx.cli.engines.units import Done, Indexed, Unit, do, index
from factx.cli.readers import Article, Options
from factx.cli.remote import Folder
from factx.cli.work import Work
from factx.cli.writers import Layout

os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing is sent anywhere

import ray
import ray.data

_PATIENCE = 10.0  # seconds
_FILES = 64
"""The files that are looked through by one task."""


@contextlib.contextmanager
def cluster(address: str | None) -> Iterator[None]:
    """A connection to a cluster.

    Args:
        address: that of its head; None: what ``RAY_ADDRESS`` names, a cluster that runs here, or else one of this machine.

    Raises:
        EngineError: there is none.
    """
    with _quiet():
        yield from _cluster(address)


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keep off standard error what Ray's own core writes there; what Python writes, the messages of machines too, stays."""
    if sys.stderr is None:
        yield
        return
    stderr, mine = sys.stderr, os.dup(2)
    with Path(os.devnull).open("wb") as nowhere, open(mine, "w", encoding="utf-8", errors="backslashreplace") as own:
        os.dup2(nowhere.fileno(), 2)
        sys.stderr = own
        try:
            yield
        finally:
            own.flush()
            os.dup2(mine, 2)
            sys.stderr = stderr


def _cluster(address: str | None) -> Iterator[None]:
    where = address or os.environ.get("RAY_ADDRESS")
    try:
        host, _, port = (where or "").rpartition(":")
        if host and port.isdigit():
            socket.create_connection((host, int(port)), _PATIENCE).close()  # Ray itself would go on trying
    except OSError as error:
        raise EngineError(f"no Ray cluster at {where}: {error.strerror or error}") from error
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        ray.init(address, log_to_driver=False, logging_level=logging.ERROR, include_dashboard=None)
    except (OSError, ValueError, RuntimeError, TimeoutError) as error:
        raise EngineError(f"no Ray cluster at {where or 'this machine'}: {_line(error)}") from error
    for number, handler in handlers.items():
        signal.signal(number, handler)
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.max_errored_blocks = -1  # what a unit fails of costs no other
    logging.getLogger("ray.data").setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        ray.shutdown()


def indexed(sources: Sequence[str], reading: Options, size: int) -> list[Indexed]:
    """Files looked through, in order; see ``index``.

    Raises:
        EngineError: the workers cannot do it.
    """
    here = str(Path.cwd())

    def look(batch: dict[str, Any]) -> dict[str, list[Any]]:
        _enter(here)
        found = [msgspec.msgpack.encode(index(source, reading, size)) for source in batch["source"].to_pylist()]
        return {"number": batch["number"].to_pylist(), "found": found}

    rows = [{"number": number, "source": source} for number, source in enumerate(sources)]
    blocks = max(1, min(len(rows), max(_cores() * 2, len(rows) // _FILES)))
    data = ray.data.from_items(rows, override_num_blocks=blocks).map_batches(look, batch_format="pyarrow")
    out: dict[int, Indexed] = {}
    try:
        for row in data.iter_rows():
            out[row["number"]] = msgspec.msgpack.decode(row["found"], type=Indexed)
    except ray.exceptions.RayError as error:
        raise EngineError(f"the cluster cannot look through the inputs: {_line(error)}") from error
    if len(out) < len(sources):
        raise EngineError("the cluster cannot look through the inputs: is factx[ray] installed on all machines?")
    return [out[number] for number in range(len(sources))]


class Extractor:
    """An actor: one core that works on units. It is warm before the first."""

    def __init__(self, work: Work, folder: Folder, layout: Layout, here: str) -> None:
        _enter(here)
        self._do = lambda unit: do(unit, work, folder, layout)
        work.of(Article("", "特华投资宣布回购1.5亿元。"))

    def __call__(self, batch: dict[str, Any]) -> dict[str, list[bytes]]:
        """What came of the units of a batch."""
        units = (msgspec.msgpack.decode(data, type=Unit) for data in batch["unit"].to_pylist())
        return {"done": [msgspec.msgpack.encode(self._do(unit)) for unit in units]}


def results(units: Sequence[Unit], work: Work, folder: Folder, layout: Layout) -> Generator[Done, None, None]:
    """Every unit that could be done, as soon as it is. Those of workers and machines that die are done by others.

    Raises:
        EngineError: nothing can be done at all.
    """
    if not units:
        return
    rows = [{"unit": msgspec.msgpack.encode(unit)} for unit in units]
    data = ray.data.from_items(rows, override_num_blocks=len(rows)).map_batches(
        Extractor,
        batch_format="pyarrow",
        batch_size=1,
        fn_constructor_args=(work, folder, layout, str(Path.cwd())),
        num_cpus=1,
        # From one on: those of a machine that is gone begin anew elsewhere once others have nothing left to do.
        compute=ray.data.ActorPoolStrategy(min_size=1, max_size=_cores(), initial_size=_cores()),
    )
    known: set[int] = set()
    try:
        for row in data.iter_rows():
            done = msgspec.msgpack.decode(row["done"], type=Done)
            if done.number not in known:
                known.add(done.number)
                yield done
    except ray.exceptions.RayError as error:
        raise EngineError(f"the cluster failed: {_line(error)}") from error


def _enter(folder: str) -> None:
    """Work where the command was given, so that names of files mean the same."""
    if Path(folder).is_dir():
        os.chdir(folder)


def _cores() -> int:
    return max(1, int(ray.cluster_resources().get("CPU", 1)))


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:300]
