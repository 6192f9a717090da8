"""The metric that stands after its number: 3800亿元投资, 275名激励对象."""

import re
from typing import Final

from factx.fact import Fact
from factx.link.clause import Line
from factx.link.lexicon import ROUND, owned
from factx.link.phrase import COUNTS, HEADS, SHARES, STOPS, TAKEN, Phrase, nounlike
from factx.link.words import words
from factx.segment import Word

_NEVER: Final = frozenset({"func", "prep", "space", "near", "hold", "say"})
_SHARES: Final = re.compile("[AHB]?股[票份权]?|普通股|.{0,8}(?:流通|限售)[AHB]?股(?:份|票)?")
# A class of shares says more than what befell them: 5万股流通股被冻结; not so what their holder does with them.
_CLASS: Final = re.compile("(?:[无有]?限售|流通)[^,。被的]{0,8}?股(?:份|票|权)?(?=已?被|的|处于)")
_HELD: Final = re.compile("(?:(?:所|共|合计|直接)?持.*|(?:质押|冻结)的|)(?:本?公司)?股[份票]")
_LEVELS: Final = ("水平", "新高", "新低", "高点", "低点", "高位", "低位", "纪录", "记录")
_OF_SHARES: Final = frozenset("份票")
_TAKEN: Final = re.compile("冻结|质押|回购")
_DOING: Final = frozenset(
    "于 已 已经 已被 提前 被 均 办理 办理了 进行 进行了 的 全部 相关 予以 申请 执行 进一步 再 共同 直接".split()
)
# Verbs that say what the money goes along with, not what is done with it: 4亿元参与混改.
_JOINS: Final = frozenset({"参与", "加入"})
_HOLDS: Final = ("控股", "持股", "参股")
# Who does it, and when, after 被; and how many words may stand before what is done.
_DOERS: Final = frozenset({"court", "org", "name", "place", "adv"})
_STEPS: Final = 12
_BESIDE: Final = frozenset({"a", "ns", "f"})
_FAR: Final = 20
_LISTED: Final = 12  # tokens of a list that are looked at for what it is of
_TRADED: Final = frozenset({"销售", "交付"})
_VOTE: Final = re.compile("同意|赞成|反对|弃权|回避")
# What so many shares do: 1200只下跌, 北屏重工等3股涨停.
_MOVED: Final = re.compile("(?:涨停|跌停|[上收]涨|[下收]跌|走[高低强弱]|飘[红绿])(?![幅价超逾至到约近0-9])")
_LISTED_UNITS: Final = frozenset("股 只 家".split())
_INVESTS: Final = frozenset("增资 注资 参股 入股 投资".split())
_SOLD: Final = frozenset("转让 出售 收购 过户 划转 拍卖 挂牌".split())
# 1.6亿元C轮融资, 签订2亿元军品合同.
_DEAL: Final = re.compile(
    rf"的?({ROUND}(?:[、及和与]{ROUND})*(?:股权|战略)?(?:融资|投资)|(?:天使|种子|战略)轮?(?:投资)?(?:融资|投资))"
)
_CONTRACT: Final = re.compile(r"的?([\u4e00-\u9fff]{2,8}?(?:合同|订单))(?![金总]?额|纠纷|约定|价)")
_TENOR: Final = re.compile("的?[0-9一二三五七十]{1,3}(?:天|年|个月|周)期(?:的|[0-9.]+%的?)?")
# Verbs that stand within a noun: 绿色[制造示范]单位.
_WITHIN: Final = frozenset(
    "制造 发射 示范 生产 加工 研发 检测 试验 服务 管理 销售 运输 建设 施工 设计 监测 治理 养护 经营 批发 供应 配送 收费 充电 发电 储能".split()
)
_BOUND: Final = re.compile("[及或]?[以之][上下内]|左右|上下")
_ASPECTS: Final = frozenset("方面 层面 领域 类别 批次".split())
_AIM: Final = re.compile(r"(?:年度|中期|长期|短期|[年中长短]期?)?[\u4e00-\u9fff]{0,4}目标(?!价)")
_PEOPLE: Final = tuple("者 人 企业 公司 员工 用户 客户 居民 家庭 机构 商家 学生 分析师 经济学家".split())
_SAID: Final = re.compile(
    "[^,;。]{0,4}(?:表示|认为|预计|预期|称|计划|打算|选择|支持|反对|希望|愿意|看好|担心|相信|同意|倾向)"
)
_CHANCE: Final = re.compile(
    "几率|概率|可能性?|胜率|(?:上行|上涨|下行|下跌|增长|提升|反弹|升值|贬值|溢价|修复|涨价|降价)空间"
)
# What is said of an event or a level, not counted: 触及100美元的可能性, 失守2000元大关, 超过3亿元的历史纪录.
_ODDS: Final = frozenset(
    "可能性 概率 大关 关口 整数关口 整数关 关 历史纪录 历史记录 纪录 记录 高位 低位 水平 中值 目标中值".split()
)


