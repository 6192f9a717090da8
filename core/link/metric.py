"""Metric: the noun phrase that a number measures, or the verb where only a verb says it."""

from typing import NamedTuple

from factx.fact import Fact
from factx.link.clause import SKIP, Line
from factx.link.words import words

_HEADS = frozenset({"metric", "gain", "loss"})
_VERBS = frozenset({"verb", "verb_up", "verb_down", "hold"})
# What a colon may follow to label a number: 冻结数量:… 比例分别为:…
_LABELS = _HEADS | _VERBS | {"near", "light"}
_OWNERS = frozenset({"self", "name", "org", "place"})
_STOPS = frozenset({"stop", "open", "close", "quote", "number", "ticker"})
# Nouns that say nothing of what is measured beside a verb: 回购521万股股份 => 回购.
_SHARES = frozenset({"股份", "股票", "股权", "A股", "H股", "B股", "普通股", "无限售流通股", "无限售流通A股", "限售流通股"})
# Units that count things named right after them: 275名激励对象.
_COUNTS = frozenset(
    "家 个 名 只 条 起 例 项 人 位 部 款 台 辆 套 组 间 座 张 笔 件 次 宗 支 份 艘 架 栋 幢 户 所 批 处 场 枚 颗 头 本 篇 场次 "
    "人次 万名 道 种 类 门 则 口 片 块 根 粒 盒 瓶 箱 袋 剂 针 桩 单 期 届 轮 列 班 趟 村 县 市 国".split()
)
_WIDE = frozenset({"规模", "总额", "金额", "数量", "价格", "收入", "成本", "费用", "利率", "比例", "需求", "库存", "产量", "销量", "产能",
                   "面积", "人数", "总量", "总数", "额度", "份额", "占比", "出口", "进口", "支出", "上限", "下限", "水平", "期限", "规格"})
_NOUN = ("n", "j", "l", "x", "eng", "b", "i", "s", "vn", "an", "nz", "q", "ng", "k", "g")
_NEVER = frozenset({"func", "prep", "space", "near", "hold", "say"})
# Last characters by which an unknown word narrows down the known one before it: 死亡病例数.
_TAILS = frozenset("格数额量率价费值款金者户比差")
_DOING = frozenset({"办理", "办理了", "进行", "进行了", "的", "全部"})
_BESIDE = frozenset({"a", "ns", "ad", "f"})
# What is said of an event, not counted: 触及100美元的可能性.
_ODDS = frozenset({"可能性", "概率"})
_TAKEN = 12


class Phrase(NamedTuple):
    """A metric.

    Attributes:
        start, end: its span.
        why: how it was found, for people.
        kind: ``noun``, ``verb``, ``share`` (占…), ``right``, ``thing``, ``guess``, ``carried``, ``echo`` (a carried
            ``thing``).
        whole: for the noun of 占总股本2亿股, the phrase from 占 on.
    """

    start: int
    end: int
    why: str
    kind: str
    whole: "Phrase | None" = None

    def again(self) -> "Phrase":
        """The same metric for another number."""
        return Phrase(self.start, self.end, "carried over", "echo" if self.kind in ("thing", "echo") else "carried")


class Reach(NamedTuple):
    """What stands between a number and the words before it.

    Attributes:
        pos: where the words before it end.
        j: the token that ends there or before, or -1.
        skipped: the tokens passed, nearest first.
    """

    pos: int
    j: int
    skipped: list[int]


def reach(line: Line, k: int) -> Reach:
    """Walk left from a number's token over the words that only lead to it: 营业收入[约为]3亿元."""
    tokens, fold = line.tokens, line.fold
    pos = tokens[k][0]
    skipped: list[int] = []
    j = k - 1
    while j >= 0:
        start, end, kind = tokens[j]
        if end != pos or len(skipped) > 12:
            break
        if kind in SKIP or kind in ("date", "duration") or (kind == "say" and fold[start:end] == "公布") or (
            j and tokens[j - 1][1] == start and tokens[j - 1][2] in (_LABELS if fold[start] == ":" else _HEADS if kind == "open" else ())
        ):
            skipped.append(j)
            pos = start
            j -= 1
        elif kind == "close" and j in line.partner and line.partner[j] > 0:
            j = line.partner[j]
            pos = tokens[j][0]
            j -= 1
        else:
            break
    return Reach(pos, j, skipped)


