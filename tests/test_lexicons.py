import re
from decimal import Decimal
from importlib.resources import files

import pytest

from factx.dictionary import added_words
from factx.extractors.amount.lexicon import currencies
from factx.extractors.names import covers, listed, name_at, names, veto_spans
from factx.extractors.names.names import NUMERALS
from factx.fold import fold
from factx.segment import tag

TABLES = {
    ("factx.extractors.amount", "lexicon.tsv"): ["word", "code", "factor", "side", "source"],
    ("factx.extractors.names", "lexicon.tsv"): ["name", "class", "tag", "source"],
    ("factx.extractors.names", "listed.tsv"): ["name", "code", "source"],
}


@pytest.mark.parametrize("table", TABLES, ids="/".join)
def test_rows_are_sorted_unique_whole_and_sourced(table: tuple[str, str]) -> None:
    package, file = table
    lines = files(package).joinpath(file).read_text("utf-8").rstrip("\n").split("\n")
    header, *rows = [line.split("\t") for line in lines]
    assert header == TABLES[table]
    keys = [row[0] for row in rows]
    assert keys == sorted(set(keys))
    for row in rows:
        assert len(row) == len(header)
        assert row[0] == fold(row[0]).strip() != ""
        assert all(cell.strip() == cell for cell in row)
        assert all(cell for name, cell in zip(header, row, strict=True) if name != "code")


def test_every_currency_row_is_readable() -> None:
    for word, currency in currencies().items():
        assert currency.code is None or (len(currency.code) == 3 and currency.code.isupper()), word
        assert currency.side in ("before", "after", "both")
        assert currency.factor in (Decimal(1), Decimal("0.1"), Decimal("0.01"))


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("人民币 元 圆 块 ¥ RMB CNY 元人民币 块钱 角 毛 分", "CNY"),
        ("港币 港元 HK$ HKD 港仙 元港币", "HKD"),
        ("美元 美金 US$ USD $ 美分", "USD"),
        ("欧元 € EUR", "EUR"),
        ("英镑 £ GBP 便士", "GBP"),
        ("日元 日圆 円 JPY", "JPY"),
        ("韩元 韩圜 KRW", "KRW"),
        ("新台币 台币 NT$", "TWD"),
        ("新加坡元 新加坡币 坡元 新元 S$", "SGD"),
        ("澳元 澳币 A$", "AUD"),
        ("加元 加币 C$", "CAD"),
        ("瑞郎 瑞士法郎", "CHF"),
        ("卢布", "RUB"),
        ("卢比 印度卢比", "INR"),
        ("印尼盾 印尼卢比", "IDR"),
        ("泰铢", "THB"),
        ("越南盾", "VND"),
        ("菲律宾比索", "PHP"),
        ("林吉特 令吉 马币", "MYR"),
        ("迪拉姆", "AED"),
        ("沙特里亚尔", "SAR"),
        ("雷亚尔", "BRL"),
        ("里拉", "TRY"),
        ("兰特", "ZAR"),
        ("瑞典克朗", "SEK"),
        ("挪威克朗", "NOK"),
        ("丹麦克朗", "DKK"),
        ("福林", "HUF"),
        ("兹罗提", "PLN"),
        ("谢克尔", "ILS"),
        ("科威特第纳尔", "KWD"),
        ("纽元 新西兰元", "NZD"),
        ("澳门元 葡币", "MOP"),
    ],
)
def test_the_market_s_words(words: str, code: str) -> None:
    assert {currencies()[word].code for word in words.split()} == {code}


@pytest.mark.parametrize("word", ["法郎", "比索", "克朗", "第纳尔"])
def test_a_shared_word_names_no_currency(word: str) -> None:
    assert currencies()[word].code is None


def test_every_name_holds_a_numeral_and_more() -> None:
    for name in names():
        assert any(c in NUMERALS for c in name), name
        assert not name.isdigit() or not name.isascii(), name


@pytest.mark.parametrize(
    "text",
    [
        *(
            "三一重工",
            "五粮液",
            "七匹狼",
            "二三四五",
            "三七互娱",
            "三六零",
            "一汽解放",
            "万科A",
            "万达集团",
            "千方科技",
        ),
        *(
            "九号公司",
            "四川路桥",
            "360公司",
            "沪深300",
            "上证50",
            "中证500",
            "中证1000",
            "科创50",
            "标普500",
            "日经225",
        ),
        *("纳斯达克100", "富时100", "一带一路", "十四五", "双11", "三农", "两会", "五一假期", "四大行", "第一大股东"),
        *(
            "一如既往",
            "一体化",
            "万分感谢",
            "五角大楼",
            "三元乳业",
            "十九大",
            "二十大",
            "三中全会",
            "5G",
            "4K",
            "3C",
            "B2B",
        ),
        *("三亚", "四川", "九江", "六安", "五道口", "三里屯", "八达岭", "百色", "万州", "千岛湖", "985高校", "211工程"),
        *("996工作制", "9·11", "7-11便利店", "315晚会", "618大促", "A4", "H5", "三角洲", "百年大计", "千方百计"),
    ],
)
def test_the_numerals_of_a_name_are_covered(text: str) -> None:
    line = f"就{text},"
    assert any(start <= 1 and end >= 1 + len(text) for start, end in veto_spans(line)), veto_spans(line)


