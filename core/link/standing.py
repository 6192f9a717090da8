"""Standing: whether the words around a mention leave it in the place of a subject."""

import re
from typing import Final

from factx.link.clause import Line
from factx.link.compound import EVERYWHERE
from factx.link.mention import CHAIN, FORMS, LONGEST, Mention, is_human
from factx.link.names import TITLES, opines, speaks, speaks_of
from factx.link.phrase import COUNTS
from factx.link.words import words

_TITLED: Final = re.compile(f"(?:{'|'.join(TITLES)})[\u4e00-\u9fff·]{{2,5}}$")
_GOVERNS: Final = frozenset({"verb", "verb_up", "verb_down", "hold", "share"})
_GOVERNING: Final = frozenset(
    "援引 引述 向 由 给 被 把 对 与 和 及 于 在 从 自 通过 根据 按照 依据 经 基于 关于 对于".split()
)
_GAINING: Final = frozenset("取得 获得 获得了 获".split())
# What a list is governed by that is no verb.
_HOLDING: Final = frozenset("包括 包含 涵盖 覆盖 涉及 含 对 向 由 在 从 较 比 如".split())
_INCLUDES: Final = frozenset("包括 包含 涵盖 涉及".split())
# How long an unknown member of a list is at most.
_MEMBER: Final = 6
_SHARES: Final = frozenset(
    "股份 股票 股权 流通股 限售股 普通股 股本 总股本 股份总数 无限售流通股 限售流通股 限售股份".split()
)
# Brokers rate others: 大摩上调其盈测, 高盛将甲公司目标价上调.
_RATES: Final = re.compile(
    "(?:将|把|上调|下调|调高|调低|给予|予|维持|首予|重申|料)[^,;。]{0,16}(?:评级|目标价|盈测|预测|预期|股价)"
)
# The hour of another market: 纽约尾盘, 北京时间.
_HOUR: Final = re.compile("(?:尾盘|早盘|盘中|盘初|盘前|盘后|午盘|时间|交易时段|时段|市场交易)")
# When no index is traded.
_CLOSED: Final = ("盘前", "盘后")
# Some of a country or the world: 国内几大药企, 全球最大的市场.
_SOME: Final = re.compile(
    "[几多各某]|知名|主要|最[大高多新具]|领先|头部|龙头|大型|部分|不少|许多|众多|首[家个款批条座只例]|第一|发售|范围|各地"
)
# Who only speaks for somebody, or what only reports.
_SPOKEN: Final = re.compile(
    "(?:新闻)?(?:发言人|负责人|官员|管委)|(?:副?行长|副?主席|副?总裁|副?部?长)(?=:|[A-Za-z\u4e00-\u9fff· ]{1,24}(?::|表示|称|指出|宣布))|处?获悉|处?了解到"
)
_SPOKEN_HEADS: Final = frozenset("新发负官管副行主总部长处获了")
_RATES_HEADS: Final = frozenset("将把上下调给予维首重料")
_REPORT: Final = re.compile(".{0,4}(?:数据|报告|统计|研报|消息|工具|调查)")
_VENUE: Final = re.compile("(?:独立)?(?:上市|挂牌|主板|创业板|科创板|系统|交易|大宗|集中竞价|以)")
_THROUGH: Final = re.compile("通过(?:(?:其|旗下)?(?:全资|控股)?(?:子公司|孙公司)?)$")
_AS: Final = re.compile("作为[^,;:。]{0,12}$")
_LISTS: Final = frozenset("等、和及与")
_EXAMPLES: Final = _LISTS | {"为"}
# What somebody becomes: 新增某公司为股东.
_BECOMES: Final = re.compile("(?:成?为|担任)(?:公司|其|该公司)?新?的?(?:股东|董事|高管|合伙人|客户|供应商|子公司)")
_TELLS: Final = frozenset("料 称 指 指出 预计 预期 确认 宣布 通报 报告 如 例如 比如".split())
# What somebody is said to be, up to the end of the clause.
_ENDS: Final = frozenset(",;。")
_PAUSES: Final = frozenset(",;。、和及与")
_DESCRIBES: Final = re.compile(
    "[^,;。:](?:是|[为系](?!统|列))(?:[^,;。:、]{0,16}(?:的|旗下|下属|全资|控股|领先|知名|首家|唯一)|一家|家|国内|全球|中国)$"
)
_PART: Final = re.compile("的?(?:部分|全部|剩余)")
# When, not who: 较“某某大会”时提高.
_WHEN: Final = re.compile('["”’」]?(?:时(?!间|代|装)|期间|之际|当日|以来)')
_WHEN_HEADS: Final = frozenset('"”’」时期之当以')
_QUOTES: Final = {"“": "”", '"': '"', "‘": "’", "「": "」", "『": "』"}
_CLOSING: Final = frozenset(_QUOTES.values())
# How much more than a name is quoted at most.
_REST: Final = 9
_ACQUIRES: Final = frozenset("受让 收购 购买 认购 买入 竞得 购得".split())
# How far back the title of a contract begins at most.
_TITLE: Final = 60
# A shareholder and in brackets what it holds: 林海东先生(持有本公司5万股).
_BRACKETED: Final = frozenset("(先女")
_HOLDER: Final = re.compile(r"(?:先生|女士)?\((?:直接|间接|现|共|合计)?持有")
_WHOLE: Final = frozenset({"全部", "部分"})
_BUILDS: Final = ("中标", "承建", "承接", "实施", "施工")
# What 由 leaves to whom it names.
_PAYS: Final = ("出资", "认缴", "认购", "承担", "持有", "控股", "持股")
_ACTS: Final = re.compile(
    "[:](?:[0-9月日今明昨周一二三四五天,]{1,8})?(?:将|已|拟)?(?:于[^,;。:]{2,9})?(?:开展|进行|投放|实施|发行|[上下]调|下?降息|加息|回笼|批准|释放|拍卖|标售|招标|拨款|采购|收储)"
)
# How far back a deal, and how far around a place its court are looked for.
_REACH: Final = 60
_FAR: Final = 200
# What is won or signed, up to the end of its name.
_WON: Final = re.compile("(?:中标|中选|承接|承建|签订|签署|竞得)了?[^,;。:]*$")
_OF_SITE: Final = re.compile("[^,;。:、]{0,12}?(?:项目|工程|标段|合同)(?![0-9])")
_ANALYSTS: Final = ("策略师", "分析师", "首席", "经济学家", "研究员")
# Who only takes part in a round of financing.
_INVESTING: Final = frozenset("领跟参联共等")
_INVESTS: Final = re.compile("(?:等?(?:联合|共同)?(?:领投|跟投|参投))(?!了?[约近超逾过]?[0-9])")
# What moves something else: 受能源股提振, 因科技股拖累.
_CAUSES: Final = frozenset("拖影推提带支")
_CAUSED: Final = re.compile("拖累|影响|推动|提振|带动|支撑")
_BY: Final = re.compile("[受因][^,;。:]{0,11}$")
_ACTED: Final = frozenset("被 向 由 与 给 对 从".split())
_AND: Final = frozenset("、和及与")
_PLACE: Final = frozenset({"place"})
_ACTORS: Final = CHAIN | {"metric"}
_FOR_ONE: Final = re.compile(r"(?:[、和及与][^、和及与等,;:。\n]{1,10})*等?为(?:代表|首|主|例)")
_OF_MANY: Final = re.compile(
    r"(?:[、和及与][^、和及与等,;:。\n]{1,10})*等(?:在内)?的?(?:全国|全球|全省|全市|世界|国内|境内外|海外)?(?:(?:[0-9]+|[一二三四五六七八九十多各数几]+)[余多]?[个家国地省市州座大项款种类只名位条股部件批起所支艘辆期轮城县区]"
    r"|[多各数几]*(?:领域|方面|行业|场景|环节|板块|产品|业务|项目|方向|部门|用途))"
)


