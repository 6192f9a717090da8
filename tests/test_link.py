import re
from decimal import Decimal
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invariants import steps

from factx import Document, Fact, extract
from factx.fact import NUMERIC
from factx.fold import fold
from factx.link import link
from factx.link.corpus import ROWS, UNSOLVED, Row

_MARK = re.compile("‹([^‹›|]+)(?:[|]([^‹›]*))?›")
_CLASSES = {
    "metric", "gain", "loss", "verb", "verb_up", "verb_down", "up", "down", "level", "yoy", "seq", "ytd", "near", "light",
    "prep", "func", "mod", "adv", "say", "hold", "share", "cause", "role", "self", "org", "place", "thing", "goods", "appos",
    "title", "court", "media", "name", "plain",
}  # fmt: skip


def _fact(text: str, start: int, note: str) -> Fact:
    place = {"text": text, "start": start, "end": start + len(text)}
    if re.fullmatch(r"[\dX-]{4,}([QH]\d)?", note):
        return Fact(kind="date", timex=note, **place)
    value = Decimal(1)
    if note in ("last", "change"):
        return Fact(kind="price", value=value, role=note, **place)
    if text[-1] in "%成" or text.endswith(("点", "基点")):
        unit = "点" if text.endswith("0点") else "%"
        return Fact(kind="quantity" if unit == "点" else "percent", value=value, unit=unit, **place)
    if text.endswith("倍"):
        return Fact(kind="multiple", value=value, unit="倍", **place)
    if text.endswith("元"):
        return Fact(kind="amount", value=value, unit="CNY", **place)
    return Fact(
        kind="quantity", value=value, unit=re.sub(r"[\d.,百千万亿一二三四五六七八九]", "", text) or None, **place
    )


def _read(marked: str) -> tuple[str, list[Fact]]:
    facts: list[Fact] = []
    text, at = "", 0
    for m in _MARK.finditer(marked):
        text += marked[at : m.start()]
        facts.append(_fact(m[1], len(text), m[2] or ""))
        text += m[1]
        at = m.end()
    return text + marked[at:], facts


def _check(row: Row) -> None:
    text, facts = _read(row.text)
    linked = link(Document(text), facts)
    numbers = [fact for fact in linked if fact.value is not None]
    assert len(numbers) == len(row.links)
    got = [{field: getattr(fact, field) for field in want} for fact, want in zip(numbers, row.links, strict=True)]
    assert got == list(row.links)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.text)
def test_links_of_the_corpus(row: Row) -> None:
    _check(row)


@pytest.mark.xfail(strict=True)
@pytest.mark.parametrize("row", UNSOLVED, ids=lambda row: row.text)
def test_links_that_are_not_found_yet(row: Row) -> None:
    _check(row)


def test_the_lexicon_is_sorted_unique_folded_and_sourced() -> None:
    lines = (files("factx.link") / "lexicon.tsv").read_text("utf-8").rstrip("\n").split("\n")
    header, *rows = [line.split("\t") for line in lines]
    assert header == ["word", "class", "source"]
    words = [row[0] for row in rows]
    assert words == sorted(set(words))
    for word, kind, source in rows:
        assert word == fold(word).strip() != ""
        assert kind in _CLASSES
        assert source.strip() == source != ""


def test_explain_says_why_each_link_was_made() -> None:
    text, facts = _read("澜山股份：‹2023年|2023›营收同比增长‹8%›。")
    rule = link(Document(text), facts, explain=True)[1].rule
    assert rule is not None
    assert rule.startswith("metric: noun before the number; subject: ")
    assert rule.endswith("; direction: 增长; period: 2023")


def test_what_is_no_number_stays_as_it_is() -> None:
    facts = _read("‹2023年|2023›")[1]
    assert link(Document("2023年"), facts) == facts


@given(
    st.lists(
        st.sampled_from(
            "公司 营收 同比 增长 至 、 和 分别为 占 的 总股本 ( ) : , 。 \n 林海东 将 持有 质押 给 银行 “ ” 简称 “公司” 2019年 3% 5亿元 7例 8.1 A BC 😀".split(
                " "
            )
        ),
        max_size=40,
    )
)
def test_any_text_keeps_its_facts_and_slices(pieces: list[str]) -> None:
    facts: list[Fact] = []
    at = 0
    for piece in pieces:
        if piece[0].isdigit():
            facts.append(_fact(piece, at, "2019" if piece == "2019年" else ""))
        at += len(piece)
    text = "".join(pieces)
    linked = link(Document(text), facts)
    assert [(f.kind, f.start, f.end, f.value) for f in linked] == [(f.kind, f.start, f.end, f.value) for f in facts]
    for fact in linked:
        assert fact.metric is None or (fact.metric and fact.metric in text)
        assert fact.subject is None or (fact.subject and fact.subject in text)
    assert linked == link(Document(text), facts, explain=False)


@pytest.mark.parametrize(
    "unit",
    [
        "营收增长‹5%›",
        "‹5%›、",
        "公司‹3例›(",
        "(‹3例›)",
        "中国海岳‹3例›“”",
        "林海东持有的公司‹3例›,",
        "分别为‹3例›和‹4例›、",
    ],
)
def test_steps_grow_with_the_text_alone(unit: str) -> None:
    def linking(times: int) -> int:
        text, facts = _read(unit * times)
        document = Document(text)
        return steps(lambda: link(document, facts))

    linking(50)
    assert linking(1200) < 4.5 * linking(300)


def test_periods_of_a_range_and_of_the_head() -> None:
    text = "2023年前三季度营收7亿元。\n其中2023年第三季度2亿元。\n毛利率为31%。预计2024-2026年EPS为1.1/1.3/1.6元。"
    periods = [fact.period for fact in extract(text) if fact.kind in NUMERIC]
    assert periods == ["2023-01/2023-09", "2023-Q3", "2023-01/2023-09", "2024", "2025", "2026"]
