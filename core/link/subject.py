"""Subject: the company, person, product or place that a number belongs to."""

import re
from typing import NamedTuple

from factx.link.clause import Line
from factx.link.names import Names
from factx.link.words import words

# What may follow a name that is the subject of its clause.
_PREDICATE = frozenset(
    "hold say verb verb_up verb_down up down gain loss metric light near prep date duration level yoy seq ytd number mod func adv".split()
)
_GOVERNS = frozenset({"verb", "verb_up", "verb_down", "hold", "share"})
_GOVERNING = frozenset("向由给被把对与和及于在从自")
_BREAKS = frozenset({"stop", "quote", "open", "close", "number", "adv", "space", "media", "say", "appos"})
_CHAIN = frozenset({"org", "place", "latin", "name", "thing"})
_PROPER = ("nr", "ns", "nt", "nz", "x", "eng", "nrt", "j", "nrfg")
_NAMED = ("nr", "ns", "nt", "nz", "nrt", "nrfg")
_LONGEST = 18


class Mention(NamedTuple):
    """A place where something that can own numbers is named.

    Attributes:
        start, end: its span.
        strength: 4 a name, organisation or person, 3 a role, place or the proper head of a clause, 2 a thing, 1 the
            plain head of a clause, which counts where nothing else does, 0 not in the place of a subject.
        announcer: True where it stands for the announcing company: 公司, 本公司.
    """

    start: int
    end: int
    strength: int
    announcer: bool


def mentions(line: Line, names: Names) -> list[Mention]:
    """The mentions of one sentence, in text order."""
    tokens, fold = line.tokens, line.fold
    out: list[Mention] = []
    n = len(tokens)
    bound = line.start
    fresh = True  # at the head of a clause, where an unknown stretch is a name
    for i in range(n):
        start, end, kind = tokens[i]
        gap = start - bound
        if kind == "title" and gap > 1:
            person = _person(fold, bound, start)
            if person:
                out.append(Mention(*person, 4, False))
        elif gap > 1 and fresh and kind in _PREDICATE and gap <= _LONGEST:
            head = _head(fold, bound, start, kind)
            if head is not None:
                joins = bool(out) and out[-1].end == head.start == bound and out[-1].strength and not out[-1].announcer
                out.append(head._replace(start=out.pop().start) if joins else head)
        if kind == "name":
            stop = tokens[i + 1][1] if i + 1 < n and tokens[i + 1][0] == end and tokens[i + 1][2] == "org" else end
            out.append(Mention(start, stop, 4, False))
        elif kind == "org":
            out.append(_org(line, i, bound, fresh, out))
        elif kind == "self":
            out.append(Mention(start, end, 4, True))
        elif kind == "role":
            out.append(Mention(start, end, 3, False))
        elif kind in ("place", "thing", "latin"):
            strength = 3 if kind == "place" else 2
            first = start
            if out and out[-1].end == bound and (gap == 0 or kind == "thing") and out[-1].strength and not out[-1].announcer and i and tokens[i - 1][2] in _CHAIN:
                first = out[-1].start
                strength = max(strength, out.pop().strength)
            elif kind == "thing" and 0 < gap <= 8 and fresh:
                first = bound
            out.append(Mention(first, end, strength, False))
        fresh = kind in _BREAKS or kind in ("role", "place", "org", "name") or (fresh and kind in ("date", "duration", "mod", "prep"))
        if kind == "func" or (kind == "verb" and not fresh):
            fresh = False
        bound = end
    return [_placed(line, m, names) for m in out]


def _head(fold: str, start: int, end: int, kind: str) -> Mention | None:
    """The head of a clause, told from adverbs and verbs by its words: 栗军持有 => 栗军."""
    cut = words(fold[start:end])
    if cut[-1].tag[0] in "vdpcrmtfuy" and cut[-1].tag not in ("vn", "nt"):
        return None
    first = 0
    for k, word in enumerate(cut):
        if word.tag[0] in "vpcdrmufty" and word.tag not in ("vn",):
            first = k + 1
    if first >= len(cut):
        return None
    # Before a metric an unknown word may narrow it down (股改临时保管股份), only a known name owns it.
    named = _NAMED if kind in ("metric", "gain", "loss") else _PROPER
    proper = any(word.tag in named for word in cut[first:])
    at = start + cut[first].start
    return Mention(at, end, 3 if proper else 1, False) if end - at > 1 else None


