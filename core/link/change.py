"""Direction and basis: which way a stated change goes, and what it is measured against."""

import re
from typing import Final

from factx.extractors.pattern import Pattern
from factx.fact import Basis, Direction, Fact
from factx.link.clause import SKIP, Line
from factx.link.metric import Reach
from factx.link.phrase import Phrase

_WAY: Final[dict[str, Direction]] = {
    "up": "up",
    "gain": "up",
    "verb_up": "up",
    "down": "down",
    "loss": "down",
    "verb_down": "down",
}
_BASES: Final[tuple[Basis, ...]] = ("ytd", "yoy", "sequential")
_LAST: Final = r"(?:上一?个?|去|前一?个?)"
# Which comparison a clause names; dates in it may be facts of their own: 较[去年]同期, 比[2019年]增长.
_BASIS: Final = re.compile(
    rf"(年初至今|(?:较|比|与|自|相比)于?(?:{_LAST}年度?|[12]\d{{3}}年|本?年|今年|本?期)?(?:年?[末底初]))"
    rf"|(同比|按年|年比|年[增减]|(?<!折)年率|(?:较|比|与|同)于?{_LAST}年|(?:上年|去年|前一年)(?:度)?同期相?比?|(?:较|比)同期)"
    rf"|(环比|按[季月周]|[季月周](?:环?比|率)|(?:较|比|与)于?{_LAST}(?:季|月|周|星期|交易日|日|天))"
)
_REACH: Final = 36
# One character of each comparison.
_COMPARES: Final = Pattern("[比较与自相按同率增减今]")
# Words by which a change word before them ends in a level: 上调至2.2%, 增加到5家.
_LEVEL: Final = frozenset({"至", "到", "达至"})
_NAMING: Final = frozenset({"gain", "loss", "verb_up", "verb_down"})
_PACE: Final = frozenset("速度 速率 增速 幅度 比例".split())  # 以15%的速度增长
_EXTENTS: Final = frozenset({"gain", "loss"})
DEALS: Final[dict[str, Direction]] = {"增持": "up", "减持": "down"}
# 增持评级, “增持”: what a broker says of a share moves nothing.
_RATED: Final = ("评级", "”", '"')
# What a deal costs does not move: 减持涉资3亿元.
_COSTS: Final = ("涉资", "耗资", "套现")
# Nor do 减持价格 and 增持计划 name a change.
_NOT_MOVED: Final = ("价格", "均价", "计划", "期间", "前", "后", "完成", "所得", *_RATED)


def change_of(
    line: Line, k: int, fact: Fact, r: Reach, phrase: Phrase | None
) -> tuple[Direction | None, Basis | None, str]:
    """Direction, basis and the word that says so.

    >>> # 同比增长8% => ("up", "yoy"), 增至5亿元 => (None, None)
    """
    tokens, fold = line.tokens, line.fold
    way: Direction | None = None
    word = ""
    level = False
    basis: Basis | None = None
    for i in r.skipped:
        start, end, kind = tokens[i]
        if kind == "level" or fold[start:end] in _LEVEL:
            if way is None:
                level = True
        elif kind in ("up", "down") and way is None and fold.startswith("为", end) and end < tokens[k][0]:
            level = True  # 由3%调低为2%
        elif kind in _WAY and not level and way is None and not fold.startswith(_RATED, end):
            way, word = _WAY[kind], fold[start:end]
    if way is None:
        way, word = _after(line, k, fact)
        if way is None and level and phrase is not None and phrase.kind == "noun" and phrase.end <= fact.start:
            way, word = _within(line, r.j, phrase, _EXTENTS)  # 跌幅扩大至2.5%
        if way is None and level:
            return None, None, ""
    if way is None and phrase is not None and phrase.end <= fact.start and phrase.kind != "carried":
        way, word = _within(line, r.j, phrase, _NAMING)
    if way is None and fact.kind == "multiple" and fold[fact.start] == "翻":
        way, word = "up", fact.text
    if basis is None and (way is not None or fact.kind in ("percent", "multiple")):
        basis = _basis(line, k, fact)
    return way, basis, word


def _within(line: Line, j: int, phrase: Phrase, kinds: frozenset[str]) -> tuple[Direction | None, str]:
    """A change that the metric names or that governs it: 上涨幅度, 拟减持不超过总股本."""
    tokens, fold = line.tokens, line.fold
    edge = phrase.start
    for i in range(j, max(-1, j - 12), -1):
        start, end, kind = tokens[i]
        if start >= phrase.start:
            if kind in kinds and not fold.startswith(_NOT_MOVED, end):
                return _WAY[kind], fold[start:end]
            if kind == "metric" and fold[start : start + 2] in DEALS and not fold.startswith(_NOT_MOVED, start + 2):
                return DEALS[fold[start : start + 2]], fold[start:end]
            continue
        if end != edge:
            break
        if kind in ("verb_up", "verb_down"):
            return (None, "") if fold.startswith(_COSTS, phrase.start) else (_WAY[kind], fold[start:end])
        if kind not in SKIP and kind not in ("hold", "self"):
            break
        edge = start
    return None, ""


def _after(line: Line, k: int, fact: Fact) -> tuple[Direction | None, str]:
    """A change named after the number: 13%的双位数增长, 5%的涨幅."""
    tokens, fold = line.tokens, line.fold
    if fold.find("的", fact.end, fact.end + 9) < 0:
        return None, ""
    de = False
    for i in range(k + 1, min(k + 6, len(tokens))):
        start, end, kind = tokens[i]
        if start > fact.end + 8 or kind in ("stop", "number", "open", "close"):
            break
        if kind == "func" and fold[start] == "的":
            de = True
        elif de and kind in ("up", "down", "gain", "loss"):
            return _WAY[kind], fold[start:end]
        elif de and kind not in ("yoy", "seq", "mod", "light") and fold[start:end] not in _PACE:
            break
    return None, ""


def _basis(line: Line, k: int, fact: Fact) -> Basis | None:
    """The comparison that the clause names before a number: 同比大幅增长…, 较上年同期净利润增长5%."""
    start = stop = line.tokens[k][0]
    for i in range(k - 1, max(-1, k - 14), -1):
        s, e, kind = line.tokens[i]
        if kind in ("number", "open", "close") or (kind == "stop" and line.fold[s] != ":"):
            start = e
            break
        start = s
    best: Basis | None = None
    if not _COMPARES.search(line.fold, max(start, stop - _REACH), stop):
        return None
    for m in _BASIS.finditer(line.fold, max(start, stop - _REACH), stop):
        if m.end() >= stop - 1 and "同期" in m[0] and fact.kind != "multiple":
            continue  # 去年同期的41%
        best = _BASES[(m.lastindex or 1) - 1]
    return best
