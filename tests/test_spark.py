"""Spark: the recipe of the docs gives the facts that `extract_batch` gives here."""

import datetime
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from conftest import ROOT

from factx.arrow import SCHEMA, extract_batch

DOC = ROOT / "docs" / "scale.md"
RECIPE = re.compile(r"^## Spark\n(?:(?!## ).*\n)*?```python\n(?P<code>(?:.*\n)*?)```\n", re.MULTILINE)
LOCAL = (
    "--master local[2] --driver-memory 1g --driver-java-options -XX:TieredStopAtLevel=1 --conf spark.ui.enabled=false "
    "--conf spark.driver.bindAddress=127.0.0.1 --conf spark.driver.host=127.0.0.1 pyspark-shell"
)


def run(folder: Path) -> str:
    """What the recipe tells while it works in a folder; it must not fail."""
    recipe = RECIPE.search(DOC.read_text(encoding="utf-8"))
    assert recipe, f"no recipe in {DOC.name}"
    own = {"PYSPARK_SUBMIT_ARGS": LOCAL, "PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SPARK_", "PYSPARK_"))}
    done = subprocess.run(
        [sys.executable, "-c", recipe["code"]],
        stdin=subprocess.DEVNULL, capture_output=True, check=False, cwd=folder, env=kept | own, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stderr


@pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java")
def test_facts_are_those_of_extract_batch(tmp_path: Path) -> None:
    texts: list[str | None] = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "samples").glob("*.txt"))]
    texts.insert(3, None)
    days = [None if number == 1 else datetime.date(2024, 3, number + 1) for number in range(len(texts))]
    ids = [f"d{number}" for number in range(len(texts))]
    documents = pa.table({"id": ids, "text": pa.array(texts, pa.string()), "date": pa.array(days, pa.date32())})
    folder = tmp_path / "documents.parquet"
    folder.mkdir()
    pq.write_table(documents[:4], folder / "a.parquet")
    pq.write_table(documents[4:], folder / "b.parquet", row_group_size=2)

    told = run(tmp_path)

    skipped: list[tuple[int, str]] = []
    batch = documents.combine_chunks().to_batches()[0]
    expected = extract_batch(
        batch, id_field="id", date_field="date", fail=lambda number, reason: skipped.append((number, reason))
    )
    assert skipped == [(3, "text holds nothing, not a text")]
    assert told.splitlines().count("d3: text holds nothing, not a text") == 1

    found = pq.read_table(tmp_path / "facts")
    assert [(field.name, field.type) for field in found.schema] == [(field.name, field.type) for field in SCHEMA]
    assert found.num_rows == expected.num_rows
    for name in ids:
        rows = [[row for row in facts.to_pylist() if row["id"] == name] for facts in (found, expected)]
        assert rows[0] == rows[1]
        assert bool(rows[0]) == (name != "d3")
