"""Examples of links, all written for this project: whose number it is and what it measures.

In a text ``‹…›`` holds a fact as extraction hands it over; after ``|`` stands what a number cannot tell itself: the value
of a date (``‹去年|2023›``), the role of a price (``‹8.15|last›``). Each row tells of its numbers, in order, what must come
out; a field that is not named is not looked at, and None means that nothing may come out.
"""

from typing import NamedTuple


class Row(NamedTuple):
    """A text and what its numbers are linked to.

    Attributes:
        text: the text, its facts marked.
        links: for every number in order the expected fields.
    """

    text: str
    links: tuple[dict[str, str | None], ...]


def _row(text: str, *links: dict[str, str | None]) -> Row:
    return Row(text, links)


def _is(
    metric: str | None = "",
    subject: str | None = "",
    direction: str | None = "",
    basis: str | None = "",
    period: str | None = "",
) -> dict[str, str | None]:
    named = {"metric": metric, "subject": subject, "direction": direction, "basis": basis, "period": period}
    return {field: value for field, value in named.items() if value != ""}


METRIC = (
    # metric, verb, number
    _row("澜山股份公告,公司实现营业收入‹7.2亿元›。", _is("营业收入", "澜山股份", None, None)),
    _row("瀾山股份公告，公司實現營業收入‹7.2億元›。", _is("營業收入", "瀾山股份")),
    _row("澜山股份：营业收入达到‹７．２亿元›。", _is("营业收入", "澜山股份")),
    _row("澜山股份归属于上市公司股东的净利润为‹3100万元›。", _is("归属于上市公司股东的净利润", "澜山股份")),
    _row("公司每股收益‹0.31元|›。", _is("每股收益")),
    _row("冻结数量：‹4500股›，冻结期限三年。", _is("冻结数量")),
    # one metric for the change and the level it reaches
    _row(
        "澜山股份营收同比增长‹8%›至‹31.5亿元›。",
        _is("营收", "澜山股份", "up", "yoy"),
        _is("营收", "澜山股份", None, None),
    ),
    _row(
        "净利润‹2.1亿元›，同比下降‹5.5%›。", _is("净利润", direction=None), _is("净利润", direction="down", basis="yoy")
    ),
    _row("产品均价从‹30元›涨到了‹42元›。", _is("均价", direction=None), _is("均价", direction=None)),
    _row("该地客运量锐减‹八成›。", _is("客运量", direction="down")),
    # after 占
    _row("占公司总股本的‹3.5%›。", _is("占公司总股本")),
    _row("占公司总股本的比例为‹3.5%›。", _is("占公司总股本的比例")),
    _row("林海东持股占其所持股份约‹一成›。", _is("占其所持股份")),
    _row("（占公司总股本‹2.4亿股›的‹5%›）", _is("总股本"), _is("占公司总股本")),
    # verbs
    _row("林海东解除质押‹1200万股›。", _is("解除质押", "林海东")),
    _row("澜山股份公布，斥资‹300万港元›回购‹12万股›。", _is("斥资", "澜山股份"), _is("回购", "澜山股份")),
    _row("林海东先生累计质押公司股份‹800万股›。", _is("累计质押公司股份", "林海东")),
    _row("大股东拟减持不超过‹200万股›。", _is("减持", "大股东", "down")),
    _row("美林央行再度加息‹25个基点›。", _is("加息", "美林央行", "up")),
    # after the number
    _row("澜山股份宣布‹50亿元›投资计划。", _is("投资", "澜山股份")),
    _row("海岳集团持有公司‹900万股›限售流通股。", _is("持有公司", "海岳集团")),
    _row("海岳集团持有的公司‹900万股›限售流通股。", _is("限售流通股", "海岳集团")),
    _row("其中‹900万股›已经办理质押登记。", _is("质押登记")),
    _row("新增‹2例›境外输入新冠肺炎确诊病例。", _is("境外输入新冠肺炎确诊病例")),
    _row("解禁的‹2000万股›限售股将上市流通。", _is("限售股")),
    _row("以‹3.2亿元›的价格成交。", _is("价格")),
    _row("向‹275名›激励对象授予期权。", _is("激励对象")),
    _row("将持有的‹900万股›股份办理解除质押。", _is("解除质押")),
    _row("共有‹27家›药企入围。", _is("药企")),
    _row("其中‹500万股›为限售股。", _is("限售股")),
    # unknown words
    _row("向邻省输送夜间电力‹30万千瓦›。", _is("电力")),
    _row("冰雪旅游商品订单量增长‹三成›。", _is("订单量", direction="up")),
    _row("完成‹2.5亿元›B轮融资。", _is("B轮融资")),
    _row("实施‹15%›的全球最低企业税率。", _is("税率")),
    _row("新增‹16例›肺炎确诊病例。", _is("肺炎确诊病例")),
    _row("共有口罩生产企业‹90家›。", _is("生产企业")),
    _row("林海东将其质押给平安银行的‹10万股›冻结。", _is("冻结", "林海东")),
    _row("累计质押其持有的公司股份‹10万股›。", _is("累计质押")),
    _row("拟以‹9亿元›（‹1.4亿美元›）收购海岳集团。", _is("收购"), _is("收购")),
    # what names a thing only with the words before it
    _row("冰川消费品ETF跌‹0.8%›。", _is("消费品ETF", direction="down")),
    _row("液化石油气（LPG）主力合约涨‹1%›。", _is("液化石油气（LPG）主力合约", direction="up")),
    _row("甲国‹2月|2024-02›房价指数同比‹18.4%›。", _is("房价指数", basis="yoy")),
    _row("整个物业板块上涨‹3%›。", _is("整个物业板块", direction="up")),
    _row("甲国GDP数据从‹3%›上调至‹4%›。", _is("GDP数据"), _is("GDP数据")),
    # what is compared with is not what moves
    _row("现价较低位的新低价反弹‹10%›。", _is("现价", direction="up")),
    _row("中标金额超过‹1亿元›，该股盘中涨超‹11%›。", _is("中标金额"), _is(None, direction="up")),
    _row("陆股通增仓超‹50%›。", _is("增仓", direction="up")),
    _row("该网络包括‹1600个›街头充电桩。", _is("街头充电桩")),
    _row(
        "恒生指数连续走高，上涨‹0.4%›，至‹23834.4点›。", _is("恒生指数", "恒生指数", "up"), _is("恒生指数", "恒生指数")
    ),
    _row("供应指数结束下跌态势，出现反弹，回升‹3个百分点›。", _is("供应指数", direction="up")),
    _row("满足‹5000万户›家庭‹1.5亿›人口的需求。", _is("家庭"), _is("人口")),
    _row("营收目标‹100亿元›，净利润预测为‹3亿元›。", _is("营收目标"), _is("净利润")),
    # carried over
    _row("营收创新高，同比增长‹12%›。", _is("营收", direction="up", basis="yoy")),
    _row("亏损额达到‹350万美元›（约合‹2300万元›）。", _is("亏损额"), _is("亏损额")),
    _row("服务业PMI ‹52.1›，前值 ‹51.0›。", _is("服务业PMI"), _is("服务业PMI")),
)

