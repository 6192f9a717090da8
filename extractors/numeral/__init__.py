"""The numeral grammar and its reader, used by every kind."""

from factx.extractors.numeral.reader import Numeral, read

__all__ = ["Numeral", "read"]
