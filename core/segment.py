"""Words: jieba's algorithm, exactly, over a dictionary that is there in milliseconds."""

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise
from typing import Final, Literal, NamedTuple

import regex

from factx import dictionary
from factx.dictionary import HAN_FIRST, Dictionary, added_words

# jieba's own classes: a block of characters that words are made of, a line end, or any other character.
# regex compiles a range of all Chinese characters in a tenth of the time that re takes.
_PIECE: Final = regex.compile("[\u4e00-\u9fd5a-zA-Z0-9+#&._%\\-]+|\r\n|.", regex.DOTALL)
_HAN: Final = regex.compile("([\u4e00-\u9fd5]+)")
_LATIN: Final = re.compile(r"([a-zA-Z0-9]+(?:\.\d+)?%?)")
_NUMERAL: Final = re.compile("[0-9.]+%?|[〇零一二两三四五六七八九十百千万亿]+")
_ENGLISH: Final = re.compile("[a-zA-Z0-9]+")

# What rjieba takes for word characters and jieba does not.
_RARE: Final = regex.compile("[\u3400-\u4dbf\u9fd6-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f]")

_NODES: Final = 250_000
# rjieba takes 0.2 s to load: as long as the code below takes for this many characters.
_WORTH_LOADING: Final = 150_000
_LONG: Final = 128
_PADDING: Final = "\0" * 16
_IMPOSSIBLE: Final = float("-inf")


class Word(NamedTuple):
    """A word of the segmented text: ``text`` as folded, half-open offsets, and jieba's part-of-speech tag."""

    text: str
    start: int
    end: int
    tag: str


_Words = tuple[tuple[str, str], ...]
_Node = tuple[float, tuple[int, ...]]


class _Memo:
    """What was looked up in the dictionary so far."""

    def __init__(self) -> None:
        self.nodes: dict[str, _Node] = {}
        self.weights: dict[str, float] = {}
        self.tags: dict[str, str] = {}
        self.pairs: dict[str, tuple[str, str]] = {}


