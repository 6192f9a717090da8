"""Scan: one pass over the folded text that finds mentions.

Almost every fact holds a numeral, so one look at each character finds the places (of numerals, and of the words that
begin a fact without one); each numeral is read once, and what follows it picks the few rules that are tried there.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from string import ascii_letters, digits
from typing import Final

from factx.document import Document
from factx.extractors import RULES
from factx.extractors.date.rules import run_together
from factx.extractors.numeral import CHARACTERS, read
from factx.extractors.pattern import Pattern, code_points
from factx.extractors.rule import Mention, Rule
from factx.pause import pause

# Stretches that hold no facts: addresses of pages and of mail.
_SKIP: Final = Pattern(r"(?:https?://|www\.)[!-~]+|[A-Za-z0-9._-]{1,64}@[A-Za-z0-9.-]+")
_IN_ADDRESS: Final = code_points(ascii_letters + digits + "._-")
_VERSION: Final = Pattern(r"(?:\.[0-9]+)+")
_DIGITS: Final = Pattern(r"[0-9.,]*[0-9]|[零〇○]+")
_JOINS: Final = frozenset("-—–~至到、或")  # 二至三倍
_GAP: Final = Pattern(r"[ ]{0,2}")
_NONE: Final[list[Rule]] = []
_WORD: Final = 1  # where a second character fits
_LATIN_WORD: Final = 2  # where no letter stands before
_AT_ONCE: Final = 3


def _latin(c: str) -> bool:
    return 65 <= ord(c) <= 90 or 97 <= ord(c) <= 122


class _Inventory:
    """The rules by the place and the character, or two, where they are tried."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.after: dict[str, list[Rule]] = defaultdict(list)
        self.number: dict[str, list[Rule]] = defaultdict(list)
        self.behind: dict[str, list[Rule]] = defaultdict(list)
        self.word: dict[str, list[Rule]] = defaultdict(list)
        words: set[str] = set()
        for rule in rules:
            if rule.where == "word":
                words.update(rule.words)
                for c in sorted({word[:2] for word in rule.words}):
                    self.word[c].append(rule)
            elif rule.behind is not None:
                for c in sorted(rule.behind):
                    self.behind[c].append(rule)
            elif rule.first is not None:
                table = self.after if rule.where == "after" else self.number
                for c in sorted(rule.first):
                    table[c].append(rule)
        self.paired = code_points(c[0] for c in self.number if len(c) > 1)
        self.order = {rule.name: i for i, rule in enumerate(rules)}
        # By code point: how a mention may begin there, and what may be the second character of a word.
        stops = bytearray(0x10000)
        for word in words:
            head = ord(word[0])
            stops[head] = _LATIN_WORD if head < 128 else max(_WORD if len(word) > 1 else _AT_ONCE, stops[head])
        for c in CHARACTERS:
            stops[ord(c)] = _AT_ONCE
        self._stops = bytes(stops)
        self._seconds = code_points(word[1] for word in words if len(word) > 1)

    def next(self, text: str, at: int, addresses: bool) -> int:
        """The next place, from ``at`` on, where a numeral or a word may begin; the end of the text if there is none."""
        stops, seconds, size = self._stops, self._seconds, len(text)
        while at < size:
            code = ord(text[at])
            if addresses and code < 128 and _IN_ADDRESS[code] and (match := _SKIP.match(text, at)):
                at = match.end()
                continue
            stop = stops[code] if code <= 0xFFFF else 0
            if stop and (
                stop == _AT_ONCE
                or (stop == _WORD and at + 1 < size and seconds[ord(text[at + 1]) & 0xFFFF])
                or (stop == _LATIN_WORD and not (at and _latin(text[at - 1])))
            ):
                return at
            at += 1
        return size


@lru_cache(1)
def _inventory() -> _Inventory:
    return _Inventory(RULES)


def _sign(text: str, at: int, previous: int) -> int:
    """The offset where the numeral at ``at`` begins, its sign included.

    A minus right after a digit, a letter or the mention before is a dash: 3-5亿元, G-10, 20%-25%.
    """
    if not at or ord(text[at - 1]) not in (0x8D1F, 0x2D, 0x2B, 0x2212):  # 负-+−
        return at
    c = text[at - 1]
    if c == "负":
        return at - 1 if text[at - 2 : at - 1] not in ("", "担", "欠", "肩", "正", "胜", "抱") or at == 1 else at
    if at - 1 <= previous:
        return at
    before = text[at - 2 : at - 1]
    if before and ((before.isascii() and (before.isalnum() or before in "-+%)]")) or before in "—–−"):
        return at
    return at - 1


