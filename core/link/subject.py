"""Subject: the company, person, product or place that a number belongs to."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from factx.extractors.pattern import Pattern
from factx.link.clause import Line
from factx.link.lexicon import owned
from factx.link.metric import ADVERB, COMPOSED, COUNTS, composed
from factx.link.names import Names, opines, speaks
from factx.link.words import words

# What may follow a name that is the subject of its clause.
_PREDICATE = frozenset(
    "hold say verb verb_up verb_down up down gain loss metric light near prep date duration level yoy seq ytd number mod func adv".split()
)
_GOVERNS = frozenset({"verb", "verb_up", "verb_down", "hold", "share"})
_GOVERNING = frozenset("援引 引述 向 由 给 被 把 对 与 和 及 于 在 从 自 通过 根据 按照 依据 经 基于 关于 对于".split())
_GAINING = frozenset({"取得", "获得"})
_COMPANY = frozenset("公司 集团 本公司 上市公司".split())
_BREAKS = frozenset("stop quote open close number adv space media say appos cause role place org name thing".split())
# After these a clause is still at its head; these name something, or end what a name before them is.
_CARRIES = frozenset({"date", "duration", "mod", "prep"})
_NAMING = frozenset("place title quote court name org self role thing goods latin".split())
_CHAIN = frozenset({"org", "place", "latin", "name", "thing", "goods"})
_SHARES = frozenset("股份 股票 股权 流通股 限售股 普通股 股本 总股本 股份总数 无限售流通股 限售流通股 限售股份".split())
_VAGUE = frozenset("相关 主要 主营 其他 上述 各 所有 部分 多个 多数 少数 新 老 此类 该类 有关 整个 全部".split())
_PROPER = ("nr", "ns", "nt", "nz", "x", "eng", "nrt", "nrfg")
_INNER = _CHAIN | {"metric", "verb", "mod", "up", "down"}
_NAMED = ("nr", "ns", "nt", "nz", "nrt", "nrfg")
# Places that say how far something is counted and end no name: 终端全球发货.
_EVERYWHERE = frozenset("全球 全国 全省 全市 世界 国内 国外 海外 境内 境外".split())
_REGIONS = ("省", "市", "县", "区", "州")
# The region after a place, not the market of 国内市场.
_REGION = re.compile("[省市县区州](?![场值民盈净占间域块分])")
# Brokers rate others: 大摩上调其盈测, 高盛将甲公司目标价上调.
_RATES = re.compile(
    "(?:将|把|上调|下调|调高|调低|给予|予|维持|首予|重申|料)[^,;。]{0,16}(?:评级|目标价|盈测|预测|预期|股价)"
)
# The hour of another market: 纽约尾盘, 北京时间.
_HOUR = re.compile("(?:尾盘|早盘|盘中|盘初|盘前|盘后|午盘|时间|交易时段|时段|市场交易)")
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
_NOBODY = frozenset("新发 新设 区间 范围 水平 期间 时间 阶段 情况 方面 概率 部分 附近".split())
_LEADING = "dcrmtfuy"
# One-character words that are no part of a name; others are: 莫德纳, 特斯拉, 唯品会.
_PARTICLES = frozenset("末要也就还又则却均都已仅更最再不其该而但且和与及在于由从将被把向对为是有共按以获离居")
# A document number, not the tenor of 10年期国债, before a name.
_SPOKEN = re.compile("(?:新闻)?(?:发言人|负责人|官员)")
_REPORT = re.compile(".{0,4}(?:数据|报告|统计|研报|消息)")
# 吉01执1号 is a case, 2018-112 an announcement, no one's name.
_NUMBERED = re.compile("[0-9]号$|[0-9]-[0-9]")
_LETTER = Pattern("[\u4e00-\u9fffA-Za-z]")
_DIGITS = re.compile(r".*[0-9号](?![0-9年月天])")
# What may follow a name though the lexicon does not know it: 兰太实业就拟收购.
_ADVERBS = frozenset("就也已曾还均将拟与和在于以则却又再一表总现共获")
_WORKS = frozenset({"项目", "业务", "产品", "平台"})
_OWNED = frozenset({"metric", "gain", "loss", "hold", "up", "down", "mod"})
# The legal forms that end a full name.
_FORMS = ("公司", "集团", "有限合伙)", "合伙企业")
_LONGEST = 18
_MOST = 40


class Mention(NamedTuple):
    """A place where something that can own numbers is named.

    Attributes:
        start, end: its span.
        strength: 5 a short name in brackets after a full one, 4 a name, organisation or person, 3 a role, place or the proper head of a clause, 2 a thing, 1 the
            plain head of a clause, which counts where nothing else does, 0 not in the place of a subject.
        announcer: True where it stands for the announcing company: 公司, 本公司.
    """

    start: int
    end: int
    strength: int
    announcer: bool


class Mentions:
    """The mentions of one sentence, in text order.

    Looking back from a place costs the same however long the sentence is, and what the words around make of a mention
    is found when it is looked at: most never are.
    """

    def __init__(self, line: Line, found: list[Mention]) -> None:
        self._line = line
        self._found = sorted(found)
        self._starts = [m.start for m in self._found]
        self._placed = [m.strength > 4 for m in self._found]

    def __getitem__(self, i: int) -> Mention:
        if not self._placed[i]:
            self._placed[i] = True
            self._found[i] = _placed(self._line, self._found[i])
        return self._found[i]

    def at(self, position: int) -> Mention | None:
        """The mention that begins at a place."""
        i = bisect_left(self._starts, position)
        return self[i] if i < len(self._found) and self._starts[i] == position else None

    def beside(self, position: int) -> Iterator[Mention]:
        """Those that end before a place and can own something, none in brackets that close before it, the nearest first."""
        line, found = self._line, self._found
        nested = line.nested
        first = bisect_left(self._starts, position) - 1
        for k in range(first, max(-1, first - _MOST), -1):
            _, end, strength, _ = found[k]
            if (
                end <= position
                and strength
                and (not nested or strength > 4 or not line.aside(found[k].start, position))
            ):
                m = self[k]
                if m.strength:
                    yield m

    def back(self, position: int) -> Iterator[Mention]:
        """The mentions that begin before a place, the nearest first, some dozens at most."""
        i = bisect_left(self._starts, position)
        return (self[k] for k in range(i - 1, max(0, i - _MOST) - 1, -1))


def mentions(line: Line, names: Names) -> Mentions:
    """The mentions of one sentence."""
    tokens, fold = line.tokens, line.fold
    out: list[Mention] = []
    n = len(tokens)
    bound = line.start
    fresh = True  # at the head of a clause, where an unknown stretch is a name
    # What follows the last number owns none but for the shareholder of 持股5%以上股东X.
    for i in range(min(n, max(line.at.values(), default=n) + 16)):
        start, end, kind = tokens[i]
        gap = start - bound
        if (gap < 2 or not fresh) and kind not in _NAMING:
            fresh = kind in _BREAKS or fold[start] == "、" or (fresh and kind in _CARRIES)
            bound = end
            continue
        scope = kind == "place" and fold[start:end] in _EVERYWHERE
        if kind == "place" and _REGION.match(fold, end) and (i + 1 == n or tokens[i + 1][0] > end):
            end += 1
        if gap > 1 and i and fold[tokens[i - 1][0]] == "第" and fold[bound] in COUNTS:
            bound, gap = bound + 1, gap - 1  # 第一批碳减排工具
        elif gap > 2 and fold.startswith("之一", bound):
            bound, gap = bound + 2, gap - 2  # 控股股东之一某某
        if kind == "title" and gap > 1:
            person = _person(fold, bound, start)
            if person:
                out.append(Mention(*person, 4, False))
        elif kind == "quote" and i and tokens[i - 1][2] == "quote" and 1 < gap <= 12:
            after = tokens[i + 1] if i + 1 < n else (-1, -1, "")
            quoted = _head(fold, bound, start, True)
            if after[0] == end and after[2] in _OWNED:
                quoted = Mention(bound, start, 3, False)  # “21临江01”发行规模
            if quoted is not None and quoted.strength > 2 and (quoted.start, quoted.end) == (bound, start):
                out.append(quoted)  # “魔搭”模型总量
        elif gap > 1 and fresh and (kind in _PREDICATE or scope) and gap <= _LONGEST:
            head = _head(fold, bound, start, _owner_of(fold[start:end], kind))
            if i and tokens[i - 1][2] in ("role", "appos"):
                head = _named_after(fold, bound, start)
                if head is not None and _human(fold, head) and any(t[2] == "say" for t in tokens[i : i + 4]):
                    head = head._replace(strength=1)  # 总裁X宣布
            elif (
                i > 1
                and tokens[i - 1][2] == "place"
                and tokens[i - 2][2] == "role"
                and tokens[i - 2][1] == tokens[i - 1][0]
            ):
                head = Mention(bound, start, 4, False)  # 全资附属公司香港旺旺
            if (
                head is not None
                and head.strength == 1
                and i
                and tokens[i - 1][2] == "number"
                and fold[bound - 1] in COUNTS
            ):
                head = head._replace(strength=2)  # 4家机构席位净卖出
            if head is not None:
                lead = tokens[i - 1][2] if i and out and out[-1].end == head.start == bound else ""
                joins = lead == "place" or (lead == "name" and kind in ("up", "down"))
                out.append(head._replace(start=out.pop().start, strength=max(3, head.strength)) if joins else head)
        if kind == "court":
            if i and fold[tokens[i - 1][0]] == "第" and bound == start:
                bound = tokens[i - 1][0]  # 某市第一中级人民法院
            while out and out[-1].end == bound:
                bound = out.pop().start
        elif kind == "name":
            stop = tokens[i + 1][1] if i + 1 < n and tokens[i + 1][0] == end and tokens[i + 1][2] == "org" else end
            joins = bool(out) and out[-1].end == start and i > 0 and tokens[i - 1][2] == "place"
            out.append(Mention(out.pop().start if joins else start, stop, 4, False))
        elif kind == "org":
            if (org := _org(line, i, bound, fresh, out)) is not None:
                out.append(org)
        elif kind == "self":
            out.append(Mention(start, end, 4, True))
        elif kind == "role" and out and out[-1].end == start - 2 and fold.startswith("及其", start - 2):
            together = out.pop()
            while out and out[-1].end == together.start - 1 and fold[out[-1].end] == "、":
                together = together._replace(start=out.pop().start)
            out.append(together._replace(end=end))  # 控股股东、实际控制人及其一致行动人
        elif kind == "role" and not fold.startswith(":", end):
            out.append(Mention(start, end, 1 if fold[start:end] == "股东" else 3, False))
        elif (
            kind == "place"
            and not scope
            and fresh
            and 1 < gap < 5
            and (head := _head(fold, bound, start, True))
            and head.strength > 2
        ):
            out.append(Mention(head.start, end, 3, False))  # 百胜中国
        elif kind in ("place", "thing", "goods", "latin"):
            vague = kind == "goods" and (gap == 0 or fold[bound:start] in _VAGUE)
            strength = 3 if kind == "place" else 1 if vague else 2
            first = start
            if (
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
                and tokens[i - 1][2] in _CHAIN
            ):
                first = out[-1].start
                # 某市某项目 is a project, not a place.
                strength = 2 if fold[start:end] in _WORKS else max(strength, out[-1].strength)
                out.pop()
            elif fold[start:end] in COMPOSED:
                first = composed(line, i)
            elif kind in ("thing", "goods") and 0 < gap <= 8 and fresh:
                first = _trim(fold, bound, start, "pcdruf" if start - bound > 2 else "pcdruvf", True)
            elif kind == "thing" and fold[bound:start] == "兑" and out and out[-1].end == bound:
                first, strength = out.pop().start, 2
            if kind == "latin" and i and tokens[i - 1][1] == start and tokens[i - 1][2] in ("appos", "role"):
                strength = 4  # 电子巨头NEC
            out.append(Mention(first, end, strength, False))
        fresh = kind in _BREAKS or fold[start] == "、" or (fresh and kind in _CARRIES)
        bound = end
    aliases = names.aliases
    return Mentions(
        line,
        [
            Mention(*aliases[m.end], 5, False) if m.end in aliases else m
            for m in out
            if fold[m.start].isalpha() or _LETTER.search(fold, m.start, m.end)
        ],
    )


def _owner_of(word: str, kind: str) -> bool:
    """Can any unknown word before this word be a name? 股改临时保管股份 has none, 苏晋能源出资 has one."""
    return kind not in ("metric", "gain", "loss") or word in owned()


def _head(fold: str, start: int, end: int, free: bool) -> Mention | None:
    """The head of a clause: 而栗军持有 => 栗军, 沃尔核材解释称 => 沃尔核材; none where a verb leads: 收购特斯拉."""
    if (end - start == 2 and fold[start] in ADVERB) or "字第" in fold[start:end] or _NUMBERED.search(fold, start, end):
        return None
    cut = words(fold[start:end])
    first = 0
    while first < len(cut) and (
        (cut[first].tag[0] in _LEADING and _apart(cut[first].text)) or _PARTICLES.issuperset(cut[first].text)
    ):
        first += 1
    if first == len(cut) or cut[first].tag == "ad":
        return None
    if cut[first].tag[0] in "vp" and cut[first].tag != "vn" and len(cut[first].text) > 1:
        return None
    if fold[end - 1] in "内里为是" or fold[start:end] in _NOBODY:
        return None  # 公司范围内, 案号为
    last = first
    while last < len(cut) and (
        cut[last].tag[0] not in "vpcdruft" or cut[last].tag == "vn" or not _apart(cut[last].text)
    ):
        last += 1
    if last == first or (last < len(cut) and not free):
        return None
    if cut[first].tag not in _NAMED:
        first = next((k for k in range(first + 1, last) if cut[k].tag in _NAMED), first)
    named = _PROPER if free else _NAMED
    proper = any(word.tag in named for word in cut[first:last])
    proper = proper or (end - start < 4 and fold[start] in SURNAMES and cut[0].tag in ("x", "nr", "n", "nrfg"))
    at, stop = start + cut[first].start, start + cut[last - 1].end
    return Mention(at, stop, 3 if proper else 1, False) if stop - at > 1 else None


def unnamed(line: Line, k: int) -> Mention | None:
    """The name that no lexicon knows between the words before and the number at a token: 受让某某科技29%股权."""
    end = line.tokens[k][0]
    bound = line.tokens[k - 1][1] if k else line.start
    return _head(line.fold, bound, end, True) if 1 < end - bound <= _LONGEST else None


def _apart(word: str) -> bool:
    """Can a verb, adverb or particle stand apart from a name?"""
    return len(word) > 1 or word in _PARTICLES


def _human(fold: str, m: Mention) -> bool:
    return "·" in fold[m.start : m.end] or (m.end - m.start < 4 and fold[m.start] in SURNAMES)


def _named_after(fold: str, start: int, end: int) -> Mention | None:
    """The person or company that an unknown stretch after 控股股东 or 董事 begins with: 倪从春也计划 => 倪从春."""
    stop = start
    cut = words(fold[start : min(end, start + 8)])
    if not any(word.tag in _PROPER for word in cut):
        return None
    for word in cut:
        if word.tag[0] in "vpcdruf" and word.tag != "vn" and stop - start > 1:
            break
        if word.tag[0] in "vpcruf" and len(word.text) > 1 and word.tag != "vn":
            return None
        stop += len(word.text)
    return Mention(start, stop, 4, False) if stop - start > 1 else None


def _trim(fold: str, start: int, end: int, drop: str, last: bool) -> int:
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
        (w.end for w in (cut if last else cut[:-1]) if (w.tag[0] in drop and w.tag != "vn") or w.text in _PARTICLES),
        default=0,
    )


def _person(fold: str, start: int, end: int) -> tuple[int, int] | None:
    """A person's name before 先生 or 女士: 办理了陶冶先生 => 陶冶."""
    if end - start <= 4:
        return start, end
    at = end
    for word in reversed(words(fold[end - 8 : end]) if end - start > 8 else words(fold[start:end])):
        if end - at + len(word.text) > 4 or (at < end and word.tag not in ("nr", "x", "nrfg")):
            break
        at -= len(word.text)
    return (at, end) if 2 <= end - at <= 4 else None


