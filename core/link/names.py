"""Names that a document introduces: its announcer, quoted short names, names before tickers and quotes."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from factx.extractors.names import listed
from factx.extractors.pattern import Match, Pattern
from factx.fact import NUMERIC, Fact
from factx.link.lexicon import COMMON, load, of_place, tokens
from factx.link.mention import SURNAMES
from factx.link.words import words
from factx.pause import pause
from factx.segment import Word

_NAME: Final = r"[\u4e00-\u9fffA-Za-z0-9*·&.\-]"
_QUOTED: Final = "[“\"‘「'']([^”\"’」'“()]{2,16})[”\"’」'']"
# (以下简称“长富瑞华”或“公司”), (“成尚科技”), (下称:华富)
_ALIAS: Final = Pattern(rf"\((?:[^()“”]{{0,12}}称(?:为|作)?[::]?\s*)?{_QUOTED}(?:[^()“”]{{0,4}}{_QUOTED})?")
_BARE_ALIAS: Final = Pattern(rf"\((?:以下|下)?简称[::]?\s*({_NAME}{{2,12}})\)")
_SHORT: Final = Pattern(
    rf"(?:证券|股票|公司)(?:简称|名称)[::]\s*(\*?{_NAME}{{2,8}}?)(?=公告|编号|证券|股票|债券|[\s,。;()(])"
)
# 原标题:万科企业获… / 美锦能源:2021年净利 / 【贝雅:将… / 翔鹭钨业(002842.SZ)发布公告
_HEADS: Final = ("\n", "原标题", "【")
# How far the head of a document goes, in code points.
_FIRST: Final = 400
_HEAD: Final = Pattern(
    rf"(?:^|\n|原标题[::]\s*|【)(?![一二三四五六七八九]是|据)(\*?{_NAME}{{2,12}}?)(?=\([^()\n]{{1,40}}\)|[::])"
)
# 原标题:苏高新拟发行… / ,中金公司发布… / 新文化8月24日晚间公告
_TITLED: Final = Pattern(
    rf"原标题[::]\s*({_NAME}{{2,6}}?)(?=拟|将|获|完成|控股股东|股东|实控人|回购|斥资|耗资|预计|中标|上半年|前三季)"
)
_ANNOUNCING: Final = ("发布", "公告", "公布", "披露", "宣布")
_ANNOUNCES: Final = Pattern(
    rf"(?:^|[\n。】丨,)]|(?<![A-Za-z])\s)((?![0-9]){_NAME}{{2,10}}?)(?:(?:[0-9]{{1,2}}月)?[0-9]{{1,2}}日)?(?:晚间|早间|午间|盘后|晚|下午|上午)?"
    rf"(?:{'|'.join(_ANNOUNCING)})"
)
_ANNOUNCER: Final = 20  # code points that stand before the verb at most
_BEFORE: Final = Pattern(rf"[A-Z][A-Za-z0-9&.\-]*(?: [A-Z][A-Za-z0-9&.\-]*)+$|\*?{_NAME}{{2,14}}$")
_DATED: Final = re.compile(".*[0-9][年月日](?=.)")
# What never is a subject though it stands before a colon or a code.
_NOISE: Final = tuple(
    "原标题 来源 消息 快讯 评论 点评 记者 编辑 简称 代码 编号 公告 日报 时报 数据 提示 午评 收评 导读 摘要 关注 热点 要闻 统计 分析师 媒体 显示 事项 "
    "情况 如下 内容 前值 预期 其中 报告 研报 通知 盘中 年报 季报 中报 快报 预告 市场 专家 调查 研究 时间 问 答 一览 股东大会".split()
)
# What stands in no name but in what is told of one: 西海[还]落实北湖集团(BH)的倡议.
_TOLD_OF: Final = re.compile("[还也就被把]|冻结|质押|法院")
# What brackets call that is nobody: (以下简称“项目”).
_COMMON_ALIASES: Final = frozenset(
    "公司 本公司 上市公司 项目 本项目 合同 本合同 协议 本协议 交易 本次交易 本次发行 本次重组 股份 股票 标的资产 标的股权 标的股份 目标股份 办法 规划 计划 指引 通知 意见 报告书".split()
)
_NUMBER: Final = re.compile("[0-9]{4}")
_BOUND: Final = frozenset(
    {
        "stop",
        "func",
        "prep",
        "say",
        "adv",
        "role",
        "self",
        "seq",
        "yoy",
        "up",
        "down",
        "verb_up",
        "verb_down",
        "light",
        "level",
        "verb",
        "hold",
        "media",
        "appos",
        "title",
    }
)
# Courts and registrars act on others' shares and own none.
_COURTS: Final = ("法院", "中院", "高院", "检察院", "公安局", "仲裁委", "委员会", "登记公司", "中登公司", "结算公司")
_HOUSES: Final = tuple(
    "惠誉 穆迪 标普 高盛 大摩 小摩 花旗 瑞银 瑞信 美银 德银 野村 汇丰 巴克莱 杰富瑞 富瑞 里昂 麦格理 法巴 法兴".split()
)
_MORGAN: Final = re.compile(r"摩根\w+$")
# Who speaks in a title of others' numbers: authorities, institutes, people with a title.
_TELLERS: Final = tuple(
    "组织 央行 卫健委 发改委 工信部 农业农村部 统计局 总局 总署 海关 疾控 疾控中心 新闻处 新闻局 新闻办 新闻中心 新闻司 新闻部 政府 委员会 协会 商会 "
    "联合会 乘联会 汽协 钢协 研究院 研究所 分析 评论 专家 媒体 机构".split()
)
_MINISTRIES: Final = frozenset("劳农国贸经卫能工交旅环发")  # 劳工部, 国防部, 经济发展部
_COLUMN: Final = re.compile(r"日报|谈|(?:美联储|央行|法院)[\u4e00-\u9fff·]{2,6}$")
# Who has such a title and speaks is a person, whatever the name.
TITLES: Final = tuple(
    "行政长官 执委 理事 首相 总统 总理 外长 财长 大臣 发言人 主管 官员 议员 总裁 董事长 总经理 主席 行长 管委 部长 市长 省长 局长 司长 书记 院士 院长 教授 委员 "
    "分析师 经济学家 策略师 研究员 专家 总干事 秘书长 国务卿 CEO CFO".split()
)
_OFFICE: Final = re.compile("|".join(TITLES))
_OPINION: Final = re.compile("目标价|评级|看好|建议|有望|景气|机会|点评|维持|首予|料|或将|估值")
# Brokers announce their own figures, too: what follows the name tells.
_BROKERS: Final = ("证券", "期货", "基金", "固收", "宏观", "策略")
_OPINES: Final = re.compile(
    "(?:发布|最新|的)*(?:研究报告|研报|报告)?(?:认为|指出|预计|预测|建议|分析称?|研报|研究报告)"
    "|:(?:预计|预测|认为|建议|料|看好)(?![^】\n,;。]{0,16}(?:净利|归母|营收|业绩))"
)
# What a title calls the document after the company's name: 海岳药业业绩快报:…
_REPORT: Final = re.compile(
    "(?:年度|半年度|[一二三四]季度|上半年|中期)?(?:业绩(?:快报|预告|公告)|年报|中报|半年报|[一三]季报)$|(?:周[一二三四五六日天]|[今昨][日天])$"
    # 某某[回复关注函]: a title that says what its subject does
    "|再?(?:回应|回复|披露|发布|公布|宣布|出台|提醒|收到|收关注函|收问询函|收监管函|收警示函)"
)
# A character of each of these.
_REPORTS: Final = re.compile("[报告天回披发公宣出提收周]")
_STREAK: Final = re.compile("[一二两三四五六七八九十0-9]+连板")
_PROPER: Final = frozenset({"nr", "ns", "nt", "nz", "nrt", "nrfg", "x", "eng"})
_HOLDS: Final = ("持有", "所持", "直接持有", "累计质押", "共持有", "将其持有", "将其所持", "将所持", "将其质押")
# 股东张三先生, JohnSmith先生, 控股股东张三的通知: a shareholder whom no brackets introduce.
_PERSON: Final = Pattern(
    r"(?:(?<![A-Za-z])[A-Z][A-Za-z.]{1,24}(?:[ ·][A-Z][A-Za-z.]{0,24}){0,4}"
    rf"|(?:(?<=股东|之一)|(?<=控制人|行动人)|(?<=[、,]))[{''.join(sorted(SURNAMES))}][\u4e00-\u9fff]{{1,2}})"
    r"(?=先生|女士|的?通知|的?告知)"
)
# The company that news from a register is about, whoever invests in it: 某某公司发生工商变更,新增某某为股东.
_REGISTERS: Final = ("企查查", "天眼查", "爱企查", "启信宝", "工商变更")
_REGISTERED: Final = Pattern(
    r"(?<=[,。】\n])(?:[^,。:;【】\n]{2,12}?(?:关联|旗下|子)公司)?([\u4e00-\u9fff()A-Za-z0-9]{4,36}?(?:公司|合伙企业(?:\(有限合伙\))?))(?=发生(?:多项)?工商变更|(?:正式)?成立[,。])"
)
# What such a name stands before, and how far before it one in Chinese and one in Latin letters begins at most.
_TOLD: Final = ("先生", "女士", "通知", "告知")
_BEGINS: Final = 4
_LATIN_BEGINS: Final = 130
_LIMIT: Final = 24
# How far names are counted, in code points: to count in all of a long text for each of its tickers takes squared time.
_NEAR: Final = 20_000


class Names(NamedTuple):
    """The names of a document.

    Attributes:
        spans: every place where one stands, in text order, without overlaps.
        aliases: end of a full name -> span of the short name that the brackets after it give.
        topic: where the announcing company is named, or None.
        holder: where the shareholder is named whom the document is about, or None.
    """

    spans: list[tuple[int, int]]
    aliases: dict[int, tuple[int, int]]
    topic: tuple[int, int] | None
    holder: tuple[int, int] | None


def _proper(name: str) -> bool:
    return (
        len(name) > 1
        and "占" not in name
        and not name.endswith(_COURTS)
        and (load().classes.get(name, "name") == "name" or name.endswith("商所"))
        and not name.endswith(_NOISE)
        and not name.startswith(("公司", "本公司", "控股股东", "股东"))
        and not _TOLD_OF.search(name)
        and not _NUMBER.search(name)
        and not name.isdigit()
    )


def speaks(fold: str, start: int, end: int) -> bool:
    """Does a name tell others' numbers: an authority, an institute, a person with a title?"""
    if fold.endswith(_TELLERS, start, end) or (
        end - start > 2 and fold[end - 1] == "部" and _ministry(fold, start, end)
    ):
        return True
    office = _OFFICE.search(fold, start + 1, end) or _COLUMN.search(fold, start, end)
    return office is not None or _house(fold, start, end)


