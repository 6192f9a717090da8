import logging
import os
import random
import stat
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

import pytest

from factx import dictionary, segment
from factx.segment import Segmenter, knows, tag, words

SENTENCES = [
    "公司2023年实现营业收入12.35亿元，同比增长18.6%，归属于上市公司股东的净利润为1.02亿元。",
    "贵州茅台(600519)与三一重工均在沪深300成份股之列,五粮液跌2.1%。",
    "董事会审议通过了关于回购股份的议案，拟以不低于5000万元、不超过1亿元的自有资金回购。",
    "截至2024年9月30日\r\n货币资金余额为人民币3,456,789.01元\n\n较年初减少7.2个百分点",
    "甯忠乾與闫昊燚共同设立了赟祯投资管理合伙企业(有限合伙)",
    "AT&T、c++ 与 3.5G 网络：A+B=C_d-e#f &amp; 100%%",
    "不服不行，了不起的的的的地得着过",
    "一二三四五六七八九十百千万亿〇零两",
    "\u3000\t\x00\U00020000𠮷野家股份😀涨停",
    "去年十月至今，公司已累计投入研发费用逾三千万元人民币。",
]


@pytest.fixture(scope="session")
def source(tmp_path_factory: pytest.TempPathFactory) -> dictionary.Dictionary:
    return dictionary.load(tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="session")
def cutter(source: dictionary.Dictionary) -> Segmenter:
    """One that never turns to rjieba."""
    made = Segmenter(source)
    made._slow = sys.maxsize
    return made