LISTS = (
    _row(
        "主营业务为园林、养护、设计，占营收比例分别为：‹70%›、‹20%›、‹10%›。",
        _is("占营收比例", "园林"),
        _is("占营收比例", "养护"),
        _is("占营收比例", "设计"),
    ),
    _row("营收和净利润分别为‹3亿元›和‹5000万元›。", _is("营收"), _is("净利润")),
    _row(
        "‹2021年|2021›、‹2022年|2022›营业收入分别为‹3亿元›、‹4亿元›。",
        _is("营业收入", period="2021"),
        _is("营业收入", period="2022"),
    ),
    _row(
        "营收、净利润分别为‹3亿元›、‹4亿元›，同比分别增长‹5%›、‹7%›。",
        _is("营收"),
        _is("净利润"),
        _is("营收", direction="up", basis="yoy"),
        _is("净利润", direction="up", basis="yoy"),
    ),
    _row(
        "全省新增确诊病例‹5例›（东州市‹3例›，西海市‹2例›）。",
        _is("新增确诊病例"),
        _is("新增确诊病例", "东州市"),
        _is("新增确诊病例", "西海市"),
    ),
    _row(
        "海岳集团‹2021年度|2021›、‹2022年一季度|2022-Q1›营业收入分别为‹3亿元›、‹4亿元›。",
        _is("营业收入", "海岳集团", period="2021"),
        _is("营业收入", "海岳集团", period="2022-Q1"),
    ),
    _row("封控小区‹3个›、管控小区‹9个›。", _is("封控小区"), _is("管控小区")),
    _row("预计发送旅客‹80万人次›，公路‹50万人次›。", _is("发送旅客"), _is("发送旅客", "公路")),
)