def _person(fold: str, start: int, end: int) -> tuple[int, int] | None:
    """A person's name before 先生 or 女士: 办理了陶冶先生 => 陶冶."""
    if end - start <= 4:
        return start, end
    at = end
    for word in reversed(words(fold[end - 8 : end]) if end - start > 8 else words(fold[start:end])):
        if end - at + len(word.text) > 4 or (at < end and word.tag not in ("nr", "x", "nrfg")):
            break
        at -= len(word.text)
    return (at, end) if 2 <= end - at <= 4 else None


def _org(line: Line, i: int, bound: int, fresh: bool, out: list[Mention]) -> Mention:
    """A name that ends in 公司, 银行, …, from the last boundary on; a bare 公司 is the announcing company."""
    tokens, fold = line.tokens, line.fold
    start, end, _ = tokens[i]
    first = min(bound, start)
    if out and out[-1].end == first and not out[-1].announcer and i and tokens[i - 1][2] in _CHAIN:
        return Mention(out.pop().start, end, 4, False)
    if i > 2 and tokens[i - 1][2] == "close" and tokens[i - 1][1] == first and out and out[-1].end == tokens[i - 1][0]:
        # 惠而浦(中国)股份有限公司
        inner = out.pop()
        return Mention(out.pop().start if out and out[-1].end == inner.start - 1 else inner.start, end, 4, False)
    if first == start:
        return Mention(start, end, 4 if end - start == 2 and fold[start:end] in ("公司", "集团") else 0, True)
    if start - first > 8 and not fresh:
        cut = words(fold[first:start])
        for word in cut:
            if word.tag[0] in "vpcdrmufty" and word.tag != "vn":
                first = first if word.start + len(word.text) >= start - first else first
        k = max((w.start + len(w.text) for w in cut if w.tag[0] in "pcruy"), default=0)
        first += k
    return Mention(first, end, 4, False)


def _placed(line: Line, m: Mention, names: Names) -> Mention:
    """A mention: its short name where brackets give one, without strength where a word before it makes it an object."""
    alias = names.aliases.get(m.end)
    if alias is not None:
        return Mention(*alias, 4, False)
    i = line.index(m.start)
    tokens, fold = line.tokens, line.fold
    k = line.index(m.end)
    if m.announcer and k < len(tokens) and tokens[k][0] == m.end and tokens[k][2] in ("role", "appos"):
        return m._replace(strength=0)  # 公司控股股东X
    if i <= 0:
        return m
    start, end, kind = tokens[i - 1]
    if end != m.start:
        return m if fold[m.start - 1] not in "为系是" or m.strength != 3 else m._replace(strength=0)
    if m.announcer and fold[start] == "的" and i > 1 and tokens[i - 2][2] == "hold":
        return m._replace(strength=0)  # 持有的公司股份
    if not line.holds(m.end) and (kind in _GOVERNS or fold[end - 1] in _GOVERNING or (tokens[i][2] == "role" and fold[start] == "的")):
        return m._replace(strength=0)
    return m


def choose(line: Line, found: list[Mention], k: int, before: int) -> tuple[Mention | None, str]:
    """The mention that owns the number at a token: the nearest in its clause, else in its sentence.

    Args:
        before: where the metric of the number begins; what stands after cannot own it.
    """
    tokens = line.tokens
    clause = line.start
    for i in range(k - 1, -1, -1):
        start, end, kind = tokens[i]
        if kind == "stop" and end <= before and line.fold[start] != ":":
            clause = end
            break
    thing = plain = None
    for m in reversed(found):
        if m.end > before or not m.strength:
            continue
        if m.start < clause and thing is not None and thing.start >= clause:
            break
        if m.strength > 2:
            return m, "nearest in the clause" if m.start >= clause else "nearest in the sentence"
        if m.strength == 2:
            thing = thing or m
        else:
            plain = plain or m
    if thing is not None:
        return thing, "nearest thing in the sentence"
    return plain, "head of the clause"
