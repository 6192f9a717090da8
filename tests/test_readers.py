"""Inputs: encodings, compression, pages and collections as the command reads them, and how it fails."""

import csv
import datetime
import gzip
import json
import sys
import zlib
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, Command

from factx.cli.readers import Article, Options, UnreadableError, articles, form_of
from factx.cli.readers.encoding import decode, known
from factx.cli.readers.fields import date_of

SAMPLES = sorted((ROOT / "samples").glob("*.txt"))
TEXT = "公司实现营业收入1.5亿元,同比增长13%。"
TRADITIONAL = "公司實現營業收入1.5億元，同比增長13%。"
PYTHON_ZSTD = "compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd"


def lines(out: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def read(*inputs: str | Path, **options: Any) -> tuple[list[Article], list[str]]:
    """What is read of inputs, and what is told of them."""
    told: list[str] = []
    return list(articles([str(i) for i in inputs], Options(**options), lambda e: told.append(str(e)))), told


# Encodings


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_samples_in_other_encodings(sample: Path, encoding: str) -> None:
    text = sample.read_bytes().decode()
    assert decode(text.encode(encoding), "sample") == text


def test_a_traditional_sample_in_big5() -> None:
    sample = (ROOT / "samples/hongkong.txt").read_bytes().decode()
    assert decode(sample.encode("big5hkscs"), "sample") == sample


@pytest.mark.parametrize(
    ("name", "encoding"),
    [("earnings", "gb18030"), ("earnings", "utf-16"), ("earnings", "utf-16-be"), ("hongkong", "big5hkscs")],
)
def test_facts_and_offsets_are_those_of_utf8(factx: Command, name: str, encoding: str) -> None:
    text = (ROOT / f"samples/{name}.txt").read_bytes().decode()
    right = factx("extract", "--date", "auto", stdin=text).stdout
    assert right
    assert factx("extract", "--date", "auto", stdin=text.encode(encoding)).stdout == right


def test_lines_of_samples_are_told_apart() -> None:
    """Short texts are where the encoding is hardest to tell."""
    wrong = []
    for sample in SAMPLES:
        for line in sample.read_text(encoding="utf-8").splitlines():
            for encoding in ("gb18030", "utf-16-le", "utf-16-be"):
                if sum(c > "一" for c in line) < 6:
                    continue
                data = line.encode(encoding)
                try:
                    if decode(data, "line") != line:
                        wrong.append((encoding, line))
                except UnreadableError:
                    wrong.append((encoding, line))
    assert wrong == []


@pytest.mark.parametrize(
    "encoding", ["gbk", "GB2312", "gb18030", "big5", "utf-16", "utf-8", "UTF8", "shift_jis", "utf-32"]
)
def test_the_encoding_given(encoding: str) -> None:
    text = "三月" if "jis" in encoding else TRADITIONAL if encoding == "big5" else TEXT
    assert decode(text.encode(encoding), "a", known(encoding)) == text


def test_an_unknown_encoding(factx: Command) -> None:
    for name in ("no-such", "base64", "rot13"):
        done = factx("extract", "--encoding", name, stdin=TEXT)
        assert (done.returncode, done.stdout) == (2, b"")
        assert b"--encoding" in done.stderr


def test_the_encoding_given_beats_the_text(factx: Command) -> None:
    done = factx("extract", "--encoding", "gbk", stdin=TEXT)
    assert b"not GB18030: byte 0x" in done.stderr


def test_what_cannot_be_decoded_is_told_by_its_offset(factx: Command) -> None:
    data = TEXT.encode("gb18030") * 3
    done = factx("extract", stdin=data + b"\xff" + data)
    assert (done.returncode, done.stdout) == (2, b"")
    assert f"factx: -: not GB18030: byte 0xff at offset {len(data)} ".encode() in done.stderr
    replaced = factx("extract", "--errors", "replace", stdin=data + b"\xff" + data)
    assert (replaced.returncode, len(lines(replaced.stdout))) == (0, 12)
    assert lines(replaced.stdout)[6]["start"] == 3 * len(TEXT) + 1 + TEXT.index("1.5")


def test_a_bad_byte_in_utf16(factx: Command) -> None:
    done = factx("extract", stdin=TEXT.encode("utf-16-le") + b"\x00\xdc" + TEXT.encode("utf-16-le"))
    assert f"not UTF-16-LE: byte 0x00 at offset {2 * len(TEXT)} ".encode() in done.stderr


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 4, "한국어 문장입니다".encode("cp949"), zlib.compress(TEXT.encode() * 9)]
)
def test_what_is_no_chinese_text(data: bytes) -> None:
    with pytest.raises(UnreadableError, match="no text in UTF-8, GB18030, Big5 or UTF-16: as UTF-8, byte 0x"):
        decode(data, "x")


