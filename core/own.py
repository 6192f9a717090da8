"""The words and rules of a document's lexicon: what the user knows and factx does not."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, Literal, Protocol, TypeVar

import regex
from msgspec.structs import replace

from factx.document import Document
from factx.extractors.amount.lexicon import currencies
from factx.extractors.date.calendar import Point, Span, span
from factx.extractors.modifier import modifier
from factx.extractors.numeral import Numeral, read
from factx.extractors.pattern import Match, Pattern
from factx.extractors.rule import Mention
from factx.fact import NUMERIC, Fact
from factx.lexicon import Extractor, OwnRule

TIMEOUT = 2.0
"""How many seconds a rule of the user's own may take in one document."""

_LONGEST = 64
_NUMERAL_BEFORE = Pattern(r"(?r)[-+−负]?[0-9零〇一二两三四五六七八九十百千万亿兆几数余多., ]{1,64}")
_DASHED = Pattern("[A-Za-z0-9%)-]")
_TIMEX = Pattern(
    r"(?P<year>[0-9]{4})(?:-(?:Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?))?"
)


class OwnRuleError(Exception):
    """A rule or an extractor of the user's own failed in a document.

    Attributes:
        name: which; ``Lexicon.without`` goes on without it.
    """

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(name, reason)
        self.name = name
        self.reason = reason

    def __str__(self) -> str:
        return f"rule {self.name!r} of your own {self.reason}"


class _Words:
    """Finds the longest of some words at every place of a text, without overlaps."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        lengths: dict[str, set[int]] = {}
        for word in self._words:
            lengths.setdefault(word[0], set()).add(len(word))
        self._lengths = {head: sorted(sizes, reverse=True) for head, sizes in lengths.items()}
        self._heads = regex.compile(f"[{regex.escape(''.join(sorted(lengths)))}]")

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """The half-open spans of the words, in text order."""
        end = 0
        for head in self._heads.finditer(text):
            at = head.start()
            if at < end:
                continue
            for size in self._lengths[text[at]]:
                if text[at : at + size] in self._words and _stands_alone(text, at, at + size):
                    end = at + size
                    yield at, end
                    break


def _stands_alone(text: str, start: int, end: int) -> bool:
    """A word that begins or ends in Latin letters or digits does not go on: TH is none in THB."""
    return not _runs_on(text[start - 1 : start], text[start]) and not _runs_on(text[end - 1], text[end : end + 1])


def _runs_on(a: str, b: str) -> bool:
    return (a + b).isascii() and ((a.isalpha() and b.isalpha()) or (a.isdigit() and b.isdigit()))


@lru_cache(16)
def _finder(words: tuple[str, ...]) -> _Words | None:
    return _Words(words) if words else None


def _spans(words: tuple[str, ...], text: str) -> Iterator[tuple[int, int]]:
    finder = _finder(words)
    return finder.spans(text) if finder else iter(())


def with_words(document: Document, mentions: list[Mention]) -> list[Mention]:
    """The mentions with the user's units and currencies read, and without those in names to be left alone.

    >>> from factx.lexicon import Lexicon
    >>> words = Lexicon(units=("算力单元",), names=("3号计划",))
    >>> [(m.value, m.unit) for m in with_words(Document("3号计划投放20算力单元", None, words), [])]
    [(Decimal('20'), '算力单元')]
    """
    lexicon, text = document.lexicon, document.fold
    codes = dict(lexicon.currencies)
    found: list[Mention] = []
    for start, end in _spans(lexicon.units, text):
        number = _number_before(text, start)
        if number:
            found.append(_counted(number, "quantity", number.start, end, text[start:end]))
    begin = {mention.start: mention for mention in mentions} if codes else {}
    for start, end in _spans(tuple(codes), text):
        code = codes[text[start:end]]
        number = _number_before(text, start)
        if number:
            found.append(_counted(number, "amount", number.start, end, code))
            continue
        after = begin.get(end + 1 if text.startswith(" ", end) else end)
        if after and after.number and after.kind in ("amount", "number"):
            found.append(_counted(after.number, "amount", start, after.end, code))
    merged = _merged(mentions, found, len(text))
    names = [*_spans(lexicon.names + lexicon.subjects, text)]
    ends = [end for _, end in names]
    return [mention for mention in merged if not _inside(mention, names, ends)] if names else merged


def _counted(number: Numeral, kind: Literal["quantity", "amount"], start: int, end: int, unit: str) -> Mention:
    rule = "a word of the user's own"
    return Mention(kind, start, end, rule, number, number.value, number.value_to, unit, mod=number.mod)


def _number_before(text: str, end: int) -> Numeral | None:
    """The numeral that ends right before ``end``, a blank aside."""
    if end and text[end - 1] == " ":
        end -= 1
    run = _NUMERAL_BEFORE.match(text, max(0, end - _LONGEST), end)
    at = run.start() if run else end
    if at < end and text[at] in "-+−" and at and _DASHED.match(text, at - 1):
        at += 1  # 3-5EH/s: a dash
    while at < end:
        number = read(text, at)
        if number is not None and number.end == end:
            before = text[number.start - 1 : number.start]
            return None if before == "第" or (before.isascii() and before.isalnum()) else number
        at = number.end if number is not None and number.end > at else at + 1
    return None


def _overlapping(start: int, end: int, spans: Sequence[tuple[int, int]], ends: list[int]) -> Iterator[tuple[int, int]]:
    """Those of some spans, in order and apart, that overlap another."""
    for i in range(bisect_right(ends, start), len(spans)):
        if spans[i][0] >= end:
            return
        yield spans[i]


def _inside(mention: Mention, names: list[tuple[int, int]], ends: list[int]) -> bool:
    """Is a mention part of a name? One that a name is only part of is not."""
    own = (mention.start, mention.end)
    return any((a, b) == own or a < mention.start or mention.end < b for a, b in _overlapping(*own, names, ends))


def _merged(mentions: list[Mention], found: list[Mention], size: int) -> list[Mention]:
    """All mentions, in order; of two that overlap the longer one, of equally long ones the user's."""
    if not found:
        return mentions
    ranked = [(m.start - m.end, i, m) for i, m in enumerate((*found, *mentions))]
    return _apart(ranked, size)