def _guess(line: Line, start: int, end: int) -> tuple[int, int, str] | None:
    """The noun phrase, or else the verb, that ends an unknown stretch: 输送夜间电力 => 夜间电力."""
    start = max(start, end - _TAKEN)
    cut = words(line.fold[start:end])
    last = len(cut) - 1
    while last >= 0 and cut[last].tag in ("d", "p", "c", "u", "ul", "uj", "r", "m", "f", "t", "zg", "y", "ad"):
        last -= 1
    if last < 0:
        return None
    stop = start + cut[last].start + len(cut[last].text)
    i = last
    while i >= 0 and _nounlike(cut[i].tag):
        i -= 1
    if i < last:
        return start + cut[i + 1].start, stop, "noun"
    if cut[last].tag.startswith("v") and len(cut[last].text) > 1:
        return start + cut[last].start, stop, "verb"
    return None


def _nounlike(tag: str) -> bool:
    return tag in _NOUN or (tag.startswith("n") and tag not in ("nr", "ns", "nt", "nrt"))


def left(line: Line, k: int, r: Reach) -> Phrase | None:
    """The metric before a number: 实现营业收入70.48亿元, 占公司总股本的3.52%, 解除质押750万股."""
    tokens, fold = line.tokens, line.fold
    pos, j = r.pos, r.j
    share = _share(line, j)
    if share is not None:
        end = pos if pos > tokens[share][1] else tokens[k][0]
        while end > tokens[share][1] and fold[end - 1] in "的约为达 ":
            end -= 1
        whole = Phrase(tokens[share][0], end, "after 占", "share")
        if fold.startswith("的", tokens[k][1]) and k + 1 < len(tokens) and tokens[k][1] + 1 >= tokens[k + 1][0]:
            inner = next((t for t in tokens[share:k] if t[2] in ("metric", "hold")), None)
            if inner is not None:
                return Phrase(inner[0], end, "noun before the number", "noun", whole)
        return whole
    # A verb that the walk passed, 减持 加息, is the metric where nothing else is.
    verb = next((i for i in r.skipped if tokens[i][2] in ("verb_up", "verb_down")), None)
    if j < 0:
        bound = line.start
    else:
        start, end, kind = tokens[j]
        if end == pos:
            if fold[start:end] == "的" and j > 0 and tokens[j - 1][1] == start and tokens[j - 1][2] in _HEADS | {"verb"}:
                pos, j = start, j - 1
                start, end, kind = tokens[j]
            if kind in _HEADS:
                return Phrase(*_extend(line, j), "noun before the number", "noun")
            if kind in _VERBS:
                return Phrase(*_verb(line, j, end), "verb before the number", "verb")
            held = _held(line, j)
            if held is not None:
                return held
            if kind in ("thing", "goods") and verb is None:
                if j and start - tokens[j - 1][1] <= 8 and tokens[j - 1][2] in ("verb", "verb_up", "verb_down"):
                    return Phrase(*_verb(line, j - 1, tokens[j - 1][1]), "verb before the number", "verb")
                return Phrase(start, end, "noun before the number", kind)
            if verb is not None:
                return Phrase(*tokens[verb][:2], "verb before the number", "verb")
            return None
        bound = end
    if 0 < pos - bound < 3 and fold[pos - 1] in _TAILS and j >= 0 and tokens[j][2] in _HEADS | _VERBS:
        return Phrase(_extend(line, j)[0], pos, "noun before the number", "noun")
    if verb is not None and pos == tokens[verb][0] and pos - bound > 0:
        return Phrase(*tokens[verb][:2], "verb before the number", "verb")
    if pos <= bound:
        return Phrase(*tokens[verb][:2], "verb before the number", "verb") if verb is not None else None
    guess = _guess(line, bound, pos)
    if guess is None:
        return None
    start, stop, kind = guess
    if kind == "noun" and j >= 0 and start == bound and tokens[j][2] in ("verb", "hold") and tokens[j][1] == bound:
        start = tokens[j][0]
    return Phrase(start, stop, f"{kind} before the number, by its part of speech", "guess" if kind == "noun" else "guessverb")


