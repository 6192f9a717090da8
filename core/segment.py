"""Words: jieba's algorithm, exactly, over a dictionary that is there in milliseconds."""

import re
from functools import lru_cache
from typing import NamedTuple

from factx import dictionary
from factx.dictionary import HAN_FIRST, Dictionary

# jieba's own classes: a block of characters that words are made of, a line end, or any other character.
_PIECE = re.compile("[\u4e00-\u9fd5a-zA-Z0-9+#&._%\\-]+|\r\n|.", re.DOTALL)
_HAN = re.compile("([\u4e00-\u9fd5]+)")
_LATIN = re.compile(r"([a-zA-Z0-9]+(?:\.\d+)?%?)")
_NUMERAL = re.compile("[0-9.]+%?|[〇零一二两三四五六七八九十百千万亿]+")
_ENGLISH = re.compile("[a-zA-Z0-9]+")

_NODES = 60_000
_LONG = 128
_IMPOSSIBLE = float("-inf")


class Word(NamedTuple):
    """A word of the segmented text: ``text`` as folded, half-open offsets, and jieba's part-of-speech tag."""

    text: str
    start: int
    end: int
    tag: str


_Words = tuple[tuple[str, str], ...]
_Node = tuple[float, tuple[tuple[int, dict[str, float]], ...]]


class Segmenter:
    """Cuts texts into the words that ``jieba.Tokenizer().cut`` gives with the same dictionary.

    >>> cutter = Segmenter(dictionary.load())
    >>> cutter.cut("总额超过去十年总和")
    ['总额', '超', '过去', '十年', '总和']
    """

    def __init__(self, source: Dictionary) -> None:
        self._source = source
        self._nodes: dict[str, _Node] = {}
        self._tags: dict[str, str] = {}
        self._emits: dict[str, tuple[float, ...]] = {}
        self._short = lru_cache(8192)(self._block)

    def cut(self, text: str) -> list[str]:
        """The words of a text; joined they are the text."""
        return [word for word, _ in self.tagged(text)]

    def tagged(self, text: str) -> list[tuple[str, str]]:
        """The words of a text with their tags."""
        out: list[tuple[str, str]] = []
        for piece in _PIECE.findall(text):
            if len(piece) <= _LONG:
                out += self._short(piece)
            else:
                out += self._block(piece)
        return out

    def tag(self, word: str) -> str | None:
        """The tag that the dictionary gives a word; None: it is not in the dictionary."""
        if not word or max(word) > "\uffff":
            return None
        key = word[:2]
        if key not in self._nodes:
            self._load(key)
        return self._tags.get(word)

    def _load(self, key: str) -> _Node:
        """What can stand where these two characters (one at the end of a block) stand: the single character's
        weight, and by length the words that begin with both."""
        if len(self._nodes) >= _NODES:
            self._nodes.clear()
            self._tags.clear()
        single = None
        for word, single, tag in self._source.group(key[0]):
            self._tags[word] = tag
        lengths: dict[int, dict[str, float]] = {}
        if len(key) > 1:
            for word, weight, tag in self._source.group(key):
                lengths.setdefault(len(word), {})[word] = weight
                self._tags[word] = tag
        if single is None:
            single = _IMPOSSIBLE if lengths else self._source.unknown
        node = self._nodes[key] = (single, tuple(sorted(lengths.items())))
        return node

    def _block(self, text: str) -> _Words:
        n = len(text)
        if n == 1:
            return ((text, self.tag(text) or _guess(text)),)
        nodes = self._nodes
        best = [0.0] * (n + 1)
        stop = [0] * n
        # jieba's route: from the end, the way of the greatest weight; of two equal ones, the longer word.
        for i in range(n - 1, -1, -1):
            key = text[i : i + 2]
            node = nodes.get(key)
            if node is None:
                node = self._load(key)
            weight, lengths = node
            weight += best[i + 1]
            end = i + 1
            if lengths:
                for length, table in lengths:
                    own = table.get(text[i : i + length])
                    if own is not None:
                        own += best[i + length]
                        if own >= weight:
                            weight = own
                            end = i + length
                if weight == _IMPOSSIBLE:
                    weight = self._source.unknown + best[i + 1]
            best[i] = weight
            stop[i] = end
        words: list[str] = []
        i = 0
        while i < n:
            end = stop[i]
            if end > i + 1:
                words.append(text[i:end])
                i = end
                continue
            j = end
            while j < n and stop[j] == j + 1:
                j += 1
            if j == end:
                words.append(text[i])
            else:
                words += self._singles(text[i:j])
            i = j
        tags = self._tags
        return tuple((word, tags.get(word) or self.tag(word) or _guess(word)) for word in words)

    def _singles(self, run: str) -> list[str]:
        """The words of a run of characters that the dictionary leaves single."""
        if self.tag(run) is not None:
            return list(run)
        out: list[str] = []
        for i, part in enumerate(_HAN.split(run)):
            if i % 2:
                out += self._unknown(part)
            elif part:
                out += filter(None, _LATIN.split(part))
        return out

    def _unknown(self, run: str) -> list[str]:
        """jieba's guess at unknown words: the likeliest way to call each character the begin, middle or end of a word,
        or a word."""
        b, m, e, s = self._source.start
        bm, be, mm, me, eb, es, sb, ss = self._source.trans
        came: list[str] = []
        for c in run:
            emit = self._emits.get(c)
            if emit is None:
                at = (ord(c) - HAN_FIRST) * 4
                emit = self._emits[c] = tuple(self._source.emit[at : at + 4])
            to_b, to_m, to_e, to_s = emit
            if not came:
                b, m, e, s = b + to_b, m + to_m, e + to_e, s + to_s
                came.append("    ")
                continue
            # The order of the additions is jieba's: weights of impossible states swallow the small ones, and ties
            # then go to the greater letter.
            b1, b2 = e + eb + to_b, s + sb + to_b
            m1, m2 = b + bm + to_m, m + mm + to_m
            e1, e2 = b + be + to_e, m + me + to_e
            s1, s2 = e + es + to_s, s + ss + to_s
            came.append(
                ("E" if b1 > b2 else "S")
                + ("B" if m1 > m2 else "M")
                + ("B" if e1 > e2 else "M")
                + ("E" if s1 > s2 else "S")
            )
            b, m, e, s = max(b1, b2), max(m1, m2), max(e1, e2), max(s1, s2)
        state = "E" if e > s else "S"
        cuts = [len(run)]
        for i in range(len(run) - 1, 0, -1):
            if state in "BS":
                cuts.append(i)
            state = came[i]["BMES".index(state)]
            if state in "ES" and cuts[-1] != i:
                cuts.append(i)
        cuts.append(0)
        cuts.reverse()
        return [run[x:y] for x, y in zip(cuts, cuts[1:], strict=False)]


