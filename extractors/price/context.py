"""Numbers that the words around them make a price, and which price they are."""

from typing import Final, NamedTuple

from factx.extractors.amount.lexicon import currencies
from factx.extractors.amount.rules import CENT, currency_at, currency_behind, times
from factx.extractors.lexicon import rows
from factx.extractors.numeral import ARABIC
from factx.extractors.pattern import Pattern, code_points
from factx.extractors.rule import Context, Mention, context
from factx.fact import Role

_CURRENCIES: Final = currencies()
_ROLES: Final[dict[str, Role | None]] = {word: role or None for word, role, _ in rows("price")}  # type: ignore[misc]
_WORDS: Final = sorted(_ROLES, key=lambda w: (-len(w), w))
# Lump sums that end in 价: 总价, 作价.
_LUMPS: Final = frozenset(
    "总价 总价款 作价 代价 对价 控制价 标价 溢价 评价 差价 身价 造价 估价 折价 议价 起拍价 拍卖价 成交总价 市价总值 总报价 投标报价 交易价款 价款 价税合计 物有所值 彩礼价".split()
)
_BY_HEAD: Final[dict[str, list[str]]] = {}
for _word in (*_WORDS, *_LUMPS):
    _BY_HEAD.setdefault(_word[0], []).append(_word)
for _words in _BY_HEAD.values():
    _words.sort(key=lambda word: (-len(word), word))
# Where a price word may begin, or a 价 stand, which no lexicon need name; and what follows the beginning.
_HEADS: Final = code_points((*_BY_HEAD, "价"))
_SECONDS: Final = code_points(word[1] for words in _BY_HEAD.values() for word in words if len(word) > 1)
_SINGLE: Final = code_points(["价", *(word for words in _BY_HEAD.values() for word in words if len(word) == 1)])


class _Word(NamedTuple):
    """A price word of the text: where it ends, and the word, "" for one that no lexicon names (菜价)."""

    start: int
    end: int
    word: str


def _last_word(text: str, start: int, end: int) -> _Word | None:
    """The last price word in ``text[start:end]``; of words that overlap, the one that begins first, the longest."""
    found = None
    at = start
    while at < end:
        code = ord(text[at]) & 0xFFFF
        if not _HEADS[code] or not (_SINGLE[code] or (at + 1 < end and _SECONDS[ord(text[at + 1]) & 0xFFFF])):
            at += 1
            continue
        for word in _BY_HEAD.get(text[at], ()):
            if text.startswith(word, at) and at + len(word) <= end:
                found = _Word(at, at + len(word), word)
                at += len(word)
                break
        else:
            if text[at] == "价" and at > start and (found is None or found.end < at):
                found = _Word(at - 1, at + 2 if text.startswith("格", at + 1) and at + 2 <= end else at + 1, "")
            at += 1
    return found