def right(line: Line, k: int, fact: Fact, before: Phrase | None) -> Phrase | None:
    """The metric after a number: 3800亿元投资, 2000万股限售股, 275名激励对象, 26亿美元的价格, 5万股股份的解除质押."""
    tokens, fold = line.tokens, line.fold
    if fact.unit == "票" and (vote := _VOTE.match(fold, fact.end)):
        return Phrase(*vote.span(), "noun after the number", "right")
    if (
        (before is None or before.kind == "thing")
        and fact.unit in _LISTED_UNITS
        and (moved := _MOVED.match(fold, fact.end))
    ):
        return Phrase(*moved.span(), "verb after the number", "right")
    if fact.kind == "amount":
        deal = _DEAL.match(fold, fact.end)
        if deal is None and (before is None or before.kind != "noun"):
            deal = _CONTRACT.match(fold, fact.end)
        if deal is not None:
            return Phrase(*deal.span(1), "noun after the number", "right")
    kind = before.kind if before is not None else ""
    shares = before is not None and kind == "noun" and _stake(fold[before.start : before.end])
    if kind == "share" or (kind == "noun" and not shares):
        return None
    pos = fact.end
    i = k + 1
    if fact.kind == "amount" and fold.startswith("(", pos) and i + 1 < len(tokens):
        close = next((c for c in range(i + 1, min(i + 6, len(tokens))) if line.partner.get(c) == i), None)
        if close is not None and any(t[2] == "number" for t in tokens[i:close]):
            pos, i = tokens[close][1], close + 1  # 1425万欧元(约1600万美元)融资
    for n in range(i + 1, min(i + _LISTED, len(tokens)), 2):
        if tokens[n][2] != "number" or tokens[n][0] != pos + 1 or fold[pos] not in "、和及与":
            break
        pos, i = tokens[n][1], n + 1  # 处以6000万元和1.5亿元罚款
    bound = _BOUND.match(fold, pos)
    if bound is not None:
        pos = bound.end()  # 五千元以上一万元[以下]罚款
        while i < len(tokens) and tokens[i][0] < pos:
            i += 1
    direct = True
    if fold.startswith(("的", "为"), pos) and (fold[pos] == "的" or fact.kind == "quantity"):
        pos += 1
        i += i < len(tokens) and tokens[i][0] == pos - 1
        direct = False
    if fact.unit == "%" and not kind and fold.startswith(_HOLDS, pos):
        return Phrase(pos, pos + 2, "verb after the number", "verb")  # 由海岳集团100%控股
    deed = _deed(line, i, pos)
    if (
        fact.unit == "%"
        and not direct
        and kind not in ("verb", "noun")
        and (stated := _of_percent(line, i, pos)) is not None
    ):
        return stated
    if deed is not None and fact.kind == "percent" and direct and fold[deed.start : deed.end] in _SOLD:
        start, end, _ = tokens[i]
        if start == pos and fold[start:end] in SHARES:
            return Phrase(start, end, "noun after the number", "right")  # 某公司75%股权转让给他人
    if deed is not None and direct and (named := _CLASS.match(fold, pos)):
        return Phrase(*named.span(), "noun after the number", "right")
    if deed is not None and (
        kind in ("", "hold", "given", "done", "guess", "guessverb")
        or not direct
        or (shares and direct)
        or (kind in ("thing", "goods") and fact.kind == "amount")
    ):
        return deed
    if shares or (kind == "done" and fact.kind != "percent"):
        return None
    if direct and kind == "verb" and before is not None and fold[before.start : before.end] in _TRADED:
        return None  # 销售了23万辆汽车
    counted = fact.kind == "quantity" and (fact.unit or "") in COUNTS
    noun = _noun_after(line, i, pos, 0 if counted else 6) if i < len(tokens) else None
    if noun is not None and not direct and fold.endswith(_LEVELS, *noun):
        noun = None  # 升到5000万吨的历史最高水平
    if noun is not None and kind == "verb" and fact.unit == "股" and tokens[i][2] == "latin":
        noun = None  # 回购5万股B类股份
    if noun is not None:
        start, end = noun
        if direct and before is not None and kind == "verb" and before.end + 1 >= fact.start:
            if _TAKEN.search(fold, before.start, before.end) and _stake(fold[start:end]):
                return None  # 累计冻结了10万股公司股份, 回购1.3%股份
        if direct and before is not None and fact.kind != "percent":
            if kind == "verb" and fold[start:end] in SHARES:
                return None
            held = fold[before.start : fact.start]
            if kind == "hold" and "的" not in held and "所" not in held and _SHARES.fullmatch(fold, start, end):
                return None  # 持有公司100万股流通股, but 所持公司100万股流通股
        if not direct or kind not in ("thing", "goods"):
            return Phrase(start, end, "noun after the number", "right")
    if fact.kind == "amount" and before is None and (bought := _bought(line, k, i)) is not None:
        return bought
    if not counted and (kind or fact.kind in ("percent", "price", "multiple")):
        return None
    if i < len(tokens) and tokens[i][0] == pos and tokens[i][2] == "level":
        return None  # 从100人[下降到]50人
    if fact.unit == "例" and (case := _case(line, i, pos)) is not None:
        return case
    while i < len(tokens) and tokens[i][2] not in STOPS and tokens[i][2] not in _NEVER and tokens[i][2] not in HEADS:
        i += 1
    stop = min(tokens[i][0] if i < len(tokens) else line.end, pos + TAKEN)
    taken = pos
    cut = words(fold[pos:stop])
    nounless = True  # so far: 集中隔离房间
    for n, word in enumerate(cut):
        verb = counted and word.tag == "v" and len(word.text) > 1
        if not (
            nounlike(word.tag)
            or word.tag in _BESIDE
            or (counted and direct and word.tag[0] == "n" and (taken == pos or word.tag == "nt"))  # 28家上市公司
            or (
                verb
                and (
                    taken == pos
                    or (nounless and n + 1 < len(cut) and nounlike(cut[n + 1].tag))
                    or (n + 1 < len(cut) and len(cut[n + 1].text) == 1 and cut[n + 1].tag[0] in "nq")
                    or (word.text in _WITHIN and n + 1 < len(cut))
                )
            )  # 街头充电桩
        ):
            break
        if not counted and taken == pos and word.tag[0] not in "nbaz" and word.tag != "vn":
            break
        taken += len(word.text)
        nounless = nounless and verb
    if taken == stop and i < len(tokens) and tokens[i][0] == stop and tokens[i][2] in HEADS:
        if fold[stop : tokens[i][1]] not in owned():
            taken = tokens[i][1]  # 5例新冠肺炎确诊病例
    if taken > pos:
        taken = _whole(line, taken)
    if counted and cut and taken > pos:
        pos, taken = _counted(fold, pos, taken, cut)
        if fold[taken - 1] in "中内里":
            taken -= 1  # 6座核电站[中]的3座
    if taken - pos < 2 or fold[pos:taken] in _ODDS:
        return None
    return Phrase(pos, taken, "noun after the number", "right")


