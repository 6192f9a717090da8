"""Rule, the decorators that make one of a function, and Mention, what a rule reads."""

import datetime
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Final, Literal

import regex

from factx.extractors.numeral import Numeral
from factx.extractors.pattern import Match, Pattern
from factx.fact import Kind, Mod, Role

Where = Literal["number", "after", "word"]
_LONGEST: Final = 256  # code points that a pattern may look at


class Mention:
    """A fact in the making: what one rule read at one place, before neighbours and names are looked at.

    ``kind`` is "number" for a numeral that no unit follows. ``parts`` holds the raw fields of a kind that are resolved
    later, when the mentions around it are known (a date's year, month and day as written).
    """

    def __init__(
        self,
        kind: Kind | Literal["number"],
        start: int,
        end: int,
        rule: str = "",
        number: Numeral | None = None,
        value: Decimal | None = None,
        value_to: Decimal | None = None,
        unit: str | None = None,
        per: str | None = None,
        mod: Mod | None = None,
        timex: str | None = None,
        date_from: datetime.date | None = None,
        date_to: datetime.date | None = None,
        code: str | None = None,
        role: Role | None = None,
        parts: object = None,
    ) -> None:
        self.kind = kind
        self.start = start
        self.end = end
        self.rule = rule
        self.number = number
        self.value = value
        self.value_to = value_to
        self.unit = unit
        self.per = per
        self.mod = mod
        self.timex = timex
        self.date_from = date_from
        self.date_to = date_to
        self.code = code
        self.role = role
        self.parts = parts


ContextReader = Callable[[str, Mention, Mention | None, int], Mention | None]
Reader = Callable[[Match, Numeral | None], Mention | None]
PlainReader = Callable[[str, int, Numeral | None], Mention | None]


class Rule:
    """How one writing of one kind of fact is found and read.

    Attributes:
        name: a phrase that says what is matched, unique among all rules.
        kind: the kind of the mentions it makes.
        where: "number": ``pattern`` matches from the first character of a numeral; "after": from the character after
            a numeral; "word": from one of ``words``, which begin a fact that no numeral begins.
        pattern: a verbose regex over the folded text; it must not match the empty string. Empty: ``plain`` reads.
        first: for "number" and "after", the strings of one character or, for "number", two, one of which follows the
            numeral; None: any.
        words: for "word", the strings that the fact begins with.
        behind: for "number", the characters one of which stands before the numeral; None: any.
        least: for "number", how many characters the numeral has at least, its sign aside.
        read: turns a match (and the numeral, None for "word") into a Mention, or None: "matched, does not apply".
        plain: the same of the text and the place in it, for what takes no pattern to find.
    """

    def __init__(
        self,
        name: str,
        kind: Kind,
        where: Where,
        pattern: str,
        first: frozenset[str] | None,
        words: tuple[str, ...],
        behind: frozenset[str] | None,
        least: int,
        read: Reader | None,
        plain: PlainReader | None,
    ) -> None:
        self.name = name
        self.kind = kind
        self.where = where
        self.pattern = pattern
        self.first = first
        self.words = words
        self.behind = behind
        self.least = least
        self.read = read
        self.plain = plain
        self._compiled = Pattern(pattern, regex.VERBOSE)

    def at(self, text: str, position: int, number: Numeral | None) -> Mention | None:
        """What the rule reads at ``position`` of the folded text, or None."""
        mention: Mention | None = None
        if self.plain is not None:
            mention = self.plain(text, position, number)
        elif self.read is not None:
            # regex looks for the characters that a pattern cannot do without up to the end of what it is given.
            match = self._compiled.match(text, position, position + _LONGEST)
            mention = self.read(match, number) if match is not None else None
        if mention is not None:
            mention.rule = self.name
        return mention


def pairs(first: str, second: str) -> set[str]:
    """The strings of a character of one string and a character of another.

    >>> sorted(pairs("ab", "c"))
    ['ac', 'bc']
    """
    return {a + b for a in first for b in second}


def rule(
    name: str,
    kind: Kind,
    where: Where,
    pattern: str,
    *,
    first: Iterable[str] | None = None,
    words: tuple[str, ...] = (),
    behind: frozenset[str] | None = None,
    least: int = 1,
) -> Callable[[Reader], Rule]:
    """Make a Rule of a reader function.

    Raises:
        ValueError: a "word" rule has no words, or another has some.
    """
    if (where == "word") != bool(words):
        raise ValueError(f"rule {name!r}: a word rule has words, another has none")
    heads = None if first is None else frozenset(first)

    def make(read: Reader) -> Rule:
        return Rule(name, kind, where, pattern, heads, words, behind, least, read, None)

    return make


def plain(
    name: str,
    kind: Kind,
    where: Where,
    *,
    first: Iterable[str] | None = None,
    words: tuple[str, ...] = (),
    behind: frozenset[str] | None = None,
) -> Callable[[PlainReader], Rule]:
    """Make a Rule without a pattern."""
    heads = None if first is None else frozenset(first)

    def make(read: PlainReader) -> Rule:
        return Rule(name, kind, where, "", heads, words, behind, 1, None, read)

    return make


class Context:
    """How the words around a mention change what it is: a bare number after 收盘价 is a price.

    Attributes:
        name: a phrase that says what is read, unique among all rules.
        kind: the kind of the mentions it makes.
        of: the kinds of the mentions it looks at.
        read: takes the folded text, the mention, the mention before it and where its sentence begins; returns the mention
            changed, or None.
    """

    def __init__(self, name: str, kind: Kind, of: frozenset[str], read: ContextReader) -> None:
        self.name = name
        self.kind = kind
        self.of = of
        self.read = read


def context(name: str, kind: Kind, of: set[str]) -> Callable[[ContextReader], Context]:
    """Make a Context of a reader function."""

    def make(read: ContextReader) -> Context:
        return Context(name, kind, frozenset(of), read)

    return make
