"""What the words around a bare numeral make of it: a length of time, a year, a day or none of these."""

from typing import Final

from factx.extractors.pattern import Pattern

# What has a length: 工期13年, 合同期限约15年; a 报告期 or a 本期 is a point.
_TERMS: Final = (
    "(?:[工租任聘学刑保役]|租赁|合同|合作|服[务役]|经营|运营|特许|建设|施工|投资|贷款|借款|还款|宽限|授权|使用|收益|折旧|摊销|封闭|限售|禁售|回收|质保|保修|存续|担保|保障|保险"
    "|缴费|交付|交货|履约|承诺|过渡|培育|开采|折现)期[限间]?|周期|寿命|年限|期限"
)
_LASTING_BEFORE: Final = Pattern(
    rf"(?r)(?:(?:{_TERMS})(?:预计|一般|通常|合计|最长|最短|长达|[为是达共约:])*|连续|最近|过去|未来|今后|此前|接下来|往后|近|前|后|满|为期|时限(?:为|是|:|约)?|有?效期|假期|锁定期"
    r"|历[时经]|达|超过?|逾|约|共计?|每隔?|任意|至少|最多|最长|最短|不足|不到|不低于|不少于|不超|仅|只|剩|隔|停牌|第|提前|延长|延期"
    r"|推迟|经过|累计|从业|持续|短短|维持|滞后|缓|处|刑|为时)$"
)
_MONTHS_BEFORE: Final = Pattern(
    r"(?r)(?:最近|过去|未来|今后|(?<![临接将附靠逼])近|为期|期限(?:为|是|:|约)?|不超过|满)$"
)
_LASTING_AFTER: Final = Pattern(
    r"(?:[之以]?内|以[上下]|左右|之久|[之以]?[后前]|期(?!货)|均|平均|移动|线|年化|间|来|的?历史|多|余|时间|保质|有余|不等|一[次遇期更]|游|线"
    r"|有期|[之以]来|为[一限期]|的?经验|质保|寿命|租)"
)
_YEAR_BEFORE: Final = Pattern(
    r"(?r)(?:[0-9]年(?:度)?[、和及与至到-]|预计|预测|预期|预估|自|从|截至|截止|始于|较|比|于|在|到|至|[上调下维持]{2}|【|今[、和])$"
)
_YEAR_AFTER: Final = Pattern(
    r"度|[、和及与至到-](?:20)?[0-9]{2}年|全年|年报|中报|[净纯毛]利|归母|扣非|营[收业]|收入|业绩|盈利|利润|目标|销[量售]|产[量能]|需求|供给"
    r"|实现|公司|预[计测期增亏估]|同[比期]|EPS|PE|PB|ROE|[,、]|(?=\s|$)"
)
_TIME_BEFORE: Final = Pattern(r"(?r)(?:截[至止]|于|时间:?|直至)$")
_RATIO: Final = Pattern(r"(?r)(?:比|比例|比率|比分|配比|换股|配股|为|以|约)[^,。;]{0,3}$")
_LABEL: Final = Pattern(
    r"(?r)(?:编?号码?|代码|代号|文号|字第?|证书|电话|传真|账户|账号|[Nn][Oo]\.?|[A-Za-z0-9_.-])[:]?[ ]?$"
)


# What these end or begin with: most numbers have none of it beside them. $ looks over a line break.
_LASTING_ENDS: Final = frozenset(
    "期限间命计般常长短达为是共约:续近去来后前满时经超过逾每隔意少多足到于仅只剩牌第迟业持缓处刑\n"
)
_LASTING_HEADS: Final = frozenset("之以内左后前期均平移线年间来的历多余时保有不一游为经质寿租")
_MONTHS_ENDS: Final = frozenset("近去来后期限为是:约过满\n")


def lasting(text: str, start: int, end: int) -> bool:
    """Whether a number with 年, 日 or 季度 is a length of time: 连续6日, 期限3年, 5日内.

    >>> lasting("连续6日回购", 2, 4), lasting("公司6日宣布", 2, 4)
    (True, False)
    """
    if text[start - 1 : start] in _LASTING_ENDS and _LASTING_BEFORE.search(text, max(0, start - 12), start):
        return True
    return text[end : end + 1] in _LASTING_HEADS and _LASTING_AFTER.match(text, end) is not None


def lasting_months(text: str, start: int) -> bool:
    """Whether a number with a bare 月 is a length of time: 近一月, 期限6月.

    >>> lasting_months("近一月资金", 1), lasting_months("临近12月", 2)
    (True, False)
    """
    if text[start - 1 : start] not in _MONTHS_ENDS:
        return False
    return _MONTHS_BEFORE.search(text, max(0, start - 4), start) is not None


def lasting_quarters(text: str, start: int) -> bool:
    """Whether a number with a bare 季度 is a length of time: 连续三季度.

    >>> lasting_quarters("连续三季度增长", 2), lasting_quarters("公司三季度增长", 2)
    (True, False)
    """
    return text[max(0, start - 2) : start].endswith(("连续", "最近", "过去", "未来", "今后", "近", "每"))


def year_of_two_digits(text: str, start: int, end: int) -> bool:
    """Whether two digits and 年 name a year: 25年净利润, not 从业25年.

    >>> year_of_two_digits("预计25年净利润", 2, 5), year_of_two_digits("从业25年的老兵", 2, 5)
    (True, False)
    """
    if text[start] == "0":
        return True
    value = text[start : start + 2]
    if text[start - 1 : start] in ("自", "从") and value <= "40":
        return True
    if not ("10" <= value <= "40" or value >= "80") or lasting(text, start, end):
        return False
    if value >= "80":
        return True
    return bool(_YEAR_BEFORE.search(text, max(0, start - 5), start) or _YEAR_AFTER.match(text, end))


def time_of_day(text: str, start: int, end: int) -> bool:
    """Whether a time that stands alone is one: 21:38 and 15时30分, not a ratio (10:3.5) or a score.

    >>> time_of_day("截至21:38,", 2, 7), time_of_day("换股比例为1:15", 5, 9)
    (True, False)
    """
    if text[start] == "零":
        return True
    hour, colon, minute = text[start:end].partition(":")
    if not colon or not hour.isdecimal():
        return text[start] not in "零〇一二三四五六七八九" or "分" in text[start:end] or end - start > 2
    if text[end : end + 1] in (".", "%", ":") or _RATIO.search(text, max(0, start - 6), start):
        return False
    if len(hour) == 2 or (int(hour) >= 7 and minute[:2] in ("00", "15", "20", "30", "40", "45", "50")):
        return True
    return _TIME_BEFORE.search(text, max(0, start - 3), start) is not None


def eight_digits(text: str, start: int, end: int) -> bool:
    """Whether eight digits that read as a date are one, and no number of a document, a contract or an amount.

    >>> eight_digits("截至20240131,", 2, 10), eight_digits("合同编号20240131", 4, 12)
    (True, False)
    """
    following = text[end : end + 1]
    plain = following in ("", "日", "讯", "至", "到") or not (following.isalnum() or following in "-_.%/")
    return plain and not _LABEL.search(text, max(0, start - 4), start)
