"""Tables: a number under a header line takes its unit, what it measures and its period from the headings.

A table is what stands in rows of cells (see ``grid``) under a row of headings or a line that names the unit. Its first cell
with words heads a row, the rows of cells without numbers over it head the columns. A text without such rows is left as it is.
"""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from factx.document import Document
from factx.extractors.pattern import Pattern
from factx.fact import NUMERIC, Basis, Direction, Fact
from factx.link.names import names_of
from factx.tables.grid import Row, Span, gridded, rows
from factx.tables.unit import Unit, bracketed, stated, unit_of

__all__ = ["Headed", "merged", "read"]

_NUMBER = Pattern(
    r"(?P<open>\()?(?P<sign>[-+−])?(?P<digits>[0-9]{1,3}(?:,[0-9]{3}){1,9}(?:\.[0-9]{1,12})?|[0-9]{1,24}(?:\.[0-9]{1,12})?)"
    r"(?(open)\))"
)
_NOTHING = Pattern(r"[-—–−/~*]{1,6}|不适用|N/?A|无|\((?:[ -]|—)?\)")
_YEAR = Pattern(r"(?:19|20)[0-9]{2}")
_ENUMERATED = Pattern(
    r"(?:[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十0-9]{1,3}\)|[0-9]{1,2}[、.](?![0-9])|(?:其中|[减加]):|[*#·●])+[ ]?"
)
_PROSE = Pattern(r"[。!?;]")
# Headings of the column that heads the rows: of what is measured, and of whose it is.
_MEASURES = Pattern(r"(?:项|科)目|指标|会计数据|财务|内容|事项|明细")
_OWNERS = Pattern(
    r"公司|名称|简称|股东|客户|供应商|产品|地区|区域|行业|品种|品类|姓名|分部|业务|板块|品牌|机构|基金|银行|证券|主体|对象|城市|国家|省份?|类[别型]"
)
# Headings of columns that say when or which part, not what is measured.
_WHEN = Pattern(
    r"[本上去][期年]|当期|同期|[期年][初末]|报告期|金额|余额|数额|发生[额数]|增减|变动|变化|同比|环比|增幅|降幅|占比|比重|比例|合计|累计|总计"
)
_CHANGED = Pattern(r"(?:同比|环比|[比较][上去年期]|增减|变动|变化|增长率?|增幅|降幅)")
_SKIPPED = Pattern(r"附注|序号|行次|编号|代码|排名|名次|电话|邮编")
_RATE = Pattern(r"率$|比例|占比|比重|比率|倍数|市盈|市净|幅度?$|同比|环比|增减(?![额数])|变动(?![额数])|变化(?![额数])")
_COUNT = Pattern(r"股数|股份数|股本数|数量|人数|户数|家数|台数|辆数|次数|面积|产量|销量|员工")
_PER_SHARE = Pattern(r"每(?P<count>10|100)?股")
_TOTAL = Pattern(r"(?:合|总|小|共)[ ]{0,4}计|合计数|总额")
_UP, _DOWN = Pattern(r"增长|增幅|上升|涨幅|增加"), Pattern(r"下降|降幅|跌幅|减少")
_BASES: tuple[tuple[Pattern, Basis], ...] = (
    (Pattern(r"同比|[比较](?:上年|去年)同期|[比较](?:上|去)年(?!度?末|底)|上年同期增减"), "yoy"),
    (Pattern(r"环比|[比较]上[季月周]"), "sequential"),
    (Pattern(r"[比较](?:[年期]初|上?[年期]度?末)"), "ytd"),
)
_LONGEST = 40  # code points of a heading
_HEADERS = 3  # rows of headings over one another
_WIDEST = 100  # cells of a row
_BLANKS = 1  # empty lines inside a table


class Headed(NamedTuple):
    """What the headings say of the numbers in cells.

    Attributes:
        cells: the facts in the cells of tables, in text order, linked.
        others: the facts outside of them, as they were.
    """

    cells: list[Fact]
    others: list[Fact]


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
    return _Reader(document, facts, explain).headed()


