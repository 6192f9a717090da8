"""What the databases have in common: the documents, and the key that tells facts apart."""

import hashlib
from typing import Any

from factx.cli.writers import Found

KEY = ("source", "id", "digest")
"""What tells documents apart, and with ``start`` facts. What is there already stays as it is."""


def digest(text: str) -> str:
    """The SHA-256 of a text in UTF-8: the same document read from anywhere has the same.

    >>> digest("")[:8]
    'e3b0c442'
    """
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def document(found: Found) -> dict[str, Any]:
    """The record of a document; an id that it does not have is an empty text, since a key has no nulls.

    >>> document(Found("a.txt", "营收", []))["characters"]
    2
    """
    return {
        "source": found.source,
        "id": "" if found.id is None else str(found.id),
        "digest": digest(found.text),
        "date": found.date,
        "characters": len(found.text),
    }
