"""The patterns of the date grammar, each for one part of a date; all verbose regexes over the folded text."""

from typing import Final

import regex

from factx.extractors.date.words import AND, CONN, ERAS, N2, N3, RELATIVE, SAME, YEAR_BY_DIGIT
from factx.extractors.date.words import PART as _PART
from factx.extractors.pattern import Pattern, either


def _verbose(source: str) -> Pattern:
    return Pattern(source, regex.VERBOSE)


_Y: Final = r"(?:19|20)[0-9]{2}"
_YY: Final = r"(?P<year>20[0-9]{2}|[0-9]{2})"
_END: Final = "(?![0-9A-Za-z])"
_AFTER_MONTH: Final = (
    r"(?!薪|供(?![应给暖])|租(?![金赁])|[饼嫂球亮刊均]|经(?!济|营)|子|票(?!房)|期(?![货间初中末]))"  # 月薪, 三月期
)
_Q: Final = "[一二三四1-4]"

YEAR: Final = _verbose(rf"""
(?: (?P<era>{either(ERAS)})[ ]?(?P<era_year>{N3}|元)
  | (?P<year>[0-9]{{2,4}}|{YEAR_BY_DIGIT})
    (?: (?:[ ]?年度?)? (?:{CONN}|(?P<slash>/)) (?P<to>[0-9]{{2,4}}|{YEAR_BY_DIGIT}) )? )
[ ]? (?P<word>财政年度|会计年度|年?财年|年度?(?:年(?=[初末底]))?) (?!级(?!别)|龄)""")

# Without 年: before a part of the year (2024上半年, 24Q3) or what it will bring (2024有望), alone after a look forward
# or back (展望2024,), or in a list whose last year has it.
BARE_YEAR: Final = _verbose(rf"""
(?P<year>{_Y})
  (?= [ ]?(?: [上下]半年 | 第{_Q} | [一二三四]季度 | [前首][二三23]?季 | [一二三四]季报 | 半年[度报] | 中报 | [QH][1-4]{_END} | 年?财年 )
    | (?:{AND}{_Y}){{1,6}}[ ]?年 | 有望 | 将[会有可迎继延持保实] | (?<=(?:展望|回顾){_Y})[,。:;!?】](?![0-9]) )
| (?P<year>[0-9]{{2}}) (?=[QH][1-4]{_END})""")

HALF: Final = _verbose(rf"""
(?P<half>[上下])半(?:财年|年度|年)
| (?P<mid>半年度|半年(?=报)|中(?=报)|中期(?=报告|业绩|分红|股息|派息|利润))
| H(?P<letter>[12]){_END} | (?P<letter>[12])H{_END}""")

QUARTER: Final = _verbose(rf"""
(?P<nth>第)?(?P<q>{_Q}) (?: (?:个?季度?)?(?:{CONN})?第?(?P<to>{_Q}) )? (?P<word>个?财季度?|季度|季(?![节候赛军]))
| (?P<nth>第)?(?P<q>{_Q}) (?P<word>) (?=(?:{AND}第?{_Q}){{1,3}}季)
| Q(?P<q>[1-4]) (?P<word>) (?:-Q?(?P<to>[1-4]))? {_END} | (?P<q>[1-4])(?P<word>)Q{_END}
| (?:第一|[前首头](?P<count>[二两三23])?个?|(?P<last>末)) (?P<word>财季度?|季度?) (?![节候赛军调])""")

# What a month, a day and a time of day cannot do without: the patterns themselves take ten times as long to say no.
MONTH_BEGINS: Final = _verbose(rf"(?:{N2}|元) [ ]? [月至到\-—–−~〜、和及与或]")
DAY_BEGINS: Final = _verbose(rf"{N2} [ ]? [日号至到\-—–−~〜、和及与或]")
HOUR_BEGINS: Final = _verbose(rf"[ ]? (?: {N2} [ ]? [时点:至到\-—–−~〜] | [^0-9零〇○一二三四五六七八九十廿卅] )")
NUMERIC_BEGINS: Final = _verbose(r"[0-9]{4} (?: [-/.][0-9] | [01][0-9][0-3][0-9](?![0-9]) )")

MONTHS: Final = _verbose(rf"[前首头](?P<count>{N2})(?:个月|月份?(?!{N2}[日号]))")

MONTH: Final = _verbose(rf"""
(?P<month>[一二三四五六七八])(?P<to>[二三四五六七八九])(?=月) 月份? {_AFTER_MONTH}
| (?P<month>{N2}|元)
  (?: (?:[ ]?月份?)?{CONN}(?P<to>{N2})(?=[ ]?月(?![ ]?{N2}[ ]?[日号])) )? [ ]?月份? {_AFTER_MONTH}
| (?P<month>{N2}) (?=(?:{AND}{N2}){{1,5}}[ ]?月{_AFTER_MONTH}(?!{N2}[日号]))""")

