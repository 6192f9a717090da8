"""Names and set phrases whose numerals are no facts."""

from factx.extractors.names.names import Name, covers, kinds, listed, name_at, names, veto_spans

__all__ = ["Name", "covers", "kinds", "listed", "name_at", "names", "veto_spans"]