def clause_head(line: Line, j: int, low: int) -> Phrase | None:
    """The nearest metric in the clauses before a number: 营收创新高,同比增长8% => 营收."""
    tokens = line.tokens
    for i in range(j, max(-1, j - 16), -1):
        start, _, kind = tokens[i]
        if start < low or kind == "number":
            return None
        if kind in _HEADS:
            return Phrase(*_extend(line, i), "carried over from the clause before", "carried")
    return None


def _held(line: Line, j: int) -> Phrase | None:
    """The verb whose object stands before a number: 减持所持维尔转债, 直接持有公司, 冻结X持有的公司."""
    tokens, fold = line.tokens, line.fold
    end = start = tokens[j][1]
    for i in range(j, max(-1, j - 6), -1):
        s, e, kind = tokens[i]
        if start - e > 6 and start != end:
            return None
        if kind in ("verb", "verb_up", "verb_down"):
            return Phrase(*_verb(line, i, e), "verb before the number", "verb")
        if kind == "hold":
            of = fold.startswith("的", e)
            verb = i - 1
            while verb >= 0 and i - verb < 4 and tokens[verb][2] in _OWNERS:
                verb -= 1
            if verb >= 0 and i - verb < 4 and tokens[verb][2] in ("verb", "verb_down") and (of or tokens[verb][1] == s):
                return Phrase(*_verb(line, verb, tokens[verb][1]), "verb before the holder", "verb")
            return Phrase(s, end, "what is held", "hold")
        if kind not in _OWNERS and fold[s:e] != "的":
            return None
        start = s
    return None


def moved(line: Line, j: int) -> Phrase | None:
    """The metric that moves from or to a number: 批发价格从原来的1万元涨到4万元."""
    tokens = line.tokens
    for i in range(j, max(0, j - 3), -1):
        start, end, kind = tokens[i]
        if kind in _STOPS:
            return None
        if line.fold[start:end] in ("从", "由") and tokens[i - 1][1] == start and tokens[i - 1][2] in _HEADS:
            return Phrase(*_extend(line, i - 1), "what moves from the number", "noun")
    return None


def _share(line: Line, j: int) -> int | None:
    """The token 占 that opens the stretch that ends with a token, if it does."""
    tokens = line.tokens
    for i in range(j, max(-1, j - 14), -1):
        kind = tokens[i][2]
        if kind == "share":
            return i
        if kind == "number" or (kind in ("stop", "open", "close")):
            return None
    return None


def _extend(line: Line, j: int) -> tuple[int, int]:
    """A noun with what narrows it down: 持有公司股份, 归属于上市公司股东的净利润, 冰雪旅游商品订单量."""
    tokens, fold = line.tokens, line.fold
    start, end, _ = tokens[j]
    i = j - 1
    while i >= 0 and end - start < 24:
        s, e, kind = tokens[i]
        if e != start:
            break
        if kind in _HEADS or kind in ("mod", "up", "down", "yoy"):
            start = s
        elif kind in _VERBS:
            start = s
            if i > 0 and tokens[i - 1][1] == s and tokens[i - 1][2] == "mod":
                start = tokens[i - 1][0]
            return start, end
        elif kind in _OWNERS and i > 0 and tokens[i - 1][1] == s and tokens[i - 1][2] in _VERBS:
            start = s
        elif kind == "func" and fold[s:e] == "的" and i > 0 and tokens[i - 1][1] == s and tokens[i - 1][2] in ("hold", "verb"):
            start = s
        else:
            return start, end
        i -= 1
    bound = tokens[i][1] if i >= 0 else line.start
    if 0 < start - bound and fold[start:end] in _WIDE:
        for word in reversed(words(fold[max(bound, start - _TAKEN) : start])):
            if not _nounlike(word.tag) or end - start > 10:
                break
            start -= len(word.text)
    return start, end