def _country(line: Line, i: int, m: Mention) -> Mention:
    """Of who speaks for a country, the country: 印度政府:病例达3例; else the mention without strength.

    What a bank or a ministry does itself is its own: 某国央行:将开展500亿元操作.
    """
    _, end, kind = line.tokens[i]
    if line.fold.endswith(("央行", "银行", "部"), m.start, m.end) and _ACTS.match(line.fold, m.end):
        return m
    country = kind == "place" and end < m.end and not line.fold.startswith("欧洲", m.start)
    return Mention(m.start, end, 3, False) if country else _weak(m)


def _weak(m: Mention) -> Mention:
    return m.but(strength=0)


def placed(line: Line, m: Mention) -> Mention:
    """A mention, without strength where the words around it make it an object, a bystander or who only speaks."""
    i, k = line.index(m.start), line.index(m.end)
    standing = _announced(line, m, i, k) if m.announcer else _told(line, m, i, k)
    if standing is not None:
        return standing
    quoted = _quoted(line, m, i)
    if quoted.end != m.end:
        k = line.index(quoted.end)
    if not quoted.strength:
        return quoted
    aside = _aside(line, quoted, i, k) or (m.strength == 3 and _elsewhere(line, quoted, i, k))
    return _weak(quoted) if aside else _governed(line, quoted, i, k)


