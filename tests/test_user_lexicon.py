"""Words and rules of the user's own: what a lexicon may say, what it changes, how its mistakes are told."""

import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from conftest import ROOT, Command

import factx
from factx import Document, Fact, Lexicon, LexiconError, OwnRuleError
from factx.cli.check import check
from factx.pipeline import facts_of

EXAMPLE = ROOT / "docs" / "lexicon.toml"


def found(text: str, toml: str) -> list[Fact]:
    return factx.extract(text, lexicon=Lexicon.loads(toml))


def only(text: str, toml: str) -> Fact:
    (fact,) = found(text, toml)
    return fact


def test_a_metric() -> None:
    text = "远帆云二季度链上手续费为3亿元。"
    toml = 'metrics = ["链上手续费"]'
    assert factx.extract(text)[-1].metric != "链上手续费"
    assert found(text, toml)[-1].metric == "链上手续费"


def test_the_longest_metric_wins() -> None:
    assert only("公司营业收入达3亿元。", 'metrics = ["收入"]').metric == "营业收入"


def test_a_subject_and_its_numerals() -> None:
    text = "九号云仓营业收入为3亿元,同比增长8%。"
    facts = found(text, 'subjects = ["九号云仓"]')
    assert [(fact.text, fact.subject) for fact in facts] == [("3亿元", "九号云仓"), ("8%", "九号云仓")]


@pytest.mark.parametrize(
    ("text", "stretch", "value"),
    [
        ("算力达到3.5EH/s。", "3.5EH/s", "3.5"),
        ("算力达到１２ EH/s。", "１２ EH/s", "12"),
        ("共投放三千五百算力单元。", "三千五百算力单元", "3500"),
        ("共投放2.5万算力单元。", "2.5万算力单元", "25000"),
        ("共投放2.5萬算力單元。", "2.5萬算力單元", "25000"),
        ("变动-3EH/s。", "-3EH/s", "-3"),
    ],
)
def test_a_unit(text: str, stretch: str, value: str) -> None:
    fact = only(text, 'units = ["EH/s", "算力单元"]')
    assert (fact.kind, fact.text, fact.value) == ("quantity", stretch, Decimal(value))


@pytest.mark.parametrize("text", ["算力达到3.5EH/sec。", "第3算力单元。"])
def test_no_unit(text: str) -> None:
    assert not [fact for fact in found(text, 'units = ["EH/s", "算力单元"]') if fact.unit]


def test_numbers_with_a_unit_of_ones_own_join() -> None:
    fact = only("算力将达3-5EH/s。", 'units = ["EH/s"]')
    assert (fact.text, fact.value, fact.value_to) == ("3-5EH/s", 3, 5)


def test_a_longer_word_of_factx_stands() -> None:
    assert only("面积为57.78平方米。", 'units = ["平方"]').unit == "平方米"


def test_words_of_money() -> None:
    toml = '[currencies]\n"刀" = "USD"\n"软妹币" = "CNY"'
    facts = found("约合150万刀,另付软妹币 1,200万元,再付软妹币300万。", toml)
    assert [(fact.kind, fact.text, fact.value, fact.unit) for fact in facts] == [
        ("amount", "150万刀", 1500000, "USD"),
        ("amount", "软妹币 1,200万元", 12000000, "CNY"),
        ("amount", "软妹币300万", 3000000, "CNY"),
    ]
    assert facts[0].mod == "approx"


def test_names_are_left_alone() -> None:
    text = "百亿补贴3000万家庭计划启动,投入5亿元,另有3000万家庭受益。"
    toml = 'names = ["百亿补贴3000万家庭计划"]'
    assert [fact.text for fact in found(text, toml)] == ["5亿元", "3000万"]


def test_names_own_nothing() -> None:
    facts = found("九号云仓千仓计划新增3亿元。", 'names = ["千仓计划"]\nsubjects = ["九号云仓"]')
    assert [(fact.text, fact.subject) for fact in facts] == [("3亿元", "九号云仓")]


def test_a_name_that_is_a_part_of_a_fact_hides_nothing() -> None:
    assert [fact.text for fact in found("营收3亿元。", 'names = ["亿元"]')] == ["3亿元"]


