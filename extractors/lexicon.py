"""The lexicon files beside the rules: tab-separated, one header line, sorted."""

from collections.abc import Iterator
from importlib.resources import files


def rows(package: str, name: str = "lexicon.tsv") -> Iterator[list[str]]:
    """The rows of a lexicon file of a package, its header left out.

    Raises:
        FileNotFoundError: the package holds no such file.

    >>> ["股", "share"] in [row[:2] for row in rows("factx.extractors.quantity")]
    True
    """
    lines = files(package).joinpath(name).read_text(encoding="utf-8").splitlines()
    return (line.split("\t") for line in lines[1:] if line and not line.startswith("#"))