def test_an_ascii_head_before_gb18030() -> None:
    text = "<!-- ascii -->\n" * 9000 + TEXT
    assert decode(text.encode("gb18030"), "a") == text


# Compression


@pytest.mark.parametrize("name", ["a.txt.gz", "a.gz", "plain.txt"])
def test_gzip_is_read_through(factx: Command, tmp_path: Path, name: str) -> None:
    data = gzip.compress(TEXT.encode("gb18030")[:20]) + gzip.compress(TEXT.encode("gb18030")[20:])
    (tmp_path / name).write_bytes(data)
    assert [f["text"] for f in lines(factx("extract", name).stdout)] == ["1.5亿元", "13%"]
    assert [f["text"] for f in lines(factx("extract", stdin=data).stdout)] == ["1.5亿元", "13%"]


def test_zstd_is_read_through(tmp_path: Path) -> None:
    zstd = pytest.importorskip(PYTHON_ZSTD)
    (tmp_path / "a.txt.zst").write_bytes(zstd.compress(TEXT.encode()) + zstd.compress(TEXT.encode()))
    assert [article.text for article in read(tmp_path / "a.txt.zst")[0]] == [TEXT * 2]


def test_broken_compression(tmp_path: Path) -> None:
    whole = gzip.compress(TEXT.encode() * 99)
    for data in (whole[:-9], whole[:20] + b"\0" * 9 + whole[29:]):
        (tmp_path / "a.txt.gz").write_bytes(data)
        found, told = read(tmp_path / "a.txt.gz")
        assert found == []
        assert "a.txt.gz: its compressed data is broken" in told[0]


@pytest.mark.parametrize("name", ["bomb.txt.gz", "bomb.jsonl.gz", "bomb.csv.gz", "bomb.html.gz"])
def test_a_bomb_stops_at_the_bound(factx: Command, tmp_path: Path, name: str) -> None:
    if "html" in name:
        pytest.importorskip("trafilatura")
    packer = zlib.compressobj(9, wbits=31)
    with (tmp_path / name).open("wb") as file:
        file.write(packer.compress(b'{"text": 1}\n' if "jsonl" in name else b"text\n"))
        for _ in range(200):
            file.write(packer.compress(bytes(1 << 20)))
        file.write(packer.flush())
    done = factx("extract", "--max-bytes", "1M", name)
    assert done.returncode == 2
    assert b"more than 1048576 bytes" in done.stderr


