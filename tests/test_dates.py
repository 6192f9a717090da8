"""Dates and durations: what is written in any way reads back, what is missing is filled as FACTS.md says."""

import calendar
import datetime
from inspect import signature
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from factx import extract
from factx.extractors.date import rules as date_rules
from factx.extractors.date.calendar import Point
from factx.extractors.date.head import date_of_head
from factx.extractors.rule import Mention
from factx.fact import Fact
from factx.fold import _table

DAYS = st.dates(datetime.date(1950, 1, 1), datetime.date(2099, 12, 31))
REFERENCES = st.dates(datetime.date(1990, 1, 1), datetime.date(2060, 12, 31))
DASHES = st.sampled_from(["至", "到", "-", "—", "–", "——", "~", "～", "－"])
SCRIPTS = st.sampled_from(["plain", "full-width", "traditional"])
_DIGITS = "〇一二三四五六七八九"
_FULL_WIDTH = {0x21 + i: 0xFF01 + i for i in range(94)}
_TRADITIONAL = {new: chr(old) for old, new in _table().items() if old > 0x4E00 and new > 0x4E00}
_TRADITIONAL |= {ord("周"): "週", ord("个"): "個", ord("后"): "後", ord("历"): "曆"}


def chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else _DIGITS[tens] + "十"
    return head + (_DIGITS[ones] if ones or not tens else "")


def year_by_digit(year: int, zero: str) -> str:
    return "".join(_DIGITS[int(d)] for d in str(year)).replace("〇", zero)


@st.composite
def written_day(draw: st.DrawFn, day: datetime.date) -> str:
    y, m, d = day.year, day.month, day.day
    zero = draw(st.sampled_from("〇○零O"))
    return draw(
        st.sampled_from(
            [
                f"{y}年{m}月{d}日",
                f"{y}年{m:02}月{d:02}日",
                f"{y} 年 {m} 月 {d} 日",
                f"{y}-{m:02}-{d:02}",
                f"{y}/{m}/{d}",
                f"{y}.{m}.{d}",
                f"{y}年{chinese(m)}月{chinese(d)}日",
                f"{year_by_digit(y, zero)}年{chinese(m)}月{chinese(d)}日",
                f"{y}年{m}月{d}号",
                *([f"民国{y - 1911}年{m}月{d}日"] if y > 1950 else []),
            ]
        )
    )


def rewritten(text: str, script: str) -> str:
    if script == "full-width":
        return text.translate(_FULL_WIDTH)
    return text.translate(_TRADITIONAL) if script == "traditional" else text


def only(text: str, date: datetime.date | None = None) -> Fact:
    """The one fact, which must be the whole text between two commas."""
    facts = extract(f",{text},", date=date)
    assert [f.text for f in facts] == [text], facts
    return facts[0]


def days(fact: Fact) -> tuple[datetime.date | None, datetime.date | None]:
    return fact.date_from, fact.date_to


@given(st.data(), DAYS, SCRIPTS)
def test_a_day_reads_back(data: st.DataObject, day: datetime.date, script: str) -> None:
    fact = only(rewritten(data.draw(written_day(day)), script))
    assert (fact.kind, fact.timex, *days(fact)) == ("date", day.isoformat(), day, day)


@given(st.data(), DAYS, DAYS, DASHES, SCRIPTS)
def test_a_range_of_days_reads_back(
    data: st.DataObject, one: datetime.date, other: datetime.date, dash: str, script: str
) -> None:
    assume(one != other)
    first, last = sorted((one, other))
    writing = data.draw(st.sampled_from(["long", "same year", "same month", "numeric"]))
    if writing == "long":
        text = f"{first.year}年{first.month}月{first.day}日{dash}{last.year}年{last.month}月{last.day}日"
    elif writing == "numeric":
        text = f"{first:%Y/%m/%d}{dash}{last:%Y/%m/%d}"
    elif writing == "same year":
        assume(first.year == last.year)
        text = f"{first.year}年{first.month}月{first.day}日{dash}{last.month}月{last.day}日"
    else:
        last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
        assume(first < last)
        text = f"{first.year}年{first.month}月{first.day}日{dash}{last.day}日"
    fact = only(rewritten(text, script))
    assert (fact.timex, *days(fact)) == (f"{first}/{last}", first, last)


