"""Mentions: where something that can own numbers is named, in words that no lexicon knows as a name."""

import re
from typing import Final

from factx.link.clause import GOODS, Line
from factx.link.lexicon import owned
from factx.link.metric import ADVERB
from factx.link.words import words
from factx.segment import Word

_LINKS: Final = frozenset("系 为 是 与 和 及 目前系 现为 现系".split())
# Before these stands whose or what a name after them is.
_BELONGS: Final = ("旗下", "为", "是", "系")
_COMPANY: Final = frozenset("公司 集团 本公司 上市公司".split())
# What is one name where it touches.
CHAIN: Final = frozenset({"org", "place", "latin", "name", "thing", "goods"})
_PROPER: Final = ("nr", "ns", "nt", "nz", "x", "eng", "nrt", "nrfg")
_INNER: Final = CHAIN | {"metric", "verb", "mod", "up", "down"}
_NAMED: Final = ("nr", "ns", "nt", "nz", "nrt", "nrfg")
# Organisations of many: their name begins before the word. And words of time that names begin with.
_GENERIC: Final = frozenset(
    "基金会 研究院 研究所 实验室 交易所 证交所 税务局 公安局 管理局 卫健委 事务所 合作社 委员会 慈善会 俱乐部 出版社 众议院 参议院 国会 最高法院 财政部 卫生部 能源部 国防部 统计局 劳工部 内政部".split()
)
_ERAS: Final = frozenset("现代 当代 未来 明天 新世纪 世纪 同方 东方 南方 北方 西部 东部 中部 南部 北部".split())
_REGIONS: Final = ("省", "市", "县", "区", "州")
# The first characters of most people's names.
SURNAMES: Final = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
_ANYWHERE: Final = frozenset("外国 各国 外地 本地 当地".split())
_NOBODY: Final = frozenset(
    "新发 新设 区间 范围 水平 期间 时间 阶段 情况 方面 概率 部分 附近 公共 关键 核心 豪华 主要 优质 高端 落实 规划 这是 那是 此为".split()
)
_TAILS: Final = ("内", "里", "为", "是", "至", "到", "自", "从")
_AFTERWARDS: Final = frozenset(
    "全面 全力 紧急 积极 持续 全部 共同 联合 正式 首次 再次 已经 目前 一次 每次 同时 依然 仍然 一直 整体 累计 合计 主动 大力 批量 陆续".split()
)
_LEADING: Final = "dcrmtfuy"
# One-character words that are no part of a name; others are: 莫德纳, 特斯拉, 唯品会.
_PARTICLES: Final = frozenset(
    "未末要也就还又则却均都已仅更最再不其该而但且和与及在于由从将被把向对为是有共按以获离居了着较"
)
# 吉01执1号 is a case, 2018-112 an announcement, no one's name.
_NUMBERED: Final = re.compile("[0-9]号$|[0-9]-[0-9]")
# A document number, not the tenor of 10年期国债, before a name.
_DIGITS: Final = re.compile(r".*[0-9号](?![0-9年月天])")
# What may follow a name though the lexicon does not know it: 兰太实业就拟收购.
_ADVERBS: Final = frozenset("就也已曾还均将拟与和在于以则却又再一表总现共获")
# Words of what a company does, which stand within its name: 某某[投资]咨询有限公司.
_TRADES: Final = frozenset(
    "理财 信贷 节能 环保 创新 创投 发展 置地 投资 融资 建设 贸易 物业 租赁 担保 运营 销售 服务 资产 资本 创业投资 股权投资 置业 开发 设计 工程 物流 运输 广告 保险 基金 信托".split()
)
# The legal forms that end a full name.
FORMS: Final = ("公司", "集团", "有限合伙)", "合伙企业")
# What verbs stand within the names of: 亚洲[开发]银行, not 湖南省长[主持召开]省政府.
_BODIES: Final = (*FORMS, "银行")
# What ends a name whatever follows it; 证券 does not in 证券账户.
_ENDINGS: Final = ("公司", "集团", "央行")
# How long an unknown name is at most, in code points.
LONGEST: Final = 18


