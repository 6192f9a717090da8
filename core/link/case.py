"""Cases: a number to be linked, what is known around it, and what it gets."""

import re
from collections.abc import Sequence
from typing import Final

from factx.fact import Basis, Direction, Fact
from factx.link.clause import Line
from factx.link.lists import Share, Span
from factx.link.mention import Mention
from factx.link.metric import Reach
from factx.link.phrase import Phrase
from factx.link.subject import Mentions

# The same number said again, or as it was forecast before: 下降7点,或0.3% / 3500万雷亚尔(约合4630万元) / 0.3元(原预测:0.4元).
_AGAIN: Final = re.compile(
    r"[,(]?(?:或|即|约合|折合|合|相当于)(?:约|为|人民币|港币|美元)*"
    r"|\(约为?"
    r"|\((?:(?:原|此前|前次|上次|之前)(?:预测|预期|预估|值)?|前值)[为是]?:?"
)
# A sentence of the medium that speaks to its readers.
_ADVERT: Final = re.compile(
    "扫码|扫描二维码|点击(?:查看|下载|领取|进入|报名)|报名(?:即可|参赛|参加|可)|领取.{0,12}(?:礼|券|红包)"
)
_LEAD: Final = re.compile(r"\w{2,8}\([a-z][a-z0-9]{2,}\)(?:--|—)")
# How far back the head of a paragraph is looked for.
_FAR: Final = 200

IN_ORDER: Final = "in the order of the list"
"""Why a number of a list has its subject, for people."""


class Links:
    """The links of one number, and for people why."""

    def __init__(
        self,
        metric: Phrase | None = None,
        subject: Span | None = None,
        where: str = "",
        direction: Direction | None = None,
        basis: Basis | None = None,
        word: str = "",
        period: str | None = None,
    ) -> None:
        self.metric = metric
        self.subject = subject
        self.where = where
        self.direction = direction
        self.basis = basis
        self.word = word
        self.period = period

    def but(
        self,
        metric: Phrase | None = None,
        subject: Span | None = None,
        where: str | None = None,
        period: str | None = None,
    ) -> "Links":
        """The same with what is given here; with no period where it is ""."""
        return Links(
            metric or self.metric,
            subject or self.subject,
            self.where if where is None else where,
            self.direction,
            self.basis,
            self.word,
            self.period if period is None else period or None,
        )


class Case:
    """A number to be linked and what is known around it.

    Attributes:
        line: its sentence.
        fact: the number.
        k: its token.
        reach: what stands between it and the words before it.
        found: the mentions of the sentence.
        before: the number before it in the sentence, or None.
        old: that number's links.
    """

    def __init__(
        self, line: Line, fact: Fact, k: int, reach: Reach, found: Mentions, before: Fact | None, old: Links
    ) -> None:
        self.line = line
        self.fact = fact
        self.k = k
        self.reach = reach
        self.found = found
        self.before = before
        self.old = old

    @property
    def alike(self) -> bool:
        """Is it counted as the number before it is?"""
        return self.before is not None and (self.before.kind, self.before.unit) == (self.fact.kind, self.fact.unit)

    @property
    def counts(self) -> bool:
        """Do it and the number before it count something?"""
        return self.before is not None and self.before.kind == self.fact.kind == "quantity"

    def ending(self, position: int) -> Mention | None:
        """The mention that ends at a place."""
        return self.found.ending(position)


def anew(told: Sequence[Links], count: int) -> Share | None:
    """What the numbers of a list share of those told before it, each of which has a metric of its own."""
    metrics = [(links.metric.start, links.metric.end) for links in told if links.metric is not None]
    if len(set(metrics)) != count:
        return None
    subjects = [links.subject for links in told if links.subject is not None]
    return Share(metrics=metrics, subjects=subjects if len(subjects) == count else None)


def listed_owners(told: Sequence[Links], count: int) -> list[Span]:
    """Whose the numbers of the list before were, if each was of another."""
    owners = [links.subject for links in told if links.subject is not None and links.where == IN_ORDER]
    return owners if len(set(owners)) == count else []


def advertises(line: Line) -> bool:
    """Does a sentence of the medium speak to its readers: 某头条(toutiao)——…, 报名即可领取…?"""
    paragraph = line.fold.rfind("\n", max(0, line.start - _FAR), line.start) + 1
    return bool(_LEAD.match(line.fold, paragraph) or _ADVERT.search(line.fold, line.start, line.end))


def goes_on(line: Line, before: Fact, fact: Fact) -> bool:
    """Does a number only go on with the one before it, as in 5%、7% or 下降7点,或0.3%?"""
    between = line.fold[before.end : fact.start] if fact.start - before.end < 8 else ""
    if not between:
        return False
    if _AGAIN.fullmatch(between):
        return True
    if between == "(" and before.kind == fact.kind == "amount" and line.fold.startswith(")", fact.end):
        return True  # 20亿元(3亿美元)
    return before.kind == fact.kind and all(c in "、和及与/" for c in between)