@given(st.integers(1950, 2098), st.integers(1, 12), st.integers(1, 12), DASHES, SCRIPTS)
def test_a_range_of_months_reads_back_across_years(year: int, first: int, last: int, dash: str, script: str) -> None:
    assume(first != last)
    fact = only(rewritten(f"{year}年{first}月{dash}{last}月", script))
    end = year + (last < first)
    assert fact.timex == f"{year}-{first:02}/{end}-{last:02}"
    assert days(fact) == (
        datetime.date(year, first, 1),
        datetime.date(end, last, calendar.monthrange(end, last)[1]),
    )


@given(st.integers(1950, 2099), st.integers(1, 4), SCRIPTS, st.data())
def test_a_quarter_reads_back(year: int, quarter: int, script: str, data: st.DataObject) -> None:
    nth = "一二三四"[quarter - 1]
    text = data.draw(
        st.sampled_from([
            f"{year}年第{nth}季度", f"{year}年{nth}季度", f"{year}年{quarter}季度", f"{year}年第{nth}季",
            f"{year}Q{quarter}", f"{year}年Q{quarter}",
        ])
    )  # fmt: skip
    fact = only(rewritten(text, script))
    start = datetime.date(year, 3 * quarter - 2, 1)
    end = datetime.date(year, 3 * quarter, calendar.monthrange(year, 3 * quarter)[1])
    assert (fact.timex, *days(fact)) == (f"{year}-Q{quarter}", start, end)


@given(st.integers(1950, 2099), st.integers(1, 12), st.integers(1, 3), SCRIPTS)
def test_tenths_of_a_month_cover_it(year: int, month: int, tenth: int, script: str) -> None:
    fact = only(rewritten(f"{year}年{month}月{'上中下'[tenth - 1]}旬", script))
    last = calendar.monthrange(year, month)[1] if tenth == 3 else 10 * tenth
    assert days(fact) == (datetime.date(year, month, 10 * tenth - 9), datetime.date(year, month, last))


@given(DAYS, st.times().map(lambda t: t.replace(microsecond=0)), SCRIPTS, st.data())
def test_a_time_reads_back(day: datetime.date, time: datetime.time, script: str, data: st.DataObject) -> None:
    text, timex = data.draw(
        st.sampled_from(
            [
                (f"{day} {time}", f"{day}T{time}"),
                (f"{day.year}年{day.month}月{day.day}日{time:%H:%M}", f"{day}T{time:%H:%M}"),
                (f"{day.year}年{day.month}月{day.day}日{time.hour}时{time.minute}分", f"{day}T{time:%H:%M}"),
                (f"{day.year}年{day.month}月{day.day}日{time.hour}时", f"{day}T{time:%H}:00"),
            ]
        )
    )
    fact = only(rewritten(text, script))
    assert (fact.timex, *days(fact)) == (timex, day, day)


@given(REFERENCES, st.integers(1, 12), st.integers(1, 28))
def test_a_day_without_a_year_is_the_nearest(ref: datetime.date, month: int, day: int) -> None:
    fact = only(f"{month}月{day}日", ref)
    found = fact.date_from
    assert found is not None
    distances = [abs(datetime.date(ref.year + k, month, day) - ref) for k in (-1, 0, 1)]
    assert abs(found - ref) == min(distances)
    assert (found.month, found.day) == (month, day)


@given(REFERENCES, st.integers(1, 31))
def test_a_day_without_a_month_is_near(ref: datetime.date, day: int) -> None:
    found = only(f"{day}日", ref).date_from
    assert found is not None
    assert found.day == day
    assert abs(found - ref).days <= 31


@given(REFERENCES, st.integers(1, 4))
def test_a_quarter_without_a_year_has_begun(ref: datetime.date, quarter: int) -> None:
    fact = extract(f"{'一二三四'[quarter - 1]}季度营收", date=ref)[0]
    assert fact.date_from is not None
    assert fact.date_from <= ref < fact.date_from.replace(year=fact.date_from.year + 1)


@given(REFERENCES)
def test_relative_days_count_from_the_reference_date(ref: datetime.date) -> None:
    for by, words in {
        -2: ["前天"],
        -1: ["昨日", "昨天"],
        0: ["今日", "今天"],
        1: ["明日", "明天"],
        2: ["后天"],
    }.items():
        for word in words:
            assert only(word, ref).date_from == ref + datetime.timedelta(by)


