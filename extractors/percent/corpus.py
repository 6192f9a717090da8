"""Examples of percentages. All written for this project."""

from factx.extractors.corpus import Group

_SIGN = "a number and a percent sign"
_POINTS = "a number of percentage points"
_BASIS = "a number of basis points"
_FRACTION = "a fraction named by its hundred, thousand or ten thousand"
_TENTHS = "tenths: 三成, 七成半"
_DISCOUNT = "a discount: 八五折, 9折"


def _is(value: str, unit: str, rule: str, *texts: str, **more: object) -> Group:
    return Group({"value": value, "unit": unit, **more}, texts, rule=rule)


POSITIVE = (
    _is("13", "%", _SIGN, "13%", "13％", "13﹪", "13 %", "１３％"),
    _is("3.00", "%", _SIGN, "3.00%"),
    _is("1234.5", "%", _SIGN, "1,234.5%", "1234.5%"),
    _is("-2.71", "%", _SIGN, "-2.71%", "－2.71%", "增速‹-2.71%›", "增速‹负2.71%›"),
    _is("0.5", "%", _SIGN, "0.5%", "GDP增速‹0.5%›"),
    _is("3", "‰", _SIGN, "3‰"),
    _is("5", "‱", _FRACTION, "万分之五", "万分之5"),
    _is("3", "‰", _FRACTION, "千分之三", "千分之3"),
    _is("5", "%", _FRACTION, "百分之五", "百分之5", "百分之伍"),
    _is("13.5", "%", _FRACTION, "百分之十三点五", "百分之13.5"),
    _is("100", "%", _FRACTION, "百分之百", "百分之一百"),
    _is("-3", "%", _FRACTION, "负百分之三", "百分之负三"),
    _is("30", "%", _TENTHS, "三成", "3成", "占比‹三成›"),
    _is("75", "%", _TENTHS, "七成半", "七成五"),
    _is("65", "%", _TENTHS, "六成五", "占‹六成五›。"),
    _is("60", "%", _TENTHS, "超‹六成›属于基础领域", "逾‹6成›", mod="more_than"),
    _is("30", "%", _TENTHS, "三四成", "三到四成", "三至四成", "三成至四成", value_to="40"),
    _is("85", "%", _DISCOUNT, "八五折", "85折", "8.5折"),
    _is("90", "%", _DISCOUNT, "九折", "9折"),
    _is("6.55", "%", _SIGN, "彩虹集团是1,700‹6.55%›"),
    _is("0.13", "%", _SIGN, "证券150,624‹0.13%›"),
    _is("87", "%", _TENTHS, "下滑至‹8.7成›", "8.7成"),
    _is("5", "pp", _POINTS, "5个百分点", "五个百分点", "5百分点", "5個百分點"),
    _is("1", "pp", _POINTS, "1个多百分点", "一个多百分点", mod="more_than"),
    _is("0.3", "pp", _POINTS, "0.3个百分点", "提高‹0.3个百分点›"),
    _is("100", "bp", _BASIS, "100个基点", "100基点", "100个BP", "100BP", "100bp", "100bps", "100 bps", "一百个基点"),
    _is("25", "bp", _BASIS, "加息‹25个基点›", "25个基本点", "25个bp"),
    # ranges and lists
    _is("20", "%", _SIGN, "20%至25%", "20%-25%", "20-25%", "20%～25%", "20至25%", "20%到25%", "20%—25%", value_to="25"),
    _is("0.75", "%", _SIGN, "交投于‹0.7957%-0.75%›区间", "在‹0.7957%至0.75%›之间", value_to="0.7957"),
    _is("-0.095", "%", _SIGN, "交投于‹-0.077%至-0.095%›区间", "在‹-0.077%到-0.095%›的范围", value_to="-0.077"),
    _is("5.4", "%", _SIGN, "从‹5.4%›降至4.8%", "由‹5.4%›至4.8%"),
    _is("260", "%", _SIGN, "预增‹260%-331%›】", value_to="331"),
    _is("20", "%", _SIGN, "达到‹20%至30›，以及", value_to="30"),
    _is("5", "%", _SIGN, "分别为‹5%›和7%", "分别为‹5%›、7%"),
    _is("5", "%", "a unit shared with the number after it", "分别为‹5›和7%", "分别为‹5›、7%"),
    _is("25", "bp", _BASIS, "25至50个基点", "25-50bp", value_to="50"),
    _is("0.5", "pp", _POINTS, "0.5-0.8个百分点", value_to="0.8"),
    _is("20", "%", _SIGN, "持股‹20%›以上", "不低于‹20%›", mod="equal_or_more"),
    _is("15.23", "%", _SIGN, "约占公司总股本的‹15.23%›", "占比约‹15.23%›", mod="approx"),
    _is("22.08", "%", _SIGN, "冻结至2021-10-09‹22.08%›"),
    _is("30", "%", _SIGN, "约占甲公司上年销售收入的‹30%›", mod="approx"),
    _is("100", "%", _SIGN, "合计‹100%›--2、股份被冻结的原因"),
    _is(
        "1.88",
        "%",
        _SIGN,
        "减持不超过总股本‹1.88%›",
        "不超过公司总股本的‹1.88%›",
        "发售不超过包销数额‹1.88%›的股份",
        mod="equal_or_less",
    ),
    _is("0.58", "%", _SIGN, "减持‹0. 58%›股份"),
    _is("3", "bp", _BASIS, "扩大约‹3个基点›至62.9", value_to=None),
)

NEGATIVE = (
    "附件--2、股份被冻结的原因",
    "一成不变",
    "万分感谢",
    "十分重要",
    "百分百努力",
    "成立于",
    "三成立公司",
    "打折销售",
    "折合人民币",
    "百分点",
    "基点",
    "八达岭成为景区",
    "第一成交日",
)
