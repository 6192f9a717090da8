"""Quantities: shares, things, measures, index points."""


import regex

from factx.extractors.lexicon import rows
from factx.extractors.numeral import Numeral
from factx.extractors.rule import Context, Mention, context, rule

_WORDS = sorted((unit for unit, *_ in rows("factx.extractors.quantity")), key=lambda u: (-len(u), u))
_UNIT = "|".join(
    regex.escape(u) + (r"(?![A-Za-z])" if u[-1].isascii() and u[-1].isalpha() else "") for u in _WORDS
)
# A unit is none where it begins another word: 5名单, 3家庭, 2股东, 8点半, 3级市场.
_NOT = (
    r"市(?:中级|高级)|对1|双(?:方|边|向|重|11|十)|升(?:[0-9]|级|值|至|幅|穿|势|破|温)|平[0-9]|所(?:持|有|列|在|占|属|述|以|得|长|谓|示|需|处|涉)|人(?:口|民|员|才|均|气|士|类)|股(?:东|权|票|份有限|价|市|指|本|息|民|改|转|吧)|手(?:机|段|续|工|术|游|中|上|下|里|法|表|动)|名(?:单|称|义|牌|额|字|为|下)|"
    r"家(?:庭|电|居|具|用|族|长|乡|纺|园)|位(?:于|置|列|居)|点(?:半|钟|整|评|击|[0-9零一二三四五六七八九十]+分|燃|亮|题|火|赞)|级(?:市场|别)|"
    r"个(?:股|税|体|性|位数|工作日|交易日|月|季度|年|小时|星期|百分点|基点|基本点|bp|BP|周|礼拜|自然日|财年|财季|日)|"
    r"次(?:日|月|年|数|级|新|要|贷)|件(?:套)|条(?:件|款|例|约)|项(?:目[^数])|批(?:准|复|发|文|次)|期(?:间|货|限|末|初|权|待|内|刊|指|后|满)|"
    r"场(?:外|内|所|景|地|馆|均|面)|部(?:分|门|署|长|队|委)|类(?:似|别)|代(?:表|理|码|替|价|销|工)|度(?:电)?(?=假)|面(?:积|值|临|向|对|议|板|料)|"
    r"本(?:公司|次|期|年|月|周|报告|金|文|地|土|科|行|集团|季度?|轮|基金|息|日)|单(?:位|价|日|月|季|笔|一|独|元|个|身)|笔(?:记|者)|"
    r"台(?:风|湾|北|积|州|币|海|账|阶|式)|道(?:路|琼|指|歉|德)|段(?:时间)|份(?:额|子|有|内)|户(?:外|均|籍)|头(?:部|寸|条|号|等)|口(?:岸|罩|径|碑|号|服|腔)|"
    r"层(?:面|次|级)|轮(?:胎|候|船|动)|步(?:伐|骤|入)|平(?:台|均|安|衡|仓|稳|价|板|开|收|行)|米(?:其|粉|饭|国)|方(?:面|案|向|式|法|便|程|大|正|可|米)|"
    r"样(?:本|品|板)|队(?:伍|员)|票(?:据|房|面|价|数|证|息)|处(?:理|罚|于|置|分|长)|起(?:至|点|诉|降|亚|步|息|始|草|航|伏|飞|源|跌|涨|售价?|拍|征|家)|"
    r"支(?:付|出|持|行|撑|援|线|部|队)|枚(?:举)|款(?:项|式)|只(?:有|要|是|能|会|不)|尺(?:寸|度)|块(?:钱|链)|片(?:区|面|酬)|区(?:块)|城(?:市|镇|投|区|乡|建|商|际|轨)|市(?:场|值|盈|价|净|民|政|委|区|公司|级|属)|县(?:级|域|委)|省(?:级|内|外|委)|字(?:节|号|样|母|第)|列(?:入|车|出|示)|组(?:织|合|成|建|装)|对(?:于|外|应|公|手|此|比|冲|接|象|方|其|赌|华|内)|门(?:店|槛|户|诊)|张(?:家|江|三|北|勇|力|开)|注(?:册|销|入|重|意|资|册|明)|根(?:据|本)|卷(?:烟|入)|则(?:为|是)|排(?:名|放|产|在|队)|把(?:握|关)|包(?:括|含|装|销|揽)|站(?:上|在|稳|点|台|长)|席(?:位|卷)|度(?:假|过)"
)

# Units that a Chinese numeral below ten counts in earnest; 一家, 三方, 四张 are ways of speaking.
_EARNEST = frozenset("焦耳 千焦 毫升 毫米 厘米 平米 平方英尺 兆瓦时 吉瓦 海里 英里 盎司 万吨 公顷 吨 公斤 千克 平方米 平方公里 公里 立方米 亩 公顷 千瓦时 千瓦 兆瓦 桶".split())


@rule(
    "a number and a counting unit or a measure", "quantity", "after",
    rf"(?!{_NOT})(?P<unit>{_UNIT})", first="".join(sorted({u[0] for u in _WORDS})),
)
def _count(match: "regex.Match[str]", number: Numeral | None) -> Mention | None:
    assert number
    unit = match["unit"]
    if unit[0].isascii() and number.end - number.start > 10:
        return None  # a registration number
    if not number.arabic and ((number.value < 10 and unit not in _EARNEST) or unit[0].isascii()):
        return None
    if unit == "点" and number.value <= 24 and number.value == int(number.value):
        return None
    return Mention(
        "quantity",
        number.start,
        match.end(),
        number=number,
        value=number.value,
        value_to=number.value_to,
        unit=unit,
        mod=number.mod,
    )


@context("a number with a scale and no unit", "quantity", {"number"})
def _scaled(text: str, mention: Mention, before: Mention | None, sentence: int) -> Mention | None:
    number = mention.number
    if number is None or number.scale < 4 or not (number.arabic or text.startswith("级", mention.end)):
        return None
    mention.kind, mention.unit = "quantity", None
    return mention


_READING = regex.compile(
    r"(?r)(?:指数|PMI|CPI|PPI|RSI|VIX|景气度?|信心指数|预期值?|前值|公布值|市场预期|初值|终值|修正值|沪指|深指|深成指|创指|创业板指|大盘|恒指|"
    r"道指|纳指|标普|点位|指标|读数|得分率)(?:\([^()]{0,20}\))?[^0-9,。;:、]{0,8}?(?:分别)?(?:初值|终值)?(?:为|报|录得|是|至|达|到|收于|收报|站上|跌破|突破|失守|约)?(?:了)?[ ]?:?[ ]?"
)


_LEVEL = regex.compile(r"(?r)(?:[至到报为]|收于|收报|录得|站上|突破|跌破|失守)[ ]?")
_INDEX = regex.compile(r"指数|PMI|CPI|PPI|VIX|沪指|深成指|创业板指|恒指|道指|纳指")


@context("an index reading without a unit", "quantity", {"number"})
def _reading(text: str, mention: Mention, before: Mention | None, sentence: int) -> Mention | None:
    number = mention.number
    if number is None or number.scale or not number.arabic:
        return None
    start = mention.start
    if not _READING.match(text, max(0, start - 40), start):
        clause = max(text.rfind(",", sentence, start), text.rfind("。", sentence, start), sentence)
        if not (_LEVEL.match(text, clause, start) and _INDEX.search(text, max(clause, start - 40), start)):
            return None
    if text[mention.end : mention.end + 1] in tuple("年月日号时"):
        return None
    mention.kind = "quantity"
    return mention


RULES = (_count,)
CONTEXTS: tuple[Context, ...] = (_reading, _scaled)
