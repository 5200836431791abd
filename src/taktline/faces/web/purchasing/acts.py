"""What the buttons of these pages do."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import cast
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from taktline.faces.web.declare import Done
from taktline.identity import queries as identity
from taktline.inventory.types import LotGiven
from taktline.kernel.actor import Actor
from taktline.kernel.errors import InvalidInput
from taktline.purchasing import queries, services

Data = Mapping[str, object]


def approve(ids: Sequence[int], by: Actor, at: datetime, data: Data) -> None:
    """Let requisitions be ordered."""
    services.approve(ids, by=by, at=at)


def cancel(ids: Sequence[int], by: Actor, at: datetime, data: Data) -> None:
    """They are not wanted any more."""
    services.cancel(ids, reason=str(data.get("reason") or ""), by=by, at=at)


def name_supplier(ids: Sequence[int], by: Actor, at: datetime, data: Data) -> None:
    """Say who is to supply them."""
    services.name_supplier(ids, supplier_id=int(cast("int", data["supplier"])), by=by, at=at)


def order(ids: Sequence[int], by: Actor, at: datetime, data: Data) -> Done:
    """Purchase orders of approved requisitions, one for each supplier, site and currency."""
    site = queries.requisition(ids[0], scope=by.scope).site_id
    today = at.astimezone(ZoneInfo(identity.site(site).time_zone)).date()
    made = services.order_by_supplier(ids, on=today, by=by, at=at)
    numbers = [queries.purchase_order(each, scope=by.scope).number for each in made]
    if len(numbers) == 1:
        return Done(_("Purchase order %(number)s was made.") % {"number": numbers[0]}, f"/purchasing/orders/{numbers[0]}/")
    told = {"count": len(numbers), "numbers": ", ".join(numbers)}
    return Done(_("%(count)s purchase orders were made: %(numbers)s.") % told, "/purchasing/orders/?state=draft")


def approve_order(order_id: int, by: Actor, at: datetime, data: Data) -> None:
    """Approve a purchase order."""
    services.approve_order(order_id, by=by, at=at)


def send_order(order_id: int, by: Actor, at: datetime, data: Data) -> None:
    """The supplier has it."""
    services.send_order(order_id, by=by, at=at)


def cancel_order(order_id: int, by: Actor, at: datetime, data: Data) -> None:
    """Nothing of it will come any more."""
    services.cancel_order(order_id, reason=str(data.get("reason") or ""), by=by, at=at)


def dates(key: str, by: Actor) -> Mapping[str, object]:
    """The lines with the days they stand at."""
    rows = queries.lines_of(queries.purchase_order(int(key), scope=by.scope).number, scope=by.scope)
    return {
        "lines": [
            {"line": each.position, "item": each.item_code, "promised": each.promised or each.due}
            for each in rows
            if each.received < each.quantity
        ]
    }


def _ids(order_id: int, by: Actor) -> dict[int, int]:
    """The lines' ids by their number on the order."""
    rows = queries.lines_of(queries.purchase_order(order_id, scope=by.scope).number, scope=by.scope)
    return {each.position: each.id for each in rows}


def _line(row: Mapping[str, object], known: Mapping[int, int]) -> int:
    number = int(cast("int", row["line"]))
    if number not in known:
        raise InvalidInput(field="lines", reason=_("There is no line %(number)s.") % {"number": number})
    return known[number]


def _promised(order_id: int, by: Actor, data: Data) -> dict[int, date]:
    rows = cast("list[Mapping[str, object]]", data.get("lines") or [])
    known = _ids(order_id, by)
    return {_line(row, known): cast("date", row["promised"]) for row in rows if row.get("promised")}


def acknowledge(order_id: int, by: Actor, at: datetime, data: Data) -> None:
    """The supplier accepts it and names days."""
    services.acknowledge(order_id, promised=_promised(order_id, by, data), by=by, at=at)


def move_date(order_id: int, by: Actor, at: datetime, data: Data) -> None:
    """The supplier names other days."""
    services.move_date(order_id, promised=_promised(order_id, by, data), reason=str(data.get("reason") or ""), by=by, at=at)


def open_lines(key: str, by: Actor) -> Mapping[str, object]:
    """What is still to come, ready to be received."""
    rows = queries.lines_of(queries.purchase_order(int(key), scope=by.scope).number, scope=by.scope)
    return {
        "lines": [
            {"line": each.position, "item": each.item_code, "quantity": each.quantity - each.received}
            for each in rows
            if each.received < each.quantity
        ]
    }


def receive(order_id: int, by: Actor, at: datetime, data: Data) -> None:
    """Put what came into a place; lines left empty did not come."""
    rows = cast("list[Mapping[str, object]]", data.get("lines") or [])
    came = [row for row in rows if row.get("quantity")]
    if not came:
        raise InvalidInput(field="lines", reason=_("Nothing came: give the quantity of at least one line."))
    known = _ids(order_id, by)
    receipts = [
        services.LineReceipt(
            _line(row, known),
            cast("Decimal", row["quantity"]),
            LotGiven(str(row["lot"]), expires_on=cast("date | None", row.get("expires_on"))) if row.get("lot") else None,
        )
        for row in came
    ]
    place_id = int(cast("int", data["place"]))
    services.receive(
        order_id, receipts, place_id=place_id, for_inspection=bool(data.get("for_inspection")), by=by, at=at
    )
