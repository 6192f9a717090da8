"""Subject: the company, person, product or place that a number belongs to."""

import re
from collections.abc import Iterator
from typing import Final

from factx.extractors.pattern import Pattern
from factx.link.clause import Line, first_from
from factx.link.compound import EVERYWHERE, NAMING, VAGUE, branch, joint, plain, project, quotation, tenored
from factx.link.mention import (
    CHAIN,
    LONGEST,
    SURNAMES,
    Mention,
    acts,
    head_of,
    is_human,
    named_after,
    org_at,
    owner_of,
    person_at,
    trim,
)
from factx.link.names import TITLES, Names
from factx.link.phrase import COMPOSED, COUNTS, HEADS, composed
from factx.link.standing import placed

# What may follow a name that is the subject of its clause.
_PREDICATE: Final = frozenset(
    "hold say verb verb_up verb_down up down gain loss metric light near prep date duration level yoy seq ytd number mod func adv".split()
)
_BREAKS: Final = frozenset(
    "stop quote open close number adv space media say appos cause role place org name thing".split()
)
# After these a clause is still at its head.
_CARRIES: Final = frozenset({"date", "duration", "mod", "prep"})
_TOGETHER: Final = frozenset({"及其", "先生及其", "女士及其", "和其", "与其"})
# The region after a place, not the market of 国内市场 nor, but for 长江 and 长白山, a governor: 湖南[省]长林海东.
_REGION: Final = re.compile(
    f"(?:[省市县区](?![场值民盈净占间域块分]|长[{''.join(sorted(SURNAMES - frozenset('江白')))}])|(?<!州)州(?!长))"
)
# What brackets after a name tell of it: its code or its full name.
_TELLS: Final = re.compile("[A-Z]{2,5}[).]|[^()]{2,24}公司\\)")
_LETTER: Final = Pattern("[\u4e00-\u9fffA-Za-z]")
_WORKS: Final = frozenset({"项目", "业务", "产品", "平台"})
_OWNED: Final = frozenset({"metric", "gain", "loss", "hold", "up", "down", "mod"})
# What goes on a date before a name: 1月9日[当周]ANZ消费者信心指数.
_SPELLS: Final = ("当周", "当日", "当月", "本周", "上周")
# How reports of the health authorities call the whole country, after the number of its provinces.
_NATION: Final = "省(自治区、直辖市)和新疆生产建设兵团"
# By these words an index is spoken of as traded.
_TRADED: Final = ("涨", "跌", "日内", "收", "开", "盘", "上涨", "下跌", "报")
# Where cases come from has only those: 刚果(布)输入1例,累计病例458例.
_ORIGIN: Final = re.compile(r"(?:\([^()]{1,3}\))?输入[0-9]")
_OWN: Final = 5
_HOLDS: Final = frozenset({"hold", "verb_up", "verb_down"})
_MOST: Final = 40
_COMMA: Final = ord("、")
_AND: Final = ord("和")
_ALSO: Final = ord("及")
_WITH: Final = ord("与")


