"""Rules for dates: where one may begin. What it states is read by the grammar, what it means is settled in resolve.

A rule's pattern is only the door; the grammar reads on from the same place, so that one expression, however long, is
read in one way wherever it begins.
"""

from dataclasses import dataclass

import regex

from factx.extractors.date import context
from factx.extractors.date.calendar import Point
from factx.extractors.date.grammar import Reading, read_span
from factx.extractors.date.words import CN_YEAR, ERAS, N2, PARTS, RELATIVE, SAME, WEEKDAYS
from factx.extractors.numeral import Numeral
from factx.extractors.rule import Mention, rule


@dataclass(frozen=True, slots=True)
class Parts:
    """The raw fields of a date: its point, the last point of a range, and where the first one ends."""

    first: Point
    last: Point | None
    split: int


_CHINESE = "零〇○◯一二三四五六七八九十廿卅"
_NUMBER = rf"[0-9{_CHINESE}]"
_OTHER_WORD_BEFORE = {
    "本": "日资基成版根标剧书样原脚", "上": "以马早晚之网线", "明": "透证说声表注", "后": "之以三十今年", "前": "年之以提目当",
    "今": "古", "下": "以", "年": "0123456789年一二三四五六七八九十零〇○岁较比自从每去今明本上当同整多几数周全半", "月": "0123456789月一二三四五六七八九十个较比自从每本上下当同岁年满", "季": "0123456789一二三四换冬夏春秋每各旺淡雨旱", "去": "离过失", "同": "共不", "来": "以未原近本历",
}  # fmt: skip
_OTHER_WORD_AFTER = regex.compile(
    r"今日(?:头条|资本)|今天国际|明[日天](?:之后|方舟|系|控股|科技)|昨日重现|后天[性努津]|[前后]年(?:平?均|度|份)|[去上]一?年度?同[期比]"
    r"|年[初底末](?:至今|以来|考核|奖|分红)"
)
# What begins with a full year is a date even where a table or a name ran into it.
_WHOLE_YEAR = regex.compile(r"(?:19|20)[0-9]{2}(?:[ ]?年|([-/.])[0-9]{1,2}\1[0-9]{1,2}(?![0-9]))")
# 2、3月份 at the beginning of a sentence: the second item, about March. 1、2月 are January and February.
_MARKER = regex.compile(r"[2-9]、[0-9]{1,2}[月日]")
# 较上年末, 比上年: what a change is measured against, no date of its own.
_LAST_YEAR = regex.compile(r"上一?年(?!第?[0-9一二三四五六七八九十])")


def _read(match: "regex.Match[str]", _: Numeral | None) -> Mention | None:
    text, start = match.string, match.start()
    before = text[start - 1 : start]
    c = text[start]
    if c in _CHINESE or c.isdecimal():
        if before and (before in _CHINESE + "第._" or before.isascii() and before.isalnum()):
            if before == "第" or not _WHOLE_YEAR.match(text, start):
                return None
        if (not before or before in "\n。;!? ") and _MARKER.match(text, start):
            return None
    elif c in _OTHER_WORD_BEFORE:
        if before and before in _OTHER_WORD_BEFORE[c] and text[start : start + 2] not in ("上午", "下午"):
            if not (c == "去" and text[start - 2 : start] == "超过"):
                return None
        if _OTHER_WORD_AFTER.match(text, start) or before in ("较", "比") and text.startswith("上", start) and _LAST_YEAR.match(text, start):
            return None
    reading = read_span(text, start)
    if reading is None or reading.end == start or not _confirmed(text, start, reading):
        return None
    return Mention("date", start, reading.end, parts=Parts(reading.first, reading.last, reading.split))


def _glued(match: "regex.Match[str]", number: Numeral | None) -> Mention | None:
    reading = read_span(match.string, match.start("at"))
    if reading is None or number is None or number.end != match.end("at"):
        return None
    return Mention("date", match.start("at"), reading.end, parts=Parts(reading.first, reading.last, reading.split))


def _confirmed(text: str, start: int, reading: Reading) -> bool:
    """Whether the words around an expression that could be something else leave it a date."""
    end = reading.end
    match reading.loose:
        case "year":
            return context.year_of_two_digits(text, start, end)
        case "day":
            if context.lasting(text, start, end) or text[end : end + 1] in ("元", "薪", "本"):
                return False
            return text[start].isdecimal() or (reading.first.day or 0) > 10 or reading.last is not None
        case "month":
            return not context.lasting_months(text, start)
        case "quarter":
            return not context.lasting(text, start, end)
        case "time":
            return context.time_of_day(text, start, end)
        case "compact":
            return context.eight_digits(text, start, end)
    return True


