"""Lexicon: words and rules of the user's own, from a TOML file."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, fields
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import regex

from factx.fact import NUMERIC, Fact, Kind, Mod, Role
from factx.fold import fold

NUMBER = r"(?P<value>[-+−负]?[0-9〇零一二两三四五六七八九十百千万亿][0-9〇零一二两三四五六七八九十百千万亿.,]{0,40}(?<![.,]))"
"""What ``{number}`` in a pattern stands for: the group ``value`` over anything that may be a numeral."""

_FILLED = frozenset({"value", "value_to", "unit", "per", "code"})
_CODE = re.compile("[A-Z]{3}")
_UNIT = re.compile(r"[^\s0-9.,][^\s]{0,15}")
_PLACE = re.compile(r" - at `\$(?:\.(\w+))?(?:\[(\d+)\])?(?:\.(\w+))?.*")
_HEADER = re.compile(r"\s*\[\[\s*rules\s*\]\]")


class LexiconError(ValueError):
    """A lexicon that cannot be used; the message has a line per mistake: the file, the line, what is wrong."""


class Example(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"text_": "text"}):
    """What a rule must find in a text: the stretch, all of the text where none is given, and the fields given."""

    text_: str
    found: str | None = None
    value: Decimal | None = None
    value_to: Decimal | None = None
    unit: str | None = None
    per: str | None = None
    code: str | None = None
    timex: str | None = None


class OwnRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A rule of the user's own.

    Attributes:
        name: what ``--explain`` calls it.
        kind: the kind of its facts.
        pattern: a regular expression over the folded text. What it matches, or its group ``fact``, is the fact; its
            groups ``value``, ``value_to``, ``unit``, ``per`` and ``code`` give the fields of these names.
        unit, per, role, mod, code: those fields where no group gives them.
        timex: the value of a date or duration; ``{name}`` stands for what that group matched.
        examples: texts and what the rule finds in them.
        counterexamples: texts in which it finds nothing.
    """

    name: str
    kind: Kind
    pattern: str
    unit: str | None = None
    per: str | None = None
    role: Role | None = None
    mod: Mod | None = None
    code: str | None = None
    timex: str | None = None
    examples: tuple[Example, ...] = ()
    counterexamples: tuple[str, ...] = ()

    def compiled(self) -> "regex.Pattern[str]":
        """The pattern over the folded text, with ``{number}`` filled in; compiled once, regex keeps it.

        Raises:
            regex.error: it is no regular expression.
        """
        return regex.compile(_folded(self.pattern).replace("{number}", NUMBER))


class _File(msgspec.Struct, forbid_unknown_fields=True):
    metrics: list[str] = []
    subjects: list[str] = []
    units: list[str] = []
    names: list[str] = []
    currencies: dict[str, str] = {}
    rules: list[OwnRule] = []
    lexicon: list[str] = []


Extractor = Callable[[Any], Iterable[Fact]]
"""An extractor of somebody else's: from a Document to the facts it finds there, which win over those of factx."""


