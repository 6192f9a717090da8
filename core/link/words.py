"""Words of short stretches, remembered: announcements repeat themselves."""

from functools import lru_cache

from factx import segment


@lru_cache(8192)
def words(text: str) -> tuple[segment.Word, ...]:
    """The words of a short text, with offsets into it.

    >>> [w.text for w in words("夜间电力")]
    ['夜间', '电力']
    """
    return segment.words(text, 0, len(text))
