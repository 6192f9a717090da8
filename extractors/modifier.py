"""Words before or after a number that bound it or blur it: they give ``mod`` and stay outside the text of the fact."""

from typing import Final

from factx.extractors.numeral import CHARACTERS
from factx.extractors.pattern import Pattern
from factx.extractors.rule import Mention
from factx.fact import Mod

_BEFORE: Final[dict[Mod, str]] = {
    "more_than": "超过|超逾|超出|超越|超|逾|突破|冲破|高于|大于|多于|高过|不止|破|上|过",
    "less_than": "不足|不到|不满|将近|接近|几乎|低于|小于|少于|未满|未到|未达|近",
    "equal_or_more": "不低于|不少于|不小于|不下于|不下|不得低于|不得少于|至少|最少|起码|不亚于|大于等于|大于或等于|高于或等于",
    "equal_or_less": "不超过|不高于|不多于|不大于|不超|不逾|未超过|不得超过|不得高于|不会超过|至多|最多|小于等于|小于或等于|低于或等于|未超",
    "approx": "大约|约为|约合|约达|大概|约莫|大致|左右|预计约|约占|约有|约|估计约|近似",
}
_MOD: Final[dict[str, Mod]] = {word: mod for mod, words in _BEFORE.items() for word in words.split("|")}
_BY_LAST: Final[dict[str, list[str]]] = {}
for _word in sorted(_MOD, key=len, reverse=True):
    _BY_LAST.setdefault(_word[-1], []).append(_word)
_HOLDER: Final = (
    "占|公司|本公司|该公司|上市公司|其|目前|当前|当时|现有|已发行|有表决权|总|股本|股份|总数|总额|比例|的|A股|普通股|全部|合计|所持有?|持有|股票|数量|净资产|"
    "最近一期|经审计|总资产|注册资本|年|每股"
)
# What may stand between such a word and the number, from the number on: 超过了人民币 3亿元.
_BETWEEN: Final = (
    (" ", ":"),
    ("人民币", "港币", "美元", "欧元", "日元", "新台币", "RMB", "HK$", "US$", "$", "¥"),
    (" ",),
    ("为", "达", "至", "到", "有", "占", "达到", "总计", "合计"),
    ("了", "过"),
)
_DISTANT: Final = Pattern(
    rf"(?r)(?P<word>不超过|不低于|不少于|不高于|超过|超|约|大约|近|不足|不到|逾)(?:{_HOLDER}){{1,8}}"
)
_BOUNDS: Final = Pattern("[不超约近逾]")  # none of its words is without one of these
# 不超过包销数额15%: of a share, what is bounded may stand between.
_SHARE_OF: Final = Pattern(r"(?r)(?P<word>不超过|不高于|不低于|不少于|不得超过|不得低于)[\p{Han}A-Z]{1,14}")
# 约占甲公司2023年收入的30%: what the share is of stands between.
_PART_OF: Final = Pattern(r"(?r)(?P<word>大约|约|近)占[^,。;:、()%]{1,28}的(?:比[例重])?[为约]?[ ]?")
# 约 and 近 that belong to another word: 节约 合约 附近 最近.
_INSIDE: Final = {
    "约": "节违签履续条特预契制缔邀毁公合",
    "近": "最附临邻靠就相贴远亲新",
    "超": "高赶",
    "上": "以之身线网向早晚加马史世会基",
    "破": "打突攻爆跌下击",
    "过": "通经不透路越胜渡度错难好",
    "大约": "",
}
# With what these end or begin: most numbers have none of it beside them.
_AHEAD_ENDS: Final = frozenset(word[-1] for word in _MOD) | frozenset("了过为达至到有占计币元B$¥ :")
# Before the last of more than one character, or of what may follow the words.
_SHORT: Final = frozenset(word for word in _MOD if len(word) == 1)
_FOLLOWING: Final = frozenset("币元B$¥ :")
_SECOND: Final = frozenset(word[-1] for word in _MOD) | {word[-2:-1] for word in _MOD} | frozenset("了过达总合")
_DISTANT_ENDS: Final = frozenset(word.rstrip("?")[-1] for word in _HOLDER.split("|")) | frozenset("持")
_TAIL: Final = Pattern(
    r"[ ]?(?:\((?:含|不含)[^()]{0,6}\))?(?:"
    r"(?P<more>以上|及以上|或以上|之上)(?P<open>[^()]{0,2}\(不含)?|(?P<below>以下|及以下|或以下|之下)(?!简称|称|内容|统称|表)(?P<under>\(不含)?"
    r"|(?P<high>上方)|(?P<low>下方)|(?P<within>以内|之内|内(?![部容地陆外在存资蒙幕需阁涵]))|(?P<about>左右|上下(?!游|级|文)|前后|附近|许(?![多可昌家]))"
    r"|(?P<over>多(?![家个名位种项元次方数重层级维样地平种少晶功边伦伙美年月])|有余|余(?![额下年杭震款]))"
    r")"
)
_TAIL_HEADS: Final = frozenset(" (以及或之上下内左前附许多有余")