def merged(document: Document, cells: Sequence[Fact], others: Sequence[Fact]) -> list[Fact]:
    """The facts of a document in text order; cells that name nobody are those of the announcing company.

    Args:
        document: the document.
        cells: the facts in the cells of its tables.
        others: its other facts, linked.
    """
    topic = names_of(document.fold, others).topic
    subject = document.text[slice(*topic)] if topic else None
    owned = (cell if cell.subject else replace(cell, subject=subject) for cell in cells)
    return sorted((*owned, *others), key=lambda fact: fact.start)


class _Reader:
    """The walk over the lines of a document: the unit, the headings and the rows of one table after the other."""

    def __init__(self, document: Document, facts: Sequence[Fact], explain: bool) -> None:
        self.text = document.text
        self.fold = document.fold
        self.facts = facts
        self.starts = [fact.start for fact in facts]
        self.explain = explain
        self.unit: Unit | None = None
        self.headers: list[Row] = []
        self.body = False  # whether a row of numbers followed the headings
        self.blanks = 0
        self.taken: set[int] = set()  # facts that the cells have in their place
        self.cells: list[Fact] = []

    def headed(self) -> Headed:
        for row in rows(self.fold):
            self._line(row)
        others = [fact for i, fact in enumerate(self.facts) if i not in self.taken]
        return Headed(self.cells, others)

    def _line(self, row: Row) -> None:
        filled = [cell for cell in row.cells if cell[0] < cell[1]]
        if not filled:
            self.blanks += 1
            if self.blanks > _BLANKS:
                self._forget()
            return
        self.blanks = 0
        if len(row.cells) > _WIDEST:
            self._forget()
            return
        if len(row.cells) <= _HEADERS + 1 or len(filled) <= 3:
            unit = stated(self.fold, row.start, row.end)
            under = False  # whether it stands under the headings that it is for
            if unit is None and len(filled) == 1 and self.fold[filled[0][0]] == "(":
                unit = bracketed(self.fold, *filled[0])[0]
                under = bool(self.headers) and not self.body
            if unit and not self._values(row, 0):
                corner = row.exact and len(filled) > 1 and stated(self.fold, *row.cells[0]) is not None
                if len(filled) == 1 or not corner:
                    if not under:
                        self._forget()
                    self.unit = unit
                    self._name_units((row.start, row.end))
                    return
        if len(filled) == 1:
            start, end = filled[0]
            if end - start > _LONGEST or _PROSE.search(self.fold, start, end):
                self._forget()
            return
        if any(end - start > 3 * _LONGEST for start, end in filled):
            self._forget()
            return
        label = self._label(row)
        values = self._values(row, label + 1) if label is not None else []
        if self._years(row, values) or not values:
            if self.body:
                self.headers, self.body = [], False
            self.headers = [*self.headers[1 - _HEADERS :], row]
            for cell in filled:
                if self._bare(cell):
                    self._name_units(cell)
        elif label is not None:
            self.body = True
            if self.headers or self.unit:
                self._row(row, label, values)

    def _name_units(self, span: Span) -> None:
        """Drop the amounts that are units over columns: 百万元 is a million elsewhere."""
        for i in self._inside(*span):
            fact = self.facts[i]
            if fact.kind == "amount" and unit_of(self.fold[fact.start : fact.end]):
                self.taken.add(i)

    def _forget(self) -> None:
        self.unit, self.headers, self.body, self.blanks = None, [], False, 0

    def _label(self, row: Row) -> int | None:
        """The first cell that is neither empty nor a number: it heads the row."""
        for i, (start, end) in enumerate(row.cells):
            if (
                start < end
                and not _NUMBER.fullmatch(self.fold, start, end)
                and not _NOTHING.fullmatch(self.fold, start, end)
            ):
                return i if end - start <= _LONGEST and not _PROSE.search(self.fold, start, end) else None
        return None

    def _values(self, row: Row, first: int) -> list[int]:
        """The cells from the ``first`` on that hold a number, with a unit or without."""
        out = []
        for i in range(first, len(row.cells)):
            start, end = row.cells[i]
            if start == end:
                continue
            if _NUMBER.fullmatch(self.fold, start, end) or (
                self._own(start, end) is not None and self._bare((start, end)) is None
            ):
                out.append(i)
        return out

    def _years(self, row: Row, values: list[int]) -> bool:
        """Whether the numbers are the years over columns: 项目 2024 2023."""
        return (
            bool(values)
            and not self.body
            and not any(_YEAR.search(self.fold, *cell) for header in self.headers for cell in header.cells)
            and all(_YEAR.fullmatch(self.fold, *row.cells[i]) for i in values)
        )

    def _inside(self, start: int, end: int) -> range:
        """The facts that begin between two offsets."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))

    def _own(self, start: int, end: int) -> Fact | None:
        """The one number with a unit of its own that a cell holds, and hardly anything else."""
        inside = self._inside(start, end)
        if len(inside) != 1:
            return None
        fact = self.facts[inside[0]]
        whole = fact.start - start <= 2 and 0 <= end - fact.end <= 2
        return fact if fact.kind in NUMERIC and fact.unit is not None and whole else None

    def _heading(self, row: Row, label: int, i: int) -> list[Span]:
        """The cells over a cell, from the top down."""
        out: list[Span] = []
        for n, header in enumerate(self.headers):
            if row.exact and header.exact:
                at = i
                if n < len(self.headers) - 1:  # a heading over several columns stands at the first of them
                    while at > label and (at >= len(header.cells) or header.cells[at][0] == header.cells[at][1]):
                        at -= 1
                    if at == label and i != label:
                        continue
            elif len(header.cells) == len(row.cells):
                at = i
            elif len(header.cells) == len(row.cells) - 1:
                at = i - 1
            else:
                continue
            if 0 <= at < len(header.cells) and header.cells[at][0] < header.cells[at][1]:
                out.append(header.cells[at])
        return out

    def _corner(self, row: Row, label: int) -> Span | None:
        """What heads the cells that head the rows."""
        for header in reversed(self.headers):
            if label < len(header.cells) and (header.exact or len(header.cells) == len(row.cells)):
                start, end = header.cells[label]
                if start < end:
                    return start, end
        return None

    def _bare(self, cell: Span) -> Unit | None:
        """The unit that a heading is: 人民币千元. Counting units are words like others: 项目."""
        unit = unit_of(self.fold[slice(*cell)])
        return unit if unit and unit.kind != "quantity" else None

    def _period(self, cell: Span) -> str | None:
        """The period that a heading names."""
        for i in self._inside(*cell):
            fact = self.facts[i]
            if fact.kind == "date":
                return fact.timex.split("T")[0] if fact.timex and "X" not in fact.timex else None
        year = _YEAR.fullmatch(self.fold, *cell)
        return year and year[0]

    def _row(self, row: Row, label: int, values: list[int]) -> None:
        corner = self._corner(row, label)
        corner_unit = None
        if corner:
            corner_unit = stated(self.fold, *corner) or bracketed(self.fold, *corner)[0] or self._bare(corner)
        head = row.cells[label]
        row_unit, head_end = bracketed(self.fold, *head)
        enumerated = _ENUMERATED.match(self.fold, *head)
        name = (enumerated.end() if enumerated and enumerated.end() < head_end else head[0], head_end)
        row_period = self._period(head)
        before: Span | None = None
        for i in values:
            over = self._heading(row, label, i)
            if any(_SKIPPED.search(self.fold, *cell) for cell in over):
                continue
            column = over[-1] if over else None
            period = next((found for cell in reversed(over) if (found := self._period(cell))), None)
            column_unit = None
            for cell in reversed(over):
                column_unit = bracketed(self.fold, *cell)[0] or self._bare(cell)
                if column_unit:
                    break
            while column and self._bare(column):  # 人民币千元 under 2024年
                over = over[:-1]
                column = over[-1] if over else None
            if column:
                column = (column[0], bracketed(self.fold, *column)[1])
            measured, owner = self._roles(corner, name, column, period, row_period)
            if measured == column and column and before and _CHANGED.search(self.fold, *column):
                measured = before  # 营业收入 同比增长
            else:
                before = measured
            unit = self._unit(row_unit, column_unit, corner_unit, measured or name, column)
            self._cell(row.cells[i], unit, measured, owner, column, period or row_period)

    def _roles(
        self, corner: Span | None, name: Span, column: Span | None, period: str | None, row_period: str | None
    ) -> tuple[Span | None, Span | None]:
        """Which heading says what is measured, and which whose it is."""
        fold = self.fold
        owners = corner is not None and _OWNERS.search(fold, *corner) and not _MEASURES.search(fold, *corner)
        owner = name if owners and not _TOTAL.match(fold, *name) else None
        if column is None:
            return (None if owners or row_period else name), owner
        if row_period is not None:
            return (None if period else column), None
        if period is not None:
            return (None if owners else name), owner
        if _WHEN.search(fold, *column):
            return (column if owners else name), owner
        if corner and (_MEASURES.search(fold, *corner) or self._bare(corner)):
            return name, None
        return column, None if _TOTAL.match(fold, *name) else name

    def _unit(
        self, row: Unit | None, column: Unit | None, corner: Unit | None, measured: Span, heading: Span | None
    ) -> Unit | None:
        """The unit of a cell without one: of its headings the nearer, else of the table, where that can be meant."""
        if column and column.kind != "amount":
            return column
        if heading and not column and _RATE.search(self.fold, *heading):
            return None
        per_share = _PER_SHARE.search(self.fold, *measured)
        unit = row or column or corner or self.unit
        if per_share and unit and unit.kind == "amount":
            power = unit.power if unit in (row, column) else 0  # earnings per share are not told in millions
            return unit._replace(kind="price", power=power, per=f"{per_share['count'] or ''}股")
        if row or column:
            return unit
        money = unit and unit.kind in ("amount", "price")
        if _RATE.search(self.fold, *measured) or (money and _COUNT.search(self.fold, *measured)):
            return None
        return unit

    def _cell(
        self,
        cell: Span,
        unit: Unit | None,
        measured: Span | None,
        owner: Span | None,
        column: Span | None,
        period: str | None,
    ) -> None:
        start, end = cell
        fact = self._own(start, end)
        rule = "a cell of a table"
        if fact is None:
            number = _NUMBER.fullmatch(self.fold, start, end)
            if number is None or (unit is None and len(self._inside(start, end)) != 1):
                return
            if unit is None:
                fact = self.facts[self._inside(start, end)[0]]
                if (fact.start, fact.end) != cell or fact.kind not in NUMERIC:
                    return
            else:
                value = unit.value(number["digits"].replace(",", ""))
                negative = number["open"] or number["sign"] in ("-", "−")
                value = value.copy_negate() if negative and value else value
                fact = Fact(
                    kind=unit.kind,
                    text=self.text[start:end],
                    start=start,
                    end=end,
                    value=value,
                    unit=unit.unit,
                    per=unit.per,
                )
                rule = "a cell of a table, its unit from a heading"
        inside = self._inside(start, end)
        self.taken.update(inside)
        if inside.start and self.facts[inside.start - 1].end > start:  # a range over two cells
            self.taken.add(inside.start - 1)
        direction, basis = self._change(measured, column, fact)
        self.cells.append(
            replace(
                fact,
                metric=self._slice(measured),
                subject=self._slice(owner),
                direction=direction,
                basis=basis,
                period=period,
                rule=rule if self.explain else None,
            )
        )

    def _change(self, measured: Span | None, column: Span | None, fact: Fact) -> tuple[Direction | None, Basis | None]:
        """The way a change goes and what it is measured against, where a heading says so."""
        for heading in (column, measured):
            if heading is None:
                continue
            basis = next((basis for pattern, basis in _BASES if pattern.search(self.fold, *heading)), None)
            if basis is None:
                continue
            up, down = _UP.search(self.fold, *heading), _DOWN.search(self.fold, *heading)
            plain = bool(up) != bool(down) and fact.value is not None and fact.value > 0
            return ("up" if up else "down") if plain else None, basis
        return None, None

    def _slice(self, span: Span | None) -> str | None:
        return self.text[span[0] : span[1]].strip() or None if span else None
