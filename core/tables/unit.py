"""The unit that a line over a table, a heading or a bracket names: 单位:万元, 营业收入(亿元), 基本每股收益(元/股)."""

from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from factx.extractors.amount.lexicon import currencies
from factx.extractors.amount.rules import currency_at, times
from factx.extractors.lexicon import rows
from factx.extractors.numeral import shift
from factx.extractors.pattern import Pattern
from factx.fact import Kind

_SCALE: Final = Pattern(r"[十百千万亿]{0,4}")
_LINE: Final = Pattern(r"单[ ]?位[ ]{0,4}:[ ]{0,4}(?P<unit>[^ \t\n|();。:]{1,16})")
_MONEY: Final = Pattern(r"币种[ ]{0,4}:[ ]{0,4}(?P<money>[^ \t\n|();,。:]{1,8})")
_BRACKET: Final = Pattern(r"\((?P<unit>[^()\n]{1,16})\)?")
_SPLIT: Final = Pattern(r"[,、;及和]")


class Unit(NamedTuple):
    """What one of the numbers under a heading stands for.

    Attributes:
        kind: the kind of the facts.
        power: the power of ten of its scale: 4 for 万元.
        unit: ISO 4217 code, ``%`` and its like, or the counting unit as written.
        factor: what a currency's smaller unit is in base units: 0.1 for 角.
        per: what a price buys.
    """

    kind: Kind
    power: int = 0
    unit: str | None = None
    factor: Decimal = Decimal(1)
    per: str | None = None

    def value(self, digits: str) -> Decimal:
        """The exact value of plain Arabic digits in this unit.

        >>> Unit("amount", 4, "CNY").value("1234.50")
        Decimal('12345000')
        """
        value = shift(digits, self.power)
        return value if self.factor == 1 else times(value, self.factor)


_RATES: Final[dict[str, Unit]] = {
    "%": Unit("percent", 0, "%"),
    "‰": Unit("percent", 0, "‰"),
    "百分点": Unit("percent", 0, "pp"),
    "个百分点": Unit("percent", 0, "pp"),
    "BP": Unit("percent", 0, "bp"),
    "倍": Unit("multiple", 0, "倍"),
}
_POWERS: Final = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}


@lru_cache(1)
def _counted() -> frozenset[str]:
    return frozenset(row[0] for row in rows("quantity"))


def unit_of(name: str) -> Unit | None:
    """The unit that a folded name stands for, or None where it is none.

    >>> unit_of("万元"), unit_of("人民币百万元")
    (Unit(kind='amount', power=4, unit='CNY', factor=Decimal('1'), per=None), Unit(kind='amount', power=6, unit='CNY', \
factor=Decimal('1'), per=None))
    >>> unit_of("元/股").per, unit_of("万股").power, unit_of("附注")
    ('股', 4, None)
    """
    name = name.strip(" ")
    if name in _RATES:
        return _RATES[name]
    money = currency_at(name, 0) or ""
    scale = _SCALE.match(name, len(money))
    assert scale
    at = scale.end()
    power = sum(_POWERS[c] for c in scale[0])
    word = currency_at(name, at) or ""
    if not word and not scale[0] and not money:
        return Unit("quantity", 0, name) if name in _counted() else None
    if word or money:
        if money and scale[0] and not word:
            return None  # 元亿
        currency = currencies()[word or money]
        code = currencies()[money].code if money and word in ("", "元", "圆") else currency.code
        rest = name[at + len(word) :]
        if not rest:
            return Unit("amount", power, code, currency.factor)
        per = rest.removeprefix("/").removeprefix("每")
        return Unit("price", power, code, currency.factor, per) if rest[0] in "/每" and per else None
    return Unit("quantity", power, name[at:]) if name[at:] in _counted() else None


def stated(text: str, start: int, end: int) -> Unit | None:
    """The unit that ``单位:`` names between two offsets of a folded text, with the currency that ``币种:`` names.

    Of several units (单位:万元、%) the first holds.

    >>> stated("单位:万元 币种:港币", 0, 11).unit
    'HKD'
    """
    units = (unit_of(_first(match["unit"])) for match in _LINE.finditer(text, start, end))
    unit = next(filter(None, units), None)  # 编制单位: names who made the table
    money = unit and unit.unit == "CNY" and _MONEY.search(text, start, end)
    if unit and money:
        other = unit_of(money["money"])
        if other and other.kind == "amount":
            return unit._replace(unit=other.unit)
    return unit


def _first(names: str) -> str:
    split = _SPLIT.search(names)
    return names[: split.start()] if split else names


def bracketed(text: str, start: int, end: int) -> tuple[Unit | None, int]:
    """The unit in brackets between two offsets of a folded text, and where the heading before it ends.

    >>> bracketed("基本每股收益(元/股)", 0, 11)[1]
    6
    """
    for match in _BRACKET.finditer(text, start, end):
        name = match["unit"]
        unit = stated(name, 0, len(name)) or unit_of(_first(name))
        if unit:
            return unit, match.start()
    return None, end
