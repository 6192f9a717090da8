"""Metric: the noun phrase that a number measures, or the verb where only a verb says it."""

import re
from typing import Final

from factx.extractors.pattern import Pattern
from factx.link.clause import SKIP, Line
from factx.link.phrase import (
    COMPOSED,
    HEADS,
    OWNERS,
    QUOTED,
    SHARES,
    STOPS,
    TAILS,
    TAKEN,
    VERBS,
    YEARLY,
    Phrase,
    composed,
    extend,
    nounlike,
    spanning,
    verbal,
    widen,
)
from factx.link.words import words

# What a colon may follow to label a number: 冻结数量:… 比例分别为:…
_LABELS: Final = HEADS | VERBS | {"near", "light", "yoy", "seq", "say"}
_NAMED: Final = HEADS | {"verb"}
_NAMED_OR_DONE: Final = HEADS | VERBS
_UNIT: Final = re.compile(r"\((?:单位:)?[^()]{0,6}[元桶吨人点口户辆台股亿万%尺磅瓦][^()]{0,3}\)$")  # 贸易帐(亿美元):
# What no other number is of: 升至9个月高点, 站上116关口.
_EXTREMES: Final = frozenset("新高 新低 高点 低点 高位 低位 关口 大关".split())
# How something is done, not what: 以每月2%的速度缩减约3万亿元的资产.
_PACE: Final = frozenset("速度 速率 节奏 幅度 价格 均价 对价 代价 价款".split())
_BY: Final = re.compile("以[^,;。]{1,24}的$")
_EACH: Final = re.compile(
    "[为是]?每(?:平方米|立方米|平米|方|公斤|千克|克|磅|吨|升|桶|盎司|千瓦时|度|股|手|张|份|箱|盒|瓶|件|只|头|枚|亩|辆|台|套|人|户|公里|月|年|日|天)[为是]?"
)
# 收复跌幅后涨0.7%: what is undone is not what moves now.
_UNDONE: Final = re.compile("(?:抹去|抹平|收复|回吐|回补)[^,;。]{0,8}$")
_SINCE: Final = frozenset({"mod", "func", "date", "duration", "adv"})
_EMPTY: Final = frozenset("时间 期间 阶段 左右 水平 附近".split())
# What may stand between what is done and who holds what it is done with.
_HOLDERS: Final = OWNERS | {"role", "appos", "near"}
_LONG_NAME: Final = 14
# What goes on a name after the word for its trade.
_LEGAL: Final = ("股份", "有限", "集团", "控股")
# From when a number moves: 持股由目前5%增至8%.
_FROM: Final = frozenset({"由", "从", "自"})
# Against which a level is told: 增长至[目前的]7倍.
_PRESENT: Final = frozenset("目前 当前 现在".split())
_NOW: Final = frozenset({"目前", "当前", "此前", "之前"})
# With these a stretch of two characters is a verb: 共分两个标段, 再降一成.
ADVERB: Final = frozenset("共仅再又也就还却都已更最而且其不料")
_AS_OF: Final = frozenset({"截至", "截止"})
_FIRMS: Final = frozenset("公司 上市公司 集团 银行 机构 券商 房企 险企 药企 车企 央企 国企 民企".split())
# Verbs that name what is measured together with the noun before them.
_NAMING: Final = frozenset("指引 预测 测算 估算 承诺 流入 流出".split())
# What ends no noun, and a noun that jieba takes for an adverb.
_TAGS: Final = frozenset("d p c u ul uj r m f t zg y ad".split())
_NOUNS: Final = frozenset({"合同"})
# What an unknown noun that follows it belongs to: 扩建项目, GDP数据.
_COMPOUND: Final = frozenset({"verb", "hold", "metric"})
_DONE: Final = frozenset({"verb", "verb_up", "verb_down"})
_LETTERS: Final = Pattern("[\u4e00-\u9fff]{2}|[A-Za-z]{2}")
# 较29日的新低价反弹: what is compared with is not what moves.
_COMPARED: Final = re.compile("(?:[较比从]|(?<![来源])自)[^,;:]{0,10}的[^,;:]{0,4}$")
_COMPARED_LEVEL: Final = re.compile(
    "[较比自从][^,;:]{0,32}(?:水平|[高低]点|[高低]位|峰值|谷底|[盘行交均低高定]价)$"
)  # 较近69000美元纪录水平下跌
_LEVELS: Final = frozenset("平点位值底价")


