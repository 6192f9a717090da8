"""Words: jieba's algorithm, exactly, over a dictionary that is there in milliseconds."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final, Literal

import regex

from factx import dictionary
from factx.dictionary import HAN_FIRST, HAN_LAST, SLOTS, SPREAD, Dictionary, added_words

_LATIN: Final = re.compile(r"([a-zA-Z0-9]+(?:\.\d+)?%?)")
_NUMERAL: Final = re.compile("[0-9.]+%?|[〇零一二两三四五六七八九十百千万亿]+")
_ENGLISH: Final = re.compile("[a-zA-Z0-9]+")
# The characters beside the Chinese ones that words are made of, as jieba has it, by their code points.
_ASCII: Final = bytes(chr(c).isalnum() or chr(c) in "+#&._%-" for c in range(128))

# What rjieba takes for word characters and jieba does not.
_RARE: Final = regex.compile("[\u3400-\u4dbf\u9fd6-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f]")

_NODES: Final = 250_000
# rjieba takes 0.2 s to load: as long as the code below takes for this many characters.
_WORTH_LOADING: Final = 150_000
_IMPOSSIBLE: Final = float("-inf")
# The ways from each state of the hidden Markov model back to the one before it, as bits.
_B_FROM_E: Final = 1
_M_FROM_B: Final = 2
_E_FROM_B: Final = 4
_S_FROM_E: Final = 8


class Word:
    """A word of the segmented text: ``text`` as folded, half-open offsets, and jieba's part-of-speech tag."""

    def __init__(self, text: str, start: int, end: int, tag: str) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.tag = tag


_Words = tuple[tuple[str, str], ...]


# The words that begin with the same two characters: what follows these in each word, in order, each between line ends,
# as in most groups too little is looked for to fill a dictionary; and the number of the first. No objects: the garbage
# collector would walk over all of them.
_Group = tuple[str, int]