def _follower(line: Line, k: int, end: int) -> str:
    """The class of the token that follows a place at once, or ""."""
    return line.tokens[k][2] if k < len(line.tokens) and line.tokens[k][0] == end else ""


def _announced(line: Line, m: Mention, i: int, k: int) -> Mention | None:
    """The announcing company without strength where its shares or its people are meant; None where that is open."""
    tokens, fold = line.tokens, line.fold
    part = _PART.match(fold, m.end)
    k = line.index(part.end()) if part else k  # 将其质押的公司[部分]股份
    shares = k < len(tokens) and tokens[k][0] in (m.end, part.end() if part else -1)
    shares = shares and fold[tokens[k][0] : tokens[k][1]] in _SHARES
    if shares and i > 0 and fold[m.start - 1] not in ",;:。 \n)":
        return _weak(m)  # 质押给X的公司股份, 500万股公司股份
    if shares and fold.startswith("的", tokens[k][1]) and tokens[k][1] + 1 in line.at:
        return _weak(m)  # 占其持有的股份的1%,公司总股本的0.1%
    if fold[m.start - 1 : m.start] == "的" and _follower(line, k, m.end) == "number" and fold[tokens[k][1] - 1] == "股":
        return _weak(m)  # 质押专户中的公司500万股
    of = k + 1 < len(tokens) and tokens[k][0] == m.end and fold[m.end] == "的"
    if _follower(line, k + of, m.end + of) in ("role", "appos"):
        return _weak(m)  # 公司控股股东X, 公司的控股股东
    return None


def _told(line: Line, m: Mention, i: int, k: int) -> Mention | None:
    """Who only speaks, reports or tells when or where, without strength; None where that is open."""
    tokens, fold = line.tokens, line.fold
    follows = _follower(line, k, m.end)
    after = fold[m.end : m.end + 1]
    if m.strength > 2 and (after in (":", "数", "消") or any(t[2] == "say" for t in tokens[k : k + 3])):
        if (m.strength == 4 and speaks(fold, m.start, m.end)) or opines(fold, m.start, m.end):
            return _country(line, i, m) if after == ":" else _weak(m)  # 国家统计局数据显示, 某某证券研报指出
    if after == ":" and k + 1 < len(tokens) and tokens[k + 1][0] == m.end + 1 and tokens[k + 1][2] == "thing":
        if m.strength == 4 and speaks_of(fold, m.start, m.end):
            return _weak(m)  # 某某证券:港股年底前…
    if after in _SPOKEN_HEADS and m.strength > 1 and _SPOKEN.match(fold, m.end):
        return _country(line, i, m)  # 国台办发言人, 从指挥部获悉, 泰国央行行长:
    if after in _WHEN_HEADS and m.strength < 4 and _WHEN.match(fold, m.end):
        return _weak(m)
    if m.strength > 2 and follows == "say" and tokens[i][2] != "place" and is_human(fold, m):
        return _weak(m)  # 林海东透露
    if m.strength > 2 and fold.startswith(("预计", "预测", "预期"), m.end):
        analyst = i > 0 and tokens[i - 1][1:] == (m.start, "appos") and fold.endswith(_ANALYSTS, 0, m.start)
        if analyst or (m.strength > 3 and speaks(fold, m.start, m.end)):
            return _weak(m)  # 某国央行预计GDP增长4%, 分析师林海东预期
    rates = after in _RATES_HEADS and m.strength > 2 and _RATES.match(fold, m.end)
    if rates and speaks(fold, m.start, _rater(fold, m.start, m.end)):
        return _weak(m)  # 大摩上调其盈测
    if follows == "appos" and m.strength > 2 and fold.startswith(_ANALYSTS, m.end):
        stop = tokens[k][1]
        if fold.startswith(":", stop) or any(t[2] == "say" for t in tokens[k + 1 : k + 4]):
            return _weak(m)  # 某某银行策略师:预计…
    if fold.endswith("交易所", m.start, m.end) and _VENUE.match(fold, m.end):
        return _weak(m)  # 在某某证券交易所挂牌, 通过交易所集中竞价
    if after == ":" and m.strength > 2 and _TITLED.search(fold, m.start, m.end):
        return _country(line, i, m)  # 香港特区行政长官林海东:
    if after == ":" and m.strength == 4 and m.start and fold.endswith(TITLES, line.start, m.start):
        return _weak(m)  # 首席经济学家X:
    closed = after == "盘" and tokens[i][2] != "latin" and fold.startswith(_CLOSED, m.end)
    if m.strength == 2 and (closed or _REPORT.match(fold, m.end)):
        return _weak(m)  # JOLTS就业数据显示, 美股盘前
    if m.strength == 3 and follows == "say" and "·" in fold[m.start : m.end]:
        return m.but(strength=1)
    return None


