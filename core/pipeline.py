"""The whole way from a document to its facts: scan, settle, link."""

from factx.document import Document
from factx.fact import Fact
from factx.link import link
from factx.scan import scan
from factx.settle import settle


def facts_of(document: Document, *, sentence: bool = False, explain: bool = False) -> list[Fact]:
    """The facts of a document, in text order, linked."""
    return link(document, settle(document, scan(document)), explain)
