"""The samples and their facts, as a reader judged them.

`golden/NAME.jsonl` holds what is right, `golden/wrong.json` where the program does not get there yet, as offset and field.
A fact that comes out wrong and is not in that list fails, and so does one in the list that comes out right.
`pytest --update-golden` writes the list anew, and the golden file of a sample that has none: read it, mend it by hand.
"""

import json
from pathlib import Path

import pytest
from conftest import ROOT, Command

SAMPLES = sorted((ROOT / "samples").glob("*.txt"))
GOLDEN = ROOT / "tests/golden"
WRONG = GOLDEN / "wrong.json"

Facts = dict[int, dict[str, str]]


def facts(lines: str) -> Facts:
    """The facts by their start, numbers as they are written."""
    return {int(f["start"]): f for f in (json.loads(x, parse_int=str, parse_float=str) for x in lines.splitlines())}


def differences(found: Facts, right: Facts) -> list[str]:
    """Where two sets of facts differ: `OFFSET missing`, `OFFSET spurious` or `OFFSET FIELD`."""
    out = []
    for start in sorted(found | right):
        one, other = found.get(start), right.get(start)
        if one is None or other is None:
            out.append(f"{start} {'spurious' if one else 'missing'}")
        else:
            out += [f"{start} {name}" for name in sorted(one | other) if one.get(name) != other.get(name)]
    return out


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_sample(sample: Path, factx: Command, request: pytest.FixtureRequest) -> None:
    golden = GOLDEN / f"{sample.stem}.jsonl"
    found = factx("extract", "--date", "auto", stdin=sample.read_bytes()).stdout.decode()
    if not golden.exists() and request.config.getoption("--update-golden"):
        golden.write_text(found, encoding="utf-8")
    wrong = json.loads(WRONG.read_text(encoding="utf-8"))
    differing = differences(facts(found), facts(golden.read_text(encoding="utf-8")))
    if request.config.getoption("--update-golden"):
        wrong[sample.stem] = differing
        WRONG.write_text(json.dumps(wrong, indent=1, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")
    assert differing == wrong[sample.stem]


def test_golden_facts_are_facts() -> None:
    assert [sample.stem for sample in SAMPLES] == sorted(path.stem for path in GOLDEN.glob("*.jsonl"))
    for sample in SAMPLES:
        text = sample.read_text(encoding="utf-8")
        for fact in facts((GOLDEN / f"{sample.stem}.jsonl").read_text(encoding="utf-8")).values():
            assert text[int(fact["start"]) : int(fact["end"])] == fact["text"]
