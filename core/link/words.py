"""Words of short stretches, remembered: announcements repeat themselves."""

from typing import Final

from factx import segment

_MOST: Final = 8192
_known: Final[dict[str, tuple[segment.Word, ...]]] = {}


def words(text: str) -> tuple[segment.Word, ...]:
    """The words of a short text, with offsets into it.

    >>> [w.text for w in words("夜间电力")]
    ['夜间', '电力']
    """
    cut = _known.get(text)
    if cut is None:
        if len(_known) >= _MOST:
            _known.clear()
        cut = _known[text] = segment.words(text, 0, len(text))
    return cut
