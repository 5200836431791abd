"""Reading a message's content and finding what it means; nothing is written here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from taktline.sales.models import OrderMessage
from taktline.sales.rules import structured, table, workbook
from taktline.sales.rules.cells import Fault
from taktline.sales.rules.table import ReadLine
from taktline.sales.services import catalogue
from taktline.sales.services.intake.layouts import known_layout
from taktline.sales.types import Channel

STRUCTURED = frozenset({Channel.FORM, Channel.API, Channel.EDI})


@dataclass(frozen=True, slots=True)
class Understood:
    """A message as it was understood. faults: of the whole message; layout: of a table, for the page to show."""

    head: Mapping[str, Any]
    lines: tuple[ReadLine, ...]
    faults: tuple[Fault, ...] = ()
    layout: Mapping[str, Any] = field(default_factory=dict)
    notes: tuple[Fault, ...] = ()

    @property
    def open_count(self) -> int:
        """How many lines need an answer."""
        return sum(1 for line in self.lines if line.faults)

    @property
    def is_complete(self) -> bool:
        """Whether it may become an order without a person."""
        return not self.faults and not self.open_count


def understand(
    message: OrderMessage, content: bytes, *, name: str, today: date, layout_known: bool = False
) -> Understood:
    """Read the content and resolve its lines. Raises TableRefused subclasses when it cannot be an order."""
    if message.channel in STRUCTURED:
        order = structured.read(content, today=today)
        found = Understood(order.head, order.lines)
    else:
        found = _from_table(message, content, name=name, today=today, layout_known=layout_known)
    if message.customer_id is None:
        return replace(found, faults=(*found.faults, Fault("customer-missing", {})))
    return replace(found, lines=resolved(found.lines, message.customer_id))


def _from_table(
    message: OrderMessage, content: bytes, *, name: str, today: date, layout_known: bool
) -> Understood:
    if message.channel == Channel.PASTE:
        grids = [workbook.delimited(name, workbook.decode(name, content))]
    else:
        grids = workbook.open_file(name, content)
    _grid, heading = table.choose(name, grids)
    known = known_layout(message.sender, heading.seal)
    read = table.read(name, grids, today=today, columns=known)
    faults: tuple[Fault, ...] = ()
    if known is None and not layout_known:
        faults = (Fault("layout-unconfirmed", {"sheet": read.sheet}),)
    layout = {
        "sheet": read.sheet,
        "row": read.heading_row,
        "titles": list(read.titles),
        "columns": dict(read.columns),
        "seal": read.seal,
    }
    head = {key: value for key, value in read.head.items() if key in ("customer_number", "sender")}
    return Understood(head, read.lines, faults, layout, read.notes)


def resolved(lines: Sequence[ReadLine], customer_id: int) -> tuple[ReadLine, ...]:
    """The lines with the items that their part numbers mean to this customer; unknown ones say so."""
    codes = [line.customer_item_code for line in lines if line.item_id is None]
    found = catalogue.find_items(customer_id, codes)
    made = []
    for line in lines:
        item_id = line.item_id or found.get(line.customer_item_code)
        kept = [fault for fault in line.faults if fault.code not in ("item-unknown", "unit-unknown")]
        if item_id is None:
            kept.append(Fault("item-unknown", {"code": line.customer_item_code or line.text}))
        made.append(replace(line, item_id=item_id, faults=tuple(kept)))
    return _with_units(made, customer_id)


def _with_units(lines: Sequence[ReadLine], customer_id: int) -> tuple[ReadLine, ...]:
    if not any(line.unit and line.item_id for line in lines):
        return tuple(lines)
    goods = catalogue.goods(lines, customer_id, words=True)
    made = []
    for line in lines:
        if line.item_id is None or not line.unit:
            made.append(line)
            continue
        unit = goods.known_unit(line)
        if unit is None:
            stock = goods.items[line.item_id].unit
            made.append(replace(line, faults=(*line.faults, Fault("unit-unknown", {"unit": line.unit, "stock": stock}))))
        else:
            made.append(replace(line, unit=unit))
    return tuple(made)
