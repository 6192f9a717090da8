"""The dictionary: jieba's words and ours in one compact file that is memory-mapped in milliseconds.

It is built once from jieba's ``dict.txt``, jieba's tables of character positions (``finalseg``) and ``words.tsv``, and
kept in the user's own cache folder. jieba itself is never imported: its import loads ``pkg_resources``, sets up log
handlers and warns on new Pythons, and its own loading of the dictionary takes 0.7 s.
"""

import mmap
import os
import re
import stat
import struct
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Callable
from contextlib import suppress
from importlib.util import find_spec
from math import log
from pathlib import Path
from time import monotonic
from typing import Any, Final

import msgspec

FORMAT = 3
"""Raise it whenever the layout of the file or what goes into it changes."""

HAN_FIRST: Final = 0x4E00
HAN_LAST: Final = 0x9FD5
# Two characters fall into a slot, by which most pairs are passed over that begin no word.
SLOTS: Final = 0xFFFFF
SPREAD: Final = 40503
STATES = "BMES"

_MAGIC = b"factxdic"
_HEADER = struct.Struct("<8s4I")  # magic, format, checksum of the rest, number of sections, byte order mark
_BYTE_ORDER = 0x01020304
_SECTIONS = (
    *("keys", "firsts", "texts", "starts", "logs", "hmm", "weights", "tags", "names"),
    *("low", "high", "alone", "pairs", "blob"),
)

_OURS = Path(__file__).with_name("words.tsv")

on_slow_build: Callable[[], None] | None = None
"""Called once when building the file has taken more than a second: the place for a notice to the user."""


class Dictionary:
    """Words with their weights and tags, by their first two characters, and the tables for unknown words.

    Args:
        data: the file's content, as ``build`` makes it.

    Raises:
        ValueError: the content is damaged or of another format.

    Attributes:
        logs: the weights that words have (the logarithm of a word's share of all words), by their ranks; the first is
            that of a character that is no word.
        low, high: the rank of the word that one character is, by its code point, in two bytes; 0: it is no word.
        pairs: for each slot a bit, whether words begin with two characters of it.
        weights: the rank of each word.
        start: weights of the states B, M, E and S of a word at a beginning.
        trans: weights of the ways from state to state: BM BE MM ME EB ES SB SS.
    """

    def __init__(self, data: "bytes | memoryview") -> None:
        view = memoryview(data).toreadonly()
        size = len(_SECTIONS) * 4
        if len(view) < _HEADER.size + size:
            raise ValueError("too short")
        magic, version, checksum, count, order = _HEADER.unpack_from(view)
        if (magic, version, count, order) != (_MAGIC, FORMAT, len(_SECTIONS), _BYTE_ORDER):
            raise ValueError("another format")
        if zlib.crc32(view[_HEADER.size :]) != checksum:
            raise ValueError("damaged")
        at = _HEADER.size + size
        at += -at % 8
        part: dict[str, memoryview] = {}
        for name, length in zip(_SECTIONS, struct.unpack_from(f"<{count}I", view, _HEADER.size), strict=True):
            part[name] = view[at : at + length]
            at += length + -length % 8
        self._keys = part["keys"].cast("I")
        self._firsts = part["firsts"].cast("I")
        self._texts = part["texts"].cast("I")
        self._starts = part["starts"].cast("I")
        self._tags, self._blob = part["tags"], part["blob"]
        self._names = bytes(part["names"]).decode().split()
        self._alone = bytes(part["alone"])
        self.weights = part["weights"].cast("H")
        self.logs = list(array("d", bytes(part["logs"])))
        self.low, self.high, self.pairs = bytes(part["low"]), bytes(part["high"]), bytes(part["pairs"])
        hmm = part["hmm"].cast("d")
        b, m, e, s, bm, be, mm, me, eb, es, sb, ss = hmm[:12]
        self.start = b, m, e, s
        self.trans = bm, be, mm, me, eb, es, sb, ss
        self._emit = hmm[12:]

    def single(self, code: int) -> str | None:
        """The tag of the word that one character is; None: it is no word."""
        number = self._alone[code] if code <= HAN_LAST else 0
        return self._names[number - 1] if number else None

    def tag(self, number: int) -> str:
        """The tag of a word."""
        return self._names[self._tags[number]]

    def emits(self, code: int) -> tuple[float, float, float, float]:
        """The weights of B, M, E and S for a Chinese character."""
        at = (code - HAN_FIRST) * 4
        return self._emit[at], self._emit[at + 1], self._emit[at + 2], self._emit[at + 3]

    def group(self, beginning: str) -> tuple[str, int]:
        """The words that begin with these two characters.

        Returns:
            What follows the two in each word, in order, each between line ends, and the number of the first word; "": none.
        """
        first = ord(beginning[0])
        key = first << 16 | ord(beginning[1])
        if first > HAN_LAST:
            return "", 0
        stop: int = self._starts[first + 1]
        i = bisect_left(self._keys, key, self._starts[first], stop)
        if i == stop or self._keys[i] != key:
            return "", 0
        return "\n" + str(self._blob[self._texts[i] : self._texts[i + 1]], "utf-8") + "\n", self._firsts[i]


