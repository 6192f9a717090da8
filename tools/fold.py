"""Make core/fold.tsv: characters and what they fold to, one for one.

    pip download --no-deps opencc-python-reimplemented==0.1.7
    unzip -p opencc_python_reimplemented-*.whl opencc/dictionary/TSCharacters.txt > TSCharacters.txt
    python tools/fold.py TSCharacters.txt > core/fold.tsv

Sources: Unicode's own decompositions (unicodedata) for wide, narrow and small forms, blanks, Kangxi radicals,
compatibility ideographs and mathematical digits; OpenCC's TSCharacters (Apache-2.0), first choices, for traditional
characters; and the hand-made rows below.
"""

import sys
import unicodedata
from pathlib import Path

# Traditional in one use, but part of simplified writing in another: folding them would damage 乾照光电, 哪吒, 甯.
KEEP = frozenset("乾吒夥彷捱甯薹阪麴")

HAND = {
    "\u2236": ":",  # ratio
    "\u2212": "-",  # minus sign
    "\u2010": "-",  # hyphen
    "\u2011": "-",  # non-breaking hyphen
    "\u2012": "–",  # figure dash
    "\u2015": "—",  # horizontal bar
    "\ufe58": "—",  # small em dash
    "\u223c": "~",  # tilde operator
    "\u2053": "~",  # swung dash
    "\u301c": "~",  # wave dash, the other writing of the full-width tilde
    "両": "两",
    "弍": "贰",
    "弐": "贰",
    "貮": "贰",
    "弎": "叁",
    "圎": "圆",
    "敍": "叙",
    "羣": "群",
}


def decomposed(c: str) -> str | None:
    """The one character that Unicode takes ``c`` for, where that changes nothing but its form."""
    kind, _, _ = unicodedata.decomposition(c).rpartition(">")
    to = unicodedata.normalize("NFKC", c)
    if len(to) != 1 or to == c or c.isascii():
        return None
    if unicodedata.category(c) == "Zs":
        return to
    if kind in ("<wide", "<narrow", "<small"):
        return to if to.isascii() or to in "。、「」¢£¥₩" else None
    if kind == "<font":
        return to if to in "0123456789" else None
    if "\u2e80" <= c <= "\u2fd5" or "\uf900" <= c <= "\ufaff":
        return to
    return None


def table(opencc: str) -> dict[str, dict[str, str]]:
    """Groups of character -> folded character, with every chain followed to its end."""
    traditional = {}
    for line in opencc.splitlines():
        source, _, targets = line.partition("\t")
        to = targets.split(" ")[0]
        if to != source and source not in KEEP and len(source) == len(to) == 1 and max(source + to) <= "\uffff":
            traditional[source] = to
    forms = {c: to for i in range(0x80, 0x20000) if (to := decomposed(c := chr(i)))}
    groups = {"form": forms, "hand": HAND, "traditional": traditional}
    whole = {**traditional, **HAND, **forms}
    for group in groups.values():
        for c in group:
            seen = {c}
            while (to := whole.get(group[c])) and to not in seen:
                seen.add(to)
                group[c] = to
    return {name: {c: to for c, to in group.items() if c != to} for name, group in groups.items()}


def main(path: str) -> None:
    """Write the table of folds, from OpenCC's file at ``path``."""
    out = ["# group\tcharacters\tfolded, one for one; made by tools/fold.py from Unicode and OpenCC (Apache-2.0)"]
    for name, group in table(Path(path).read_text("utf-8")).items():
        order = sorted(group)
        for i in range(0, len(order), 50):
            row = order[i : i + 50]
            out.append(f"{name}\t{''.join(row)}\t{''.join(group[c] for c in row)}")
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    sys.stdout.write("\n".join(out) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
