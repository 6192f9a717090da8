"""The rules as text: kind by kind, each with the examples that its kind's corpus holds."""

from collections.abc import Iterator
from importlib import import_module
from typing import cast, get_args

from factx.extractors import CONTEXTS, RULES
from factx.extractors.corpus import Group
from factx.fact import Kind


def examples(kind: str) -> tuple[Group, ...]:
    """The examples of a kind's corpus."""
    return cast("tuple[Group, ...]", import_module(f"factx.extractors.{kind}.corpus").POSITIVE)


def catalogue(kinds: frozenset[str]) -> Iterator[str]:
    """The lines of the catalogue, for these kinds, or for all where none is given."""
    rules = [(rule.kind, rule.name) for rule in RULES] + [(context.kind, context.name) for context in CONTEXTS]
    for kind in get_args(Kind):
        if kinds and kind not in kinds:
            continue
        yield kind
        for name in (name for of, name in rules if of == kind):
            yield f"  {name}"
            for group in examples(kind):
                if group.rule == name:
                    expected = ", ".join(f"{field} {value}" for field, value in group.expect.items())
                    yield f"    {' | '.join(group.texts)} => {expected}"