def load(folder: Path | None = None) -> Dictionary:
    """The dictionary from the cache folder; built, and kept there, where it is missing, damaged or not ours.

    Args:
        folder: the folder to keep it in; None: the user's own cache folder. Where nothing can be kept there, the
            dictionary works from memory.

    Raises:
        ModuleNotFoundError: jieba is not installed.
    """
    source = _Jieba()
    ours = _OURS.read_bytes()
    name = f"words-{FORMAT}-{source.version}-{source.size}-{zlib.crc32(ours):08x}.bin"
    if folder is None:
        from platformdirs import user_cache_path

        folder = user_cache_path("factx", appauthor=False)
    path = folder / name
    with suppress(OSError, ValueError):
        return Dictionary(_mapped(path))
    data = build(source.data("dict.txt"), source.tables(), ours)
    with suppress(OSError):
        _keep(path, data)
    return Dictionary(data)


def build(words: bytes, hmm: "array[float]", ours: bytes) -> bytes:
    """The content of the dictionary file.

    Args:
        words: jieba's ``dict.txt``: lines of word, frequency and tag, with spaces between.
        hmm: the tables of character positions, as ``_Jieba.tables`` lays them out.
        ours: words that are added as jieba's ``add_word`` would: lines of word, frequency and tag, with tabs.
    """
    notice = _Notice()
    fields = words.decode().split()
    # add_word keeps a word's earlier frequency in the total, and so do the few lines that stand twice in dict.txt.
    added = _rows(ours)
    all_words = [*fields[::3], *(row[0] for row in added)]
    counts = [*map(int, fields[1::3]), *(row[1] for row in added)]
    frequency = dict(zip(all_words, counts, strict=True))
    tag_of = dict(zip(all_words, [*fields[2::3], *(row[2] for row in added)], strict=True))
    total = sum(counts)
    notice()
    # Words with other characters than these are never matched: jieba cuts the text there first.
    matched = re.compile("[\u4e00-\u9fd5a-zA-Z0-9+#&._%-]+").fullmatch
    order = sorted(w for w, n in frequency.items() if n and matched(w))
    notice()
    base = log(total)
    levels = sorted(set(counts) - {0})
    logs = array("d", [log(1) - base, *(log(n) - base for n in levels)])
    rank = {n: i for i, n in enumerate(levels, 1)}
    names = sorted(set(tag_of.values()))
    number = {name: i for i, name in enumerate(names)}
    keys, firsts, texts, starts, blob = array("I"), array("I"), array("I"), array("I"), bytearray()
    low, high, alone = bytearray(HAN_LAST + 1), bytearray(HAN_LAST + 1), bytearray(HAN_LAST + 1)
    pairs = bytearray(SLOTS + 1 >> 3)
    before = ""
    for i, word in enumerate(order):
        first = ord(word[0])
        if word[:2] == before:
            blob += b"\n"
        else:
            before = word[:2]
            while len(starts) <= first:
                starts.append(len(keys))
            keys.append(first << 16 | (ord(word[1]) if len(word) > 1 else 0))
            firsts.append(i)
            texts.append(len(blob))
        if len(word) == 1:
            high[first], low[first] = divmod(rank[frequency[word]], 256)
            alone[first] = number[tag_of[word]] + 1
        else:
            slot = (first * SPREAD + ord(word[1])) & SLOTS
            pairs[slot >> 3] |= 1 << (slot & 7)
        blob += word[2:].encode()
    while len(starts) <= HAN_LAST + 1:
        starts.append(len(keys))
    firsts.append(len(order))
    texts.append(len(blob))
    notice()
    sections = [
        keys.tobytes(),
        firsts.tobytes(),
        texts.tobytes(),
        starts.tobytes(),
        logs.tobytes(),
        hmm.tobytes(),
        array("H", [rank[frequency[w]] for w in order]).tobytes(),
        bytes(number[tag_of[w]] for w in order),
        " ".join(names).encode(),
        bytes(low),
        bytes(high),
        bytes(alone),
        bytes(pairs),
        bytes(blob),
    ]
    body = bytearray(struct.pack(f"<{len(sections)}I", *map(len, sections)))
    body += bytes(-(_HEADER.size + len(body)) % 8)
    for section in sections:
        body += section + bytes(-len(section) % 8)
    notice()
    return _HEADER.pack(_MAGIC, FORMAT, zlib.crc32(body), len(sections), _BYTE_ORDER) + body