def test_sizes(factx: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a" * 2048)
    assert factx("extract", "--max-bytes", "2K", "a.txt").returncode == 0
    assert factx("extract", "--max-bytes", "2047", "a.txt").returncode == 2
    for size in ("0", "-1", "1.5G", "x", "", "1T"):
        assert b"is no size" in factx("extract", "--max-bytes", size, "a.txt").stderr


# Files, folders, patterns


def test_folders_and_patterns(tmp_path: Path) -> None:
    (tmp_path / "in/deep").mkdir(parents=True)
    for name in ("b.txt", "deep/c.md.gz", "a.TXT", "facts.jsonl", "x.png"):
        (tmp_path / "in" / name).write_bytes(gzip.compress(TEXT.encode()) if ".gz" in name else TEXT.encode())

    def names(*inputs: str, **options: Any) -> list[str]:
        return [Path(a.source).name for a in read(*(tmp_path / i for i in inputs), **options)[0]]

    assert names("in") == ["a.TXT", "b.txt", "c.md.gz"]
    assert names("in/**/*.[tm]*") == ["b.txt", "c.md.gz"]
    assert names("in/x.png") == ["x.png"]
    assert read(tmp_path / "*.none")[1] == [f"{tmp_path}/*.none: no file matches"]
    (tmp_path / "in/facts.jsonl").write_text(json.dumps({"text": TEXT}))
    assert names("in", text_field="text") == ["a.TXT", "b.txt", "facts.jsonl", "c.md.gz"]


def test_a_file_whose_name_is_a_pattern(tmp_path: Path) -> None:
    (tmp_path / "a[1].txt").write_text(TEXT, encoding="utf-8")
    assert read(tmp_path / "a[1].txt")[0][0].text == TEXT


def test_formats_by_ending() -> None:
    endings = ["a.html", "A.HTM", "a.pdf", "a.ndjson.zst", "a.tsv", "a.parquet", "a.txt.gz", "a.gz", "txt"]
    assert [form_of(n) for n in endings] == ["html", "html", "pdf", "jsonl", "tsv", "parquet", "text", None, None]


# Collections


ROWS = [
    {"body": TEXT, "url": "u/1", "at": "2025-02-24 10:00:00"},
    {"body": "去年盈利3亿元", "url": "u/2", "at": ""},
    {"body": "昨日收盘价7.5元\n第二行", "url": "u/3", "at": "2025年3月1日"},
]
FIELDS = {"text_field": "body", "id_field": "url", "date_field": "at"}
RIGHT = [
    (ROWS[0]["body"], "u/1", datetime.date(2025, 2, 24)),
    (ROWS[1]["body"], "u/2", None),
    (ROWS[2]["body"], "u/3", datetime.date(2025, 3, 1)),
]


def write(path: Path, rows: list[dict[str, Any]], encoding: str = "utf-8") -> Path:
    """A collection in the format of the ending."""
    if ".jsonl" in path.name:
        data = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode(encoding)
        path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    elif path.suffix in (".csv", ".tsv"):
        with path.open("w", encoding=encoding, newline="") as file:
            table = csv.DictWriter(file, [*rows[0]], delimiter="," if path.suffix == ".csv" else "\t")
            table.writeheader()
            table.writerows(rows)
    else:
        arrow = pytest.importorskip("pyarrow")
        pytest.importorskip("pyarrow.parquet").write_table(arrow.Table.from_pylist(rows), path)
    return path


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.csv", "a.tsv", "a.parquet"])
def test_collections(tmp_path: Path, name: str) -> None:
    found, told = read(write(tmp_path / name, ROWS), **FIELDS)
    assert told == []
    assert [(a.text, a.id, a.date) for a in found] == RIGHT


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-16-le", "utf-8-sig"])
@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.tsv"])
def test_collections_in_other_encodings(tmp_path: Path, name: str, encoding: str) -> None:
    found, told = read(write(tmp_path / name, ROWS, encoding), **FIELDS)
    assert told == []
    assert [(a.text, a.id, a.date) for a in found] == RIGHT


def test_gb18030_after_a_long_ascii_head(tmp_path: Path) -> None:
    rows = [{"text": "x" * 90} for _ in range(3000)] + [{"text": TEXT}]
    found, told = read(write(tmp_path / "a.jsonl", rows, "gb18030"))
    assert (found[-1].text, told) == (TEXT, [])


def test_facts_of_a_collection_carry_id_and_date(factx: Command, tmp_path: Path) -> None:
    write(tmp_path / "a.jsonl", ROWS)
    options = ("--text-field", "body", "--id-field", "url", "--date-field", "at")
    found = lines(factx("extract", "a.jsonl", *options, "--date", "2024-06-01").stdout)
    assert {(f["source"], f["id"]) for f in found} == {("a.jsonl", f"u/{i}") for i in (1, 2, 3)}
    assert [f["timex"] for f in found if f["kind"] == "date"] == ["2023", "2025-02-28"]
    numbered = lines(factx("extract", "a.jsonl", "--text-field", "body").stdout)
    assert {f["id"] for f in numbered} == {1, 2, 3}


def test_piped_collections(factx: Command, tmp_path: Path) -> None:
    for name in ("a.jsonl", "a.jsonl.gz", "a.csv", "a.tsv"):
        data = write(tmp_path / name, [{"text": TEXT}]).read_bytes()
        found = lines(factx("extract", "--from", name.split(".")[1], stdin=data).stdout)
        assert [(f["source"], f["id"], f["text"]) for f in found] == [("-", 1, "1.5亿元"), ("-", 1, "13%")]


BAD_JSONL = [
    ('{"text": "营收1亿元"', "no JSON: "),
    ("[1]", "no JSON object"),
    ('{"content": "营收1亿元"}', "no field 'text', only 'content'"),
    ('{"text": null}', "field 'text' holds no text"),
    ('{"text": 3}', "field 'text' holds no text"),
    ("[" * 100_000, "no JSON: "),
    ('{"text": "\\ud800"}', "no JSON: "),
]


@pytest.mark.parametrize(("line", "why"), BAD_JSONL, ids=range(len(BAD_JSONL)))
def test_a_bad_row_of_json_lines(tmp_path: Path, line: str, why: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f'{{"text": "甲"}}\n\n{line}\n{{"text": "乙"}}', encoding="utf-8")
    found, told = read(path)
    assert [(a.id, a.text) for a in found] == [(1, "甲"), (4, "乙")]
    assert len(told) == 1
    assert told[0].startswith(f"{path}: row 3: {why}")


def test_bytes_of_a_row_that_cannot_be_decoded(tmp_path: Path) -> None:
    first, bad, last = (json.dumps({"text": c}, ensure_ascii=False).encode() for c in ("甲公司", "乙公司", "丙公司"))
    (tmp_path / "a.jsonl").write_bytes(first + b"\n" + bad.replace(b"\xe4", b"\xff", 1) + b"\n" + last)
    found, told = read(tmp_path / "a.jsonl")
    assert [a.text for a in found] == ["甲公司", "丙公司"]
    assert told[0].startswith(f"{tmp_path}/a.jsonl: row 2: not UTF-8: byte 0xff at offset {len(first) + 1 + 10} ")
    (tmp_path / "a.csv").write_bytes("text\n甲公司\n乙".encode() + b"\xff\n" + "丙公司\n".encode())
    found, told = read(tmp_path / "a.csv")
    assert [a.text for a in found] == ["甲公司", "丙公司"]
    assert "a.csv: row 2: not UTF-8: byte 0xff at offset 18 " in told[0]


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ("甲,2,3,4", "4 fields where the header names 3"),
        ("甲", "1 fields where the header names 3"),
        ("甲,,昨天", "field 'at': '昨天' is no date like 2024-03-01"),
        ('"甲"乙,1,', "',' expected after '\"'"),
    ],
)
def test_a_bad_row_of_csv(tmp_path: Path, rows: str, why: str) -> None:
    (tmp_path / "a.csv").write_text(f"text,id,at\n甲,1,\n{rows}\n乙,3,\n", encoding="utf-8")
    found, told = read(tmp_path / "a.csv", date_field="at")
    assert [a.id for a in found] == [1, 3]
    assert told == [f"{tmp_path}/a.csv: row 2: {why}"]


