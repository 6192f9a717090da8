"""factx: exact facts from Chinese financial text.

>>> import factx
>>> [f.value for f in factx.extract("公司营收1.5亿元")]
[Decimal('150000000')]
"""

import datetime

from factx.document import Document
from factx.fact import Fact
from factx.frames import to_arrow, to_pandas, to_polars
from factx.lexicon import Lexicon, LexiconError
from factx.many import extract_many
from factx.own import OwnRuleError
from factx.pipeline import facts_of

__all__ = [
    "Document",
    "Fact",
    "Lexicon",
    "LexiconError",
    "OwnRuleError",
    "extract",
    "extract_many",
    "to_arrow",
    "to_pandas",
    "to_polars",
]


def extract(text: str, date: datetime.date | str | None = None, *, lexicon: Lexicon | None = None) -> list[Fact]:
    """The facts stated in a text, in text order; they never overlap.

    Args:
        text: any text. Offsets of the facts count its Unicode code points.
        date: the day that relative and incomplete dates are resolved against, a date or ISO 8601. Without one nothing
            is invented: 昨日 has no ``timex``, 2月24日 is ``XXXX-02-24``.
        lexicon: words and rules of your own: ``Lexicon.load("my.toml")``.

    Raises:
        ValueError: ``date`` is a string but no ISO 8601 date.
        OwnRuleError: a rule or an extractor of the lexicon failed; ``lexicon.without(error.name)`` goes on without it.

    >>> price, = extract("最高报140.90港元/股")
    >>> price.value, price.unit, price.per, price.role
    (Decimal('140.90'), 'HKD', '股', 'high')
    >>> extract("2月24日公告", date="2025-02-24")[0].timex
    '2025-02-24'
    """
    if isinstance(date, str):
        date = datetime.date.fromisoformat(date)
    return facts_of(Document(text, date, lexicon or Lexicon()))