class Segmenter:
    """Cuts texts into the words that ``jieba.Tokenizer().cut`` gives with the same dictionary.

    >>> cutter = Segmenter(dictionary.load())
    >>> cutter.cut("净利润同比增长三成")
    ['净利润', '同比', '增长', '三成']
    """

    def __init__(self, source: Dictionary) -> None:
        self._source = source
        self._logs = source.logs
        self._low, self._high = source.low, source.high
        self._pairs = source.pairs
        self._groups: dict[str, _Group] = {}
        self._emits: dict[str, tuple[float, float, float, float]] = {}
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
        n = len(text)
        i = 0
        while i < n:
            end = i
            while end < n and _joins(ord(text[end])):
                end += 1
            if end > i:
                self._block(text[i:end], out)
            else:
                end = i + (2 if text.startswith("\r\n", i) else 1)
                out.append((text[i:end], _form(text[i:end])))
            i = end
        return out

    def tag(self, word: str) -> str | None:
        """The tag that the dictionary gives a word; None: it is not in the dictionary."""
        if not word or "\n" in word or max(word) > "\uffff":
            return None
        return self._tag(word)

    def _tag(self, word: str) -> str | None:
        if len(word) == 1:
            return self._source.single(ord(word))
        number = self._number(word)
        return self._source.tag(number) if number >= 0 else None

    def _split(self, word: str) -> _Words:
        """A word of rjieba's as jieba has it: runs of Latin letters, digits and marks come in one piece from rjieba."""
        if len(self._splits) > _NODES:
            self._splits = {}
        parts = [word] if word.isalnum() or len(word) == 1 or self.tag(word) else filter(None, _LATIN.split(word))
        out = self._splits[word] = tuple([(part, self.tag(part) or _form(part)) for part in parts])
        return out

    def _number(self, word: str) -> int:
        """The number of a word of two and more characters in the dictionary, or -1."""
        slot = (ord(word[0]) * SPREAD + ord(word[1])) & SLOTS
        if not self._pairs[slot >> 3] & 1 << (slot & 7):
            return -1
        rests, first = self._groups.get(word[:2]) or self._load(word[:2])
        at = rests.find(f"\n{word[2:]}\n")
        return first + rests.count("\n", 0, at) if at >= 0 else -1

    def _load(self, key: str) -> _Group:
        """The words that begin with these two characters."""
        if len(self._groups) > _NODES:
            # Replaced, not cleared: another thread may be reading it.
            self._groups = {}
        group = self._groups[key] = self._source.group(key)
        return group

    def _block(self, text: str, out: list[tuple[str, str]]) -> None:
        """Add the words of a block of word characters."""
        n = len(text)
        stop, numbers = self._route(text)
        i = 0
        while i < n:
            end = stop[i]
            if end > i + 1:
                out.append((text[i:end], self._source.tag(numbers[i])))
                i = end
                continue
            while end < n and stop[end] == end + 1:
                end += 1
            if end == i + 1 or self._number(text[i:end]) >= 0:
                out += [(c, self._source.single(ord(c)) or _form(c)) for c in text[i:end]]
            else:
                self._guess(text[i:end], out)
            i = end

    def _route(self, text: str) -> tuple[list[int], list[int]]:
        """Where the word that begins at each position ends on jieba's route, and its number in the dictionary.

        From the end of the text, the way of the greatest weight; of two equal ones, that of the longer word. The order
        of the additions is jieba's, so that equal means the same.
        """
        n = len(text)
        logs, low, high, pairs = self._logs, self._low, self._high, self._pairs
        best = [0.0] * (n + 1)
        stop = [0] * n
        numbers = [-1] * n
        after = 0
        for i in range(n - 1, -1, -1):
            c = ord(text[i])
            rank = low[c] + 256 * high[c]
            weight = logs[rank] + best[i + 1]
            stop[i] = i + 1
            slot = (c * SPREAD + after) & SLOTS
            after = c
            if i + 1 < n and pairs[slot >> 3] & 1 << (slot & 7):
                key = text[i : i + 2]
                rests, first = self._groups.get(key) or self._load(key)
                if rests and not rank:
                    weight = _IMPOSSIBLE  # a character that is no word stands alone only where no word begins with it
                end = i + 2
                at = 0 if rests else -1
                while at >= 0:
                    if rests[at + end - i - 1] == "\n":
                        number = first + rests.count("\n", 0, at)
                        own = logs[self._source.weights[number]] + best[end]
                        if own >= weight:
                            weight = own
                            stop[i] = end
                            numbers[i] = number
                    end += 1
                    at = rests.find("\n" + text[i + 2 : end]) if end <= n else -1
                if weight == _IMPOSSIBLE:
                    weight = logs[0] + best[i + 1]
            best[i] = weight
        return stop, numbers

    def _guess(self, run: str, out: list[tuple[str, str]]) -> None:
        """Add the words of a run of characters that the dictionary leaves single."""
        n = len(run)
        i = 0
        while i < n:
            end = i
            while end < n and ord(run[end]) >= HAN_FIRST:
                end += 1
            if end > i:
                out += [(word, self._tag(word) or _form(word)) for word in self._unknown(run[i:end])]
                i = end
            while end < n and ord(run[end]) < HAN_FIRST:
                end += 1
            if end > i:
                out += [(word, self._tag(word) or _form(word)) for word in _LATIN.split(run[i:end]) if word]
                i = end

    def _unknown(self, run: str) -> list[str]:
        """The words that Chinese characters without a known word make, by jieba's hidden Markov model.

        The likeliest way to call each character the begin, middle or end of a word, or a word of its own.
        """
        b, m, e, s = self._source.start
        bm, be, mm, me, eb, es, sb, ss = self._source.trans
        n = len(run)
        ways: list[int] = []
        for i in range(n):
            c = run[i]
            emit = self._emits.get(c)
            if emit is None:
                emit = self._emits[c] = self._source.emits(ord(c))
            to_b, to_m, to_e, to_s = emit
            if i == 0:
                b, m, e, s = b + to_b, m + to_m, e + to_e, s + to_s
                ways.append(0)
                continue
            # The order of the additions is jieba's: weights of impossible states swallow the small ones, and ties
            # then go to the greater letter.
            b1, b2 = e + eb + to_b, s + sb + to_b
            m1, m2 = b + bm + to_m, m + mm + to_m
            e1, e2 = b + be + to_e, m + me + to_e
            s1, s2 = e + es + to_s, s + ss + to_s
            way = 0
            if b1 > b2:
                way |= _B_FROM_E
                b = b1
            else:
                b = b2
            if m1 > m2:
                way |= _M_FROM_B
                m = m1
            else:
                m = m2
            if e1 > e2:
                way |= _E_FROM_B
                e = e1
            else:
                e = e2
            if s1 > s2:
                way |= _S_FROM_E
                s = s1
            else:
                s = s2
            ways.append(way)
        state = "E" if e > s else "S"
        cuts = [n]
        for i in range(n - 1, 0, -1):
            way = ways[i]
            if state == "B":
                cuts.append(i)
                state = "E" if way & _B_FROM_E else "S"
            elif state == "M":
                state = "B" if way & _M_FROM_B else "M"
            elif state == "E":
                state = "B" if way & _E_FROM_B else "M"
            else:
                cuts.append(i)
                state = "E" if way & _S_FROM_E else "S"
        out: list[str] = []
        start = 0
        for stop in reversed(cuts):
            out.append(run[start:stop])
            start = stop
        return out


def _joins(c: int) -> bool:
    """Is a code point that of a character that words are made of?"""
    return HAN_FIRST <= c <= HAN_LAST or (c < 128 and _ASCII[c] > 0)


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
