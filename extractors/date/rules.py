"""Rules for dates: where one may begin. What it states is read by the grammar, what it means is settled in resolve.

A rule's pattern is only the door; the grammar reads on from the same place, so that one expression, however long, is
read in one way wherever it begins.
"""

import re
from collections.abc import Iterable
from typing import Final

import regex

from factx.extractors.date import context
from factx.extractors.date.calendar import Point, possible
from factx.extractors.date.grammar import Reading, read_span
from factx.extractors.date.words import ERAS, N2, PARTS, RELATIVE, SAME, WEEKDAYS, YEAR_BY_DIGIT
from factx.extractors.numeral import Numeral
from factx.extractors.pattern import Pattern, code_points, either
from factx.extractors.rule import Mention, Rule, pairs, plain, rule


class Parts:
    """The raw fields of a date: its point, the last point of a range, and where the first one ends."""

    def __init__(self, first: Point, last: Point | None, split: int) -> None:
        self.first = first
        self.last = last
        self.split = split


_CHINESE: Final = "零〇○◯一二三四五六七八九十廿卅"
_NUMBER: Final = rf"[0-9{_CHINESE}]"
_NUMERALS: Final = frozenset("0123456789" + _CHINESE)
# Characters that make another word of the one after them: 资本|年 is no 本年, 证明|年 no 明年.
_OTHER_WORD_BEFORE: Final = {
    "本": "日资基版根剧样脚", "上": "马早晚之网线", "明": "透证声表", "后": "之以三十今年明", "前": "年之以提目当",
    "今": "古", "同": "共不", "来": "以未原近本历",
    "年": "0123456789年一二三四五六七八九十零〇○岁较比自从每去今明本上当同整多几数周全半末",
    "月": "0123456789月一二三四五六七八九十个较比自从每本上下当同岁年满正腊",
    "季": "0123456789一二三四换冬夏春秋每各旺淡雨旱",
}  # fmt: skip
_OTHER_WORD: Final = Pattern(
    r"今日(?:头条|资本)|(?<=说)明日期|今天国际|明[日天](?:之后|方舟|系|控股|科技)|昨日重现|后天[性努津]|[前后]年(?:平?均|度|份)"
    r"|[去上]一?年度?同[期比]|(?<=过)去年[份均里度间代]|(?<=[资基版根剧样脚]本)[周月季]|上年[龄纪轻]|年[初底末](?:至今|以来|考核|奖|分红)"
)
# 豫1082执保10、11、12号, 第1、2、3项: numbers of cases and ordinals, no days.
_CASE: Final = Pattern(r"[保字初执民终刑监破协编第][0-9、和及与或]{0,40}\Z")
_LONGEST_CASE: Final = 41
_DIGITS_NAME: Final = "date in digits set apart by dashes, dots or slashes"
# Tried only before a mark, which is rare; the digits around are looked at afterwards. Of 2018-7-1236个月 the day takes two
# digits.
_RUN_TOGETHER: Final = re.compile("((?:19|20)[0-9]{2})([-/])(1[0-2]|0?[1-9])\\2(3[01]|[12][0-9]|0?[1-9])")
_NUMBERED: Final = re.compile("[0-9]{0,4}号")
_DOCUMENT: Final = re.compile(r"第?[0-9]{1,4}号[)\]〕]")  # 通告(2022年16号)
# What begins with a full year is a date even where a table or a name ran into it.
_WHOLE_YEAR: Final = Pattern(
    r"(?:19|20)[0-9]{2}(?:[ ]?年|([-/.])[0-9]{1,2}\1[0-9]{1,2}(?![0-9]))|二[零〇○◯Oo0一].{2}年"
)
# 2、3月份 at the beginning of a sentence: the second item, about March. 1、2月 are January and February.
_MARKER: Final = Pattern(r"[2-9]、[0-9]{1,2}[月日]")
_MEASURE: Final = Pattern(r"[0-9一二三四五六七八九十百千万亿个年月日天周元级名次人岁倍成]以")
# 较上年末, 比上年: what a change is measured against, no date of its own.
_LAST_YEAR: Final = Pattern(r"上一?年(?!第?[0-9一二三四五六七八九十])")