class Mention:
    """A place where something that can own numbers is named.

    Attributes:
        start, end: its span.
        strength: 5 a short name in brackets after a full one, 4 a name, organisation or person, 3 a role, place or the proper head of a clause, 2 a thing, 1 the
            plain head of a clause, which counts where nothing else does, 0 not in the place of a subject.
        announcer: True where it stands for the announcing company: 公司, 本公司.
    """

    def __init__(self, start: int, end: int, strength: int, announcer: bool) -> None:
        self.start = start
        self.end = end
        self.strength = strength
        self.announcer = announcer

    def __lt__(self, other: "Mention") -> bool:
        if self.start != other.start:
            return self.start < other.start
        return (self.end, self.strength) < (other.end, other.strength)

    def but(self, start: int | None = None, end: int | None = None, strength: int | None = None) -> "Mention":
        """The same with another span or strength."""
        return Mention(
            self.start if start is None else start,
            self.end if end is None else end,
            self.strength if strength is None else strength,
            self.announcer,
        )


def owner_of(word: str, kind: str) -> bool:
    """Can any unknown word before this word be a name? 股改临时保管股份 has none, 苏晋能源出资 has one."""
    return kind not in ("metric", "gain", "loss") or word in owned()


def head_of(fold: str, start: int, end: int, free: bool) -> Mention | None:
    """The head of a clause: 而栗军持有 => 栗军, 沃尔核材解释称 => 沃尔核材; none where a verb leads: 收购特斯拉."""
    if (
        fold[start] in "/间"  # 16日[间]执飞
        or (end - start == 2 and fold[start] in ADVERB)
        or fold.find("字第", start, end) >= 0
        or ((fold[end - 1] == "号" or fold.find("-", start, end) >= 0) and _NUMBERED.search(fold, start, end))
    ):
        return None
    if fold.endswith("疫情", start, end) or (end - start < 5 and fold.startswith(("重大", "重要"), start)):
        return None  # 本轮新冠肺炎疫情, 重要发现
    if fold.endswith(("市场上", "市场中"), start, end) or (fold[end - 1] == "称" and end - start > 3):
        end -= 1  # 美国市场[上], 邮政局[称]
    if fold[start] in "而且料" and end - start > 2:
        start += 1  # [而]林笠中, [料]非通用会计准则
    if fold[start] == "但" and end - start < 3:
        return None  # 但应
    cut = words(fold[start:end])
    first = 0
    while first < len(cut) and (
        (cut[first].tag[0] in _LEADING and cut[first].text not in _ERAS and _apart(cut[first].text))
        or _PARTICLES.issuperset(cut[first].text)
    ):
        first += 1
    if first == len(cut) or cut[first].tag == "ad":
        return None
    if cut[first].tag[0] in "vp" and cut[first].tag != "vn" and len(cut[first].text) > 1:
        return None
    tail = cut[-1].text if cut[-1].tag not in _PROPER else ""
    if tail.endswith(_TAILS) or fold[end - 1] == "价" or fold[start:end] in _NOBODY:
        return None  # 公司范围内, 案号为, 铀价
    while len(cut) > first + 1 and cut[-1].text in _AFTERWARDS:
        cut = cut[:-1]  # 太康县[全面], 玩家[一次]
    last = first
    while last < len(cut) and (
        cut[last].tag[0] not in "vpcdruft"
        or cut[last].tag == "vn"
        or cut[last].text in _ERAS
        or not _apart(cut[last].text)
        or (last > first and cut[last].text in _TRADES and cut[last - 1].tag != "v")
    ):
        last += 1
    if last == first or (last < len(cut) and not free):
        return None
    named = _PROPER if free else _NAMED
    proper = any(word.tag in named and word.text not in _ANYWHERE for word in cut[first:last])
    person = end - start < 4 and fold[start] in SURNAMES and cut[0].tag in ("x", "nr", "n", "nrfg")
    proper = proper or (person and (cut[0].tag != "n" or fold[end - 1] not in GOODS))  # not 石油
    at, stop = start + cut[first].start, start + cut[last - 1].end
    if (fold[stop - 1] in "曾亦仍" or cut[last - 1].text == "用") and stop - at > 2:
        stop -= 1  # 澜而思[曾]因
    if stop - at == 3 and fold[stop - 1] == "化" and fold[stop - 2] != "石":
        return None  # 智能化[改造]
    if fold[stop - 1] in "前后时中" and stop - at > 2 and fold[at] not in SURNAMES:
        return None  # 解质后[还]
    if fold[stop - 1] == "称" and stop - at > 2 and not fold.endswith(("简称", "名称", "全称"), at, stop):
        stop -= 1  # 梁建章[称]鼓励生育
    return Mention(at, stop, 3 if proper else 1, False) if stop - at > 1 else None