class Segmenter:
    """Cuts texts into the words that ``jieba.Tokenizer().cut`` gives with the same dictionary.

    >>> cutter = Segmenter(dictionary.load())
    >>> cutter.cut("净利润同比增长三成")
    ['净利润', '同比', '增长', '三成']
    """

    def __init__(self, source: Dictionary) -> None:
        self._source = source
        self._memo = _Memo()
        self._spans: dict[str, tuple[int, int]] = {}
        self._emits: dict[str, tuple[float, ...]] = {}
        self._short = lru_cache(8192)(self._block)
        self._slow = _WORTH_LOADING
        self._fast: Callable[[str], list[str]] | Literal[False] | None = None
        self._splits: dict[str, _Words] = {}

    def cut(self, text: str) -> list[str]:
        """The words of a text; joined they are the text."""
        return [word for word, _ in self.tagged(text)]

    def tagged(self, text: str) -> list[tuple[str, str]]:
        """The words of a text with their tags."""
        out: list[tuple[str, str]] = []
        if self._fast is None:
            self._slow -= len(text)
            if self._slow < 0:
                self._fast = _rjieba() or False
        if self._fast and not _RARE.search(text):
            splits = self._splits
            for word in self._fast(text):
                out += splits.get(word) or self._split(word)
            return out
        for piece in _PIECE.findall(text):
            out += self._short(piece) if len(piece) <= _LONG else self._block(piece)
        return out

    def tag(self, word: str) -> str | None:
        """The tag that the dictionary gives a word; None: it is not in the dictionary."""
        if not word or max(word) > "\uffff":
            return None
        memo = self._memo
        if word[:2] not in memo.nodes:
            self._load(word[:2], memo)
        return memo.tags.get(word)

    def _split(self, word: str) -> _Words:
        """A word of rjieba's as jieba has it: runs of Latin letters, digits and marks come in one piece from rjieba."""
        memo = self._memo
        if len(self._splits) > _NODES:
            self._splits = {}
        parts = [word] if word.isalnum() or len(word) == 1 or self.tag(word) else filter(None, _LATIN.split(word))
        out = self._splits[word] = tuple([self._pair(part, memo) for part in parts])
        return out

    def _load(self, key: str, memo: _Memo) -> _Node:
        """What can begin with these two characters, or with the one that ends a block.

        Returns:
            The weight of the first character alone, and the lengths of the words that begin with both.
        """
        first = key[0]
        span = self._spans.get(first)
        if span is None:
            span = self._spans[first] = self._source.span(first)
        if first not in memo.nodes:
            words, weights, tags = self._source.group(first, span)
            memo.tags.update(zip(words, tags, strict=True))
            memo.nodes[first] = (weights[0] if weights else self._source.unknown, ())
        node = memo.nodes[first]
        if key[1:] not in _PADDING:
            words, weights, tags = self._source.group(key, span)
            if words:
                memo.weights.update(zip(words, weights, strict=True))
                memo.tags.update(zip(words, tags, strict=True))
                # A character that is no word itself stands alone only where no word begins with it.
                single = node[0] if first in memo.tags else _IMPOSSIBLE
                node = (single, tuple(sorted(set(map(len, words)))))
            memo.nodes[key] = node
        return node

    def _block(self, text: str) -> _Words:
        """The words of a block of word characters, or the one other character that it is."""
        memo = self._memo
        if len(memo.nodes) + len(memo.pairs) > _NODES:
            # Replaced, not cleared: another thread may be reading it.
            memo = self._memo = _Memo()
        words: list[str] = []
        stop = self._route(text, memo)
        n = len(text)
        i = 0
        while i < n:
            end = stop[i]
            if end > i + 1:
                words.append(text[i:end])
                i = end
                continue
            while end < n and stop[end] == end + 1:
                end += 1
            if end == i + 1:
                words.append(text[i])
            elif text[i:end] in memo.tags:
                words += text[i:end]
            else:
                words += self._guess(text[i:end])
            i = end
        pairs = memo.pairs
        return tuple([pairs.get(word) or self._pair(word, memo) for word in words])

    def _pair(self, word: str, memo: _Memo) -> tuple[str, str]:
        pair = memo.pairs[word] = (word, self.tag(word) or _form(word))
        return pair

    def _route(self, text: str, memo: _Memo) -> list[int]:
        """Where the word that begins at each position ends, on jieba's route.

        From the end of the text, the way of the greatest weight; of two equal ones, that of the longer word. The order
        of the additions is jieba's, so that equal means the same.
        """
        n = len(text)
        text += _PADDING
        nodes, weights = memo.nodes, memo.weights
        best = [0.0] * (n + 1)
        stop = list(range(1, n + 1))
        for i in range(n - 1, -1, -1):
            key = text[i : i + 2]
            weight, lengths = nodes.get(key) or self._load(key, memo)
            weight += best[i + 1]
            for length in lengths:
                own = weights.get(text[i : i + length])
                if own is not None:
                    own += best[i + length]
                    if own >= weight:
                        weight = own
                        stop[i] = i + length
            best[i] = weight if weight > _IMPOSSIBLE else self._source.unknown + best[i + 1]
        return stop

    def _guess(self, run: str) -> list[str]:
        """The words of a run of characters that the dictionary leaves single."""
        out: list[str] = []
        for i, part in enumerate(_HAN.split(run)):
            if i % 2:
                out += self._unknown(part)
            elif part:
                out += filter(None, _LATIN.split(part))
        return out

    def _unknown(self, run: str) -> list[str]:
        """The words that Chinese characters without a known word make, by jieba's hidden Markov model.

        The likeliest way to call each character the begin, middle or end of a word, or a word of its own.
        """
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
        return [run[x:y] for x, y in pairwise(cuts)]


def _rjieba() -> Callable[[str], list[str]] | None:
    """The cut of rjieba, jieba in Rust, with our words; None where it is not installed (the extra ``fast``)."""
    try:
        import rjieba
    except ImportError:
        return None
    cutter = rjieba.Jieba()
    for word, frequency, part in added_words():
        cutter.add_word(word, frequency, part)
    cut: Callable[[str], list[str]] = cutter.cut
    return cut


def _form(word: str) -> str:
    """The tag of a word that the dictionary does not hold."""
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
