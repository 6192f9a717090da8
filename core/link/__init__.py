"""From a number to a fact: metric, subject, direction, basis, period."""

from collections.abc import Sequence

from factx.document import Document
from factx.fact import Fact


def link(document: Document, facts: Sequence[Fact], explain: bool = False) -> list[Fact]:
    """Add to each numeric fact what it measures. Facts come in and go out in text order."""
    return list(facts)