def _quoted(line: Line, m: Mention, i: int) -> Mention:
    """All of what is quoted where a mention begins it; without strength where a verb governs what is quoted."""
    tokens, fold = line.tokens, line.fold
    if m.strength > 3 or i <= 0 or tokens[i - 1][1] != m.start:
        return m
    mark = fold[tokens[i - 1][0]]
    if mark in _QUOTES and (close := fold.find(_QUOTES[mark], m.end, m.end + _REST)) > m.end:
        return _weak(m) if tokens[i][2] == "place" else m.but(end=close)  # “香港商业警告”, “A股亏损王”
    if mark in _CLOSING:
        opening = next((n for n in range(i - 2, max(-1, i - 12), -1) if fold[tokens[n][0]] in _QUOTES), 0)
        while opening > 0 and tokens[opening - 1][2] == "place":
            opening -= 1
        if opening > 0 and tokens[opening - 1][2] == "verb":
            return _weak(m)  # 中标西海市“智慧云”采购项目
    return m


def _aside(line: Line, m: Mention, i: int, k: int) -> bool:
    """Is a mention counted, one of many, an example, part of a deal, or what somebody is said to be or to acquire?"""
    tokens, fold = line.tokens, line.fold
    after = fold[m.end : m.end + 1]
    if (
        m.strength < 4
        and _OF_SITE.match(fold, m.end)
        and _WON.search(fold, max(line.clause(m.start), m.start - _REACH), m.start)
    ):
        return True  # 中标西海大学图书馆建设项目
    if after in _INVESTING and m.strength > 1 and _INVESTS.match(fold, m.end):
        return True  # 甲资本领投的A轮融资
    if after in _CAUSES and _CAUSED.match(fold, m.end) and _BY.search(fold, max(line.start, m.start - 12), m.start):
        return True  # 因几只银行股拖累走弱
    counted = m.strength < 4 and i > 0 and tokens[i - 1][1:] == (m.start, "number")
    if counted and after in _PAUSES and fold[m.start - 1] in COUNTS and tokens[i][2] != "place":
        return True  # 8栋厂房和1栋食堂
    lead = _lead(line, i, CHAIN, _MEMBER) if i > 0 and fold[m.start - 1] in _AND else -1
    if lead >= 0 and fold[m.start - 1] == "、":
        start, end, kind = tokens[lead]
        if kind in _GOVERNS or fold[start:end] in _HOLDING:
            return True  # 涉及万州、遂宁
    within = _lead(line, i, _PLACE, LONGEST) if i > 0 and tokens[i][2] == "place" else -1
    if within >= 0 and fold[tokens[within][0] : tokens[within][1]].endswith(("在", "于")):
        return True  # 在烟台、太原和北京收购了
    if after == "等" and tokens[k - 1][2] == "place":
        return True  # 西海州等政府订单
    if after in _LISTS and _OF_MANY.match(fold, m.end, m.end + 48):
        return True  # 涵盖语音、视频等多个领域, 甲国、乙国等9个国家
    if after in _EXAMPLES and _FOR_ONE.match(fold, m.end, m.end + 48):
        return True  # 以甲公司、乙公司为代表的
    if m.start and fold[m.start - 1] == "最":
        return True  # 最大航空公司
    if tokens[i][2] == "role" and _named_as(line, i):
        return True  # X为公司第一大股东, 作为公司的控股股东
    if tokens[k - 1][2] == "org" and m.start and _AS.search(fold, max(line.start, m.start - 16), m.start):
        return True  # 作为某集团旗下的物业公司
    near = max(line.start, m.start - 12)
    if fold.find("通过", near, m.start) >= 0 and _THROUGH.search(fold, near, m.start) is not None:
        return True
    if (
        (after in _ENDS or (after == "之" and fold.startswith("之一", m.end)))
        and m.strength < 5
        and _described(line, m)
    ):
        return True
    acquires = lead if lead >= 0 else i - 1
    if acquires >= 0 and fold[tokens[acquires][0] : tokens[acquires][1]] in _ACQUIRES:
        if lead >= 0 or fold[tokens[acquires][1] : m.start] in ("", "了"):
            return True  # 受让了林海东和陈明持有的股份
    titled = fold.rfind("《", max(line.start, m.start - _TITLE), m.start)
    if titled > line.start and fold.find("》", titled, m.start) < 0:
        return tokens[line.index(titled) - 1][2] == "verb" or fold[titled - 1] in "订署了"  # 签订《西海医院项目合同》
    return False


