"""The lexicons of a run: the files that are named, the user's configuration, the extractors that are installed."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from factx.lexicon import Extractor, Lexicon, LexiconError

GROUP = "factx.extractors"
"""The entry points of other people's extractors: functions from a Document to Facts."""


def config() -> Path:
    """The configuration file of the user, a lexicon that is always read; it need not exist."""
    import platformdirs

    return platformdirs.user_config_path("factx") / "config.toml"


def lexicon_of(paths: list[Path]) -> Lexicon:
    """What is installed, then the user's configuration, then the files in the order given; the later one holds.

    Raises:
        OSError: a file that is named cannot be read.
        LexiconError: mistakes in one, by line.
    """
    out = Lexicon(extractors=tuple(installed()))
    path = config()
    if os.access(path, os.F_OK):  # is_file raises where the folder cannot be entered
        out |= Lexicon.load(path)
    for path in paths:
        out |= Lexicon.load(path)
    return out


def installed() -> Iterator[tuple[str, Extractor]]:
    """The extractors that other packages announce, with their names.

    Raises:
        LexiconError: one cannot be imported, or is no function.
    """
    if not _announced():
        return
    from importlib.metadata import entry_points

    for point in sorted(entry_points(group=GROUP), key=lambda point: point.name):
        try:
            extractor = point.load()
        except Exception as error:
            raise LexiconError(f"extractor {point.name!r}: {point.value} cannot be loaded: {error!r}") from error
        if not callable(extractor):
            raise LexiconError(f"extractor {point.name!r}: {point.value} is no function of a Document")
        yield point.name, extractor


def _announced() -> bool:
    """Does any package announce one? importlib.metadata, which finds out which, takes ten times as long to load."""
    for folder in sys.path:
        try:
            with os.scandir(folder or ".") as entries:
                names = [entry.path for entry in entries if entry.name.endswith((".dist-info", ".egg-info"))]
        except OSError:
            continue
        for name in names:
            try:
                if GROUP in Path(name, "entry_points.txt").read_text("utf-8"):
                    return True
            except OSError:
                continue
    return False