def added_words() -> list[tuple[str, int, str]]:
    """The words that are added to jieba's dictionary, with frequency and tag."""
    return _rows(_OURS.read_bytes())


def _rows(ours: bytes) -> list[tuple[str, int, str]]:
    lines = (line.split("\t") for line in ours.decode().splitlines() if not line.startswith("#"))
    return [(word, int(frequency), tag) for word, frequency, tag in lines]


class _Notice:
    """Calls ``on_slow_build`` once, when more than a second has passed."""

    def __init__(self) -> None:
        self._late = monotonic() + 1.0

    def __call__(self) -> None:
        if monotonic() > self._late and on_slow_build:
            self._late = float("inf")
            on_slow_build()


class _Jieba:
    """jieba's data files, found and read without importing jieba."""

    def __init__(self) -> None:
        spec = find_spec("jieba")
        if spec is None or spec.origin is None:
            raise ModuleNotFoundError("factx needs jieba for its dictionary: pip install jieba", name="jieba")
        self._folder = Path(spec.origin).parent
        self._loader = spec.loader
        version = self.data("__init__.py")[:400].partition(b"__version__ = '")[2].partition(b"'")[0].decode()
        self.version = "".join(c for c in version if c.isalnum() or c == ".")
        self.size = 0
        with suppress(OSError):
            self.size = (self._folder / "dict.txt").stat().st_size

    def data(self, *path: str) -> bytes:
        """The content of a file of jieba's, which may lie in a zip."""
        file = self._folder.joinpath(*path)
        get = getattr(self._loader, "get_data", None)
        return bytes(get(str(file))) if get else file.read_bytes()

    def tables(self) -> "array[float]":
        """The tables of the hidden Markov model.

        Returns:
            start B M E S; trans B>M B>E M>M M>E E>B E>S S>B S>S; then B M E S for each character from U+4E00 on.
        """
        start, trans, emit = (self._literal(f"prob_{name}.py") for name in ("start", "trans", "emit"))
        out = array("d", [start[s] for s in STATES])
        out.extend(trans[a][b] for a, b in ("BM", "BE", "MM", "ME", "EB", "ES", "SB", "SS"))
        for c in map(chr, range(HAN_FIRST, HAN_LAST + 1)):
            out.extend(emit[s].get(c, -3.14e100) for s in STATES)
        return out

    def _literal(self, name: str) -> Any:
        """The one table of a module of jieba's, read as data: nothing of it is executed."""
        return msgspec.json.decode(self.data("finalseg", name).decode().partition("P=")[2].replace("'", '"'))


def _ours(info: os.stat_result) -> bool:
    """Whether a file or folder belongs to this user and nobody else can write to it."""
    return not hasattr(os, "geteuid") or (info.st_uid == os.geteuid() and not info.st_mode & 0o022)


def _mapped(path: Path) -> memoryview:
    """The content of a file that is this user's alone.

    Raises:
        OSError: there is none, or others can write to it.
    """
    if not _ours(path.parent.stat()):
        raise PermissionError("the folder is not ours alone")
    fd = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
    try:
        info = os.fstat(fd)
        if not stat.S_ISREG(info.st_mode) or not _ours(info):
            raise PermissionError("the file is not ours alone")
        return memoryview(mmap.mmap(fd, 0, access=mmap.ACCESS_READ))
    finally:
        os.close(fd)


def _keep(path: Path, data: bytes) -> None:
    """Write a file so that others see all of it or nothing."""
    path.parent.mkdir(0o700, parents=True, exist_ok=True)
    if not _ours(path.parent.stat()):
        raise PermissionError("the folder is not ours alone")
    part = path.with_name(f"{path.name}.{os.urandom(8).hex()}")
    fd = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with open(fd, "wb") as f:
            f.write(data)
        part.replace(path)
    except BaseException:
        part.unlink()
        raise
