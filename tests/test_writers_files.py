"""The formats that are files of their own: workbooks, Parquet, databases, pages; opened with other programs' libraries."""

import datetime
import io
import json
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import duckdb
import openpyxl
import pyarrow.parquet as pq
import pytest
from conftest import FACTX, ROOT, Command

from factx.arrow import SCHEMA
from factx.cli.writers import COLUMNS, Format, Found, Layout, Row, WriteError, writer
from factx.fact import Fact

DAY = datetime.date(2025, 2, 24)
FACTS = [
    Fact(
        kind="amount", text="3亿元至5亿元", start=0, end=8, value=Decimal("3E+8"), value_to=Decimal(500000000),
        unit="CNY", mod="approx", metric="净利润", subject="示例股份有限公司", direction="down", basis="yoy",
        period="2024-10/2024-12",
    ),
    Fact(kind="price", text="140.90港元/股", start=9, end=19, value=Decimal("140.90"), unit="HKD", per="股", role="high"),
    Fact(kind="percent", text="-2.71%", start=20, end=26, value=Decimal("-2.71"), unit="%", rule="=1+1", sentence="@a"),
    Fact(kind="date", text="2月24日", start=30, end=35, timex="2025-02-24", date_from=DAY, date_to=DAY),
    Fact(kind="date", text="1899年", start=36, end=41, timex="1899", date_from=datetime.date(1899, 1, 1),
         date_to=datetime.date(1899, 12, 31)),
    Fact(kind="ticker", text="300273.SZ", start=42, end=51, code="300273.SZ", subject="=HYPERLINK(\"http://a\")",
         metric="-565万元 \x1b\x00_x0041_", period="http://a.b"),
]  # fmt: skip
TEXT = "".join(chr(0x4E00 + i) for i in range(51))
BIG = Decimal("12345678901234567890.12")
TOO_LONG = Fact(kind="amount", text="大", start=60, end=61, value=Decimal("1E+28"), unit="CNY")
TOO_FINE = Fact(
    kind="amount", text="细", start=62, end=63, value=Decimal(1), value_to=Decimal("1.12345678901"), unit="CNY"
)


def document(source: str = "a.txt", facts: list[Fact] = FACTS, **more: Any) -> Found:
    rows = [Row(source, fact, id=more.get("id"), page=more.pop("page", None)) for fact in facts]
    return Found(source, more.pop("text", TEXT), rows, **more)


def written(form: Format, *documents: Found, layout: Layout | None = None) -> bytes:
    out = io.BytesIO()
    target = writer(form, out, layout)
    for one in documents:
        target.write(one)
    target.close()
    return out.getvalue()


def stored(form: Format, path: Path, *documents: Found, layout: Layout | None = None) -> None:
    target: Any = writer(form, path, layout)
    with closing(type("Releasing", (), {"close": lambda _self: target.release()})()):
        for one in documents:
            target.write(one)
        target.close()


