"""Lists: numbers after 分别为 go to the things, metrics or periods named before it, in order."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from factx.fact import NUMERIC, Fact
from factx.link.clause import Line
from factx.link.metric import Reach
from factx.link.phrase import Phrase

Span = tuple[int, int]

_MOST: Final = 40
_LONGEST: Final = 24
# How far before an item ends a date or the company is looked for in it.
_FAR: Final = 48
_LEAD: Final = re.compile("[^,;:。]{0,24}主[营要](?:业务|产品)(?:收入)?(?:为|是|包括|有)")
_YEARS: Final = re.compile(r"(\d{4})/(\d{4})")
_JOINTLY: Final = re.compile("(?:共同|合计)(?:持股|持有|出资|投资|认缴)$")
_JOINS: Final = frozenset(("、", "和", "及", "与", "以及"))
_BOUNDS: Final = frozenset({"stop", "open", "close", "quote", "number", "say", "adv", "prep", "func", "media"})
_HEADS: Final = frozenset({"metric", "gain", "loss"})


class Share(NamedTuple):
    """What each number of a list gets of its own; None: what the others get too."""

    metrics: list[Span] | None = None
    subjects: list[Span] | None = None
    periods: list[str] | None = None


def run_of(line: Line, facts: Sequence[Fact], n: int) -> int:
    """How many numbers, from the n-th fact on, stand in one list: 3亿元、5亿元和7亿元 => 3."""
    count = 1
    for a, b in pairwise(facts[n : n + _MOST]):
        between = line.fold[a.end : b.start] if b.start - a.end < 5 else ""
        if b.kind not in NUMERIC or not between or any(c not in "、和及与,约以超逾近/" for c in between):
            break
        count += 1
    return count


def share_of(line: Line, facts: Sequence[Fact], count: int, r: Reach, phrase: Phrase | None) -> Share | None:
    """How a list of numbers is shared out, or None where no list of as many items stands before it."""
    if phrase is not None and phrase.kind == "noun":
        items = _items(line, phrase.end, count)
        if items and all(_metric(line, item) for item in items):
            return Share(metrics=items)
    items = _items(line, phrase.start if phrase is not None else r.pos, count)
    if not items:
        return None
    dates = {edge: f.timex for f in facts if f.kind == "date" and f.timex for edge in (f.start, f.end)}
    periods = [dates.get(end) or dates.get(start) for start, end in items]
    if all(periods):
        return Share(periods=[p for p in periods if p])
    if phrase is None and all(_metric(line, item) for item in items):
        return Share(metrics=items)
    return Share(subjects=items)


def dates_of(facts: Sequence[Fact], count: int) -> list[str] | None:
    """The periods of the list or the range of dates before a list of numbers: 2019年、2020年,公司营收分别为…

    A range of as many years is shared out, too: 2020-2022年EPS 1.00/1.17/1.37元.
    """
    dates = [fact for fact in facts if fact.kind == "date"][-count:]
    years = _YEARS.fullmatch(dates[-1].timex or "") if dates else None
    if years and int(years[2]) - int(years[1]) + 1 == count:
        return [str(int(years[1]) + i) for i in range(count)]
    if len(dates) != count or any(b.start - a.end > 2 for a, b in pairwise(dates)):
        return None
    periods = [fact.timex for fact in dates if fact.timex]
    return periods if len(periods) == count else None


def _metric(line: Line, item: Span) -> bool:
    i = line.index(item[1]) - 1
    return i >= 0 and line.tokens[i][1] == item[1] and line.tokens[i][2] in _HEADS


def _items(line: Line, end: int, count: int) -> list[Span]:
    """The ``count`` items of the list that ends at an offset: 化纤、贸易,占比分别为 => 化纤, 贸易.

    Read first as A、B和C, where only the last pair is joined by a word: 油漆及涂料、橡胶和塑料 is two items.
    """
    while end > line.start and line.fold[end - 1] in ",:的 ":
        end -= 1
    if (deed := _JOINTLY.search(line.fold, max(line.start, end - 6), end)) is not None:
        end = deed.start()  # 由甲公司、乙公司[共同持股],比例分别为
    return _business(line, end, count) or _split(line, end, count, True) or _split(line, end, count, False)


def _business(line: Line, end: int, count: int) -> list[Span]:
    """The items of 主营业务为A和B、C、其他: what stands between the marks, whatever it is."""
    lead = _LEAD.match(line.fold, line.clause(end), end)
    if lead is None or end - lead.end() > count * (_LONGEST + 1):
        return []
    spans: list[Span] = []
    start = lead.end()
    for item in line.fold[start:end].split("、"):
        spans.append((start, start + len(item)))
        start += len(item) + 1
    return spans if len(spans) == count and all(1 < e - s <= _LONGEST for s, e in spans) else []


def _split(line: Line, end: int, count: int, strict: bool) -> list[Span]:
    tokens, fold = line.tokens, line.fold
    spans: list[Span] = []
    i = line.index(end) - 1
    start = line.start
    low = max(-1, i - 8 * count - 16)
    while i > low:
        s, e, kind = tokens[i]
        word = fold[s:e]
        if word in _JOINS and len(spans) + 1 < count and (not strict or not spans or word == "、"):
            spans.append((e, end))
            end = s - 1 if fold[s - 1] == "," else s
        elif kind in _BOUNDS and s < end and not (strict and word in _JOINS) and not (e == end and fold[s - 1] == "、"):
            start = e
            break
        i -= 1
    for first, stop, kind in tokens[line.index(max(start, end - _FAR)) : line.index(end)]:
        if kind in ("date", "self") and stop < end - 1:
            start = stop  # 预计至2023年公司[物业管理]及增值服务
        elif first == start and fold[first:stop] == "公司" and stop < end - 1:
            start = stop
    cut = max(fold.rfind(c, start, end) for c in "为是括")
    has = fold.rfind("有", start, end)
    cut = has if has > cut and not fold.startswith("限", has + 1) else cut  # 有甲、乙, not 某某有限公司、乙
    spans.append((max(start, cut + 1), end))
    if len(spans) != count or any(not 1 < e - s <= _LONGEST for s, e in spans):
        return []
    return spans[::-1]
