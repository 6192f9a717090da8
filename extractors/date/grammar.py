"""The grammar of calendar expressions: what stands at a place of the folded text, read from left to right.

Year, part of the year, month, part of the month, day and time of day follow each other; each has a small pattern, and
each may be a range or the first of a list whose unit comes at the end (1-6月, 3、4月).
"""

from typing import Any, Final

import regex

from factx.extractors.date import patterns
from factx.extractors.date.calendar import Point, possible
from factx.extractors.date.words import ERAS, PARTS, RELATIVE, SAME, WEEKDAYS, digits, small
from factx.extractors.pattern import Pattern

Fields = dict[str, Any]

_DIGITS: Final = frozenset("0123456789")
_CHINESE: Final = frozenset("零〇○◯Oo一二三四五六七八九十廿卅")
_JOINTS: Final = frozenset(" 起至到-—–−~〜")
# regex looks for the characters that a pattern cannot do without up to the end of what it is given.
_LONGEST: Final = 64
# How far from its beginning the 年 of a year stands at most.
_FAR: Final = 20
_ERA_HEADS: Final = frozenset(era[0] for era in ERAS)
# What a pattern cannot do without is looked for first: to compile one takes a millisecond or two.
_WORD_HEADS: Final = frozenset("去今明").union(word[0] for word in RELATIVE | SAME)
_TIME_HEADS: Final = _DIGITS | _CHINESE | {part[0] for part in PARTS}
_QUARTER: Final = 20  # code points, at most, of a list of quarters


class Reading:
    """What was read at one place: the point, the last point of a range, and where the expression ends.

    ``split`` is where the first point of a range ends; ``loose`` says that the words around must confirm the reading:
    "year" for a year of two digits, "month", "day", "quarter" or "time" for one of these alone, "compact" for eight
    digits; or "impossible" for what reads as a date that no calendar has.
    """

    def __init__(self, first: Point, last: Point | None, end: int, split: int, loose: str = "") -> None:
        self.first = first
        self.last = last
        self.end = end
        self.split = split
        self.loose = loose


_MODS: Final = {"初": "start", "伊": "start", "中": "mid", "底": "end", "末": "end"}


def full_year(written: str) -> int:
    """The year that two or four digits state: below 50 in this century.

    >>> full_year("25"), full_year("98"), full_year("二〇一八")
    (2025, 1998, 2018)
    """
    value = digits(written)
    return value if len(written) > 2 else value + (2000 if value < 50 else 1900)


def read_point(text: str, at: int) -> Reading | None:
    """The calendar expression at ``at`` of the folded text, a range of its last unit included; None if there is none.

    >>> read_point("2024年10-12月", 0).last.month
    12
    """
    c, following = text[at : at + 1], text[at + 1 : at + 2]
    if c in _DIGITS:
        if text[at : at + 2] in ("18", "19", "20", "21") and text[at + 4 : at + 5] in "-/.01":
            begins = patterns.NUMERIC_BEGINS.match(text, at)
            numeric = patterns.NUMERIC.match(text, at, at + _LONGEST) if begins else None
            if numeric:
                return _numeric(numeric)
            if begins and text.find("年", at, at + _FAR) < 0:
                return None  # 2018-112, the number of an announcement
    elif c not in _CHINESE:
        return _from_character(text, at, c)
    if following in "QHM":
        letters = patterns.LETTERS.match(text, at)
        if letters:
            return _letters(letters)
    if "代" in text[at : at + 9]:
        decade = patterns.DECADE.match(text, at)
        if decade:
            return _decade(decade)
    if following in _DIGITS or following in _CHINESE:
        year = patterns.YEAR.match(text, at) if text.find("年", at, at + _FAR) >= 0 else None
        if year is None and (text[at : at + 2] in ("19", "20") or text[at + 2 : at + 3] in ("Q", "H")):
            year = patterns.BARE_YEAR.match(text, at)
        if year:
            return _from_year(text, year)
    return _within_year(text, at, {}) or _day(text, at, {}) or _time(text, at, {})


