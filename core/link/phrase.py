"""Phrases: what a metric is, and how far it reaches from the word that names it."""

import re
from typing import Final

from factx.link.clause import Line
from factx.link.words import words

HEADS: Final = frozenset({"metric", "gain", "loss"})
VERBS: Final = frozenset({"verb", "verb_up", "verb_down", "hold"})
OWNERS: Final = frozenset({"self", "name", "org", "place"})
STOPS: Final = frozenset({"stop", "open", "close", "quote", "number", "ticker"})
# Nouns that say nothing of what is measured beside a verb: 回购521万股股份 => 回购.
SHARES: Final = frozenset(
    {"股份", "股票", "股权", "A股", "H股", "B股", "普通股", "无限售流通股", "无限售流通A股", "限售流通股"}
)
# Units that count things named right after them: 275名激励对象.
COUNTS: Final = frozenset(
    "家 个 名 只 条 起 例 项 人 位 部 款 台 辆 套 组 间 座 张 笔 件 次 宗 支 份 艘 架 栋 幢 户 所 批 处 场 枚 颗 头 本 篇 场次 "
    "人次 万名 道 种 类 门 则 口 片 块 根 粒 盒 瓶 箱 袋 剂 针 桩 单 期 届 轮 列 班 趟 村 县 市 国".split()
)
# Metrics too wide to say what is measured without the nouns before them: 冰雪旅游商品订单量.
_WIDE: Final = frozenset(
    "规模 总额 金额 数量 价格 收入 成本 费用 利率 比例 需求 库存 产量 销量 产能 面积 人数 总量 总数 额度 份额 占比 出口 进口 支出 上限 下限 水平 "
    "期限 规格 病例 总产量 总销量 覆盖率 普及率 渗透率 使用率 占有率 支持率 授权 人员 总人数 均值 平均值 日均值 服务收入 指引 指标 旅游人数 旅游收入 发电量 产业规模 市场规模".split()
)
# What a verb before tells of: 退费金额.
_OF_DEEDS: Final = frozenset({"金额", "总额", "数量", "比例"})
# What names a thing only with what stands before it: 日常消费品ETF, 房价指数, 物业板块, 苯乙烯(EB)主力合约.
COMPOSED: Final = frozenset("ETF LOF REIT REITs 指数 板块 概念 概念股 行业 期货 期指 合约 主力 主力合约 数据".split())
# What is itself measured where it moves: 恒生指数走高,上涨1%.
QUOTED: Final = ("指数", "指", "期货", "综指", "主力合约", "ETF", "DXY", "VIX")
_PARTS: Final = frozenset({"metric", "thing", "goods", "latin", "place", "name", "mod"})
# What a verb before it is not part of: 建设年产6万吨.
YEARLY: Final = frozenset("年产 日产 月产 年产能 总投资 年产量".split())
_BEFELL: Final = frozenset("感染 确诊 输入 死亡 变异 隔离 治疗 在院 住院 疑似 现存 现有".split())  # 变异株感染病例
_TENOR: Final = re.compile("(?<![0-9])[0-9]{1,2}年期$")
_NOUN: Final = ("n", "j", "l", "x", "eng", "b", "i", "s", "vn", "an", "nz", "q", "ng", "k", "g")
# Last characters by which an unknown word narrows down the known one before it: 死亡病例数.
TAILS: Final = frozenset("格数额量率价费值款金者户比差")
TAKEN: Final = 12


class Phrase:
    """A metric.

    Attributes:
        start, end: its span.
        why: how it was found, for people.
        kind: ``noun``, ``verb``, ``share`` (占…), ``right``, ``thing``, ``guess``, ``carried``, ``echo`` (a carried
            ``thing``).
        whole: for the noun of 占总股本2亿股, the phrase from 占 on.
    """

    def __init__(self, start: int, end: int, why: str, kind: str, whole: "Phrase | None" = None) -> None:
        self.start = start
        self.end = end
        self.why = why
        self.kind = kind
        self.whole = whole

    def since(self, start: int) -> "Phrase":
        """The same from an earlier place on."""
        return Phrase(start, self.end, self.why, self.kind, self.whole)

    def again(self) -> "Phrase":
        """The same metric for another number."""
        return Phrase(self.start, self.end, "carried over", "echo" if self.kind in ("thing", "echo") else "carried")


def spanning(span: tuple[int, int], why: str, kind: str) -> Phrase:
    """A metric of a span."""
    return Phrase(span[0], span[1], why, kind)  # compiled code calls by * in several times the time


def nounlike(tag: str) -> bool:
    """Can a word of this tag be part of a metric? Names of people, places and organisations cannot."""
    return tag in _NOUN or (tag.startswith("n") and tag not in ("nr", "ns", "nt", "nrt"))