def _ministry(fold: str, start: int, end: int) -> bool:
    """Is it a ministry of figures, 财政部, or one of another country, 美国劳工部, and not its head?"""
    if fold[end - 3] in "财商外":
        return True
    return fold[end - 3] in _MINISTRIES and of_place(fold, start) and not fold.startswith("长", end)


def opines(fold: str, start: int, end: int) -> bool:
    """Does a broker tell what it thinks of others: 某某证券研报指出, 某某证券:预计?"""
    return _OPINES.match(fold, end) is not None and speaks_of(fold, start, end)


def speaks_of(fold: str, start: int, end: int) -> bool:
    """Is it a broker, who speaks of markets and of others?"""
    return fold.endswith(_BROKERS, start, end) or _house(fold, start, end)


def _house(fold: str, start: int, end: int) -> bool:
    return fold.endswith(_HOUSES, start, end) or _MORGAN.search(fold, start, end) is not None


def _tells(fold: str, start: int, end: int) -> bool:
    """Does a broker whom a title names tell what it thinks of others, there or further on?"""
    if not speaks_of(fold, start, end):
        return False
    name = fold[start:end]
    while start >= 0:
        if _OPINES.match(fold, start + len(name)) is not None:
            return True
        start = fold.find(name, start + 1, _NEAR)
    return False


