"""Texts made to hurt: what each kind of repetition costs per byte, from ten kilobytes to a megabyte.

A pattern or a loop that looks back over what it has seen shows as a time per byte that grows with the size.
"""

import sys
from collections.abc import Callable
from time import process_time

from factx import extract

UNITS: dict[str, str] = {
    # numerals and what they are made of
    "digits": "1",
    "zeros": "0",
    "full-width digits": "１",
    "一": "一",
    "零": "零",
    "负零": "负零",
    "十": "十",
    "两": "两",
    "几": "几",
    "万": "万",
    "亿": "亿",
    "兆": "兆",
    "零百": "零百",
    "一亿": "一亿",
    "一亿零": "一亿零",
    "一百一": "一百一",
    "万一": "万一",
    "三四十": "三四十",
    "一点": "一点",
    "点一": "点一",
    "1亿": "1亿",
    "1亿2千": "1亿2千",
    "9千8百": "9千8百",
    "1万亿1千": "1万亿1千",
    "20余万": "20余万",
    "1 billion": "1 billion ",
    "1.": "1.",
    "1.1 ": "1.1 ",
    "0. 1": "0. 1",
    "commas": ",",
    "1,": "1,",
    "1,234": ",234",
    "1,234,567 ": "1,234,567 ",
    "-": "-",
    "-1": "-1",
    "1-": "1-",
    "+-1": "+-1",
    "1+": "1+",
    # dates and durations
    "年月日": "年月日",
    "1年": "1年",
    "1月": "1月",
    "1日": "1日",
    "1年1月1日": "1年1月1日",
    "2024年": "2024年",
    "2024-": "2024-",
    "2024-01-": "2024-01-",
    "2024-01-31": "2024-01-31",
    "20240131": "20240131",
    "1-1": "1-1 ",
    "1、": "1、",
    "一、": "一、",
    "1、2、3月": "1、2、3、",
    "二〇": "二〇",
    "1:": "1:",
    "1时1分": "1时1分",
    "上": "上",
    "第": "第",
    "第一": "第一",
    "第1季": "第1季",
    "去年": "去年",
    "去年、": "去年、",
    "3月1日、": "3月1日、",
    "至": "至",
    "3年6个月": "3年6个月",
    "连续": "连续",
    "半": "半",
    "半年": "半年",
    # money, prices, quantities, shares of a hundred
    "元": "元",
    "人民币": "人民币",
    "1元": "1元",
    "1元2角": "1元2角",
    "HK$": "HK$",
    "US$1": "US$1",
    "$": "$",
    "1股": "1股",
    "1亿元1万股": "1亿元1万股",
    "5亿元、": "5亿元、",
    "5亿元": "5亿元",
    "每股": "每股",
    "每股1元": "每股1元",
    "每10股派1元": "每10股派1元",
    "10派": "10派",
    "10转1": "10转1",
    "1元/": "1元/",
    "收盘价": "收盘价",
    "收盘价1.5": "收盘价1.5",
    "中间价": "中间价",
    "美元兑": "美元兑",
    "汇率1.5": "美元兑人民币6.5",
    "(1,1,1%)": "(1,1,1%)",
    "甲(7.55,0.1,1%)": "甲乙(7.55,0.1,1%)",
    "%": "%",
    "1%": "1%",
    "百分之": "百分之",
    "百分之一": "百分之一",
    "成": "成",
    "三成": "三成",
    "翻": "翻",
    "翻一番": "翻一番",
    "1倍": "1倍",
    "超过": "超过",
    "不超过": "不超过",
    "以上": "1以上",
    "PMI1.5": "PMI1.5",
    "1.5、": "1.5、",
    "1和": "1和",
    "1点": "1.5点",
    # tickers
    "600519": "600519,",
    "(600519)": "甲乙(600519)",
    "(600519.SH)": "贵甲(600519.SH)",
    "相信(02313.HK)": "相信甲乙(02313.HK)上涨5%,",
    "代码:": "代码:",
    "证券代码:600519": "证券代码:600519、",
    "SZ": "SZ",
    "SZ000001 ": "SZ000001 ",
    "BABA.": "BABA.",
    "(BABA.N)": "(BABA.N)",
    # letters, spaces, marks
    "a": "a",
    "A": "A",
    "A ": "A ",
    "a.": "a.",
    "a@": "a@",
    "http://": "http://",
    "www. ": "www. ",
    "spaces": " ",
    "1 ": "1 ",
    "tabs": "\t",
    "newlines": "\n",
    "1\n": "1\n",
    "1%\n": "1%\n",
    "。": "。",
    "quotes": "“",
    "“甲”": "“甲乙”",
    "(简称“甲乙”)": "(以下简称“甲乙”)",
    "brackets": "(",
    ")": ")",
    "()": "()",
    "(1": "(1",
    "(1%)": "(1%)",
    "甲(乙)1%": "甲乙(丙丁)1%",
    ":": ":",
    "·": "·",
    # tables
    "tab 1": "\t1",
    "two spaces 1": "1  ",
    "|": "|",
    "|1": "|1",
    "---|": "---|",
    "row of a table": "营业收入\t1\t2\n",
    "heading of a table": "项目\t2024年\t2023年\n",
    "table of one row": "单位:万元\n项目\t2024年\n营业收入\t1,234.5\n\n",
    # words that link numbers
    "公司": "公司",
    "公司1%": "公司1%",
    "集团": "集团",
    "上海集团": "上海集团",
    "有限公司": "有限公司",
    "特华有限公司": "特华投资有限公司",
    "公司(中国)有限公司": "甲(中国)有限公司",
    "增长": "增长",
    "增长1%": "增长1%",
    "同比增长1%": "同比增长1%",
    "营业收入1亿元": "营业收入1亿元",
    "营业收入1亿元,": "营业收入1亿元,",
    "占": "占",
    "占股本1%": "占股本1%",
    "持有": "持有",
    "甲持有1股": "张三持有1万股",
    "该公司1%": "该公司1%",
    "该公司1%,": "该公司1%,",
    "上海1%": "上海1%",
    "铁路1万人次,": "铁路1万人次,",
    "分别为": "分别为",
    "分别为1%、2%": "分别为1%、2%",
    "甲、乙分别为1%和2%": "上海、北京分别为1%和2%,",
    "先生": "先生",
    "的": "的",
    "、": "、",
    "法院": "法院",
    "上海、北京等9个": "上海、北京等9个",
    "上海、": "上海、",
    "高盛将": "高盛将",
    "纽约尾盘跌1%": "纽约尾盘跌1%",
    "乙烯(EB)主力合约涨1%": "乙烯(EB)主力合约涨1%",
    "主力合约": "主力合约",
    "指数": "指数",
    "恒生指数走高,": "恒生指数走高,",
    "油价100美元": "油价100美元,",
    "领取6元礼": "报名领取6元礼",
    "1年甲(7.5,0.1,1%)": "1年甲乙(7.5,0.1,1%)",
    "第一批": "第一批",
    "该股": "该股",
    "该股涨1%": "该股涨1%",
    "较新低价反弹1%": "较新低价反弹1%",
    "是否为甲乙是1%": "是否为甲乙是1%",
    "是否为": "是否为",
    "被冻结人:甲乙": "被冻结人:甲乙;1股",
    "股东及其一致行动人": "股东及其一致行动人、",
    "股东:股东1%": "股东:股东及其股东:1%",
    "股东:": "股东:",
    "通过其全资子公司甲": "通过其全资子公司甲乙公司持有1股",
    "Aa Bb 先生": "Aa Bb Cc 先生",
    "Aa Bb 1股": "Aa Bb Cc 先生持有1股Aa Bb ",
    "股东张三先生1股": "股东张三先生持有1股",
    "增速将从1%": "增速预计将从1%",
    "1股流通股被": "1股限售流通股被",
    "甲乙Aa 1": "甲乙Aa 12 Bb1%",
    "不超过总股本1%": "减持1股,不超过公司总股本1%",
    "被冻结的甲公司股份1%": "被冻结的甲公司股份1%",
    "天九天投资": "九天投资",
    "主营业务为甲、": "主营业务为甲乙、丙丁分别1%、",
    "分别1%": "分别1%、",
    "1,7006.55%": "1,7006.55%",
    "9万桶/日": "9万桶/日",
    "编号:2018-1": "编号:2018-1",
    "指数涨1%,报9": "指数涨1%,报9,",
    "1股(质押)被": "1股(质押)被法院",
    "质押某某公司(": "质押某某公司(甲)持有1股",
    "累计被冻结的公司": "累计被冻结的公司",
    "增产1桶至900桶": "增产1桶至900桶",
    "2022有望": "2022有望",
    "展望2022,": "展望2022,",
    "中标甲乙项目5亿元": "中标甲乙项目5亿元",
    "北京5股": "北京5股",
    "甲公司(5元持有": "甲公司(5元持有",
    "1个海外": "1个海外",
    "销往亚洲5元": "销往亚洲5元",
    "分析师李晶预期5%": "分析师李晶预期5%",
    "因甲股拖累跌1%": "因甲股拖累跌1%",
    "甲资本领投5亿元": "甲资本领投5亿元",
    "美国输入5例": "美国输入5例",
    "有5%的受访者表示": "有5%的受访者表示",
    "均价为每平方米约5元": "均价为每平方米约5元",
    "企查查,甲乙公司成立,": "企查查,甲乙公司成立,",
    "恒生科技指数涨1%": "恒生科技指数涨1%",
    "公司及子公司合计持有5%": "公司及子公司合计持有5%",
    "升至今年高点5%": "升至今年高点5%",
    "项目占地面积5亩": "项目占地面积5亩",
    "(前值1": "EPS为1元(前值1元)",
    "1亿元和": "1亿元和",
    "处以1亿元和": "处以1亿元和",
    "被甲乙公司、1股": "被甲乙公司、1股",
    "甲乙公司和丙丁公司涨1%": "甲乙公司和丙丁公司涨1%,",
    "甲乙公司、合计1股": "甲乙公司、合计持有1股",
    "甲乙公司和": "甲乙公司和",
    "“甲因”1%": "“甲因”1%",
    "铀价": "铀价",
    "铀价1%": "铀价1%",
    "10年期": "10年期",
    "10年期甲债1%": "10年期甲债1%,",
    "7票同意、": "7票同意、",
    "31个省": "31个省(自治区、直辖市)和新疆生产建设兵团",
    "西安食品建设项目1%": "西安食品建设项目1%",
    "西安食品建设": "西安食品建设",
    "收购其1%股权": "收购其1%股权",
    "占总股本(1股)的1%": "占总股本(1股)的1%",
    "该国1例": "该国1例",
    "截至本公告日1股": "截至本公告日1股,",
    "投资有限公司1股": "甲乙投资有限公司1股",
    "控股股东甲乙集团1股": "控股股东甲乙集团1股",
    "6座核电站中的": "6座核电站中的",
    "上海电子信息产业规模1%": "上海电子信息产业规模1%",
    "甲集团、乙集团均1%": "甲集团、乙集团均1%、",
    "甲集团、乙集团、均1%": "甲集团、乙集团、" * 20 + "均1%、",
    "甲集团是国内的公司,1股": "甲集团是国内的公司,1股",
    "是为集团1%": "是为集团1%",
    "一是1%": "一是1%,",
    "由甲集团出资1元": "由甲集团出资1元",
    "两年期债1%": "两年期债1%",
    "科技股价1%": "科技股价1%",
    "O’B1%": "O’B1%",
    "收购甲集团、1%": "收购甲集团、1%",
    "涉及上海、北京、": "涉及上海、北京、",
    "签订《上海项目1元": "签订《上海项目1元",
    "“A股王1%”": "“A股王1%”,",
    "“上海": "“上海",
    "上海“甲”项目1元": "上海“甲”项目1元",
    "2月期货1%": "2月期货涨1%,",
    "2月": "2月",
    "英国1月指数1": "英国1月指数报1,",
    "8栋厂房和": "8栋厂房和",
    "甲乙集团(持有1股)": "甲乙集团(持有1股)",
    "该操作系统项目1元": "该操作系统项目1元",
    "甲集团2月北美销量1辆": "甲集团2月北美销量1辆,",
    "是上月峰值的3倍": "5例,是上月峰值的3倍,",
    "拟以约1亿元通过方式收购": "拟以约1亿元通过方式收购",
    "未支付1元": "未支付1元",
    "分别为1%、1%": "2023年公司甲业务及乙业务分别为1%、1%,",
    "1G": "1G",
    "A, Inc": "A, Inc",
    "由甲集团(1)1%控股": "由甲集团(1)1%控股",
    "unknown Han": "龘靐",
    "ordinary Han": "我们今天去公园看花",
}
"""A name and the unit that is repeated; everything stands in one line unless the unit ends it."""


