import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factx.fold import _table, fold


def test_every_character_folds_to_one_that_stays() -> None:
    for code in range(sys.maxunicode + 1):
        folded = fold(chr(code))
        assert len(folded) == 1
        assert fold(folded) == folded
        if code < 128:
            assert ord(folded) == code


def test_what_is_passed_over_is_what_the_table_leaves() -> None:
    every = "".join(map(chr, (*range(0xD800), *range(0xE000, sys.maxunicode + 1))))
    for piece in (every, *(chr(code) for code in _table()), "，净額", "净额，", "𝟏，"):
        assert fold(piece) == piece.translate(_table())


@given(st.text())
def test_length_holds_and_folding_twice_is_folding_once(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("１２，３４５．６７％（ＡＢＣ）：；！？", "12,345.67%(ABC):;!?"),
        ("－０．２１～３﹪∶﹩￥￡￦＄", "-0.21~3%:$¥£₩$"),
        ("−1.5 −２", "-1.5 -2"),
        ("a\u00a0b\u2003c\u202fd\u3000e", "a b c d e"),
        ("萬億兩點圓後週幾雙餘於約個", "万亿两点圆后周几双余于约个"),
        ("壹佰貳拾參仟肆佰伍拾陸萬圓整", "壹佰贰拾参仟肆佰伍拾陆万圆整"),
        ("弍両弎貮弐", "贰两叁贰贰"),
        ("營業額較去年同期增長，淨虧損擴大至３億港元", "营业额较去年同期增长,净亏损扩大至3亿港元"),
        ("⼆⼗⽇⽉⾦⾹", "二十日月金香"),
        ("\uf9fd什\uf90a金", "什什金金"),
        ("𝟏𝟐𝟑", "123"),
    ],
)
def test_forms(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    "text", ["显著增长", "乾照光电", "哪吒", "第〇号○", "—–～~…“”‘’《》、。·", "①②Ⅲ㎡℃‰²", "円", "瞭望", "覆盖", "慰藉"]
)
def test_what_stays(text: str) -> None:
    assert fold(text) == text.replace("～", "~")