def with_rules(document: Document, facts: list[Fact], explain: bool) -> list[Fact]:
    """The facts with those that the user's rules and extractors find; these win over others.

    Raises:
        OwnRuleError: a rule took too long, or an extractor failed.
    """
    lexicon = document.lexicon
    if not lexicon.rules and not lexicon.extractors:
        return facts
    found = [fact for rule in lexicon.rules for fact in _matches(document, rule, explain)]
    for name, extractor in lexicon.extractors:
        found += _extracted(document, name, extractor, explain)
    ranked = [(fact.start - fact.end, i, fact) for i, fact in enumerate(found)]
    ranked += [(1, i, fact) for i, fact in enumerate(facts)]
    return _apart(ranked, len(document.text))


class _Spanned(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


_S = TypeVar("_S", bound=_Spanned)


def _apart(ranked: Iterable[tuple[int, int, _S]], size: int) -> list[_S]:
    """What does not overlap, in text order; the lower rank goes first, of equal ones the lower number.

    Args:
        ranked: ranks, numbers, and what they are of.
        size: the length of the text.
    """
    taken = bytearray(size)
    kept: list[_S] = []
    for _, _, one in sorted(ranked, key=lambda entry: entry[:2]):
        if taken.find(1, one.start, one.end) < 0:
            taken[one.start : one.end] = b"\1" * (one.end - one.start)
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def _extracted(document: Document, name: str, extractor: Extractor, explain: bool) -> list[Fact]:
    try:
        facts = [*extractor(document)]
        wrong = [fact for fact in facts if document.text[fact.start : fact.end] != fact.text or not fact.text]
    except Exception as error:
        raise OwnRuleError(name, f"failed: {error!r}") from error
    if wrong:
        raise OwnRuleError(name, f"gave a fact whose text is not the document's: {wrong[0]!r}")
    return [replace(fact, rule=fact.rule or name) for fact in facts] if explain else facts


def _matches(document: Document, rule: OwnRule, explain: bool) -> list[Fact]:
    try:
        found = [_fact(document, rule, m, explain) for m in rule.compiled().finditer(document.fold, timeout=TIMEOUT)]
    except TimeoutError as error:
        raise OwnRuleError(rule.name, f"took longer than {TIMEOUT:g} s") from error
    return [fact for fact in found if fact is not None]


def _fact(document: Document, rule: OwnRule, match: Match, explain: bool) -> Fact | None:
    """The fact of a match, or None where a group cannot be read."""
    fold, kind = document.fold, rule.kind
    groups = {name: text for name, text in match.groupdict().items() if text is not None}
    start, end = match.span("fact") if "fact" in groups else match.span()
    value = value_to = None
    mod = rule.mod
    if kind in NUMERIC:
        number = _numeral(fold, match, "value")
        if number is None:
            return None
        value, value_to, mod = number.value, number.value_to, mod or number.mod
        if "value_to" in groups:
            upper = _numeral(fold, match, "value_to")
            if upper is None:
                return None
            value_to = upper.value
    unit = groups.get("unit") or rule.unit
    if kind in ("amount", "price"):
        unit = _code(document, unit or "")
        if unit is None:
            return None
    elif "unit" in groups:
        unit = document.text[slice(*match.span("unit"))]
    timex = rule.timex and re.sub(r"\{(\w+)\}", lambda m: groups.get(m[1], ""), rule.timex)
    try:
        days = _days(timex) if timex and kind == "date" else None
    except ValueError:
        return None  # no such day
    text = document.text[start:end]
    if not text:
        return None
    if mod is None and kind not in ("ticker", "date"):
        mod = modifier(fold, Mention(kind, start, end))
    return Fact(
        kind=kind,
        text=text,
        start=start,
        end=end,
        value=value,
        value_to=value_to,
        unit=unit,
        per=groups.get("per") or rule.per,
        mod=mod,
        timex=timex,
        date_from=days[0] if days else None,
        date_to=days[1] if days else None,
        code=groups.get("code") or rule.code or (text if kind == "ticker" else None),
        role=rule.role,
        rule=rule.name if explain else None,
    )


def _numeral(fold: str, match: Match, group: str) -> Numeral | None:
    """The numeral that a group is."""
    start, end = match.span(group)
    number = read(fold, start) if 0 <= start < end else None
    return number if number is not None and number.end == end else None


def _code(document: Document, word: str) -> str | None:
    """The ISO 4217 code of a word or sign of money, or of a code itself."""
    own = dict(document.lexicon.currencies).get(word)
    known = currencies().get(word)
    return own or (known.code if known else word if re.fullmatch("[A-Z]{3}", word) else None)


def _days(timex: str) -> Span | None:
    """The days of a plain TIMEX3 date. Raises ValueError where there are none such."""
    match = _TIMEX.fullmatch(timex)
    if match is None:
        return None
    parts: dict[str, Any] = {name: int(digits) for name, digits in match.groupdict().items() if digits}
    return span(Point(**parts))