def names_of(fold: str, facts: Sequence[Fact]) -> Names:
    """The names that a folded text introduces, with every place where they stand."""
    found: dict[str, tuple[int, int]] = {}
    aliases: dict[int, tuple[int, int]] = {}
    # What names the announcer, best first: its short name, a ticker's or quote's owner, the head of the title.
    topics: list[tuple[int, tuple[int, int]]] = []

    def add(span: tuple[int, int], rank: int) -> None:
        name = fold[span[0] : span[1]]
        if len(found) < _LIMIT and _proper(name):
            found.setdefault(name, span)
            topics.append((rank, span))

    if ("简称" in fold or "名称" in fold) and (m := _SHORT.search(fold)):
        add(m.span(1), 0)
    if any(register in fold for register in _REGISTERS) and (m := _REGISTERED.search(fold, 0, _FIRST)):
        add(m.span(1), 0)
    lines = fold.count("\n", 0, _FIRST)
    near = [fact for fact in facts if fact.start < _FIRST and fact.kind in NUMERIC]
    for m in _heads(fold):
        if lines and fold.find(m[1], m.end()) < 0:
            continue
        start, end = m.span(1)
        if any(start <= fact.start < end for fact in near):
            continue  # 甲公司完成1亿元(约1000万美元)融资
        if streak := _STREAK.match(fold, start, end):
            start = streak.end()
        if _REPORTS.search(fold, start + 2, end) and (report := _REPORT.search(fold, start + 2, end)):
            end = report.start()
        stop = fold.find("\n", end, end + 60)
        told = _OPINION.search(fold, end, stop if stop > 0 else end + 60)
        if told is None and not speaks(fold, start, end) and not _tells(fold, start, end):
            add((start, end), 1 if m.start() == 0 or fold.startswith("原", m.start()) else 3)
    for fact in facts:
        if fact.kind == "ticker" or fact.role == "last":
            at = fold.rfind("(", max(0, fact.start - 8), fact.start)
            if at > 0 and (span := _before(fold, at)):
                add(span, 2)
    if "“" in fold or '"' in fold or "简称" in fold:
        for m in (*_ALIAS.finditer(fold), *(_BARE_ALIAS.finditer(fold) if "简称" in fold else ())):
            for group in range(1, (m.lastindex or 1) + 1):
                span = m.span(group)
                name = fold[span[0] : span[1]]
                if name not in _COMMON_ALIASES and len(found) < _LIMIT and not name.endswith(_COURTS):
                    found.setdefault(name, span)
                    aliases.setdefault(m.start(), span)
    for m in _persons(fold):
        if len(found) < _LIMIT:
            found.setdefault(m[0], m.span())
    if not topics and (m := _announcer(fold)):
        span = _bare(fold, *m.span(1))
        medium = any(kind == "media" for _, _, kind in tokens(fold, *m.span(1), []))  # 中国物流与采购联合会发布
        if span and not medium and not speaks(fold, *span):
            add(span, 4)
    holds = found and ("持" in fold or "质押" in fold)
    holder = next((span for name, span in found.items() if _holds(fold, name)), None) if holds else None
    return Names(_places(fold, found), aliases, min(topics, default=(0, None))[1], holder)


