"""HTML: one page that holds everything: the documents with their facts, a card for each, a table to filter and sort.

Nothing is asked of the network, and the policy of the page forbids it. Whatever a document holds is escaped; the script
is one fixed text that the policy names by its hash, as the style is, so that no other can run.
"""

import base64
import hashlib
import json
import shutil
from collections import Counter
from collections.abc import Iterator
from html import escape
from importlib.resources import files
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, get_args

import regex

from factx.cli.writers import Found, Layout, Row
from factx.cli.writers.shown import HIDDEN, change, days, plain, value
from factx.fact import Fact, Kind

IN_MEMORY = 1 << 24
"""The bytes of documents and of table rows that are held before they go to a temporary file."""

COLUMNS = ("Text", "Kind", "Value", "Metric", "Subject", "Change", "Period", "Source")

_HIDDEN = regex.compile(f"[{HIDDEN}]")
_HIDDEN_IN_TEXT = regex.compile(rf"[{HIDDEN}--[\n\t]]", regex.V1)
_ICON = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'%3E%3Crect y='5' width='8' height='2' rx='1' fill='%231a7f37'/%3E%3C/svg%3E"


def markup(text: str) -> str:
    r"""A text as HTML that is nothing but text, characters that hide made visible; line breaks and tabs show themselves.

    >>> markup("a<b>\x1b\r\n")
    'a&lt;b&gt;<i class="c">U+001B</i>\n'
    """
    text = escape(text.replace("\r\n", "\n"))
    return _HIDDEN_IN_TEXT.sub(lambda m: f'<i class="c">U+{ord(m[0]):04X}</i>', text)


def visible(text: str) -> str:
    r"""A text for one line, with the names of characters that hide; few fonts have pictures of them.

    >>> visible("a\n\u202e")
    'a<U+000A><U+202E>'
    """
    return text if text.isprintable() else _HIDDEN.sub(lambda m: f"<U+{ord(m[0]):04X}>", text)


def cell(text: str) -> str:
    """A text for a cell or an attribute.

    >>> cell('"a"')
    '&quot;a&quot;'
    """
    return escape(visible(text))


def fields(row: Row) -> Iterator[tuple[str, str]]:
    """What the card of a fact says, under its value."""
    fact = row.fact
    value_of = {
        "kind": fact.kind,
        "text": fact.text,
        "metric": fact.metric,
        "subject": fact.subject,
        "change": change(fact),
        "period": fact.period,
        "role": fact.role,
        "timex": fact.timex,
        "days": days(fact),
        "unit": fact.unit,
        "code": fact.code,
        "stated": row.count and f"{row.count} times",
        "page": row.page and str(row.page),
        "place": f"{fact.start}–{fact.end}",
        "rule": fact.rule,
    }
    return ((name, visible(text)) for name, text in value_of.items() if text)


class Html:
    """The page; documents and table rows are kept apart until its end."""

    def __init__(self, out: BinaryIO, _layout: Layout) -> None:
        self._out = out
        self._texts = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - closed in close
        self._rows = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115
        self._kinds: Counter[str] = Counter()
        self._documents = 0

    def write(self, found: Found) -> None:
        """Take a document and its facts."""
        self._documents += 1
        first = self._kinds.total() + 1
        name = found.source if found.id is None else f"{found.source} · {found.id}"
        facts = "1 fact" if len(found.rows) == 1 else f"{len(found.rows)} facts"
        about = f"{found.date} · {facts}" if found.date else facts
        head = (
            f'<article class="doc" id="d{self._documents}"><h2>{cell(name)}</h2><p class="about" lang="en">{about}</p>'
        )
        parts = [head, '<div class="text">']
        end = 0
        for number, row in enumerate(sorted(found.rows, key=lambda row: row.fact.start), first):
            fact = row.fact
            card = json.dumps([visible(value(fact)), *fields(row)], ensure_ascii=False, separators=(",", ":"))
            parts.append(markup(found.text[end : fact.start]))
            parts.append(
                f'<mark class="k-{fact.kind}" id="f{number}" tabindex="0" data-kind="{fact.kind}"'
                f' data-card="{escape(card)}">{markup(found.text[fact.start : fact.end])}</mark>'
            )
            end = fact.end
            self._kinds[fact.kind] += 1
            self._rows.write(_line(number, row, name, self._documents).encode("utf-8", "replace"))
        parts.append(f"{markup(found.text[end:])}</div></article>\n")
        self._texts.write("".join(parts).encode("utf-8", "replace"))

    def close(self) -> None:
        """Write the page."""
        before, between, after = page(self._documents, self._kinds)
        with self._texts as texts, self._rows as rows:
            for head, body in ((before, texts), (between, rows)):
                self._out.write(head.encode())
                body.seek(0)
                shutil.copyfileobj(body, self._out)
        self._out.write(after.encode())