@pytest.mark.parametrize(
    ("text", "numeral"),
    [
        *(
            ("三元一斤", "三"),
            ("五角钱", "五"),
            ("十分钟", "十"),
            ("百万元", "百万"),
            ("千亿级", "千亿"),
            ("三成新增贷款", "三"),
        ),
        *(
            ("四季度", "四"),
            ("一季度", "一"),
            ("沪深3000点", "3000"),
            ("5GW", "5"),
            ("73.5GW", "73.5"),
            ("9.11元", "9.11"),
        ),
        *(("618万元", "618"), ("315元", "315"), ("2025年", "2025"), ("上亿欧元", "亿"), ("三年", "三"), ("七折", "七")),
        *(("三亿元", "三亿"), ("万亿元", "万亿"), ("一百亿", "一百亿"), ("二月二十日", "二十")),
        *(
            ("十月十日", "十"),
            ("二十倍", "二十"),
            ("十五万", "十五万"),
            ("两百万", "两百万"),
            ("翻一番", "一"),
            ("11月1日", "1"),
        ),
    ],
)
def test_a_number_is_no_name(text: str, numeral: str) -> None:
    start = text.index(numeral)
    assert not covers(text, start, start + len(numeral)), name_at(text, start, start + len(numeral))


NUMBERS = (
    "一 二 两 三 四 五 六 七 八 九 十 百 千 万 亿 十一 十二 十五 二十 三十 百万 千万 百亿 千亿 万亿 三百 五百 1 3 5 10 50 100 300 500"
).split()
UNITS = (
    "元 角 分 毛 块 元钱 块钱 毛钱 港元 美元 欧元 日元 英镑 人民币 股 手 张 份 只 户 家 个 名 人 位 项 条 款 辆 套 艘 架 吨 桶油田 "
    "公斤 千克 公里 米 平方米 亩 公顷 千瓦 兆瓦 GW MW 点 个点 个百分点 个基点 成 成多 折 倍 番 年 年多 年来 年期 个月 月 月份 月末 日 日内 "
    "天 周 周年 季度 个季度 小时 分钟 秒 时许 点半 世纪 年代 分之一 分之三 亿元 万元 亿美元 万股 万吨 余元 多家 次 期 轮融资 笔 件 批 层 "
    "日晚间 年度 年半 个工作日 个交易日 国 英尺 英寸 盎司 台机 箱 班"
).split()
BEFORE = ["", *"增 近 约 达 每 逾 过去 前 连续 上 翻 占 跌 的 至 再 超".split()]
# Fewer than ten of something is no fact that anybody asks for; the words beside these numerals have another sense.
PHRASES = frozenset("一时 两轮 四轮 每万份 三包 三桶油 两桶油 第一轮 一起 一维 新一期".split())


@pytest.mark.parametrize("unit", UNITS)
def test_no_name_stands_in_a_plain_number_with_its_unit(unit: str) -> None:
    for number in NUMBERS:
        for before in BEFORE:
            for after in ("", "的", "左右", "以上", "后", "增长"):
                text = before + number + unit + after
                span = name_at(text, len(before), len(before) + len(number))
                assert span is None or text[slice(*span)] in PHRASES, text


def test_the_words_for_jieba_are_those_of_the_names() -> None:
    words = {word: part for word, _, part in added_words()}
    assert words.keys() <= listed().keys() | names().keys()
    for name in ("三一重工", "沪深300", "科大讯飞", "宁德时代", "贵州茅台"):
        assert words.get(name) or tag(name), name
    missing = [
        name
        for name, row in names().items()
        if row.kind in ("company", "index") and re.fullmatch("[\u4e00-\u9fd50-9]{3,16}", name) and not tag(name)
    ]
    assert missing == ["统一股份"], "run tools/words.py"


def test_codes_have_their_exchange() -> None:
    for name, code in listed().items():
        number, _, exchange = code.partition(".")
        assert number.isdigit(), name
        assert len(number) == {"SH": 6, "SZ": 6, "BJ": 6, "HK": 5}[exchange], name
    assert listed()["贵州茅台"] == "600519.SH"
    assert listed()["腾讯控股"] == "00700.HK"


def test_matching_is_linear() -> None:
    text = "三一三五万万一一百百千千" * 20_000
    assert veto_spans(text) == veto_spans(text)
