"""factx: exact facts from Chinese financial text.

>>> import factx
>>> [f.value for f in factx.extract("公司营收1.5亿元")]
[Decimal('150000000')]
"""

import datetime

from factx.document import Document
from factx.fact import Fact
from factx.pipeline import facts_of

__all__ = ["Document", "Fact", "extract"]


def extract(text: str, date: datetime.date | str | None = None) -> list[Fact]:
    """The facts stated in a text."""
    if isinstance(date, str):
        date = datetime.date.fromisoformat(date)
    return facts_of(Document(text, date))