TENTH: Final = _verbose(rf"(?P<tenth>[上中下])旬(?:{CONN}(?P<to>[中下])旬)?|(?P<tenth>[上中])(?P<to>[中下])旬")

# 中 begins 中国 as often as it ends 年中; 初步, 末端 and 底层 are words of their own.
EDGE: Final = _verbose(r"""
(?P<edge> 初(?![步级始中次创审诊衷]) | 伊始 | 末(?![端季]) | 底(?![层部特线盘])
  | 中(?=[,。;:、)\]\s”》到至前后以开起时]|$) )""")

DAY: Final = _verbose(rf"""
(?P<day>{N2}) (?: [日号]?{CONN}(?P<to>{N2})(?=[ ]?[日号]) )?
  [ ]? (?: 日 | 号(?![线楼院文店机码仓门厅馆]|公告) )
| (?P<day>{N2}) (?=(?:{AND}{N2}){{1,5}}[日号])""")

WEEK: Final = _verbose(rf"第(?P<week>{N2})周(?!年)")

TIME: Final = _verbose(rf"""
[ ]? (?: {_PART} [ ]? )?
(?: (?P<hour>{N2})
    (?: (?:[时点]?{CONN}(?P<to>{N2}))? [ ]?[时点](?![间期代候刻段光装任值效机差薪常务]|之(?![前后间]))
        (?: [ ]?(?P<minute>{N2})[ ]?分(?![之钟]) (?:[ ]?(?P<second>{N2})秒)? | (?P<thirty>半) | 整(?!数) | 钟 )?
      | :(?P<minute>[0-9]{{2}}) (?::(?P<second>[0-9]{{2}}))? (?![0-9]|:[0-9]) 分? ) )?""")

ALONE: Final = _verbose(r"(?P<of>[年月季])(?P<edge>[初底末])(?![步级端特])")
WORD: Final = _verbose(rf"(?P<pair>去今|今明|明后)两(?P<pair_unit>[年日天]) | (?P<word>{either(RELATIVE | SAME)})")
WEEKDAY: Final = _verbose(r"(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])")

# 2024-01-31 with a time, 20240131, and 2024-01 as either end of a range.
NUMERIC: Final = _verbose(rf"""
(?P<year>(?:1[89]|20|21)[0-9]{{2}}) (?P<sep>[-/.]) (?P<month>[0-9]{{1,2}}) (?P=sep) (?P<day>[0-9]{{1,2}})
  (?![0-9]|(?P=sep)(?!20[0-9]{{2}})[0-9])
  (?: [ ]{{0,2}}T?[ ]{{0,2}} (?P<hour>[0-9]{{1,2}}):(?P<minute>[0-9]{{2}})
      (?: :(?P<second>[0-9]{{2}})(?:\.[0-9]{{1,6}})? )? (?![0-9:]) )?
| (?P<year>{_Y}) (?P<month>0[1-9]|1[0-2]) (?P<day>[0-3][0-9]) {_END}
| (?P<year>{_Y}) (?P<sep>[-/.]) (?P<month>0?[1-9]|1[0-2])
  (?= [ ]?[至到~][ ]?20[0-9]{{2}}(?P=sep)[0-9]{{1,2}}(?![-/.0-9]) )
| (?<= 20[0-9]{{2}}[-/.][0-9]{{1,2}}[ ]?[至到~][ ]? ) (?P<year>{_Y}) (?P<sep>[-/.]) (?P<month>[0-9]{{1,2}}) (?![-/.0-9])""")

LETTERS: Final = _verbose(rf"""
(?P<n>[1-4])(?P<kind>[QH])(?:{_YY}|(?P<year>)){_END} | (?P<n>9)(?P<kind>M){_YY}{_END}
| FY[ ]?'?{_YY}(?![0-9A-GI-PR-Za-z]) (?: [ ]?(?P<kind>[QH])(?P<n>[1-4]){_END} )?""")
YEAR_AFTER: Final = _verbose(r"[ ]?'?(?P<year>20[0-9]{2}|(?<=')[0-9]{2})(?![0-9年.,%])")

# 年代 is no decade in 2020年代理费.
DECADE: Final = _verbose(r"""
(?: (?P<century>[0-9]{2}|十九|二十一?|[上本])个?世纪 | (?P<four>1[89]|20) | )
(?P<tens>[0-9]0|[一二三四五六七八九]?十|[一二三四五六七八九]零)年代(?![理表销工码言价办为购])
(?P<edge>初期?|中(?:后?期|叶)|末期?)?""")
JOINT: Final = _verbose(rf"[ ]?起?{CONN}")
