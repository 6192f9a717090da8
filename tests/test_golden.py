"""The samples and the facts in them, each judged by a reader. `pytest --update-golden` writes them anew."""

from pathlib import Path

import pytest
from conftest import ROOT, Command

SAMPLES = sorted((ROOT / "samples").glob("*.txt"))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_sample(sample: Path, factx: Command, request: pytest.FixtureRequest) -> None:
    golden = ROOT / "tests/golden" / f"{sample.stem}.jsonl"
    found = factx("extract", "--date", "auto", stdin=sample.read_bytes()).stdout.decode()
    if request.config.getoption("--update-golden"):
        golden.write_text(found, encoding="utf-8")
    assert found.splitlines() == golden.read_text(encoding="utf-8").splitlines()


def test_every_golden_file_has_its_sample() -> None:
    assert [sample.stem for sample in SAMPLES] == sorted(path.stem for path in (ROOT / "tests/golden").glob("*.jsonl"))
