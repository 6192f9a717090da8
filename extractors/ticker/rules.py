"""Tickers: codes of listed securities, with the exchange as written or derived from the code.

The first digits tell the exchange by the code rules of the Shanghai, Shenzhen and Beijing exchanges: 600 601 603 605
688 689 900 are Shanghai's, 000 001 002 003 300 301 302 200 Shenzhen's, 920 Beijing's. Bond codes count only after a
label that says so.
"""

from typing import Final

from factx.extractors.numeral import Numeral
from factx.extractors.pattern import Match, Pattern
from factx.extractors.rule import Mention, Rule, plain, rule

_SHARES: Final = {
    "SH": ("600", "601", "603", "605", "688", "689", "900"),
    "SZ": ("000", "001", "002", "003", "300", "301", "302", "200"),
    "BJ": ("920",),
}
_BONDS: Final = {
    "SH": (
        "110", "113", "118", "120", "122", "124", "125", "126", "130", "132", "135", "136", "137", "138", "139", "142", "143", "145", "147",
        "150", "151", "152", "155", "157", "162", "163", "164", "165", "166", "167", "168", "169", "175", "176", "177",
        "178", "179", "180", "182", "183", "184", "185", "188", "189", "194", "196", "197", "204", "230", "240", "241", "242", "243",
        "250", "251", "252", "253", "254", "255", "256", "257", "258", "259", "260",
    ),
    "SZ": ("101", "108", "109", "111", "112", "114", "115", "116", "117", "119", "123", "127", "128", "131", "133", "134", "148", "149", "524"),
}  # fmt: skip
_EXCHANGE: Final = {prefix: exchange for exchange, prefixes in _SHARES.items() for prefix in prefixes}
_BOND_EXCHANGE: Final = {prefix: exchange for exchange, prefixes in _BONDS.items() for prefix in prefixes}
_SUFFIX: Final = {"SZ": "SZ", "SH": "SH", "SS": "SH", "BJ": "BJ", "HK": "HK", "NQ": ""}
_AMERICAN: Final = {
    "NASDAQ": "O",
    "纳斯达克": "O",
    "NYSE": "N",
    "纽交所": "N",
    "纽约证券交易所": "N",
    "AMEX": "A",
    "NYSE American": "A",
}

_LABEL: Final = Pattern(
    r"(?r)(?:(?P<bond>债券|转债|公司债|可转债|证券简称及)|证券|股票|公司|A股|B股|H股|基金|交易|挂牌|上市)?"
    r"(?:交易)?(?:代码|代号|编号)(?:及简称)?[ ]*[:为是]?[ ]*(?:(?:[(]?(?:[0-9]{5,6}|[A-Z]{2})[、,./;和及 ][ ]*){0,6}[(]?|[0-9]{6})"
)
_BRACKETED: Final = Pattern(
    r"(?r)[\w\p{Han})*””’][ ]?[(\[][ ]?(?:(?:行情|诊股|代码|股票代码|证券代码|港股|A股|港交所|股份代号|HK)[ ]*[:]?[ ]*)?"
)
_LISTED: Final = Pattern(r"(?r)[(](?:[0-9]{5,6}(?:\.[A-Z]{2})?[、,/;和及 ][ ]*){1,5}")
_HEADING: Final = Pattern(r"[:：][ ]?[*\p{Han}A-Z]")


def _code(digits: str, exchange: str) -> str:
    return f"{digits.zfill(5)}.HK" if exchange == "HK" else f"{digits}.{exchange}" if exchange else digits


@rule(
    "a code and its exchange: 300273.SZ, 0700.HK, 02100-HK",
    "ticker",
    "number",
    r"(?P<digits>[0-9]{6})[ ]?\.[ ]?(?P<cn>SZ|SH|SS|BJ|NQ|OC|sz|sh|bj)(?![A-Za-z])|(?P<hk>[0-9]{4,5})[ ]?[.\-][ ]?(?:HK|hk)(?![A-Za-z])",
    first=".- ",
    least=4,
)
def _with_exchange(match: Match, number: Numeral | None) -> Mention | None:
    if match["hk"]:
        code = _code(match["hk"], "HK")
    else:
        mark = match["cn"].upper()
        code = _code(match["digits"], "" if mark == "OC" else _SUFFIX[mark])
    return Mention("ticker", match.start(), match.end(), code=code)


