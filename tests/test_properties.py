"""What holds for every text: no error, true offsets, order, no overlaps, the same answer every time."""

import datetime
import unicodedata
from typing import Literal

from hypothesis import given, settings
from hypothesis import strategies as st
from invariants import appended, core, folded, sound

import factx

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
# Characters of the same length in every normal form: 年, 六, 金 and others as old Korean standards have them.
_COMPATIBLE = "\uf98e\uf9d1\uf90a\uf978\uf9b2\uf938\uf981"
DATES = st.none() | st.dates(datetime.date(1, 1, 1), datetime.date(9999, 12, 31))


@given(TEXTS, DATES)
def test_facts_are_sound(text: str, date: datetime.date | None) -> None:
    facts = factx.extract(text, date)
    sound(text, facts)
    assert factx.extract(text, date) == facts


@settings(max_examples=50)
@given(TEXTS, DATES)
def test_other_writings_change_no_value(text: str, date: datetime.date | None) -> None:
    folded(text, factx.extract(text, date), date)


@settings(max_examples=50)
@given(st.text(alphabet=_COMPATIBLE + "0123456789亿元年月%。", max_size=60), DATES, st.sampled_from(["NFC", "NFD"]))
def test_normal_forms_change_no_value(text: str, date: datetime.date | None, form: Literal["NFC", "NFD"]) -> None:
    normal = unicodedata.normalize(form, text)
    assert len(normal) == len(text)
    assert [core(fact) for fact in factx.extract(normal, date)] == [core(fact) for fact in factx.extract(text, date)]


@given(st.lists(st.sampled_from(_PIECES), max_size=30).map("".join), DATES)
def test_a_sentence_more_changes_nothing_before_it(text: str, date: datetime.date | None) -> None:
    appended(text, "天气很好。", date)