def unnamed(line: Line, k: int) -> Mention | None:
    """The name that no lexicon knows between the words before and the number at a token: 受让某某科技29%股权."""
    end = line.tokens[k][0]
    bound = line.tokens[k - 1][1] if k else line.start
    return head_of(line.fold, bound, end, True) if 1 < end - bound <= LONGEST else None


def _apart(word: str) -> bool:
    """Can a verb, adverb or particle stand apart from a name?"""
    return len(word) > 1 or word in _PARTICLES


def is_human(fold: str, m: Mention) -> bool:
    """Is it the name of a person?"""
    return "·" in fold[m.start : m.end] or (m.end - m.start < 4 and fold[m.start] in SURNAMES)


def named_after(fold: str, start: int, end: int, holds: bool) -> Mention | None:
    """The person or company that an unknown stretch after 控股股东 or 董事 begins with: 倪从春也计划 => 倪从春.

    Args:
        holds: whether a shareholder stands there, so that any noun is a name: 股东[高新风投]目前持有.
    """
    stop = start
    cut = words(fold[start : min(end, start + 8)])
    if not any(word.tag in _PROPER for word in cut):
        plain = holds and all(word.tag[0] in "najb" or word.tag == "vn" for word in cut)
        return Mention(start, end, 4, False) if plain and 2 < end - start < 7 else None
    for word in cut:
        if word.text in _AFTERWARDS and stop - start > 1:
            break  # 澜银理财[正式]开业
        trade = word.text in _TRADES and stop > start
        if word.tag[0] in "vpcdruf" and word.tag != "vn" and not trade and stop - start > 1:
            break
        if word.tag[0] in "vpcruf" and not trade and len(word.text) > 1 and word.tag != "vn":
            return None
        stop += len(word.text)
    return Mention(start, stop, 4, False) if stop - start > 1 else None


def trim(fold: str, start: int, end: int, drop: str, last: bool) -> int:
    """Where a name begins that ends after ``end``: without numbers and words of some tags: 而奥马冰箱 => 奥马冰箱.

    Args:
        drop: the first letters of the tags of words that are no part of a name.
        last: whether the last word before ``end`` may be dropped too.
    """
    stretch = fold[start:end]
    if (digits := _DIGITS.match(stretch)) is not None:
        start, stretch = start + digits.end(), stretch[digits.end() :]
    cut = words(stretch)
    return start + max(
        (
            w.end
            for w in (cut if last else cut[:-1])
            if (w.tag[0] in drop and w.tag != "vn" and w.text not in _ERAS) or w.text in _PARTICLES
        ),
        default=0,
    )


def person_at(fold: str, start: int, end: int) -> tuple[int, int] | None:
    """A person's name before 先生 or 女士: 办理了陶冶先生 => 陶冶."""
    if end - start <= 4:
        return start, end
    at = end
    for word in reversed(words(fold[end - 8 : end]) if end - start > 8 else words(fold[start:end])):
        if end - at + len(word.text) > 4 or (at < end and word.tag not in ("nr", "x", "nrfg")):
            break
        at -= len(word.text)
    return (at, end) if 2 <= end - at <= 4 else None