# Words that name shares at rest or verbs of trade give a role, but make no price of a lump sum: 回购耗资5元.
_ROLE_ONLY: Final = frozenset(
    "转让 受让 减持 增持 收购 出售 购买 回购 购回 派发 派付 派 分红 股息 派息 派现 现金红利 现金股利 股利 红利 收盘 收市 开盘 最高 最低 新高 新低 高点 低点 高位 低位 "
    "末期息 中期息 特别息 末期股息 中期股息 特别股息 成本 定价 报 报价 价格 单价 限价 底价 均摊 资产净值 净值".split()
)
_WEAK_MONEY: Final = frozenset(
    "报 报价 价格 单价 收盘 收市 新高 新低 高点 低点 高位 低位 最高 最低 限价 底价 定价 净值".split()
)
_EXTREMES: Final = frozenset("新高 新低 高点 低点 高位 低位".split())
_PRICED_THINGS: Final = Pattern(
    r"股|涨|跌|盘|[高低]开|期货|原油|黄金|合约|现货|油价|金价|铜|铝|锌|镍|币|汇率|指数|每[吨桶盎]|港交所|纽约|售价|零售"
)
INDICES: Final = r"指数|PMI|CPI|PPI|VIX|沪指|深成指|创业板指|恒指|道指|纳指|美指(?![责出控示标])"
"""Names that end an index, whose readings are no prices."""
INDEX_MOVED: Final = Pattern(
    rf"(?r)(?:{INDICES})[^0-9,。;]{{0,8}}[涨跌升降扬挫低高][^0-9,。;]{{0,3}}[0-9.]+(?:%|个?点),(?:[至报]|收[于报])[ ]?"
)
"""An index that moved, up to where its reading stands: 美元指数上涨0.2%,至95.993."""
# What may stand between a price word and its number.
_GAP: Final = Pattern(
    rf"(?:\([^()]{{0,24}}\))?(?:[^0-9,。;!?\n、()]{{0,12}}(?:{ARABIC}\p{{Han}}{{0,3}}[^0-9,。;!?\n、()]{{0,6}})?)"
)
_AHEAD: Final = Pattern(
    rf"(?:的)?(?P<word>{'|'.join(w for w in _WORDS if w.endswith(('价', '价格', '净值', '价位')))})"
)
_AHEAD_HEADS: Final = frozenset("的").union(w[0] for w in _WORDS)
_STEP: Final = Pattern(
    r"[、/]|[和及与或]|\((?:(?:原|此前|前次|上次|之前)(?:预测|预期|预估|值)?|前值)[为是]?:?|(?:被)?(?:再|重新|继续|大幅|小幅)?(?:上调|下调|调升|调降|调高|调低|提高|提升|上升|上涨|下跌|增|升|降|涨|跌|调整|修正|下降|回落|回升)*(?:至|到|为|-|~)"
)
_CHANGE: Final = Pattern(
    r"(?r)(?:涨|跌|挫|上扬|上行|下行|上调|下调|调高|调低|幅度|升|降|涨幅|跌幅|涨价|降价|提价|走高|走低|拉升|跳水|反弹|回落|回升|回调|跳涨|下探|调升|调降)(?:了|约|近|超|超过|逾|为|达)*"
)
_BARE: Final = Pattern(r"(?![0-9])(?!\.[0-9])(?![ ]?[年月日号时%‰万亿点倍股个只家名吨人次]|[-/][0-9])")
_QUOTE: Final = Pattern(rf"\([ ]?(?:{ARABIC})[ ]?\p{{Han}}{{0,2}},[ ]?[-+]?(?:{ARABIC}),[ ]?[-+]?(?:{ARABIC})%[ ]?\)")
_QUOTE_CHANGE: Final = Pattern(rf"(?r)\([ ]?(?:{ARABIC})[ ]?\p{{Han}}{{0,2}},[ ]?")
_QUOTE_REST: Final = Pattern(rf",[ ]?[-+]?(?:{ARABIC})%[ ]?\)")

# Goods that 每 may stand before at a distance; 每天100元 and 每人100元 are lump sums.
_EACH: Final = (
    "股|份|张|手|基金份额|ADS|ADR|吨|公吨|桶|千克|公斤|克|斤|盎司|磅|加仑|蒲式耳|升|立方米|平方米|平方英尺|平方尺|平米|平|呎|尺|坪|亩|公顷|"
    "百万英热|百万英热单位|千瓦时|兆瓦时|千瓦|瓦|度|台|套|辆|瓶|标箱|单位"
)
_EACH_BEFORE: Final = Pattern(
    rf"(?r)每[ ]?(?P<count>10|十|百|100|千|万)?(?P<per>{_EACH})(?P<gap>[^0-9,。;!?每]{{0,16}}?)"
)
_EACH_GAP: Final = Pattern(r"其中|合计|总|共|等|股东|持有|需|须缴")

# What markets quote, and the verbs by which a quote crosses a level or stands at it.
_TRADED: Final = (
    "黄金|白银|钯金|铂金|原油|布油|美油|布伦特|WTI|天然气|燃料油|比特币|以太坊|以太币|莱特币|狗狗币|[伦沪纽][铜铝锌镍锡铅金银油]|铁矿石?|螺纹钢?|热卷|焦[煤炭]|动力煤|纯碱|甲醇|橡胶"
    "|豆粕|棕榈油|大豆|玉米|小麦|棉花|白糖|生猪|碳酸锂"
)
LEVEL: Final = "失守|[跌升涨击下上]破|[跌击]穿|突破|冲破|站上|站稳|站回|重返|重回|重上|收复|触及|逼近|冲上|守住|(?P<stands>交投|徘徊)[于在]?"
"""Verbs by which a quote crosses a level or stands at it."""
_MEANWHILE: Final = (
    "(?:期货|现货|主力|主连|近月|连续|合约|价格|盘[中初]|日内|一度|再[度次]|重新|已经?|目前|最新|现|[今昨]日|[今昨]天|周[一二三四五六日]|早盘|午后|尾盘|[亚欧美]盘|短线|快速|迅速|大幅|小幅"
    "|持续|继续|进一步|首[次度]|强势|上涨|下跌|涨|跌|走[高低]|回[升落]|反弹|拉升|跳水|并|后|在|均|双双|有效|成功|接连|一举|暂|曾|仍|正|将|或|有望|料|超|逾|近|约|,|[0-9]{1,2}月"
    r"|[0-9]{1,2}(?:\.[0-9]{1,2})?%|\([^()]{0,12}\)){0,8}"
)
_AT_LEVEL: Final = Pattern(rf"(?r)(?:{_TRADED}){_MEANWHILE}(?:{LEVEL})[了至到]?[ ]?")
_STILL: Final = Pattern(rf"{_MEANWHILE}(?:{LEVEL})[了至到]?[ ]?")
_TRADING: Final = Pattern(r"(?r)交投[于在]")
# The characters that such a verb, or what stands between it and its number, ends with.
_LEVEL_TAILS: Final = frozenset("守破穿上稳回返复及近住投徊于在了至到 ")
_LEVEL_NAME: Final = "a level that a traded thing crosses or stands at"

