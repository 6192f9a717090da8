"""Encodings: bytes to text, in the encoding that is given, or that reads as Chinese."""

import codecs
from functools import lru_cache

from factx.cli.readers import UnreadableError
from factx.fold import fold

_SAMPLE = 1 << 16
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins as that of UTF-16 does
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CANDIDATES = ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
# What is called by these names is mostly written in the larger set of characters.
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "cp936": "gb18030", "ms936": "gb18030", "big5": "big5hkscs"}
_NAMES = "UTF-8, GB18030, Big5 or UTF-16"

# The commonest characters, most frequent first: those of the words of jieba's dict.txt, counted by its frequencies.
_COMMON = (
    "一是人了不在有大中国和为这上他个地年来我会以到时要出的生学说道民家子也成行下们于后就发自之对得主长可过天作分方用多你着部能市等业全里工公经本都而高政法面门动日进区事代那去心小同北定开产前其军还然起种所"
    "如现理机体表力好外与文当两实重新三么只山水关明从化平建又制南内西没此将员名手最东头者月间无安看见各城十相但已些正口通想度加第她合院物性战由位常点海意场武使次二向治因立数样身情入原问把路被并利石老教万知"
    "级量任江及应省资委务元美特期世湖回系比气汉总展电科金先声提品设或义王社很统处四首共马形己儿司太目基领队直计别女权话少流命至报米给打变果书清活几州华解议更称程今决张导术府才保交放管结师便走达族反再题色五"
    "京河接条规式县白它改风光运信受什组听布百济党指论强做取技黄神选记斯真却职号界件花类何眼兵传带空干农边据集联古广完质阳难增历史专官每住商即步认车台林必死游举线言皇土团收考求德叫近备研争非具李众连调感转笑"
    "革该持始英克士尔让拉思根格造较际亲单朝红型价校约器字段周亚深候则功属积快图火千准究往极育装许参半令吃观鱼精办像帝八复影告远群包整构料随划算象容示投势热值夫网望源息语股铁断派速怎需片爱律纪支早况病境证编"
    "越局推满且列觉服双未居除乐企引标确织初青志率项飞球节察龙响药站施均消客失轻存低甚般击曾防请离落显罗营足素视护副食创余照兴占巴虽洲村费易试星木黑左宝置跟央识维采六底宫房音环案批切斗富乡另倒若按查故突责严"
)
_MARKS = frozenset("，。、；：？！“”‘’（）《》【】「」『』％—…·～０１２３４５６７８９　")
_CONTROLS = frozenset(map(chr, range(32))) - frozenset("\t\n\r\f")
_LEAST = 0.51  # what a text has to reach; Korean, every character of it in the first level, reaches 0.5


def known(encoding: str) -> str:
    """The codec for an encoding by its name.

    Raises:
        LookupError: there is none that decodes to text.

    >>> known("GBK"), known("UTF-16")
    ('gb18030', 'utf-16')
    """
    info = codecs.lookup(encoding)
    if not info._is_text_encoding:
        raise LookupError(f"{encoding} is no encoding of text")
    return _WIDER.get(info.name, info.name)


def decode(data: bytes, source: str, encoding: str | None = None, replace: bool = False) -> str:
    """The text that bytes stand for, without a leading BOM.

    Args:
        data: all bytes of a text.
        source: its name, for errors.
        encoding: its encoding, as ``known`` names it; None: strict UTF-8, then a BOM, then what reads as Chinese.
        replace: put U+FFFD where bytes cannot be decoded.

    Raises:
        UnreadableError: a byte cannot be decoded; it says which.

    >>> decode("营业收入3亿元".encode("gbk"), "a.txt"), decode("營業收入3億元".encode("big5"), "a.txt")
    ('营业收入3亿元', '營業收入3億元')
    """
    chosen, skip = encoding_of(data, encoding)
    try:
        return data[skip:].decode(chosen or "utf-8", "replace" if replace else "strict")
    except UnicodeDecodeError as error:
        raise undecodable(source, error, skip, chosen) from None


def undecodable(source: str, error: UnicodeDecodeError, skip: int, encoding: str | None) -> UnreadableError:
    """What to say of a byte that cannot be decoded, ``skip`` bytes after the beginning of what was tried."""
    where = f"byte 0x{error.object[error.start]:02x} at offset {error.start + skip}"
    if encoding is None:
        return UnreadableError(f"{source}: no text in {_NAMES}: as UTF-8, {where}; give --encoding or --errors replace")
    name = {"gb18030": "GB18030", "big5hkscs": "Big5"}.get(encoding, encoding.upper())
    return UnreadableError(f"{source}: not {name}: {where} ({error.reason}); give --encoding or --errors replace")


def encoding_of(data: bytes, encoding: str | None = None, whole: bool = True) -> tuple[str | None, int]:
    """The codec for a text, None where nothing fits, and the length of its BOM.

    ``whole`` is False for the beginning of a text, which may end inside a character.

    >>> encoding_of("公司营收".encode("utf-16")), encoding_of("公司营收".encode("utf-16-be"))
    (('utf-16-le', 2), ('utf-16-be', 0))
    """
    for bom, name in _BOMS:
        if data.startswith(bom) and (encoding is None or encoding in (name, name[:6], name[:5])):
            return name, len(bom)
    if encoding is not None:
        return encoding, 0
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        if not whole and error.end == len(data) and "end of data" in error.reason:
            return "utf-8", 0
        # The sample holds the first character that is not ASCII, and begins where one begins in any encoding.
        start = 0 if error.start < _SAMPLE // 2 else (data.rfind(b"\n", 0, error.start) + 1) & ~1
        best = _best(data[start : start + _SAMPLE])
        return best, 0
    return "utf-8", 0


def _best(sample: bytes) -> str | None:
    """The encoding in which a sample looks most like Chinese, if it does in one."""
    scores = {name: likeness(sample.decode(name, "replace")) for name in _CANDIDATES}
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] >= _LEAST else None


@lru_cache(1)
def _weights() -> dict[str, float]:
    weights = {chr(code): 0.6 for code in range(0xFF01, 0xFF5F)}  # full-width letters
    weights |= dict.fromkeys(_MARKS, 1.5)
    weights |= dict.fromkeys(_CONTROLS, -3.0)
    for row in range(0xB0, 0xD8):  # the first level of GB 2312: 3755 characters in use
        for cell in range(0xA1, 0xFF):
            weights[bytes((row, cell)).decode("gb18030")] = 0.5
    weights |= {c: 3.0 - i / 300 for i, c in enumerate(_COMMON)}
    return weights


def likeness(text: str) -> float:
    """How much the characters of a text, ASCII aside, look like Chinese: below 0 not at all, around 1.5 for prose.

    >>> likeness("公司的收入") > 1.5, likeness("鍏徃鐨勬敹鍏�") < 0.3
    (True, True)
    """
    weights = _weights()
    total = 0.0
    count = 0
    for written, c in zip(text, fold(text), strict=True):
        if written >= "\x80" or written in _CONTROLS:
            count += 1
            weight = weights.get(written) or weights.get(c)
            total += weight or (0.0 if "一" <= c <= "龥" else -3.0 if c == "\ufffd" else -1.0)
    return total / count if count else 0.0