def _every(fold: str, words: Sequence[str], start: int, end: int) -> list[int]:
    """Where any of some words stand, in text order."""
    places: list[int] = []
    for word in words:
        at = fold.find(word, start, end)
        while at >= 0:
            places.append(at)
            at = fold.find(word, at + 1, end)
    places.sort()
    return places


def _heads(fold: str) -> list[Match]:
    """The matches of ``_HEAD``, which is tried only where one can begin."""
    out: list[Match] = []
    end = 0
    for place in (0, *_every(fold, _HEADS, 1, _FIRST)):
        if place >= end and (m := _HEAD.match(fold, place, _FIRST)):
            end = m.end()
            out.append(m)
    return out


def _persons(fold: str) -> list[Match]:
    """The matches of ``_PERSON``, which is tried only before what follows one."""
    out: list[Match] = []
    done = before = 0
    for at in _every(fold, _TOLD, 0, len(fold)):
        pause()
        last = fold[at - 2 : at - 1] if fold[at - 1 : at] == "的" else fold[at - 1 : at]
        low = max(before, at - _LATIN_BEGINS) if last.isascii() else at - _BEGINS
        for m in _PERSON.finditer(fold, max(done, low), at + 2):
            done = m.end()
            out.append(m)
        before = at
    return out


def _announcer(fold: str) -> Match | None:
    """Who announces, as a title or the first lines say."""
    found = _TITLED.search(fold, 0, _FIRST) if fold.find("原标题", 0, _FIRST) >= 0 else None
    if found is None and (verbs := [at for verb in _ANNOUNCING if (at := fold.find(verb, 0, 600)) >= 0]):
        found = _ANNOUNCES.search(fold, max(0, min(verbs) - _ANNOUNCER), 600)
    return found


