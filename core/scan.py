"""Scan: one pass over the folded text that finds mentions."""

from factx.document import Document
from factx.extractors.rule import Mention


def scan(document: Document) -> list[Mention]:
    """The mentions of a document, in text order, without overlaps."""
    return []
