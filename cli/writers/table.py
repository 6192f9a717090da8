"""A table for the eyes, drawn by rich as wide as the terminal."""

import io
from collections.abc import Callable
from typing import BinaryIO

from rich import box
from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from factx.cli.writers import Found, Layout, Row
from factx.cli.writers.shown import change, days, value, visible

WIDE = 140
"""From this many columns on, kind, role and days covered are shown too."""

NARROW = 100
"""Below this many columns, a period that is a range takes two lines."""

LONGEST = 32
"""A normalised value up to this long is kept on one line; at 80 columns the rest still fits beside it."""

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
    ("page", lambda row: "" if row.page is None else str(row.page)),
    ("count", lambda row: "" if row.count is None else str(row.count)),
    ("rule", lambda row: row.fact.rule or ""),
    ("sentence", lambda row: row.fact.sentence or ""),
]
_SHOWN = dict(_MAIN + _MORE + _ASKED)


def _field(name: str) -> Callable[[Row], str]:
    """What a column shows that was asked for by name: a value as it is shown everywhere, other fields as they are."""
    return _SHOWN.get(name) or (lambda row: str(row.record().get(name, "")))


class Table:
    """A table per document that has facts, under its source."""

    def __init__(self, out: BinaryIO, layout: Layout) -> None:
        self._asked = layout.columns and [(name, _field(name)) for name in layout.columns]
        self._header = layout.header
        self._out = io.TextIOWrapper(out, "utf-8", write_through=True)
        self._console = Console(file=self._out, soft_wrap=False)
        self._blank = False

    def write(self, found: Found) -> None:
        """Draw the rows; columns that would be empty in every row are left out, text is folded and never cut."""
        rows = found.rows
        if not rows:
            return
        wide = self._console.width >= WIDE
        table = RichTable(
            box=box.SIMPLE_HEAD,
            show_edge=False,
            padding=(0, 1, 0, 0),
            header_style="bold",
            show_header=self._header,
        )
        columns: list[list[Text]] = []
        for name, show in self._asked or _MAIN + _MORE * wide + _ASKED:
            cells = [visible(show(row)) for row in rows]
            if not any(cells) and not self._asked:
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
        title = found.source if found.id is None else f"{found.source} · {found.id}"
        self._console.print(Text(visible(title), "bold"))
        self._console.print(table)

    def close(self) -> None:
        """Let go of ``out``."""
        self._out.detach()