def org_at(line: Line, i: int, bound: int, fresh: bool, out: list[Mention]) -> Mention | None:
    """A name that ends in 公司, 银行, …, from the last boundary on; a bare 公司 is the announcing company."""
    tokens, fold = line.tokens, line.fold
    start, end, _ = tokens[i]
    word = fold[start:end]
    first = min(bound, start)
    if word in _COMPANY and fold[first:start] in _LINKS:
        return Mention(start, end, 4, True)  # 某集团系公司第一大股东
    first = _predicate(fold, first, start)
    if out and out[-1].end == first and not out[-1].announcer and i and tokens[i - 1][2] in CHAIN:
        clause = not word.endswith(_BODIES) and any(w.tag == "v" and len(w.text) > 1 for w in words(fold[first:start]))
        if not clause and (word.endswith(_ENDINGS) or line.bounded(i) or start > first or word in _GENERIC):
            return Mention(out.pop().start, end, 4, False)
    if word in _COMPANY and first == start:
        trade = tokens[i - 1][0] if i > 1 and word == "公司" and fold[tokens[i - 1][0] : start] in _TRADES else -1
        if trade >= 0 and trade == tokens[i - 2][1] and tokens[i - 2][2] in ("func", "verb", "light"):
            return Mention(trade, end, 3, False)  # 成立投资公司
        return Mention(start, end, 4, True)
    if len(word) > 2 and not word.endswith(FORMS):
        if word in _GENERIC and 1 < start - first < 9:
            cut = words(fold[first:start])
            if all(w.tag[0] in "njbsxaq" for w in cut):
                return Mention(first, end, 4, False)  # 小米公益基金会
        return Mention(start, end, 4, False)  # 郑商所, 发改委
    if not word.endswith(_ENDINGS) and not line.bounded(i) and not (fresh and fold[end : end + 1] in _ADVERBS):
        heads = fresh and 1 < start - first < 5 and i > 0 and tokens[i - 1][1:] == (first, "stop")
        if not heads or words(fold[end : end + 4])[0].tag != "v":
            return None  # 证券账户, but ,南华财险筹建
    if i > 2 and tokens[i - 1][2] == "close" and tokens[i - 1][1] == first and tokens[i - 3][2] == "open":
        return _bracketed(line, i, out)
    if i and tokens[i - 1][2] == "close" and tokens[i - 1][1] == first and word not in _COMPANY:
        return None  # 国信证券(10.56,0.2,1.9%)股份有限公司
    if (
        i
        and tokens[i - 1][2] in ("role", "appos")
        and 1 < start - first < 7
        and _PARTICLES.isdisjoint(fold[first:start])
    ):
        return Mention(first, end, 4, False)  # 控股股东滇中集团
    if (
        start > first
        and word.endswith(FORMS)
        and word not in _COMPANY
        and (i == 0 or tokens[i - 1][1:] in ((first, "stop"), (first, "quote")))
    ):
        if _PARTICLES.isdisjoint(fold[first : first + 2]) and _named(words(fold[first:start])[0]):
            while out and out[-1].end > first:
                out.pop()
            return Mention(first, end, 4, False)  # ,奉新时代新能源材料有限公司成立
    if start > first:
        trimmed = trim(fold, first, start, "vpcdruft", word in _COMPANY)
        whole = trimmed == first or fold[first:start] in _TRADES
        inner = tokens[i - 1] if i and whole and start - first < 5 and word.endswith(FORMS) else (0, -1, "")
        moves = i + 1 < len(tokens) and tokens[i + 1][0] == end and tokens[i + 1][2] in ("up", "down")
        if trimmed == start and fresh and moves and 1 < start - first < 5:
            trimmed = first  # 欢喜传媒涨3%
        bound = first
        first = trimmed
        if inner[1] == bound and inner[2] in _INNER and fold[inner[0] : inner[1]] in _TRADES:
            first = _whole(line, i - 1)
        elif start - first < 2 and word in _COMPANY:
            first = start
        elif first > 0 and not moves and not word.endswith(("公司", "集团")) and _verbal(fold[first:start]):
            if i + 1 == len(tokens) or tokens[i + 1][2] not in ("hold", "say"):
                return None  # 加大保险投入, but 启明投资持有
    elif word.endswith(FORMS):
        first = _whole(line, i)
    if first == start:
        return Mention(start, end, 4, word in _COMPANY) if word in _COMPANY or word == "央行" else None
    while out and out[-1].end > first:
        out.pop()
    return Mention(first, end, 4, False)