SUBJECT = (
    _row("澜山股份(‹8.15|last›,‹-0.1|change›,‹-1.2%›)跌停", *[_is(None, "澜山股份", None)] * 3),
    _row("原标题：澜山股份：控股股东解除质押‹10万股›", _is("解除质押", "控股股东")),
    _row(
        "澜山股份（以下简称“公司”）公告，公司控股股东海岳集团有限公司（以下简称“海岳集团”）持有公司‹10万股›。",
        _is("持有公司", "海岳集团"),
    ),
    _row("公司收到股东林海东的通知，林海东将其质押给平安银行的‹10万股›解除质押。", _is("解除质押", "林海东")),
    _row("某某法院冻结海岳集团持有的公司股份‹10万股›。", _is("冻结", "海岳集团")),
    _row("海岳集团质押方为中信银行，占公司总股本的‹2%›。", _is("占公司总股本", "海岳集团")),
    _row("每经AI快讯，澜山股份发布公告称，公司中标金额约‹1.4亿元›。", _is("中标金额", "澜山股份")),
    _row("国家统计局数据显示，全国用电量‹6.9亿千瓦时›。", _is("用电量", "全国")),
    _row("腾讯控股跌‹2%›，美团跌‹3%›。", _is(None, "腾讯控股", "down"), _is(None, "美团", "down")),
    _row("上证指数收跌‹0.7%›，报‹3100点›。", _is("上证指数", "上证指数", "down"), _is("上证指数", "上证指数", None)),
    _row("恒生指数跌‹1%›，拼多多跌‹2%›。", _is("恒生指数", "恒生指数", "down"), _is(None, "拼多多", "down")),
    _row("电子巨头NEC耗资‹3亿元›。", _is("耗资", "NEC")),
    _row("大摩：将澜山股份(3456.HK)目标价上调至‹60元›。", _is("目标价")),
    _row("林海东通过海岳投资有限公司持有公司股份‹10万股›。", _is("持有公司股份", "林海东")),
    _row("董事李文也计划减持不超过‹10万股›。", _is("减持", "李文", "down")),
    _row("北京云图（中国）有限公司注册资本‹500万元›。", _is("注册资本", "北京云图（中国）有限公司")),
    _row("高盛将海岳集团评级上调，目标价‹60元›。", _is("目标价", "海岳集团")),
    _row("海岳集团分析师表示，油价将触及‹100美元›。", _is("油价", None)),
    _row("加元主力合约较‹周四|2024-02-01›纽约尾盘跌‹3%›。", _is(subject="加元主力合约")),
    _row("东州市第一中级人民法院冻结其持有的‹100万股›股份。", _is("冻结", None)),
    _row("（2015）三中执保字第14号通知申请冻结‹100万股›。", _is(subject=None)),
    _row("央行已发放第一批碳减排工具资金‹855亿元›。", _is(subject="央行")),
    _row("但离蓝湾的指导价‹1399元›还远。", _is("指导价", "蓝湾")),
    _row("海岳集团公告。产品销路很好，营收‹3亿元›。", _is("营收", "海岳集团")),
    _row("特斯拉（TS）收跌，收盘市值‹829亿元›。", _is("收盘市值", "特斯拉")),
    _row("海岳集团公告。跌幅扩大，居沪深两市首位，换手率‹6.5%›。", _is("换手率", "海岳集团")),
    _row(
        "西海市新增企业‹77家›。其中，主板‹10家›、科创板‹22家›。",
        _is("企业"),
        _is("企业", "主板"),
        _is("企业", "科创板"),
    ),
    _row("西海报告‹2例›确诊病例。", _is("确诊病例", "西海")),
    _row("蓝湾置地全球累计发货‹4亿台›。", _is("发货", "蓝湾置地")),
    _row("楼价连跌两月，按月跌‹1.2%›。", _is("楼价", None, "down")),
    _row("上海第一服装厂的税率为‹10%›。", _is("税率", "服装厂")),
    _row("海岳集团接下来将有‹20%›的涨幅。", _is("涨幅", "海岳集团", "up")),
    _row("吉0422执1号，执行标的为‹3100万元›。", _is(subject=None)),
    _row("澜山股份失守‹2000元›大关。", _is(None, "澜山股份")),
    _row("海岳集团涨‹3%›。国内生产总值增长‹5%›。", _is(None), _is("国内生产总值", None)),
    _row("西海市生产总值‹5亿元›，工业增加值增长‹5%›。", _is("生产总值"), _is("工业增加值", "西海市")),
    _row("海岳集团拟收购特斯拉‹4.3%›股权。", _is("股权", "特斯拉")),
    _row("海岳集团公布，向执行董事高浚收购股权，代价‹5300万元›。", _is("代价", "海岳集团")),
    _row("澜山股份公告。国台办发言人介绍说，已有‹17万名›接种。", _is(subject="澜山股份")),
    _row("利率在‹1%-2%›区间的概率为‹96%›。", _is("利率", None), _is("概率", None)),
    # who only stands beside the number owns none
    _row("平台涵盖语音、图像等多个领域，服务‹80家›客户。", _is("客户", None)),
    _row("德国将放宽对英国、南非和莫桑比克等‹9个›国家的入境限制。", _is("国家", "德国")),
    _row("‹33个›板块中有‹16个›板块走低。", _is(), _is("板块", None)),
    _row("【‹19股|›下跌 澜山股份跌幅最大】共有‹796只›个股下跌。", _is(), _is(subject=None)),
    _row("该项目全长‹58公里›，共分‹19公里›和‹39公里›两个标段。", _is("全长"), _is(subject="项目"), _is(subject="项目")),
    _row("澜山股份公告。报名即可领取‹666元›好礼。", _is(subject=None)),
    _row("蓝湾置地在大连、长沙和西安收购了‹十一幅›地块。", _is(subject="蓝湾置地", metric="收购")),
    _row("被冻结人:蓝湾置地有限公司冻结股份数量:‹100万股›", _is("冻结股份数量", "蓝湾置地有限公司")),
    _row(
        "来源:北辰财讯(‹14.84|last›,‹0.54|change›,‹1.82%›)",
        _is(None, "北辰财讯"),
        _is(None, "北辰财讯"),
        _is(None, "北辰财讯"),
    ),
    _row(
        "某地公司于‹2019年6月24日|2019-06-24›经鄂中市北辰财讯(‹14.84|last›,‹0.54|change›,‹1.82%›)",
        *[_is(None, "鄂中市北辰财讯")] * 3,
    ),
    _row("自然人累计买入‹73亿元›。", _is("累计买入", "自然人")),
)