class Reach:
    """What stands between a number and the words before it.

    Attributes:
        pos: where the words before it end.
        j: the token that ends there or before, or -1.
        skipped: the tokens passed, nearest first.
    """

    def __init__(self, pos: int, j: int, skipped: list[int]) -> None:
        self.pos = pos
        self.j = j
        self.skipped = skipped


def reach(line: Line, k: int) -> Reach:
    """Walk left from a number's token over the words that only lead to it: 营业收入[约为]3亿元."""
    tokens, fold = line.tokens, line.fold
    pos = tokens[k][0]
    skipped: list[int] = []
    j = k - 1
    while j >= 0:
        start, end, kind = tokens[j]
        if end == pos - 1 and fold[end] == "止" and kind == "date":
            pos = end  # 截至6月30日[止]六个月
        if 1 < pos - end < 7 and fold[end] in "为是每" and _EACH.fullmatch(fold, end, pos):
            pos = end  # 均价[为每平方米]约2万元
        if end != pos or len(skipped) > 12:
            break
        word = "" if kind in SKIP else fold[start:end]
        if (
            kind in SKIP
            or kind in ("date", "duration")
            or (kind == "say" and word in ("公布", "预测"))
            or (word in _AS_OF and skipped and tokens[j + 1][2] == "date")
            or (word in _NOW and j and fold[tokens[j - 1][0] : start] in _FROM)
            or (word in _PRESENT and j and tokens[j - 1][1] == start and tokens[j - 1][2] == "level")
            or (word == "的" and j > 1 and _of_level(line, j - 1))
            or (
                j
                and tokens[j - 1][1] == start
                and tokens[j - 1][2] in (_LABELS if fold[start] == ":" else HEADS if kind == "open" else ())
            )
            or (fold[start] == ":" and fold[start - 1] == ")" and _UNIT.search(fold, max(0, start - 12), start))
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
    if skipped and fold[pos - 1] in "比较" and j >= 0 and tokens[j][1] == pos - 1:
        pos -= 1
    return Reach(pos, j, skipped)


def _of_level(line: Line, i: int) -> bool:
    """Does a word before 的 lead to a number: [2015年]的4亿元, 是[去年同期]的3倍, 增长至[目前]的7倍?"""
    start, end, kind = line.tokens[i]
    if end != line.tokens[i + 1][0]:
        return False
    if kind == "date":
        return _surpassed(line, i)
    if kind == "yoy":
        return line.fold[start - 1] == "是"
    return line.fold[start:end] in _PRESENT and line.tokens[i - 1][2] == "level"


def _surpassed(line: Line, date: int) -> bool:
    """Is a date that of another level: 成交额达5亿元,[超过]2015年的4亿元, 由2月的7%[降至]6月的6%?"""
    start = line.tokens[date][0]
    if date and line.tokens[date - 1][1] == start and line.tokens[date - 1][2] == "level":
        return True
    return line.fold[start - 1] in "比较于由从" or line.fold.endswith(("超过", "不及"), line.start, start)


def _guess(line: Line, start: int, end: int) -> tuple[int, int, str] | None:
    """The noun phrase, or else the verb, that ends an unknown stretch: 输送夜间电力 => 夜间电力."""
    start = max(start, end - TAKEN)
    cut = words(line.fold[start:end])
    last = len(cut) - 1
    while last >= 0 and cut[last].tag in _TAGS and cut[last].text not in _NOUNS:
        last -= 1
    if last < 0:
        return None
    stop = start + cut[last].end
    i = last
    while i >= 0 and (nounlike(cut[i].tag) or cut[i].text in _NOUNS or (i == last > 0 and cut[i].text in TAILS)):
        i -= 1
    if i == last - 1 and i >= 0 and len(cut[last].text) == 1:
        i -= 1  # 锁定股
    if i < last and _LETTERS.search(line.fold, start + cut[i + 1].start, stop):
        return start + cut[i + 1].start, stop, "noun"
    if cut[last].tag.startswith("v") and len(cut[last].text) > 1:
        return start + cut[last].start, stop, "verb"
    return None


def left(line: Line, k: int, r: Reach) -> Phrase | None:
    """The metric before a number: 实现营业收入70.48亿元, 占公司总股本的3.52%, 解除质押750万股."""
    tokens, fold = line.tokens, line.fold
    pos, j = r.pos, r.j
    share = _share(line, j)
    if share is not None:
        end = pos if pos > tokens[share][1] else tokens[k][0]
        while end > tokens[share][1] and fold[end - 1] in "的约为达 ":
            end -= 1
        close = line.index(end) - 1
        if fold[end - 1] == ")" and close in line.partner:
            end = tokens[line.partner[close]][0]  # 占总股本(约1.9亿股)的
        whole = Phrase(tokens[share][0], end, "after 占", "share")
        of = fold.startswith("的", tokens[k][1]) and k + 1 < len(tokens) and tokens[k][1] + 1 >= tokens[k + 1][0]
        if of or fold.startswith("股)的", tokens[k][1] - 1):  # 占总股本2亿股的, 占总股本(2亿股)的
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
            if fold[start:end] == "的" and j > 0 and tokens[j - 1][1] == start and tokens[j - 1][2] in _NAMED:
                pos, j = start, j - 1
                start, end, kind = tokens[j]
            if kind in HEADS:
                if r.skipped and _compared(line, start, end):
                    return None
                if (risen := _risen(line, j)) >= 0:
                    return spanning(extend(line, risen), "noun before the number", "noun")
                if r.skipped and fold[start:end] in _PACE and _BY.search(fold, max(line.start, start - 26), start):
                    return spanning(tokens[verb][:2], "verb before the number", "verb") if verb is not None else None
                deed = _held(line, j) if fold[start:end] in SHARES else None
                if deed is not None and deed.kind == "done":
                    return deed
                return spanning(extend(line, j), "noun before the number", "noun")
            if kind in VERBS:
                return spanning(verbal(line, j, end), "verb before the number", "verb")
            held = _held(line, j) or (_given(line, j) if fold[start:end] == "的" else None)
            if held is not None:
                return held
            if kind in ("org", "appos") and fold[tokens[k][1] - 1] == "家" and j and fold[start:end] in _FIRMS:
                first = widen(fold, tokens[j - 1][1], start)
                if tokens[j - 1][1:] == (first, "place") and first < start and fold[first] in "省市县区州":
                    first += 1  # 上海[市]上市公司
                if tokens[j - 1][1] == first and tokens[j - 1][2] == "mod":
                    first = tokens[j - 1][0]
                return Phrase(first, end, "noun before the number", "noun")  # 新增上市公司120家
            if kind in ("thing", "goods") and verb is None and fold[start:end] in COMPOSED:
                return Phrase(composed(line, j), end, "noun before the number", "thing")
            if kind in ("thing", "goods") and verb is None:
                if j and tokens[j - 1][1] == start and tokens[j - 1][2] == "verb" and kind == "goods":
                    return Phrase(tokens[j - 1][0], end, "noun before the number", "noun")  # 口罩生产企业
                if j and start - tokens[j - 1][1] <= 8 and tokens[j - 1][2] in _DONE:
                    return spanning(verbal(line, j - 1, tokens[j - 1][1]), "verb before the number", "verb")
                if j and tokens[j - 1][1] == start and fold[tokens[j - 1][0] : start] in YEARLY:
                    return Phrase(tokens[j - 1][0], end, "noun before the number", "noun")  # 年产天然气
                bare = end - start < 3 and kind == "thing" and j and tokens[j - 1][1] < start
                first = widen(fold, tokens[j - 1][1], start) if bare else start
                return Phrase(first, end, "noun before the number", kind)
            if verb is not None:
                return Phrase(tokens[verb][0], tokens[verb][1], "verb before the number", "verb")
            return None
        bound = end
    if 0 < pos - bound < 3 and fold[pos - 1] in TAILS and j >= 0 and tokens[j][2] in _NAMED_OR_DONE:
        if r.skipped and _compared(line, tokens[j][0], tokens[j][1]):
            return None
        return Phrase(extend(line, j)[0], pos, "noun before the number", "noun")
    if pos - bound == 1 and fold[bound] in TAILS and j > 0 and tokens[j][2] == "mod":
        start, end, kind = tokens[j - 1]
        if kind in HEADS and end == tokens[j][0]:
            return Phrase(extend(line, j - 1)[0], pos, "noun before the number", "noun")  # 股份累计数
    if fold[bound:pos] in ("中", "里", "内") and j >= 0 and tokens[j][2] in HEADS:
        return spanning(extend(line, j), "noun before the number", "noun")  # 募集资金中七成
    if verb is not None and pos > bound:
        return Phrase(tokens[verb][0], tokens[verb][1], "verb before the number", "verb")
    if pos <= bound:
        return Phrase(tokens[verb][0], tokens[verb][1], "verb before the number", "verb") if verb is not None else None
    guess = _guess(line, bound, pos)
    if guess is None or (guess[1] - guess[0] == 2 and fold[guess[0]] in ADVERB) or _adverbial(line, j, bound):
        return _extent(line, j)
    start, stop, kind = guess
    if kind == "verb" and fold[pos] == " ":
        return None  # 中签结果出炉 共9万个
    if kind == "verb" and start == bound and j >= 0 and tokens[j][1] == bound and tokens[j][2] in HEADS:
        if fold[start:stop] in _NAMING and not (r.skipped and _compared(line, tokens[j][0], bound)):
            return Phrase(extend(line, j)[0], stop, "noun before the number", "noun")  # 产量指引, 资金流入
    if (
        fold[start:stop] in _EMPTY
        or fold.startswith("影响下", start)
        or (r.skipped and fold[start - 1 : start] in ("因", "受"))
    ):
        return None  # 四天时间上涨21个基点, 产量因抗议活动下降6%
    if kind == "noun" and r.skipped and _compared(line, start, stop):
        return None  # 股价较8月峰值已回落五成
    joins = j >= 0 and (tokens[j][2] in _COMPOUND or (tokens[j][2] == "goods" and fold[start:stop] in _NOUNS))
    if kind == "noun" and joins and start == bound and tokens[j][1] == bound:
        if tokens[j][2] in HEADS:
            return Phrase(extend(line, j)[0], stop, "noun before the number", "noun")  # 营收目标, GDP数据
        start = tokens[j][0]
    return Phrase(
        start, stop, f"{kind} before the number, by its part of speech", "guess" if kind == "noun" else "guessverb"
    )


def _risen(line: Line, j: int) -> int:
    """What rose to a high or fell to a low that is told with its number, or -1: [收益率]升至9个月高点1.5%."""
    tokens, fold = line.tokens, line.fold
    start, end, _ = tokens[j]
    if fold[start:end] not in _EXTREMES and fold[start:end] != "水平":
        return -1
    i = j - 1
    while i > 0 and tokens[i][1] == start and tokens[i][2] in _SINCE:
        start = tokens[i][0]
        i -= 1
    if i > 0 and tokens[i][1] == start and tokens[i][2] == "level" and tokens[i - 1][1] == tokens[i][0]:
        return i - 1 if tokens[i - 1][2] in HEADS else -1
    return -1


def clause_head(line: Line, j: int, low: int) -> Phrase | None:
    """The nearest metric in the clauses before a number: 营收创新高,同比增长8% => 营收."""
    tokens = line.tokens
    other = False  # 英镑扩大涨幅,欧元跌至新低,报0.8: the extent is of another's change
    for i in range(j, max(-1, j - 16), -1):
        start, end, kind = tokens[i]
        if start < low or kind == "number" or line.fold[start] in "】\n" or (other and kind in ("gain", "loss")):
            return None
        if kind in ("gain", "loss") and _UNDONE.search(line.fold, max(line.start, start - 12), start):
            return None
        other = other or (kind in ("thing", "name") and line.opens(start))
        if kind in HEADS and line.fold[start : start + 2] not in _EXTREMES and not _compared(line, start, end):
            return spanning(extend(line, i), "carried over from the clause before", "carried")
        if kind == "thing" and line.fold.endswith(QUOTED, start, end):
            return Phrase(composed(line, i), end, "carried over from the clause before", "carried")
    return None


def _compared(line: Line, start: int, end: int) -> bool:
    """Is a noun what a number is compared with?"""
    fold = line.fold
    if fold.find("的", max(line.start, start - 5), start) >= 0:
        if _COMPARED.search(fold, max(line.start, start - 16), start) is not None:
            return True
    return fold[end - 1] in _LEVELS and _COMPARED_LEVEL.search(fold, max(line.start, end - 36), end) is not None


def _held(line: Line, j: int) -> Phrase | None:
    """The verb whose object stands before a number: 减持所持维尔转债, 直接持有公司, 冻结X持有的公司."""
    tokens, fold = line.tokens, line.fold
    end = start = tokens[j][1]
    trade = -1  # where the words for a company's trade begin
    for i in range(j, max(-1, j - 6), -1):
        s, e, kind = tokens[i]
        if start - e > 6 and start != end:
            return None
        if kind in _DONE and (e == trade or (tokens[i + 1][2] == "org" and fold.startswith(_LEGAL, e))):
            start = trade = s
            continue  # 持有澜山环境[检测][服务]股份有限公司
        if kind in _DONE:
            return spanning(verbal(line, i, e), "verb before the number", "verb")
        if kind == "hold":
            return _done(line, i) or Phrase(s, end - (fold[end - 1] == "的"), "what is held", "hold")
        if kind not in OWNERS and fold[s:e] != "的" and not (i == j and kind in HEADS):
            return None
        start = s
    return None


def _done(line: Line, hold: int) -> Phrase | None:
    """What is done with what somebody holds: 累计质押其持有的股份, 轮候冻结了X持有公司的股份 => 质押, 轮候冻结."""
    tokens, fold = line.tokens, line.fold
    edge = tokens[hold][0]
    far = 8
    i = hold - 1
    while i > max(-1, hold - 12):
        start, end, kind = tokens[i]
        if kind in _DONE and edge - end <= far and fold[end] not in "方人":
            return spanning(verbal(line, i, end), "verb before the holder", "done")
        if kind == "close" and end == edge and line.partner.get(i, 0) > 0:
            i = line.partner[i]
            start = tokens[i][0]
        elif kind == "org":
            far = _LONG_NAME  # 轮候冻结某某咨询有限公司持有的股份
        elif edge - end > far or not (
            kind in _HOLDERS or (far > 8 and kind in ("metric", "goods", "thing")) or fold[start:end] == "其"
        ):
            return None
        edge = start
        i -= 1
    return None


def moved(line: Line, j: int) -> Phrase | None:
    """The metric that moves from or to a number: 批发价格从原来的1万元涨到4万元."""
    tokens = line.tokens
    for i in range(j, max(0, j - 3), -1):
        start, end, kind = tokens[i]
        if kind in STOPS:
            return None
        if line.fold[start:end] in ("从", "由"):
            k = i
            while k > 1 and tokens[k - 1][1] == tokens[k][0] and tokens[k - 1][2] in ("mod", "prep"):
                k -= 1  # 增速[预计将]从
            if k and tokens[k - 1][1] == tokens[k][0] and tokens[k - 1][2] in HEADS:
                return spanning(extend(line, k - 1), "what moves from the number", "noun")
    return None


def _share(line: Line, j: int) -> int | None:
    """The token 占 that opens the stretch that ends with a token, if it does."""
    tokens = line.tokens
    if j < 0 or line.fold.find("占", tokens[max(0, j - 14)][0], tokens[j][1]) < 0:
        return None
    i = j
    while i > max(-1, j - 14):
        kind = tokens[i][2]
        if kind == "share":
            return i
        if kind == "close" and i == j - 1 and line.partner.get(i, 0) > 0:
            i = line.partner[i] - 1  # 占总股本(约1.9亿股)的
            continue
        if kind == "number" or (kind in ("stop", "open", "close")):
            return None
        i -= 1
    return None


def behind(line: Line, change: Phrase) -> Phrase | None:
    """What has the extent of a change that a metric names: 收益率涨幅收窄至1个基点,报1.4% => 收益率."""
    j = line.index(change.end) - 2
    while j > 0 and line.tokens[j][0] > change.start and line.tokens[j][2] in ("yoy", "seq", "mod"):
        j -= 1
    if j < 0 or line.tokens[j][0] < change.start or line.tokens[j][2] != "metric":
        return None
    return spanning(extend(line, j), "carried over", "carried")


def _extent(line: Line, j: int) -> Phrase | None:
    """The extent of a change that the clause is about: 涨幅按全国平均来看在10%."""
    for i in range(j, max(-1, j - 8), -1):
        start, end, kind = line.tokens[i]
        if kind in STOPS:
            return None
        if kind in ("gain", "loss"):
            return Phrase(start, end, "what the clause is about", "noun")
    return None


def _given(line: Line, j: int) -> Phrase | None:
    """The verb of what was given to somebody: 质押给平安银行的10万股 => 质押."""
    tokens, fold = line.tokens, line.fold
    for i in range(j - 1, max(0, j - 8), -1):
        start, end, kind = tokens[i]
        if kind in STOPS:
            return None
        if fold[start:end] in ("给", "予") and tokens[i - 1][1] == start and tokens[i - 1][2] == "verb":
            return spanning(verbal(line, i - 1, start), "verb before the receiver", "given")
    return None


def _adverbial(line: Line, j: int, bound: int) -> bool:
    """Does an unknown stretch only say where or when: 在纽约交易时段扩大3个基点?"""
    tokens = line.tokens
    while j >= 0 and tokens[j][1] == bound and (tokens[j][2] in OWNERS or tokens[j][2] == "verb"):
        bound = tokens[j][0]
        j -= 1
    return j >= 0 and tokens[j][1] == bound and line.fold[tokens[j][0] : bound] in ("在", "于", "据", "自", "从")
