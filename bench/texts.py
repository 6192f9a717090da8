"""The articles that are measured on."""

import json
from pathlib import Path

SAMPLES = Path(__file__).parent.parent / "samples"


def articles(path: Path | None) -> list[str]:
    """The texts of a JSON Lines file (its field `text`), of a folder of *.txt, or the project's own samples."""
    if path is not None and path.is_file():
        return [json.loads(line)["text"] for line in path.read_text("utf-8").splitlines() if line.strip()]
    return [file.read_text("utf-8") for file in sorted((path or SAMPLES).rglob("*.txt"))]


def sample(texts: list[str], size: int) -> list[str]:
    """As many articles, from all over the collection and over again if need be, as make about `size` bytes of UTF-8."""
    step = max(1, sum(map(len, texts)) * 3 // size)
    out: list[str] = []
    total = 0
    while True:
        for start in range(step):
            for text in texts[start::step]:
                out.append(text)
                total += len(text.encode())
                if total >= size:
                    return out


def article(texts: list[str], length: int) -> str:
    """One article of so many characters: the first that is as long, cut there, or several in one."""
    whole = next((text for text in texts if length <= len(text) <= 2 * length), "\n".join(sample(texts, 4 * length)))
    return whole[:length]


def one_text(texts: list[str], size: int, joint: str = "\n") -> str:
    """Articles as one text of about `size` bytes; with an empty joint, as one line."""
    whole = joint.join(sample(texts, size))
    return whole if joint else whole.replace("\n", "").replace("\r", "")