@given(REFERENCES)
def test_relative_months_and_years_hold_their_neighbours(ref: datetime.date) -> None:
    months = [only(word, ref) for word in ("上月", "本月", "下月")]
    years = [only(word, ref) for word in ("前年", "去年", "今年", "明年", "后年")]
    weeks = [only(word, ref) for word in ("上周", "本周", "下周")]
    quarters = [only(word, ref) for word in ("上季度", "本季度", "下季度")]
    for facts in (months, years, weeks, quarters):
        for one, other in pairwise(facts):
            assert one.date_to is not None
            assert other.date_from == one.date_to + datetime.timedelta(1)
        middle = facts[len(facts) // 2]
        assert middle.date_from is not None
        assert middle.date_to is not None
        assert middle.date_from <= ref <= middle.date_to


@given(st.integers(1, 400), st.sampled_from(["年", "个月", "天", "周", "小时", "分钟", "个交易日"]), SCRIPTS)
def test_a_duration_reads_back(number: int, unit: str, script: str) -> None:
    assume(not (unit == "年" and (10 <= number <= 40 or 80 <= number < 100)))  # 25年 may be a year
    fact = only(rewritten(f"{number}{unit}", script))
    letter = {"年": "Y", "个月": "M", "天": "D", "周": "W", "小时": "H", "分钟": "M", "个交易日": "D"}[unit]
    assert (fact.kind, fact.timex) == ("duration", f"P{'T' if unit in ('小时', '分钟') else ''}{number}{letter}")


@given(st.integers(1, 99), st.sampled_from(["年", "个月", "天", "个季度"]))
def test_a_chinese_numeral_gives_the_same_duration(number: int, unit: str) -> None:
    text = chinese(number) + unit
    factor = 3 if unit == "个季度" else 1
    letter = {"年": "Y", "个月": "M", "天": "D", "个季度": "M"}[unit]
    assert only(text).timex == f"P{number * factor}{letter}"


@given(REFERENCES, st.integers(1, 30), st.sampled_from(["年", "个月", "天", "周"]))
def test_an_anchored_duration_ends_at_the_reference_date(ref: datetime.date, number: int, unit: str) -> None:
    behind, ahead = only(f"过去{number}{unit}", ref), only(f"未来{number}{unit}", ref)
    assert behind.date_to == ahead.date_from == ref
    assert behind.date_from is not None
    assert ahead.date_to is not None
    exact = {"天": 1, "周": 7}.get(unit)
    if exact:
        assert (ref - behind.date_from).days == (ahead.date_to - ref).days == number * exact
    else:
        last = calendar.monthrange(behind.date_from.year, behind.date_from.month)[1]
        assert behind.date_from.day == min(ref.day, last)


@pytest.mark.parametrize(
    "text",
    ["2月30日", "13月", "25:61", "2023年2月29日", "4月31日", "2025年13月5日", "0000年1月1日", "2024-13-01", "2024-02-30", "20240230",
     "今年2月30日", "本月32日", "第五季度", "2024年1月1日25时"],
)  # fmt: skip
@pytest.mark.parametrize("date", [None, "2023-06-15", "0001-01-01", "9999-12-31"])
def test_what_cannot_be_is_no_date(text: str, date: str | None) -> None:
    assert [f for f in extract(text, date=date) if f.kind == "date"] == []


@pytest.mark.parametrize("date", ["0001-01-01", "9999-12-31", "2024-02-29", None])
@pytest.mark.parametrize(
    "text",
    ["去年", "前年12月", "明年", "后年", "上周五", "下周", "上月", "下月31日", "昨日", "明天", "未来9999年", "过去99999天", "近10000周",
     "12月20日至1月10日", "31日", "2月29日", "四季度", "上半年", "1-11月", "前11个月", "21时", "同年5月", "本季度", "周一下午", "2199年"],
)  # fmt: skip
def test_the_ends_of_the_calendar_raise_nothing(text: str, date: str | None) -> None:
    for fact in extract(text, date=date):
        assert text[fact.start : fact.end] == fact.text


_ALPHABET = "0123456789年月日号时点分秒季度上下半旬初末底中至到-—~.:/ 第前一二三四十〇去今明昨本周天财QHFY、和近未来过年代世纪个"


@given(st.text(_ALPHABET, max_size=40), st.sampled_from([None, "2022-01-05", "0001-01-01", "9999-12-31", "2024-02-29"]))
def test_no_reader_raises(text: str, date: str | None) -> None:
    end = 0
    for fact in extract(text, date=date):
        assert end <= fact.start < fact.end
        assert text[fact.start : fact.end] == fact.text
        assert (fact.date_from is None) == (fact.date_to is None)
        if fact.date_from and fact.date_to:
            assert fact.date_from <= fact.date_to
        end = fact.end


@pytest.mark.parametrize(
    ("ref", "text", "timex"),
    [
        ("2021-01-05", "12月20日", "2020-12-20"),
        ("2020-12-28", "1月4日", "2021-01-04"),
        ("2022-01-10", "四季度营收", "2021-Q4"),
        ("2022-01-10", "前三季度盈利", "2021-01/2021-09"),
        ("2022-01-10", "1-11月", "2021-01/2021-11"),
        ("2022-01-10", "12月销量", "2021-12"),
        ("2022-01-03", "29日", "2021-12-29"),
        ("2021-12-29", "3日上市", "2022-01-03"),
        ("2022-01-01", "昨日", "2021-12-31"),
        ("2022-01-03", "上月", "2021-12"),
        ("2022-01-03", "上季度", "2021-Q4"),
        ("2021-01-01", "本周", "2020-W53"),
        ("2022-01-01", "下周", "2022-W01"),
        ("2022-01-10", "12月28日至1月5日", "2021-12-28/2022-01-05"),
        ("2021-12-20", "12月28日至1月5日", "2021-12-28/2022-01-05"),
        ("2024-03-31", "上月", "2024-02"),
        ("2023-01-31", "下月", "2023-02"),
        ("2021-06-15", "预计四季度投产", "2021-Q4"),
        ("2021-06-15", "去年的12月", "2020-12"),
    ],
)
def test_the_turn_of_the_year(ref: str, text: str, timex: str) -> None:
    assert [f.timex for f in extract(text, date=ref) if f.kind == "date"][-1] == timex


def test_a_tie_goes_to_the_past() -> None:
    # 183 days after the end of 2023, 183 days before that of 2024.
    assert only("12月31日", datetime.date(2024, 7, 1)).date_from == datetime.date(2023, 12, 31)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("某公司中标\n2020-06-18 20:58:28\n公司今日公告", "2020-06-18"),
        ("某公司中标\n2024年3月1日 09:30 来源:本站", "2024-03-01"),
        ("(2022-01-04)某公司公告", "2022-01-04"),
        ("（2022-01-04）某公司公告", "2022-01-04"),
        ("發佈時間：2023年5月6日\n正文", "2023-05-06"),
        ("标题\n2021年3月4日\n正文", "2021-03-04"),
        ("北京1月4日电 2021年12月31日,公司公告", "2022-01-04"),
        ("北京1月4日电 公司公告", None),
        ("北京1月4日电 2021年营收增长", None),
        ("公司于2021年3月4日收到通知", None),
        ("2020-13-40 10:00", None),
        ("", None),
    ],
)
def test_the_date_at_the_head(text: str, date: str | None) -> None:
    found = date_of_head(text)
    assert (found.isoformat() if found else None) == date


