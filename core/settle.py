"""Settle: neighbours join, names are vetoed, what remains becomes facts."""

from factx.document import Document
from factx.extractors.rule import Mention
from factx.fact import Fact


def settle(document: Document, mentions: list[Mention]) -> list[Fact]:
    """The facts among the mentions, in text order, without overlaps."""
    return []
