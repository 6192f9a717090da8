"""Examples of prices. All written for this project."""

from factx.extractors.corpus import Group

_PER = "money for one of something: 140.90港元/股, 2140元/吨, 5元每股"
_BARE_PER = "a bare number per something: 0.5/股"
_DIVIDEND = "cash of a dividend: 10派5元, 每10股派5元, 10转4派3.5"
_EACH = "money for each of something: 每股收益0.5元, 每吨约2140元"
_QUOTE = "a quote block: (7.550,-0.21,-2.71%)"
_RATE = "an exchange rate"
_LEVEL = "a level that a traded thing crosses or stands at"
_MOVED = "where a price that moved stands"
_LISTED = "one more of a list of prices"
_WORD = "a number that a price word stands before"


def _is(
    value: str, unit: str | None, per: str | None, role: str | None, rule: str, *texts: str, **more: object
) -> Group:
    return Group({"value": value, "unit": unit, "per": per, "role": role, **more}, texts, rule=rule)


POSITIVE = (
    _is("140.90", "HKD", "股", None, _PER, "140.90港元/股", "140.90港元每股", "140.90港元／股", "140.90港币/股"),
    _is("2140", "CNY", "吨", None, _PER, "2140元/吨", "2,140元/吨", "2140元每吨", "2140元一吨"),
    _is("92.5", "USD", "桶", None, _PER, "92.5美元/桶", "92.5美元每桶"),
    _is("1820", "USD", "盎司", None, _PER, "1820美元/盎司", "1,820美元/盎司"),
    _is("70", "USD", "桶", None, _PER, "70-75美元/桶", "70美元/桶至75美元/桶", value_to="75"),
    _is("50000", "CNY", "平方米", None, _PER, "5万元/平方米", "5万元/平方米"),
    _is("0.5", "CNY", "千瓦时", None, _PER, "0.5元/千瓦时"),
    _is("4.0", "CNY", "片", None, _PER, "4.0元/片"),
    _is("8.21", "CNY", "股", None, _PER, r"8.21元\/股"),
    _is("6.5", "USD", "桶", None, _PER, r"6.5美元\/桶"),
    _is("0.5", None, "股", None, _BARE_PER, "0.5/股", r"0.5\/股"),
    _is("7.55", "CNY", "股", None, _EACH, "每股7.55元", "每股７.５５元"),
    _is("8.60", "HKD", "股", "buyback", _EACH, "公司按‹每股8.60港元-8.95港元›回购", value_to="8.95"),
    _is("0.90", "HKD", "股", "buyback", _EACH, "每股回购价介乎‹0.90港元至0.95港元›", value_to="0.95"),
    _is("50000", "CNY", "平方米", None, _EACH, "房价‹每平方米5万元›"),
    _is("50000", "CNY", "平方米", "average", _EACH, "均价每平方米约‹5万元›"),
    _is("0.5", "CNY", "股", None, _EACH, "每股收益‹0.5元›", "基本每股收益为‹0.5元›", "每股净资产‹0.5元›"),
    _is("0.0036", "CNY", "股", None, _EACH, "每股亏损‹0.36分›。"),
    _is("0.05", "CNY", "股", "dividend", _EACH, "每股派息‹5分›。"),
    _is("0.30", "HKD", "股", "dividend", "a currency and its number; " + _EACH, "特别股息每股普通股‹港币30分›。"),
    _is("6.0575", "USD", "蒲式耳", "last", _PER, "报‹6.05-3/4美元/蒲式耳›", "报‹605-3/4美分/蒲式耳›"),
    _is("16000", "CNY", "KW", None, _PER, "1.6万元/KW"),
    # of two that begin alike the longer
    _is("5000", "CNY", "克拉", None, _PER, "‹5000元/克拉›"),
    _is("1200", "CNY", "箱位", None, _PER, "‹1200元/箱位›"),
    _is("1.2", "CNY", "份额", None, _PER, "‹1.2元/份额›"),
    _is("300", "CNY", "克", None, _PER, "‹300元/克›"),
    _is("2.1496", "GBP", "千卡", "last", _PER, "报‹214.96便士/千卡›"),
    _is("2.16", "GBP", "撒姆", "last", _PER, "报‹2.16英镑/撒姆›"),
    _is("1169.40", "USD", "1000板英尺", "last", _PER, "报‹1169.40美元/1000板英尺›"),
    _is("3055.00", "USD", None, None, _LEVEL, "期货报告,盘中交投于‹3417.50-3055.00美元›区间", value_to="3417.50"),
    _is("5000", "CNY", None, None, _MOVED, "手机的价格降至‹5000-6000元›", value_to="6000"),
    _is("41598.86", "USD", None, None, _MOVED, "比特币下跌3.5%，至‹41598.86美元›"),
    _is("69000", "USD", None, None, _MOVED, "接近‹69000美元›纪录水平", mod="less_than"),
    _is("338.1613", "HKD", "股", "average", _LISTED, "平均价每股港币38.2475元、‹338.1613元›", "平均价每股港币38.2475元及‹338.1613元›共计"),
    _is("300", "CNY", "㎡", None, _PER, "300元/㎡"),
    _is("25", "CNY", "人份", None, _PER, "25元/人份"),
    _is("0.0049", "HKD", "股", None, _EACH, "每股亏损‹0.49港仙›"),
    _is("2140", "CNY", "吨", None, _EACH, "每吨约‹2140元›", mod="approx"),
    _is("5", "CNY", "10股", "dividend", _DIVIDEND, "10派5元", "每10股派5元", "10股派5元", "‹10派5元›(含税)"),
    _is("3.5", None, "10股", "dividend", _DIVIDEND, "10转4派3.5", "10送2转4派3.5"),
    _is("5", "CNY", "10股", "dividend", _EACH, "每10股派发现金红利‹5元›(含税)", "每10股派发现金股利‹5元›"),
    _is("0.25", "HKD", "股", "dividend", _EACH, "每股派息‹0.25港元›", "派发末期股息每股现金‹0.25港元›"),
    _is("17.170", None, None, "last", _QUOTE, "康德莱(‹17.170›,0.63,3.81%)", "康德莱（‹17.170›，0.63，3.81%）"),
    _is("-0.21", None, None, "change", _QUOTE, "某股份(7.550,‹-0.21›,-2.71%)"),
    _is("7.55", "CNY", None, "close", _WORD, "收盘价：‹7.55元›", "收盘价为‹7.55元›", "收报‹7.55元›", "收盘价‹7.55元›"),
    _is("7.55", None, None, "close", _WORD, "收盘价：‹7.55›", "收盘价为‹7.55›"),
    _is("139.30", "HKD", None, "last", _WORD, "截至发稿，股价报‹139.30港元›", "该股现报‹139.30港元›"),
    _is("30.12", "USD", None, "close", _WORD, "首日收盘大涨20.48%，报‹30.12美元›"),
    _is("13.5", "CNY", None, "last", _WORD, "股价涨至‹13.5元›", "股价跌破‹13.5元›"),
    _is("12", "CNY", None, "issue", _WORD, "发行价‹12元›", "发行价格为‹12元›", "认购价‹12元›"),
    _is("20", "CNY", None, "target", _WORD, "目标价‹20元›", "目标价上调至‹20元›", "维持目标价‹20元›"),
    _is(
        "41.92",
        "CNY",
        "股",
        None,
        _WORD,
        "EPS预测41.42/45.95元（原预测：‹41.92›/46.56元）",
        "EPS为41.42元（前值‹41.92元›）",
        "EPS为41.42元（此前预期为‹41.92元›）",
    ),
    _is("0.45", "CNY", "股", None, _WORD, "预计EPS分别为‹0.45›、0.6、0.8元", "EPS为‹0.45元›"),
    _is("338", "HKD", None, "target", _WORD, "增持评级和‹338港元›目标价"),
    _is("57.58", "CNY", None, None, _WORD, "大买单挂在‹57.58元›价位"),
    _is("18.7", "HKD", None, "target", _WORD, "目标价由17.38港元上调至‹18.7港元›", "目标价从17.38港元升至‹18.7港元›"),
    _is("17.38", "HKD", None, "target", _WORD, "目标价由‹17.38港元›上调至18.7港元"),
    _is("1.234", None, None, "nav", _WORD, "单位净值‹1.234›", "单位净值为‹1.234›"),
    _is("100", "USD", None, None, _WORD, "油价触及‹100美元›", "油价突破‹100美元›"),
    _is("312.2", "HKD", None, "low", _WORD, "创出新低‹312.2港元›"),
    _is("18.91", "CNY", "股", "high", _PER, "最高成交价为‹18.91元/股›", "最高价‹18.91元/股›"),
    _is("16.29", "CNY", "股", "low", _PER, "最低成交价为‹16.29元/股›"),
    _is("18.61", "CNY", "股", "average", _PER, "减持均价‹18.61元/股›", "增持均价为‹18.61元/股›"),
    _is("5.39", "CNY", "股", "buyback", _PER, "回购价格为‹5.39元/股›", "回购股份的价格不超过‹5.39元/股›"),
    _is("17.406", "CNY", "股", "transaction", _PER, "转让价格为‹17.406元/股›", "拟以‹17.406元/股›的价格转让股份"),
    _is("10", "CNY", "股", "conversion", _PER, "转股价格为‹10元/股›", "转股价‹10元/股›"),
    _is("6.5", "USD", None, "change", _WORD, "油价预期平均上调‹6.5美元›", "原油期货收涨‹6.5美元›"),
    _is("6.38", None, None, "fx", _RATE, "离岸人民币跌破‹6.38›关口", "在岸人民币收复‹6.38›"),
    _is("1800", None, None, None, _LEVEL, "黄金失守‹1800›", "现货黄金收复‹1800›关口", "黄金期货主力合约触及‹1800›", mod=None),
    _is("1800", "USD", None, None, _LEVEL, "黄金跌破‹1800美元›后回升", "现货黄金一度失守‹1800美元›", mod=None),
    _is("1805", "USD", None, "last", _LEVEL, "黄金交投于‹1805美元›附近", "黄金跌破1800美元后回升，目前交投在‹1805美元›附近", mod="approx"),
    _is("81", "USD", None, None, _LEVEL, "布伦特原油重返‹81美元›上方", "WTI原油涨超1%，站稳‹81美元›上方", mod="more_than"),
    _is("81", "USD", None, None, _LEVEL, "WTI原油徘徊在‹81美元›下方", mod="less_than"),
    _is("81", "USD", None, None, _LEVEL, "美油站上‹81美元›关口", mod=None),
    _is("40000", "USD", None, None, _LEVEL, "比特币跌破‹4万美元›"),
    _is("2800", "CNY", None, None, _LEVEL, "玉米主力合约站上‹2800元›"),
    _is("6.3746", "CNY", "USD", "fx", _RATE, "美元兑人民币中间价报‹6.3746元›", "人民币兑美元中间价报‹6.3746元›", "人民币兑美元中间价报‹6.3746›"),
    _is("6.3784", "CNY", "USD", "fx", _RATE, "人民币兑美元交投于‹6.3964-6.3784元›区间", value_to="6.3964"),
    _is("6.3727", "CNY", "USD", "fx", _RATE, "美元兑在岸人民币最新报‹6.3727元›", "美元兑离岸人民币报‹6.3727›"),
    _is("6.3745", "CNY", "USD", "fx", _RATE, "离岸人民币（CNH）兑美元报‹6.3745元›"),
    _is("1.1271", "USD", "EUR", "fx", _RATE, "欧元/美元跌至‹1.1271›", "欧元兑美元报‹1.1271›"),
    _is("1.0935", "USD", "EUR", "fx", _RATE, "欧元升至‹1.0935美元›", "欧元仍承压。若跌破今年低点‹1.0935美元›,可能加速"),
    _is("1.2507", "USD", "GBP", "fx", _RATE, "英镑触及‹1.2507美元›,为两周高位"),
    _is("0.1234", "USD", None, "issue", _WORD, "欧元债券发行价为‹0.1234美元›"),
    _is("115.77", "JPY", "USD", "fx", _RATE, "美元/日元现报‹115.77›"),
)  # fmt: skip

NEGATIVE = (
    "人民币汇率指数升破关口",
    "股价大涨",
    "每股",
    "每年",
    "十大股东",
    "价格战",
    "报告编号12.5",
    "黄金储备突破1800吨",
    "黄金业务营收突破18亿美元",
    "比特币突破5大关口",
    "存款重返100亿美元",
    "离岸人民币存款6.5亿元",
    "公司市值跌破100亿美元",
)
