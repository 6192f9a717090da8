"""Reader: the walk over the lines of a document that reads the cells of its tables."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Final, NamedTuple
from unicodedata import east_asian_width

from msgspec.structs import replace

from factx.document import Document
from factx.fact import NUMERIC, Basis, Direction, Fact
from factx.tables.grid import Row, Span, rows
from factx.tables.headings import (
    BASES,
    CHANGED,
    COUNT,
    DOWN,
    ENUMERATED,
    MEASURES,
    NOTHING,
    NUMBER,
    OWNERS,
    PER_SHARE,
    PRICE,
    PROSE,
    RANGE,
    RATE,
    ROLES,
    SKIPPED,
    TOTAL,
    UP,
    WHEN,
    YEAR,
)
from factx.tables.unit import Unit, bracketed, stated, unit_of

_LONGEST: Final = 40  # code points of a heading
_HEADERS: Final = 3  # rows of headings over one another
_LINE: Final = 400  # code points of a line whose cells are told by their place
_WIDEST: Final = 100  # cells of a row
_BLANKS: Final = 1  # empty lines inside a table


class Headed(NamedTuple):
    """What the headings say of the numbers in cells.

    Attributes:
        cells: the facts in the cells of tables, in text order, linked.
        others: the facts outside of them, as they were.
        first: where the first table begins.
    """

    cells: list[Fact]
    others: list[Fact]
    first: int = 0


class _Column(NamedTuple):
    """What the headings over a cell say: what they name, their unit and period, and whether no facts stand under them."""

    name: Span | None
    unit: Unit | None
    period: str | None
    skipped: bool


class Reader:
    """The walk over the lines of a document: the unit, the headings and the rows of one table after the other."""

    def __init__(self, document: Document, facts: Sequence[Fact], explain: bool) -> None:
        self.text = document.text
        self.fold = document.fold
        self.facts = facts
        self.starts = [fact.start for fact in facts]
        self.explain = explain
        self.unit: Unit | None = None
        self.headers: list[Row] = []
        self.columns: dict[tuple[int, int, int], _Column] = {}  # by the shape of the row and the place in it
        self.body = False  # whether a row of numbers followed the headings
        self.blanks = 0
        self.taken: set[int] = set()  # facts that the cells have in their place
        self.cells: list[Fact] = []
        self.first = 0

    def headed(self) -> Headed:
        """The facts in cells, and the others."""
        for row in rows(self.fold):
            self._line(row)
        others = [fact for i, fact in enumerate(self.facts) if i not in self.taken]
        return Headed(self.cells, others, self.first)

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
            if end - start > _LONGEST or PROSE.search(self.fold, start, end):
                self._forget()
            return
        if any(end - start > 3 * _LONGEST for start, end in filled):
            self._forget()
            return
        label = self._label(row)
        values = self._values(row, label + 1) if label is not None else []
        if not values and label is not None and self._counts(row.cells[label][1], row.end):
            self.body = True
        elif self._years(row, values) or not values:
            if self.body:
                self.headers, self.body = [], False
            self.columns.clear()
            self.headers = [*self.headers[1 - _HEADERS :], row]
            for cell in filled:
                if self._bare(cell):
                    self._name_units(cell)
        elif label is not None:
            self.body = True
            if self.headers or self.unit:
                if not self.cells:
                    self.first = self.headers[0].start if self.headers else row.start
                self._row(row, label, values)

    def _name_units(self, span: Span) -> None:
        """Drop the amounts that are units over columns: 百万元 is a million elsewhere."""
        for i in self._inside(*span):
            fact = self.facts[i]
            if fact.kind == "amount" and unit_of(self.fold[fact.start : fact.end]):
                self.taken.add(i)

    def _forget(self) -> None:
        self.unit, self.headers, self.body, self.blanks = None, [], False, 0
        self.columns.clear()

    def _label(self, row: Row) -> int | None:
        """The first cell that is neither empty nor a number: it heads the row."""
        for i, (start, end) in enumerate(row.cells):
            if (
                start < end
                and not NUMBER.fullmatch(self.fold, start, end)
                and not NOTHING.fullmatch(self.fold, start, end)
            ):
                return i if end - start <= _LONGEST and not PROSE.search(self.fold, start, end) else None
        return None

    def _values(self, row: Row, first: int) -> list[int]:
        """The cells from the ``first`` on that hold a number, with a unit or without."""
        out = []
        for i in range(first, len(row.cells)):
            start, end = row.cells[i]
            if start == end:
                continue
            if self._number(start, end) or (self._own(start, end) is not None and self._bare((start, end)) is None):
                out.append(i)
        return out

    def _counts(self, start: int, end: int) -> bool:
        """Whether numbers with units stand between two offsets: what they are in is no heading."""
        inside = (self.facts[i] for i in self._inside(start, end))
        return any(f.kind in NUMERIC and not self._bare((f.start, f.end)) for f in inside)

    def _years(self, row: Row, values: list[int]) -> bool:
        """Whether the numbers are the years over columns: 项目 2024 2023."""
        return (
            bool(values)
            and not self.body
            and not any(YEAR.search(self.fold, *cell) for header in self.headers for cell in header.cells)
            and all(YEAR.fullmatch(self.fold, *row.cells[i]) for i in values)
        )

    def _inside(self, start: int, end: int) -> range:
        """The facts that begin between two offsets."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))

    def _number(self, start: int, end: int) -> tuple[str, str] | None:
        """The digits of a number without a unit, (1,234) as -1234, and of the upper end where it is a range."""
        number = NUMBER.fullmatch(self.fold, start, end)
        if number:
            sign = "-" if number["open"] or number["sign"] in ("-", "−") else ""
            return sign + number["digits"].replace(",", ""), ""
        span = RANGE.fullmatch(self.fold, start, end) if end - start < 60 else None
        if span is None:
            return None
        low, high = span["low"].replace(",", ""), span["high"].replace(",", "")
        return (low, high) if Decimal(low) < Decimal(high) else None

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
            elif len(header.cells) == len(row.cells) - 1 and label == 0:
                at = i - 1
            elif row.exact or header.exact:
                continue
            else:
                at = self._over(header, row, i)
            if 0 <= at < len(header.cells) and header.cells[at][0] < header.cells[at][1]:
                out.append(header.cells[at])
        return out

    def _over(self, header: Row, row: Row, i: int) -> int:
        """The cell of a row of headings that stands over a cell, -1 for none, as a fixed-width font shows them."""
        if max(row.end - row.start, header.end - header.start) > _LINE:
            return -1
        start, end = self._shown(row, row.cells[i])
        for at, cell in enumerate(header.cells):
            left, right = self._shown(header, cell)
            if left < end and start < right:
                return at
        return -1

    def _shown(self, row: Row, cell: Span) -> Span:
        at = sum(2 if east_asian_width(c) in "WF" else 1 for c in self.text[row.start : cell[0]])
        return at, at + sum(2 if east_asian_width(c) in "WF" else 1 for c in self.text[slice(*cell)])

    def _corner(self, row: Row, label: int, _i: int) -> list[Span]:
        """What heads the cells that head the rows."""
        for header in reversed(self.headers):
            if label < len(header.cells) and (header.exact or len(header.cells) == len(row.cells)):
                start, end = header.cells[label]
                if start < end:
                    return [(start, end)]
        return []

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
        year = YEAR.fullmatch(self.fold, *cell)
        return year and year[0]

    def _row(self, row: Row, label: int, values: list[int]) -> None:
        corner = self._column(row, label, label, self._corner)
        head = row.cells[label]
        row_unit, head_end = bracketed(self.fold, *head)
        enumerated = ENUMERATED.match(self.fold, *head)
        name = (enumerated.end() if enumerated and enumerated.end() < head_end else head[0], head_end)
        row_period = self._period(head)
        before: Span | None = None
        for i in values:
            column = self._column(row, label, i, self._heading)
            if column.skipped:
                continue
            measured, owner = self._roles(corner, name, column, row_period)
            changed = CHANGED.search(self.fold, *measured) if measured and measured == column.name else None
            if measured and changed and changed.start() - measured[0] > 1:
                measured = measured[0], changed.start()  # 毛利率比上年增减
            elif changed and before:
                measured = before  # 营业收入 同比增长
            else:
                before = measured
            unit = self._unit(row_unit, column, corner.unit, measured or name)
            self._cell(row.cells[i], unit, measured, owner, column.name, column.period or row_period)

    def _column(self, row: Row, label: int, i: int, over: Callable[[Row, int, int], list[Span]]) -> _Column:
        """What the headings over a cell say; it is read once for all cells under them."""
        if not row.exact:
            return self._read_column(over(row, label, i))  # what stands over a cell is seen row by row
        key = (len(row.cells), label, i)
        if key not in self.columns:
            self.columns[key] = self._read_column(over(row, label, i))
        return self.columns[key]

    def _read_column(self, over: list[Span]) -> _Column:
        unit = next((u for cell in reversed(over) if (u := self._unit_in(cell))), None)
        period = next((found for cell in reversed(over) if (found := self._period(cell))), None)
        skipped = any(SKIPPED.search(self.fold, *cell) for cell in over)
        name = next((cell for cell in reversed(over) if not self._bare(cell)), None)  # 人民币千元 under 2024年
        if name:
            name = name[0], bracketed(self.fold, *name)[1]
        return _Column(name, unit, period, skipped)

    def _unit_in(self, cell: Span) -> Unit | None:
        return stated(self.fold, *cell) or bracketed(self.fold, *cell)[0] or self._bare(cell)

    def _roles(
        self, corner: _Column, name: Span, column: _Column, row_period: str | None
    ) -> tuple[Span | None, Span | None]:
        """Which heading says what is measured, and which whose it is."""
        fold = self.fold
        measures = bool(corner.unit) or (corner.name is not None and bool(MEASURES.search(fold, *corner.name)))
        owners = corner.name is not None and not measures and bool(OWNERS.search(fold, *corner.name))
        owner = name if owners and not TOTAL.match(fold, *name) else None
        if column.name is None:
            return (None if owners or row_period else name), owner
        if row_period is not None:
            return (None if column.period else column.name), None
        if column.period is not None:
            return (self._rest(column.name) if owners else name), owner
        if WHEN.search(fold, *column.name):
            return (column.name if owners else name), owner
        if measures:
            return name, None
        return column.name, None if TOTAL.match(fold, *name) else name

    def _rest(self, column: Span) -> Span | None:
        """What a heading says beside its date: 2024年销量."""
        end = max((self.facts[i].end for i in self._inside(*column)), default=column[1])
        while end < column[1] and self.fold[end] in " 度年的":
            end += 1
        return (end, column[1]) if column[1] - end > 1 and not WHEN.search(self.fold, end, column[1]) else None

    def _unit(self, row: Unit | None, column: _Column, corner: Unit | None, measured: Span) -> Unit | None:
        """The unit of a cell without one: of its headings the nearer, else of the table, where that can be meant."""
        if column.unit and column.unit.kind != "amount":
            return column.unit
        if column.name and not column.unit and RATE.search(self.fold, *column.name):
            return None
        per_share = PER_SHARE.search(self.fold, *measured)
        unit = row or column.unit or corner or self.unit
        if per_share and unit and unit.kind == "amount":
            power = unit.power if unit in (row, column.unit) else 0  # earnings per share are not told in millions
            return unit._replace(kind="price", power=power, per=f"{per_share['count'] or ''}股")
        if unit and unit.kind == "amount" and PRICE.search(self.fold, *measured):
            return unit._replace(kind="price")
        if row or column.unit:
            return unit
        money = unit and unit.kind in ("amount", "price")
        if RATE.search(self.fold, *measured) or (money and COUNT.search(self.fold, *measured)):
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
            number = self._number(start, end)
            if number is None or (unit is None and len(self._inside(start, end)) != 1):
                return
            if unit is None:
                fact = self.facts[self._inside(start, end)[0]]
                if (fact.start, fact.end) != cell or fact.kind not in NUMERIC:
                    return
            else:
                low, high = number
                value, value_to = unit.value(low.lstrip("-")), unit.value(high) if high else None
                if low.startswith("-") and value:
                    value = value.copy_negate()
                fact = Fact(
                    kind=unit.kind,
                    text=self.text[start:end],
                    start=start,
                    end=end,
                    value=value,
                    value_to=value_to,
                    unit=unit.unit,
                    per=unit.per,
                )
                rule = "a cell of a table, its unit from a heading"
        inside = self._inside(start, end)
        self.taken.update(inside)
        if inside.start and self.facts[inside.start - 1].end > start:  # a range over two cells
            self.taken.add(inside.start - 1)
        direction, basis = self._change(measured, column, fact)
        if fact.start > start and not direction:  # 增加1.2个百分点
            up, down = UP.match(self.fold, start, fact.start), DOWN.match(self.fold, start, fact.start)
            direction = "up" if up else "down" if down else None
        role = fact.role
        if fact.kind == "price" and measured and not role:
            role = next((role for pattern, role in ROLES if pattern.search(self.fold, *measured)), None)
        self.cells.append(
            replace(
                fact,
                metric=self._slice(measured),
                subject=self._slice(owner),
                direction=direction,
                basis=basis,
                period=period,
                role=role,
                rule=rule if self.explain else None,
            )
        )

    def _change(self, measured: Span | None, column: Span | None, fact: Fact) -> tuple[Direction | None, Basis | None]:
        """The way a change goes and what it is measured against, where a heading says so."""
        for heading in (column, measured):
            if heading is None:
                continue
            basis = next((basis for pattern, basis in BASES if pattern.search(self.fold, *heading)), None)
            if basis is None:
                continue
            up, down = UP.search(self.fold, *heading), DOWN.search(self.fold, *heading)
            plain = bool(up) != bool(down) and fact.value is not None and fact.value > 0
            return ("up" if up else "down") if plain else None, basis
        return None, None

    def _slice(self, span: Span | None) -> str | None:
        return self.text[span[0] : span[1]].strip() or None if span else None