@dataclass(frozen=True)
class Lexicon:
    """Words and rules of the user's own, all folded. An empty one is false and costs nothing.

    Attributes:
        metrics: what numbers measure.
        subjects: whose numbers they are; their own numerals are no facts.
        units: counting units and measures, of kind quantity.
        names: names to be left alone: a numeral in one is no fact, and no number is theirs.
        currencies: words for a currency with their ISO 4217 codes.
        rules: rules of the user's own.
        extractors: functions from a document to facts, each with its name.

    >>> lexicon = Lexicon.loads('units = ["EH/s"]')
    >>> lexicon.units, bool(lexicon), bool(Lexicon())
    (('EH/s',), True, False)
    """

    metrics: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    currencies: tuple[tuple[str, str], ...] = ()
    rules: tuple[OwnRule, ...] = ()
    extractors: tuple[tuple[str, Extractor], ...] = field(default=(), compare=False)

    def __bool__(self) -> bool:
        words = self.metrics or self.subjects or self.units or self.names or self.currencies
        return bool(words or self.rules or self.extractors)

    def __or__(self, other: "Lexicon") -> "Lexicon":
        """Both together; where they contradict each other, what is in ``other`` holds."""
        merged = {part.name: tuple(dict.fromkeys(getattr(other, part.name) + getattr(self, part.name)))
                  for part in fields(self)}  # fmt: skip
        codes = dict(self.currencies) | dict(other.currencies)
        return Lexicon(**merged | {"currencies": tuple(codes.items())})

    def without(self, name: str) -> "Lexicon":
        """The lexicon without the rule or extractor of that name."""
        kept = {part.name: getattr(self, part.name) for part in fields(self)}
        kept["rules"] = tuple(rule for rule in self.rules if rule.name != name)
        kept["extractors"] = tuple(one for one in self.extractors if one[0] != name)
        return Lexicon(**kept)

    @classmethod
    def load(cls, path: str | Path) -> "Lexicon":
        """The lexicon of a TOML file, and of the files that its ``lexicon`` names, relative to it.

        Raises:
            OSError: a file cannot be read.
            LexiconError: mistakes in it, by line.
        """
        return cls._load(Path(path), ())

    @classmethod
    def _load(cls, path: Path, within: tuple[Path, ...]) -> "Lexicon":
        try:
            text = path.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise LexiconError(f"{path}: not UTF-8: {error.reason} at byte {error.start}") from error
        own, others = cls._parsed(text, str(path))
        if within and path in within:
            raise LexiconError(f"{path}: it names itself in its lexicon key")
        out = Lexicon()
        for other in others:
            out |= cls._load(path.parent / Path(other).expanduser(), (*within, path))
        return out | own

    @classmethod
    def loads(cls, text: str, name: str = "<string>") -> "Lexicon":
        """The lexicon of a TOML text; ``name`` is what messages call it.

        Raises:
            LexiconError: mistakes in it, by line.

        >>> Lexicon.loads('unit = ["EH/s"]')
        Traceback (most recent call last):
        factx.lexicon.LexiconError: <string>:1: no key is called 'unit'; did you mean 'units'?
        """
        return cls._parsed(text, name)[0]

    @classmethod
    def _parsed(cls, text: str, name: str) -> tuple["Lexicon", list[str]]:
        import tomllib

        try:
            data: dict[str, Any] = tomllib.loads(text.replace("\r\n", "\n"), parse_float=Decimal)
        except tomllib.TOMLDecodeError as error:
            message = re.sub(r" \(at (?:line (\d+), column \d+|end of document)\)", "", str(error))
            at = re.search(r"at line (\d+)", str(error))
            line = int(at[1]) if at else text.count("\n") + 1
            raise LexiconError(f"{name}:{line}: {message}") from error
        try:
            file = msgspec.convert(data, _File)
        except msgspec.ValidationError as error:
            raise LexiconError(f"{name}:{_line_of_error(text, str(error))}: {_reason(str(error))}") from error
        mistakes = [f"{name}:{line}: {message}" for line, message in sorted(_mistakes(text, file))]
        if mistakes:
            raise LexiconError("\n".join(mistakes))
        words: dict[str, Any] = {part: tuple(dict.fromkeys(map(fold, getattr(file, part)))) for part in _WORDS}
        codes = tuple((fold(word), code) for word, code in file.currencies.items())
        return Lexicon(**words, currencies=codes, rules=tuple(file.rules)), file.lexicon


_WORDS = ("metrics", "subjects", "units", "names")


def line_of(text: str, needle: str, rule: int | None = None) -> int:
    """The line, from 1, of a lexicon where something stands: the first with the needle, of that rule's table if given."""
    lines = text.splitlines()
    first = 0
    if rule is not None:
        headers = [i for i, line in enumerate(lines) if _HEADER.match(line)]
        first = headers[rule] if rule < len(headers) else 0
    return next((i for i in range(first, len(lines)) if needle in lines[i]), first) + 1