def _ahead(text: str, low: int, end: int) -> tuple[int, str] | None:
    """Where the word that bounds the number at ``end`` begins, not before ``low``, and the word.

    A pattern took five times as long: it tried every word wherever one of what stands between was left out.
    """
    ends = [end]
    for options in _BETWEEN:
        grown: list[int] = []
        for at in ends:
            grown += [at - len(option) for option in options if text.endswith(option, low, at)]
            grown.append(at)
        ends = grown
    for at in ends:
        if at > low:
            for word in _BY_LAST.get(text[at - 1], ()):
                if text.endswith(word, low, at):
                    return at - len(word), word
    return None


def modifier(text: str, mention: Mention) -> Mod | None:
    """The modifier of a number from the words right before and after it, or None.

    >>> from factx.extractors.rule import Mention
    >>> modifier("预计超过3亿元", Mention("amount", 4, 7))
    'more_than'
    """
    start, end = mention.start, mention.end
    tail = _TAIL.match(text, end) if text[end : end + 1] in _TAIL_HEADS else None
    if tail:
        if tail["more"]:
            return "more_than" if tail["open"] else "equal_or_more"
        if tail["below"] and "以上" not in text[start:end]:
            return "less_than" if tail["under"] else "equal_or_less"
        if tail["within"] and (tail["within"] != "内" or mention.kind == "duration"):
            return "equal_or_less"
        if tail["about"]:
            return "approx"
        if tail["high"] or tail["low"]:
            return "more_than" if tail["high"] else "less_than"
        if tail["over"] and mention.kind in ("multiple", "duration", "amount", "percent"):
            return "more_than"
    if mention.kind == "duration" and text[start] not in CHARACTERS:
        return None  # 超过去十年总和: what is exceeded is the sum
    last = text[start - 1 : start]
    if last in _AHEAD_ENDS and (last in _SHORT or last in _FOLLOWING or text[start - 2 : start - 1] in _SECOND):
        ahead = _ahead(text, max(0, start - 14), start)
        if ahead is not None:
            return _bound(text, mention, ahead[0], ahead[1])
    match = None
    if last in _DISTANT_ENDS and _BOUNDS.search(text, max(0, start - 40), start):
        match = _DISTANT.match(text, max(0, start - 40), start)
    if match is None and mention.kind == "percent":
        if text.find("不", max(0, start - 24), start) >= 0:
            match = _SHARE_OF.match(text, max(0, start - 24), start)
        far = max(0, start - 34)
        if match is None and (text.find("约占", far, start) >= 0 or text.find("近占", far, start) >= 0):
            match = _PART_OF.match(text, far, start)
    return None if match is None else _bound(text, mention, match.start("word"), match["word"])


def _bound(text: str, mention: Mention, at: int, word: str) -> Mod | None:
    """How the ``word`` at ``at`` bounds the number after it, or None where it is part of another word."""
    total = word == "约" and text[max(0, at - 2) : at] in ("折合", "总合", "共合")
    if at and text[at - 1] in _INSIDE.get(word, "") and not total:
        return None
    if word in ("上", "过") and text[mention.start] not in "百千万亿十":
        return None
    if mention.kind == "duration" and (word in ("突破", "冲破", "破") or text[at - 1 : at + 1] == "逼近"):
        return None  # 逼近一周高位
    return _MOD[word]
