"""The JSON Schema of a fact as the command prints it."""

import re

import msgspec

from factx.fact import Fact

SCHEMA_VERSION = 1
"""Goes up when a field is renamed, removed or changes its meaning; a field that is added does not change it."""

ADDED: dict[str, dict[str, object]] = {
    "source": {"type": "string", "description": "the path of the input, - for standard input."},
    "id": {"type": ["string", "integer"], "description": "the id of the document in its collection."},
    "page": {"type": "integer", "minimum": 1, "description": "the page of a paged document."},
    "count": {"type": "integer", "minimum": 1, "description": "how often the fact is stated; only when asked for."},
}
"""The fields that the command adds to those of a Fact, with their schemas."""


def schema() -> dict[str, object]:
    """The schema: null fields are left out of a record, numbers are number literals.

    >>> schema()["required"]
    ['kind', 'text', 'start', 'end']
    """
    properties: dict[str, dict[str, object]] = {}
    described = _descriptions()
    for name, field in msgspec.json.schema(Fact)["$defs"]["Fact"]["properties"].items():
        stated = next(one for one in field.get("anyOf", [field]) if one != {"type": "null"})
        if stated.get("format") == "decimal":
            stated = {"type": "number"}
        properties[name] = {**stated, "description": described.get(name, "")}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Fact",
        "description": "A fact stated in a Chinese financial text. What the text does not state is left out.",
        "schema_version": SCHEMA_VERSION,
        "type": "object",
        "properties": properties | ADDED,
        "required": ["kind", "text", "start", "end"],
        "additionalProperties": False,
    }


def _descriptions() -> dict[str, str]:
    """What the docstring of Fact says of each field."""
    entries = re.finditer(r"^ +(\w+): (.+(?:\n {12}.+)*)", Fact.__doc__ or "", re.MULTILINE)
    return {entry[1]: " ".join(entry[2].replace("``", "").split()) for entry in entries}