def extend(line: Line, j: int) -> tuple[int, int]:
    """A noun with what narrows it down: 持有公司股份, 归属于上市公司股东的净利润, 冰雪旅游商品订单量."""
    tokens, fold = line.tokens, line.fold
    start, end, _ = tokens[j]
    i = j - 1
    while i >= 0 and end - start < 24:
        s, e, kind = tokens[i]
        if e != start:
            break
        if kind in HEADS or (kind in ("mod", "up", "down", "yoy") and not _hedges(line, i)):
            start = s
        elif kind in VERBS:
            return (start if fold[start:end] in YEARLY else _deeds(line, i)), end
        elif kind == "close" and (deed := line.partner.get(i, 0) - 1) >= 0 and tokens[deed][2] in VERBS:
            i = deed + 1
            start = tokens[i][0]  # 质押(冻结)股份
        elif i > 0 and tokens[i - 1][1] == s and _relates(line, i):
            start = s
        else:
            return start + (fold[start] == "的"), end
        i -= 1
    bound = tokens[i][1] if i >= 0 else line.start
    if fold[start:end] in _WIDE:
        start = widen(fold, bound, start, fold[start:end] in _OF_DEEDS)
        if start == bound and i >= 0 and tokens[i][2] == "mod" and fold[tokens[i][0] : start] == "人均":
            start = tokens[i][0]  # 人均体育场地面积
    return start + (fold[start] == "的"), end


def _relates(line: Line, i: int) -> bool:
    """Does a token lead from a noun back to what is done with it: 冻结[状态][的][公司]股份?"""
    tokens, fold = line.tokens, line.fold
    start, end, kind = tokens[i]
    before = tokens[i - 1]
    if kind in OWNERS:
        of = i > 1 and fold[before[0] : before[1]] == "的" and tokens[i - 2][2] in ("hold", "verb")
        return before[2] in VERBS or (of and tokens[i - 2][1] == before[0])
    if fold[start:end] == "的":
        return before[2] in ("hold", "verb") or fold[before[0] : before[1]] == "状态"
    return fold[start:end] == "状态" and before[2] == "verb"


def _deeds(line: Line, i: int) -> int:
    """Where what is done begins with a verb: [累计被]冻结, [合计冻结及]轮候冻结."""
    tokens, fold = line.tokens, line.fold
    start = tokens[i][0]
    while i > 0 and tokens[i - 1][1] == start and not _hedges(line, i - 1):
        first, end, kind = tokens[i - 1]
        joins = (
            fold[first:end] in ("及", "和", "、") and i > 1 and tokens[i - 2][1] == first and tokens[i - 2][2] == "verb"
        )
        if kind not in ("mod", "verb") and not joins and fold[first:end] != "被":
            break
        i, start = i - 1, first
    return start - (start > line.start and fold[start - 1] in "未无")


def widen(fold: str, bound: int, start: int, deed: bool = False) -> int:
    """Where a phrase begins with the nouns before it: 房价指数, 冰雪旅游商品的价格; with what is done: 退费金额."""
    first = start
    if start > bound:
        for word in reversed(words(fold[max(bound, start - TAKEN) : start])):
            done = deed and first == start and word.tag == "v" and len(word.text) > 1
            if not (nounlike(word.tag) or word.text in _BEFELL or done) or start - first > 8:
                break
            first -= len(word.text)
    return first


def composed(line: Line, j: int) -> int:
    """Where the name begins that a token of ``COMPOSED`` ends."""
    tokens, fold = line.tokens, line.fold
    end = low = tokens[j][0]
    k = j - 1
    month = False  # of a contract
    while k >= 0 and end - low < TAKEN:
        start, bound, kind = tokens[k]
        if kind == "close" and bound == low and k in line.partner:
            k = line.partner[k]
            end = low = tokens[k][0]
        elif (kind == "date" and fold[bound - 1] == "月" and bound == low) or (month and kind == "space"):
            low, month = start, True  # 布伦特2月原油期货
        elif (kind in _PARTS and not _hedges(line, k)) or (
            kind == "verb" and (low - bound == 1 or low == end == bound)
        ):
            low = start
        else:
            break
        k -= 1
    if month and tokens[k + 1][2] in ("thing", "latin", "place", "name"):
        return low
    low = max(tokens[k][1] if k >= 0 else line.start, end - TAKEN)
    first = widen(fold, low, end)
    tenor = _TENOR.search(fold, max(line.start, first - 5), first)
    return tenor.start() if tenor else first


def _hedges(line: Line, i: int) -> bool:
    """Is a token a forecast, no part of the metric?"""
    return line.fold.startswith(("预", "计划", "拟"), line.tokens[i][0])


def verbal(line: Line, j: int, end: int) -> tuple[int, int]:
    """A verb with what goes with it, up to an offset: [累计]质押, [未]支付."""
    tokens = line.tokens
    start = tokens[j][0]
    while j > 0 and tokens[j - 1][1] == start and tokens[j - 1][2] in ("mod", "verb") and not _hedges(line, j - 1):
        j -= 1
        start = tokens[j][0]
    return start - (start > line.start and line.fold[start - 1] in "未无"), end