_DASHES = "-—–−~〜至到"
RULES = (
    rule("date in numerals and 年月日", "date", "number", _NUMBER, first="年月日号财世")(_read),
    rule("date in numerals set apart by spaces", "date", "number", rf"[0-9]{{1,4}}[ ][{_DASHES}年月日上第QH]", first=" ")(_read),
    rule("year by digit with O or ○ for zero", "date", "number", rf"{CN_YEAR}", first="零〇○◯Oo0123456789")(_read),
    rule("range whose first part has no unit", "date", "number", rf"(?:{N2}|[0-9]{{4}}|{CN_YEAR})[ ]?[{_DASHES}/]", first=_DASHES + "/")(_read),
    rule("list whose first part has no unit", "date", "number", rf"(?:{N2}|[0-9]{{4}})[ ]?[、和及与或]", first="、和及与或")(_read),
    rule("year before a part of it without 年", "date", "number", r"[0-9]{2,4}[上下第半前首一二三四QH]", first="上下第半前首一二三四QH")(_read),
    rule("date in digits set apart by dashes, dots or slashes", "date", "number", r"[12][0-9]{3}[-/.]", first="-/.")(_read),
    rule("date in eight digits", "date", "number", r"(?:19|20)[0-9]{6}(?![0-9])", first="日讯至到-~ ,;:。、)]”》\n")(_read),
    rule("time of day", "date", "number", rf"{N2}[ ]?[{_DASHES}:时点]", first=":时点")(_read),
    rule("quarter in numerals", "date", "number", r"[一二三四1-4]", first="季财个")(_read),
    rule("quarter or half in letters after a number", "date", "number", r"[1-49][QHM]", first="QHM")(_read),
    rule("decade", "date", "number", rf"{_NUMBER}", first="年世零")(_read),
    rule("era", "date", "word", "民国|令和|平成|昭和", words=tuple(ERAS))(_read),
    rule("year, month, week or day named from the reference date", "date", "word", "[去上今本明来前后这下昨]",
         words=(*(w for w in RELATIVE if len(w) > 1), *(d + p for d in "今昨明" for p in "早晚夜晨"), "今明两", "去今两"))(_read),
    rule("month or day of a year or month named before", "date", "word", "[同当次翌]", words=tuple(SAME))(_read),
    rule("half of a year", "date", "word", "[上下]?半", words=("上半年", "下半年", "上半财年", "下半财年", "半年度", "半年报"))(_read),
    rule("quarter or run of quarters or months", "date", "word", "[第首末前头]",
         words=(*("第" + n for n in "一二三四1234"), "首季", "末季", *(w + n for w in "前首头" for n in "一二两三四五六七八九十123456789")))(_read),
    rule("quarter, half or fiscal year in letters", "date", "word", "[QHF]",
         words=("Q1", "Q2", "Q3", "Q4", "H1", "H2", "FY"))(_read),
    rule("time in a part of the day", "date", "word", "[上中下早午晚凌清傍夜深正]",
         words=tuple(p for p in PARTS if len(p) > 1) + tuple(f"晚{n}" for n in "123456789七八九"))(_read),
    rule("time on a day of the week", "date", "word", "周|星期|礼拜",
         words=tuple(w + d for w in ("周", "星期", "礼拜") for d in WEEKDAYS if d != "末"))(_read),
    rule("decade of a century named by a word", "date", "word", "[上本]个?世纪", words=("上世纪", "上个世纪", "本世纪"))(_read),
    rule("date glued to a list marker or a number before it", "date", "number",
         r"(?:[0-9]{1,2}\.|[0-9,.]{1,24}?)(?P<at>(?:19|20)[0-9]{2})[ ]?年[ ]?[01]?[0-9][ ]?月", first="年 ")(_glued),
    rule("beginning or end of the running year, quarter or month", "date", "word", "[年季月][初底末]",
         words=tuple(a + b for a in "年月季" for b in "初底末"))(_read),
    rule("元月", "date", "word", "元月", words=("元月",))(_read),
)  # fmt: skip
"""Every way a date can begin."""