class Mentions:
    """The mentions of one sentence, in text order.

    Looking back from a place costs the same however long the sentence is, and what the words around make of a mention
    is found when it is looked at: most never are.
    """

    def __init__(self, line: Line, found: list[Mention]) -> None:
        self._line = line
        self._found = found if _ordered(found) else sorted(found)
        self._starts = [m.start for m in self._found]
        self._placed = [m.strength > 4 for m in self._found]

    def __getitem__(self, i: int) -> Mention:
        if not self._placed[i]:
            self._placed[i] = True
            self._found[i] = placed(self._line, self._found[i])
        return self._found[i]

    def at(self, position: int) -> Mention | None:
        """The mention that begins at a place."""
        i = first_from(self._starts, position)
        return self[i] if i < len(self._found) and self._starts[i] == position else None

    def ending(self, position: int) -> Mention | None:
        """The nearest of some dozens before a place that ends there."""
        i = first_from(self._starts, position)
        for k in range(i - 1, max(0, i - _MOST) - 1, -1):
            if self._found[k].end == position:
                return self[k]
        return None

    def before(self, position: int) -> range:
        """The places in the list of some dozens that begin before a place, the nearest first."""
        first = first_from(self._starts, position) - 1
        return range(first, max(-1, first - _MOST), -1)

    def owner(self, k: int, position: int) -> Mention | None:
        """One that ends before a place and can own something, and is not in brackets that close before it."""
        m = self._found[k]
        if m.end > position or not m.strength:
            return None
        if self._line.nested and m.strength < 5 and self._line.aside(m.start, position):
            return None
        m = self[k]
        return m if m.strength else None

    def across(self, position: int, end: int) -> Mention | None:
        """The nearest place that begins before an offset and ends after it, of those that begin before another."""
        for k in self.before(end):
            m = self._found[k]
            if m.start < position < m.end and m.strength == 3 and (m := self[k]).strength == 3:
                return m
        return None

    def back(self, position: int) -> Iterator[Mention]:
        """The mentions that begin before a place, the nearest first, some dozens at most."""
        return (self[k] for k in self.before(position))


def _ordered(found: list[Mention]) -> bool:
    last = -1
    for m in found:
        if m.start <= last:
            return False
        last = m.start
    return True