def _holds(fold: str, name: str) -> bool:
    at = fold.find(name)
    while at >= 0:
        end = at + len(name)
        if fold.startswith(("先生", "女士"), end):
            end += 2
        if fold.startswith(_HOLDS, end):
            return True
        at = fold.find(name, at + 1)
    return False


def _places(fold: str, found: dict[str, tuple[int, int]]) -> list[tuple[int, int]]:
    """Every place of every name, the longer name where two begin together."""
    spans: list[tuple[int, int]] = []
    for name in found:
        at = fold.find(name)
        while at >= 0:
            spans.append((at, at + len(name)))
            at = fold.find(name, at + len(name))
    spans.sort(key=lambda s: (s[0], -s[1]))
    kept: list[tuple[int, int]] = []
    for span in spans:
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


def _bare(fold: str, start: int, end: int) -> tuple[int, int] | None:
    """The longest stretch without particles and dates: 永辉超市今天对外 => 永辉超市; None where no word in it is a name."""
    best: list[Word] = []
    run: list[Word] = []
    for word in words(fold[start:end]):
        run = [] if word.tag[0] in "pdctrvu" or word.text == "公司" else [*run, word]
        if sum(len(w.text) for w in run) > sum(len(w.text) for w in best):
            best = run
    if not any(w.tag in _PROPER or w.text in listed() for w in best):
        return None
    return start + best[0].start, start + best[-1].end


def _before(fold: str, at: int) -> tuple[int, int] | None:
    """The name that ends at an opening bracket: 将3B家居(BBBY.O) => 3B家居."""
    known = listed()
    for size in range(6, 2, -1):
        if (name := fold[max(0, at - size) : at]) in known and name not in COMMON:
            return at - size, at
    m = _BEFORE.search(fold, max(0, at - 30), at)
    if m is None:
        return None
    dated = _DATED.match(fold, m.start(), at)
    start = dated.end() if dated else m.start()
    for first, end, kind in tokens(fold, start, at, []):
        bound = kind in _BOUND if end - first > 1 else fold[first] in "将由被获向予、给对的经丨①②③④⑤⑥⑦⑧⑨⑩"
        if (bound or fold[end - 2 : end] == "公司") and at - end > 1:
            start = end
    lead = words(fold[start:at])[0]
    rest = fold[start + lead.end : at]
    if lead.tag[0] in "vpdc" and len(rest) > 1 and fold.count(rest, 0, _NEAR) > fold.count(lead.text + rest, 0, _NEAR):
        start += lead.end  # 相信申洲国际(02313)
    return start, at
