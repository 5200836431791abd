"""Messages that come structured, from our own form or by API: JSON of a known shape."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from taktline.sales.errors import EmptyTable, NotATable, TooManyLines
from taktline.sales.rules import cells
from taktline.sales.rules.cells import Fault, Unreadable
from taktline.sales.rules.table import ReadLine
from taktline.sales.rules.workbook import MOST_LINES

HEAD = ("type", "currency", "tax_included", "priority", "is_rush", "note", "ship_to_id", "ordered_on", "customer_number")


@dataclass(frozen=True, slots=True)
class ReadOrder:
    """A structured order: its head values by name, and its lines."""

    head: Mapping[str, Any]
    lines: tuple[ReadLine, ...]


def write(head: Mapping[str, Any], lines: list[dict[str, Any]]) -> bytes:
    """The content of a structured message: the same order gives the same bytes."""
    body = {"head": {name: head[name] for name in HEAD if head.get(name) not in (None, "")}, "lines": lines}
    return json.dumps(body, ensure_ascii=False, sort_keys=True, default=str).encode()


def read(content: bytes, *, today: date) -> ReadOrder:
    """Read what write() made. Raises NotATable, EmptyTable, TooManyLines."""
    try:
        body = json.loads(content)
        head, rows = body["head"], body["lines"]
    except (ValueError, KeyError, TypeError) as error:
        raise NotATable(name="JSON") from error
    if not rows:
        raise EmptyTable(sheet="JSON")
    if len(rows) > MOST_LINES:
        raise TooManyLines(name="JSON", limit=MOST_LINES)
    return ReadOrder(head, tuple(_line(row, number, today) for number, row in enumerate(rows, start=1)))


def _line(row: Mapping[str, Any], number: int, today: date) -> ReadLine:
    faults: list[Fault] = []
    quantity = _quantity(row, faults)
    wishes = [
        {"requested_on": wish.get("requested_on"), "quantity": wish.get("quantity")}
        for wish in row.get("deliveries") or ()
    ]
    first = min((wish["requested_on"] for wish in wishes if wish["requested_on"]), default=row.get("requested_on"))
    requested = _day(first, faults, today)
    extra = {name: row[name] for name in ("discount", "tax_rate", "over_tolerance", "under_tolerance") if row.get(name)}
    if len(wishes) > 1:
        extra["deliveries"] = wishes
    return ReadLine(
        source_row=number,
        text=str(row.get("text") or "")[:300],
        customer_item_code=str(row.get("customer_item_code") or row.get("item_code") or "")[:80],
        drawing_revision=str(row.get("drawing_revision") or "")[:40],
        quantity=quantity,
        unit=str(row.get("unit") or "")[:24],
        price=None if row.get("price") in (None, "") else Decimal(str(row["price"])),
        requested_on=requested,
        note=str(row.get("note") or "")[:400],
        faults=tuple(faults),
        item_id=row.get("item_id"),
        extra=extra,
    )


def _quantity(row: Mapping[str, Any], faults: list[Fault]) -> Decimal | None:
    try:
        return cells.quantity(row.get("quantity"))[0]
    except Unreadable as error:
        faults.append(Fault(error.code, {"value": str(row.get("quantity"))[:40]}))
        return None


def _day(value: str | None, faults: list[Fault], today: date) -> date | None:
    try:
        found = cells.day(value, today=today)
    except Unreadable as error:
        faults.append(Fault(error.code, {"value": str(value)[:40]}))
        return None
    if found is None:
        faults.append(Fault("date-missing", {}))
    elif found < today:
        faults.append(Fault("date-past", {"value": found.isoformat()}))
    return found
