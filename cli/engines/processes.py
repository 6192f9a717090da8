"""Local processes: a list of work after the other goes to workers, the results come back in order.

The workers are plain processes of the same interpreter that talk over pipes, not those of multiprocessing: a script that
uses them needs no ``if __name__ == "__main__"``, one that is killed takes no other with it, and it is known what it was
working on.
"""

import contextlib
import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from threading import Lock, local
from typing import Any, Generic, TypeVar, cast

from factx.cli.engines import EngineError
from factx.cli.engines.worker import receive, send

_START = "import sys; sys.path[:] = sys.argv[1:]; from factx.cli.engines.worker import main; main()"
_ATTEMPTS = 3  # to start a worker on a machine that is short of memory

T = TypeVar("T")
R = TypeVar("R")
A = TypeVar("A")


@dataclass(frozen=True)
class Died:
    """What comes back for an item whose worker died of it, or on the way to it.

    Attributes:
        status: the exit status as subprocess tells it: -9 for a process that was killed.
    """

    status: int


@dataclass(frozen=True)
class Chunk(Generic[T, R]):
    """A list of work that is done.

    Attributes:
        items: what was to be done.
        results: what came of each.
        deaths: exit statuses of the workers that died; what they were at was done again, once.
    """

    items: list[T]
    results: list[R | Died]
    deaths: list[int]


class _ClosedError(Exception):
    pass


class _Worker:
    """One process, with one thread that talks to it."""

    def __init__(self, hello: bytes) -> None:
        group = {"process_group": 0} if os.name == "posix" else {}
        path = [os.path.abspath(entry) for entry in sys.path]
        self.process = subprocess.Popen(  # noqa: S603 - this interpreter
            [sys.executable, "-c", _START, *path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, **cast("Any", group)
        )
        self.hello = hello
        self.ready = False

    def ask(self, message: bytes) -> bytes:
        """The answer to a message.

        Raises:
            EOFError: the process died.
        """
        inward, outward = self.process.stdin, self.process.stdout
        assert inward is not None
        assert outward is not None
        try:
            if not self.ready:
                send(inward, self.hello)  # type: ignore[arg-type]
                receive(outward)  # type: ignore[arg-type]
                self.ready = True
            send(inward, message)  # type: ignore[arg-type]
            return receive(outward)  # type: ignore[arg-type]
        except BrokenPipeError as error:
            raise EOFError from error

    def end(self) -> int:
        """Kill the process; its exit status."""
        self.process.kill()
        status = self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            with contextlib.suppress(BrokenPipeError):
                pipe.close()  # type: ignore[union-attr]
        return status


class Pool(Generic[A, T, R]):
    """Processes that do the same work on lists of items.

    Args:
        make: a function of a module; called in every worker, with ``argument``, it gives the function of a list of items
            to their results.
        argument: anything that can be pickled; send nothing heavy.
        jobs: the number of processes.
    """

    def __init__(self, make: Callable[[A], Callable[[list[T]], list[R]]], argument: A, jobs: int) -> None:
        try:
            self._hello = pickle.dumps((make, argument), pickle.HIGHEST_PROTOCOL)
        except (pickle.PicklingError, AttributeError, TypeError) as error:
            raise EngineError(f"what the workers need cannot be sent to them: {error}") from error
        self._jobs = jobs
        self._own = local()
        self._workers: set[_Worker] = set()
        self._lock = Lock()
        self._closed = False

    def map(self, chunks: Iterable[list[T]]) -> Generator[Chunk[T, R], None, None]:
        """The lists with their results, in order. Few are under way at a time, two for each process.

        Raises:
            EngineError: the workers do not start, or the work raised in one.
        """
        threads = ThreadPoolExecutor(self._jobs, "factx-worker")
        under_way: deque[Future[Chunk[T, R]]] = deque()
        try:
            for chunk in chunks:
                under_way.append(threads.submit(self._chunk, chunk))
                if len(under_way) >= 2 * self._jobs:
                    yield under_way.popleft().result()
            while under_way:
                yield under_way.popleft().result()
        finally:
            with self._lock:
                self._closed = True
            for worker in self._workers:
                worker.process.kill()  # what a thread waits for from it comes to an end
            threads.shutdown(cancel_futures=True)
            for worker in self._workers:
                worker.end()

    def _worker(self) -> _Worker:
        """The worker of this thread."""
        worker: _Worker | None = getattr(self._own, "worker", None)
        if worker is None:
            with self._lock:
                if self._closed:
                    raise _ClosedError
                worker = self._own.worker = _Worker(self._hello)
                self._workers.add(worker)
        return worker

    def _chunk(self, items: list[T]) -> Chunk[T, R]:
        deaths: list[int] = []
        results = self._results(items, deaths)
        if isinstance(results, Died):
            # Which of them it was is seen when each is done alone.
            one_by_one = [self._results([item], deaths) for item in items]
            return Chunk(items, [one if isinstance(one, Died) else one[0] for one in one_by_one], deaths)
        return Chunk(items, cast("list[R | Died]", results), deaths)

    def _results(self, items: list[T], deaths: list[int]) -> list[R] | Died:
        message = pickle.dumps(items, pickle.HIGHEST_PROTOCOL)
        for attempt in range(_ATTEMPTS):
            worker = self._worker()
            try:
                return cast("list[R]", pickle.loads(worker.ask(message)))  # noqa: S301 - from our own process
            except EOFError:
                with self._lock:
                    if self._closed:
                        raise _ClosedError from None
                    self._workers.discard(worker)
                    self._own.worker = None
                status = _ended(worker)
                deaths.append(status)
                if worker.ready and status < 0:
                    return Died(status)
                if status > 0 or attempt == _ATTEMPTS - 1:
                    raise EngineError(
                        f"a worker process ended with status {status}; what it printed says why"
                    ) from None
        raise AssertionError


def _ended(worker: _Worker) -> int:
    """The exit status of a worker whose pipe closed."""
    try:
        status = worker.process.wait(5)
    except subprocess.TimeoutExpired:
        status = 0
    return worker.end() if status == 0 else (worker.end(), status)[1]


def died(source: str, status: int) -> str:
    """What to say of a document that a worker died of.

    >>> died("a.txt", -9)
    'a.txt: the process that worked on it was killed (SIGKILL); is there too little memory?'
    """
    return f"{source}: the process that worked on it was {killed(status)}"


def killed(status: int) -> str:
    """How a process ended, by its exit status."""
    import signal

    if status == -signal.SIGKILL:
        return "killed (SIGKILL); is there too little memory?"
    return f"killed ({signal.Signals(-status).name})"
