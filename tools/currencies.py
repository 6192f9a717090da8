"""Make extractors/amount/lexicon.tsv: the words and signs of currencies and their parts.

    pip install babel
    python tools/currencies.py > extractors/amount/lexicon.tsv

Sources: CLDR's Chinese names and signs of every currency that is legal tender somewhere (through Babel, Unicode licence),
ISO 4217 codes of the currencies that the BIS triennial survey lists, and the market's other names, below. A word whose
currency the text must settle has an empty code.
"""

import re
import sys

from babel import Locale
from babel.core import get_global
from babel.numbers import get_territory_currencies

from factx.fold import fold

# TOP, COP and PEN are left out: TOP100 and COP28 are no money.
CODES = (
    "AED ARS AUD BGN BHD BRL CAD CHF CLP CNY CZK DKK EGP EUR GBP HKD HUF IDR ILS INR JPY KRW KWD KZT MOP MXN MYR NGN "
    "NOK NZD PHP PKR PLN QAR RON RUB SAR SEK SGD THB TRY TWD UAH USD VND ZAR"
)

# Other names, by code; all of them stand before a number (港币5亿元) or after it.
MARKET = {
    "CNY": "人民币 RMB CNH",
    "HKD": "港币 港元 港圆 港纸",
    "USD": "美元 美金 美圆 美刀",
    "EUR": "欧元 欧罗",
    "GBP": "英镑 英磅 镑",
    "JPY": "日元 日圆 日币 日円",
    "KRW": "韩元 韩圆 韩圜 韩币",
    "KPW": "朝元 朝鲜圆",
    "TWD": "新台币 台币 新台币元 台币元 NTD",
    "SGD": "新加坡元 新加坡币 坡元 坡币 新元 新币",
    "AUD": "澳元 澳币 澳洲元 澳大利亚元",
    "CAD": "加元 加币 加拿大元 加拿大币",
    "NZD": "纽元 纽币 新西兰元 新西兰币 纽西兰元",
    "MOP": "澳门元 澳门币 葡币",
    "CHF": "瑞郎 瑞士法郎 瑞士郎",
    "RUB": "卢布 俄卢布 俄罗斯卢布",
    "INR": "卢比 印度卢比",
    "IDR": "印尼盾 印尼卢比 印度尼西亚盾 印度尼西亚卢比",
    "THB": "泰铢 泰币 铢",
    "VND": "越南盾 越盾",
    "PHP": "菲律宾比索 菲律宾披索",
    "MYR": "林吉特 令吉 马币 马来币 马来西亚令吉 马来西亚林吉特",
    "AED": "迪拉姆 迪拉姆币 阿联酋迪拉姆",
    "SAR": "沙特里亚尔",
    "BRL": "雷亚尔 巴西雷亚尔 巴西里亚尔",
    "TRY": "里拉 土耳其里拉",
    "ZAR": "兰特 南非兰特",
    "SEK": "瑞典克朗 瑞典克郎",
    "NOK": "挪威克朗 挪威克郎",
    "DKK": "丹麦克朗 丹麦克郎",
    "ISK": "冰岛克朗 冰岛克郎",
    "CZK": "捷克克朗 捷克克郎",
    "HUF": "福林 匈牙利福林",
    "PLN": "兹罗提 波兰兹罗提",
    "ILS": "谢克尔 新谢克尔 以色列谢克尔",
    "MXN": "墨西哥比索 墨西哥披索",
    "UAH": "格里夫纳 格里夫尼亚",
    "KZT": "坚戈",
    "UZS": "苏姆",
    "KGS": "索姆",
    "MNT": "图格里克",
    "BGN": "列弗",
    "RON": "列伊",
    "NGN": "奈拉",
    "BDT": "塔卡",
    "KHR": "瑞尔",
    "LAK": "基普",
    "MMK": "缅元 缅币 缅甸元",
    "VES": "玻利瓦尔",
    "PEN": "索尔 秘鲁新索尔",
    "ETB": "埃塞俄比亚比尔",
    "XDR": "特别提款权 SDR",
}

# More than one country's, and no usual reading: 比索 may be Mexico's, the Philippines' or Argentina's.
OPEN = "法郎 比索 披索 克朗 克郎 第纳尔 里亚尔 先令 盾"

