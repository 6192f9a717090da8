"""Examples of tickers: codes as the exchanges list them, in sentences of our own."""

from factx.extractors.corpus import Group

_MARKED = "a code and its exchange: 300273.SZ, 0700.HK, 02100-HK"
_FIRST = "an exchange and its code: SZ 300273, HK:09988"
_AMERICAN = "an American listing: NASDAQ:BABA, 纽交所:BABA"
_LETTERS = "letters and an exchange: BABA.N, BBBY.O, LK.US"
_BARE = "a bare code after a label or in brackets after a name"


def _is(code: str, rule: str, *texts: str) -> Group:
    return Group({"code": code}, texts, rule=rule)


POSITIVE = (
    _is("300273.SZ", _MARKED, "300273.SZ", "和佳医疗(‹300273.SZ›)公告", "和佳医疗（‹300273.SZ›）公告"),
    _is("600519.SH", _MARKED, "600519.SH", "600519.SS"),
    _is("920002.BJ", _MARKED, "920002.BJ"),
    _is("00700.HK", _MARKED, "00700.HK", "0700.HK", "00700-HK"),
    _is("09988.HK", _MARKED, "09988.HK", "阿里巴巴-SW(‹09988.HK›)"),
    _is("300273.SZ", _FIRST, "SZ 300273", "SZ300273", "SZ:300273"),
    _is("600527.SH", _FIRST, "江南高纤(‹SH 600527›，收盘价"),
    _is("09988.HK", _FIRST, "HK:09988", "HK9988"),
    _is("BABA.O", _AMERICAN, "NASDAQ:BABA", "(‹NASDAQ: BABA›)"),
    _is("BABA.N", _AMERICAN, "NYSE:BABA", "纽交所:‹BABA›"),
    _is("BABA.N", _LETTERS, "阿里巴巴(‹BABA.N›)涨", "阿里巴巴（‹BABA.N›）"),
    _is("LK.US", _LETTERS, "瑞幸咖啡(‹LK.US›)"),
    _is("BBBY.O", _LETTERS, "3B家居(‹BBBY.O›)目标价"),
    _is(
        "600519.SH",
        _BARE,
        "贵州茅台(‹600519›)公告",
        "贵州茅台（‹600519›）",
        "证券代码：‹600519›证券简称",
        "股票代码：‹600519›股票简称",
    ),
    _is("600747.SH", _BARE, "证券代码：‹600747›", "证券代码:‹600747› 公告", "代码为‹600747›。"),
    _is("000595.SZ", _BARE, "证券代码：‹000595›证券简称", "‹000595›:某某股份公告"),
    _is("600614.SH", _BARE, "股票代码：‹600614›900907股票简称"),
    _is("900907.SH", _BARE, "股票代码：600614‹900907›股票简称"),
    _is("002594.SZ", _BARE, "比亚迪(‹002594›)", "比亚迪(行情‹002594›,诊股)"),
    _is("688981.SH", _BARE, "中芯国际（‹688981›）"),
    _is("301236.SZ", _BARE, "软通动力（‹301236›）"),
    _is("200002.SZ", _BARE, "B股代码：‹200002›"),
    _is("900901.SH", _BARE, "B股代码：‹900901›"),
    _is("920002.BJ", _BARE, "万达轴承（‹920002›）"),
    _is("02202.HK", _BARE, "万科企业(‹02202›)发布公告", "股份代号：‹02202›"),
    _is("873361", _BARE, "金沙地理（证券代码：‹873361›）"),
    _is("136351.SH", _BARE, "债券代码：‹136351›"),
    _is("112233.SZ", _BARE, "债券代码：‹112233›"),
)

NEGATIVE = (
    "(100000)",
    "证券代码：123456789012",
    "订单600614900907",
    "邮政编码：100032",
    "共计600519股",
    "合同编号600519号",
    "成交600000元",
    "2018-085",
    "A.O史密斯",
    "U.S. Steel",
    "GB/T 19001",
)