_TO: Final = Pattern("对|兑换?|/")
_YUAN: Final = Pattern("中间价|[离在]岸(?:人民币)?|人民币汇率")
_LATIN_NAME: Final = Pattern(r"(?r)\([A-Z]{3}\)")
_TOTAL: Final = Pattern(r"(?r)总(?:价|对价|代价|金额)(?:为|是|约|人民币)*")
_SHORE: Final = Pattern("[离在]岸")
_FINE: Final = Pattern(r"[0-9]\.[0-9]{4}")
_RATE: Final = Pattern(
    r"汇率|中间价|汇价|在岸|离岸|报|兑|刺穿|击穿|跌破|升破|突破|失守|收于|收报|关口|站上|逼近|收复|交投|徘徊|至|低点|高点|触及|价位"
)


def clause_start(text: str, position: int, floor: int) -> int:
    """Where the clause that holds ``position`` begins, not before ``floor``.

    >>> clause_start("公司股价大涨,报7.55元", 9, 0)
    7
    """
    return max(text.rfind(",", floor, position) + 1, text.rfind("、", floor, position) + 1, floor)


@context("money for each of something: 每股收益0.5元, 每吨约2140元", "price", {"amount", "price", "number"})
def _each(text: str, mention: Mention, before: Mention | None, sentence: int) -> Mention | None:
    floor = max(sentence, mention.start - 24)
    if mention.per or mention.role == "dividend" or text.find("每", floor, mention.start) < 0:
        return None
    match = _EACH_BEFORE.match(text, floor, mention.start)
    if match is None or _EACH_GAP.search(match["gap"]):
        return None
    if before is not None and before.start <= match.start() < before.end:
        return None  # 5元每股 is the price before
    if mention.kind == "number" and not (
        mention.number
        and mention.number.arabic
        and not mention.number.scale
        and match["per"] in ("股", "份")
        and (text.startswith("分", mention.end) or "." in text[mention.start : mention.end])
        and _BARE.match(text, mention.end + text.startswith("分", mention.end))
    ):
        return None
    if mention.kind == "number" and text.startswith("分", mention.end) and mention.value is not None:
        mention.value, mention.unit, mention.end = times(mention.value, CENT), "CNY", mention.end + 1
        if mention.value_to is not None:
            mention.value_to = times(mention.value_to, CENT)
    count = "10" if match["count"] == "十" else match["count"] or ""
    if match["gap"].strip() in ("", "股份"):
        mention.start = match.start()
    mention.kind, mention.per = "price", count + match["per"]
    return mention


@context("a quote block: (7.550,-0.21,-2.71%)", "price", {"number", "amount"})
def _quote(text: str, mention: Mention, before: Mention | None, sentence: int) -> Mention | None:
    start = mention.start
    if start and text[start - 1] == "(" and _QUOTE.match(text, start - 1):
        mention.kind, mention.role = "price", "last"
        return mention
    if (
        before is not None
        and before.role == "last"
        and _QUOTE_REST.match(text, mention.end)
        and _QUOTE_CHANGE.match(text, max(0, start - 24), start)
    ):
        mention.kind, mention.role = "price", "change"
        return mention
    return None