def mentions(line: Line, names: Names) -> Mentions:
    """The mentions of one sentence."""
    tokens, fold = line.tokens, line.fold
    out: list[Mention] = []
    n = len(tokens)
    bound = line.start
    fresh = True  # at the head of a clause, where an unknown stretch is a name
    # What follows the last number owns none but for the shareholder of 持股5%以上股东X.
    heads = n if fold.find("股东", tokens[line.last][0], line.end) >= 0 else line.last
    for i in range(min(n, line.last + 16)):
        start, end, kind = tokens[i]
        if start < bound:
            continue
        if kind == "number" and fold[end : end + 1] == "省" and fold.startswith(_NATION, end):
            bound = end + len(_NATION)
            out.append(Mention(start, bound, 3, False))
            continue
        gap = start - bound
        if (gap < 2 or (not fresh and kind != "hold")) and kind not in NAMING:
            fresh = kind in _BREAKS or (fresh and kind in _CARRIES) or _anew(fold, start, True, out)
            bound = end
            continue
        scope = kind == "place" and fold[start:end] in EVERYWHERE
        if kind == "place" and _REGION.match(fold, end) and (i + 1 == n or tokens[i + 1][0] > end):
            end += 1
        if gap > 0 and i and fold[tokens[i - 1][0]] == "第" and fold[bound] in COUNTS:
            bound, gap = bound + 1, gap - 1  # 第一批碳减排工具
        elif gap > 2 and fold.startswith("之一", bound):
            bound, gap = bound + 2, gap - 2  # 控股股东之一某某
        if kind == "title" and gap > 1:
            person = person_at(fold, bound, start)
            if person:
                out.append(Mention(*person, 4, False))
        elif kind == "quote" and (opening := quotation(line, i)) >= 0:
            bound = tokens[opening][1]
            while out and out[-1].end > bound:
                out.pop()
            after = tokens[i + 1] if i + 1 < n else (-1, -1, "")
            quoted = head_of(fold, bound, start, True)
            if (after[0] == end and after[2] in _OWNED) or fold.startswith(
                ("盘中", "盘初", "早盘", "午后", "复牌"), end
            ):
                quoted = Mention(bound, start, 3, False)  # “21临江01”发行规模
            if quoted is not None and quoted.strength > 2 and (quoted.start, quoted.end) == (bound, start):
                out.append(quoted)  # “魔搭”模型总量
        elif gap > 1 and fresh and i <= heads and (kind in _PREDICATE or scope) and gap <= LONGEST:
            if i and tokens[i - 1][2] in ("role", "appos"):
                holds = fold.endswith("股东", 0, bound) and any(t[2] in _HOLDS for t in tokens[i : i + 2])
                head = named_after(fold, bound, start, holds)
                spoken = head is not None and any(t[2] == "say" for t in tokens[i : i + 4])
                if head is not None and spoken and (is_human(fold, head) or fold.endswith(TITLES, 0, bound)):
                    head = head.but(strength=1)  # 总裁X宣布
            elif (
                i > 1
                and tokens[i - 1][2] == "place"
                and tokens[i - 2][2] == "role"
                and tokens[i - 2][1] == tokens[i - 1][0]
            ):
                head = Mention(bound, start, 4, False)  # 全资附属公司香港旺旺
            else:
                head = head_of(fold, bound, start, owner_of(fold[start:end], kind))
            if (
                head is not None
                and head.strength == 1
                and i
                and tokens[i - 1][2] == "number"
                and fold[bound - 1] in COUNTS
            ):
                head = head.but(strength=2)  # 4家机构席位净卖出
            if head is not None:
                lead = tokens[i - 1][2] if i and out and out[-1].end == head.start == bound else ""
                joins = (lead == "place" and not plain(fold, out[-1], head)) or (
                    lead == "name" and kind in ("up", "down")
                )
                out.append(head.but(start=out.pop().start, strength=max(3, head.strength)) if joins else head)
        elif (
            gap > 1 and kind == "hold" and not fresh and gap < 7 and i and tokens[i - 1][2] in ("prep", "verb", "func")
        ):
            holder = head_of(fold, bound, start, True)
            deed = tokens[i - 1][2] == "verb"
            if holder is not None and (deed or (holder.strength > 2 and is_human(fold, holder))):
                out.append(holder.but(strength=4))  # 对于林海东持有的股份
        elif (
            gap > 1
            and kind == "stop"
            and gap < 5
            and i > 1
            and tokens[i - 1][2] == "place"
            and tokens[i - 2][2] == "verb"
        ):
            if out and out[-1].end == bound and head_of(fold, bound, start, True) is not None:
                out.append(out.pop().but(end=start))  # 增资上海渲图,
        elif (
            kind == "open"
            and 2 < gap < 9
            and (i == 0 or tokens[i - 1][2] in ("stop", "quote"))
            and _TELLS.match(fold, end)
            and (head := head_of(fold, bound, start, True)) is not None
            and head.strength > 2
        ):
            out.append(head)  # 澜山生物(西海澜山生物科技有限公司)完成了
        elif gap > 2 and kind == "open" and i and tokens[i - 1][2] in ("role", "appos") and fold[start - 1] > "\x80":
            named = branch(line, i, bound)
            if named is not None:
                out.append(named)
        if kind == "court":
            if i and fold[tokens[i - 1][0]] == "第" and bound == start:
                bound = tokens[i - 1][0]  # 某市第一中级人民法院
            while out and out[-1].end == bound:
                bound = out.pop().start
        elif kind == "name" and i and out and out[-1].end == start and fold.endswith("及其一致行动人", 0, start):
            out.append(out.pop().but(end=end))
        elif kind == "name":
            stop = tokens[i + 1][1] if i + 1 < n and tokens[i + 1][0] == end and tokens[i + 1][2] == "org" else end
            joins = bool(out) and out[-1].end == start and i > 0 and tokens[i - 1][2] == "place"
            out.append(Mention(out.pop().start if joins else start, stop, 4, False))
        elif kind == "org" and not (out and out[-1].end == end and out[-1].strength):
            if (org := org_at(line, i, bound, fresh, out)) is not None:
                out.append(org)
        elif kind == "self":
            out.append(Mention(start, end, 4, True))
        elif kind == "role" and out and start - out[-1].end < 5 and fold[out[-1].end : start] in _TOGETHER:
            together = out.pop()
            while out and out[-1].end == together.start - 1 and fold[out[-1].end] == "、":
                together = together.but(start=out.pop().start)
            out.append(together.but(end=end))  # 控股股东、实际控制人及其一致行动人
        elif kind == "role" and not fold.startswith(":", end):
            out.append(Mention(start, end, 1 if fold[start:end] == "股东" else 3, False))
        elif (
            kind == "place"
            and not scope
            and fresh
            and 1 < gap < 5
            and (head := head_of(fold, bound, start, True))
            and head.strength > 2
        ):
            out.append(Mention(head.start, end, 3, False))  # 百胜中国
        elif kind == "goods" and fold[start:end] == "项目" and (first := project(line, i)) >= 0:
            while out and out[-1].start >= first:
                out.pop()
            out.append(Mention(first, end, 3, False))
        elif kind in ("place", "thing", "goods", "latin"):
            vague = kind == "goods" and (gap == 0 or fold[bound:start] in VAGUE)
            strength = 3 if kind == "place" else 1 if vague else 2
            first = start
            if 0 < gap < 9 and kind == "goods" and i and fold[tokens[i - 1][0] : bound] == "该" and end not in line.at:
                first, strength = bound - 1, 3  # 该操作系统项目
            elif (
                gap == 0
                and kind in ("thing", "goods")
                and fold.endswith("该", line.start, start)
                and fold[start:end] != "机构"
                and end not in line.at
            ):
                first, strength = start - 1, 3  # 该项目产能, not 投资该项目5亿元
            elif (
                out
                and (not scope or tokens[i - 1][2] == "place")
                and out[-1].end == bound
                and (gap == 0 or kind in ("thing", "goods"))
                and out[-1].strength
                and not out[-1].announcer
                and i
                and tokens[i - 1][2] in CHAIN
                and not (kind == "place" and fold.endswith("公司", out[-1].start, bound) and not _branch(line, i))
                and not (kind == "goods" and fold[out[-1].start : out[-1].end] in EVERYWHERE and _of_goods(line, i))
                and (gap < 2 or fold.endswith("指数", start, end) or not acts(fold, bound, start))
            ):
                first = out[-1].start
                # 某市某项目 is a project, not a place.
                strength = 2 if fold[start:end] in _WORKS else max(strength, out[-1].strength)
                out.pop()
                if fold.endswith("期货", start, end) and (whole := composed(line, i)) < first:
                    first = whole  # 布伦特2月原油期货
                    while out and out[-1].start >= first:
                        out.pop()
            elif fold[start:end] in COMPOSED:
                first = composed(line, i)
            elif 1 < gap < 4 and fold[start:end] == "转债":
                first = bound  # 首只可转债博瑞转债
            elif kind in ("thing", "goods", "latin") and 0 < gap <= 8 and fresh:
                first = trim(fold, bound, start, "pcdruf" if start - bound > 2 else "pcdruvf", True)
                if fold.startswith(_SPELLS, first):
                    first += 2  # 1月9日当周ANZ消费者信心指数
                if kind == "latin" and (fold[first] < "\u4e00" or fold[start - 1] == "股"):
                    first = start  # 黄金ETF--SPDR, 成分股Annexon
            elif kind == "thing" and fold[bound:start] == "兑" and out and out[-1].end == bound:
                first, strength = out.pop().start, 2
            if fold.endswith("指数", start, end) and out and out[-1].end == first and fold.startswith(_TRADED, end):
                if tokens[line.index(out[-1].start)][2] == "place":
                    first = out.pop().start  # 意大利富时MIB指数日内跌幅
            if kind == "latin" and i and tokens[i - 1][1] == start and tokens[i - 1][2] in ("appos", "role"):
                strength = 4  # 电子巨头NEC
            if kind == "latin" and fold[start - 1 : start].isdecimal():
                first = _digits(fold, start)
                strength = 2 if end - start > 2 else 0  # 21Vianet, not 5G
            out.append(Mention(first, end, strength, False))
        fresh = kind in _BREAKS or (fresh and kind in _CARRIES) or _anew(fold, start, end - start == 1, out)
        bound = end
    aliases = names.aliases
    out = joint(fold, out)
    return Mentions(
        line,
        [
            Mention(*aliases[m.end], 5, False) if m.end in aliases else tenored(fold, m)
            for m in out
            if fold[m.start].isalpha() or _LETTER.search(fold, m.start, m.end)
        ],
    )


