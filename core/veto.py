"""Veto: numerals inside names and set phrases are no facts."""

from typing import Final

from factx.document import Document
from factx.extractors.names import name_at
from factx.extractors.pattern import Pattern
from factx.extractors.rule import Mention

_BARE_POWER: Final = frozenset("百千万亿")
_CAPITAL: Final = frozenset("壹贰叁肆伍陆柒捌玖")
_NAMED: Final = frozenset("零〇○一二三四五六七八九")
# Words that stand before a bare 百 千 万 亿 and make a number of it: 近百家, 过亿元.
_LED: Final = frozenset("上近超逾过破达约数几足到满")
_NUMERIC_WORD: Final = Pattern(
    r"[上近数几超逾过破达首约第前每余多零〇○一二两三四五六七八九十百千万亿半点之分]+\p{Han}?"
)
# Up to the second part of a document's number, which ran into the next word: 编号:2018-112本公司.
_NUMBERED: Final = Pattern(r"(?r)(?:编号|文号)[:为]?[ ]?(?:[临第])?\p{Latin}{0,6}[0-9]{4}-")
_ORDINAL: Final = Pattern(r"(?r)第[一二三四五六七八九十百、至和及到]+|前|[届]")
_RANKED: Final = frozenset("名位大强条款项期")
# A page's foot that ran into the text: 第1页共2页, 占公司总股1本.
_PAGES: Final = {"页": "共", "本": "股资成版基日样根"}
# What follows is a name, whatever its digits: 债券简称:12亿利01.
_SHORT_NAME: Final = ("简称", "简称:", "简称“")
# A bond's short name: year, issuer, number: 21融创01, 20华泰证券CP007.
_BOND: Final = Pattern(
    r"[0-9]{2}\p{Han}{2,4}(?:(?:MTN|SCP|CP|PPN|ABN|ABS|[A-Z])?0[0-9]{1,2}|(?:MTN|SCP|CP|PPN|ABN|ABS)[0-9]{3})(?![0-9.])"
)


def vetoed(document: Document, mention: Mention) -> bool:
    """Whether a mention is part of a name, an ordinal or a word, by the lexicon of names and by segmentation."""
    number = mention.number
    if number is None:
        return False
    text = document.fold
    start = number.start
    name = name_at(text, start, number.end) if mention.kind != "ticker" else None
    if name and (name[0] < mention.start or name[1] > mention.end):
        return True
    if mention.kind == "price":
        return False
    if mention.kind == "quantity" and text[start - 1 : start] == "每":
        return True  # 每10股, 每百户 divide
    if mention.unit in _PAGES and text[start - 1 : start] in _PAGES[mention.unit]:
        return True
    ranked = mention.kind == "quantity" and mention.unit is not None and mention.unit in _RANKED
    if ranked and _ORDINAL.match(text, max(0, start - 12), start):
        return True
    if number.arabic:
        if text[start - 1 : start] == "-" and _NUMBERED.match(text, max(0, start - 14), start):
            return True  # 公告编号:2018-112本公司
        if text.endswith(_SHORT_NAME, 0, start):
            return True
        if number.scale and (scale := name_at(text, number.end - 1, number.end)) and scale[0] == number.end - 1:
            return scale[1] > mention.end  # 公告编号2018-101万方发展
        if number.end - start != 2 or mention.start != start or number.end >= len(text):
            return False
        return ord(text[number.end]) >= 0x2E80 and _BOND.match(text, start) is not None
    length = number.end - start
    if mention.kind in ("percent", "multiple"):
        return length == 1 and mention.unit == "%" and _straddled(document, mention, mention.end)  # 一成不变
    if length == 1 and text[start] in _BARE_POWER and not number.mod:
        return start == 0 or text[start - 1] not in _LED
    if length == 1 and text[start] in _CAPITAL:
        return not text.startswith(("元整", "元人民币", "圆整"), number.end)
    if text[start] in "零〇○" or (
        length == 2 and number.value_to is None and text[start] in _NAMED and text[start + 1] in _NAMED
    ):
        return True
    return length < 3 and (
        _straddled(document, mention, mention.end) or (length == 1 and _straddled(document, mention, start))
    )


def _straddled(document: Document, mention: Mention, place: int) -> bool:
    """Whether a word of the text goes across ``place``, an end of the mention: 珠三角, 唯一|担保, 二手房."""
    low, high = document.sentences.at(mention.start)
    for word in document.words(max(low, mention.start - 8), min(high, mention.end + 6)):
        if word.start < place < word.end:
            return not _NUMERIC_WORD.fullmatch(word.text)
        if word.start >= place:
            break
    return False
