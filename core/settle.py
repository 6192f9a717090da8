"""Settle: neighbours join, the words around decide, names are vetoed, what remains becomes facts."""

from decimal import Decimal
from sys import intern
from typing import Final

from factx.document import Document
from factx.extractors import CONTEXTS
from factx.extractors.date.resolve import resolve
from factx.extractors.modifier import modifier
from factx.extractors.numeral import shift
from factx.extractors.pattern import Pattern
from factx.extractors.price.context import role_of
from factx.extractors.rule import Mention
from factx.fact import NUMERIC, Fact
from factx.pause import pause
from factx.veto import vetoed

_DASH: Final = Pattern(r"[ ]?(?:-{1,2}|—{1,2}|–|~|至|到|−)[ ]?")
_DASHES: Final = frozenset("-—–~−")
_GAP_HEADS: Final = frozenset(" -—–~至到−与和及以")
_SPAN: Final = Pattern("(?:这一|的)?(?:区间|范围|之间)")
_GREW: Final = Pattern(r"(?r)(?:[增减升降涨跌]\p{Han}?|[增减]产|[上下]\p{Han}|提高|扩大|回落|缩小)[了约近超逾]?[ ]?")
_BETWEEN: Final = Pattern(r"[与和及]")
_BETWEEN_BEFORE: Final = Pattern(r"(?r)介[于乎](?:人民币|约)?")
_ABOVE_BELOW: Final = Pattern(r"以上[,、]?(?:不满|不足)?")
_LIST: Final = Pattern(r"[ ]?[、和及与或][ ]?|以及|或者|[ ]?/[ ]?")
_DECIMALS: Final = Pattern(r"-?[0-9,]+\.(?P<more>[0-9]{2,})")
_SAME_BELOW: Final = Pattern(r"\((?:货币|币种|币值|单位|币别)?[,、]?下同\)")
_BARE_YUAN: Final = Pattern(r"[^\p{Han}]*[万亿千百十]*元$")
_JOINS: Final = frozenset("、和及与或")
_ORDINALS: Final = Pattern(r"(?r)第(?:[0-9]{1,3}[、和及与或])+")
_MARKER: Final = frozenset("\n。;!?")
_BY_KIND: Final = {kind: tuple(c for c in CONTEXTS if kind in c.of) for kind in ("number", "amount", "price")}


def settle(document: Document, mentions: list[Mention], explain: bool = False) -> list[Fact]:
    """The facts among the mentions, in text order, without overlaps; with the names of their rules to explain them.

    The list of the mentions is empty afterwards.
    """
    text = document.fold
    for mention in mentions:
        if mention.kind == "quantity" and mention.unit:  # as written, not as folded
            mention.unit = intern(document.text[mention.end - len(mention.unit) : mention.end])
    joined = _share(text, _ranges(text, _counted(text, resolve(document, mentions))))
    joined.reverse()
    mentions.clear()  # each ends with its fact: of a long text, they take more memory than all else
    facts: list[Fact] = []
    meant: str | None = None
    below = "下同" in text
    before: Mention | None = None
    while joined:
        pause()
        mention = joined.pop()
        kind = mention.kind
        if kind in _BY_KIND:
            sentence = document.sentences.at(mention.start)
            for context in _BY_KIND[kind]:
                read = context.read(text, mention, before, sentence[0])
                if read is not None:
                    mention.rule = f"{mention.rule}; {context.name}" if mention.rule else context.name
                    break
            if mention.kind == "price" and mention.role is None:
                mention.role = role_of(text, mention, *sentence)
        before = mention
        if mention.kind != "number" and not vetoed(document, mention):
            if below:
                meant = _hereinafter(text, mention, meant)
            facts.append(_fact(document, mention, explain))
    return facts


def _hereinafter(text: str, mention: Mention, meant: str | None) -> str | None:
    """Give a bare 元 the currency that an amount before says is meant from there on: 3188万港元(单位下同).

    Returns:
        The currency that is meant after the mention.
    """
    if mention.kind in ("amount", "price") and mention.unit is not None:
        if _SAME_BELOW.match(text, mention.end):
            return mention.unit
        if meant is not None and mention.unit == "CNY" and _BARE_YUAN.match(text, mention.start, mention.end):
            mention.unit = meant
    return meant


def _fact(document: Document, mention: Mention, explain: bool) -> Fact:
    kind = mention.kind
    assert kind != "number"
    mod = mention.mod
    if mod is None and kind not in {"ticker", "date"}:
        mod = modifier(document.fold, mention)
    return Fact(
        kind=kind,
        text=document.text[mention.start : mention.end],
        start=mention.start,
        end=mention.end,
        value=mention.value if kind in NUMERIC else None,
        value_to=mention.value_to,
        unit=mention.unit,
        per=mention.per,
        mod=mod,
        timex=mention.timex,
        date_from=mention.date_from,
        date_to=mention.date_to,
        code=mention.code,
        role=mention.role,
        rule=mention.rule if explain else None,
    )


def _counted(text: str, mentions: list[Mention]) -> list[Mention]:
    """With the numbers of a list of ordinals as mere numbers: 第1、2及3项 counts nothing."""
    for mention in mentions:
        if mention.kind == "quantity" and text[mention.start - 1 : mention.start] in _JOINS:
            if _ORDINALS.match(text, max(0, mention.start - 40), mention.start):
                mention.kind = "number"
    return mentions


