"""Tables: a number under a header line takes its unit, what it measures and its period from the headings.

A table is what stands in rows of cells (see ``grid``) under a row of headings or a line that names the unit. Its first cell
with words heads a row, the rows of cells without numbers over it head the columns. A text without such rows is left as it is.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from factx.document import Document
from factx.fact import Fact
from factx.link.names import names_of
from factx.tables.grid import gridded
from factx.tables.reader import Headed, Reader

__all__ = ["Headed", "merged", "read"]


def read(document: Document, facts: Sequence[Fact], explain: bool = False) -> Headed:
    r"""The facts of a document with those of its tables read by their headings.

    Args:
        document: the document.
        facts: its facts before linking, in text order, without overlaps.
        explain: say in ``rule`` where the unit is from.

    >>> fact = read(Document("单位:万元\n项目\t2024年\n营业收入\t1,234.5"), []).cells[0]
    >>> fact.text, fact.value, fact.unit, fact.metric
    ('1,234.5', Decimal('12345000'), 'CNY', '营业收入')
    """
    if not gridded(document.fold):
        return Headed([], list(facts))
    return Reader(document, facts, explain).headed()


def merged(document: Document, headed: Headed, linked: Sequence[Fact]) -> list[Fact]:
    """The facts of a document in text order; cells that name nobody are those of the announcing company.

    Args:
        document: the document.
        headed: what ``read`` gave.
        linked: its other facts, linked.
    """
    topic = names_of(document.fold, linked).topic
    subject = document.text[slice(*topic)] if topic and topic[0] < headed.first else None
    owned = (cell if cell.subject else replace(cell, subject=subject) for cell in headed.cells)
    return sorted((*owned, *linked), key=lambda fact: fact.start)
