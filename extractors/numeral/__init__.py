"""The numeral grammar and its reader, used by every kind."""

from factx.extractors.numeral.reader import ARABIC, CHARACTERS, Numeral, read, shift

__all__ = ["ARABIC", "CHARACTERS", "Numeral", "read", "shift"]
