"""The words of headings and the writings of cells, as patterns over the folded text."""

from factx.extractors.pattern import Pattern
from factx.fact import Basis, Role

NUMBER = Pattern(
    r"(?P<open>\()?(?P<sign>[-+−])?(?P<digits>[0-9]{1,3}(?:,[0-9]{3}){1,9}(?:\.[0-9]{1,12})?|[0-9]{1,24}(?:\.[0-9]{1,12})?)"
    r"(?(open)\))"
)
RANGE = Pattern(
    r"(?P<low>[0-9]{1,3}(?:,[0-9]{3}){1,9}(?:\.[0-9]{1,12})?|[0-9]{1,24}(?:\.[0-9]{1,12})?)[ ]?(?:-|~|—|–|至|到)[ ]?"
    r"(?P<high>[0-9]{1,3}(?:,[0-9]{3}){1,9}(?:\.[0-9]{1,12})?|[0-9]{1,24}(?:\.[0-9]{1,12})?)"
)
NOTHING = Pattern(r"[-—–−/~*]{1,6}|不适用|N/?A|无|\((?:[ -]|—)?\)")
YEAR = Pattern(r"(?:19|20)[0-9]{2}")
ENUMERATED = Pattern(
    r"(?:[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十0-9]{1,3}\)|[0-9]{1,2}[、.](?![0-9])|(?:其中|[减加]):|[*#·●])+[ ]?"
)
PROSE = Pattern(r"[。!?;]")
# Headings of the column that heads the rows: of what is measured, and of whose it is.
MEASURES = Pattern(r"(?:项|科)目|指标|会计数据|财务|内容|事项|明细")
OWNERS = Pattern(
    r"公司|名称|简称|股东|客户|供应商|产品|地区|区域|行业|品种|品类|姓名|分部|业务|板块|品牌|机构|基金|银行|证券|主体|对象|城市|国家|省份?|类[别型]"
)
# Headings of columns that say when or which part, not what is measured.
WHEN = Pattern(
    r"[本上去][期年]|当期|同期|[期年][初末]|报告期|金额|余额|数额|发生[额数]|增减|变动|变化|同比|环比|增幅|降幅|占比|比重|比例|合计|累计|总计"
)
CHANGED = Pattern(r"(?:同比|环比|[比较][上去年期]|增减|变动|变化|增长率?|增幅|降幅)")
SKIPPED = Pattern(r"附注|序号|行次|编号|代码|排名|名次|电话|邮编")
RATE = Pattern(r"率$|比例|占比|比重|比率|倍数|市盈|市净|幅度?$|同比|环比|增减(?![额数])|变动(?![额数])|变化(?![额数])")
COUNT = Pattern(r"股数|股份数|股本数|数量|人数|户数|家数|台数|辆数|次数|面积|产量|销量|员工")
PER_SHARE = Pattern(r"每(?P<count>10|100)?股")
PRICE = Pattern(r"(?:价|单位净值|累计净值)$")
ROLES: tuple[tuple[Pattern, Role], ...] = (
    (Pattern(r"收[盘市]"), "close"),
    (Pattern(r"开[盘市]"), "open"),
    (Pattern(r"最高"), "high"),
    (Pattern(r"最低"), "low"),
    (Pattern(r"均价|平均价"), "average"),
    (Pattern(r"发行价"), "issue"),
    (Pattern(r"净值"), "nav"),
)
TOTAL = Pattern(r"(?:合|总|小|共)[ ]{0,4}计|合计数|总额")
UP, DOWN = Pattern(r"增长|增幅|上升|涨幅|增加|提高"), Pattern(r"下降|降幅|跌幅|减少|降低")
BASES: tuple[tuple[Pattern, Basis], ...] = (
    (Pattern(r"同比|[比较](?:上年|去年)同期|[比较](?:上|去)年(?!度?末|底)|上年同期增减"), "yoy"),
    (Pattern(r"环比|[比较]上[季月周]"), "sequential"),
    (Pattern(r"[比较](?:[年期]初|上?[年期]度?末)"), "ytd"),
)
