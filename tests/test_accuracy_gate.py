"""The gate holds: a figure below its floor fails, and a floor is not lowered by accident."""

import json
import subprocess
import sys
from pathlib import Path

import accuracy_gate
import pytest

PREDICT = "import shutil, sys; shutil.copy(sys.argv[1], sys.argv[2])"
SCORE = """
import json, pathlib, sys
f1 = float(pathlib.Path(sys.argv[0]).with_name("f1").read_text())
row = {"f1": f1}
print(json.dumps({"kinds": {"amount": {"value": row}, "price": {"value": {"f1": None}}},
                  "attributes": {"unit": {"p": 1.0, "r": f1}}}))
"""


@pytest.fixture
def gold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, content in {"predict.py": PREDICT, "score.py": SCORE, "seed.jsonl": "1\n", "dev.jsonl": "2\n"}.items():
        (tmp_path / name).write_text(content)
    monkeypatch.setattr(accuracy_gate, "FLOORS", tmp_path / "floors.json")
    return tmp_path


def gate(gold: Path, monkeypatch: pytest.MonkeyPatch, f1: float, *options: str) -> int:
    (gold / "f1").write_text(str(f1))
    monkeypatch.setattr(sys, "argv", ["accuracy_gate.py", str(gold), *options])
    return accuracy_gate.main()


def test_floors(gold: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert gate(gold, monkeypatch, 0.9) == 1, "nothing is pinned"
    assert gate(gold, monkeypatch, 0.9, "--update") == 0
    assert json.loads((gold / "floors.json").read_text())["seed"]["figures"] == {
        "amount": 0.9, "unit p": 1.0, "unit r": 0.9,
    }  # fmt: skip
    assert gate(gold, monkeypatch, 0.95) == 0
    assert gate(gold, monkeypatch, 0.89) == 1
    assert gate(gold, monkeypatch, 0.89, "--update") == 1
    assert gate(gold, monkeypatch, 0.9) == 0, "a refused update changed the floors"
    assert gate(gold, monkeypatch, 0.89, "--update", "--allow-regression") == 0
    assert gate(gold, monkeypatch, 0.89) == 0


def test_other_articles_fail_until_they_are_pinned(gold: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gate(gold, monkeypatch, 0.9, "--update")
    (gold / "dev.jsonl").write_text("3\n")
    assert gate(gold, monkeypatch, 0.9) == 1
    assert gate(gold, monkeypatch, 0.9, "--update") == 0


def test_a_run_that_fails_is_no_pass(gold: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (gold / "predict.py").write_text("raise SystemExit(1)")
    with pytest.raises(subprocess.CalledProcessError):
        gate(gold, monkeypatch, 0.9)
