"""Engines: where the work is done. One module each, imported when it is asked for."""

from collections.abc import Generator, Iterable
from contextlib import closing

from factx.cli.work import Outcome, Task, Told, Work, decode, plain, weight, working


class EngineError(RuntimeError):
    """The workers cannot be started or used; the message says why."""


def results(work: Work, tasks: Iterable[Task], jobs: int) -> Generator[tuple[Task, list[Outcome]], None, None]:
    """Every task with what came of it, in order; few are held at a time.

    Args:
        work: what is to be done to each.
        tasks: read as they are needed.
        jobs: how many processes do it; 1: this one.

    Raises:
        EngineError: the processes do not start.
    """
    if jobs == 1:
        missing: set[str] = set()
        for task in tasks:
            yield task, work.done(task, missing)
        return
    from factx.cli.engines.processes import Died, Pool, died, killed
    from factx.pipeline import chunked

    with closing(Pool(working, work, jobs).map(chunked(tasks, weight))) as done:
        for chunk in done:
            told: list[Told] = []
            if chunk.deaths and not any(isinstance(result, Died) for result in chunk.results):
                told.append(
                    Told("error", f"a worker process was {killed(chunk.deaths[0])}; what it was at was done again")
                )
            for task, result in zip(chunk.items, chunk.results, strict=True):
                if isinstance(result, Died):
                    source = plain(task.source)
                    outcomes = [Outcome(source, [Told("error", died(source, result.status))])]
                else:
                    outcomes = decode(result)
                if told:
                    outcomes.insert(0, Outcome(plain(task.source), told))
                    told = []
                yield task, outcomes