RULE = """
[[rules]]
name = "a price per terahash"
kind = "price"
pattern = '{number}(?P<unit>美元|人民币)/(?P<per>TH)'
role = "last"
examples = [{ text = "报价0.050美元/TH", found = "0.050美元/TH", value = 0.050, unit = "USD", per = "TH" }]
"""


def test_a_rule() -> None:
    (fact,) = facts_of(Document("当日算力报价0.050美元/TH。", None, Lexicon.loads(RULE)), explain=True)
    assert (fact.kind, fact.text, str(fact.value), fact.unit, fact.per) == (
        "price",
        "0.050美元/TH",
        "0.050",
        "USD",
        "TH",
    )
    assert fact.role == "last"
    assert (fact.rule or "").startswith("a price per terahash")


def test_a_rule_for_dates() -> None:
    toml = """
    [[rules]]
    name = "a fiscal quarter in letters"
    kind = "date"
    pattern = 'FY(?P<y>[0-9]{2})Q(?P<q>[1-4])'
    timex = "20{y}-Q{q}"
    examples = [{ text = "FY24Q3", timex = "2024-Q3" }]
    """
    fact = only("FY24Q3公布。", toml)
    assert (fact.timex, fact.date_from, fact.date_to) == (
        "2024-Q3",
        datetime.date(2024, 7, 1),
        datetime.date(2024, 9, 30),
    )


def test_a_group_says_what_the_fact_is_and_a_rule_wins() -> None:
    toml = """
    [[rules]]
    name = "codes of our house"
    kind = "ticker"
    pattern = '内部代码(?P<fact>(?P<code>[0-9]{6}))'
    examples = [{ text = "内部代码300001", found = "300001", code = "300001" }]
    """
    fact = only("内部代码３０１２３４。", toml)
    assert (fact.kind, fact.text, fact.code) == ("ticker", "３０１２３４", "301234")


def test_a_pattern_in_traditional_and_full_width_characters() -> None:
    toml = """
    [[rules]]
    name = "cans"
    kind = "quantity"
    pattern = '{number}（?罐裝'
    unit = "罐"
    examples = [{ text = "5罐装" }]
    """
    assert [fact.text for fact in found("售出5(罐装,又售出6罐裝。", toml)] == ["5(罐装", "6罐裝"]


def test_two_lexicons() -> None:
    one = Lexicon.loads('units = ["甲级罐"]\n[currencies]\n"刀" = "USD"')
    two = Lexicon.loads('units = ["乙级罐"]\n[currencies]\n"刀" = "HKD"')
    both = one | two
    assert set(both.units) == {"甲级罐", "乙级罐"}
    assert dict(both.currencies) == {"刀": "HKD"}
    assert both == one | two
    assert hash(both) == hash(one | two)


def test_no_state_is_kept() -> None:
    text = "算力达到3.5EH/s。"
    before = factx.extract(text)
    assert found(text, 'units = ["EH/s"]') != before
    assert factx.extract(text) == before


def test_a_rule_that_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factx.own.TIMEOUT", 0.1)
    toml = """
    [[rules]]
    name = "slow"
    kind = "quantity"
    pattern = '(?:(?:[甲乙]|[甲乙]{2}|乙)+)+{number}罐'
    unit = "罐"
    examples = [{ text = "甲乙5罐" }]
    """
    lexicon = Lexicon.loads(toml)
    text = "甲乙" * 400 + "5元罐,营收3亿元"
    with pytest.raises(OwnRuleError, match="'slow' of your own took longer than") as error:
        factx.extract(text, lexicon=lexicon)
    assert factx.extract(text, lexicon=lexicon.without(error.value.name))[-1].text == "3亿元"