def _line(number: int, row: Row, name: str, document: int) -> str:
    fact = row.fact
    labelled = (("Metric", fact.metric), ("Subject", fact.subject), ("Change", change(fact)), ("Period", fact.period))
    return (
        f'<tr class="k-{fact.kind}" data-kind="{fact.kind}"><td class="text-of"><a href="#f{number}">{cell(fact.text)}</a></td>'
        f'<td class="kind" lang="en">{fact.kind}</td><td class="value"{_key(fact)}>{cell(value(fact))}</td>'
        + "".join(f'<td data-label="{label}">{cell(text or "")}</td>' for label, text in labelled)
        + f'<td data-label="Source"><a href="#d{document}">{cell(name)}</a></td></tr>\n'
    )


def _key(fact: Fact) -> str:
    """What the value is sorted by."""
    if fact.value is not None:
        return f' data-number="{plain(fact.value)}"'
    return f' data-sort="{cell(str(fact.date_from or fact.timex or fact.code or ""))}"'


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def page(documents: int, kinds: Counter[str]) -> tuple[str, str, str]:
    """What stands before the documents, between them and the rows of the table, and after those."""
    folder = files("factx.cli.writers")
    style, script = ((folder / name).read_text(encoding="utf-8") for name in ("page.css", "page.js"))
    total = kinds.total()
    sizes = f"{documents:,} document{'s' * (documents != 1)}, {total:,} fact{'s' * (total != 1)}"
    chips = "".join(
        f'<button class="chip k-{kind}" type="button" data-kind="{kind}" aria-pressed="false">{kind} <b>{kinds[kind]:,}</b></button>'
        for kind in get_args(Kind)
        if kinds[kind]
    )
    heads = "".join(f'<th scope="col"><button type="button">{name}</button></th>' for name in COLUMNS)
    policy = f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; img-src data:; base-uri 'none'; form-action 'none'"
    before = f"""<!doctype html>
<html lang="zh">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>factx: {sizes}</title>
<link rel="icon" href="{_ICON}">
<style>{style}</style>
</head>
<body>
<header class="top" lang="en"><div><h1>factx</h1><p class="sum">{sizes}</p></div><div class="tools">
<div class="kinds" role="group" aria-label="Kinds"><button class="chip every" type="button" aria-pressed="true">all</button>{chips}</div>
<input class="find" type="search" placeholder="Find in the table" aria-label="Find in the table">
<button class="theme" type="button" aria-label="Light or dark">◐ auto</button></div></header>
<main>
<section class="docs" aria-label="Documents">
"""
    between = f"""</section>
<section class="facts" aria-label="Facts"><table><caption lang="en">Facts <span class="count">{total}</span></caption>
<thead lang="en"><tr>{heads}</tr></thead>
<tbody>
"""
    after = f"""</tbody></table><p class="none" lang="en"{" hidden" * bool(total)}>no facts to show</p></section>
</main>
<div class="card" id="card" role="tooltip" lang="en" hidden></div>
<script>{script}</script>
</body>
</html>
"""
    return before, between, after