# What may go on after these characters is for the grammar; most dates have none of them after them.
_GOES_ON: Final = code_points(
    " 0123456789零〇○◯Oo一二三四五六七八九十廿卅元年月日度份级龄报代财世会第前首头末上中下初伊底半起至到-—–−~〜/QHM"
    "早晚午凌晨夜傍清深正薪供租饼嫂球亮刊均经子票期号旬周季"
)
_YEAR_SIGN: Final = 0x5E74
_MONTH_SIGN: Final = 0x6708
_DAY_SIGN: Final = 0x65E5
# What a numeral may go on from, or the mark before the items of a list.
_GOES_BEFORE: Final = code_points(
    "\n。;!? 年月周季天日第._+0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz" + _CHINESE
)


def _code(text: str, at: int) -> int:
    """The code point at ``at``, 0 behind the end."""
    return ord(text[at]) if at < len(text) else 0


def _after_digits(text: str, at: int) -> int:
    """Where the digits end that begin at ``at``; of more than two, after two."""
    if 48 <= _code(text, at) <= 57:
        at += 2 if 48 <= _code(text, at + 1) <= 57 else 1
    return at


def _value(text: str, start: int, end: int) -> int:
    value = 0
    for at in range(start, end):
        value = 10 * value + ord(text[at]) - 48
    return value


def _plain(text: str, start: int) -> Reading | None:
    """The most frequent dates: 2019年8月24日, 2019年8月, 2019年, 8月24日, 24日, 8月."""
    end = _after_digits(text, start)
    if end == start:
        return None
    first = _value(text, start, end)
    sign = _code(text, end)
    year: int | None = None
    month: int | None = None
    day: int | None = None
    if 48 <= sign <= 57:
        stop = _after_digits(text, end)
        if not (19 <= first <= 20 and stop == end + 2 and _code(text, stop) == _YEAR_SIGN):
            return None
        year = 100 * first + _value(text, end, stop)
        start = stop + 1
        end = _after_digits(text, start)
        sign = _MONTH_SIGN if end == start else _code(text, end)
        if sign != _MONTH_SIGN:
            return None
    if sign == _MONTH_SIGN:
        if end > start:
            month = _value(text, start, end)
            end += 1
            start = end
            end = _after_digits(text, start)
            if end > start and _code(text, end) != _DAY_SIGN:
                return None
    elif sign != _DAY_SIGN:
        return None
    if end > start:
        day = _value(text, start, end)
        end += 1
    following = _code(text, end)
    if _GOES_ON[following & 0xFFFF]:
        return None
    point = Point(year=year, month=month, day=day)
    loose = "" if year is not None else "month" if day is None else "day" if month is None else ""
    return Reading(point, None, end, end, loose) if possible(point) else None


def _read(match: "regex.Match[str]", _: Numeral | None) -> Mention | None:
    return _read_at(match.string, match.start(), None)


def _read_at(text: str, start: int, reading: Reading | None) -> Mention | None:
    """The date at ``start``, whose ``reading`` may be known."""
    c = text[start]
    if c in _CHINESE or c.isdecimal():
        if start and _GOES_BEFORE[ord(text[start - 1]) & 0xFFFF] and _inside(text, start, text[start - 1]):
            return None
    elif _other_word(text, start, text[start - 1 : start]):
        return None
    if reading is None:
        reading = _plain(text, start) or read_span(text, start)
    if reading is None or reading.end == start:
        return None
    end = reading.end
    if reading.loose == "impossible":
        # A date that cannot be takes its place, so that 2月30日 is not read as 2月; 36月 and 45日 are lengths of time.
        point = reading.first
        alone = point.year is None and point.unit is None and (point.month is None or point.day is None)
        return None if alone else Mention("date", start, end)
    if reading.loose and not _confirmed(text, start, reading):
        return None
    following = _code(text, end)
    if (48 <= following <= 57 or following == 0x7B2C) and _DOCUMENT.match(text, end):  # 第
        return None
    return Mention("date", start, end, parts=Parts(reading.first, reading.last, reading.split))


