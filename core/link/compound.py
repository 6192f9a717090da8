"""Compounds: names of several words, and several names as one: projects, branches, tenors, joint owners."""

import re
from typing import Final

from factx.link.clause import Line
from factx.link.mention import Mention, head_of
from factx.link.words import words

# What names something, or ends what a name before it is.
NAMING: Final = frozenset("place title quote court name org self role thing goods latin".split())
# What says nothing of a place or a thing that it stands beside.
VAGUE: Final = frozenset(
    "相关 主要 主营 其他 上述 各 所有 部分 多个 多数 少数 特殊 重点 新 老 此类 该类 有关 整个 全部".split()
)
# Places that say how far something is counted and end no name: 终端全球发货.
EVERYWHERE: Final = frozenset("全球 全国 全省 全市 世界 国内 国外 海外 境内 境外".split())
# What a project's name is made of, what may stand before it, and what is done in one; how long it is at most.
_BUILT: Final = frozenset({"place", "name", "org", "thing", "goods", "latin", "metric", "verb", "mod", "open", "close"})
_AHEAD: Final = frozenset({"stop", "date", "adv", "media", "space", "quote"})
_WORKED: Final = frozenset(
    "建设 服务 采购 生产 发电 运营 施工 处理 改造 扩建 开发 技改 焚烧 制造 加工 储能 升级".split()
)
_LONG: Final = 40
# By these words names before them are meant together, 分别 says that they are not; by these each of two moves as much.
_BOTH: Final = re.compile(
    "(?:先生|女士)?(?:拟|计划)?"
    "(?:合计|共计|总计|一共|共同|共持有|共有|各自|将其|将共同|(?<=拟)[增减]持|(?<=计划)[增减]持)(?!分别)"
)
_MOVE: Final = re.compile("(?:股价)?(?:双双|均|都|齐)?[大齐收微小急]?(?:上?涨|下?跌)(?!幅|停)")
# What a metric of each of them comes to: 、老珍酒[出厂价均]将上调.
_EACH: Final = re.compile("[^,;。:、()“”0-9]{0,8}?(?:均(?![价线值衡匀摊])|都(?!市)|双双|先后|齐齐)")
_AND: Final = frozenset("、和及与")
_JOINTLY: Final = frozenset("先女拟计合共总一各将股双均都齐大收微小急上涨下跌")
# Without 期 it is a tenor before letters alone, which name a rate: 7天shibor, but 连续3周黄金上涨.
_TENOR: Final = re.compile("(?<![0-9.])(?:[0-9]{1,3}|[一二两三五七十]{1,2})(?:年|个月|周|天)期$")
_OF_RATE: Final = re.compile("(?<![0-9.第续近去])[0-9]{1,3}(?:个月|周|天)$")


def tenored(fold: str, m: Mention) -> Mention:
    """With the tenor that tells one bond or rate from another: 10年期澳债, 3个月期美元LIBOR, 7天shibor."""
    edge = m.start
    if m.strength > 3 or edge < 1:
        return m
    if fold[edge] in "个期":
        edge += 3 if fold.startswith("个月期", edge) else 0
        if fold.startswith("期", edge) and not fold.startswith(("期货", "期权", "期指"), edge):
            edge += 1  # 两年[期加债]
    if fold[edge - 1] not in "期天月周":
        return m
    tenor = (_OF_RATE if fold[edge].isascii() and fold[edge - 1] != "期" else _TENOR).search(
        fold, max(0, edge - 6), edge
    )
    return m.but(start=tenor.start()) if tenor else m


def joint(fold: str, found: list[Mention]) -> list[Mention]:
    """With names that do or have something together as one: 海岳集团及林海东合计持有, 林海东、陈明将其持有."""
    if not _together(fold, found):
        return found
    out: list[Mention] = []
    for m in found:
        first = m.start
        k = len(out) - 1
        if (
            m.strength > 1
            and k >= 0
            and out[k].announcer
            and _joins(fold, out[k].end, first)
            and fold[first - 1] in _AND
        ):
            if _BOTH.match(fold, m.end):
                out.append(Mention(first, m.end, 4, True))  # 公司及子公司合计持有
                continue
        least = 1 if _EACH.match(fold, m.end) else 2 if _BOTH.match(fold, m.end) else 5
        if m.strength > least and not m.announcer:
            while k >= 0 and out[k].strength > least and not out[k].announcer and _joins(fold, out[k].end, first):
                if fold[first - 1] not in _AND:
                    break
                first = out[k].start
                k -= 1
        elif m.strength > 1 and not m.announcer and _MOVE.match(fold, m.end):
            if k >= 0 and out[k].strength > 1 and out[k].end == first - 1 and fold[first - 1] in "和及与":
                first = out[k].start  # 海岳集团和西岳集团涨3%
                k -= 1
        if first < m.start:
            del out[k + 1 :]
        out.append(m.but(start=first))
    return out