def _guess(word: str) -> str:
    if _NUMERAL.fullmatch(word):
        return "m"
    return "eng" if _ENGLISH.fullmatch(word) else "x"


@lru_cache(1)
def _segmenter() -> Segmenter:
    return Segmenter(dictionary.load())


def words(text: str, start: int, end: int) -> tuple[Word, ...]:
    """The words of ``text[start:end]``, with offsets into ``text``.

    Args:
        text: the folded text.
        start: offset of the first code point.
        end: offset after the last.

    Returns:
        The words that jieba gives for that stretch alone, punctuation and blanks included; their tags are those of
        jieba's dictionary, ``m`` for other numerals, ``eng`` for other Latin words, else ``x``.

    >>> [(w.text, w.start, w.tag) for w in words("公司净利润3亿元", 2, 8)]
    [('净利润', 2, 'n'), ('3', 5, 'm'), ('亿元', 6, 'm')]
    """
    out: list[Word] = []
    at = start
    for word, tag in _segmenter().tagged(text[start:end]):
        stop = at + len(word)
        out.append(Word(word, at, stop, tag))
        at = stop
    return tuple(out)


def tag(word: str) -> str | None:
    """The part of speech that the dictionary gives a word, or None where it does not know the word.

    >>> tag("利润")
    'n'
    """
    return _segmenter().tag(word)


def knows(word: str) -> bool:
    """Whether the dictionary holds the word.

    >>> knows("股票"), knows("票股")
    (True, False)
    """
    return tag(word) is not None