def _anew(fold: str, start: int, alone: bool, out: list[Mention]) -> bool:
    """Does another member of a list begin after 、, or after 和 and a name?"""
    c = ord(fold[start])
    if c == _COMMA:
        return True
    return alone and c in (_AND, _ALSO, _WITH) and len(out) > 0 and out[-1].end == start and out[-1].strength > 2


def _of_goods(line: Line, i: int) -> bool:
    """Does a metric follow a product at once, so that it is of it, not of a market: 全球[汽车]产量?"""
    return i + 1 < len(line.tokens) and line.tokens[i + 1][0] == line.tokens[i][1] and line.tokens[i + 1][2] in HEADS


def _branch(line: Line, i: int) -> bool:
    """Does an organisation follow a place: 某某公司[辽宁省]分公司?"""
    return i + 1 < len(line.tokens) and line.tokens[i + 1][2] == "org" and line.tokens[i + 1][0] - line.tokens[i][1] < 5


def _digits(fold: str, start: int) -> int:
    """Where the digits begin that letters go on: 21Vianet."""
    while start and fold[start - 1].isdecimal():
        start -= 1
    return start


def _goods(line: Line, thing: Mention) -> bool:
    return line.tokens[line.index(thing.end) - 1][2] == "goods"


def _seller(line: Line, found: Mentions, m: Mention, clause: int) -> Mention | None:
    """The company that heads a clause, a date and a place: [某某汽车]第四季度北美销售."""
    i = line.index(m.start) - 1
    if i < 0 or line.tokens[i + 1][:2] != (m.start, m.end) or line.tokens[i + 1][2] != "place":
        return None
    start, end, kind = line.tokens[i]
    if kind != "date" or end != m.start or start <= clause:
        return None
    if line.fold[start - 1] == ":":
        start -= 1  # 某某汽车:第四季度北美销售
    company = found.ending(start)
    return company if company is not None and company.strength > 3 and line.opens(company.start) else None