def _from_character(text: str, at: int, c: str) -> Reading | None:
    """The calendar expression that begins with a word or a letter."""
    if c == "F":
        letters = patterns.LETTERS.match(text, at)
        return _letters(letters) if letters else None
    if c in _ERA_HEADS:
        year = patterns.YEAR.match(text, at)
        return _from_year(text, year) if year else None
    if c in "年月季":
        alone = patterns.ALONE.match(text, at)
        if alone is None:
            return None
        unit = {"年": "year", "月": "month", "季": "quarter"}[c]
        return _reading({"unit": unit, "mod": _MODS[alone["edge"]]}, alone.end())
    if c in "上本":
        decade = patterns.DECADE.match(text, at)
        if decade:
            return _decade(decade)
    word = patterns.WORD.match(text, at) if c in _WORD_HEADS else None
    if word:
        return _from_word(text, word)
    if c in "周星礼":
        weekday = patterns.WEEKDAY.match(text, at)
        if weekday is None:
            return None
        reading = _time(text, weekday.end(), {"weekday": WEEKDAYS[weekday["weekday"]], "unit": "week"})
        return reading if reading and reading.end > weekday.end() else None
    return _within_year(text, at, {}) or _time(text, at, {})


def read_span(text: str, at: int) -> Reading | None:
    """The calendar expression at ``at``, together with the one that a dash or 至 joins to it."""
    reading = read_point(text, at)
    if reading is None or reading.last is not None or reading.first.decade:
        return reading
    joint = patterns.JOINT.match(text, reading.end) if text[reading.end : reading.end + 1] in _JOINTS else None
    if joint is None:
        return reading
    other = read_point(text, joint.end())
    if other is None or (other.loose == "year" and reading.loose != "year"):
        return reading
    coarse, fine = sorted((reading.first.grain, other.first.grain))
    if (fine == 5 and coarse < 4) or (coarse == 1 and fine > 3) or other.first.decade:
        return reading
    last = other.last or other.first
    loose = reading.loose if other.loose == reading.loose else ""
    if "impossible" in (reading.loose, other.loose):
        loose = "impossible"
    return Reading(reading.first, last, other.end, reading.end, loose)


def _reading(fields: Fields, end: int, last: Fields | None = None, loose: str = "") -> Reading:
    first = Point(**fields)
    final = None if last is None else Point(**last)
    if not possible(first) or (final and not possible(final)):
        loose = "impossible"
    return Reading(first, final, end, end, loose)


def _numeric(match: "regex.Match[str]") -> Reading | None:
    fields: Fields = {
        name: int(match[name]) for name in ("year", "month", "day", "hour", "minute", "second") if match[name]
    }
    loose = "" if match["sep"] else "compact"
    return _reading(fields, match.end(), loose=loose)


def _letters(match: "regex.Match[str]") -> Reading | None:
    fields: Fields = {"fiscal": match[0].startswith("F")}
    if match["year"]:
        fields["year"] = full_year(match["year"])
    kind, n = match["kind"], int(match["n"] or 0)
    if kind == "M":
        return _reading(fields | {"month": 1}, match.end(), {"month": n})
    if kind:
        if kind == "H" and n > 2:
            return None
        fields["quarter" if kind == "Q" else "half"] = n
    return _reading(fields, match.end())


def _decade(match: "regex.Match[str]") -> Reading | None:
    """60年代 alone is of the 20th century from the thirties on, of ours before."""
    tens = match["tens"]
    ten = small(tens) // 10 if "零" not in tens else digits(tens) // 10
    century = match["century"]
    if match["four"]:
        hundred = int(match["four"])
    elif century:
        hundred = {"上": 19, "本": 20}[century] if century in "上本" else small(century) - 1
    else:
        hundred = 19 if ten >= 3 else 20
    fields: Fields = {"decade": 10 * hundred + ten}
    if match["edge"]:
        fields["mod"] = _MODS[match["edge"][0]]
    return _reading(fields, match.end()) if 17 <= hundred <= 21 else None


