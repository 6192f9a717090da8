"""Examples of durations. All written for this project."""

from factx.extractors.corpus import Group

_UNITS = "a number of units of time"
_TWO = "two numbers with one unit of time"
_HALF = "half a unit of time"
_OPTION = "years with an option to go on"


def _is(timex: str, rule: str, *texts: str, **more: object) -> Group:
    return Group({"timex": timex, "unit": None, "date_from": None, "date_to": None, **more}, texts, rule=rule)


def _from(ref: str, timex: str, first: str | None, last: str | None, rule: str, *texts: str, **more: object) -> Group:
    return Group({"timex": timex, "date_from": first, "date_to": last, **more}, texts, date=ref, rule=rule)


POSITIVE = (
    _is("P3Y", _UNITS, "三年", "3年", "3 年", "叁年", "期限‹三年›", "连续‹3年›", "任期‹三年›"),
    _is("P10Y", _UNITS, "十年", "创‹十年›新低", "为期‹10年›", "从业‹10年›", "为‹10年›来最高"),
    _is("P13Y", _UNITS, "工期预计‹13年›", "合同期限为‹13年›", "租期‹13年›", "服务期长达‹13年›", "周期约‹13年›", "经营期‹13年›"),
    _is("P3M", _UNITS, "3个多月", "三个多月", mod="more_than"),
    _is("PT2H", _UNITS, "两个多小时", "2个多小时", mod="more_than"),
    _is("P1W", _UNITS, "逼近‹一周›高位", mod=None),
    _is("P3Y", _UNITS, "创逾‹三年›高位", mod="more_than"),
    _is("P110Y", _UNITS, "有着近‹110年›的历史", "近‹110年›之久", mod="less_than"),
    _is("P25Y", _UNITS, "设计年限‹25年›", "从业‹25年›的团队"),
    _is("P100Y", _UNITS, "‹100年›历史", "一百年"),
    _is("P12M", _UNITS, "12个月", "十二个月", "12 个月", "期限‹12个月›"),
    _is("P36M", _UNITS, "36月", "36个月", "冻结‹36月›"),
    _is("P6M", _UNITS, "期限‹6月›", "六个月"),
    _is("P360D", _UNITS, "360天", "三百六十天", "360日"),
    _is("P7D", _UNITS, "7天", "七天", "假期‹7天›", "‹7日›内", "病例‹7日›平均值", "‹7日›均值"),
    _is("P1D", _UNITS, "停牌‹一天›", "停牌‹1天›", "停牌‹一日›"),
    _is("P6D", _UNITS, "连续‹6日›回购", "连续‹六日›上涨"),
    _is("P2W", _UNITS, "两周", "2周", "两个星期", "两个礼拜", "创‹两周›新低"),
    _is("P18M", _UNITS, "六个季度", "6个季度", "连续‹六个季度›增长", "连续‹6季度›"),
    _is("P9M", _UNITS, "三个季度", "连续‹三季度›亏损"),
    _is("PT6H", _UNITS, "6小时", "六小时", "6个小时", "六个钟头"),
    _is("PT24H", _UNITS, "24小时", "二十四小时"),
    _is("PT3M", _UNITS, "3分钟", "三分钟"),
    _is("PT30S", _UNITS, "30秒", "三十秒钟"),
    _is("P1Y6M", _UNITS, "一年半", "1年半", "1.5年", "一年零六个月", "1年6个月"),
    _is("P24Y219D", _UNITS, "24年219天"),
    _is("PT1H30M", _UNITS, "1小时30分", "1小时30分钟", "1.5小时", "一小时半"),
    _is("P2D", _UNITS, "两个自然日", "2个日历日"),
    _is("P2Y", _UNITS, "两个会计年度", "两个完整会计年度", "两个年度"),
    _is("P10D", _UNITS, "10个交易日", "十个交易日", "10交易日", unit="交易日"),
    _is("P5D", _UNITS, "5个工作日", "五个工作日", unit="工作日"),
    _is("P10Y", _UNITS, "十余年", "10多年", "10余年", mod="more_than"),
    _is("P5Y", _UNITS, "‹五年›内", mod="equal_or_less"),
    _is("P2Y", _UNITS, "至少‹两年›", mod="equal_or_more"),
    _is("P3Y", _UNITS, "约‹三年›", mod="approx"),
    _is("P2Y/P3Y", _UNITS, "两三年"),
    _is("P3Y/P5Y", _TWO, "3-5年", "3至5年", "三至五年", "三到五年", "3年至5年", "3年-5年"),
    _is("P7D/P10D", _TWO, "7至10天", "7-10天"),
    _is("P5M/P6M", _TWO, "5至6个月", "5-6个月"),
    _is("P6M", _HALF, "半年", "延期‹半年›"),
    _is("PT30M", _HALF, "半小时", "半个小时"),
    _is("P15D", _HALF, "半个月"),
    _is("P5Y", _OPTION, "3+2年", "期限‹3+2年›"),
    # Tied to the reference date.
    _is("PT18M", _UNITS, "18min", "模式‹18min›充满"),
    _is("PT24H", _UNITS, "24h", "‹24h›内"),
    _from("2025-02-24", "P3Y", "2025-02-24", "2028-02-24", _UNITS, "未来三年", "未来3年", "今后三年", "未来的三年", "将在‹未来三年›内"),
    _from("2025-02-24", "P10Y", "2015-02-24", "2025-02-24", _UNITS, "过去十年", "过去10年", "近十年", "最近十年", "超‹过去十年›总和"),
    _from("2020-06-09", "P2M", "2020-04-09", "2020-06-09", _UNITS, "近2个月", "近两个月", "最近两个月"),
    _from("2024-03-31", "P1M", "2024-02-29", "2024-03-31", _UNITS, "过去一个月"),
    _from("2024-02-29", "P1Y", "2024-02-29", "2025-02-28", _UNITS, "未来一年"),
    _from("2024-02-29", "P7D", "2024-02-22", "2024-02-29", _UNITS, "过去7天", "近7日", "最近七天"),
    _from("2024-02-29", "P6M", "2024-02-29", "2024-08-29", _HALF, "未来半年"),
    _from("2024-02-29", "P10D", None, None, _UNITS, "近10个交易日", unit="交易日"),
    _is("P3Y", _UNITS, "未来三年", "近三年"),
    _from("2024-02-29", "P3Y", None, None, _UNITS, "将近‹三年›", "历时近‹三年›", "已近‹三年›", mod="less_than"),
)  # fmt: skip

NEGATIVE = (
    "功率5hp",
    "版本3minor",
    "云南九天投资控股集团",
    "股东九天控股持有",
    "2003年",
    "2025年",
    "二〇一八年",
    "25年净利润",
    "报告期15年",
    "预计15年净利润",
    "三季度营收",
    "前三季度",
    "12月",
    "12月份销量",
    "8月薪酬",
    "第三年",
    "第3天",
    "三年级",
    "三周年",
    "10周年庆典",
    "10年期国债",
    "7天期逆回购",
    "三个月期国债",
    "前一交易日",
    "较前一日",
    "天河区",
    "100天然气",
    "上半年",
    "下半年",
    "半年报",
    "百年老店",
    "29日",
    "截至29日",
    "几年",
    "第一时间",
    "新的一年里",
    "实际控制人之一周海东",
    "12月最后一周",
    "2.0时代",
)
