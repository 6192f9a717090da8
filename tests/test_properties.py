"""What holds for every text: no error, true offsets, order, no overlaps, the same answer every time."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

import factx
from factx import Fact

_PIECES = [
    "公司", "营收", "同比增长", "净利润", "3.5亿元", "-2.71%", "至", "、", "2024年", "1-6月", "第三季度", "10派5元", "每股", "收盘价", "：", "，", "。", "\n",
    "(7.550,-0.21,-2.71%)", "（600519）", "300273.SZ", "三一重工", "二百余万元", "十几亿", "近五年", "未来三年", "上半年", "25BP", "三成半", "翻番", "人民币",
    "US$", "万", "亿", "元", "/股", "不超过", "以上", "左右", "去年同期", "昨日", "2月30日", "25:61", "０", "萬", "億", "\u200b", "😀", "%", "-", "—", "~", " ",
]  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(_PIECES), max_size=40).map("".join),
    st.text(
        alphabet="0123456789,.%-—~至到、和年月日号时点分季度元万亿千百十一二三零〇两几数余多倍股/每成折个半上下前后",
        max_size=120,
    ),
)
DATES = st.none() | st.dates(datetime.date(1, 1, 1), datetime.date(9999, 12, 31))


def _check(text: str, facts: list[Fact]) -> None:
    end = 0
    for fact in facts:
        assert end <= fact.start < fact.end <= len(text)
        assert fact.text == text[fact.start : fact.end]
        end = fact.end
        for value in (fact.value, fact.value_to):
            assert value is None or ("E" not in str(value) and value.is_finite())
        if fact.value is not None and fact.value_to is not None:
            assert fact.value < fact.value_to
        if fact.date_from is not None and fact.date_to is not None:
            assert fact.date_from <= fact.date_to


@given(TEXTS, DATES)
def test_facts_are_sound(text: str, date: datetime.date | None) -> None:
    facts = factx.extract(text, date)
    _check(text, facts)
    assert factx.extract(text, date) == facts


@given(st.lists(st.sampled_from(_PIECES), max_size=30).map("".join), DATES)
def test_a_sentence_more_changes_nothing_before_it(text: str, date: datetime.date | None) -> None:
    text = text.rstrip("。\n") + "。"
    told = [(f.kind, f.start, f.end, f.value, f.value_to, f.unit) for f in factx.extract(text, date)]
    more = [(f.kind, f.start, f.end, f.value, f.value_to, f.unit) for f in factx.extract(text + "天气很好。", date)]
    assert more == told