def _from_year(text: str, match: "regex.Match[str]") -> Reading | None:
    groups = match.groupdict()
    written, to, word = groups["year"], groups.get("to"), groups.get("word") or ""
    fields: Fields = {}
    loose = ""
    if groups.get("era"):
        count = groups["era_year"]
        fields["year"] = ERAS[groups["era"]] + (1 if count == "元" else small(count))
    elif len(written) == 3:
        # 112年度, 112年3月: the calendar of Taiwan, without its name.
        fields["year"], loose = digits(written) + ERAS["民国"], "taiwan"
        if not 1990 < fields["year"] < 2050 or to:
            return None
    else:
        fields["year"] = full_year(written)
        loose = "year" if len(written) == 2 else ""
    if not 1800 <= fields["year"] < 2200:
        part = _within_year(text, match.end(), fields)
        if part:  # 0000年1月1日; 5000年 alone is a length of time
            part.loose = "impossible"
        return part
    fields["fiscal"] = "财" in word
    if to:
        last = full_year(to)
        fiscal = groups["slash"] is not None
        if fiscal and not (fields["fiscal"] and last == fields["year"] + 1):
            # 2022/2023年 is a list of two years.
            return _reading(fields, match.end("year")) if len(to) == 4 and word == "年" else None
        if last <= fields["year"] or len(to) == 3 or len(to) > len(written):
            return None
        if fiscal:
            return _within_year(text, match.end(), fields | {"year": last}) or _reading(
                fields | {"year": last}, match.end()
            )
        return _reading(fields, match.end(), fields | {"year": last}, loose=loose)
    return _after_year(text, match.end(), fields, loose if loose != "taiwan" or not word.endswith("度") else "")


def _after_year(text: str, at: int, fields: Fields, loose: str = "") -> Reading | None:
    """The part of a year that follows one, or the year alone."""
    part = _within_year(text, at + (text[at : at + 1] == " "), fields)
    if part:
        return part
    if loose == "taiwan":
        return None
    edge = patterns.EDGE.match(text, at) if text[at : at + 1] in "初伊末底中" else None
    if edge and not (loose and edge["edge"] == "中"):
        return _reading(fields | {"mod": _MODS[edge["edge"][0]]}, edge.end())
    week = patterns.WEEK.match(text, at) if text[at : at + 1] == "第" else None
    if week:
        return _reading(fields | {"week": small(week["week"])}, week.end())
    return _reading(fields, at, loose=loose)


def _within_year(text: str, at: int, fields: Fields) -> Reading | None:
    """A half, quarter, run of months or month at ``at``, with what follows it."""
    headed = "year" in fields or "unit" in fields
    c = text[at : at + 1]
    if c in "上下半中H" or text[at : at + 2] in ("1H", "2H"):
        half = patterns.HALF.match(text, at)
        if half and (headed or c not in "12"):
            return _half(text, half, fields, headed)
    if c == "Q" or (
        c in "第前首头末一二三四1234" and ("季" in text[at : at + _QUARTER] or text[at + 1 : at + 2] == "Q")
    ):
        quarter = patterns.QUARTER.match(text, at)
        if quarter:
            return _quarter(text, quarter, fields, headed)
    if c in "前首头":
        months = patterns.MONTHS.match(text, at)
        if months and (headed or c != "前" or not _AFTER_WORD.search(text, max(0, at - 1), at)):
            count = small(months["count"])
            if 2 <= count <= 11:
                return _reading(fields | {"month": 1}, months.end(), {"month": count})
        return None
    month = patterns.MONTH.match(text, at, at + _LONGEST) if patterns.MONTH_BEGINS.match(text, at) else None
    if month is None:
        return None
    fields = fields | {"month": small(month["month"]) if month["month"] != "元" else 1}
    if month["to"]:
        # 三四月份, but not 四三月
        if month.end("month") == month.start("to") and small(month["to"]) != fields["month"] + 1:
            return None
        return _reading(fields, month.end(), {"month": small(month["to"])})
    return _within_month(text, month.end(), fields)