def _of_percent(line: Line, i: int, pos: int) -> Phrase | None:
    """What a percentage before 的 is: 29%的股权转让给某某, 有90%的几率加息, 2%的中期通胀目标."""
    if i < len(line.tokens):
        start, end, _ = line.tokens[i]
        if start == pos and line.fold[start:end] in SHARES:
            return Phrase(start, end, "noun after the number", "right")
        if 1 < start - pos < 7 and line.tokens[i][2] in ("up", "down"):
            if all(nounlike(word.tag) for word in words(line.fold[pos:start])):
                return Phrase(pos, start, "noun after the number", "right")  # 实现30%的能效提升
    if (those := _people(line, pos)) is not None:
        return those
    level = any(kind == "level" for _, _, kind in line.tokens[max(0, i - 4) : i])
    chance = _CHANCE.match(line.fold, pos) or (None if level else _AIM.match(line.fold, pos))
    return Phrase(*chance.span(), "noun after the number", "right") if chance else None


def _people(line: Line, pos: int) -> Phrase | None:
    """Of whom a share does or says something: 四成的[用户]打算买入, 近三成的[企业]认为."""
    end = pos
    for word in words(line.fold[pos : pos + _FAR]):
        if word.tag[0] != "n" or word.tag in ("nr", "ns", "nt"):
            break
        end += len(word.text)
    told = line.fold.endswith(_PEOPLE, pos, end) and _SAID.match(line.fold, end)
    return Phrase(pos, end, "noun after the number", "right") if told else None


