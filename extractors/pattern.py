"""Pattern: a regular expression that is compiled when it is first used."""

from collections.abc import Callable, Iterator

import regex

Match = regex.Match[str]


class Pattern:
    """A regular expression over the folded text, compiled on its first use: most texts need few of them.

    >>> Pattern(r"[0-9]+%").fullmatch("13%") is not None
    True
    """

    match: Callable[..., Match | None]
    fullmatch: Callable[..., Match | None]
    search: Callable[..., Match | None]
    finditer: Callable[..., Iterator[Match]]

    def __init__(self, source: str, flags: int = 0) -> None:
        self.source = source
        self.flags = flags

    def __getattr__(self, name: str) -> object:
        if name not in ("match", "fullmatch", "search", "finditer"):
            raise AttributeError(name)
        compiled = regex.compile(self.source, self.flags)
        self.match, self.fullmatch = compiled.match, compiled.fullmatch
        self.search, self.finditer = compiled.search, compiled.finditer
        return getattr(self, name)

    def last(self, text: str, start: int, end: int) -> Match | None:
        """The last of the matches that do not overlap in ``text[start:end]``, or None."""
        found = None
        for match in self.finditer(text, start, end):
            found = match
        return found