def _ranges(text: str, mentions: list[Mention]) -> list[Mention]:
    """Join a number and the number after it into one range where a dash or 至 stands between."""
    out: list[Mention] = []
    for mention in mentions:
        first = out[-1] if out else None
        if (
            first is not None
            and mention.start - first.end <= 4
            and mention.value is not None
            and first.value is not None
        ):
            joined = _range(text, first, mention)
            if joined is not None:
                out[-1] = joined
                continue
        out.append(mention)
    return out


def _range(text: str, first: Mention, last: Mention) -> Mention | None:
    gap = text[first.end : last.start]
    if first.value_to is not None or last.value_to is not None or first.value is None or last.value is None:
        return None
    if not gap or gap[0] not in _GAP_HEADS:
        return None
    if not (
        _DASH.fullmatch(gap)
        or (_BETWEEN.fullmatch(gap) and _BETWEEN_BEFORE.match(text, max(0, first.start - 6), first.start))
        or (_ABOVE_BELOW.fullmatch(gap) and text.startswith(("以下", "以内", "的"), last.end))
    ):
        return None
    low: Decimal | None = first.value
    if first.kind == "number":
        if last.kind == "percent" and abs(first.value) > 1000:
            return None  # cells of a flattened table
        low = _scaled(text, first, last)
    elif last.kind == "number" and first.kind == "percent":
        # The sign of 20%至30 holds for both; 扩大3个基点至62.9 goes from a change to a level.
        if first.unit != "%" or first.value.as_tuple().exponent != last.value.as_tuple().exponent or last.value > 100:
            return None
    elif (first.kind != last.kind and {first.kind, last.kind} != {"amount", "price"}) or (
        first.unit != last.unit and first.unit is not None and last.unit is not None
    ):
        return None
    if (
        low is not None
        and low > last.value
        and (gap.strip() in _DASHES or _SPAN.match(text, last.end))
        and (first.kind == last.kind or _alike(text, first, last))
    ):
        low, last.value = last.value, low  # 0.7957%-0.75%, 6.3964-6.3784元, -0.077%至-0.095%区间
    if low is None or low >= last.value:
        return None
    if last.value > 10 * low > 0 and _GREW.match(text, max(0, first.start - 4), first.start):
        return None  # 增产19.5万桶至2810万桶
    if last.kind == "number":
        last.kind = first.kind
    last.mod = first.mod or last.mod
    last.rule = last.rule or first.rule
    last.value, last.value_to = low, last.value
    last.start = first.start
    last.number = last.number if last.number and last.number.scale else first.number
    last.per = first.per or last.per
    last.unit = last.unit or first.unit
    if first.kind == "price":
        last.kind = "price"
    return last


def _alike(text: str, first: Mention, last: Mention) -> bool:
    """Is a bare number written as the one after it, so that they are one range whichever is higher?"""
    one, other = first.number, last.number
    if one is None or other is None:
        return False
    decimals = _DECIMALS.match(text, one.start), _DECIMALS.match(text, other.start)
    return all(decimals) and len({m.end("more") - m.start("more") for m in decimals if m}) == 1


def _scaled(text: str, first: Mention, last: Mention) -> Decimal | None:
    """The value of a bare number that shares the scale and the unit of the number after it: the 3 of 3-5亿元."""
    one, other = first.number, last.number
    if first.value is None or last.value is None or one is None or other is None:
        return first.value
    if last.value == 10 * other.value:
        return Decimal(10 * int(first.value))  # 一到两成
    if one.scale or not other.scale:
        return first.value
    if other.arabic != one.arabic:
        return None
    value = shift(f"{first.value:f}", other.scale)
    return value if value <= last.value or _alike(text, first, last) else first.value


def _share(text: str, mentions: list[Mention]) -> list[Mention]:
    """Give a bare number the unit of the number that follows it in a list: the 1.2 of 1.2、3.4亿元."""
    shared = 0  # the scale that the number after has from the one after it: the 1104 of 801/1104/1404亿元
    for i in range(len(mentions) - 1, 0, -1):
        last, first = mentions[i], mentions[i - 1]
        scale, shared = shared or (last.number.scale if last.number else 0), 0
        if first.kind != "number" or last.kind not in NUMERIC or first.value is None:
            continue
        gap = text[first.end : last.start]
        if len(gap) > 4 or not _LIST.fullmatch(gap):
            continue
        whole = first.value == int(first.value)
        if last.kind == "percent" and first.value > 1000:
            continue  # cells of a flattened table
        if whole and gap.strip() == "、" and first.value < 100 and _opens_line(text, first.start):
            continue
        # 1.2、3.4亿 are hundreds of millions both, 5000、1.2万 are not.
        if (
            scale
            and first.number
            and not first.number.scale
            and last.value
            and first.value <= 100 * last.value.scaleb(-scale)
        ):
            first.value, shared = shift(f"{first.value:f}", scale), scale
            if first.value_to is not None:
                first.value_to = shift(f"{first.value_to:f}", scale)
        first.kind, first.unit, first.per, first.role = last.kind, last.unit, last.per, last.role
        first.rule = "a unit shared with the number after it"
    return mentions


def _opens_line(text: str, start: int) -> bool:
    head = text[max(0, start - 2) : start].rstrip(" ")
    return not head or head[-1] in _MARKER