def _case(line: Line, i: int, pos: int) -> Phrase | None:
    """What is counted in cases, with what tells of which: 42例[奥密克戎变异株感染病例], 12例感染某毒株的[输入病例]."""
    tokens, fold = line.tokens, line.fold
    first = pos
    for start, end, kind in tokens[i : i + 4]:
        if kind in HEADS and 0 < start - pos <= _FAR:
            lead = words(fold[pos:start])[0]
            return Phrase(first, end, "noun after the number", "right") if lead.tag[0] not in "pcdum" else None
        if fold[start:end] == "的":
            first = end
        elif kind in STOPS or kind in HEADS:
            return None
    return None


def _whole(line: Line, taken: int) -> int:
    """Where a noun phrase ends that goes on with a word of another class: 5次减持类[公告], 革命老区[扶贫项目]."""
    i = line.index(taken)
    if i == len(line.tokens):
        return taken
    start, end, kind = line.tokens[i]
    if kind == "say" and start == taken and line.fold[start:end] in ("公告", "报告"):
        return end
    if kind in ("goods", "thing") and 0 < start - taken < 5 and end - start > 1:
        cut = words(line.fold[taken:start])
        if cut[0].tag[0] == "v" and all(word.tag[0] in "vnqk" for word in cut):
            return end
    return taken


def _counted(fold: str, start: int, end: int, cut: tuple[Word, ...]) -> tuple[int, int]:
    """What is counted, without what only tells of which kind: 5艘[装载煤炭的]船只, 8个[方面]重点工作."""
    lead = len(cut[0].text)
    if cut[0].text in _ASPECTS and end - start > lead + 1:
        return start + lead, end
    if cut[0].tag in ("v", "b") and lead > 1 and end - start > lead and fold[end : end + 1] == "的":
        first = stop = end + 1
        for word in words(fold[first : first + TAKEN]):
            if word.tag[0] not in "nab":
                break
            stop += len(word.text)
        if stop - first > 1:
            return first, stop
    return start, end


def _stake(noun: str) -> bool:
    """Does a noun say no more than that there are shares, or that somebody holds them: 股份, 所持有的公司股份?"""
    return noun in SHARES or (noun[-1:] in _OF_SHARES and _HELD.fullmatch(noun) is not None)