# 截至此前6个月, 届满前6个月: 前 ends a word before it, the months are counted back from there.
_AFTER_WORD: Final = Pattern(r"[日期满此之以市布束行始目年月天当先空提]")


def _half(text: str, match: "regex.Match[str]", fields: Fields, headed: bool) -> Reading | None:
    mid = match["mid"]
    if mid and not headed and not mid.startswith("半年"):
        return None
    half = int(match["letter"]) if match["letter"] else 2 if match["half"] == "下" else 1
    fields = fields | {"half": half, "closed": bool(mid)}
    if match["letter"] and not headed:
        return _year_after(text, match.end(), fields)
    return _edged(text, match.end(), fields)


def _quarter(text: str, match: "regex.Match[str]", fields: Fields, headed: bool) -> Reading | None:
    groups = match.groupdict()
    word, end = groups["word"] or "", match.end()
    report = text.startswith("报", end)
    if "财" in word:
        fields = fields | {"fiscal": True}
    named = groups["q"] is None
    if word == "季" and not (headed or groups["nth"] or report or named):
        return None
    if groups["count"]:
        count = small(groups["count"].replace("两", "二"))
        if fields.get("fiscal"):
            return _reading(fields | {"quarter": 1}, end, {"quarter": count})
        return _reading(fields | {"month": 1}, end, {"month": 3 * count})
    fields = fields | {"closed": report}
    if named:
        first = 4 if groups["last"] else 1
        return _edged(text, end, fields | {"quarter": first})
    first = small(groups["q"])
    if groups["to"]:
        last = small(groups["to"])
        return _reading(fields | {"quarter": first}, end, {"quarter": last}) if first < last else None
    if "Q" in match[0] and not headed:
        return _year_after(text, end, fields | {"quarter": first})
    reading = _edged(text, end, fields | {"quarter": first})
    if reading is not None and not headed and groups["nth"] is None and not report and not reading.loose:
        reading.loose = "quarter"
    return reading


def _year_after(text: str, end: int, fields: Fields) -> Reading | None:
    """Q3 2024, H1'24."""
    year = patterns.YEAR_AFTER.match(text, end)
    if year:
        return _reading(fields | {"year": full_year(year["year"])}, year.end())
    return _reading(fields, end)


def _edged(text: str, end: int, fields: Fields) -> Reading | None:
    """With 初, 末 or 底 after it: 二季度末."""
    edge = patterns.EDGE.match(text, end) if text[end : end + 1] in "初伊末底" else None
    if edge and fields.get("closed") is not True:
        return _reading(fields | {"mod": _MODS[edge["edge"][0]]}, edge.end())
    return _reading(fields, end)


def _within_month(text: str, at: int, fields: Fields) -> Reading | None:
    tenth = patterns.TENTH.match(text, at) if text[at : at + 1] in "上中下" else None
    if tenth:
        first = fields | {"tenth": "上中下".index(tenth["tenth"]) + 1}
        last = {"month": fields.get("month"), "tenth": "上中下".index(tenth["to"]) + 1} if tenth["to"] else None
        return _reading(first, tenth.end(), last)
    edge = patterns.EDGE.match(text, at) if text[at : at + 1] in "初伊末底中" else None
    if edge:
        return _reading(fields | {"mod": _MODS[edge["edge"][0]]}, edge.end())
    day = _day(text, at + (text[at : at + 1] == " "), fields)
    return day or _reading(fields, at, loose="" if "year" in fields or "unit" in fields else "month")


