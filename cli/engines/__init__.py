"""Engines: where the work is done. One module each, imported when it is asked for."""