def _elsewhere(line: Line, m: Mention, i: int, k: int) -> bool:
    """Does a place only say where, of what or of which court?"""
    tokens, fold = line.tokens, line.fold
    follows = _follower(line, k, m.end)
    everywhere = fold[m.start : m.end] in EVERYWHERE
    if everywhere and _SOME.match(fold, m.end):
        return True
    if tokens[i][2] != "place":
        return False
    if (fold.startswith("第", m.end) and follows == "adv") or _HOUR.match(fold, m.end):
        return True  # 某市第一塑料厂
    if m.start and fold[m.start - 1] in "往赴":
        return True  # 销往亚洲
    if everywhere and i and tokens[i - 1][1:] == (m.start, "number"):
        return True  # 1个海外工程
    counts = follows == "number" and fold[tokens[k][1] - 1] in "股%0123456789"
    near = fold.find("法院", max(line.start, m.start - _FAR), min(line.end, m.end + _FAR)) if counts else -1
    return near >= 0  # 西海市500万股中级人民法院, in a table


def _governed(line: Line, m: Mention, i: int, k: int) -> Mention:
    """A mention, without strength where a word before it governs it."""
    tokens, fold = line.tokens, line.fold
    after = fold[m.end : m.end + 1]
    if i <= 0 or line.holds(m.end) or (after in _BRACKETED and _HOLDER.match(fold, m.end)):
        return m
    follows = _follower(line, k, m.end)
    start, end, kind = tokens[i - 1]
    if kind == "quote" and end == m.start and i > 1 and tokens[i - 2][1] == start and after in _CLOSING:
        if tokens[i - 2][2] in _GOVERNS or tokens[i - 2][2] == "prep" or fold[tokens[i - 2][0] : start] in _GOVERNING:
            return _weak(m)  # 在“一带一路”国家
        if i > 2 and fold[tokens[i - 2][0] : start] == "的" and tokens[i - 3][2] == "hold":
            return _weak(m)  # 所持有的“澜山股份”5000股
    if kind == "place" and end == m.start and i > 1 and tokens[i - 2][1] == start:
        if fold[tokens[i - 2][0] : start] == "向":
            return _weak(m)  # 向东南亚打车软件Gotop投资
    if end == m.start and kind == "level" and tokens[i][2] == "place":
        return _weak(m)  # 维持国内首位, 位居全国第一
    if end == m.start and follows == "number" and fold[start:end] in _GAINING:
        return _weak(m)  # 获得澜山资本数百万元融资
    if end == m.start and kind not in ("stop", "quote") and _BECOMES.match(fold, m.end):
        return _weak(m)
    joined = fold[m.start - 1] in _AND or (end == m.start and kind in ("org", "name"))
    by = _lead(line, i, _ACTORS, LONGEST) if m.strength > 3 and joined else -1
    if by >= 0 and fold[tokens[by][0] : tokens[by][1]] in _ACTED:
        return _weak(m)  # 被甲公司、乙公司冻结
    if fold[m.start - 1] == "由" and m.announcer and fold.startswith(_BUILDS, m.end):
        return m  # 某项目由公司中标承建
    if fold[m.start - 1] == "由" and m.strength > 2:
        n = next((c for c in range(k, min(k + 6, len(tokens))) if line.partner.get(c) == k), k - 1) + 1
        edge = tokens[n - 1][1] if n > k else m.end
        paid = tokens[n][1] if n < len(tokens) and tokens[n][0] == edge and tokens[n][2] == "number" else edge
        if fold.startswith(_PAYS, paid):
            return m  # 由某集团出资5亿元, 由某集团100%控股
    if fold[m.start - 1] == "把" and follows == "metric":
        return m  # 把某某服务目标价下调
    if end == m.start and follows == "number" and tokens[i][2] == "role" and fold[start:end] == "关于":
        return m  # 关于控股股东5万股股份冻结的公告
    if end == m.start and fold[start + 1 : end] == "是" and kind == "prep":
        return m  # 二是某集团营收增长5%
    if fold[m.start - 1] in "为系是" and end == m.start - 1 and fold.endswith(("股东", "控制人"), start, end):
        return m  # 控股股东为某集团,持股60%
    if fold[m.start - 1] in "为系是向由给被把较比" or (
        fold[m.start - 1] == "据" and fold[m.start - 2] not in "数证依占"
    ):
        return _weak(m)  # 质押方为X银行, 据X报告
    if kind == "appos" and end == m.start and i > 1 and fold[tokens[i - 2][0] : tokens[i - 2][1]] in _GOVERNING:
        return _weak(m)  # 向董事X收购
    if end != m.start:
        cut = words(fold[max(end, m.start - 6) : m.start])
        if cut and cut[-1].text in _TELLS:
            return m  # 某某证券:料甲公司营收3亿元
        if cut and cut[-1].text == "了":
            cut = cut[:-1]
        return _weak(m) if cut and cut[-1].tag in ("v", "p") else m  # 登陆纳斯达克, 收到了该项目的
    if fold[start:end] in _WHOLE and i > 1 and tokens[i - 2][1] == start:
        i -= 1  # 持有的[全部]某某股份
        start, end, kind = tokens[i - 1]
    if fold[start:end] in _INCLUDES:
        return _weak(m)  # 其中包括西海学院、北屏产业园等项目
    held = fold[start] == "的" and i > 1 and tokens[i - 2][2] == "hold"  # 持有的公司股份
    if fold[start] == "的" and i > 1 and tokens[i - 2][2] == "verb" and follows == "metric" and fold[m.end] == "股":
        return _weak(m)  # 被冻结的某公司股份
    if tokens[k - 1][2] == "place" and fold[start:end] in _GAINING:
        return _weak(m)  # 取得某市一土地使用权
    if held or kind in _GOVERNS or fold[start:end] in _GOVERNING or (tokens[i][2] == "role" and fold[start] in "的其"):
        return _weak(m)
    return m


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
        elif (end == start and (kind in CHAIN or kind == "self" or fold[first:end] in ("的", "之"))) or (
            kind == "place" and start - end <= LONGEST
        ):
            start = first
        else:
            break
        k -= 1
    bound = tokens[k][1] if k >= 0 else line.start
    return any(c in "为系是" for c in fold[max(bound - 1, start - 12) : start])


def _described(line: Line, m: Mention) -> bool:
    """Is a mention only what somebody is said to be: 林河科技是国内最大的[芯片公司], 某集团系公司全资[子公司]?"""
    near = max(line.clause(m.start), m.start - 24)
    return _DESCRIBES.search(line.fold, near, m.start) is not None


def _lead(line: Line, i: int, kinds: frozenset[str], longest: int) -> int:
    """The token right before the list that a name is a member of, or -1: [涉及]万州、广安、遂宁.

    Args:
        kinds: the classes of words that members are made of.
        longest: how long an unknown member is at most.
    """
    tokens, fold = line.tokens, line.fold
    edge = tokens[i][0]
    for k in range(i - 1, max(-1, i - 40), -1):
        start, end, kind = tokens[k]
        if edge - end > longest:
            return -1
        if kind not in kinds and fold[start:end] not in _AND:
            return k
        edge = start
    return -1


def _rater(fold: str, start: int, end: int) -> int:
    """Where a name ends without its legal form."""
    return end - 2 if fold.endswith(FORMS, start, end) else end