def _org(line: Line, i: int, bound: int, fresh: bool, out: list[Mention]) -> Mention | None:
    """A name that ends in 公司, 银行, …, from the last boundary on; a bare 公司 is the announcing company."""
    tokens, fold = line.tokens, line.fold
    start, end, _ = tokens[i]
    word = fold[start:end]
    first = min(bound, start)
    if out and out[-1].end == first and not out[-1].announcer and i and tokens[i - 1][2] in _CHAIN:
        if word.endswith(("公司", "集团")) or line.bounded(i) or start > first:
            return Mention(out.pop().start, end, 4, False)
    if word in _COMPANY and first == start:
        return Mention(start, end, 4, True)
    if len(word) > 2 and not word.endswith(_FORMS):
        return Mention(start, end, 4, False)  # 郑商所, 发改委
    if not word.endswith(("公司", "集团")) and not line.bounded(i) and not (fresh and fold[end : end + 1] in _ADVERBS):
        return None  # 证券账户
    if i > 2 and tokens[i - 1][2] == "close" and tokens[i - 1][1] == first and tokens[i - 3][2] == "open":
        return _bracketed(line, i, out)
    if i and tokens[i - 1][2] == "close" and tokens[i - 1][1] == first and word not in _COMPANY:
        return None  # 国信证券(10.56,0.2,1.9%)股份有限公司
    if start > first:
        first = _trim(fold, first, start, "vpcdruft", word in _COMPANY)
        if start - first < 2 and word in _COMPANY:
            first = start
        elif first > 0 and not word.endswith(("公司", "集团")) and _verbal(fold[first:start]):
            return None  # 加大保险投入
    elif word.endswith(_FORMS):
        first = _whole(line, i)
    if first == start:
        return Mention(start, end, 4, word in _COMPANY) if word in _COMPANY or word == "央行" else None
    while out and out[-1].end > first:
        out.pop()
    return Mention(first, end, 4, False)


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
    if k and tokens[k - 1][2] == "place" and line.fold[bound:first] in _REGIONS:
        return tokens[k - 1][0]
    if not 1 < first - bound < 9:
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
    while j >= 0 and tokens[j][1] == first and tokens[j][2] in _CHAIN | {"metric", "verb", "mod"}:
        first = tokens[j][0]
        j -= 1
    if first == tokens[i - 3][0] or (
        j >= 0 and 0 < first - tokens[j][1] < 9 and tokens[j][2] not in ("number", "stop")
    ):
        first = tokens[j][1] if j >= 0 else line.start
    while out and out[-1].end > first:
        out.pop()
    return Mention(first, tokens[i][1], 4, False)


