"""What readers see: values with their signs, and text in which nothing hides."""

from decimal import Decimal

import regex

from factx.fact import NUMERIC, Fact

_MODS = {
    "approx": "≈",
    "more_than": ">",
    "less_than": "<",
    "equal_or_more": "≥",
    "equal_or_less": "≤",
    "start": "start of",
    "mid": "middle of",
    "end": "end of",
}
_ARROWS = {"up": "↑", "down": "↓"}
HIDDEN = r"\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}"
"""Control, format (bidi overrides, zero widths), surrogate and line separator characters."""

_HIDDEN = regex.compile(f"[{HIDDEN}]")


def visible(text: str) -> str:
    r"""The text with every character that would steer a terminal, or hide, replaced by a visible one.

    >>> visible("a\x1b[31mb\u202ec\n")
    'a␛[31mb<U+202E>c␊'
    """
    return text if text.isprintable() else _HIDDEN.sub(lambda m: shown(m[0]), text)


def shown(character: str) -> str:
    r"""A character that hides as a visible one.

    >>> shown("\x00"), shown("\u200b")
    ('␀', '<U+200B>')
    """
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"<U+{code:04X}>"


def value(fact: Fact) -> str:
    """The normalised value of a fact with its modifier and unit, for reading.

    >>> from decimal import Decimal
    >>> value(Fact(kind="price", text="", start=0, end=0, value=Decimal("7.50"), unit="CNY", per="股", mod="approx"))
    '≈ 7.50 CNY/股'
    """
    if fact.kind in NUMERIC:
        ends = [format(end, ",f") for end in (fact.value, fact.value_to) if end is not None]
        unit = "/".join(part for part in (fact.unit, fact.per and ("" if fact.unit else "per ") + fact.per) if part)
        stated = " – ".join(ends)
        stated += unit if unit.startswith(("%", "‰", "‱", "倍")) else f" {unit}" * bool(unit)
    else:
        stated = fact.code or fact.timex or "?"
    return f"{_MODS[fact.mod]} {stated}" if fact.mod else stated


def change(fact: Fact) -> str:
    """Direction and basis of a change: ``↑ yoy``."""
    basis = "seq" if fact.basis == "sequential" else fact.basis
    return " ".join(part for part in (_ARROWS.get(fact.direction or ""), basis) if part)


def days(fact: Fact) -> str:
    """The days that a date or an anchored duration covers."""
    ends = {str(day): None for day in (fact.date_from, fact.date_to) if day}
    return " – ".join(ends)


def plain(value: Decimal) -> str:
    """A decimal in plain notation, exact, never with an exponent.

    >>> plain(Decimal("3.80E+11")), plain(Decimal("1E-7")), plain(Decimal("140.90"))
    ('380000000000', '0.0000001', '140.90')
    """
    return format(value, "f")