CHANGE = (
    _row("股价大涨‹9%›", _is("股价", direction="up")),
    _row("跌幅扩大至‹3%›", _is("跌幅", direction="down")),
    _row("毛利率提升至‹30%›", _is("毛利率", direction=None)),
    _row("目标价由‹22美元›下调至‹14美元›", _is("目标价", direction=None), _is("目标价", direction=None)),
    _row("收入重回‹13%›的双位数增长", _is("收入", direction="up")),
    _row("净利同比预增‹260%-331%›", _is("净利", direction="up", basis="yoy")),
    _row("存款余额较年初增加‹3亿元›", _is("存款余额", direction="up", basis="ytd")),
    _row("总资产较上年末增长‹3%›", _is("总资产", direction="up", basis="ytd")),
    _row("销量环比下滑‹3%›", _is("销量", direction="down", basis="sequential")),
    _row("销量较‹上月|2024-02›下滑‹3%›", _is("销量", direction="down", basis="sequential")),
    _row("营收较‹去年|2023›同期增长‹3%›", _is("营收", direction="up", basis="yoy")),
    _row("营收按年上升‹3%›", _is("营收", direction="up", basis="yoy")),
    _row("CPI同比‹2.1%›", _is("CPI", direction=None, basis="yoy")),
    _row("运价下降‹7元›，或‹0.3%›", _is("运价", direction="down"), _is("运价", direction="down")),
    _row("新增确诊病例‹7例›", _is("新增确诊病例", direction=None)),
    _row("上座率由‹75%›调低为‹50%›", _is("上座率", direction=None), _is("上座率", direction=None)),
    _row("通关时间较‹2017年|2017›压缩‹六成›", _is("通关时间", direction="down", basis=None)),
    _row("拟减持不超过总股本‹1.9%›", _is("总股本", direction="down")),
    _row("跌幅‹0.7%›，报‹18300点›", _is("跌幅", direction="down"), _is(None, direction=None)),
)