def _noun_after(line: Line, i: int, pos: int, far: int) -> tuple[int, int] | None:
    """A known metric after a number, or at most so far away at the end of the phrase that begins there: 3亿元车轮产能."""
    tokens, fold = line.tokens, line.fold
    start, end, kind = tokens[i]
    if (
        start == pos
        and fold[start:end] in ("公司", "本公司")
        and i + 1 < len(tokens)
        and tokens[i + 1][0] == end
        and tokens[i + 1][2] in HEADS
    ):
        return start, tokens[i + 1][1]
    if kind == "latin" and start == pos and i + 1 < len(tokens) and tokens[i + 1][2] in HEADS:
        if tokens[i + 1][0] - end < 5 and all(nounlike(word.tag) for word in words(fold[end : tokens[i + 1][0]])):
            return start, tokens[i + 1][1]  # 2万吨PVDF产能, 4万吨R142b原料产能
    # What is measured may stand after places and adjectives: the 税率 of 15%的全球最低企业税率.
    of = fold[pos - 1] == "的"
    while of and start == pos and kind in ("place", "mod", "light", "goods", "thing") and i + 1 < len(tokens):
        i += 1
        if tokens[i][0] - end > 2:
            return None
        start, end, kind = tokens[i]
        pos = start
    if start - pos > far or (kind not in HEADS and kind != "mod") or fold[start:end] in _ODDS:
        return None
    if start > pos and _TENOR.fullmatch(fold, pos, start):
        pos = start  # 100亿元7天期逆回购操作
    if start > pos and any(
        not nounlike(w.tag) and w.tag not in ("a", "ns", "nr", "uj", "d") for w in words(fold[pos:start].rstrip("的"))
    ):
        return None
    while (
        i + 1 < len(tokens) and tokens[i + 1][0] == end and tokens[i + 1][2] in HEADS and fold[end : end + 2] != "成交"
    ):
        i += 1
        kind, end = tokens[i][2], tokens[i][1]
    if (
        fold[start:end] in ("规模", "额度")
        and fold.startswith("的", end)
        and i + 2 < len(tokens)
        and tokens[i + 2][2] in HEADS
    ):
        return tokens[i + 2][:2]
    return (start, end) if kind in HEADS else None


def _bought(line: Line, k: int, i: int) -> Phrase | None:
    """What an amount is given for: 拟以3亿元通过协议转让方式[收购]…, 以1亿元向子公司进行[增资]."""
    tokens, fold = line.tokens, line.fold
    start = tokens[k][0]
    n = k - 1
    while n >= 0 and tokens[n][1] == start and tokens[n][2] in ("light", "near", "mod"):
        start = tokens[n][0]
        n -= 1
    if not start or fold[start - 1] not in "以拟":
        return None
    for first, end, kind in tokens[i : i + _STEPS]:
        if kind in STOPS:
            break
        if fold[first:end] in _JOINS:
            continue
        if (kind == "verb" or fold[first:end] in _INVESTS) and not fold.startswith(("方式", "的方式"), end):
            return Phrase(first, end, "verb after the number", "verb")
    return None


def _deed(line: Line, i: int, pos: int) -> Phrase | None:
    """What is done with the counted shares after a number: 6486万股流通股办理[解除质押], 2亿股(已质押)被某法院[冻结]."""
    tokens, fold = line.tokens, line.fold
    loose = False
    n = i
    while n < min(i + _STEPS, len(tokens)):
        start, end, kind = tokens[n]
        if start != pos and not (loose and start - pos < 9):
            return None
        if kind == "verb":
            return Phrase(start, end, "verb after the number", "verb") if fold[start:end] not in _JOINS else None
        if kind == "open":
            n = next((k for k in range(n + 1, min(n + 6, len(tokens))) if line.partner.get(k) == n), n)
            end = tokens[n][1]  # 20亿元(3亿美元)收购
        elif fold[start:end] in ("被", "进行"):
            loose = True
        elif kind != "date" and fold[start:end] not in _DOING and fold[start:end] not in SHARES:
            if not (loose and kind in _DOERS):
                return None
        pos = end
        n += 1
    return None
