"""Many texts: the facts of one after the other, on as many processes as wanted."""

import datetime
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import closing

import msgspec

from factx.document import Document
from factx.fact import Fact
from factx.lexicon import Lexicon
from factx.pipeline import chunked, facts_of, facts_of_each

_Task = tuple[str, datetime.date | None]


def extract_many(
    texts: Iterable[str | tuple[str, datetime.date | str | None]],
    *,
    jobs: int = 1,
    date: datetime.date | str | None = None,
    lexicon: Lexicon | None = None,
) -> Generator[list[Fact], None, None]:
    """The facts of every text, in the order of the texts, which are read as they are needed.

    Args:
        texts: the texts, or pairs of a text and its own reference date. Short ones in a list or tuple, all there
            already, are done some dozens at a time, in a fifth less time.
        jobs: the number of processes that work; 1: this one; 0: one for each processor. They end with the iteration. No
            ``if __name__ == "__main__"`` is needed.
        date: the reference date of texts that have none of their own, as for ``extract``.
        lexicon: words and rules of your own; its extractors must be functions of a module where ``jobs`` is not 1.

    Raises:
        ValueError: a date is a string but no ISO 8601 date.
        OwnRuleError: a rule or an extractor of the lexicon failed.
        factx.cli.engines.EngineError: the processes do not start, or one was killed while it worked on a text.

    >>> [len(facts) for facts in extract_many(["营收1.5亿元,增长13%", "无", "涨2%"])]
    [2, 0, 1]
    >>> next(extract_many([("2月24日", "2025-02-24")]))[0].timex
    '2025-02-24'
    """
    default = _day(date)
    words = lexicon or Lexicon()
    tasks = ((text, default) if isinstance(text, str) else (text[0], _day(text[1]) or default) for text in texts)
    if jobs == 1 and isinstance(texts, Sequence):
        for chunk in chunked(tasks, _weight):
            for facts in facts_of_each([Document(text, day, words) for text, day in chunk]):
                if isinstance(facts, Exception):
                    raise facts
                yield facts
    elif jobs == 1:
        for text, day in tasks:
            yield facts_of(Document(text, day, words))
    else:
        yield from _on_processes(tasks, jobs, words)


def _on_processes(tasks: Iterable[_Task], jobs: int, lexicon: Lexicon) -> Generator[list[Fact], None, None]:
    import os

    from factx.cli.engines import EngineError
    from factx.cli.engines.processes import Died, Pool, died

    pool = Pool(_working, lexicon, jobs or os.cpu_count() or 1)
    decode = msgspec.msgpack.Decoder(list[Fact]).decode
    number = 0
    with closing(pool.map(chunked(tasks, _weight))) as done:
        for result in (result for chunk in done for result in chunk.results):
            if isinstance(result, Died):
                raise EngineError(died(f"text {number}", result.status))
            if isinstance(result, Exception):
                raise result
            yield decode(result)
            number += 1


def _working(lexicon: Lexicon) -> Callable[[list[_Task]], list[bytes | Exception]]:
    """What a worker does to some texts: the facts of each, encoded, or what it raised."""
    encode = msgspec.msgpack.Encoder().encode

    def work(tasks: list[_Task]) -> list[bytes | Exception]:
        each = facts_of_each([Document(text, day, lexicon) for text, day in tasks])
        return [facts if isinstance(facts, Exception) else encode(facts) for facts in each]

    return work


def _weight(task: _Task) -> int:
    """About how many bytes a text has."""
    return 3 * len(task[0])


def _day(date: datetime.date | str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(date) if isinstance(date, str) else date
