"""Columns: the numbers of a table whose rows and header have run together into one line."""

import re
from typing import Final

from factx.extractors.pattern import Pattern
from factx.fact import Fact
from factx.link.clause import Line
from factx.link.mention import SURNAMES
from factx.link.phrase import Phrase

# The question that such a table of pledged or frozen shares asks in its header, as the exchange in Shenzhen prints it.
HEADER: Final = "是否为"
_FAR: Final = 600
_PROSE: Final = re.compile("[。;:,、](?:(?<!、)(?=[^0-9])|(?<=[一二三四五六七八九十0-9]、))")
_SHARE: Final = re.compile(
    "占其?(?:所持|持有)(?:有)?(?:的)?(?:公司|本公司)?股份(?:总数)?的?比例|所持(?:有)?(?:公司)?股份比例|股份比例|占其所持"
)
_COUNT: Final = re.compile(
    "(?:(?:本次|累计)?(?:新增)?(?:司法)?(?:轮候|再)?(?:冻结|质押)(?:股份|的股份)?|股份)(?:股数|数量|股数量|数)(?![据字])"
)
# What answers it in a row, behind the shareholder.
_ANSWER: Final = re.compile("(?:轮候|冻结)?[是否](?![为否])|(?:公司)?(?:第一大|控股)股东")
_BARE_ANSWER: Final = Pattern("[是否](?=[0-9])")
_OF_PERSONS: Final = ("先生", "女士", "持有", "所持")
# How far around the table a name is looked for, in code points.
_NEAR: Final = 3000


def column_of(line: Line, fact: Fact) -> tuple[Phrase | None, tuple[int, int] | None] | None:
    """The metric and the subject of a number in such a table, by its header and its row; None: it stands in none.

    A number that the table does not tell of has neither, as whatever stands beside it may be of another column.
    """
    fold = line.fold
    header = fold.rfind(HEADER, max(line.start, fact.start - _FAR), fact.start)
    if header < 0 or _PROSE.search(fold, header, fact.start):
        return None
    subject = head = None
    for start, end, kind in reversed(line.tokens[line.index(header) : line.index(fact.start)]):
        if kind == "name" and _ANSWER.match(fold, end):
            subject = subject or (start, end)
            head = start  # the first row ends the header
    subject = subject or _person(fold, header, fact.start)
    columns = _SHARE if fact.kind == "percent" else _COUNT
    found = next(columns.finditer(fold, header, head or fact.start), None)
    metric = Phrase(*found.span(), "the header of the table", "column") if found else None
    return metric, subject


def _person(fold: str, header: int, end: int) -> tuple[int, int] | None:
    """The person before the last answer, 林海东是9000000, if the text names him elsewhere: 林海东先生, 林海东持有."""
    answer = _BARE_ANSWER.last(fold, header, end + 1)
    if answer is None:
        return None
    stop = answer.start()
    for length in (3, 2, 4):
        start = stop - length
        name = fold[start:stop]
        if (length > 3 or name[:1] in SURNAMES) and any(
            fold.find(name + mark, max(0, header - _NEAR), end + _NEAR) >= 0 for mark in _OF_PERSONS
        ):
            return start, stop
    return None
