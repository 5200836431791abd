"""Changing a confirmed order: a form whose answer is what would follow, before anything happens."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, TypeVar, cast

from django.utils.translation import gettext_lazy as _

from taktline.faces.web.declare import Field, FormSpec
from taktline.faces.web.sales.rows import Rows, line_inputs
from taktline.flows import take_order
from taktline.kernel.actor import Actor
from taktline.sales import permits, queries
from taktline.sales.queries import DeliveryRow, LineRow
from taktline.sales.types import Change, LineChange

Data = Mapping[str, object]
T = TypeVar("T")


def _changes(rows: Rows, lines: Iterable[LineRow]) -> tuple[LineChange, ...]:
    """What differs between the form and the order, line by line; a dated part of a line has a row of its own."""
    by_position = {line.position: line for line in lines}
    found = []
    for row in rows:
        line = by_position.get(row.get("position") or 0)
        if line is None:
            (new,) = line_inputs([row], fallback=row.get("promised_on"))
            found.append(LineChange(new=new, promised_on=row.get("promised_on")))
            continue
        part = next((each for each in _parts(line) if str(each.id) == row.get("delivery")), None)
        old = _row(line, part)
        wanted = {name: row.get(name) for name in old if row.get(name) not in (None, "", old[name])}
        change = LineChange(
            line_id=line.id,
            delivery_id=part.id if part else None,
            quantity=wanted.get("quantity"),
            requested_on=wanted.get("requested_on"),
            promised_on=wanted.get("promised_on"),
            price=wanted.get("price"),
            drawing_revision=None if part else _other(row.get("drawing_revision"), line.drawing_revision),
            item_id=wanted.get("item"),
            cancel=bool(row.get("cancel")),
        )
        if change != LineChange(line_id=line.id, delivery_id=change.delivery_id):
            found.append(change)
    return tuple(found)


def _other(value: T | None, old: T) -> T | None:
    return value if value is not None and value != old else None


def _parts(line: LineRow) -> list[DeliveryRow]:
    """The dated deliveries of a line that has several."""
    live = [each for each in line.deliveries if not each.is_cancelled]
    return live if len(live) > 1 else []


def _row(line: LineRow, part: DeliveryRow | None = None) -> dict[str, Any]:
    """A row of the form: a line, or one of its dated deliveries."""
    if part is not None:
        quantity = (part.quantity * line.quantity / line.quantity_stock).quantize(Decimal("0.000001"))
        days = {"requested_on": part.requested_on, "promised_on": part.promised_on}
        return {"position": line.position, "quantity": quantity.normalize(), "delivery": part.id} | days
    row: dict[str, Any] = {"position": line.position, "item": line.item_id, "price": line.price}
    row["drawing_revision"] = line.drawing_revision
    if _parts(line):  # filled in, it is for all of them
        return row | {"quantity": None, "requested_on": None, "promised_on": None}
    return row | {"quantity": line.quantity, "requested_on": line.requested_on, "promised_on": line.promised_on}


def change(data: Data, by: Actor, at: datetime, key: str) -> str:
    """Show what a change would do, before anything happens."""
    order = queries.sheet(key, scope=by.scope)
    wanted = Change(
        lines=_changes(cast(Rows, data.get("lines") or ()), order.lines),
        reason=str(data["reason"]),
        priority=_other(cast("int | None", data.get("priority")), order.priority),
        is_rush=_other(bool(data.get("is_rush")), order.is_rush),
        customer_number=_other(str(data.get("customer_number") or order.customer_number), order.customer_number),
    )
    preview = take_order.preview_change(order.id, wanted, by=by, at=at)
    return f"/sales/changes/{preview.change_id}/"


def load_change(key: str, by: Actor) -> Data:
    """The order as it stands; a line with several dated deliveries has a row for each below its own."""
    order = queries.sheet(key, scope=by.scope)
    live = [line for line in order.lines if not line.is_cancelled]
    return {
        "customer_number": order.customer_number,
        "is_rush": order.is_rush,
        "priority": order.priority,
        "lines": [_row(line, part) for line in live for part in (None, *_parts(line))],
    }


CHANGE = FormSpec(
    "sales.order-change",
    _("Change a confirmed order"),
    permits.CHANGE,
    "sales/orders/<str:key>/change/",
    fields=(
        Field("reason", _("Reason"), required=True, wide=True),
        Field("customer_number", _("Customer's number")),
        Field("is_rush", _("Rush"), "bool"),
        Field("priority", _("Priority"), "whole", help=_("1 is most urgent, 9 least.")),
        Field(
            "lines",
            _("Lines"),
            "lines",
            help=_("A line in several deliveries has a row for each below it. No line number: a new line."),
            fields=(
                Field("position", _("Line"), "whole"),
                Field("item", _("Item"), "ref", lookup="sales.item"),
                Field("quantity", _("Quantity"), "number"),
                Field("requested_on", _("Requested"), "date"),
                Field("promised_on", _("Promised"), "date"),
                Field("price", _("Unit price"), "number", permit="identity.money.see"),
                Field("drawing_revision", _("Drawing revision")),
                Field("cancel", _("Cancel the line"), "bool"),
                Field("delivery", "", "hidden"),
            ),
        ),
    ),
    run=change,
    load=load_change,
    submit=_("Show what would follow"),
    help=_("Nothing changes yet: the next page shows what follows for stock, work and promises."),
)
