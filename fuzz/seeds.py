"""Write what the fuzzer begins with: `python fuzz/seeds.py CORPUS WORDS`.

CORPUS is a folder: the sentences of samples/ and the examples of the rules, each a file named after its content. WORDS is
a dictionary for libFuzzer: the characters that the rules look for, and short stretches of the examples.
"""

import hashlib
import re
import sys
from importlib import import_module
from pathlib import Path
from typing import get_args

from factx.extractors import RULES
from factx.fact import Kind

_SAMPLES = Path(__file__).parent.parent / "samples"


def texts() -> list[str]:
    """Every example and every sentence of the samples, and each sample as a whole."""
    out = [path.read_text("utf-8") for path in sorted(_SAMPLES.glob("*.txt"))]
    out += [line for text in out for line in text.splitlines() if line.strip()]
    for kind in get_args(Kind):
        for group in import_module(f"factx.extractors.{kind}.corpus").POSITIVE:
            out += [text.replace("‹", "").replace("›", "") for text in group.texts]
    return list(dict.fromkeys(out))


def words() -> list[str]:
    """What the rules begin with, and runs of the same sort of character in the texts, up to four long."""
    out = {word for rule in RULES for word in rule.words} | {c for rule in RULES for c in rule.first or ""}
    for text in texts():
        out.update(re.findall(r"[0-9.]{1,6}|[^\W0-9]{1,4}|[^\w\s]", text))
    return sorted(word for word in out if len(word.encode()) <= 24)


def main(corpus: Path, dictionary: Path) -> None:
    """Write both."""
    corpus.mkdir(parents=True, exist_ok=True)
    for text in texts():
        data = text.encode()
        (corpus / hashlib.sha1(data, usedforsecurity=False).hexdigest()).write_bytes(data)
    lines = ('"' + "".join(f"\\x{byte:02x}" for byte in word.encode()) + '"\n' for word in words())
    dictionary.write_text("".join(lines), "ascii")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