def _glued(text: str, at: int) -> bool:
    """Whether the numeral at ``at`` goes on a Latin word: Qwen2.5, G-10."""
    if at > 1 and text[at - 1] == "-":
        at -= 1
    return at > 0 and (_latin(text[at - 1]) or text[at - 1] == "_")


def _best(mentions: list[Mention], previous: int, order: dict[str, int]) -> Mention | None:
    """The longest mention that begins after the one before; among equally long ones that of the earlier rule."""
    best: Mention | None = None
    for m in mentions:
        if m.start >= previous and (
            best is None or m.end > best.end or (m.end == best.end and order[m.rule] < order[best.rule])
        ):
            best = m
    return best


def scan(document: Document) -> list[Mention]:
    """The mentions of a document, in text order, without overlaps.

    A numeral that no rule takes is a mention of kind "number": its neighbours may lend it a unit.
    """
    text = document.fold
    rules = _inventory()
    found: list[Mention] = []
    position, previous = 0, -1
    size = len(text)
    addresses = "@" in text or "http" in text or "www." in text
    glued_dates = run_together(text)[::-1]
    while True:
        at = rules.next(text, position, addresses)
        if at == size:
            return found
        pause()
        while glued_dates and glued_dates[-1].start < position:
            glued_dates.pop()
        if glued_dates and at == glued_dates[-1].start:
            found.append(glued_dates.pop())
            position = previous = found[-1].end
            continue
        c = text[at]
        tried: list[Mention] = []
        digit = 48 <= ord(c) <= 57
        if not digit:
            for rule in rules.word.get(c, _NONE):
                mention = rule.at(text, at, None)
                if mention:
                    tried.append(mention)
        if not digit and at + 1 < size:
            for rule in rules.word.get(text[at : at + 2], _NONE):
                mention = rule.at(text, at, None)
                if mention:
                    tried.append(mention)
        number = read(text, _sign(text, at, previous)) if digit or c in CHARACTERS else None
        if number and glued_dates and number.end > glued_dates[-1].start:
            position = glued_dates[-1].start  # the digits before the date are the cell before
            continue
        if number:
            end = number.end
            following = text[end] if end < size else "\n"
            glued = number.start == at and _glued(text, at)
            for rule in rules.number.get(following, _NONE):
                mention = rule.at(text, at, number) if end - at >= rule.least else None
                if mention:
                    tried.append(mention)
            if end + 1 < size and rules.paired[ord(following) & 0xFFFF]:
                for rule in rules.number.get(text[end : end + 2], _NONE):
                    mention = rule.at(text, at, number) if end - at >= rule.least else None
                    if mention:
                        tried.append(mention)
            for rule in rules.behind.get(text[number.start - 1] if number.start else "", _NONE):
                mention = rule.at(text, at, number)
                if mention:
                    tried.append(mention)
            ordinal = at > 0 and text[at - 1] == "第"
            cell = c == "0" and "0" <= text[at + 1 : at + 2] <= "9"  # 10-0922.08%: cells of a table that ran together
            if not ordinal and not cell:
                if following == " ":
                    end = _GAP.match(text, end).end()  # type: ignore[union-attr]
                    following = text[end] if end < size else "\n"
                for rule in rules.after.get(following, _NONE):
                    mention = rule.at(text, end, number)
                    if mention and not (glued and mention.start == at and mention.kind != "percent"):
                        tried.append(mention)
        best = _best(tried, previous, rules.order)
        if best is not None:
            found.append(best)
            position = previous = best.end
        elif number is None:
            zeros = _DIGITS.match(text, at) if digit or c in "零〇○" else None
            position = zeros.end() if zeros else at + 1
        else:
            position = number.end
            version = _VERSION.match(text, position) if position < size and text[position] == "." else None
            if version:
                position = version.end()
            elif not glued and not ordinal and (number.arabic or number.scale or following in _JOINS):
                found.append(
                    Mention("number", number.start, number.end, number=number, value=number.value, mod=number.mod)
                )
                previous = position