def _inside(text: str, start: int, before: str) -> bool:
    """Whether a numeral goes on from what stands before it, or numbers the items of a list."""
    if before in "年月周季天日" and text[start - 2 : start - 1] in ("每", "次", "翌"):
        return True
    if before == "月" and text[start - 2 : start - 1] in _NUMERALS:
        return True  # the rest of a date that was refused
    if before in _CHINESE + "第._+" or (before.isascii() and before.isalnum()):
        return before == "第" or not _WHOLE_YEAR.match(text, start)
    if before in "\n。;!? " and _MARKER.match(text, start):
        return text.rfind(f"{int(text[start]) - 1}、", max(0, start - 600), start) >= 0
    return False


def _other_word(text: str, start: int, before: str) -> bool:
    """Whether the word at ``start`` is part of another, or only says what a change is measured against."""
    word = text[start : start + 2]
    if before and before in _OTHER_WORD_BEFORE.get(word[0], "") and word not in ("上午", "本周"):
        return True
    if (
        before == "以"
        and word in ("上年", "上月", "上周", "上季", "下年", "下月", "下季")
        and _MEASURE.match(text, start - 2)
    ):
        return True  # 三个以上月份
    if text[start - 2 : start - 1] == "每" and before in "年月周季天日":
        return True
    if before in ("较", "比") and _LAST_YEAR.match(text, start):
        return True
    return _OTHER_WORD.match(text, start) is not None


def _first_of_list(match: "regex.Match[str]", _: Numeral | None) -> Mention | None:
    start = match.start()
    return None if _CASE.search(match.string, max(0, start - _LONGEST_CASE), start) else _read(match, None)


def _glued(match: "regex.Match[str]", number: Numeral | None) -> Mention | None:
    reading = read_span(match.string, match.start("at"))
    if reading is None or number is None or number.end != match.end("at"):
        return None
    return Mention("date", match.start("at"), reading.end, parts=Parts(reading.first, reading.last, reading.split))


def run_together(text: str) -> list[Mention]:
    """The dates that other digits stand at, as in the cells of a flattened table.

    >>> [(date.start, date.end) for date in run_together("136,259,0962018-11-2036个月")]
    [(11, 21)]
    """
    found: list[Mention] = []
    for mark in "-/":
        at = text.find(mark, 4)
        while at >= 0:
            start, end = at - 4, at + 1
            match = _RUN_TOGETHER.match(text, start) if text[start : start + 2] in ("19", "20") else None
            if match is not None:
                end = match.end()
                if (text[start - 1 : start] or " ").isdecimal() or text[end : end + 1].isdecimal():
                    point = Point(year=int(match[1]), month=int(match[3]), day=int(match[4]))
                    if possible(point) and not _NUMBERED.match(text, end):
                        found.append(Mention("date", start, end, rule=_DIGITS_NAME, parts=Parts(point, None, end)))
            at = text.find(mark, end)
    found.sort(key=lambda mention: mention.start)
    return found


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
            return not context.lasting_quarters(text, start)
        case "time":
            return context.time_of_day(text, start, end)
        case "compact":
            return context.eight_digits(text, start, end)
    return True


def _words(name: str, *words: str) -> Rule:
    return rule(name, "date", "word", either(words), words=words)(_read)


def _numbers(name: str, pattern: str, first: Iterable[str], least: int = 1) -> Rule:
    return rule(name, "date", "number", pattern, first=first, least=least)(_read)


_DASHES: Final = "-—–−~〜至到"
_YEAR: Final = rf"(?:[0-9]{{2,4}}|{YEAR_BY_DIGIT})"
_DAY_WORDS: Final = (*(w for w in RELATIVE if len(w) > 1), *(day + part for day in "今昨明" for part in "早晚夜晨"))

_DATED: Final = Pattern(rf"(?:{_YEAR}|[一二三四五六七八]?{N2})[年月日号财]")