PERIOD = (
    _row("‹2019年|2019›净亏损‹71亿元›。", _is("净亏损", period="2019")),
    _row("‹2019年|2019›全年营收‹7亿元›。净利润‹1亿元›。", _is("营收", period="2019"), _is("净利润", period="2019")),
    _row("营收较‹2019年|2019›增长‹5%›", _is("营收", period=None)),
    _row("格隆汇‹3月2日|2024-03-02›丨澜山股份公布，拟回购‹5万股›。", _is("回购", period=None)),
    _row("‹3月2日|2024-03-02›全国发送旅客‹900万人次›。", _is("发送旅客", "全国", period="2024-03-02")),
    _row(
        "【甲省新增确诊病例‹3例›】‹5月6日|2024-05-06›甲省新增确诊病例‹3例›。",
        _is("新增确诊病例", period="2024-05-06"),
        _is("新增确诊病例", period="2024-05-06"),
    ),
    _row("高于‹2020年|2020›的‹41%›。", _is(None, period="2020")),
    _row("到‹2030年|2030›，产值达到‹3万亿元›。", _is("产值", period="2030")),
    _row("‹2023年|2023›营收‹7亿元›，上年同期为‹6亿元›。", _is("营收", period="2023"), _is("营收", period="2022")),
    # a paragraph begins anew
    _row(
        "澜山股份公告。\n据统计，‹2023年|2023›全国销量‹7万台›。\n门店超过‹90家›。",
        _is("销量", period="2023"),
        _is("门店", period=None),
    ),
)

ROWS = METRIC + LISTS + SUBJECT + CHANGE + PERIOD

UNSOLVED = (
    # 在 makes a place of what is the owner here
    _row("在飞猪平台上，订单量增长‹三成›。", _is("订单量", "飞猪平台", "up")),
    # a product between the verb and the number
    _row("建成‹1000万只›阿尔法车轮产能。", _is("产能")),
)
