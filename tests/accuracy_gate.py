"""Accuracy on annotated articles against the floors pinned in accuracy_floors.json.

    python tests/accuracy_gate.py GOLD_FOLDER [--update [--allow-regression]]

GOLD_FOLDER holds seed.jsonl, dev.jsonl and the programs predict.py and score.py, which run the factx of this Python.
A floor is the F1 with value of a kind, or the precision and the recall of an attribute. The gate fails where a figure
is below its floor, or where the articles are not those the floors were pinned on. --update pins the figures of today,
and refuses to lower a floor unless --allow-regression says that this is meant.
"""

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

FLOORS = Path(__file__).with_name("accuracy_floors.json")
SETS = ("seed", "dev")

Figures = dict[str, float]


def measure(gold: Path, name: str) -> dict[str, Any]:
    """The hash of a set of articles and the figures on it."""
    articles = gold / f"{name}.jsonl"
    with tempfile.TemporaryDirectory() as folder:
        predicted = Path(folder, "predicted.jsonl")
        subprocess.run([sys.executable, gold / "predict.py", articles, predicted], check=True)
        command = [sys.executable, gold / "score.py", articles, predicted, "--json"]
        scored = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    figures: Figures = {}
    for kind, levels in scored["kinds"].items():
        if levels["value"]["f1"] is not None:
            figures[kind] = levels["value"]["f1"]
    for attribute, row in scored["attributes"].items():
        figures |= {f"{attribute} {letter}": row[letter] for letter in "pr" if row[letter] is not None}
    return {"sha256": hashlib.sha256(articles.read_bytes()).hexdigest(), "figures": figures}


def below(floors: Figures, figures: Figures) -> list[str]:
    """What is below its floor; a figure that is gone counts as 0."""
    return [
        f"{name}: {figures.get(name, 0.0):.4f} is below its floor of {floor:.4f}"
        for name, floor in floors.items()
        if figures.get(name, 0.0) < floor
    ]


def main() -> int:
    """Run the gate; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--allow-regression", action="store_true")
    args = parser.parse_args()

    pinned = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    measured = {name: measure(args.gold, name) for name in SETS}
    failures = []
    for name, today in measured.items():
        before = pinned.get(name, {"sha256": None, "figures": {}})
        if before["sha256"] != today["sha256"] and not args.update:
            failures.append(f"{name}: the articles are not those that the floors were pinned on; see --update")
        if before["sha256"] == today["sha256"]:
            failures += [f"{name}: {line}" for line in below(before["figures"], today["figures"])]
        print(f"{name}: " + "  ".join(f"{kind} {figure:.3f}" for kind, figure in today["figures"].items()))
    if failures and not (args.update and args.allow_regression):
        print("\n".join(failures), file=sys.stderr)
        return 1
    if args.update:
        FLOORS.write_text(json.dumps(measured, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
