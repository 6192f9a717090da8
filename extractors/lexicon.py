"""The lexicon files beside the rules: tab-separated, one header line, sorted."""

from collections.abc import Iterator
from pathlib import Path


def rows(kind: str) -> Iterator[list[str]]:
    """The rows of the lexicon file of a kind of facts, its header left out.

    Raises:
        FileNotFoundError: the kind has no such file.

    >>> ["股", "share"] in [row[:2] for row in rows("quantity")]
    True
    """
    lines = Path(__file__).with_name(kind).joinpath("lexicon.tsv").read_text("utf-8").splitlines()
    return (line.split("\t") for line in lines[1:] if line and not line.startswith("#"))
