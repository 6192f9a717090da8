"""The rules, kind by kind."""