def _predicate(fold: str, start: int, end: int) -> int:
    """Where a name begins of what another is said to be or to belong to: 海岳酒业为某某集团旗下[华泽]集团."""
    if fold[start] in "为是":
        return start + 1
    if (said := fold.find("人为", start, end)) >= 0:
        return said + 2  # 执行事务合伙人为某某公司
    if end - start > 2 and any(mark in fold[start:end] for mark in _BELONGS):
        for word in reversed(words(fold[start:end])):
            if word.text in _BELONGS:
                return start + word.end
    return start


def _named(word: Word) -> bool:
    """Can a name begin with a word: not 称 or 将."""
    return word.tag[0] not in "pcd" and (word.tag[0] != "v" or len(word.text) > 1)


def acts(fold: str, start: int, end: int) -> bool:
    """Does a stretch begin with a verb: 财政部[推出一年期]国债?"""
    cut = words(fold[start:end])
    first = cut[1] if cut[0].tag == "d" and len(cut) > 1 else cut[0]
    return first.tag == "v" and len(first.text) > 1


def _verbal(text: str) -> bool:
    cut = words(text)
    return len(cut) == 1 and cut[0].tag == "v"


def _whole(line: Line, i: int) -> int:
    """Where a name begins whose words the lexicon knows as something else: 特华投资控股有限公司, 宁波建设集团."""
    tokens = line.tokens
    k = i
    first = tokens[i][0]
    while k > 0 and tokens[k - 1][1] == first and tokens[k - 1][2] in _INNER:
        k -= 1
        first = tokens[k][0]
    bound = tokens[k - 1][1] if k else line.start
    if first - bound > 2:
        bound = _predicate(line.fold, bound, first)
    if k and tokens[k - 1][2] == "place" and line.fold[bound:first] in _REGIONS:
        return tokens[k - 1][0]
    if not 1 < first - bound < 13:
        # A verb that leads is none of the name's words: 收购贵州鼎盛集团.
        while k < i and tokens[k][2] not in ("place", "name", "latin", "thing"):
            k += 1
        return tokens[k][0]
    return tokens[k - 1][0] if k and tokens[k - 1][2] in ("place", "name", "latin") else bound


def _bracketed(line: Line, i: int, out: list[Mention]) -> Mention:
    """A name with brackets in it: 惠而浦(中国)股份有限公司, 恒康医疗投资(澳大利亚)有限责任公司."""
    tokens = line.tokens
    first = tokens[i - 3][0]
    j = i - 4
    while j >= 0 and tokens[j][1] == first and tokens[j][2] in CHAIN | {"metric", "verb", "mod"}:
        first = tokens[j][0]
        j -= 1
    gap = line.fold[tokens[j][1] if j >= 0 else line.start : first]
    if first == tokens[i - 3][0] or (
        j >= 0 and 0 < len(gap) < 9 and tokens[j][2] not in ("number", "stop") and not _PARTICLES.issuperset(gap)
    ):
        first = (tokens[j][0] if tokens[j][2] == "place" else tokens[j][1]) if j >= 0 else line.start
    while out and out[-1].end > first:
        out.pop()
    if out and out[-1].end == first and out[-1].strength > 2 and not out[-1].announcer:
        if tokens[line.index(out[-1].start)][2] != "role":
            first = out.pop().start  # 西安交通大学产业(集团)总公司
    return Mention(first, tokens[i][1], 4, False)
