"""Amounts: money, with its currency on either side of the number."""

from decimal import Decimal
from typing import Final

from factx.extractors.amount.lexicon import currencies
from factx.extractors.numeral import Numeral
from factx.extractors.pattern import Pattern
from factx.extractors.rule import Context, Mention, Rule, context, plain

_ALL: Final = currencies()
AFTER: Final = sorted((w for w, c in _ALL.items() if c.side != "before"), key=lambda w: (-len(w), w))
"""Currency words and signs that follow a number, longest first."""
BEFORE: Final = sorted((w for w, c in _ALL.items() if c.side != "after"), key=lambda w: (-len(w), w))
"""Currency words and signs that a number follows, longest first."""


# The small words of money begin other words too: 元素, 分公司, 角度, 毛利; 块 is money where nothing of substance follows.
_OTHER: Final = Pattern(
    r"元[素旦件器宇首帅老年月勋春夕凶]|元人(?!民币)|分|角[度落色逐]|毛[利病坯巾绒重]|块(?!钱|[0-9,。;、!?)\n]|$)|圆[桌满形]|仙"
)
_RISKY: Final = frozenset("元分角毛块圆仙")
HEADS: Final = "".join(sorted({w[0] for w in AFTER}))
"""The characters that a currency word or sign can begin with."""
# By their first two characters, and by their only one.
_BY_HEAD: Final[dict[str, list[str]]] = {}
for _word in AFTER:
    _BY_HEAD.setdefault(_word[:2], []).append(_word)
for _head, _words in _BY_HEAD.items():
    if len(_head) > 1:
        _words += _BY_HEAD.get(_head[0], ())


def currency_at(text: str, position: int) -> str | None:
    """The longest currency word or sign that may follow a number and stands at ``position`` of the folded text.

    >>> currency_at("3亿美元", 2), currency_at("3元素", 1)
    ('美元', None)
    """
    head = text[position : position + 2]
    for word in _BY_HEAD.get(head, ()) or _BY_HEAD.get(head[:1], ()):
        if text.startswith(word, position):
            if head[0] in _RISKY and _OTHER.match(text, position):
                return None
            return word
    return None


_MODIFIED: Final = Pattern(
    r"(?r)[ ]?(?:不?超过|不足|不到|不低于|不少于|约为?|大约|逾|超|近|将近|至少|最多|至多|合计|共计?|总计)"
)
_CHANGE: Final = Pattern(
    r"(?P<jiao>[0-9]|[一二三四五六七八九壹贰叁肆伍陆柒捌玖])[角毛]"
    r"(?:(?P<fen>[0-9]|[一二三四五六七八九壹贰叁肆伍陆柒捌玖])分)?"
    r"|零?(?P<only>[0-9]|[一二三四五六七八九壹贰叁肆伍陆柒捌玖])分(?![0-9]|钟)"
)
_DIGIT: Final = {
    c: i
    for i, row in enumerate(("0", "1一壹", "2二贰", "3三叁", "4四肆", "5五伍", "6六陆", "7七柒", "8八捌", "9九玖"))
    for c in row
}


def currency_behind(text: str, end: int) -> tuple[int, str] | None:
    """The longest currency word or sign that ends at ``end``, a space aside: where it begins, and the word."""
    if end and text[end - 1] == " ":
        end -= 1
    for word in _BY_TAIL.get(text[end - 1] if end else "", ()):
        start = end - len(word)
        if start >= 0 and text.startswith(word, start):
            inside = start and word[0] in _LETTERS and text[start - 1] in _LETTERS
            return None if inside else (start, word)
    return None


def currency_before(text: str, start: int) -> tuple[int, str | None]:
    """Where a currency that stands right before ``start`` begins, and its code; ``(start, None)`` without one.

    A modifier between the two ends the text of the fact, not the currency: 人民币约33亿元.
    """
    found = currency_behind(text, start)
    if found:
        return found[0], _ALL[found[1]].code
    if start and text[start - 1] in "过足到于约为大逾超近少多计":
        match = _MODIFIED.match(text, max(0, start - 6), start)
        found = match and currency_behind(text, match.start())
        if found:
            return start, _ALL[found[1]].code
    return start, None


_LETTERS: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
_BY_TAIL: Final[dict[str, list[str]]] = {}
for _word in BEFORE:
    _BY_TAIL.setdefault(_word[-1], []).append(_word)
TAILS: Final = frozenset(_BY_TAIL) | {" "}
"""The characters that a currency word or sign before a number can end with."""


def money(text: str, word: str, at: int, number: Numeral) -> Mention:
    """The amount that ``number`` and the currency ``word``, which ends at ``at``, make with what stands around them."""
    currency = _ALL[word]
    code, end = currency.code, at
    value = number.value
    if currency.factor != 1:
        value = times(value, currency.factor)
    start, before = currency_before(text, number.start)
    if word in ("元", "圆", "块", "角", "毛", "分") and before:
        code = before
    elif before and before != code:
        start = number.start
    if currency.factor == 1 and len(word) <= 2:
        after = end + 1 if text.startswith(" ", end) else end
        extra = currency_at(text, after)
        if (
            extra
            and len(extra) > 1
            and _ALL[extra].factor == 1
            and (word in ("元", "圆", "块") or _ALL[extra].code == code)
        ):
            code, end = _ALL[extra].code, after + len(extra)
    if word in ("元", "块", "圆"):
        small = _CHANGE.match(text, end)
        if small:
            tenths = _DIGIT[small["jiao"]] if small["jiao"] else 0
            hundredths = _DIGIT[small["fen"] or small["only"]] if small["fen"] or small["only"] else 0
            value = Decimal(f"{value:f}") + Decimal(f"0.{tenths}{hundredths or ''}")
            end = small.end()
    upper = number.value_to
    if upper is not None and currency.factor != 1:
        upper = times(upper, currency.factor)
    return Mention("amount", start, end, number=number, value=value, value_to=upper, unit=code, mod=number.mod)