def _line_of_error(text: str, message: str) -> int:
    """The line that a message of msgspec is about: its path names keys and indices."""
    unknown = re.search("unknown field `(.+?)`", message)
    place = _PLACE.search(message)
    if place is None:
        return line_of(text, unknown[1] if unknown else "")
    key, index, inner = place.groups()
    if key == "rules" and index is not None:
        return line_of(text, unknown[1] if unknown else inner or "", int(index))
    return line_of(text, key or "")


def _reason(message: str) -> str:
    """A message of msgspec in the words of TOML."""
    place = _PLACE.search(message)
    message = _PLACE.sub("", message)
    unknown = re.search("unknown field `(.+?)`", message)
    if unknown is None:
        return message
    from difflib import get_close_matches

    inner = place and place[1] == "rules"
    kind = Example if place and place[3] else OwnRule if inner else _File
    near = get_close_matches(unknown[1], kind.__struct_encode_fields__, 1)
    return f"no key is called {unknown[1]!r}" + (f"; did you mean {near[0]!r}?" if near else "")


def _mistakes(text: str, file: _File) -> Iterator[tuple[int, str]]:
    """What is wrong with a lexicon whose form is right, with the lines."""
    for part in _WORDS:
        for word in getattr(file, part):
            if not word.strip() or word != word.strip():
                yield line_of(text, part), f"{part}: {word!r} is empty or has blanks around it"
            elif part == "units" and not _UNIT.fullmatch(fold(word)):
                yield line_of(text, f'"{word}"'), f"a unit has no blanks and no digit in front: {word!r}"
    for word, code in file.currencies.items():
        if not _CODE.fullmatch(code):
            yield line_of(text, word), f"{word} = {code!r}: no code of ISO 4217, three capital letters"
        if not word.strip() or word[-1].isdigit():
            yield line_of(text, word or "currencies"), f"no word for a currency: {word!r}"
    seen: set[str] = set()
    for i, rule in enumerate(file.rules):
        if rule.name in seen:
            yield line_of(text, "name", i), f"two rules are called {rule.name!r}"
        seen.add(rule.name)
        for key, message in _wrong(rule):
            yield line_of(text, key, i), f"rule {rule.name!r}: {message}"


def _wrong(rule: OwnRule) -> Iterator[tuple[str, str]]:
    """What is wrong with a rule, each with the key that says it."""
    try:
        compiled = rule.compiled()
    except regex.error as error:
        yield "pattern", f"no regular expression: {error}"
        return
    groups = frozenset(compiled.groupindex)
    try:
        empty = compiled.match("", timeout=1) is not None
    except TimeoutError:
        empty = False
    if empty:
        yield "pattern", "the pattern matches the empty string"
    if rule.kind in NUMERIC and "value" not in groups:
        yield "pattern", f"a rule of kind {rule.kind} reads a number: {{number}}, or a group (?P<value>...)"
    if rule.kind in ("amount", "price") and not rule.unit and "unit" not in groups:
        yield "kind", f'a rule of kind {rule.kind} says the currency: unit = "CNY", or a group (?P<unit>...)'
    if rule.timex is not None:
        for name in re.findall(r"\{(\w*)\}", rule.timex):
            if name not in groups:
                yield "timex", f"timex names {{{name}}}, which is no group of the pattern"
    if rule.kind not in ("date", "duration") and rule.timex is not None:
        yield "timex", f"a fact of kind {rule.kind} has no timex"
    unknown = groups - _FILLED - {"fact"} - set(re.findall(r"\{(\w+)\}", rule.timex or ""))
    for name in sorted(unknown):
        yield (
            f"<{name}>",
            f"no field is called {name}: a group is fact, {', '.join(sorted(_FILLED))}, or named in timex",
        )
    if not rule.examples:
        yield "name", "it has no examples"


def _folded(pattern: str) -> str:
    """A pattern in folded characters; what folds to a sign of regular expressions means itself: （ is no group."""
    out = []
    for c in pattern:
        plain = fold(c)
        out.append("\\" + plain if plain != c and plain.isascii() and not plain.isalnum() else plain)
    return "".join(out)
