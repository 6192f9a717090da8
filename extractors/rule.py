"""Rule, the decorator that makes one of a function, and Mention, what a rule reads."""

import datetime
from collections.abc import Callable
from decimal import Decimal
from functools import cached_property
from typing import Literal

import msgspec
import regex

from factx.extractors.numeral import Numeral
from factx.extractors.pattern import Match, compiled_by_either
from factx.fact import Basis, Direction, Kind, Mod, Role

Where = Literal["number", "after", "word"]
_LONGEST = 256  # code points that a pattern may look at


class Mention(msgspec.Struct, gc=False):
    """A fact in the making: what one rule read at one place, before neighbours and names are looked at.

    ``kind`` is "number" for a numeral that no unit follows. ``parts`` holds the raw fields of a kind that are resolved
    later, when the mentions around it are known (a date's year, month and day as written).
    """

    kind: Kind | Literal["number"]
    start: int
    end: int
    rule: str = ""
    number: Numeral | None = None
    value: Decimal | None = None
    value_to: Decimal | None = None
    unit: str | None = None
    per: str | None = None
    mod: Mod | None = None
    timex: str | None = None
    date_from: datetime.date | None = None
    date_to: datetime.date | None = None
    code: str | None = None
    role: Role | None = None
    direction: Direction | None = None
    basis: Basis | None = None
    parts: object = None


ContextReader = Callable[[str, Mention, Mention | None, int], Mention | None]
Reader = Callable[[Match, Numeral | None], Mention | None]


class Rule(msgspec.Struct, frozen=True, dict=True):
    """How one writing of one kind of fact is found and read.

    Attributes:
        name: a phrase that says what is matched, unique among all rules.
        kind: the kind of the mentions it makes.
        where: "number": ``pattern`` matches from the first character of a numeral; "after": from the character after
            a numeral; "word": from one of ``words``, which begin a fact that no numeral begins.
        pattern: a verbose regex over the folded text; it must not match the empty string. Compiled when first tried.
        first: for "number" and "after", the characters one of which follows the numeral; None: any.
        words: for "word", the strings that the fact begins with.
        behind: for "number", the characters one of which stands before the numeral; None: any.
        read: turns a match (and the numeral, None for "word") into a Mention, or None: "matched, does not apply".
    """

    name: str
    kind: Kind
    where: Where
    pattern: str
    first: frozenset[str] | None
    words: tuple[str, ...]
    behind: frozenset[str] | None
    read: Reader

    @cached_property
    def compiled(self) -> "regex.Pattern[str]":
        """The pattern, ready to match."""
        return compiled_by_either(self.pattern, regex.VERBOSE)

    def at(self, text: str, position: int, number: Numeral | None) -> Mention | None:
        """What the rule reads at ``position`` of the folded text, or None."""
        # regex looks for the characters that a pattern cannot do without up to the end of what it is given.
        match = self.compiled.match(text, position, position + _LONGEST)
        mention = match and self.read(match, number)
        if mention:
            mention.rule = self.name
        return mention or None


def rule(
    name: str,
    kind: Kind,
    where: Where,
    pattern: str,
    *,
    first: str | None = None,
    words: tuple[str, ...] = (),
    behind: frozenset[str] | None = None,
) -> Callable[[Reader], Rule]:
    """Make a Rule of a reader function.

    Raises:
        ValueError: a "word" rule has no words, or another has some.
    """
    if (where == "word") != bool(words):
        raise ValueError(f"rule {name!r}: a word rule has words, another has none")

    def make(read: Reader) -> Rule:
        return Rule(name, kind, where, pattern, None if first is None else frozenset(first), words, behind, read)

    return make


class Context(msgspec.Struct, frozen=True):
    """How the words around a mention change what it is: a bare number after 收盘价 is a price.

    Attributes:
        name: a phrase that says what is read, unique among all rules.
        kind: the kind of the mentions it makes.
        of: the kinds of the mentions it looks at.
        read: takes the folded text, the mention, the mention before it and where its sentence begins; returns the mention
            changed, or None.
    """

    name: str
    kind: Kind
    of: frozenset[str]
    read: ContextReader


def context(name: str, kind: Kind, of: set[str]) -> Callable[[ContextReader], Context]:
    """Make a Context of a reader function."""

    def make(read: ContextReader) -> Context:
        return Context(name, kind, frozenset(of), read)

    return make