def test_an_extractor() -> None:
    def stars(document: Document) -> list[Fact]:
        at = document.fold.find("五星")
        return [
            Fact(kind="quantity", text=document.text[at : at + 2], start=at, end=at + 2, value=Decimal(5), unit="星")
        ]

    (fact,) = factx.extract("获五星评级。", lexicon=Lexicon(extractors=(("stars", stars),)))
    assert (fact.text, fact.value, fact.unit) == ("五星", 5, "星")

    def broken(_document: Document) -> list[Fact]:
        return [Fact(kind="quantity", text="六星", start=0, end=2)]

    with pytest.raises(OwnRuleError, match="'broken' of your own gave a fact"):
        factx.extract("获五星评级。", lexicon=Lexicon(extractors=(("broken", broken),)))


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("a = \n", "my.toml:1: Invalid value"),
        ("metrics = [1]\n", "my.toml:1: Expected `str`, got `int`"),
        ("\nunit = []\n", "my.toml:2: no key is called 'unit'; did you mean 'units'?"),
        ('units = ["3x"]\n', "my.toml:1: a unit has no blanks and no digit in front: '3x'"),
        ('[currencies]\n"刀" = "usd"\n', "my.toml:2: 刀 = 'usd': no code of ISO 4217, three capital letters"),
        (RULE.replace('price"', 'cost"'), "my.toml:4: Invalid enum value 'cost'"),
        (RULE.replace("{number}", "[0-9"), "my.toml:5: rule 'a price per terahash': no regular expression"),
        (RULE.replace("{number}", "[0-9]+"), "my.toml:5: rule 'a price per terahash': a rule of kind price reads a n"),
        (RULE.replace("<unit>", "<currency>"), "my.toml:4: rule 'a price per terahash': a rule of kind price says the"),
        (RULE.replace("<per>", "<pro>"), "my.toml:5: rule 'a price per terahash': no field is called pro"),
        (RULE + RULE, "my.toml:10: two rules are called 'a price per terahash'"),
        (RULE.replace("{ text =", "{ txt ="), "my.toml:7: no key is called 'txt'; did you mean 'text'?"),
    ],
)
def test_mistakes_are_told_by_line(toml: str, message: str) -> None:
    with pytest.raises(LexiconError) as error:
        Lexicon.loads(toml, "my.toml")
    assert message in str(error.value)


