"""The recipes of the cookbook do what they say, section by section. `pytest --update-golden` writes what they print."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import FACTX, ROOT

BOOK = ROOT / "docs" / "cookbook.md"
BLOCK = re.compile(
    r"```(?P<form>sh|python|crontab)\n(?P<code>(?:.*\n)*?)```\n(?:\n```text\n(?P<output>(?:.*\n)*?)```\n)?"
)
PROGRAMS = ("jq", "sqlite3", "flock")
PACKAGES = {
    "facts.xlsx": "xlsxwriter", ".parquet": "pyarrow", "parts/": "pyarrow", "duckdb": "duckdb",
    "to_pandas": "pandas", "to_polars": "polars",
}  # fmt: skip
"""What a recipe names, and the package that it needs."""

DUCKDB = f"""#!{sys.executable}
import sys, duckdb
options = [argument for argument in sys.argv[1:] if argument not in ("-csv", "-c")]
database = options[0] if len(options) == 2 else ":memory:"
table = duckdb.connect(database).execute(options[-1])
print(",".join(column[0] for column in table.description))
for row in table.fetchall():
    print(",".join(map(str, row)))
"""
"""Stands in for DuckDB's own command: one that is older than the package cannot read what the package writes."""


def sections() -> list[str]:
    return re.findall(r"^## (.+)", BOOK.read_text(encoding="utf-8"), re.MULTILINE)


def span(text: str, title: str) -> tuple[int, int]:
    """Where a section begins and ends."""
    start = text.index(f"\n## {title}\n")
    end = text.find("\n## ", start + 1)
    return start, len(text) if end < 0 else end


def needed(code: str) -> None:
    for program in PROGRAMS:
        if f"{program} " in code and not shutil.which(program):
            pytest.skip(f"{program} is not installed")
    for name, package in PACKAGES.items():
        if name in code:
            pytest.importorskip(package)


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    """A folder with the samples, a home with a folder of news, and the commands that recipes use."""
    commands = tmp_path / "bin"
    commands.mkdir()
    (commands / "duckdb").write_text(DUCKDB, encoding="utf-8")
    (commands / "duckdb").chmod(0o755)
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    shutil.copytree(ROOT / "samples", tmp_path / "home" / "news")
    path = f"{commands}:{FACTX.parent}:{os.environ['PATH']}"
    return os.environ | {"PATH": path, "HOME": str(tmp_path / "home"), "COLUMNS": "100", "NO_COLOR": "1", "TZ": "UTC"}


@pytest.mark.parametrize("title", sections())
def test_recipes(title: str, tmp_path: Path, env: dict[str, str], request: pytest.FixtureRequest) -> None:
    text = BOOK.read_text(encoding="utf-8")
    start, end = span(text, title)
    recipes = list(BLOCK.finditer(text, start, end))
    assert recipes, "a section without a recipe"
    needed(text[start:end])
    written = text[start : recipes[0].start()]
    for recipe, after in zip(recipes, [*recipes[1:], None], strict=True):
        output = run(recipe["form"], recipe["code"], tmp_path, env)
        shown = f"\n```text\n{output}```\n" if output else ""
        written += f"```{recipe['form']}\n{recipe['code']}```\n{shown}"
        written += text[recipe.end() : after.start() if after else end]
        if not request.config.getoption("--update-golden"):
            assert output == (recipe["output"] or "")
    if request.config.getoption("--update-golden"):
        BOOK.write_text(text[:start] + written + text[end:], encoding="utf-8")


def run(form: str, code: str, folder: Path, env: dict[str, str]) -> str:
    """What a recipe prints to standard output; it must not fail."""
    if form == "crontab":
        code = "".join(f"{line.split(maxsplit=5)[5]}\n" for line in code.splitlines())
    shell = [sys.executable, "-c", code] if form == "python" else ["bash", "-euo", "pipefail", "-c", code]
    done = subprocess.run(
        shell, stdin=subprocess.DEVNULL, capture_output=True, check=False, cwd=folder, env=env, text=True
    )
    assert done.returncode in (0, 141), done.stderr  # 141: `head` had enough
    return "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())


def test_files_for_excel(tmp_path: Path, env: dict[str, str]) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    needed("facts.xlsx")
    text = BOOK.read_text(encoding="utf-8")
    for recipe in BLOCK.finditer(text, *span(text, "Excel")):
        run(recipe["form"], recipe["code"], tmp_path, env)
    rows = openpyxl.load_workbook(tmp_path / "facts.xlsx").worksheets[0].iter_rows(values_only=True)
    assert next(iter(rows)) == ("source", "subject", "metric", "period", "value", "unit", "direction", "text")
    assert (tmp_path / "facts.csv").read_bytes().startswith(b"\xef\xbb\xbfsource,")