def sheets(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


# Golden files: what a change of a format changes is seen.

DOCUMENTS = (document(), document("目录/b.txt", FACTS[1:3], id=7, date=DAY), document("c.txt", []))


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "tsv", "table", "html", "xlsx", "parquet"])
def test_golden(form: Format, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    data = written(form, *DOCUMENTS)
    if form == "xlsx":
        cells = {
            sheet.title: [
                [(cell.value, cell.number_format, cell.hyperlink is not None) for cell in row] for row in sheet
            ]
            for sheet in sheets(data)
        }
        data = json.dumps(cells, ensure_ascii=False, indent=1, default=str).encode()
    elif form == "parquet":
        table = pq.read_table(io.BytesIO(data))
        data = f"{table.schema.to_string()}\n{json.dumps(table.to_pylist(), ensure_ascii=False, indent=1, default=str)}\n".encode()
    elif form == "html":  # the page's own style and script are told apart from what it says
        data = re.sub(rb"(?s)<style>.*?</style>|<script>.*?</script>|content=\"default-src[^\"]*\"", b"", data)
    golden = ROOT / "tests" / "golden" / "formats" / f"{form}.txt"
    if request.config.getoption("--update-golden"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_bytes(data)
    assert golden.read_bytes() == data


# Excel


def test_cells_have_types() -> None:
    book = sheets(written("xlsx", document()))
    assert book.sheetnames == ["facts", "documents"]
    header, *rows = book["facts"].iter_rows()
    assert tuple(cell.value for cell in header) == COLUMNS
    first, price, percent, date, old, _ = ({name: row[i] for i, name in enumerate(COLUMNS)} for row in rows)
    assert (first["value"].value, first["value"].number_format) == (300_000_000, "#,##0")
    assert (price["value"].value, price["value"].number_format) == (140.9, "#,##0.00")
    assert (percent["value"].value, percent["start"].value) == (-2.71, 20)
    assert (date["date_from"].value, date["date_from"].number_format) == (datetime.datetime(2025, 2, 24), "yyyy-mm-dd")  # noqa: DTZ001
    assert old["date_from"].value == "1899-01-01"
    assert first["code"].value is None


def test_a_sheet_can_be_filtered_and_its_header_stays() -> None:
    facts, documents = sheets(written("xlsx", document(), document("b.txt", FACTS[:1], id=3))).worksheets
    assert (facts.freeze_panes, facts.auto_filter.ref) == ("A2", "A1:Y8")
    assert (documents.freeze_panes, documents.auto_filter.ref) == ("A2", "A1:D3")
    assert [cell.value for cell in documents[3]] == ["b.txt", 3, None, 1]


def test_sources_are_links(tmp_path: Path) -> None:
    path = tmp_path / "年 报#1%.txt"
    name = f"{path}"
    documents = [document(name, FACTS[:1]), document("-", FACTS[:1]), document("https://a.b/c#d", FACTS[:1])]
    sheet = sheets(written("xlsx", *documents))["facts"]
    assert [cell.value for cell in sheet["A"]] == ["source", name, "-", "https://a.b/c#d"]
    assert sheet["A2"].hyperlink.target.lower() == path.as_uri().lower()
    assert sheet["A3"].hyperlink is None
    assert (sheet["A4"].hyperlink.target, sheet["A4"].hyperlink.location) == ("https://a.b/c", "d")


def test_no_cell_is_a_formula_or_a_link_that_should_be_text() -> None:
    data = written("xlsx", document())
    sheet = sheets(data)["facts"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d", "inlineStr"}
    last = dict(zip(COLUMNS, sheet[7], strict=True))
    assert last["subject"].value == '=HYPERLINK("http://a")'
    assert last["subject"].quotePrefix
    assert last["period"].hyperlink is None
    with ZipFile(io.BytesIO(data)) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in xml
    assert "_x001B_" in xml
    assert "_x0000_" in xml
    assert "_x005F_x0041_" in xml


@pytest.mark.parametrize("text", ["<r><t>a</t></r>", "<r></sheetData>&</r>", "]]>", "a" * 40_000])
def test_a_workbook_stays_whole(text: str) -> None:
    fact = Fact(kind="ticker", text="6", start=0, end=1, code="6", sentence=text)
    sheet = sheets(written("xlsx", document(facts=[fact])))["facts"]
    shown = sheet.cell(2, COLUMNS.index("sentence") + 1).value
    assert shown.rstrip() == text or (len(shown) == 32_767 and shown.endswith("…"))


@pytest.mark.parametrize(
    ("number", "cell"),
    [
        ("123456789012345", 123456789012345),
        ("1234567890123456", "1234567890123456"),
        ("0.1", 0.1),
        ("9.95", 9.95),
        ("10000000000000000000000000000.5", "10000000000000000000000000000.5"),
        ("1E+20", 10**20),
        ("12345678901234567890.12", "12345678901234567890.12"),
        ("1E-31", "0." + "0" * 30 + "1"),
    ],
)
def test_a_number_is_exact_or_text(number: str, cell: object) -> None:
    data = written("xlsx", document(facts=[Fact(kind="amount", text="", start=0, end=0, value=Decimal(number))]))
    assert sheets(data)["facts"]["F2"].value == cell
    if not isinstance(cell, str):
        with ZipFile(io.BytesIO(data)) as archive:
            stated = re.search(r'<c r="F2"[^>]*><v>(.*?)</v>', archive.read("xl/worksheets/sheet1.xml").decode())
        assert stated
        assert Decimal(stated[1]) == Decimal(number)


def test_what_a_sheet_cannot_hold_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    import factx.cli.writers.xlsx as module

    monkeypatch.setattr(module, "ROWS", 4)
    monkeypatch.setattr(module, "LINKS", 2)
    book = sheets(written("xlsx", document(), document(facts=FACTS[:1])))
    assert [sheet.title for sheet in book] == ["facts", "documents", "facts 2", "facts 3"]
    assert [sheet.max_row for sheet in book] == [4, 3, 4, 2]
    assert [cell.hyperlink is not None for cell in book["facts"]["A"]] == [False, True, True, False]
    assert book["facts 2"].auto_filter.ref == "A1:Y4"


# Parquet


def test_parquet_has_types() -> None:
    table = pq.read_table(io.BytesIO(written("parquet", *DOCUMENTS)))
    assert table.schema.equals(SCHEMA)
    assert str(table.schema.field("value").type) == "decimal128(38, 10)"
    assert str(table.schema.field("date_from").type) == "date32[day]"
    assert table["value"].to_pylist()[1] == Decimal("140.90")
    assert table["id"].to_pylist() == [None] * 6 + ["7"] * 2
    assert table.num_rows == 8


def test_parquet_without_facts_has_its_columns() -> None:
    assert pq.read_table(io.BytesIO(written("parquet"))).schema.equals(SCHEMA)


def test_parquet_writes_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    import factx.cli.writers.parquet as module

    monkeypatch.setattr(module, "GROUP", 7)
    data = written("parquet", *(document(f"{i}.txt") for i in range(5)))
    assert pq.ParquetFile(io.BytesIO(data)).num_row_groups == 3
    assert pq.read_table(io.BytesIO(data))["source"].to_pylist() == [f"{i}.txt" for i in range(5) for _ in FACTS]


def test_what_does_not_fit_is_told_and_left_out(tmp_path: Path) -> None:
    told: list[str] = []
    layout = Layout(fail=told.append)
    facts = [FACTS[0], TOO_LONG, FACTS[1], TOO_FINE]
    table = pq.read_table(io.BytesIO(written("parquet", document(facts=facts, id="x"), layout=layout)))
    assert table["text"].to_pylist() == [FACTS[0].text, FACTS[1].text]
    assert told == [
        "a.txt: x: the fact at 60 is left out: value 10000000000000000000000000000 of '大' does not fit decimal128(38,10)",
        "a.txt: x: the fact at 62 is left out: value_to 1.12345678901 of '细' does not fit decimal128(38,10)",
    ]
    stored("duckdb", tmp_path / "a.duckdb", document(facts=facts, id="x"), layout=layout)
    assert len(told) == 4
    assert told[2:] == told[:2]


# Columns


@pytest.mark.parametrize("form", ["csv", "tsv"])
def test_columns_header_and_mark(form: Format) -> None:
    between = "," if form == "csv" else "\t"
    layout = Layout(("value", "text"), header=False, bom=True)
    lines = written(form, document(facts=FACTS[:2]), layout=layout).decode("utf-8").split("\n")
    assert lines == [f"\ufeff300000000{between}3亿元至5亿元", f"140.90{between}140.90港元/股", ""]


def test_tsv_fields_may_hold_anything() -> None:
    fact = Fact(kind="ticker", text='a\tb\n"c"', start=0, end=7, code="6")
    import csv

    (row,) = csv.reader(
        io.StringIO(written("tsv", document(facts=[fact]), layout=Layout(("text", "code"), header=False)).decode()),
        delimiter="\t",
    )
    assert row == ['a\tb\n"c"', "6"]


def test_columns_of_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    layout = Layout(("end", "value", "code"))
    sheet = sheets(written("xlsx", document(), layout=layout))["facts"]
    assert [cell.value for cell in sheet[3]] == [19, 140.9, None]
    sheet = sheets(written("xlsx", document(), layout=Layout(("end",), header=False)))["facts"]
    assert (sheet["A1"].value, sheet.freeze_panes, sheet.auto_filter.ref) == (8, None, None)
    assert pq.read_table(io.BytesIO(written("parquet", document(), layout=layout))).column_names == [
        "end",
        "value",
        "code",
    ]
    table = written("table", document(), layout=layout).decode()
    assert re.search(r"(?m)^end +value +code *$", table)
    assert re.search(r"(?m)^19 +140.90 HKD/股 *$", table)
    bare = written("table", document(), layout=Layout(("end",), header=False)).decode()
    assert bare.split() == ["a.txt", "8", "19", "26", "35", "41", "51"]


# Databases


def test_sqlite(tmp_path: Path) -> None:
    path = tmp_path / "facts.sqlite"
    stored("sqlite", path, document(), document("b.txt", [FACTS[0]], id=7, date=DAY))
    with closing(sqlite3.connect(path)) as base:
        assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
        assert base.execute("SELECT count(*) FROM facts").fetchone() == (7,)
        found = base.execute(
            "SELECT value, number, typeof(value), date_from FROM facts WHERE kind = 'price'"
        ).fetchone()
        assert found == ("140.90", 140.9, "text", None)
        assert base.execute("SELECT sum(number) FROM facts WHERE unit = 'CNY'").fetchone() == (6e8,)
        joined = (
            "SELECT d.id, d.date, d.characters FROM documents d JOIN facts f USING (source, id, digest) WHERE id <> ''"
        )
        assert base.execute(joined).fetchall() == [("7", "2025-02-24", 51)]
        with pytest.raises(sqlite3.IntegrityError):
            base.execute(
                'INSERT INTO facts (source, id, digest, kind, text, start, "end") SELECT source, id, digest, kind, text, start, "end" FROM facts'
            )


def test_duckdb(tmp_path: Path) -> None:
    path = tmp_path / "facts.duckdb"
    stored("duckdb", path, document(), document("b.txt", [FACTS[0]], id=7, date=DAY))
    with duckdb.connect(path) as base:
        types = dict(
            base.execute("SELECT column_name, data_type FROM duckdb_columns WHERE table_name = 'facts'").fetchall()
        )
        assert (types["value"], types["date_from"], types["start"]) == ("DECIMAL(38,10)", "DATE", "BIGINT")
        assert set(types) == {"digest", *COLUMNS}
        found = base.execute("SELECT value, date_from FROM facts WHERE kind = 'price'").fetchone()
        assert found == (Decimal("140.90"), None)
        assert base.execute("SELECT sum(value) FROM facts WHERE unit = 'CNY'").fetchone() == (Decimal(600_000_000),)
        joined = (
            "SELECT d.id, d.date, d.characters FROM documents d JOIN facts f USING (source, id, digest) WHERE id <> ''"
        )
        assert base.execute(joined).fetchall() == [("7", DAY, 51)]
        with pytest.raises(duckdb.ConstraintException):
            base.execute("INSERT INTO facts SELECT * FROM facts")


def contents(form: str, path: Path) -> list[Any]:
    with closing(duckdb.connect(path) if form == "duckdb" else sqlite3.connect(path)) as base:
        return [sorted(base.execute(f"SELECT * FROM {table}").fetchall(), key=repr) for table in ("documents", "facts")]  # noqa: S608


@pytest.mark.parametrize("form", ["duckdb", "sqlite"])
def test_the_same_again_changes_nothing(form: Format, tmp_path: Path) -> None:
    path = tmp_path / f"a.{form}"
    documents = [document(), document("b.txt", [], id=1), document("b.txt", FACTS[:2], id="2"), document()]
    stored(form, path, *documents)
    first = contents(form, path)
    assert [len(table) for table in first] == [3, 8]
    stored(form, path, *documents)
    assert contents(form, path) == first
    stored(form, path, document(text="another text", facts=FACTS[:1]), document("b.txt", FACTS[:3], id="2"))
    assert [len(table) for table in contents(form, path)] == [4, 10]


@pytest.mark.parametrize("form", ["duckdb", "sqlite"])
def test_documents_of_one_name_are_told_apart_by_their_text(form: Format, tmp_path: Path) -> None:
    path = tmp_path / f"a.{form}"
    stored(form, path, document("-", FACTS[:2]), document("-", FACTS[:1], text="another"))
    documents, facts = contents(form, path)
    assert len({row[2] for row in documents}) == 2
    assert len(facts) == 3


@pytest.mark.parametrize("form", ["duckdb", "sqlite"])
def test_a_run_that_ends_early_leaves_no_trace(form: Format, tmp_path: Path) -> None:
    path = tmp_path / f"a.{form}"
    stored(form, path, document())
    before = contents(form, path)
    target: Any = writer(form, path)
    target.write(document("b.txt"))
    target.release()
    assert contents(form, path) == before


@pytest.mark.parametrize("form", ["duckdb", "sqlite"])
def test_a_file_that_is_no_database(form: Format, tmp_path: Path) -> None:
    path = tmp_path / f"a.{form}"
    path.write_text("something else" * 1000)
    with pytest.raises(WriteError, match=f"cannot write {re.escape(str(path))}: "):
        writer(form, path)
    assert path.read_text() == "something else" * 1000
    with pytest.raises(WriteError, match="cannot write"):
        writer(form, tmp_path / "no" / "folder" / f"a.{form}")


@pytest.mark.parametrize("form", ["duckdb", "sqlite"])
def test_a_table_of_somebody_else(form: Format, tmp_path: Path) -> None:
    path = tmp_path / f"a.{form}"
    if form == "duckdb":
        with duckdb.connect(path) as base:
            base.execute("CREATE TABLE facts (a INT)")
    else:
        with closing(sqlite3.connect(path)) as base:
            base.execute("CREATE TABLE facts (a INT)")
    with pytest.raises(WriteError, match="cannot write"):
        stored(form, path, document())


# The command


def test_every_ending(factx: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("公司实现营业收入1.5亿元,同比增长13%。", encoding="utf-8")
    for name in ("a.tsv", "a.xlsx", "a.parquet", "a.html", "a.htm", "a.duckdb", "a.sqlite", "a.sqlite3"):
        for _ in range(2):
            done = factx("extract", "a.txt", "-o", name)
            assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert (tmp_path / "a.tsv").read_text(encoding="utf-8").count("\n") == 3
    assert len(list(sheets((tmp_path / "a.xlsx").read_bytes())["facts"])) == 3
    assert pq.read_table(tmp_path / "a.parquet").num_rows == 2
    assert "1.5亿元</mark>" in (tmp_path / "a.html").read_text(encoding="utf-8")
    for name in ("a.duckdb", "a.sqlite"):
        assert [len(table) for table in contents(name[2:], tmp_path / name)] == [1, 2]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("-f", "json", "--columns", "text"), "json has none; it is for csv parquet table tsv xlsx"),
        (("-f", "csv", "--columns", "text,no"), "'no' is none of source kind"),
        (("-f", "csv", "--columns", "text,text"), "'text' is named twice"),
        (("-f", "jsonl", "--bom"), "it is for csv tsv"),
        (("-f", "parquet", "--no-header", "-o", "a.parquet"), "it is for csv table tsv xlsx"),
        (("-f", "sqlite"), "give -o FILE"),
        (("-o", "parts/", "--text-out", "a.txt"), "it is for one document"),
    ],
)
def test_options_that_do_not_go_together(factx: Command, arguments: tuple[str, ...], message: str) -> None:
    done = factx("extract", *arguments, stdin="营收1亿元")
    assert done.returncode == 2
    assert message in " ".join(re.sub(r"[│╭╮╰╯─]", " ", done.stderr.decode()).split())


def test_the_text_that_offsets_count_in(factx: Command, tmp_path: Path) -> None:
    text = "\ufeff公司\r\n营业收入1.5亿元,\r同比增长13%。\r\n"
    (tmp_path / "a.txt").write_bytes(text.encode())
    done = factx("extract", "a.txt", "--text-out", "out.txt")
    decoded = (tmp_path / "out.txt").read_bytes().decode()
    assert decoded == text.removeprefix("\ufeff")
    facts = [json.loads(line) for line in done.stdout.splitlines()]
    assert (
        [decoded[fact["start"] : fact["end"]] for fact in facts]
        == [fact["text"] for fact in facts]
        == ["1.5亿元", "13%"]
    )
    (tmp_path / "b.txt").write_text("净利润2亿元")
    done = factx("extract", "a.txt", "b.txt", "--text-out", "out.txt")
    assert done.returncode == 2
    assert "--text-out holds the text of one document" in done.stderr.decode()
    assert len(done.stdout.splitlines()) == 3


def test_a_text_that_cannot_be_written(factx: Command, tmp_path: Path) -> None:
    done = factx("extract", "-o", "a.jsonl", "--text-out", "no/folder", stdin="营收1亿元")
    assert (done.returncode, done.stderr) == (2, b"factx: cannot write no/folder: No such file or directory\n")
    assert list(tmp_path.iterdir()) == []


def test_the_example_of_batches(capsys: pytest.CaptureFixture[str]) -> None:
    (example,) = re.findall(
        r"```python\n(.*?)```", (ROOT / "docs" / "outputs.md").read_text(encoding="utf-8"), re.DOTALL
    )
    exec(example, {})  # noqa: S102
    assert "'text': '1.5亿元', 'value': Decimal('150000000.0000000000'), 'period': '2024'" in capsys.readouterr().out


def test_a_row_that_does_not_fit_is_an_error_of_the_run(factx: Command, tmp_path: Path) -> None:
    done = factx("extract", "-o", "a.parquet", stdin=f"公司营业收入{'9' * 30}元,同比增长13%。")
    assert done.returncode == 2
    assert "does not fit decimal128(38,10)" in done.stderr.decode()
    assert pq.read_table(tmp_path / "a.parquet")["text"].to_pylist() == ["13%"]


@pytest.mark.parametrize(("form", "package"), [("xlsx", "xlsxwriter"), ("parquet", "pyarrow"), ("duckdb", "duckdb")])
def test_a_missing_extra_names_the_command_that_installs_it(form: str, package: str, tmp_path: Path) -> None:
    program = f"import sys; sys.modules[{package!r}] = None; from factx.cli.app import main; main()"
    output = tmp_path / f"a.{form}"
    done = subprocess.run(
        [sys.executable, "-c", program, "extract", "-o", str(output)],
        input="营收1亿元".encode(), capture_output=True, cwd=tmp_path, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == f"factx: {package} is not installed: pip install 'factx[{form}]'\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["a.xlsx", "a.parquet", "a.html", "a.sqlite", "a.duckdb"])
def test_a_run_that_stops_leaves_the_output_as_it_was(name: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("营收1亿元", encoding="utf-8")
    done = subprocess.run(
        [FACTX, "extract", "a.txt", "missing.txt", "--strict", "-o", name],
        capture_output=True,
        cwd=tmp_path,
        check=False,
    )
    assert (done.returncode, done.stderr.decode()) == (2, "factx: missing.txt: No such file or directory\n")
    if name.endswith(("sqlite", "duckdb")):
        with closing(sqlite3.connect(tmp_path / name) if "sqlite" in name else duckdb.connect(tmp_path / name)) as base:
            assert base.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    else:
        assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt"]