@context("an exchange rate", "price", {"number", "amount", "price"})
def _rate(text: str, mention: Mention, before: Mention | None, sentence: int) -> Mention | None:
    number = mention.number
    if (
        number is None
        or number.scale
        or mention.per
        or not number.arabic
        or text.find(".", mention.start, mention.end) < 0
    ):
        return None
    floor = max(sentence, mention.start - 48)
    pair: tuple[str | None, str | None] | None = None
    quoted = _YUAN.last(text, floor, mention.start)
    end = quoted.end() - 3 * (quoted[0] == "中间价") if quoted else -1
    for to in _TO.finditer(text, floor, mention.start):
        stop = to.end() + 2 * bool(_SHORE.match(text, to.end()))
        named = _LATIN_NAME.match(text, max(floor, to.start() - 8), to.start())
        first, second = currency_behind(text, named.start() if named else to.start()), currency_at(text, stop)
        if first and second and len(first[1]) > 1 and len(second) > 1:
            pair, end = (_CURRENCIES[first[1]].code, _CURRENCIES[second].code), stop + len(second)
    if end < 0 and mention.unit and _FINE.search(text, mention.start, mention.end):
        # Four decimals of a currency are the rate of another, which may be named in the sentence before.
        for at in range(mention.start - 1, max(0, mention.start - 48) - 1, -1):
            word = currency_at(text, at)
            if word and len(word) > 1 and _CURRENCIES[word].code != mention.unit:
                pair, end = (_CURRENCIES[word].code, mention.unit), at + len(word)
                break
    if end < 0:
        return None
    between = text[end : mention.start]
    if "指数" in between:
        return None
    if not _RATE.search(between) and between.strip() not in ("", ":", "为"):
        return None
    if mention.kind == "number" and not _BARE.match(text, mention.end):
        return None
    if pair:
        priced, unit = pair
        if mention.unit is None:
            # The market quotes yuan for one unit of the other currency, whichever is named first.
            mention.unit = "CNY" if priced == "CNY" else unit
        if mention.unit in (priced, unit):
            mention.per = priced if mention.unit == unit else unit
    mention.kind, mention.role = "price", "fx"
    return mention


@context("a number that a price word stands before", "price", {"number", "amount"})
def _price_word(text: str, mention: Mention, before: Mention | None, sentence: int) -> Mention | None:
    number = mention.number
    if number is None or number.scale >= 4 or (mention.kind == "number" and not number.arabic):
        return None
    if mention.kind == "number" and not _BARE.match(text, mention.end):
        return None
    if (
        before is not None
        and before.kind == "price"
        and before.role != "change"
        and mention.start - before.end <= 12
        and mention.unit in (before.unit, None)
        and _STEP.fullmatch(text, before.end, mention.start)
    ):
        mention.kind, mention.role, mention.per = "price", before.role, before.per
        return mention
    heads = mention.kind == "amount" and mention.end < len(text) and text[mention.end] in _AHEAD_HEADS
    ahead = _AHEAD.match(text, mention.end) if heads else None
    if ahead and not _TOTAL.match(text, max(sentence, mention.start - 8), mention.start):
        mention.kind, mention.role = "price", _ROLES.get(ahead["word"])
        return mention
    floor = max(sentence, mention.start - 30)
    clause = clause_start(text, mention.start, floor)
    last = _last_word(text, clause, mention.start)
    if last is None or last.word in _LUMPS:
        return _change(text, mention, clause, floor)
    word = last.word
    if mention.kind == "amount" and _change(text, mention, clause, floor):
        return mention
    touching = mention.start - last.end <= 1
    if word in _ROLE_ONLY and word not in _WEAK_MONEY and not (touching and _ROLES[word] == "dividend"):
        return None
    if not _GAP.fullmatch(text, last.end, mention.start):
        return None
    extreme = touching and word in _EXTREMES
    if (word in _WEAK_MONEY or not word) and not extreme and not _PRICED_THINGS.search(text, floor, mention.start):
        return None
    if mention.kind == "number" and (
        not word or (word in _WEAK_MONEY and word != "报") or "." not in text[mention.start : mention.end]
    ):
        return None
    if text.startswith("指数", last.end) or (
        mention.kind == "number" and INDEX_MOVED.match(text, floor, mention.start)
    ):
        return None  # 人民币汇率指数为102.98
    if mention.kind == "number" and text[last.start - 2 : last.start] in ("指数", "沪指", "深指", "恒指", "成指"):
        return None
    mention.kind = "price"
    if word == "EPS":
        mention.per = mention.per or "股"  # earnings per share
    return mention