@plain("date in numerals and 年月日", "date", "number", first="年月日号财")
def _dated(text: str, at: int, _: Numeral | None) -> Mention | None:
    reading = _plain(text, at)
    return _read_at(text, at, reading) if reading is not None or _DATED.match(text, at) else None


RULES: Final[tuple[Rule, ...]] = (
    _numbers("decade", rf"(?:[0-9]{{2}}|十九|二十一?)世纪|(?:[0-9]{{2}})?{_NUMBER}[0十零]年代",
             ("年代", "世纪", "零0", "零十", "零零", "零年")),
    rule("date glued to a list marker or a number before it", "date", "number",
         r"(?:[0-9]{1,2}\.|[0-9,.]{1,24}?)(?P<at>(?:19|20)[0-9]{2})[ ]?年[ ]?[01]?[0-9][ ]?月", first="年 ", least=5)(_glued),
    _numbers("year by digit with a letter or a circle for zero", rf"(?=.{{0,3}}[○◯Oo0]){YEAR_BY_DIGIT}", "零〇○◯Oo0年"),
    _dated,
    _numbers("date in numerals set apart by spaces", rf"(?:{_YEAR}|{N2})[ ][{_DASHES}年月日上第QH]", " "),
    _numbers(_DIGITS_NAME, r"[12][0-9]{3}(?P<sep>[-/.])[0-9]{1,2}(?P=sep)", "-/.", 4),
    _numbers("month in digits in a range", r"20[0-9]{2}[-/.][0-9]{1,2}[ ]?[至到~]", "-/.", 4),
    _numbers("date in eight digits", r"(?:19|20)[0-9]{6}(?![0-9])", "日讯至到-~ ,;:。、)]”》\n", 8),
    _numbers("time of day", rf"{N2}[ ]?[{_DASHES}:时点]", ":时点"),
    _numbers("range whose first part has no unit", rf"(?:{_YEAR}|{N2})[ ]?[{_DASHES}/]", _DASHES + "/"),
    rule("list whose first part has no unit", "date", "number",
         rf"(?:{_YEAR}|{N2})[ ]?[、和及与或][ ]?第?{_NUMBER}", first=pairs("、和及与或", f" 第0123456789{_CHINESE}"))(_first_of_list),
    _numbers("year before a part of it without 年", r"[0-9]{2,4}[上下第半前首一二三四QH]", "上下第半前首一二三四QH"),
    _numbers("year without 年 before what it will bring", r"20[0-9]{2}(?:有望|将)", "有将"),
    _numbers("year without 年 that is looked forward or back to", r"(?<=展望|回顾)20[0-9]{2}[,。:;!?】]", ",。:;!?】", 4),
    _numbers("quarter in numerals", r"[一二三四1-4]", "季财个"),
    _numbers("quarter, half or months in letters after a number", r"[1-49][QHM]", "QHM"),
    _words("era", *ERAS),
    _words("half of a year", "上半年", "下半年", "上半财年", "下半财年", "半年度", "半年报"),
    _words("quarter or run of quarters or months", *("第" + n for n in "一二三四1234"), "首季", "末季",
           *(w + n for w in "前首头" for n in "一二两三四五六七八九十123456789")),
    _words("quarter, half or fiscal year in letters", "Q1", "Q2", "Q3", "Q4", "H1", "H2", "FY"),
    _words("time in a part of the day", *(p for p in PARTS if len(p) > 1), *(p + n for p in "早晚" for n in "123456789五六七八九十")),
    _words("time on a day of the week", *(w + d for w in ("周", "星期", "礼拜") for d in WEEKDAYS if d != "末")),
    _words("decade of a century named by a word", "上世纪", "上个世纪", "本世纪"),
    _words("year, month, week or day named from the reference date", *_DAY_WORDS, "今明两", "去今两", "明后两"),
    _words("month or day of a year or month named before", *SAME),
    _words("beginning or end of the running year, quarter or month", *(a + b for a in "年月季" for b in "初底末")),
    _words("January by its name", "元月"),
)  # fmt: skip
"""Every way a date can begin, those that are told apart by more before those told apart by less."""
