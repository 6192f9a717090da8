"""Sentences as tokens, and the walk from a number to the words that belong to it."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from factx.fact import NUMERIC, Fact
from factx.link.lexicon import Token, tokens

# What may stand between a metric and its number.
SKIP = frozenset({"near", "light", "prep", "up", "down", "verb_up", "verb_down", "level", "yoy", "seq", "ytd", "mod", "space"})


_BASIS = frozenset({"yoy", "seq", "ytd"})
_LEADS = SKIP | {"date", "duration"}


@dataclass(slots=True)
class Line:
    """A sentence, its tokens, and where its facts stand among them."""

    fold: str
    start: int
    end: int
    tokens: list[Token]
    at: dict[int, int] = field(default_factory=dict)
    partner: dict[int, int] = field(default_factory=dict)

    def index(self, position: int) -> int:
        """The first token that begins at or after a position."""
        return bisect_left(self.tokens, (position,))

    def says(self, word: str, skipped: Sequence[int]) -> bool:
        """Is a word among some tokens?"""
        return any(word in self.fold[self.tokens[i][0] : self.tokens[i][1]] for i in skipped)

    def aside(self, position: int, before: int) -> bool:
        """Does a position stand in brackets that close before another?"""
        tokens = self.tokens
        return any(tokens[o][0] < position < tokens[c][0] < before for c, o in self.partner.items())

    def inside(self, k: int) -> bool:
        """Does a token stand in brackets?"""
        return any(o < k < c for c, o in self.partner.items())

    def bounded(self, i: int) -> bool:
        """Does another token follow a token at once?"""
        end = self.tokens[i][1]
        return end >= self.end or (i + 1 < len(self.tokens) and self.tokens[i + 1][0] == end)

    def opens(self, start: int) -> bool:
        """Does a clause or a bracket begin here?"""
        return start == self.start or self.fold[start - 1] in ",;:(、。 "

    def holds(self, end: int) -> bool:
        """Does what ends here hold something, as in X[持有], X[将其所持]?"""
        tokens = self.tokens
        for i in range(self.index(end), len(tokens)):
            start, stop, kind = tokens[i]
            if start != end:
                return False
            if kind == "hold":
                return True
            if kind not in ("prep", "mod", "near", "func") or self.fold[start] == "的":
                return False
            end = stop
        return False


def line_of(
    fold: str, start: int, end: int, facts: Sequence[Fact], names: Sequence[tuple[int, int]], first: int
) -> Line:
    """The tokens of one sentence.

    Args:
        fold: the folded text of the document.
        start, end: the span of the sentence.
        facts: the facts of the sentence.
        names: where the names of the document stand.
        first: where to begin among the names.
    """
    known: list[Token] = []
    i, n = first, len(names)
    for fact in facts:
        while i < n and names[i][1] <= fact.start:
            known.append((*names[i], "name"))
            i += 1
        while i < n and names[i][0] < fact.end:
            i += 1
        known.append((fact.start, fact.end, "number" if fact.kind in NUMERIC else fact.kind))
    while i < n and names[i][1] <= end:
        known.append((*names[i], "name"))
        i += 1
    line = Line(fold, start, end, _near(fold, tokens(fold, start, end, known)))
    opened: list[int] = []
    for k, (s, _, kind) in enumerate(line.tokens):
        if kind == "number":
            line.at[s] = k
        elif kind == "open":
            opened.append(k)
        elif kind == "close" and opened:
            line.partner[k] = opened.pop()
    return line


def _near(fold: str, found: list[Token]) -> list[Token]:
    """Without the near words that do not lead to a number: the 达 of 信达 is part of a name, that of 达3亿元 is not."""
    out: list[Token] = []
    follows = -1
    for token in reversed(found):
        start, end, kind = token
        if end - start == 1 and kind in ("near", "up", "down"):
            if end != follows:
                continue
            follows = start
        elif kind == "number" or kind in _BASIS or (end == follows and (kind in _LEADS or fold[start] == ":")):
            follows = start
        else:
            follows = -1
        out.append(token)
    out.reverse()
    return out