def _verb(line: Line, j: int, end: int) -> tuple[int, int]:
    tokens = line.tokens
    start = tokens[j][0]
    while j > 0 and tokens[j - 1][1] == start and tokens[j - 1][2] in ("mod", "verb"):
        j -= 1
        start = tokens[j][0]
    return start, end


def right(line: Line, k: int, fact: Fact, before: Phrase | None) -> Phrase | None:
    """The metric after a number: 3800亿元投资, 2000万股限售股, 275名激励对象, 26亿美元的价格, 5万股股份的解除质押."""
    tokens, fold = line.tokens, line.fold
    kind = before.kind if before is not None else ""
    shares = before is not None and kind == "noun" and fold[before.start : before.end] in _SHARES
    if kind == "share" or (kind == "noun" and not shares):
        return None
    pos = fact.end
    i = k + 1
    direct = True
    if fold.startswith(("的", "为"), pos) and (fold[pos] == "的" or fact.kind == "quantity"):
        pos += 1
        i += i < len(tokens) and tokens[i][0] == pos - 1
        direct = False
    deed = _deed(line, i, pos)
    if deed is not None and (kind in ("", "hold", "guess", "guessverb") or not direct or (shares and direct)):
        return deed
    if shares:
        return None
    counted = fact.kind == "quantity" and (fact.unit or "") in _COUNTS
    noun = _noun_after(line, i, pos, 0 if counted else 6) if i < len(tokens) else None
    if noun is not None:
        start, end = noun
        if direct and kind == "verb" and fold[start:end] in _SHARES and fact.kind != "percent":
            return None
        if not direct or kind not in ("thing", "goods"):
            return Phrase(start, end, "noun after the number", "right")
    if not counted and (kind or fact.kind in ("percent", "price", "multiple")):
        return None
    while i < len(tokens) and tokens[i][2] not in _STOPS and tokens[i][2] not in _NEVER and tokens[i][2] not in _HEADS:
        i += 1
    stop = min(tokens[i][0] if i < len(tokens) else line.end, pos + _TAKEN)
    taken = pos
    for word in words(fold[pos:stop]):
        if not (_nounlike(word.tag) or word.tag in _BESIDE or (counted and taken == pos and word.tag == "v" and len(word.text) > 1)):
            break
        if not counted and taken == pos and word.tag[0] not in "nbaz" and word.tag != "vn":
            break
        taken += len(word.text)
    return Phrase(pos, taken, "noun after the number", "right") if taken - pos > 1 else None


def _noun_after(line: Line, i: int, pos: int, far: int) -> tuple[int, int] | None:
    """A known metric after a number, or at most so far away at the end of the phrase that begins there: 3亿元车轮产能."""
    tokens, fold = line.tokens, line.fold
    start, end, kind = tokens[i]
    if start == pos and fold[start:end] in ("公司", "本公司") and i + 1 < len(tokens) and fold[end : tokens[i + 1][1]] in _SHARES:
        return start, tokens[i + 1][1]
    if start - pos > far or (kind not in _HEADS and kind != "mod") or fold[start:end] in _ODDS:
        return None
    if start > pos and any(not _nounlike(w.tag) and w.tag not in ("a", "ns", "nr", "uj", "d") for w in words(fold[pos:start].rstrip("的"))):
        return None
    while i + 1 < len(tokens) and tokens[i + 1][0] == end and tokens[i + 1][2] in _HEADS:
        i += 1
        kind, end = tokens[i][2], tokens[i][1]
    return (start, end) if kind in _HEADS else None


def _deed(line: Line, i: int, pos: int) -> Phrase | None:
    """What is done with the counted shares after a number: 6486万股流通股办理[解除质押], 2亿股[质押]给银行."""
    tokens, fold = line.tokens, line.fold
    for start, end, kind in tokens[i : i + 4]:
        if start != pos:
            return None
        if kind == "verb":
            return Phrase(start, end, "verb after the number", "verb")
        if fold[start:end] not in _DOING and fold[start:end] not in _SHARES:
            return None
        pos = end
    return None
