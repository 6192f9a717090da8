"""The run of `factx extract`: task after task is done, told of and handed to a writer."""

import sys
from collections.abc import Callable
from contextlib import closing
from itertools import islice

import msgspec

from factx.cli.engines import results
from factx.cli.parts import Parts
from factx.cli.readers import BadRowError
from factx.cli.work import Outcome, Task, Told, Work
from factx.cli.writers import Writer


def say(message: object) -> None:
    """One line on standard error."""
    line = str(message)
    print("factx:", line if line.isprintable() else ascii(line)[1:-1], file=sys.stderr)  # noqa: T201


class StoppedError(Exception):
    """The run stops at an error, which was told of."""


class Run(msgspec.Struct):
    """How the work is done, and what became of it.

    Attributes:
        work: what is asked of every document.
        strict: stop at the first error of an input.
        jobs: the number of processes that work; 1: this one.
        found: the number of facts written.
        documents: the number of documents.
        failed: whether there was an error.
        skipped: the number of rows of collections that could not be read.
        unplaced: the number of dates that only a reference date could have placed.
    """

    work: Work
    strict: bool = False
    jobs: int = 1
    found: int = 0
    documents: int = 0
    failed: bool = False
    skipped: int = 0
    unplaced: int = 0

    def fail(self, error: object) -> None:
        """Say what is wrong with an input; the others go on, unless the run is strict.

        Raises:
            StoppedError: it is.
        """
        self.failed = True
        self.skipped += isinstance(error, BadRowError)
        say(error)
        if self.strict:
            raise StoppedError

    def tell(self, told: Told) -> None:
        """Say what is to be said of an input.

        Raises:
            StoppedError: it is an error, and the run is strict.
        """
        if told.kind == "note":
            say(told.line)
        else:
            self.skipped += told.kind == "row"
            self.fail(told.line)

    def over(
        self,
        inputs: list[str],
        writer: Writer,
        *,
        skip: int = 0,
        after: Callable[[Task, list[Outcome]], None] | None = None,
    ) -> None:
        """Do every task in turn and write what is found.

        Args:
            inputs: as the user names them.
            writer: is handed every document; closed at the end.
            skip: how many tasks to leave out, from the first on: they are done.
            after: is called after each task.
        """
        tasks = islice(self.work.tasks(inputs, self.fail), skip, None)
        with closing(results(self.work, tasks, self.jobs)) as done:
            for task, outcomes in done:
                for outcome in outcomes:
                    for told in outcome.told:
                        self.tell(told)
                    if outcome.text is not None:
                        self.documents += 1
                        self.found += len(outcome.facts)
                        self.unplaced += outcome.unplaced
                        writer.write(outcome.found())
                if after:
                    after(task, outcomes)
        writer.close()

    def into(self, inputs: list[str], parts: Parts, after: Callable[[Task, list[Outcome]], None]) -> None:
        """Do what is not done yet and write it to the parts of a folder.

        Args:
            inputs: as the user names them.
            parts: the folder.
            after: is called after each task.
        """

        def one(task: Task, outcomes: list[Outcome]) -> None:
            failed = any(told.kind != "note" for outcome in outcomes for told in outcome.told)
            parts.task(failed=failed, unplaced=sum(outcome.unplaced for outcome in outcomes))
            after(task, outcomes)

        self.failed |= parts.failed
        self.found, self.documents = parts.total("facts"), parts.total("documents")
        self.unplaced = parts.total("unplaced")
        try:
            if not parts.manifest.complete:
                self.over(inputs, parts, skip=parts.done, after=one)
        finally:
            parts.release()