@given(st.text(max_size=200))
def test_a_head_raises_nothing(text: str) -> None:
    date_of_head(text)


@given(
    st.none() | st.integers(1900, 2099),
    st.none() | st.integers(0, 13),
    st.none() | st.integers(0, 32),
    st.text(alphabet="公司的营收为（，。：至-、和度报末初上下第晚早Q1 三季", max_size=4),
)
def test_the_short_way_reads_what_the_grammar_reads(
    year: int | None, month: int | None, day: int | None, tail: str
) -> None:
    text = "".join(f"{n}{unit}" for n, unit in ((year, "年"), (month, "月"), (day, "日")) if n is not None) + tail
    assume(text[:1].isdigit())
    door = next(rule for rule in date_rules.RULES if rule.name == "date in numerals and 年月日")
    short = door.at(text, 0, None)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(date_rules, "_GOES_ON", b"\1" * 0x10000)
        whole = door.at(text, 0, None)
    assert _stated(short) == _stated(whole)


def test_a_point_keeps_what_is_not_changed() -> None:
    fields = list(signature(Point).parameters)
    point = Point()
    for n, field in enumerate(fields):
        setattr(point, field, n + 100)
    moved = point.on(2024, 6, 30)
    changed = {"year": 2024, "month": 6, "day": 30}
    assert [getattr(moved, field) for field in fields] == [changed.get(f, n + 100) for n, f in enumerate(fields)]


def _stated(mention: Mention | None) -> object:
    if mention is None or not isinstance(mention.parts, date_rules.Parts):
        return mention and mention.end
    parts = mention.parts
    points = [
        [getattr(point, field) for field in signature(Point).parameters] for point in (parts.first, parts.last) if point
    ]
    return mention.end, parts.split, points
