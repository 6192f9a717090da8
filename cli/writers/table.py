"""A table for the eyes, drawn by rich as wide as the terminal."""

import io
import unicodedata
from collections.abc import Callable, Sequence
from typing import BinaryIO

from rich import box
from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from factx.cli.writers import Row
from factx.fact import NUMERIC, Fact

WIDE = 140
"""From this many columns on, kind, role and days covered are shown too."""

NARROW = 100
"""Below this many columns, a period that is a range takes two lines."""

LONGEST = 32
"""A normalised value up to this long is kept on one line; at 80 columns the rest still fits beside it."""

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
_STYLES = {
    "amount": "green",
    "price": "yellow",
    "percent": "cyan",
    "date": "blue",
    "duration": "blue",
    "quantity": "magenta",
    "multiple": "magenta",
    "ticker": "red",
}
# Control, format (bidi overrides, zero widths), surrogate and line separator characters.
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def visible(text: str) -> str:
    r"""The text with every character that would steer a terminal, or hide, replaced by a visible one.

    >>> visible("a\x1b[31mb\u202ec\n")
    'a␛[31mb<U+202E>c␊'
    """
    if text.isprintable():
        return text
    return "".join(_shown(c) if unicodedata.category(c) in _HIDDEN else c for c in text)


def _shown(character: str) -> str:
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


_Column = tuple[str, Callable[[Row], str]]
_MAIN: list[_Column] = [
    ("subject", lambda row: row.fact.subject or ""),
    ("metric", lambda row: row.fact.metric or ""),
    ("text", lambda row: row.fact.text),
    ("value", lambda row: value(row.fact)),
    ("change", lambda row: change(row.fact)),
    ("period", lambda row: row.fact.period or ""),
]
_MORE: list[_Column] = [
    ("kind", lambda row: row.fact.kind),
    ("role", lambda row: row.fact.role or ""),
    ("days", lambda row: days(row.fact)),
]
_ASKED: list[_Column] = [
    ("count", lambda row: "" if row.count is None else str(row.count)),
    ("rule", lambda row: row.fact.rule or ""),
    ("sentence", lambda row: row.fact.sentence or ""),
]


class Table:
    """A table per document that has facts, under its source."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = io.TextIOWrapper(out, "utf-8", write_through=True)
        self._console = Console(file=self._out, soft_wrap=False)
        self._blank = False

    def write(self, rows: Sequence[Row]) -> None:
        """Draw the rows; columns that would be empty in every row are left out, text is folded and never cut."""
        if not rows:
            return
        wide = self._console.width >= WIDE
        table = RichTable(box=box.SIMPLE_HEAD, show_edge=False, padding=(0, 1, 0, 0), header_style="bold")
        columns: list[list[Text]] = []
        for name, show in _MAIN + _MORE * wide + _ASKED:
            cells = [visible(show(row)) for row in rows]
            if not any(cells):
                continue
            normalised = name in ("value", "period", "days")
            if name == "value" and not wide:
                cells = [cell.replace(" – ", " –\n") for cell in cells]
            elif name == "period" and self._console.width < NARROW:
                cells = [cell.replace("/", "/\n") for cell in cells]
            whole = normalised and max(map(len, "\n".join(cells).split("\n"))) <= LONGEST
            table.add_column(name, overflow="fold", no_wrap=whole)
            styles = [_STYLES[row.fact.kind] for row in rows] if name == "value" else [""] * len(rows)
            columns.append([Text(cell, style) for cell, style in zip(cells, styles, strict=True)])
        for line in zip(*columns, strict=True):
            table.add_row(*line)
        if self._blank:
            self._console.print()
        self._blank = True
        self._console.print(Text(visible(rows[0].source), "bold"))
        self._console.print(table)

    def close(self) -> None:
        """Let go of ``out``."""
        self._out.detach()
