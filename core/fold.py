"""One-to-one folding of characters: full-width to half-width, traditional to simplified."""

_TABLE = {0xFF01 + i: 0x21 + i for i in range(94)} | {0x3000: 0x20}


def fold(text: str) -> str:
    """Fold a text character for character; the result is as long as the text.

    >>> fold("１００億圓（約）")
    '100亿圆(约)'
    """
    return text.translate(_TABLE)
