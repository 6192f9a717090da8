"""The numeral grammar and its reader, used by every kind."""

from factx.extractors.numeral.reader import ARABIC, CHARACTERS, LONGEST, Numeral, read, shift

__all__ = ["ARABIC", "CHARACTERS", "LONGEST", "Numeral", "read", "shift"]
