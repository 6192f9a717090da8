"""Linker: the walk over a document that gives every number its metric, subject, direction, basis and period."""

import re
from collections.abc import Sequence
from sys import intern
from typing import Final

from msgspec.structs import replace

from factx.document import Document
from factx.extractors.pattern import Pattern
from factx.fact import NUMERIC, Fact
from factx.link.after import right
from factx.link.case import IN_ORDER, Case, Links, advertises, anew, goes_on, listed_owners
from factx.link.change import DEALS, change_of
from factx.link.clause import Line
from factx.link.columns import HEADER, column_of
from factx.link.compound import EVERYWHERE
from factx.link.lexicon import of_place
from factx.link.lists import Share, Span, dates_of, run_of, share_of
from factx.link.mention import LONGEST, Mention, head_of
from factx.link.metric import Reach, behind, clause_head, left, moved, reach
from factx.link.names import names_of
from factx.link.period import coarse, ended, governs, previous, then
from factx.link.period import own as own_period
from factx.link.phrase import COUNTS, QUOTED, TAILS, Phrase
from factx.link.stake import stake_of
from factx.link.subject import Mentions, choose, mentions
from factx.pause import pause

# By these a noun that moves is what is measured, 铀价, not whose price it is, 中金.
_MEASURES: Final = TAILS - frozenset("金者户")
# What a shareholder, not the announcing company, is the subject of.
_HELD: Final = re.compile("质押|冻结|持有|所持|持股|占.*(?:股本|股份|持)")
# What the same was before or was to be, in brackets: 报31亿股(上一交易日为33亿股).
_APART: Final = re.compile(
    r"\((?:市场|机构|此前|分析师|原)*(?:预期|预估|预测|预计|上一?[^\W\d]{1,4}|去年同期|前[值日月年])[^,;。()]{0,6}"
)
# A bound of the same deal in other terms: 减持不超过677万股,不超过公司总股本[4%].
_STILL: Final = re.compile(
    "(?:公司|其)?(?:股[份票])?[,、(]?(?:且|即|或)?(?:合计)?(?:不超过|不高于|不低于|不少于|即)本?(?:公司|其)?的?"
)
# Units that any metric can have, so that an equal unit says nothing of the metric.
_RATES: Final = frozenset({"点", "%", "pp", "bp"})
# Units that count the same.
_ALIKE: Final = {"名": "人", "位": "人"}
# A young firm by its trade and its name: 控制系统研发商[澜山科技]近日完成B轮.
_VENTURE: Final = re.compile(
    r"(?:[服运研提开制生供厂][务营发供造产应]?商|平台|品牌|企业|公司|机构|社区)([A-Za-z0-9\u4e00-\u9fff·]{2,14}?)(?:于?近日|日前|今日|已|正式|宣布)*(?:完成|获)"
)
# Changes of a price: what stands before one is whose it is, not what is measured.
_PRICED: Final = re.compile("涨|跌|升值|贬值|走高|走低|高开|低开|收高|收低")
# What a site has, not who builds it: 项目由海岳集团建设,总投资10亿元.
_SITE: Final = re.compile(
    "(?:占地|用地|建筑|营业|规划)[\u4e00-\u9fff]{0,2}面积$|总投资|投资总额|建设规模|装机容量|概算|建设期|工期"
)
_SITES: Final = ("项目", "工程", "基地", "产业园", "园区", "工厂")
# What does not rise with the price: 成交额超5亿元,现涨4%.
_TURNOVER: Final = re.compile("成交|换手|发[售行]价|净流[入出]|中标")
# What somebody does with the money before it.
_DOES: Final = re.compile(
    "(?:拟|将|已|于[^,;。:]{2,6}|在[^,;。:]{2,6})?(?:参?设立|参设|成立|收购|增资|入股|参股|认购|竞得|拿下|摘得|购买|买下|回购|投建)"
)
# What follows a number that only tells a class of shares: 翻倍股, 百元股.
_CLASS: Final = re.compile("股(?![份票权东本息利价民市债])")
# A line that says whose the lines after it are: 中标人:某某公司.
_LABEL: Final = Pattern(
    r"(?:被冻结人|被执行人|出质人|质押人|持有人|股东(?:名称|姓名)|中标(?:人|单位|方))[:][ ]*"
    r"([^,;。:()\n]{1,36}?(?:公司|集团)(?!有限|股份|公司|责任)|[\u4e00-\u9fff]{2,4}(?=[,;。\n ]))"
)
# How far back such a line is looked for.
_FAR: Final = 200
# What no company has: prices that markets make, figures of a country.
_PUBLIC: Final = re.compile(
    "[油金银铜铝锌镍锡铅钢煤猪菜蛋粮棉糖矿铀锂]价(?:格)?$|生产总值|GDP|CPI|PPI|PMI|PCE|工业增加值|工业产出|社会消费品|社会融资|社融|失业"
    "|常住人口|出生率|出生人口|外汇储备|外贸|房地产开发投资|全社会|物价指数|确诊病例|死亡病例|无症状感染者"
)
# 主营业务为纸包装,占营收比例为:97%
_MAIN: Final = re.compile("主(?:营|要)(?:业务|产品)(?:收入)?(?:为|是)([^,、;。]{2,20}),$")
# Units that count the very thing before them.
_THINGS: Final = frozenset("家 个 项 座 处 所".split())
# Metrics that only say that something changed.
_CHANGES: Final = frozenset("变动 变化 增减 增长 下降 增幅 降幅 涨幅 跌幅 变动幅度 变化幅度".split())
# What a country has of a commodity.
_SUPPLY: Final = frozenset("产量 日产量 库存 需求 供应 消费量 进口 出口 进口量 出口量 储备".split())
_MACRO: Final = ("指数", "PMI", "CPI", "PPI")
_THERE: Final = frozenset("该国 该市 该省 该州 该县 该区".split())
_FIRMS: Final = ("公司", "集团", "银行", "证券", "基金")
_TIMES: Final = re.compile("[是为][^,;:。是]{1,20}的$")
# Units of counts that belong to who is carried over though what is counted follows them.
_OWNED_COUNTS: Final = frozenset({"股", "例"})
_BACK: Final = 40
_OWNS: Final = frozenset({"place", "name", "org", "latin"})
_ENDS: Final = frozenset({"stop", "open", "close", "number", "quote", "adv", "ticker"})
_FIRST: Final[tuple[Fact | None, Links]] = (None, Links())
# A name before a quote block that no lexicon knows, from a mark or a blank on.
_UNKNOWN: Final = Pattern(r"(?<=[\s:,。;|丨】〕\])])[*A-Z\u4e00-\u9fff]{2,6}$")
# Where the head of a document ends, whose period holds for what follows.
_HEAD: Final = 300
# By these words a sentence goes on with what the one before told: 营收为3亿元。同比增长8%。
_GOES_ON: Final = re.compile(
    r"(?:市场)?(?:预期|前值|预估)|(?:去年|上年|前一年)同期为|\((?:[0-9]{1,2}月份?|上[个一]?[年季月周]|去年|此前)为|同比|环比|按[年月季]|[较比](?:上年|去年|上月|上季)"
)
_GOING: Final = frozenset("市预前去上(同环按较比")
# What holds as of the announcement holds for no period that was named before.
_NOW: Final = re.compile("截[至止](?:到)?(?:本|目前|当前|今[,日天]|此|公告|披露|报告披露|上述)")
# By these words a paragraph goes on with the period of the one before.
_SAME_PERIOD: Final = re.compile(r"报告期|本期|期内|上年同期|去年同期|同期|比上年|较上年")


