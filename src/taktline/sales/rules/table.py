"""From rows of cells to the lines of an order, with what is wrong with each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from taktline.sales.errors import EmptyTable, MissingColumn, TooManyLines, WrongSheet
from taktline.sales.rules import cells, headings
from taktline.sales.rules.cells import Cell, Fault, Unreadable
from taktline.sales.rules.headings import Heading
from taktline.sales.rules.workbook import MOST_LINES, Grid

_FOOTERS = ("合计", "总计", "小计", "共计", "total", "sum", "subtotal", "grand total")


@dataclass(frozen=True, slots=True)
class ReadLine:
    """One line as it was read. source_row counts from 1 as the sheet's rows do."""

    source_row: int
    text: str = ""
    customer_item_code: str = ""
    drawing_revision: str = ""
    quantity: Decimal | None = None
    unit: str = ""
    price: Decimal | None = None
    requested_on: date | None = None
    note: str = ""
    faults: tuple[Fault, ...] = ()
    item_id: int | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table that was read. notes: things worth saying that stop nothing, such as formulas read as values."""

    sheet: str
    heading_row: int
    titles: tuple[str, ...]
    columns: Mapping[str, int]
    seal: str
    head: Mapping[str, str]
    lines: tuple[ReadLine, ...]
    notes: tuple[Fault, ...] = ()


def choose(name: str, grids: Sequence[Grid]) -> tuple[Grid, Heading]:
    """The first sheet that has a heading of an order. Raises WrongSheet, MissingColumn."""
    for grid in grids:
        heading = headings.find(grid.rows)
        if heading is not None:
            return grid, heading
    for grid in grids:
        near = headings.nearest(grid.rows)
        if near is not None and len(near.columns) >= 2:
            missing = next(need for need in headings.NEEDED if need not in near.columns)
            raise MissingColumn(
                sheet=grid.name, column=missing, headings=", ".join(title for title in near.titles if title)[:200]
            )
    raise WrongSheet(name=name, sheets=", ".join(grid.name for grid in grids)[:200] or "–")


def read(
    name: str, grids: Sequence[Grid], *, today: date, columns: Mapping[str, int] | None = None
) -> ReadTable:
    """Read the order in a workbook or text.

    columns: confirmed column index by field instead of the proposed. today: the site's day, for dates in the past.
    Raises WrongSheet, MissingColumn, EmptyTable, TooManyLines.
    """
    grid, heading = choose(name, grids)
    used = dict(columns) if columns is not None else dict(heading.columns)
    for need in headings.NEEDED:
        if need not in used:
            titles = ", ".join(title for title in heading.titles if title)[:200]
            raise MissingColumn(sheet=grid.name, column=need, headings=titles)
    head = headings.head_values(grid.rows[: max(0, heading.row)])
    reader = _Reader(grid, used, today, _default_day(head, today))
    lines = reader.lines(heading.row + 1)
    if not lines:
        raise EmptyTable(sheet=grid.name)
    if len(lines) > MOST_LINES:
        raise TooManyLines(name=name, limit=MOST_LINES)
    return ReadTable(
        sheet=grid.name,
        heading_row=heading.row + 1,
        titles=heading.titles,
        columns=used,
        seal=heading.seal,
        head=head,
        lines=tuple(lines),
        notes=tuple(reader.notes),
    )


def _default_day(head: Mapping[str, str], today: date) -> date | None:
    try:
        return cells.day(head.get("requested_on"), today=today)
    except Unreadable:
        return None


class _Reader:
    """Reads line after line; notes collect what is worth saying once."""

    def __init__(self, grid: Grid, columns: Mapping[str, int], today: date, fallback: date | None) -> None:
        self._grid, self._columns, self._today, self._fallback = grid, columns, today, fallback
        self.notes: list[Fault] = []

    def lines(self, start: int) -> list[ReadLine]:
        found: list[ReadLine] = []
        for index in range(start, len(self._grid.rows)):
            row = self._grid.rows[index]
            label = self._text(row, headings.ITEM) or next((cells.text(cell) for cell in row if cells.text(cell)), "")
            if label.lower().strip(":： ") in _FOOTERS or any(label.startswith(word) for word in _FOOTERS[:4]):
                break
            if self._text(row, headings.ITEM) or self._text(row, headings.QUANTITY):
                found.append(self._line(row, index))
        return found

    def _line(self, row: Sequence[Cell], index: int) -> ReadLine:
        faults: list[Fault] = []
        code = self._text(row, headings.ITEM)
        if not code and not self._text(row, headings.NAME):
            faults.append(Fault("item-missing", {}))
        quantity, unit = self._quantity(row, faults)
        price = self._price(row, headings.PRICE, faults)
        requested = self._day(row, faults)
        self._note_formulas(row, index, faults)
        words = [self._text(row, headings.NAME), self._text(row, headings.SPEC)]
        return ReadLine(
            source_row=index + 1,
            text=" ".join(word for word in words if word)[:300],
            customer_item_code=code[:80],
            drawing_revision=self._text(row, headings.DRAWING)[:40],
            quantity=quantity,
            unit=(self._text(row, headings.UNIT) or unit)[:24],
            price=price,
            requested_on=requested,
            note=self._text(row, headings.NOTE)[:400],
            faults=tuple(faults),
        )

    def _cell(self, row: Sequence[Cell], name: str) -> Cell:
        index = self._columns.get(name)
        return row[index] if index is not None and index < len(row) else None

    def _text(self, row: Sequence[Cell], name: str) -> str:
        return cells.text(self._cell(row, name))

    def _quantity(self, row: Sequence[Cell], faults: list[Fault]) -> tuple[Decimal | None, str]:
        value = self._cell(row, headings.QUANTITY)
        try:
            return cells.quantity(value)
        except Unreadable as error:
            faults.append(Fault(error.code, {"value": cells.text(value)[:40]}))
            return None, ""

    def _price(self, row: Sequence[Cell], name: str, faults: list[Fault]) -> Decimal | None:
        value = self._cell(row, name)
        try:
            return cells.price(value)
        except Unreadable as error:
            faults.append(Fault(error.code, {}))
            return None

    def _day(self, row: Sequence[Cell], faults: list[Fault]) -> date | None:
        value = self._cell(row, headings.REQUESTED)
        try:
            found = cells.day(value, today=self._today) or self._fallback
        except Unreadable as error:
            faults.append(Fault(error.code, {"value": cells.text(value)[:40]}))
            return None
        if found is None:
            faults.append(Fault("date-missing", {}))
        elif found < self._today:
            faults.append(Fault("date-past", {"value": found.isoformat()}))
        return found

    def _note_formulas(self, row: Sequence[Cell], index: int, faults: list[Fault]) -> None:
        """A formula is read as the value it had when the file was saved, and said; without a value it is a fault."""
        for name, column in self._columns.items():
            if (index, column) not in self._grid.formulas:
                continue
            value = cells.text(row[column] if column < len(row) else None)
            cell = f"{_letters(column)}{index + 1}"
            if value == "":
                faults.append(Fault("formula-without-value", {"cell": cell, "column": name}))
            else:
                self.notes.append(Fault("formula-read-as-value", {"cell": cell, "value": "" if name == headings.PRICE else value}))


def _letters(column: int) -> str:
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