def _weak(m: Mention) -> Mention:
    return Mention(m.start, m.end, 0, m.announcer)


def _placed(line: Line, m: Mention) -> Mention:
    """A mention, without strength where a word before it makes it an object."""
    i = line.index(m.start)
    tokens, fold = line.tokens, line.fold
    k = line.index(m.end)
    if m.announcer:
        shares = k < len(tokens) and tokens[k][0] == m.end and fold[m.end : tokens[k][1]] in _SHARES
        if shares and i > 0 and fold[m.start - 1] not in ",;:。 \n)":
            return _weak(m)  # 质押给X的公司股份, 500万股公司股份
        if shares and fold.startswith("的", tokens[k][1]) and tokens[k][1] + 1 in line.at:
            return _weak(m)  # 占其持有的股份的1%,公司总股本的0.1%
        of = k + 1 < len(tokens) and tokens[k][0] == m.end and fold[m.end] == "的"
        follower = tokens[k + of] if k + of < len(tokens) else (-1, -1, "")
        if follower[0] == m.end + of and follower[2] in ("role", "appos"):
            return _weak(m)  # 公司控股股东X, 公司的控股股东
    follows = tokens[k][2] if k < len(tokens) and tokens[k][0] == m.end else ""
    after = fold[m.end : m.end + 1]
    if (
        m.strength > 2
        and not m.announcer
        and (after in (":", "数", "消") or any(t[2] == "say" for t in tokens[k : k + 3]))
    ):
        if (m.strength == 4 and speaks(fold, m.start, m.end)) or opines(fold, m.start, m.end):
            return _weak(m)  # 国家统计局数据显示, 某某证券研报指出
    if m.strength > 1 and not m.announcer and _SPOKEN.match(fold, m.end):
        return _weak(m)  # 国台办发言人
    if m.strength > 2 and _RATES.match(fold, m.end) and speaks(fold, m.start, _rater(fold, m.start, m.end)):
        return _weak(m)  # 大摩上调其盈测
    if m.strength == 3 and tokens[i][2] == "place":
        if (after == "第" and follows == "adv") or _HOUR.match(fold, m.end):
            return _weak(m)  # 某市第一塑料厂
    if m.strength == 2 and _REPORT.match(fold, m.end):
        return _weak(m)  # JOLTS就业数据显示
    if m.strength == 3 and follows == "say" and "·" in fold[m.start : m.end]:
        return m._replace(strength=1)
    if i > 0 and tokens[i][2] == "place" and _listed_in(line, i):
        return _weak(m)  # 在烟台、太原和北京收购了
    if after in _LISTS and _OF_MANY.match(fold, m.end, m.end + 48):
        return _weak(m)  # 涵盖语音、视频等多个领域, 甲国、乙国等9个国家
    if after in _EXAMPLES and _FOR_ONE.match(fold, m.end, m.end + 48):
        return _weak(m)  # 以甲公司、乙公司为代表的
    through = i > 0 and fold.startswith("通过", tokens[i - 1][0]) and tokens[i - 1][1] == m.start
    if tokens[i][2] == "role" and _named_as(line, i):
        return _weak(m)  # X为公司第一大股东, 作为公司的控股股东
    if tokens[k - 1][2] == "org" and m.start and _AS.search(fold, max(line.start, m.start - 16), m.start):
        return _weak(m)  # 作为某集团旗下的物业公司
    if i <= 0 or (line.holds(m.end) and not through):
        return m
    start, end, kind = tokens[i - 1]
    if fold[m.start - 1] in "为系是向由给被把" or (fold[m.start - 1] == "据" and fold[m.start - 2] not in "数证依占"):
        return _weak(m)  # 质押方为X银行, 据X报告
    if kind == "appos" and end == m.start and i > 1 and fold[tokens[i - 2][0] : tokens[i - 2][1]] in _GOVERNING:
        return _weak(m)  # 向董事X收购
    if end != m.start:
        cut = words(fold[max(end, m.start - 6) : m.start])
        if cut and cut[-1].text == "了":
            cut = cut[:-1]
        return _weak(m) if cut and cut[-1].tag in ("v", "p") else m  # 登陆纳斯达克, 收到了该项目的
    held = fold[start] == "的" and i > 1 and tokens[i - 2][2] == "hold"  # 持有的公司股份
    if tokens[k - 1][2] == "place" and fold[start:end] in _GAINING:
        return _weak(m)  # 取得某市一土地使用权
    if held or kind in _GOVERNS or fold[start:end] in _GOVERNING or (tokens[i][2] == "role" and fold[start] in "的其"):
        return _weak(m)
    return m