def times(value: Decimal, factor: Decimal) -> Decimal:
    """The exact product with a power of ten below one, in plain notation."""
    sign, digits, exponent = value.as_tuple()
    assert isinstance(exponent, int)
    return Decimal((sign, digits, exponent + factor.adjusted()))


_PLAIN: Final = Pattern(r"$|[^\p{Han}]|[钱整每的左以多一起/]|人民币|[零一二三四五六七八九][角毛分]")


@plain("a number and its currency", "amount", "after", first=HEADS)
def _number_currency(text: str, at: int, number: Numeral | None) -> Mention | None:
    assert number
    word = currency_at(text, at)
    if word is None or (word in ("角", "毛", "块") and number.scale):
        return None
    end = at + len(word)
    if word == "元" and not number.arabic and number.value < 10 and not _PLAIN.match(text, end):
        return None  # 三元正极材料, 二元期权
    return money(text, word, end, number)


_HUNDREDTHS: Final = Pattern("[分仙](?![之红级期行店部支公钟子])")
CENT: Final = Decimal("0.01")
"""What 分 and 仙 are of their currency."""


@plain("a currency and its number", "amount", "number", behind=TAILS)
def _currency_number(text: str, _: int, number: Numeral | None) -> Mention | None:
    assert number
    start, code = currency_before(text, number.start)
    if code is None or start == number.start or not (number.arabic or number.scale):
        return None
    end, value, upper = number.end, number.value, number.value_to
    if not number.scale and _HUNDREDTHS.match(text, end):  # 港币30分
        end, value, upper = end + 1, times(value, CENT), upper and times(upper, CENT)
    return Mention(
        "amount",
        start,
        end,
        number=number,
        value=value,
        value_to=upper,
        unit=code,
        mod=number.mod,
    )


# Words that say that a number with a scale and no currency is money, and words that say it is a count.
_MONEY: Final = (
    "投资|投入|融资|营收|营业额|收入|净利|毛利|利润|盈利|预盈|盈余|亏损|预亏|净亏|亏|市值|估值|成交额|成交|募资|募集|集资|贷款|借款|存款|奖金?|"
    "罚款|罚没|罚|金额|资金|资产|负债|债务|耗资|斥资|涉资|出资|注资|增资|流入|流出|净买入?|净卖出?|净投放|净回笼|抛售|票房|预算|总价|作价|"
    "规模|成本|费用|支出|税|余额|销售额|交易额|结算额|授信|额度|额|款|欠|补贴|分红|年薪|薪酬|薪|债券?|商誉|减值|担保|套现|进账|身家|财富|GMV|"
    "净减持|净增持|开支|利息|逆回购|MLF|社融|社会融资规模|信贷|财政|产值|GDP|吸金|花费|花|赚|拨款|募|售价|价格|代价|定金|订金|捐赠|捐|赔偿|理赔|赔|保费|资本"
)
_COUNT: Final = (
    "销量|产量|用户|人口|下载|播放|出货量|交付|人数|辆|台|股份|股本|持股|持有|质押|冻结|解除|粉丝|会员|门店|病例|确诊|人次|客流|旅客|数量|订阅|"
    "用户规模|人口规模|装机规模|产能规模|建设规模|注册|就业|岗位|户|装机|库存|存煤|手|点击|阅读|浏览|播放量|成交量|增持|减持|股数"
)
_AROUND: Final = Pattern(rf"(?r)(?:(?P<money>{_MONEY})|(?P<count>{_COUNT}))")
_AHEAD: Final = Pattern(
    r"(?:的|多|余|以上|左右|规模)*(?:(?P<money>投资(?![者人])|融资|贷款|资金|资产|市值|美金|债|订单|营收|收入|罚单|奖金|补贴|市场|产业|级(?:市场|产业|企业|项目|赛道|集群|资金|规模|订单|基金|融资|投资|债|市值|营收|公司|蓝海)|定增|存款|公司债"
    r"|逆回购|净利|销售|成交|票据|本息|本金|利息|罚款|赔款|欠款|保费|债务|股息|红利|分红|理财|信托|增资|注资|赔偿|捐款|并购|收购|价格|对价|代价|总价|要约收购)|(?P<count>股|用户|人|个|辆|粉丝|会员|户|台))"
)


def graded(text: str, end: int) -> int:
    """Where a number with a scale that ends at ``end`` ends with the 级 of 千亿级."""
    return end + (text.startswith("级", end) and not text.startswith("级别", end))


_ALSO: Final = Pattern(r"[、和及与]")


@context("a number with a scale and no currency where money is spoken of", "amount", {"number"})
def _scale_as_money(text: str, mention: Mention, before: Mention | None, sentence: int) -> Mention | None:
    number = mention.number
    if number is None or number.scale < 4:
        return None
    if before is not None and before.kind == "amount" and _ALSO.fullmatch(text, before.end, mention.start):
        mention.kind, mention.unit = "amount", before.unit
        return mention
    ahead = _AHEAD.match(text, mention.end)
    if ahead and ahead["count"]:
        return None
    around = _AROUND.search(text, max(sentence, mention.start - 16), mention.start)
    if not (ahead or (around and around["money"])):
        return None
    mention.kind, mention.unit, mention.end = "amount", None, graded(text, mention.end)
    return mention


RULES: Final[tuple[Rule, ...]] = (_number_currency, _currency_number)
CONTEXTS: Final[tuple[Context, ...]] = (_scale_as_money,)
