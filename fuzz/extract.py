"""A target for atheris: what tests/invariants.py says holds for every text that coverage leads to."""

import datetime
import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["factx"]):
    import factx
    import factx.pipeline

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from invariants import appended, folded, sound

_DATES = (None, datetime.date(2024, 2, 29), datetime.date(1, 1, 1), datetime.date(9999, 12, 31))
_SENTENCES = ("天气很好。", "公司营收1亿元，同比增长3%。", "其中2月增长，上年同期为2-3万股。")


def target(data: bytes) -> None:
    """One text; its length picks the reference date and the sentence that is appended."""
    text = data.decode("utf-8", "replace")
    date = _DATES[len(text) % len(_DATES)]
    facts = factx.extract(text, date)
    sound(text, facts)
    assert factx.extract(text, date) == facts, text
    folded(text, facts, date)
    appended(text, _SENTENCES[len(text) % len(_SENTENCES)], date)


if __name__ == "__main__":
    atheris.Setup(sys.argv, target)
    atheris.Fuzz()