_AS = re.compile("作为[^,;:。]{0,12}$")
_LISTS = frozenset("等、和及与")
_EXAMPLES = _LISTS | {"为"}
_FOR_ONE = re.compile(r"(?:[、和及与][^、和及与等,;:。\n]{1,10})*等?为(?:代表|首|主|例)")
_OF_MANY = re.compile(
    r"(?:[、和及与][^、和及与等,;:。\n]{1,10})*等(?:全国|全球|全省|全市|世界|国内|境内外|海外)?(?:(?:[0-9]+|[一二三四五六七八九十多各数几]+)[个家国地省市州座大项款种类只名位条]"
    r"|[多各数几]*(?:领域|方面|行业|场景|环节|板块|产品|业务|项目|方向|部门|用途))"
)


def _named_as(line: Line, i: int) -> bool:
    """Is a role only what somebody is said to be: 为某公司(以下简称“某”)控股股东, 作为公司的控股股东?"""
    tokens, fold = line.tokens, line.fold
    start = tokens[i][0]
    k = i - 1
    while k >= 0:
        first, end, kind = tokens[k]
        if kind == "close" and end == start and k in line.partner:
            k = line.partner[k]
            start = tokens[k][0]
        elif (end == start and (kind in _CHAIN or kind == "self" or fold[first:end] in ("的", "之"))) or (
            kind == "place" and start - end <= _LONGEST
        ):
            start = first
        else:
            break
        k -= 1
    bound = tokens[k][1] if k >= 0 else line.start
    return any(c in "为系是" for c in fold[max(bound - 1, start - 12) : start])


