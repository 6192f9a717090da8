"""Examples of multiples. All written for this project."""

from factx.extractors.corpus import Group

_TIMES = "a number of times"
_DOUBLING = "a doubling: 翻番, 翻了一番, 翻两番, 翻倍"


def _is(value: str, rule: str, *texts: str, **more: object) -> Group:
    return Group({"value": value, "unit": "倍", **more}, texts, rule=rule)


POSITIVE = (
    _is("3.5", _TIMES, "3.5倍", "三点五倍", "市盈率‹3.5倍›"),
    _is("15", _TIMES, "市盈率‹15倍›", "十五倍", "市盈率‹15x›", "PE为‹15X›"),
    _is("3", _TIMES, "翻了‹3倍›", "三倍"),
    _is("2", _DOUBLING, "翻番", "翻一番", "翻了一番", "翻倍", "实现‹翻番›"),
    _is("4", _DOUBLING, "翻两番", "翻了两番", "翻2番"),
    _is("8", _TIMES, "去年同期的‹8倍›多", "逾‹8倍›", mod="more_than"),
    _is("4", _TIMES, "将近‹4倍›", "近‹4倍›", mod="less_than"),
    _is("5", _TIMES, "‹5倍›以上", mod="equal_or_more"),
    _is("15", _TIMES, "15至18倍", "15-18倍", "15倍至18倍", "十五至十八倍", value_to="18"),
    _is("4.8", "a unit shared with the number after it", "‹4.8›、6.1倍"),
)

NEGATIVE = ("倍增计划", "加倍努力", "小米12X手机", "倍感荣幸", "番茄", "翻新")