def _day(text: str, at: int, fields: Fields) -> Reading | None:
    day = patterns.DAY.match(text, at, at + _LONGEST) if patterns.DAY_BEGINS.match(text, at) else None
    if day is None:
        return None
    alone = "month" not in fields and "unit" not in fields
    if alone and "号" in day[0] and not patterns.TIME.match(text, day.end())[0].strip():  # type: ignore[index]
        return None
    fields = fields | {"day": small(day["day"])}
    if day["to"]:
        last: Fields = {"day": small(day["to"])}
        time = _time(text, day.end(), last)
        if time is None or time.last is not None:
            return None
        loose = time.loose or ("day" if alone else "")
        return Reading(
            Point(**fields), time.first, time.end, time.end, loose if possible(Point(**fields)) else "impossible"
        )
    reading = _time(text, day.end(), fields)
    if reading and alone and reading.end == day.end() and not reading.loose:
        reading.loose = "day"
    return reading


def _time(text: str, at: int, fields: Fields) -> Reading | None:
    """The time of day at ``at``, or nothing more than ``fields`` where there is none."""
    first = at + (text[at : at + 1] == " ")
    begins = text[first : first + 1] in _TIME_HEADS and patterns.HOUR_BEGINS.match(text, at)
    match = patterns.TIME.match(text, at, at + _LONGEST) if begins else None
    if match is None or not match[0].strip():
        return _reading(fields, at) if fields else None
    part = PARTS[match["part"]] if match["part"] else None
    if match["hour"] is None:
        return _reading(fields | {"part": part}, match.end()) if fields else None
    point = "点" in match[0] and not (match["minute"] or match["thirty"] or part or match[0].endswith(("整", "钟")))
    if point and (not fields or "day" not in fields):
        return None
    hour = _hour(small(match["hour"]), part)
    minute = 30 if match["thirty"] else small(match["minute"]) if match["minute"] else None
    time: Fields = {"hour": hour, "minute": minute, "second": small(match["second"]) if match["second"] else None}
    last = {"hour": _hour(small(match["to"]), part)} if match["to"] else None
    return _reading(fields | time, match.end(), last, loose="" if fields else "time")


def _hour(hour: int, part: str | None) -> int:
    """The hour on the 24-hour clock: 下午3点 is 15, 晚上12点 is 24, 凌晨12点 is 0."""
    if (part in ("AF", "EV") and hour < 12) or (part == "MI" and hour < 3):
        return hour + 12
    if part == "EV" and hour == 12:
        return 24
    return 0 if part == "NI" and hour == 12 else hour


def _from_word(text: str, match: "regex.Match[str]") -> Reading | None:
    end = match.end()
    if match["pair"]:
        unit = "year" if match["pair_unit"] == "年" else "day"
        first = {"去今": -1, "今明": 0, "明后": 1}[match["pair"]]
        return _reading({"unit": unit, "by": first}, end, {"unit": unit, "by": first + 1})
    word = match["word"]
    same = word in SAME
    unit, by = (SAME if same else RELATIVE)[word]
    fields: Fields = {"unit": unit, "by": by, "same": same}
    following = text[end : end + 2]
    if unit == "year":
        # 去年度, 去年年末
        if (following[:1] == "度" and following not in ("度假", "度过")) or following in ("年初", "年末", "年底"):
            end += 1
        reading = _after_year(text, end, fields)
        return None if same and reading and not reading.first.within_year else reading
    if unit == "month":
        reading = _within_month(text, end + following.startswith("份"), fields)
        return None if same and reading and reading.first.day is None else reading
    if unit == "quarter":
        return _edged(text, end + following.startswith("度"), fields)
    if unit == "week":
        weekday = WEEKDAYS.get(following[:1])
        if weekday:
            return _time(text, end + 1, fields | {"weekday": weekday})
        return None if following[:1] in ("期", "转", "边", "刊") else _reading(fields, end)
    reading = _time(text, end, fields)
    # 今, 昨 and 明 alone are parts of other words; 今晚, 昨夜 and 明早 are dates.
    return None if len(word) == 1 and (reading is None or following[:1] not in ("早", "晚", "夜", "晨")) else reading