@context(_LEVEL_NAME, "price", {"number", "amount"})
def _level(text: str, mention: Mention, before: Mention | None, sentence: int) -> Mention | None:
    number, start = mention.number, mention.start
    if number is None or number.scale > 4 or not number.arabic:
        return None
    if text[start - 1 : start] not in _LEVEL_TAILS:
        return None
    if mention.kind == "number" and (mention.end - start < 3 or not _BARE.match(text, mention.end)):
        return None
    match = _AT_LEVEL.match(text, max(sentence, start - 40), start)
    if match is None and before is not None and before.rule.endswith(_LEVEL_NAME) and before.unit == mention.unit:
        match = _STILL.fullmatch(text, max(sentence, before.end), start)
    trading = mention.kind == "amount" and _TRADING.match(text, max(sentence, start - 4), start)
    if match is None and not trading:
        return None
    stands = trading or (match is not None and match["stands"] == "交投")
    mention.kind, mention.role = "price", "last" if stands and mention.value_to is None else None
    return mention


_MOVED_TO: Final = Pattern(
    r"(?r)(?:(?:涨|跌|下挫|走高|走低|回落|反弹|升值|贬值)[了约近超逾]*[0-9.]+%,?|价格?\p{Han}{0,4}[降升涨跌调提减][\p{Han}]{0,3}?)(?:[至到]|调为)"
)
_EXTREME: Final = Pattern(
    r"(?:的|这一)?(?:历史|阶段|纪录|记录|整数)?(?:关口|高点|低点|高位|低位|一线|纪录水平|历史水平)"
)


@context("where a price that moved stands", "price", {"amount"})
def _moved(text: str, mention: Mention, before: Mention | None, sentence: int) -> Mention | None:
    number, start = mention.number, mention.start
    if number is None or number.scale or not number.arabic:
        return None
    if not _MOVED_TO.match(text, max(sentence, start - 24), start) and not _EXTREME.match(text, mention.end):
        return None
    mention.kind = "price"
    return mention


_AND: Final = Pattern(r"[ ]?[、和及与][ ]?|以及")


@context("one more of a list of prices", "price", {"amount"})
def _listed(text: str, mention: Mention, before: Mention | None, sentence: int) -> Mention | None:
    if before is None or before.kind != "price" or not before.per or mention.number is None or mention.number.scale:
        return None
    if mention.start - before.end > 4 or not _AND.fullmatch(text, before.end, mention.start):
        return None
    if text.endswith("元", mention.start, mention.end) and text[mention.end - 2] in "0123456789":
        mention.unit = before.unit  # the 元 of 每股港币38.2元、33.1元 are Hong Kong's
    mention.kind, mention.per, mention.role = "price", before.per, before.role
    return mention


def _change(text: str, mention: Mention, clause: int, floor: int) -> Mention | None:
    """Money by which a price moved: 油价上涨2.3美元."""
    if mention.kind != "amount" or not _CHANGE.match(text, clause, mention.start):
        return None
    if not _MOVING.search(text, floor, mention.start):
        return None
    mention.kind, mention.role = "price", "change"
    return mention


_MOVING: Final = Pattern(r"价|股|原油|期货|黄金|合约|每桶|盘|元/")
_SHARE_TRADE: Final = Pattern(
    r"(?P<buyback>回购|购回)|(?P<issue>发行|认购|配售|定增|授予)|(?P<offer>要约|私有化)|(?P<conversion>转股)|(?P<transaction>转让|收购|受让|减持|增持|出售|卖|买|购入|成交|交易)"
)
_MOMENT: Final = Pattern(
    r"(?P<close>收(?:盘|市|涨|跌|高|低))|(?P<open>开盘|高开|低开|开市)|(?P<last>发稿|截稿|盘中|午间)"
)


def role_of(text: str, mention: Mention, sentence: int, end: int) -> Role | None:
    """Which price of the thing ``mention`` is, by the nearest price word before it, else by what is done with the shares."""
    start = mention.start
    floor = max(sentence, start - 32)
    clause = clause_start(text, start, floor)
    head = text[start : min(mention.end, start + 12)]
    last = _last_word(text, clause, start)
    if last is not None and last.word not in _LUMPS:
        word = last.word
        role = _ROLES.get(word) if word else None
        if word in ("报", "每股报"):
            if (moment := _MOMENT.last(text, floor, start)) is not None:
                return moment.lastgroup  # type: ignore[return-value]
        if role is not None or word not in ("价格", "单价", "定价", "每股价格", "每股价", "每股作价", ""):
            return role
    if mention.per not in ("股", "份", "张", "ADS"):
        return None
    trade = _SHARE_TRADE.last(text, floor, start)
    if trade is None:
        trade = _SHARE_TRADE.search(text, mention.end, min(end, mention.end + 40))
    if trade is None or head.startswith("每股收益"):
        return None
    return trade.lastgroup  # type: ignore[return-value]


CONTEXTS: Final[tuple[Context, ...]] = (_quote, _each, _rate, _listed, _price_word, _level, _moved)