def choose(line: Line, found: Mentions, before: int) -> tuple[Mention | None, str]:
    """The mention that owns a number: the nearest in its clause, else in its sentence.

    Args:
        before: where the number or its metric begins; what stands after cannot own it.
    """
    clause = line.clause(before)
    thing = plain = scope = None
    for k in found.before(before):
        m = found.owner(k, before)
        if m is None or (before - m.end > _OWN and line.fold[m.end] in "输(" and _ORIGIN.match(line.fold, m.end)):
            continue
        if m.start < clause and thing is not None and thing.start >= clause:
            break
        if thing is not None and (thing.end == before or line.fold.find("】", m.end, thing.start) >= 0):
            if not (
                m.strength > (2 if m.start >= clause else 3)
                and _goods(line, thing)
                and line.fold.find("】", m.end, thing.start) < 0
            ):
                break
        if scope is not None and m.strength > 2 and m.start < clause:
            break
        if scope is None and line.fold[m.start : m.end] in EVERYWHERE and m.start >= clause:
            scope = m  # 甲公司全球累计发货
        elif m.strength > 2:
            seller = _seller(line, found, m, clause) if m.strength == 3 else None
            return seller or m, "nearest in the clause" if m.start >= clause else "nearest in the sentence"
        if m.strength == 2:
            thing = thing or m
        else:
            plain = plain or m
    if scope is not None:
        return scope, "nearest in the clause"
    if thing is not None:
        # An index stays what the sentence is about; a product counts less than who is carried over.
        far = thing.start < clause and line.tokens[line.index(thing.end) - 1][2] == "goods"
        return (thing.but(strength=1) if far else thing), "nearest thing in the sentence"
    return plain, "head of the clause"