def _together(fold: str, found: list[Mention]) -> bool:
    """Is any of the names told of together with the one before it?"""
    for m in found:
        if m.strength < 2 or m.start < 1 or fold[m.start - 1] not in _AND:
            continue
        if m.end < len(fold) and fold[m.end] in _JOINTLY and (_BOTH.match(fold, m.end) or _MOVE.match(fold, m.end)):
            return True
        if _EACH.match(fold, m.end):
            return True
    return False


def _joins(fold: str, end: int, start: int) -> bool:
    """Does one character stand between two names, a title aside: 林海东[先生及]海岳集团?"""
    return end == start - 1 or (end == start - 3 and fold.startswith(("先生", "女士"), end))


def project(line: Line, i: int) -> int:
    """Where the name of a project begins that a place or a name heads its clause with, or -1: 西安绿色食品产业园建设项目."""
    tokens, fold = line.tokens, line.fold
    k = i - 1
    while k >= 0 and tokens[k][2] in _BUILT and tokens[i][0] - tokens[k][0] < _LONG:
        k -= 1
    bound = tokens[k][1] if k >= 0 else line.start
    first, end, kind = tokens[k + 1]
    if (k >= 0 and tokens[k][2] not in _AHEAD) or fold[first:end] in ("公司", "本公司"):
        return -1
    if any(tokens[n][2] == "verb" and fold[tokens[n][0] : tokens[n][1]] not in _WORKED for n in range(k + 1, i)):
        return -1  # 海岳集团中标西安产业园项目
    if any(tokens[n][2] == "verb" and tokens[n + 1][2] in NAMING for n in range(k + 1, i - 1)):
        return -1  # 海岳集团投资建设西安产业园项目
    for n in range(k + 2, i + 1):
        gap = fold[tokens[n - 1][1] : tokens[n][0]]
        if gap and any(word.tag[0] in "vpdc" and word.tag != "vn" for word in words(gap)):
            return -1  # 海岳集团夺西安产业园项目
    if first > bound:
        named = head_of(fold, bound, first, True)
        return bound if named is not None and named.start == bound and named.strength > 2 else -1
    return bound if kind in ("place", "name", "org") and end < tokens[i][0] else -1


def quotation(line: Line, i: int) -> int:
    """The token of the quotation mark that opens a short name which another closes, or -1: “克睿[因]子”."""
    for k in range(i - 1, max(-1, i - 4), -1):
        start, end, kind = line.tokens[k]
        if kind == "quote":
            return k if 1 < line.tokens[i][0] - end <= 12 and line.fold[start] in '“‘「"' else -1
        if (end - start > 1 and kind != "latin") or kind in ("stop", "open", "close", "number", "space"):
            return -1
    return -1


def branch(line: Line, i: int, bound: int) -> Mention | None:
    """A name with a place in brackets that an unknown stretch after a role begins: 子公司某某智慧运维(无锡)."""
    tokens = line.tokens
    if (
        i + 2 < len(tokens)
        and tokens[i + 1][2] == "place"
        and line.partner.get(i + 2) == i
        and tokens[i][0] - bound < 13
    ):
        return Mention(bound, tokens[i + 2][1], 4, False)
    return None


def plain(fold: str, place: Mention, head: Mention) -> bool:
    """Do common words after a place only go on to what is measured there: 河北省[重点]建设项目, 全市[核酸]采样?"""
    if head.strength > 1:
        return False
    of = fold[place.start : place.end]
    far = of[-1] == "国" and head.end - head.start > 4  # 我国对外非金融类投资
    return far or of in EVERYWHERE or of[-1] in "省市县区" or fold[head.start : head.end] in VAGUE
