"""Examples of tables, all written for this project: what the numbers in their cells are by their headings."""

from typing import NamedTuple


class Example(NamedTuple):
    """A text that holds a table.

    Attributes:
        text: the text.
        cells: for every fact in a cell, in order, its text and the fields expected; a field that is not named is None.
        why: what the example shows.
    """

    why: str
    text: str
    cells: tuple[tuple[str, dict[str, str]], ...]


def _money(value: str, metric: str, period: str | None = None, unit: str = "CNY", **more: str) -> dict[str, str]:
    fields = {"kind": "amount", "value": value, "unit": unit, "metric": metric, **more}
    return fields | {"period": period} if period else fields


def _rate(value: str, metric: str, **more: str) -> dict[str, str]:
    return {"kind": "percent", "value": value, "unit": "%", "metric": metric, **more}


EXAMPLES = (
    Example(
        "a line over the table names scale and currency, columns name periods",
        "合并利润表\n单位:万元  币种:人民币\n项目\t2024年度\t2023年度\n"
        "营业收入\t43,210.50\t39,000.00\n净利润\t(812.30)\t1,045.20\n毛利率\t21.5%\t-\n",
        (
            ("43,210.50", _money("432105000", "营业收入", "2024")),
            ("39,000.00", _money("390000000", "营业收入", "2023")),
            ("(812.30)", _money("-8123000", "净利润", "2024")),
            ("1,045.20", _money("10452000", "净利润", "2023")),
            ("21.5%", _rate("21.5", "毛利率", period="2024")),
        ),
    ),
    Example(
        "cells stand apart by spaces; an empty corner; the currency is another",
        "单位:千元 币种:港币\n    2024年12月31日   2023年12月31日\n资产总额    8,800   7,650\n",
        (
            ("8,800", _money("8800000", "资产总额", "2024-12-31", "HKD")),
            ("7,650", _money("7650000", "资产总额", "2023-12-31", "HKD")),
        ),
    ),
    Example(
        "bars; a unit in the heading of the column, changes belong to the column before",
        "| 地区 | 营业收入(万元) | 同比增长 |\n|---|---|---|\n| 华东 | 1,200.5 | 8.5% |\n| 华南 | 800 | -3.1% |\n| 合计 | 2,000.5 | 3.5% |",
        (
            ("1,200.5", _money("12005000", "营业收入", subject="华东")),
            ("8.5%", _rate("8.5", "营业收入", subject="华东", direction="up", basis="yoy")),
            ("800", _money("8000000", "营业收入", subject="华南")),
            ("-3.1%", _rate("-3.1", "营业收入", subject="华南", basis="yoy")),
            ("2,000.5", _money("20005000", "营业收入")),
            ("3.5%", _rate("3.5", "营业收入", direction="up", basis="yoy")),
        ),
    ),
    Example(
        "a column of changes in percent; parts of a sum; what does not apply",
        "单位:元\n主要会计数据\t2024年\t2023年\t本年比上年增减(%)\n营业收入\t2,345,678.90\t2,000,000.00\t17.28\n"
        "其中:主营业务收入\t2,245,678.90\t1,900,000.00\t18.19\n二、经营活动产生的现金流量净额\t-45,678.90\t不适用\t不适用\n",
        (
            ("2,345,678.90", _money("2345678.90", "营业收入", "2024")),
            ("2,000,000.00", _money("2000000.00", "营业收入", "2023")),
            ("17.28", _rate("17.28", "营业收入", basis="yoy")),
            ("2,245,678.90", _money("2245678.90", "主营业务收入", "2024")),
            ("1,900,000.00", _money("1900000.00", "主营业务收入", "2023")),
            ("18.19", _rate("18.19", "主营业务收入", basis="yoy")),
            ("-45,678.90", _money("-45678.90", "经营活动产生的现金流量净额", "2024")),
        ),
    ),
    Example(
        "units in a row under bare years, as Hong Kong's results have them",
        "\t2024\t2023\n\t人民币百万元\t人民币百万元\n收入\t5,321\t4,870\n年内亏损\t(65)\t(102)\n",
        (
            ("5,321", _money("5321000000", "收入", "2024")),
            ("4,870", _money("4870000000", "收入", "2023")),
            ("(65)", _money("-65000000", "年内亏损", "2024")),
            ("(102)", _money("-102000000", "年内亏损", "2023")),
        ),
    ),
    Example(
        "a unit in the heading of the row goes before that of the table; per share is not told in millions",
        "单位:万元\n项目\t2024年\n总股本(万股)\t30,000\n基本每股收益(元/股)\t0.42\n稀释每股收益\t0.41\n资产负债率(%)\t38.6\n净资产收益率\t9.1\n",
        (
            ("30,000", {"kind": "quantity", "value": "300000000", "unit": "股", "metric": "总股本", "period": "2024"}),
            (
                "0.42",
                {
                    "kind": "price",
                    "value": "0.42",
                    "unit": "CNY",
                    "per": "股",
                    "metric": "基本每股收益",
                    "period": "2024",
                },
            ),
            (
                "0.41",
                {
                    "kind": "price",
                    "value": "0.41",
                    "unit": "CNY",
                    "per": "股",
                    "metric": "稀释每股收益",
                    "period": "2024",
                },
            ),
            ("38.6", _rate("38.6", "资产负债率", period="2024")),
        ),
    ),
    Example(
        "holders head the rows, what they hold the columns",
        "股东名称\t股东性质\t持股数量(股)\t持股比例(%)\n林海东\t境内自然人\t12,000,000\t6.20\n澜山基金\t其他\t3,500,000\t1.81\n",
        (
            (
                "12,000,000",
                {"kind": "quantity", "value": "12000000", "unit": "股", "metric": "持股数量", "subject": "林海东"},
            ),
            ("6.20", _rate("6.20", "持股比例", subject="林海东")),
            (
                "3,500,000",
                {"kind": "quantity", "value": "3500000", "unit": "股", "metric": "持股数量", "subject": "澜山基金"},
            ),
            ("1.81", _rate("1.81", "持股比例", subject="澜山基金")),
        ),
    ),
    Example(
        "periods head the rows",
        "年份\t营业收入(亿元)\t净利润(亿元)\n2022年\t10.5\t1.2\n2023年\t12.0\t1.5\n",
        (
            ("10.5", _money("1050000000", "营业收入", "2022")),
            ("1.2", _money("120000000", "净利润", "2022")),
            ("12.0", _money("1200000000", "营业收入", "2023")),
            ("1.5", _money("150000000", "净利润", "2023")),
        ),
    ),
    Example(
        "a heading over several columns; notes and serial numbers are no facts",
        "单位:亿元\n序号\t项目\t附注\t期末\t\n\t\t\t2024年\t2023年\n1\t存货\t5\t7.5\t6.25\n2\t商誉\t12\t0.80\t0.80\n",
        (
            ("7.5", _money("750000000", "存货", "2024")),
            ("6.25", _money("625000000", "存货", "2023")),
            ("0.80", _money("80000000", "商誉", "2024")),
            ("0.80", _money("80000000", "商誉", "2023")),
        ),
    ),
    Example(
        "the unit stands in brackets under the headings; a heading between the rows; an empty line",
        "指标\t2024年第三季度\n(人民币亿元)\n流动资产:\n现金\t12.5\n\n存货\t3\n",
        (
            ("12.5", _money("1250000000", "现金", "2024-Q3")),
            ("3", _money("300000000", "存货", "2024-Q3")),
        ),
    ),
    Example(
        "the next table has a unit of its own, and a paragraph ends one",
        "单位:元\n项目\t2024年\n货币资金\t1,000.00\n单位:万元\n项目\t2023年\n货币资金\t1,000.00\n以上数据未经审计。\n其他\t55\n",
        (
            ("1,000.00", _money("1000.00", "货币资金", "2024")),
            ("1,000.00", _money("10000000", "货币资金", "2023")),
        ),
    ),
    Example(
        "counts are no money, whatever the line over the table says",
        "单位:万元\n项目\t2024年\n员工人数\t1,280\n研发费用\t6,400\n",
        (("6,400", _money("64000000", "研发费用", "2024")),),
    ),
    Example(
        "cells without notes and amounts leave gaps; what stands over a cell is its column",
        "编制单位:澜山股份有限公司              单位:元  币种:人民币\n"
        "项目            附注      2024年12月31日      2023年12月31日\n流动资产:\n"
        "  货币资金       七、1     1,000,000.00        900,000.00\n"
        "  应收账款       七、5       500,000.00\n"
        "  存货                       300,000.00        200,000.00\n",
        (
            ("1,000,000.00", _money("1000000.00", "货币资金", "2024-12-31")),
            ("900,000.00", _money("900000.00", "货币资金", "2023-12-31")),
            ("500,000.00", _money("500000.00", "应收账款", "2024-12-31")),
            ("300,000.00", _money("300000.00", "存货", "2024-12-31")),
            ("200,000.00", _money("200000.00", "存货", "2023-12-31")),
        ),
    ),
    Example(
        "changes name what changes; words in the cell say which way",
        "分行业\t营业收入(亿元)\t毛利率(%)\t营业收入比上年增减(%)\t毛利率比上年增减\n制造业\t12.34\t27.88\t10.5\t增加1.2个百分点\n",
        (
            ("12.34", _money("1234000000", "营业收入", subject="制造业")),
            ("27.88", _rate("27.88", "毛利率", subject="制造业")),
            ("10.5", _rate("10.5", "营业收入", subject="制造业", basis="yoy")),
            (
                "1.2个百分点",
                {
                    "kind": "percent",
                    "value": "1.2",
                    "unit": "pp",
                    "metric": "毛利率",
                    "subject": "制造业",
                    "direction": "up",
                    "basis": "yoy",
                },
            ),
        ),
    ),
    Example(
        "a range in a cell; what a cell with words says is its own",
        "单位:万元\n项目\t本期\n净利润\t盈利:5,000万元-6,500万元\n营业收入\t14,500 - 16,000\n",
        (("14,500 - 16,000", _money("145000000", "营业收入")),),
    ),
    Example(
        "days head the rows; prices",
        "日期\t收盘价(元)\t涨跌幅\t成交量(万股)\n2024-03-01\t12.50\t1.2%\t1,234\n",
        (
            ("12.50", {"kind": "price", "value": "12.50", "unit": "CNY", "metric": "收盘价", "period": "2024-03-01"}),
            ("1.2%", _rate("1.2", "涨跌幅", period="2024-03-01")),
            (
                "1,234",
                {"kind": "quantity", "value": "12340000", "unit": "股", "metric": "成交量", "period": "2024-03-01"},
            ),
        ),
    ),
    Example(
        "a period and what is measured in one heading",
        "产品\t2024年销量(万吨)\t2023年销量(万吨)\n螺纹钢\t120.5\t110\n",
        (
            (
                "120.5",
                {
                    "kind": "quantity",
                    "value": "1205000",
                    "unit": "吨",
                    "metric": "销量",
                    "subject": "螺纹钢",
                    "period": "2024",
                },
            ),
            (
                "110",
                {
                    "kind": "quantity",
                    "value": "1100000",
                    "unit": "吨",
                    "metric": "销量",
                    "subject": "螺纹钢",
                    "period": "2023",
                },
            ),
        ),
    ),
)
"""Tables and their facts."""

WITHOUT = (
    "营业收入\t1,234\n净利润\t56\n",  # neither headings nor a unit
    "单位:万元\n公司营业收入增长,净利润3,000。\n",  # no rows of cells
    "项目\t2024年\n存货\t1,234\n",  # a period, but no unit: never guessed
    "电话  010-6655\n邮编  100000\n",
    "单位:澜山股份  电话:3,000\n",
    "姓名\t年龄\n林海东\t45\n",
    "目录  页码\n第一节 释义  4\n第二节 公司简介  7\n",
)
"""Texts in which no cell is a fact."""
