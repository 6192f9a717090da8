"""Prices: money for one unit of something."""

from typing import Final

from factx.extractors.amount.lexicon import currencies
from factx.extractors.amount.rules import HEADS, currency_at, money
from factx.extractors.numeral import ARABIC, Numeral, read
from factx.extractors.pattern import Match, Pattern, either
from factx.extractors.rule import Mention, Rule, plain, rule

_ALL: Final = currencies()
# What a price can be for one of; of two that begin alike the longer is read: 克拉, not 克.
_GOODS: Final = (
    "股份 股 份 张 手 注 基金份额 ADS ADR 吨公里 吨度 吨 公吨 桶 千克 公斤 克 毫克 市斤 斤 盎司 磅 加仑 蒲式耳 升 毫升 "
    "立方米 立方 方 平方米 平方公里 平方英尺 平方尺 平方呎 平方 平米 平 呎 尺 坪 亩 英亩 公顷 千卡 大卡 百万英热单位 "
    "百万英热 英热 千瓦时 兆瓦时 千瓦 兆瓦 瓦时 瓦 度 ㎡ ㎥ ㎏ km² m² Nm³ m³ 台 套 辆 部 件 只 支 枚 颗 箱 瓶 盒 袋 包 头 羽 "
    "尾 标箱 标准箱 自然箱 大箱 箱位 间夜 间 单位 条 双 米 公里 人次 人份 人 次 片 剂次 剂 粒 单 年 月 天 日 小时 分钟 票 "
    "户 晚 杯 克拉 针 桩 位 床 根 株 棵 把 组 块 幅 对 罐 听 管 贴 笔 班 担 板英尺 撒姆 色姆 短吨 公担 干吨 公升 车位 车 "
    "份额 元面值 元"
).split()
_LATIN: Final = "MMBtu kWh MWh kW MW Wp Wh W kg t L km2 cm2 m2 m3 TEU FEU GB GiB TB MB".split()  # in any case


_PER: Final = Pattern(
    rf"(?P<other>人民币|港币|美元)?(?:(?:[ ]?\\?/[ ]?|[ ]?每[ ]?|[ ]?per[ ]?)(?P<per>(?:1000|100|10|十|百|千|万)?(?:{either(_GOODS)}|(?i:{either(_LATIN)})))(?![A-Za-z])|一(?P<one>股|吨|桶|斤|公斤|克|平方米|平米|平|张|份|盎司|手|度)(?![0-9个]))"
)
_PER_HEADS: Final = frozenset(" /\\每p一人港美")


def _priced(mention: Mention, start: int, end: int, per: str | None) -> Mention:
    mention.kind, mention.start, mention.end, mention.per = "price", start, end, per
    return mention


@plain("money for one of something: 140.90港元/股, 2140元/吨, 5元每股", "price", "after", first=HEADS)
def _money_per(text: str, at: int, number: Numeral | None) -> Mention | None:
    assert number
    word = currency_at(text, at)
    if not word or text[at + len(word) : at + len(word) + 1] not in _PER_HEADS:
        return None
    per_unit = _PER.match(text, at + len(word))
    if not per_unit:
        return None
    mention = money(text, word, at + len(word), number)
    per = per_unit["per"] or per_unit["one"]
    if per_unit["other"]:
        mention.unit = _ALL[per_unit["other"]].code
    if per in ("年", "月", "天", "日", "小时", "分钟", "人", "人次", "次", "户"):
        return None
    per = per.replace("股份", "股")
    return _priced(mention, mention.start, per_unit.end(), per)


@rule(
    "a bare number per something: 0.5/股",
    "price",
    "after",
    r"[ ]?(?:\\?/|每)[ ]?(?P<per>股)",
    first="/\\每",
)
def _bare_per(match: Match, number: Numeral | None) -> Mention | None:
    assert number
    if not number.arabic:
        return None
    return Mention(
        "price", number.start, match.end(), number=number, value=number.value, per=match["per"], mod=number.mod
    )


@rule(
    "cash of a dividend: 10派5元, 每10股派5元, 10转4派3.5",
    "price",
    "number",
    rf"(?:10|十)股?(?:送(?:红股)?{ARABIC}股?)?(?:转增?{ARABIC}股?)?(?:送(?:红股)?{ARABIC}股?)?派(?:发|息|现)?(?=[0-9])",
    first=("派", "送", "转", "股派", "股送", "股转"),
)
def _dividend(match: Match, _: Numeral | None) -> Mention | None:
    text = match.string
    number = read(text, match.end())
    if number is None:
        return None
    start = match.start() - 1 if text[match.start() - 1 : match.start()] == "每" else match.start()
    unit, end = None, number.end
    currency = currency_at(text, end)
    if currency:
        unit, end = _ALL[currency].code, end + len(currency)
    return Mention(
        "price", start, end, number=number, value=number.value, unit=unit, per="10股", role="dividend", mod=number.mod
    )


RULES: Final[tuple[Rule, ...]] = (_money_per, _bare_per, _dividend)