def _rater(fold: str, start: int, end: int) -> int:
    """Where a name ends without its legal form."""
    return end - 2 if fold.endswith(_FORMS, start, end) else end


def _listed_in(line: Line, i: int) -> bool:
    """Whether a place is one of a list after 在."""
    tokens, fold = line.tokens, line.fold
    for k in range(i - 1, max(-1, i - 40), -1):
        start, end, kind = tokens[k]
        if kind != "place" and fold[start:end] not in ("、", "和", "及", "与"):
            return fold[start:end].endswith(("在", "于"))
    return False


def _goods(line: Line, thing: Mention) -> bool:
    return line.tokens[line.index(thing.end) - 1][2] == "goods"


def choose(line: Line, found: Mentions, before: int) -> tuple[Mention | None, str]:
    """The mention that owns a number: the nearest in its clause, else in its sentence.

    Args:
        before: where the number or its metric begins; what stands after cannot own it.
    """
    clause = line.clause(before)
    thing = plain = scope = None
    for m in found.beside(before):
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
        if scope is None and line.fold[m.start : m.end] in _EVERYWHERE and m.start >= clause:
            scope = m  # 甲公司全球累计发货
        elif m.strength > 2:
            return m, "nearest in the clause" if m.start >= clause else "nearest in the sentence"
        if m.strength == 2:
            thing = thing or m
        else:
            plain = plain or m
    if scope is not None:
        return scope, "nearest in the clause"
    if thing is not None:
        # An index stays what the sentence is about; a product counts less than who is carried over.
        far = thing.start < clause and line.tokens[line.index(thing.end) - 1][2] == "goods"
        return (thing._replace(strength=1) if far else thing), "nearest thing in the sentence"
    return plain, "head of the clause"