class Linker:
    """What linking carries from one number and one sentence to the next.

    Args:
        document: the document.
        facts: all its facts, in text order.
        explain: say why in ``rule``.
    """

    def __init__(self, document: Document, facts: Sequence[Fact], explain: bool) -> None:
        self.text = document.text
        self.explain = explain
        self.names = names_of(document.fold, facts)
        self.ends = {end: start for start, end in self.names.spans}
        self.subject: Span | None = None
        self.at = self.done = 0
        self.tables = HEADER in document.fold
        self.advert: bool | None = None
        self.company: Span | None = None
        self.period: str | None = None
        # The period of the headline or the first that a paragraph begins with: it holds for the others; "" for none.
        # A day counts where a comma sets it off: without one it is a page's stamp.
        self.headed: str | None = None
        self.listed: list[Span] = []
        self.spells: list[str] = []
        self.last: tuple[Fact, Links] | None = None
        self.units: dict[tuple[str, str | None], Phrase] = {}
        # Where the headline 【…】 ends, -1 for title once it is read, and whose numbers it tells.
        self.title = self.headline = document.fold.find("】", 0, 120)
        self.titled: set[str] = set()

    def sentence(self, line: Line, facts: Sequence[Fact]) -> list[Fact]:
        """The facts of one sentence, linked."""
        out: list[Fact] = []
        found: Mentions | None = None
        fold = line.fold
        last = self.last if fold[line.start] in _GOING and _GOES_ON.match(fold, line.start) else None
        shares: dict[int, tuple[Share, int, Links]] = {}
        told: list[Links] = []
        quoted = False
        paragraph = fold.find("\n", self.at, line.start) >= 0
        far = max(self.done, line.start - _FAR)
        label = _LABEL.last(fold, far, line.start) if fold.find(":", far, line.start) >= 0 else None
        self.at = line.start
        self.advert = None
        if paragraph:
            if self.headed is None:
                self.headed = self.period or ""
            if not _SAME_PERIOD.search(fold, line.start, line.end):
                self.period = self.headed or None
            self.subject = None
            self.units = {}
            self.spells = []
            last = None
        if label is not None:
            self.subject = label.span(1)
        now = _NOW.search(fold, at, line.end) if (at := fold.find("截", line.start, line.end)) >= 0 else None
        for n, fact in enumerate(facts):
            pause()
            if now is not None and fact.start > now.start():
                self.period = now = None
            if fact.kind not in NUMERIC:
                after = facts[n + 1] if n + 1 < len(facts) else None
                if fact.kind == "date" and (period := ended(line, fact, after) or governs(line, fact)):
                    self.period = period
                    begins = fact.start - line.start < 4 and (paragraph or not line.start)
                    if (
                        not self.headed
                        and begins
                        and fact.start < _HEAD
                        and (coarse(period) or fold.startswith(",", fact.end))
                    ):
                        self.headed = period
                out.append(fact)
                continue
            if 0 < self.title < fact.start:
                self.title = -1
                self.subject = None if len(self.titled) > 1 else self.subject
            quote = self._quote(line, fact)
            quoted = quote is not None or (quoted and fold[fact.start - 1] == ",")
            if quoted:
                self.subject = quote or self.subject
                links = Links(subject=self.subject, where="the name before the quote")
            else:
                if found is None:
                    line.read()
                    found = mentions(line, self.names)
                k = line.at[fact.start]
                r = reach(line, k)
                if n in shares:
                    links = self._shared(*shares[n])
                else:
                    before, old = last or _FIRST
                    links = self._links(Case(line, fact, k, r, found, before, old))
                    if fold.find("分别", r.pos, fact.start) >= 0 or fold[fact.end : fact.end + 1] == "/":
                        shares.update(self._list(line, facts, n, r, links, told))
                        if n in shares:
                            links = self._shared(*shares[n])
                period = own_period(line, facts[n - 1], fact) if n and facts[n - 1].kind == "date" else None
                if period is None and links.period and links.direction is None:
                    period = "" if previous(line, fact.start) else then(line, fact, links.period)
                if period is not None:
                    links = links.but(period=period)
                if not line.inside(k):
                    self.subject = links.subject or self.subject
            last = fact, links
            self.done = fact.end
            told.append(links)
            if self.title > 0 and links.subject:
                self.titled.add(self.text[slice(*links.subject)])
            if links.metric is not None and fact.unit:
                self.units[fact.kind, _ALIKE.get(fact.unit, fact.unit)] = links.metric
            out.append(self._put(fact, links))
        self.last = last
        return out

    def _links(self, case: Case) -> Links:
        """The links of one number."""
        line, fact, before, old = case.line, case.fact, case.before, case.old
        if self.tables and (column := column_of(line, fact)) is not None:
            return Links(column[0], column[1] or self.names.holder, "the row of the table", period=self.period)
        if before is not None and goes_on(line, before, fact):
            return old
        if fact.unit != "股" and _CLASS.match(line.fold, fact.end):
            return Links()
        phrase = left(line, case.k, case.reach)
        if phrase is not None and old.metric is not None and old.metric.kind == "right" and case.counts:
            phrase = None if phrase.start == old.metric.start else phrase  # 5000万户家庭1.5亿人
        phrase = right(line, case.k, fact, phrase) or phrase
        way, basis, word = change_of(line, case.k, fact, case.reach, phrase)
        if way is None and phrase is not None and phrase.kind == "noun" and before is not None and old.word in DEALS:
            if _STILL.fullmatch(line.fold, before.end, phrase.start):
                way, word = old.direction, old.word
        own: Mention | None = None
        if phrase is None or (old.metric and old.metric.whole and line.fold[before.end if before else 0] == "的"):
            phrase = self._carried(case, way)
            if way is not None and _PRICED.search(word) and (named := case.ending(case.reach.pos)) is not None:
                own = named if line.opens(named.start) and named.strength and not named.announcer else None
                phrase = None if own and phrase and phrase.kind == "carried" else phrase
            elif way is not None and phrase is not None and word[0] in "涨跌" and _turnover(line.fold, phrase):
                phrase = None
            elif way is not None and _PRICED.search(word) and phrase is not None and phrase.kind == "carried":
                head = case.found.at(line.clause(fact.start))
                if head is not None and head.strength > 1 and not head.announcer and head.start > phrase.end:
                    phrase = None  # 作为首只可转债,珀澜转债上市首日大涨3%
        elif phrase.kind in ("thing", "goods", "guess") and fact.start >= phrase.end:
            phrase, own = self._thing(case, phrase, way, word)
        if (
            phrase is not None
            and phrase.kind == "carried"
            and way is None
            and case.alike
            and own
            and fact.unit in _RATES
        ):
            way, word = old.direction, old.word  # 平均涨幅约10%,小型车20%
        if (
            phrase is not None
            and phrase.kind == "share"
            and (main := _MAIN.search(line.fold, max(line.start, phrase.start - _BACK), phrase.start))
        ):
            own = Mention(*main.span(1), 2, False)
        if fact.kind == "percent":
            own = stake_of(case, self.names.aliases) or own
        if own is None and phrase is not None and phrase.whole is not None:
            own = next((m for m in case.found.back(phrase.end) if m.announcer and m.start > phrase.whole.start), None)
        if own is not None:
            if own.strength > 3:
                self.company = own.start, own.end
            if phrase is not None and phrase.kind == "echo" and own.end != phrase.end:
                phrase = None  # 黄金涨1%,沪铜涨2%
            if phrase is not None and own.strength == 2 and own.end == phrase.end:
                own = self._country(line, own) or own
            return Links(phrase, (own.start, own.end), "named at the number", way, basis, word, self.period)
        stated = phrase is not None and phrase.kind not in ("carried", "echo", "done") and phrase.end <= fact.start
        m, where = choose(line, case.found, phrase.start if phrase is not None and stated else fact.start)
        if phrase is not None and stated and m is not None and m.strength == 2 and (of := self._country(line, m)):
            phrase, m = (phrase.since(m.start) if m.end == phrase.start else phrase), of
        if phrase is not None and stated and phrase.kind == "noun" and m is not None and m.strength > 2:
            i = line.index(phrase.start) - 1
            if i >= 0 and line.tokens[i][1] == phrase.start and line.tokens[i][2] == "goods" and m.end < phrase.start:
                phrase = phrase.since(line.tokens[i][0])  # 甲公司毛鸡销售均价
        if phrase is not None and stated and (m is None or m.start < line.clause(phrase.start)):
            m = self._placed(case, phrase) or m
        if phrase is not None and phrase.kind == "right" and line.fold.endswith("融资", phrase.start, phrase.end):
            m = _funded(case, m)
        if phrase is not None and _SITE.search(line.fold, phrase.start, phrase.end):
            head = case.found.at(line.start)
            if head is not None and head.end < phrase.start and line.fold.endswith(_SITES, head.start, head.end):
                m, where = head.but(strength=3), "the site that heads the sentence"
        if phrase is not None and stated and phrase.kind == "noun" and m is not None and m.strength == 2:
            i = line.index(m.end) - 1
            if m.end == phrase.start and self.subject is not None and self._company(self.subject):
                if line.tokens[i][2] == "goods":
                    phrase, m = phrase.since(line.tokens[i][0]), None  # 甲公司营收3亿元;新能源汽车销量1万辆
            elif m.end == phrase.start:
                supply = line.fold[phrase.start : phrase.end].removesuffix("指引").removesuffix("目标") in _SUPPLY
                macro = line.tokens[i][2] == "latin" and line.fold.endswith(_MACRO, phrase.start, phrase.end)
                owners = (case.found.owner(n, m.start) for n in case.found.before(m.start))
                owner = next((x for x in owners if x is not None and x.strength > 2), None)
                if owner is not None and owner.start >= line.clause(m.start) and (supply or macro):
                    phrase, m = phrase.since(m.start), owner  # 某国10月原油产量, 某国1月ANZ消费者信心指数
        if phrase is not None and before is not None and old.metric is not None and old.subject is not None:
            same = not stated and phrase.start == old.metric.start and (m is None or m.end <= before.start)
            if same and not any(mark in line.fold[before.end : fact.start] for mark in ");"):
                return Links(phrase, old.subject, "carried over", way, basis, word, self.period)  # 跌1%,报95点
        if phrase is not None and phrase.kind == "echo" and m is not None and m.end != phrase.end:
            if before is not None and before.end < m.start:
                phrase = None  # 恒指跌1%,腾讯跌2%
        if phrase is not None and m is not None:
            if phrase.kind == "right" and m.end <= self.headline < fact.start:
                m = None  # 【…甲公司涨幅最大】共有796只个股下跌
            elif phrase.kind == "right" and line.fold[m.start : m.end] == line.fold[phrase.start : phrase.end]:
                m = None  # 33个板块中有16个板块走低
        if phrase is not None and (m.strength > 3 if m is not None else self._company(self.subject)):
            # A central bank does hold 外汇储备, and a place has what is public: 宁波北仑.
            public = m is not None and (line.fold.endswith("央行", m.start, m.end) or of_place(line.fold, m.start))
            if not public and _PUBLIC.search(line.fold, phrase.start, phrase.end):
                return Links(phrase, None, "", way, basis, word, self.period)  # 分析师表示,油价涨到100美元
        if (m is None or m.strength < 2) and self._advertises(line):
            return Links(phrase, None, "", way, basis, word, self.period)
        if m is None and case.alike and old.subject is None:
            return Links(phrase, None, "", way, basis, word, self.period)  # 2180只股票中有1386只下跌
        subject, where = self._owner(case, m, where, phrase)
        if phrase is not None and phrase.kind == "carried" and m is not None and m.start < phrase.start:
            if m.end == phrase.end and line.fold.endswith("指数", phrase.start, phrase.end):
                phrase = phrase.since(m.start)  # 恒生科技|指数拉升,现涨1%
        if phrase is None and m is not None and m.strength == 2 and subject == (m.start, m.end):
            if (
                fact.unit in ("点", None)
                and fact.kind in ("quantity", "price")
                and line.fold.endswith(QUOTED, *subject)
            ):
                phrase = Phrase(m.start, m.end, "the index itself", "carried")  # 某指数涨幅扩大至3%,报18点
        return Links(phrase, subject, where, way, basis, word, self.period)

    def _placed(self, case: Case, phrase: Phrase) -> Mention | None:
        """The place that heads a clause together with words that its metric begins with: 上海|电子信息产业规模."""
        m = case.found.across(phrase.start, phrase.end)
        if m is None:
            return None
        _, end, kind = case.line.tokens[case.line.index(m.start)]
        return Mention(m.start, end, 3, False) if kind == "place" and end <= phrase.start else None

    def _country(self, line: Line, m: Mention) -> Mention | None:
        """The country that heads a clause, a date and an indicator: [法国]11月制造业信心指数, [美国]至5日当周石油库存."""
        edge = m.start
        i = line.index(edge) - 1
        while i > 0 and line.tokens[i][1] == edge and line.tokens[i][2] in ("date", "adv"):
            edge = line.tokens[i][0]
            i -= 1
        start, end, kind = line.tokens[i] if i >= 0 else (0, -1, "")
        if edge == m.start or kind != "place" or line.fold[start:end] in EVERYWHERE:
            return None
        touches = end == edge or (end == edge - 1 and line.fold[end] == "至")
        return Mention(start, end, 3, False) if touches and line.opens(start) else None

    def _advertises(self, line: Line) -> bool:
        if self.advert is None:
            self.advert = advertises(line)
        return self.advert

    def _carried(self, case: Case, way: str | None) -> Phrase | None:
        """The metric of a number that has none beside it: that of the clause or the number before."""
        line, fact, r, before, old = case.line, case.fact, case.reach, case.before, case.old
        token = line.tokens[r.j] if r.j >= 0 else (line.start, line.start, "stop")
        if line.fold[token[0] : r.pos] == "该股":
            return None  # 中标金额1亿元,该股涨11%
        moves = way is not None or any(line.tokens[i][2] == "level" for i in r.skipped)
        if before is not None and old.metric is not None and old.metric.whole is not None:
            if before.end == r.pos - 1 and line.fold[before.end] == "的":
                return old.metric.whole  # 占总股本2亿股的[3%]
        again = old.metric.again() if old.metric is not None and not self._extreme(old.metric) else None
        if again and old.metric and not case.alike and way is None and line.ranges(old.metric.start, old.metric.end):
            same = self.units.get((fact.kind, fact.unit)) if fact.unit == "点" else None
            again = same.again() if same is not None else None  # 跌幅1%,报3100点
            again = again or behind(line, old.metric)
        if (
            again
            and before is not None
            and case.alike
            and way is None
            and _APART.fullmatch(line.fold, before.end, fact.start)
        ):
            return again
        if token[1] == r.pos and (token[2] in _ENDS or line.fold[token[0] : r.pos] in ("、", "和", "及")):
            if again and old.metric and old.metric.kind == "share" and not case.alike:
                return None
            lead = token
            if token[2] == "adv" and r.j > 0 and line.tokens[r.j - 1][1] == token[0]:
                lead = line.tokens[r.j - 1]  # 占比扩大,年内已超10%
            head = moves or (before is None and again is None and lead[2] == "stop" and line.fold[lead[0]] == ",")
            return (clause_head(line, r.j, before.end if before else line.start) if head else None) or again
        if fact.kind == "multiple" and again and _TIMES.search(line.fold, max(line.start, r.pos - _BACK), r.pos):
            return again  # 病例达5例,是上月峰值的3倍
        same = self._measured(fact)
        if same is not None:
            if line.fold.endswith("的", line.start, r.pos) and r.skipped and fact.unit in COUNTS:
                return same.again()  # 50只个股公布…,下降的有31只
            if token[2] in _OWNS and token[1] == r.pos:
                return same.again()  # 西安市12例,咸阳市3例
            if (own := case.ending(r.pos)) is not None:
                i = line.index(own.start) - 1
                if line.opens(own.start) or (i >= 0 and line.tokens[i][1:] == (own.start, "adv")):
                    return same.again()  # 其中宁波市2例
        if (phrase := moved(line, r.j)) is not None or not moves:
            return same.again() if phrase is None and same is not None and fact.unit == "例" else phrase
        return clause_head(line, r.j, before.end if before else line.start) or again

    def _thing(self, case: Case, phrase: Phrase, way: str | None, word: str) -> tuple[Phrase | None, Mention | None]:
        """A noun before a number that may be what is measured or whose it is: 全国2645万人次,铁路820万人次."""
        line, fact, old = case.line, case.fact, case.old
        own = case.ending(phrase.end)
        same = self._measured(fact)
        if phrase.kind == "thing":
            if same is not None and own is not None:
                return same.again(), own
            return (phrase.since(own.start), own) if own else (phrase, None)
        if phrase.kind == "goods" and fact.unit == "家":
            return (phrase.since(own.start) if own else phrase), None  # 消毒制品企业7家
        first = own.start if own else phrase.start
        opens = line.opens(first) or line.fold[first - 1] == "【"
        if same is not None and phrase.kind == same.kind == "guess" and (own is None or own.strength < 4):
            return phrase, None  # 高风险地区3个,中风险地区41个
        if (own is None or own.strength < 3) and opens and fact.kind == "amount" and _DOES.match(line.fold, fact.end):
            return None, Mention(phrase.start, phrase.end, 3, False)  # 澜山森林2亿元成立新公司
        if same is not None and opens:
            return same.again(), own or Mention(phrase.start, phrase.end, 2, False)
        if own is None and opens and _PRICED.search(word) and line.fold[phrase.end - 1] not in _MEASURES:
            own = Mention(phrase.start, phrase.end, 2, False)  # 电解钴涨6000元
        elif own is not None and own.strength < 3 and line.fold[phrase.end - 1] in TAILS:
            return phrase, None  # 铀价涨8%
        goods = phrase.kind == "goods" and (way or same or (case.alike and old.direction))
        named = own is not None and (own.strength > 3 or (own.strength == 3 and (way or fact.unit not in _THINGS)))
        if own is not None and (named or _PRICED.search(word) or goods):
            return old.metric.again() if old.metric and (way or fact.unit in _RATES) else None, own
        return phrase, None

    def _owner(self, case: Case, m: Mention | None, where: str, phrase: Phrase | None) -> tuple[Span | None, str]:
        """The subject that a mention stands for, or what is carried over where there is none."""
        line, found, unit = case.line, case.found, case.fact.unit
        if m is not None and m.strength > 1:
            if line.fold[m.start : m.end] in _THERE:
                near = next((x for x in found.back(m.start) if line.tokens[line.index(x.start)][2] == "place"), None)
                if near is not None:
                    return line.tokens[line.index(near.start)][:2], "what 该 points back to"
            if not m.announcer:
                if m.strength > 3:
                    self.company = m.start, m.end
                return (m.start, m.end), where
            if line.fold.startswith("该股", m.start) and self.names.topic is not None:
                return self.names.topic, "what 该 points back to"
            if line.fold[m.start] == "该":
                near = next((x for x in found.back(m.start) if x.strength > 3 and not x.announcer), None)
                firm = self.subject if self._company(self.subject) else None
                back = (near.start, near.end) if near else firm or self.names.topic or self.subject
                return back, "what 该 points back to"
            if self.names.topic is not None:
                return self.names.topic, "the announcing company"
            if (near := next((x for x in found.back(m.start) if x.strength > 3 and not x.announcer), None)) is not None:
                return (near.start, near.end), "the company named before"
            if self.company is not None:
                return self.company, "the company named before"
        carried = self.subject or self.names.topic
        if m is not None and carried is not None and self.text[slice(*carried)] in EVERYWHERE and line.opens(m.start):
            return (m.start, m.end), where  # 全国发送2645万人次。其中,铁路发送820万人次
        if phrase is not None and self.names.holder and (carried is None or self._same(carried, self.names.topic)):
            if _HELD.search(line.fold, phrase.start, phrase.end):
                return self.names.holder, "the shareholder of the document"
        if phrase is not None and phrase.kind == "right" and unit not in _OWNED_COUNTS:
            if carried is None and m is not None and line.opens(m.start) and m.start >= line.clause(case.fact.start):
                return (m.start, m.end), where  # 澜云创新获投700万元B轮融资
            if case.fact.start == line.start or not self._same(carried, self.names.topic):
                return None, ""  # 27家药企入围 is said of no one
        if carried is not None:
            return carried, "carried over" if self.subject else "topic of the document"
        return ((m.start, m.end), where) if m is not None else (None, "")

    def _measured(self, fact: Fact) -> Phrase | None:
        """The metric of the last number of the same unit; such as any metric can have tell none."""
        if fact.unit is None or fact.unit in _RATES:
            return None
        return self.units.get((fact.kind, _ALIKE.get(fact.unit, fact.unit)))

    def _extreme(self, metric: Phrase) -> bool:
        """Is a metric a high or a low, which no other number is of?"""
        named = self.text[metric.start : metric.end]
        return named.endswith(("新高", "新低", "高点", "低点")) or (metric.kind == "right" and named == "水平")

    def _company(self, span: Span | None) -> bool:
        """Is it a company, or is no one named so that the topic of the document would stand in?"""
        if span is None or self._same(span, self.company) or self._same(span, self.names.topic):
            return True
        return self.text.endswith(_FIRMS, *span)

    def _same(self, a: Span | None, b: Span | None) -> bool:
        return a is not None and b is not None and self.text[a[0] : a[1]] == self.text[b[0] : b[1]]

    def _list(
        self, line: Line, facts: Sequence[Fact], n: int, r: Reach, links: Links, told: Sequence[Links]
    ) -> dict[int, tuple[Share, int, Links]]:
        """What the numbers of a list after 分别 get, by their place among the facts."""
        count = run_of(line, facts, n)
        if count < 2:
            return {}
        metric = links.metric
        carried = metric is not None and metric.kind in ("carried", "echo")
        share = share_of(line, facts[max(0, n - _BACK) : n], count, r, None if carried else metric)
        if share is None and carried:
            share = share_of(line, facts[max(0, n - _BACK) : n], count, r, metric)
        if share is None and (metric is None or carried or self.text[metric.start : metric.end] in _CHANGES):
            share = anew(told[-count:], count)  # 营收3亿元,净利润1亿元,同比变动分别为5%、7%
        if share is None and (owners := listed_owners(told[-count:], count)):
            share = Share(subjects=owners)  # A、B的收入分别为3亿元、1亿元,占比分别为75%、25%
        if share is not None and share.metrics:
            self.listed = share.metrics
        elif share is None and len(self.listed) == count:
            share = Share(metrics=self.listed)
        if share is None and (periods := dates_of(facts[max(0, n - _BACK) : n], count)):
            share = Share(periods=periods)
        if share is not None and share.periods:
            self.spells = share.periods
        elif share is None and metric is not None and len(self.spells) == count:
            share = Share(periods=self.spells)  # 2017年、2018年营收分别为…;净利润分别为…
        return {n + i: (share or Share(), i, links) for i in range(count)}

    def _shared(self, share: Share, i: int, links: Links) -> Links:
        if share.metrics:
            start, end = share.metrics[i]
            links = links.but(metric=Phrase(start, end, "in the order of the list", "noun"))
        if share.subjects:
            links = links.but(subject=share.subjects[i], where=IN_ORDER)
        if share.periods:
            links = links.but(period=share.periods[i])
        return links

    def _quote(self, line: Line, fact: Fact) -> Span | None:
        """The name before a quote block: 康德莱(17.170,0.63,3.81%)."""
        fold = line.fold
        if fact.role != "last" or fold[fact.start - 1 : fact.start] != "(" or fold[fact.end : fact.end + 1] != ",":
            return None
        end = fact.start - 1
        start = self.ends.get(end)
        if start is None:
            line.read()
            i = line.index(end) - 1
            start = line.tokens[i][0] if i >= 0 and line.tokens[i][1] == end else None
        if start is None and (run := _UNKNOWN.search(fold, max(line.start, end - 9), end)):
            start = run.start()
        return (start, end) if start is not None else None

    def _put(self, fact: Fact, links: Links) -> Fact:
        text = self.text
        metric, subject = links.metric, links.subject
        rule = fact.rule
        if self.explain:
            why = [rule] if rule else []
            why += [f"metric: {metric.why}"] if metric else []
            why += [f"subject: {links.where}"] if subject else []
            why += [f"direction: {links.word}"] if links.direction else []
            why += [f"period: {links.period}"] if links.period else []
            rule = "; ".join(why) or None
        # Interned, as a long text says the same metric and subject of thousands of numbers.
        return replace(
            fact,
            metric=intern(text[metric.start : metric.end]) if metric else None,
            subject=intern(text[subject[0] : subject[1]]) if subject else None,
            direction=links.direction,
            basis=links.basis,
            period=links.period,
            rule=rule,
        )


def _turnover(fold: str, phrase: Phrase) -> bool:
    return _TURNOVER.search(fold, phrase.start, phrase.end) is not None


def _funded(case: Case, m: Mention | None) -> Mention | None:
    """Who gets a round of financing, not one of those who give: [澜山]获西岳资本和北湖创投数亿元B轮融资."""
    line = case.line
    start = line.clause(case.fact.start)
    start += line.fold[start] in "【“"
    got = line.fold.find("获", start + 2, min(start + LONGEST, case.fact.start))
    if got > 0 and m is not None and m.start > got:
        return head_of(line.fold, start, got, True) or m
    if m is None or m.strength < 3:
        venture = _VENTURE.search(line.fold, start, case.fact.start)
        return Mention(*venture.span(1), 4, False) if venture else m
    return m