@pytest.fixture(scope="session")
def plain() -> Any:
    """jieba itself with our words added."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    jieba.setLogLevel(logging.ERROR)
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    for line in (Path(segment.__file__).with_name("words.tsv")).read_text("utf-8").splitlines()[1:]:
        word, frequency, part = line.split("\t")
        tokenizer.add_word(word, int(frequency), part)
    return tokenizer


def mixtures(tokenizer: Any, count: int) -> list[str]:
    """Strings of known words, pieces of words, unknown runs, numbers and marks, the same in every run."""
    draw = random.Random(20240930)  # noqa: S311
    known = sorted(w for w, n in tokenizer.FREQ.items() if n)
    marks = [",", "。", "(", ")", "%", " ", "\n", "-", ".", "、", ":"]
    out = []
    for _ in range(count):
        parts = []
        for _ in range(draw.randint(1, 14)):
            word = draw.choice(known)
            match draw.randrange(8):
                case 0:
                    parts.append(str(draw.randrange(10**6)))
                case 1:
                    parts.append(draw.choice(marks))
                case 2:
                    parts.append(word[: draw.randint(1, len(word))])
                case 3:
                    parts.append("".join(chr(draw.randrange(0x4E00, 0x9FD6)) for _ in range(draw.randint(1, 4))))
                case _:
                    parts.append(word)
        out.append("".join(parts))
    return out


def test_gives_the_words_of_jieba(cutter: Segmenter, plain: Any) -> None:
    for text in SENTENCES + mixtures(plain, 1500):
        assert cutter.cut(text) == plain.lcut(text), text


def test_rjieba_gives_the_same_words_and_tags(
    source: dictionary.Dictionary, cutter: Segmenter, plain: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("rjieba")
    monkeypatch.setattr(segment, "_WORTH_LOADING", -1)
    fast = Segmenter(source)
    for text in SENTENCES + mixtures(plain, 1500) + ["见www.example.com.cn,临2018-021号,5.3-5.35元,BABA.N"]:
        assert fast.tagged(text) == cutter.tagged(text), text


def test_gives_the_words_of_jieba_in_a_text_of_one_block(cutter: Segmenter, plain: Any) -> None:
    text = "".join(mixtures(plain, 300)).translate({ord(c): None for c in ",。() \n、:"})
    assert cutter.cut(text) == plain.lcut(text)


def test_what_is_forgotten_is_found_again(
    source: dictionary.Dictionary, plain: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(segment, "_NODES", 40)
    small = Segmenter(source)
    for text in SENTENCES * 2:
        assert small.cut(text) == plain.lcut(text)


@pytest.mark.parametrize("text", ["", " ", "\n", "涨", "\U00020000", "A", "5%", "𠮷"])
def test_words_join_to_the_text(cutter: Segmenter, text: str) -> None:
    assert "".join(cutter.cut(text)) == text


def test_words_have_offsets_into_the_whole_text() -> None:
    text = "前言。公司净利润3.2亿元,五粮液"
    found = words(text, 3, len(text))
    assert [text[w.start : w.end] for w in found] == [w.text for w in found]
    assert found[0].start == 3
    assert (found[-1].text, found[-1].start, found[-1].end) == ("五粮液", len(text) - 3, len(text))


@pytest.mark.parametrize(
    ("word", "expected"),
    [("利润", "n"), ("增长", "v"), ("三一重工", "nt"), ("沪深300", "nz"), ("票股", None), ("", None), ("𠮷", None)],
)
def test_tags_are_the_dictionary_s(word: str, expected: str | None) -> None:
    assert tag(word) == expected
    assert knows(word) == (expected is not None)


def test_unknown_words_get_their_form_s_tag(cutter: Segmenter) -> None:
    assert dict(cutter.tagged("XYZQ12.5%，甯")) == {"XYZQ12.5%": "x", "，": "x", "甯": "zg"}
    assert dict(cutter.tagged("37.5与Zyx")) == {"37.5": "m", "与": "p", "Zyx": "eng"}


def test_the_file_is_private_and_checked(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    dictionary.load(folder)
    (file,) = folder.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    good = file.read_bytes()
    for bad in (b"", good[:-1], good[:-9] + b"\0" * 9):
        file.write_bytes(bad)
        again = dictionary.load(folder)
        assert again.group("利润")[0].startswith("\n\n")
        assert file.read_bytes() == good


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_a_file_that_others_can_write_to_is_not_used(tmp_path: Path) -> None:
    dictionary.load(tmp_path / "c")
    (file,) = (tmp_path / "c").iterdir()
    file.chmod(0o666)
    dictionary.load(tmp_path / "c")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    (tmp_path / "c").chmod(0o777)
    file.write_bytes(b"left alone")
    dictionary.load(tmp_path / "c")
    assert file.read_bytes() == b"left alone"


def test_works_where_nothing_can_be_kept(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert Segmenter(dictionary.load(tmp_path / "file" / "folder")).cut("净利润增长") == ["净利润", "增长"]


def test_a_slow_build_is_said_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[int] = []
    clock = iter(range(100))
    monkeypatch.setattr(dictionary, "monotonic", lambda: next(clock))
    monkeypatch.setattr(dictionary, "on_slow_build", lambda: said.append(1))
    dictionary.load(tmp_path)
    assert said == [1]
    dictionary.load(tmp_path)
    assert said == [1]


def test_two_processes_at_once(tmp_path: Path) -> None:
    code = (
        "from pathlib import Path; from factx import dictionary;"
        f"d = dictionary.load(Path({str(tmp_path)!r})); print(d.group('中国')[0].count(chr(10)) - 1)"
    )
    runs = [subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) for _ in range(2)]
    counts = {run.communicate()[0] for run in runs}
    assert len(counts) == 1
    assert int(counts.pop()) > 100
    assert len(list(tmp_path.iterdir())) == 1


def test_cutting_is_silent_and_imports_no_jieba() -> None:
    code = (
        "import sys; from factx import segment; segment.words('总额超过去十年总和', 0, 9);"
        "print([m for m in sys.modules if m.split('.')[0] in ('jieba', 'pkg_resources', 'logging')])"
    )
    run = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True)
    assert (run.stdout, run.stderr) == ("[]\n", "")
