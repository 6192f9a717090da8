"""Stake: whose shares or which shareholder a percentage is of."""

import re
from collections.abc import Mapping
from typing import Final

from factx.link.case import Case
from factx.link.clause import Line
from factx.link.lists import Span
from factx.link.mention import Mention, unnamed

_AFTER: Final = frozenset("的股以权")
_SHARES: Final = re.compile("的?(?:股[权份]|权益)")
_HOLDER: Final = re.compile("(以上)?(?:的?股份)?的?(?:法人|自然人)?(股东)(?!大?会)")
# By these words a stake changes hands or is seized.
_DEALT: Final = re.compile("收购|购买|受让|转让|出售|冻结|质押|查封")
# How far after 股东 the brackets with its short name begin.
_NEAR: Final = 40


def stake_of(case: Case, aliases: Mapping[int, Span]) -> Mention | None:
    """Whose shares or which shareholder a percentage is of, by the words at it: 收购X[29%]股权, 持股[5%]以上股东X.

    Args:
        case: the percentage and what is around it.
        aliases: end of a full name -> span of the short name that the brackets after it give.
    """
    fold, fact = case.line.fold, case.fact
    if fold[fact.end : fact.end + 1] not in _AFTER:
        return None
    if _SHARES.match(fold, fact.end):
        held = _held(case)
        if held is None or held.announcer:
            return None
        its = fold[fact.start - 1] == "其"
        return None if _holds(case.line, fact.start - 1 if its else held.start) else held
    holder = _HOLDER.match(fold, fact.end)
    if holder is not None and (holder[1] or fold.endswith("持股", 0, fact.start)):
        stop = fold.find("(", holder.end(), holder.end() + _NEAR)
        if fold.startswith("(有限合伙)", stop):
            stop += 6
        short = Mention(*aliases[stop], 5, False) if stop in aliases else None  # 股东某某公司(以下简称“某某”)
        return short or case.found.at(holder.end()) or Mention(*holder.span(2), 3, False)
    return None


def _held(case: Case) -> Mention | None:
    """Who is named right before a stake, brackets aside, or whom 其 before it points back to."""
    line, at = case.line, case.fact.start
    k = case.k - 1
    if k > 0 and line.tokens[k][1] == at and line.partner.get(k, 0) > 0:
        at = line.tokens[line.partner[k]][0]  # 收购某某公司(目标公司)51%股权
    if line.fold[at - 1] == "其":
        return next((m for m in case.found.back(at) if not m.announcer and m.end < at), None)
    start, end, kind = line.tokens[k]
    bound = line.tokens[k - 1][1] if k else line.start
    if end == at and kind == "metric" and line.fold[start:end] in ("股份", "投资") and 1 < start - bound < 5:
        return Mention(bound, at, 4, False)  # 受让海岳股份29%股份
    named = case.ending(at) or unnamed(line, case.k)
    whole = case.ending(named.start) if named is not None and not named.announcer else None
    if named is not None and whole is not None and line.tokens[line.index(whole.start)][2] in ("place", "name"):
        return named.but(start=whole.start)  # 出让[苏州澜山]数字技术60%股权
    if named is not None and 0 < at - named.end < 3:
        return named.but(end=at)  # 取得海岳[节能]7%股权
    return named


def _holds(line: Line, at: int) -> bool:
    """Does somebody hold a stake in what is named here, which does not change hands: A将持有B[29%]股权?"""
    i = line.index(at) - 1
    if i < 0 or line.tokens[i][1:] != (at, "hold"):
        return False
    start = line.tokens[i][0]
    return "所" not in line.fold[start:at] and not _DEALT.search(line.fold, line.clause(start), start)
