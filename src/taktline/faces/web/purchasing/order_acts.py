"""What the buttons of a purchase order do."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import cast

from django.utils.translation import gettext as _

from taktline.faces.web.declare import Done
from taktline.flows import buy_and_receive as flow
from taktline.kernel.actor import Actor
from taktline.kernel.errors import InvalidInput
from taktline.purchasing import queries, services
from taktline.purchasing.services import LineChange
from taktline.purchasing.types import PurchaseLineRow

Data = Mapping[str, object]


def _reason(data: Data) -> str:
    return str(data.get("reason") or "")


def approve(order_id: int, by: Actor, at: datetime, data: Data) -> None:
    """Approve it."""
    services.approve_order(order_id, by=by, at=at)


def ask(order_id: int, by: Actor, at: datetime, data: Data) -> None:
    """Ask whoever may decide its amount."""
    services.ask_approval(order_id, reason=_reason(data), by=by, at=at)


def reject(order_id: int, by: Actor, at: datetime, data: Data) -> None:
    """Send it back to its buyer."""
    services.reject_order(order_id, reason=_reason(data), by=by, at=at)


def send(order_id: int, by: Actor, at: datetime, data: Data) -> Done:
    """Give it to the supplier."""
    to = str(data.get("to") or "")
    flow.send_order(order_id, to=to, language=str(data.get("language") or ""), by=by, at=at)
    return Done(_("The mail is on its way to %(to)s.") % {"to": to} if to else _("Marked as sent."))


def address(key: str, by: Actor) -> Data:
    """Where the supplier reads mail."""
    return {"to": flow.mail_of(int(key), scope=by.scope)}


def close(order_id: int, by: Actor, at: datetime, data: Data) -> None:
    """Nothing more will come."""
    services.close_order(order_id, reason=_reason(data), by=by, at=at)


def cancel(order_id: int, by: Actor, at: datetime, data: Data) -> None:
    """Nothing of it will come any more."""
    services.cancel_order(order_id, reason=_reason(data), by=by, at=at)


def lines(order_id: int, by: Actor) -> list[PurchaseLineRow]:
    """The lines of an order."""
    return queries.lines_of(queries.purchase_order(order_id, scope=by.scope).number, scope=by.scope)


def dates(key: str, by: Actor) -> Data:
    """The lines with the days they stand at."""
    return {
        "reference": queries.purchase_order(int(key), scope=by.scope).supplier_reference,
        "lines": [
            {"line": each.position, "item": each.item_code, "promised": each.promised or each.due}
            for each in lines(int(key), by)
            if each.received < each.quantity
        ],
    }


def rows_of(data: Data) -> list[Mapping[str, object]]:
    """The rows of a form's table."""
    return cast("list[Mapping[str, object]]", data.get("lines") or [])


def line_of(row: Mapping[str, object], known: Mapping[int, int]) -> int:
    """The line's id by its number on the order. Raises InvalidInput."""
    number = row.get("line")
    if not isinstance(number, int) or number not in known:
        raise InvalidInput(field="lines", reason=_("There is no line %(number)s.") % {"number": number or ""})
    return known[number]


def _promised(order_id: int, by: Actor, data: Data) -> dict[int, date]:
    known = {each.position: each.id for each in lines(order_id, by)}
    return {line_of(row, known): cast("date", row["promised"]) for row in rows_of(data) if row.get("promised")}


def acknowledge(order_id: int, by: Actor, at: datetime, data: Data) -> None:
    """The supplier accepts it and names days."""
    reference = str(data.get("reference") or "")
    services.acknowledge(order_id, promised=_promised(order_id, by, data), reference=reference, by=by, at=at)


def move_date(order_id: int, by: Actor, at: datetime, data: Data) -> None:
    """The supplier names other days."""
    services.move_date(order_id, promised=_promised(order_id, by, data), reason=_reason(data), by=by, at=at)


def standing(key: str, by: Actor) -> Data:
    """The lines of a draft, to be changed."""
    order = queries.purchase_order(int(key), scope=by.scope)
    return {
        "note": order.note,
        "lines": [
            {"line": each.position, "item": each.item_code, "quantity": each.quantity, "price": each.price, "due": each.due}
            for each in lines(order.id, by)
        ],
    }


def change(order_id: int, by: Actor, at: datetime, data: Data) -> None:
    """Change lines of a draft, and what it tells the supplier."""
    known = {each.position: each.id for each in lines(order_id, by)}
    changes = [
        LineChange(
            line_of(row, known), cast("Decimal | None", row.get("quantity")), cast("Decimal | None", row.get("price")),
            cast("date | None", row.get("due")),
        )
        for row in rows_of(data)
    ]  # fmt: skip
    services.change_order(order_id, changes, note=str(data.get("note") or ""), by=by, at=at)
