"""A place for Ctrl-C in loops that are compiled."""


def pause() -> None:
    """Do nothing, in plain Python, which is where the interpreter looks for signals: compiled loops never do.

    To be called for each mention or fact of a loop over all of a document; its module must not be compiled.
    """
