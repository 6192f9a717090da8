"""The check of a lexicon: do its rules find what its examples say?"""

from collections.abc import Iterator
from pathlib import Path

from factx.document import Document
from factx.fact import Fact
from factx.lexicon import Example, Lexicon, LexiconError, OwnRule, line_of
from factx.own import OwnRuleError
from factx.pipeline import facts_of

_FIELDS = ("value", "value_to", "unit", "per", "code", "timex")


def check(path: Path) -> tuple[int, list[str]]:
    """The number of examples of a lexicon's rules, and what is wrong with it, each with file and line.

    Raises:
        OSError: the file cannot be read.
    """
    try:
        lexicon = Lexicon.load(path)
    except LexiconError as error:
        return 0, str(error).splitlines()
    text = path.read_text("utf-8-sig")
    count = 0
    mistakes: list[str] = []
    own = Lexicon.loads(text, str(path)).rules
    for i, rule in enumerate(own):
        count += len(rule.examples) + len(rule.counterexamples)
        for example, wrong in _wrong(rule, lexicon):
            mistakes.append(f"{path}:{line_of(text, example, i)}: rule {rule.name!r}: {wrong}")
    return count, mistakes


def _wrong(rule: OwnRule, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """The texts of the examples that do not come out, each with what comes out instead."""
    for example in rule.examples:
        try:
            facts = _found(rule, example.text_, lexicon)
        except OwnRuleError as error:
            yield example.text_, f"{example.text_!r}: {error.reason}"
            continue
        wanted = example.text_ if example.found is None else example.found
        fact = next((fact for fact in facts if fact.text == wanted), None)
        if fact is not None:
            for name, (want, got) in _differences(example, fact).items():
                yield example.text_, f"{example.text_!r}: {name} is {got}, not {want}"
        elif facts:
            yield example.text_, f"{example.text_!r}: finds {facts[0].text!r}, not {wanted!r}"
        else:
            yield example.text_, f"{example.text_!r}: finds nothing, not {wanted!r}"
    for text in rule.counterexamples:
        try:
            facts = _found(rule, text, lexicon)
        except OwnRuleError as error:
            yield text, f"{text!r}: {error.reason}"
            continue
        if facts:
            yield text, f"{text!r}: finds {facts[0].text!r}, which is a counterexample"


def _found(rule: OwnRule, text: str, lexicon: Lexicon) -> list[Fact]:
    return [fact for fact in facts_of(Document(text, None, lexicon), explain=True) if _by(rule, fact)]


def _by(rule: OwnRule, fact: Fact) -> bool:
    found = fact.rule or ""
    return found == rule.name or found.startswith(f"{rule.name}; ")


def _differences(example: Example, fact: Fact) -> dict[str, tuple[object, object]]:
    """The fields of an example that the fact has not, with both values."""
    pairs = {name: (getattr(example, name), getattr(fact, name)) for name in _FIELDS}
    return {name: (want, got) for name, (want, got) in pairs.items() if want is not None and want != got}