SIGNS = {
    "CNY": "¥ CN¥ RMB¥",
    "USD": "$ US$ USD$",
    "HKD": "HK$ HKD$",
    "TWD": "NT$",
    "SGD": "S$ SG$",
    "AUD": "A$ AU$",
    "CAD": "C$ CA$",
    "NZD": "NZ$",
    "MXN": "MX$",
    "BRL": "R$",
    "MOP": "MOP$",
    "EUR": "€",
    "GBP": "£",
    "JPY": "JP¥",
    "KRW": "₩",
    "INR": "₹ Rs",
    "VND": "₫",
    "ILS": "₪",
    "THB": "฿",
    "RUB": "₽",
    "TRY": "₺",
    "UAH": "₴",
    "PHP": "₱",
    "NGN": "₦",
    "KZT": "₸",
    "MYR": "RM",
    "IDR": "Rp",
}

# Words that only follow a number: code and factor.
AFTER = {
    "元": ("CNY", "1"),
    "圆": ("CNY", "1"),
    "块": ("CNY", "1"),
    "块钱": ("CNY", "1"),
    "元钱": ("CNY", "1"),
    "人民币元": ("CNY", "1"),
    "円": ("JPY", "1"),
    "角": ("CNY", "0.1"),
    "角钱": ("CNY", "0.1"),
    "毛": ("CNY", "0.1"),
    "毛钱": ("CNY", "0.1"),
    "分": ("CNY", "0.01"),
    "分钱": ("CNY", "0.01"),
    "人民币分": ("CNY", "0.01"),
    "港毫": ("HKD", "0.1"),
    "毫子": ("HKD", "0.1"),
    "港仙": ("HKD", "0.01"),
    "港分": ("HKD", "0.01"),
    "仙": ("HKD", "0.01"),
    "美分": ("USD", "0.01"),
    "美仙": ("USD", "0.01"),
    "便士": ("GBP", "0.01"),
    "欧分": ("EUR", "0.01"),
    "澳分": ("AUD", "0.01"),
    "新加坡分": ("SGD", "0.01"),
    "坡分": ("SGD", "0.01"),
    "戈比": ("RUB", "0.01"),
}

# 5亿元港币: the currency named after the counting word.
NAMED_AFTER_YUAN = (
    "人民币 港币 港元 美元 美金 欧元 日元 日币 韩元 韩币 台币 新台币 新加坡币 新加坡元 新币 坡币 澳币 澳元 澳门币 澳门元 "
    "葡币 加币 加元 纽币 纽元 泰铢 泰币 马币 RMB CNY HKD USD"
)


def main() -> None:
    """Print the lexicon, sorted by word, one row a word; of two sources the market's wins."""
    rows: dict[str, tuple[str, str, str, str]] = {}

    def add(word: str, code: str, factor: str, side: str, source: str) -> None:
        rows.setdefault(fold(word), (code, factor, side, source))

    for word, (code, factor) in AFTER.items():
        add(word, code, factor, "after", "market")
    for code, words in MARKET.items():
        for word in words.split():
            add(word, code, "1", "both", "market")
    for code, signs in SIGNS.items():
        for sign in signs.split():
            # 100€ and 100$ are written, 100RM and 100Rs are not.
            add(sign, code, "1", "before" if len(sign) > 1 else "both", "market sign")
    for word in NAMED_AFTER_YUAN.split():
        add("元" + word, rows[word][0] if word in rows else word, "1", "after", "元 and the currency's name")
    for code in CODES.split():
        add(code, code, "1", "both", "ISO 4217")
    for word in OPEN.split():
        add(word, "", "1", "both", "market, several currencies")
    tender = {c for t in get_global("territory_currencies") for c in get_territory_currencies(t)}
    for locale in (Locale.parse(name) for name in ("zh", "zh_Hant", "zh_Hant_HK")):
        for code in sorted(tender):
            name = fold(str(locale.currencies.get(code, "")))
            if re.fullmatch(r"[\u4e00-\u9fff]{2,}", name):
                add(name, code, "1", "both", "CLDR " + str(locale))
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    sys.stdout.write("word\tcode\tfactor\tside\tsource\n")
    for word in sorted(rows):
        sys.stdout.write("\t".join((word, *rows[word])) + "\n")


if __name__ == "__main__":
    main()