def test_a_quote_that_never_ends(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('text\n甲\n"乙\n丙\n', encoding="utf-8")
    found, told = read(tmp_path / "a.csv")
    assert ([a.text for a in found], told) == (["甲"], [f"{tmp_path}/a.csv: row 2: unexpected end of data"])


@pytest.mark.parametrize("name", ["a.csv", "a.parquet"])
@pytest.mark.parametrize("option", ["text_field", "id_field", "date_field"])
def test_a_field_that_no_row_has(tmp_path: Path, name: str, option: str) -> None:
    path = write(tmp_path / name, [{"text": TEXT}])
    assert read(path, **{option: "none"}) == ([], [f"{path}: no field 'none', only 'text'"])


def test_ids_and_dates(tmp_path: Path) -> None:
    rows = [{"text": "甲", "n": n} for n in (7, "七", True, 1.5, None, [1])]
    found, told = read(write(tmp_path / "a.jsonl", rows), id_field="n")
    assert [a.id for a in found] == [7, "七"]
    assert len(told) == 4
    good = ("2024-03-01", "2024/3/1", "2024.03.01", "2024年3月1日", "20240301", 20240301, "2024-03-01T08:00:00Z")
    assert {date_of(value) for value in good} == {datetime.date(2024, 3, 1)}
    assert {date_of(value) for value in ("2024-13-01", "3月1日", "1709251200", 1.5, "2024-03-011", [], "")} == {None}


def test_bad_rows_are_counted_and_the_exit_status_says_so(factx: Command, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(f'x\n{{"text": "{TEXT}"}}\ny\n', encoding="utf-8")
    done = factx("extract", "a.jsonl")
    assert (done.returncode, len(lines(done.stdout))) == (2, 2)
    told = done.stderr.decode().splitlines()
    assert [line.split(": ")[2] for line in told[:2]] == ["row 1", "row 3"]
    assert told[2] == "factx: 2 rows were skipped"


def test_strict_stops_at_the_first(factx: Command, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(f'{{"text": "{TEXT}"}}\nx\n{{"text": "{TEXT}"}}\ny\n', encoding="utf-8")
    done = factx("extract", "--strict", "a.jsonl", "missing.txt")
    assert (done.returncode, len(lines(done.stdout)), len(done.stderr.splitlines())) == (2, 2, 1)
    assert factx("extract", "--strict", "a.jsonl", "-o", "out.csv").returncode == 2
    assert not (tmp_path / "out.csv").exists()


def test_documents_stream(tmp_path: Path) -> None:
    with (tmp_path / "a.jsonl").open("w", encoding="utf-8") as file:
        for i in range(20_000):
            file.write(json.dumps({"text": f"{i} " + "文" * 1000}) + "\n")
    import tracemalloc

    tracemalloc.start()
    count = sum(1 for _ in articles([str(tmp_path / "a.jsonl")], Options(), print))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 20_000
    assert peak < 2_000_000  # the file has 120 MB


def test_a_row_without_end_stops_at_the_bound(tmp_path: Path) -> None:
    for encoding in ("utf-8", "utf-16"):
        (tmp_path / "a.jsonl").write_bytes(('{"text": "甲"}\n{"text": "' + "文" * 99_999).encode(encoding))
        found, told = read(tmp_path / "a.jsonl", max_bytes=9999)
        assert [a.text for a in found] == ["甲"]
        assert "more than 9999 bytes" in told[0]


def test_parquet_that_is_none(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    (tmp_path / "a.parquet").write_bytes(b"PAR1" + b"\0" * 99)
    found, told = read(tmp_path / "a.parquet", tmp_path / "none.parquet")
    assert (found, len(told)) == ([], 2)


# Web pages


PAGE = """<html><head><meta charset="gb2312"><title>澜山股份2024年度业绩快报_某某财经</title>
<meta property="article:published_time" content="2025-02-24T18:30:00+08:00"></head><body>
<nav><a href="/">首页</a> <a href="/stock">股票 涨幅8%</a></nav><article><h1>澜山股份2024年度业绩快报</h1>
<p>澜山股份2月24日晚间公告，公司去年实现营业收入12.3亿元，同比增长8.5%；归属于上市公司股东的净利润1.2亿元。</p>
<p>单位：万元</p><table><tr><th>项目</th><th>2024年</th><th>2023年</th></tr>
<tr><td>营业收入</td><td>123,000.00</td><td>113,364.06</td></tr></table>
<p>公司表示，未来三年投资<b>不超过</b>5亿元，用于扩大产能，并将继续推进海外市场的布局与渠道的建设。</p></article>
<footer>版权所有 2019</footer><script>var x = "3亿元";</script></body></html>"""


def page_facts(factx: Command, data: bytes) -> list[dict[str, Any]]:
    pytest.importorskip("trafilatura")
    return lines(factx("extract", "--from", "html", "--date", "auto", stdin=data).stdout)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_a_page(factx: Command, encoding: str) -> None:
    found = page_facts(factx, PAGE.encode(encoding))
    assert [(f["text"], f.get("value"), f.get("timex")) for f in found if f["kind"] in ("amount", "date")] == [
        ("2024年度", None, "2024"),
        ("2月24日晚间", None, "2025-02-24TEV"),
        ("去年", None, "2024"),
        ("12.3亿元", 1230000000, None),
        ("1.2亿元", 120000000, None),
        ("2024年", None, "2024"),
        ("2023年", None, "2023"),
        ("123,000.00", 1230000000, None),
        ("113,364.06", 1133640600, None),
        ("5亿元", 500000000, None),
    ]


def test_the_text_of_a_page(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    (tmp_path / "a.html").write_text(PAGE, encoding="gb18030")
    article = read(tmp_path / "a.html")[0][0]
    assert article.text.splitlines()[0] == "澜山股份2024年度业绩快报"
    assert "项目\t2024年\t2023年\n营业收入\t123,000.00\t113,364.06\n" in article.text
    assert article.published == datetime.date(2025, 2, 24)
    assert "首页" not in article.text


def test_a_page_without_text(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    (tmp_path / "a.html").write_text("<html><script>1</script></html>")
    assert read(tmp_path / "a.html")[1] == [f"{tmp_path}/a.html: no main text in this page"]


def test_pages_made_to_hurt(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9)
    )
    for page in (
        "<div>" * 50_000,
        bomb + "]><p>&j;</p>",
        "<p>" + "<b>" * 20_000 + "3亿元",
        "<table>" * 5000 + "<td>3亿元",
    ):
        (tmp_path / "a.html").write_text(page, encoding="utf-8")
        found, told = read(tmp_path / "a.html")
        assert len(found) + len(told) == 1
        assert all(len(article.text) < 1_000_000 for article in found)


# PDF


def pdf(*pages: list[tuple[int, int, str]]) -> bytes:
    """A PDF whose pages hold runs of text, each at its x and y."""
    system = b"<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>"
    metrics = b"/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93"
    font = b"<</Type/Font/BaseFont/STSong-Light/Subtype"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"",
        b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6" + metrics + b">>",
        font + b"/CIDFontType0/CIDSystemInfo" + system + b"/FontDescriptor 3 0 R/DW 1000/W[814 939 500]>>",
        font + b"/Type0/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
    ]
    kids = []
    for runs in pages:
        shown = (
            b"BT /F 12 Tf %d %d Td <%s> Tj ET\n" % (x, y, t.encode("utf-16-be").hex().encode()) for x, y, t in runs
        )
        stream = b"".join(shown)
        objects.append(b"<</Length %d>>stream\n%sendstream" % (len(stream), stream))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F 5 0 R>>>>>>"
            % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
    out, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    return out + head + table + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(out))


def test_a_pdf(factx: Command, tmp_path: Path) -> None:
    pytest.importorskip("pypdfium2")
    (tmp_path / "a.pdf").write_bytes(
        pdf(
            [
                (200, 760, "澜山股份2024年年度报告"),
                (84, 730, "公司2024年实现营业收入12.3亿元，同比增长8.5%，归属于上市公司股东的净"),
                (60, 712, "利润1.2亿元。"),
                (84, 694, "单位：万元"),
                (60, 676, "项目"), (250, 676, "2024年"), (400, 676, "2023年"),
                (60, 658, "营业收入"), (250, 658, "123,000.00"), (400, 658, "113,364.06"),
                (60, 640, "商誉"), (410, 640, "50.00"),
            ],
            [(84, 730, "公司拟每10股派发现金红利2元。")],
        )
    )  # fmt: skip
    assert read(tmp_path / "a.pdf")[0][0].text.splitlines() == [
        "澜山股份2024年年度报告",
        "公司2024年实现营业收入12.3亿元，同比增长8.5%，归属于上市公司股东的净利润1.2亿元。",
        "单位：万元",
        "项目\t2024年\t2023年",
        "营业收入\t123,000.00\t113,364.06",
        "商誉\t\t50.00",
        "公司拟每10股派发现金红利2元。",
    ]
    found = lines(factx("extract", "a.pdf").stdout)
    assert [(f["page"], f["value"], f["metric"], f["period"]) for f in found if f["kind"] == "amount"] == [
        (1, 1230000000, "营业收入", "2024"),
        (1, 120000000, "归属于上市公司股东的净利润", "2024"),
        (1, 1230000000, "营业收入", "2024"),
        (1, 1133640600, "营业收入", "2023"),
        (1, 500000, "商誉", "2023"),
    ]
    assert [f["page"] for f in found if f["kind"] == "price"] == [2]


def test_pdfs_without_text(tmp_path: Path) -> None:
    pytest.importorskip("pypdfium2")
    (tmp_path / "scan.pdf").write_bytes(pdf([]))
    (tmp_path / "broken.pdf").write_bytes(pdf([(60, 700, "3亿元")])[:300])
    (tmp_path / "none.pdf").write_bytes(b"3" * 99)
    found, told = read(*(tmp_path / f"{name}.pdf" for name in ("scan", "broken", "none")))
    assert found == []
    assert "scan.pdf: no text in this PDF: its pages are pictures; run OCR" in told[0]
    assert all("no PDF that can be read" in line for line in told[1:])
    assert len(told) == 3


# What is not installed


@pytest.mark.parametrize(
    ("name", "package", "extra"),
    [
        ("a.html", "trafilatura", "html"),
        ("a.pdf", "pypdfium2", "pdf"),
        ("a.parquet", "pyarrow", "parquet"),
        ("a.zst", PYTHON_ZSTD, "zst"),
    ],
)
def test_a_missing_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, package: str, extra: str) -> None:
    for number in ("1", "2"):
        (tmp_path / f"{number}{name}").write_bytes(b"\x28\xb5\x2f\xfd")
    for module in [m for m in sys.modules if m.startswith((package, f"factx.cli.readers.{extra}"))]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, package, None)
    found, told = read(tmp_path / f"1{name}", tmp_path / f"2{name}")
    assert found == []
    assert told[0] == f"{tmp_path}/1{name}: {package} is not installed: pip install 'factx[{extra}]'"