def nested(size: int) -> str:
    """Brackets within brackets around numbers."""
    return "(1%" * (size // 6) + ")" * (size // 6) + "1%" * (size // 6)


def growing(size: int) -> str:
    """Numerals of growing length."""
    out, total, n = [], 0, 1
    while total < size:
        out.append("1" * n)
        total += n + 1
        n += 1
    return " ".join(out)


def distinct(size: int) -> str:
    """Numbers that all differ, in one line."""
    return ",".join(f"{n}亿元" for n in range(size // 13 + 1))


def names(size: int) -> str:
    """Short names, introduced once and used for ever."""
    head = "".join(f"{a}{b}科技(以下简称“{a}{b}”)," for a in "甲乙丙丁戊" for b in "子丑寅卯辰")
    return head + "甲子(7.55,0.1,1%)乙丑营收1亿元," * (size // 50 + 1)


def wide(size: int) -> str:
    """A table of three lines: headings of which the first row is empty, and a number in every cell."""
    columns = size // 7
    return "\n".join(["项目\t金额" + "\t" * columns, "项目" + "\t额" * columns, "营业收入" + "\t1" * columns])


def long(size: int) -> str:
    """A table of two columns."""
    return "单位:万元\n项目\t2024年\n" + "营业收入\t1,234.5\n" * (size // 21 + 1)


def lists(size: int) -> str:
    """A list of as many things and, after 分别为, numbers."""
    count = size // 14
    return "、".join(["上海"] * count) + "占比分别为" + "、".join(["1%"] * count)


def names_of_all_kinds(size: int) -> str:
    """Names before tickers that all differ, and begin with a verb."""
    return "".join(
        f"相信{chr(0x4E00 + n % 20000)}{chr(0x5E00 + n % 7000)}(02313.HK)涨5%," for n in range(size // 29 + 1)
    )


SHAPES: dict[str, Callable[[int], str]] = {
    "nested brackets": nested,
    "numerals of growing length": growing,
    "distinct amounts": distinct,
    "names used for ever": names,
    "names that all differ": names_of_all_kinds,
    "wide table": wide,
    "long table": long,
    "one long list": lists,
}


def text_of(name: str, size: int) -> str:
    """The adversary of that name, of about so many bytes of UTF-8."""
    shape = SHAPES.get(name)
    if shape is not None:
        return shape(size)
    unit = UNITS[name]
    return unit * (size // len(unit.encode()) + 1)


def cost(text: str, rounds: int) -> float:
    """Seconds of processor time for one extraction: the best of so many, or of as many as fit into a tenth of a second."""
    best = spent = 0.0
    for _ in range(rounds):
        began = process_time()
        extract(text, date="2024-06-30")
        took = process_time() - began
        best = min(best or took, took)
        spent += took
        if spent > 0.1:
            break
    return best


def measure(sizes: list[int], rounds: int, budget: float) -> dict[str, list[float | None]]:
    """Nanoseconds per byte for each adversary at each size.

    Args:
        sizes: bytes of UTF-8, rising.
        rounds: how often at most each is measured.
        budget: seconds; a size is left out (None) where the one before it lets expect, at its own growth, more.
    """
    table: dict[str, list[float | None]] = {}
    for name in (*UNITS, *SHAPES):
        row: list[float | None] = []
        extract(text_of(name, 2000), date="2024-06-30")
        for n, size in enumerate(sizes):
            before = row[-1] if row else None
            if n:
                earlier = row[-2] if n > 1 else None
                growth = max(1.0, (before or 0) / earlier) if earlier else 1.0
                if before is None or before * growth * size / 1e9 > budget:
                    row.append(None)
                    continue
            text = text_of(name, size)
            row.append(cost(text, rounds) / len(text.encode()) * 1e9)
        table[name] = row
        print(f"{name!r:32}", *(f"{cell:9.0f}" if cell else "        -" for cell in row), file=sys.stderr, flush=True)
    return table