def test_one_file_names_another(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text('lexicon = ["b.toml"]\nunits = ["甲级罐"]', "utf-8")
    (tmp_path / "b.toml").write_text('units = ["乙级罐"]', "utf-8")
    assert set(Lexicon.load(tmp_path / "a.toml").units) == {"甲级罐", "乙级罐"}
    (tmp_path / "b.toml").write_text('lexicon = ["a.toml"]', "utf-8")
    with pytest.raises(LexiconError, match="names itself"):
        Lexicon.load(tmp_path / "a.toml")


def test_examples_are_checked(tmp_path: Path) -> None:
    path = tmp_path / "my.toml"
    path.write_text(RULE, "utf-8")
    assert check(path) == (1, [])
    wrong = RULE.replace("value = 0.050", "value = 0.051").replace("}]", '}, { text = "报价5元" }]')
    path.write_text(wrong + "counterexamples = [\n  '报0.05美元/TH',\n]\n", "utf-8")
    count, mistakes = check(path)
    assert count == 3
    assert [mistake.removeprefix(f"{path}:") for mistake in mistakes] == [
        "7: rule 'a price per terahash': '报价0.050美元/TH': value is 0.050, not 0.051",
        "7: rule 'a price per terahash': '报价5元': finds nothing, not '报价5元'",
        "9: rule 'a price per terahash': '报0.05美元/TH': finds '0.05美元/TH', which is a counterexample",
    ]


def test_the_command_reads_it(factx: Command, tmp_path: Path) -> None:
    (tmp_path / "my.toml").write_text('units = ["EH/s"]\n' + RULE, "utf-8")
    (tmp_path / "more.toml").write_text('metrics = ["装机算力"]', "utf-8")
    text = "装机算力达3.5EH/s,报价0.05美元/TH。"
    done = factx("extract", "--lexicon", "my.toml", "--lexicon", "more.toml", "-f", "csv", "--explain", stdin=text)
    assert done.returncode == 0, done.stderr
    out = done.stdout.decode()
    assert "3.5EH/s" in out
    assert "装机算力" in out
    assert "a price per terahash" in out


def test_the_users_configuration_is_read(factx: Command, tmp_path: Path) -> None:
    (tmp_path / "config" / "factx").mkdir(parents=True)
    (tmp_path / "config" / "factx" / "config.toml").write_text('units = ["EH/s"]', "utf-8")
    env = {"XDG_CONFIG_HOME": str(tmp_path / "config")}
    assert b"3.5EH/s" in factx("extract", stdin="算力达3.5EH/s。", **env).stdout
    (tmp_path / "config" / "factx" / "config.toml").write_text("units = 1", "utf-8")
    done = factx("extract", stdin="算力达3.5EH/s。", **env)
    assert done.returncode == 2
    assert b"config.toml:1: " in done.stderr


def test_a_lexicon_with_mistakes_ends_the_command(factx: Command, tmp_path: Path) -> None:
    (tmp_path / "my.toml").write_text("\nunits = [3]\n", "utf-8")
    done = factx("extract", "--lexicon", "my.toml", stdin="营收3亿元")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"my.toml:2: Expected `str`, got `int`" in done.stderr
    done = factx("extract", "--lexicon", "none.toml", stdin="营收3亿元")
    assert done.returncode == 2
    assert b"none.toml" in done.stderr


def test_the_command_checks_it(factx: Command, tmp_path: Path) -> None:
    (tmp_path / "my.toml").write_text(RULE, "utf-8")
    done = factx("rules", "--check", "my.toml")
    assert (done.returncode, done.stdout) == (0, b"my.toml: 1 example as expected\n")
    (tmp_path / "my.toml").write_text(RULE.replace("0.050, unit", "0.51, unit"), "utf-8")
    done = factx("rules", "--check", "my.toml")
    assert done.returncode == 2
    assert "my.toml:7: rule 'a price per terahash'" in done.stderr.decode()


def test_a_slow_rule_costs_its_facts_and_no_others(factx: Command, tmp_path: Path) -> None:
    (tmp_path / "my.toml").write_text(
        """
[[rules]]
name = "slow"
kind = "quantity"
pattern = '(?:(?:[甲乙]|[甲乙]{2}|乙)+)+{number}罐'
unit = "罐"
examples = [{ text = "甲乙5罐" }]
""",
        "utf-8",
    )
    (tmp_path / "a.txt").write_text("甲乙" * 400 + "5元罐,营收3亿元", "utf-8")
    done = factx("extract", "--lexicon", "my.toml", "a.txt")
    assert done.returncode == 2
    assert "3亿元" in done.stdout.decode()
    assert "a.txt: rule 'slow' of your own took longer than 2 s" in done.stderr.decode()


def test_an_installed_extractor(factx: Command, tmp_path: Path) -> None:
    (tmp_path / "site" / "stars-1.dist-info").mkdir(parents=True)
    (tmp_path / "site" / "stars-1.dist-info" / "METADATA").write_text("Name: stars\nVersion: 1\n")
    points = tmp_path / "site" / "stars-1.dist-info" / "entry_points.txt"
    points.write_text("[factx.extractors]\nstars = stars:find\n")
    (tmp_path / "site" / "stars.py").write_text(
        """
from decimal import Decimal
from factx import Fact

def find(document):
    at = document.fold.find("五星")
    if at >= 0:
        yield Fact(kind="quantity", text=document.text[at:at + 2], start=at, end=at + 2, value=Decimal(5), unit="星")
"""
    )
    env = {"PYTHONPATH": str(tmp_path / "site")}
    done = factx("extract", "--explain", stdin="获五星评级。", **env)
    assert done.returncode == 0, done.stderr
    assert b'"rule":"stars' in done.stdout
    points.write_text("[factx.extractors]\nstars = stars:lost\n")
    done = factx("extract", stdin="获五星评级。", **env)
    assert done.returncode == 2
    assert b"extractor 'stars': stars:lost cannot be loaded" in done.stderr


def test_the_worked_example_of_the_docs() -> None:
    count, mistakes = check(EXAMPLE)
    assert mistakes == []
    assert count > 0