@rule(
    "an exchange and its code: SZ 300273, HK:09988",
    "ticker",
    "word",
    r"(?P<mark>SZ|SH|BJ|HK)[ ]?[:.]?[ ]?(?P<digits>[0-9]{4,6})(?![0-9A-Za-z]|\.[0-9])",
    words=("SZ", "SH", "BJ", "HK"),
)
def _exchange_first(match: Match, _: Numeral | None) -> Mention | None:
    at = match.start()
    if at and match.string[at - 1].isascii() and match.string[at - 1].isalnum():
        return None
    digits, mark = match["digits"], match["mark"]
    if len(digits) != (6 if mark != "HK" else len(digits)) or (mark == "HK" and len(digits) > 5):
        return None
    return Mention("ticker", at, match.end(), code=_code(digits, mark))


@rule(
    "an American listing: NASDAQ:BABA, 纽交所:BABA",
    "ticker",
    "word",
    r"(?P<exchange>NASDAQ|NYSE|AMEX|纳斯达克|纽交所|纽约证券交易所)(?:股票代码|代码)?[ ]?[:.：][ ]?(?P<letters>[A-Z]{1,5})(?![A-Za-z])",
    words=("NASDAQ", "NYSE", "AMEX", "纳斯达克", "纽交所", "纽约证券交易所"),
)
def _american(match: Match, _: Numeral | None) -> Mention | None:
    start = match.start() if match["exchange"].isascii() else match.start("letters")
    return Mention("ticker", start, match.end(), code=f"{match['letters']}.{_AMERICAN[match['exchange']]}")


_LETTERS: Final = Pattern(
    r"(?P<letters>[A-Z]{1,5})(?P<more>\.[A-Z])?[.\-](?P<exchange>N|O|OQ|A|US|K|PK|OB|DF)(?![A-Za-z0-9])"
)


@plain("letters and an exchange: BABA.N, BBBY.O, LK.US", "ticker", "word", words=tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
def _letters(text: str, at: int, _: Numeral | None) -> Mention | None:
    match = _LETTERS.match(text, at) if at and text[at - 1] in "([/、, ;" else None
    if match is None:
        return None
    if match["exchange"] in ("N", "O", "A", "K") and text[match.end() : match.end() + 1] not in (
        ")",
        "]",
        "、",
        ",",
        "/",
        " ",
        ";",
    ):
        return None
    exchange = {"OQ": "O"}.get(match["exchange"], match["exchange"])
    return Mention("ticker", at, match.end(), code=f"{match['letters']}{match['more'] or ''}.{exchange}")


@rule(
    "a bare code after a label or in brackets after a name",
    "ticker",
    "number",
    r"[0-9]{6}(?=[0-9]{6}(?![0-9.%‰万亿千百]))|[0-9]{5,6}(?![0-9.%‰万亿千百]|,[0-9]{3}|[.:][0-9]|[ ]?(?:[元份张手点]|股(?!票)))",
    first='),;、/:]，。 \t\n"”年证公股债编临-证简名摘*',
    least=5,
)
def _bare(match: Match, number: Numeral | None) -> Mention | None:
    text, start, digits = match.string, match.start(), match[0]
    window = max(0, start - 60)
    label = _LABEL.match(text, window, start)
    if text[start - 1 : start] in tuple("0123456789.-+") and not (label and text[start - 1].isdecimal()):
        return None
    joined = text[match.end() : match.end() + 3]
    if joined[:1].isdecimal() and not {digits[:3], joined} <= _EXCHANGE.keys():
        return None
    closes = text[match.end() : match.end() + 1] in tuple(")],、;/ :")
    bracketed = closes and (_BRACKETED.match(text, window, start) or _LISTED.match(text, window, start))
    heading = (start == 0 or text[start - 1] == "\n") and _HEADING.match(text, match.end())
    if not (label or bracketed or heading):
        return None
    if len(digits) == 5:
        return Mention("ticker", start, match.end(), code=_code(digits, "HK")) if digits[0] in "0468" else None
    exchange = _EXCHANGE.get(digits[:3])
    if exchange is None and label:
        exchange = _BOND_EXCHANGE.get(digits[:3]) if label["bond"] else None
    if exchange is None and not label and digits[:2] not in ("43", "83", "87"):
        return None
    return Mention("ticker", start, match.end(), code=_code(digits, exchange or ""))


RULES: Final[tuple[Rule, ...]] = (_with_exchange, _exchange_first, _american, _letters, _bare)
