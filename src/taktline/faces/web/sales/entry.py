"""Typing orders in, editing them, and changing confirmed ones: forms that the keyboard alone can fill."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, cast

from django.utils.translation import gettext_lazy as _

from taktline.faces.web.declare import Done, Field, FormSpec
from taktline.faces.web.sales.inbox import whereto
from taktline.flows import take_order
from taktline.identity import queries as identity
from taktline.kernel.actor import Actor
from taktline.kernel.exact import plain
from taktline.sales import permits, queries, services
from taktline.sales.queries import LineRow
from taktline.sales.types import (
    Change,
    Channel,
    DeliveryWish,
    LineChange,
    LineInput,
    MessageInput,
    OrderInput,
    OrderType,
)

Data = Mapping[str, object]
Rows = Sequence[Mapping[str, Any]]
HEAD = (
    Field("customer", _("Customer"), "ref", required=True, lookup="sales.customer"),
    Field("customer_number", _("Customer's number")),
    Field("type", _("Type"), "choice", choices=tuple(OrderType.choices), initial=OrderType.STANDARD.value),
    Field("tax_included", _("Prices with tax"), "bool", initial=True),
    Field("is_rush", _("Rush"), "bool"),
    Field("priority", _("Priority"), "whole", initial=5, help=_("1 is most urgent, 9 least.")),
    Field("note", _("Note"), "textarea", wide=True, rows=2),
)
# Asked again at each change of the form: what it comes to.
FIGURES = {"figures": "/sales/orders/figures/"}
LINES = Field(
    "lines",
    _("Lines"),
    "lines",
    rows=5,
    fields=(
        Field("item", _("Item"), "ref", lookup="sales.item"),
        Field("quantity", _("Quantity"), "number", required=True),
        Field("requested_on", _("Delivery date"), "date"),
        Field("price", _("Unit price"), "number", placeholder=_("agreed"), permit="identity.money.see"),
        Field("discount", _("Discount %"), "number", permit="identity.money.see"),
        Field("unit", _("Unit")),
        Field("text", _("In the customer's words")),
        Field("drawing_revision", _("Drawing revision")),
    ),
)


def _told(row: Mapping[str, Any], fallback: date | None) -> dict[str, Any]:
    """A form row as a structured message keeps it: only what was said."""
    day = row.get("requested_on") or fallback
    told = {
        "item_id": row.get("item"),
        "text": row.get("text"),
        "quantity": plain(row["quantity"]) if row.get("quantity") is not None else None,
        "unit": row.get("unit"),
        "price": plain(row["price"]) if row.get("price") is not None else None,
        "discount": plain(row["discount"] / 100) if row.get("discount") else None,
        "requested_on": day.isoformat() if day else None,
        "drawing_revision": row.get("drawing_revision"),
    }
    return {name: value for name, value in told.items() if value not in (None, "")}


def _told_lines(rows: Rows) -> list[dict[str, Any]]:
    """Every line; one without a date has that of the line above (the first line: the first date there is)."""
    day = next((row["requested_on"] for row in rows if row.get("requested_on")), None)
    told = []
    for row in rows:
        day = row.get("requested_on") or day
        told.append(_told(row, day))
    return told


def enter(data: Data, by: Actor, at: datetime, key: str) -> Done:
    """A typed order is a message too: kept as entered, made into an order, reviewed."""
    rows = cast(Rows, data.get("lines") or ())
    head = {name: data.get(name) for name in ("type", "tax_included", "is_rush", "priority", "note", "customer_number")}
    message = MessageInput(
        channel=Channel.FORM,
        site_id=identity.default_site(scope=by.scope).id,
        # A person who types the same order again means it: the moment tells two of them apart.
        content=services.order_content(head | {"ordered_on": None}, _told_lines(rows)),
        sender=f"form:{by.id}:{at.isoformat()}",
        customer_id=cast(int, data["customer"]),
        subject=str(data.get("customer_number") or ""),
        media_type="application/json",
    )
    return whereto(take_order.receive_message(message, by=by, at=at))


NEW = FormSpec(
    "sales.order-new",
    _("New order"),
    permits.ENTER,
    "sales/orders/new/",
    fields=(*HEAD, LINES),
    run=enter,
    back="/sales/orders/",
    submit=_("Enter and review"),
    help=_("Tab goes on, Enter goes to the next line, rows can be pasted from a spreadsheet. "
           "An empty price takes the agreed one, an empty date that of the line above."),
    extra=FIGURES,
)


def line_input(row: Mapping[str, Any], fallback: date | None) -> LineInput:
    """A form row as a line; without a date of its own it has the fallback's."""
    return LineInput(
        quantity=row.get("quantity") or Decimal(0),
        item_id=row.get("item"),
        text=row.get("text") or "",
        drawing_revision=row.get("drawing_revision") or "",
        unit=row.get("unit") or "",
        price=row.get("price"),
        discount=(row.get("discount") or Decimal(0)) / 100,
        deliveries=(DeliveryWish(row.get("requested_on") or fallback),),
    )


def edit(data: Data, by: Actor, at: datetime, key: str) -> str:
    """Replace what an unconfirmed order says."""
    order = queries.sheet(key, scope=by.scope)
    rows = cast(Rows, data.get("lines") or ())
    first = next((row["requested_on"] for row in rows if row.get("requested_on")), order.requested_on)
    take_order.edit_order(
        order.id,
        OrderInput(
            customer_id=order.customer_id,
            site_id=order.site_id,
            lines=tuple(line_input(row, first) for row in rows),
            type=OrderType(str(data.get("type") or order.type)),
            customer_number=str(data.get("customer_number") or ""),
            currency=order.currency,
            tax_included=bool(data.get("tax_included")),
            priority=cast(int, data.get("priority") or 5),
            is_rush=bool(data.get("is_rush")),
            ship_to_id=order.ship_to_id,
            note=str(data.get("note") or ""),
        ),
        by=by,
        at=at,
    )
    return f"/sales/orders/{key}/"


def load(key: str, by: Actor) -> Data:
    """The order as it stands."""
    order = queries.sheet(key, scope=by.scope)
    return {
        "customer": order.customer_id,
        "customer_number": order.customer_number,
        "type": order.type,
        "tax_included": order.tax_included,
        "is_rush": order.is_rush,
        "priority": order.priority,
        "note": order.note,
        "lines": [
            {
                "item": line.item_id,
                "text": line.text or line.customer_item_code,
                "quantity": line.quantity,
                "unit": line.unit,
                "requested_on": line.requested_on,
                "price": line.price,
                "discount": line.discount * 100 if line.discount else None,
                "drawing_revision": line.drawing_revision,
            }
            for line in order.lines
        ],
    }


EDIT = FormSpec(
    "sales.order-edit",
    _("Edit order"),
    permits.ENTER,
    "sales/orders/<str:key>/edit/",
    fields=(*HEAD, LINES),
    run=edit,
    load=load,
    submit=_("Save"),
    help=_("A reviewed order becomes a draft again and is reviewed anew."),
    extra=FIGURES,
)


def _changes(rows: Rows, lines: Iterable[LineRow]) -> tuple[LineChange, ...]:
    """What differs between the form and the order, line by line."""
    by_position = {line.position: line for line in lines}
    found = []
    for row in rows:
        line = by_position.get(row.get("position") or 0)
        promised = row.get("promised_on")
        if line is None:
            found.append(LineChange(new=line_input(row, promised), promised_on=promised))
            continue
        change = LineChange(
            line_id=line.id,
            quantity=row["quantity"] if row.get("quantity") not in (None, line.quantity) else None,
            requested_on=row["requested_on"] if row.get("requested_on") not in (None, line.requested_on) else None,
            promised_on=promised if promised not in (None, line.promised_on) else None,
            drawing_revision=row["drawing_revision"] if row.get("drawing_revision") != line.drawing_revision else None,
            item_id=row["item"] if row.get("item") not in (None, line.item_id) else None,
            cancel=bool(row.get("cancel")),
        )
        if change != LineChange(line_id=line.id):
            found.append(change)
    return tuple(found)


def change(data: Data, by: Actor, at: datetime, key: str) -> str:
    """Show what a change would do, before anything happens."""
    order = queries.sheet(key, scope=by.scope)
    wanted = Change(lines=_changes(cast(Rows, data.get("lines") or ()), order.lines), reason=str(data["reason"]))
    preview = take_order.preview_change(order.id, wanted, by=by, at=at)
    return f"/sales/changes/{preview.change_id}/"


def load_change(key: str, by: Actor) -> Data:
    """The open lines as they stand."""
    order = queries.sheet(key, scope=by.scope)
    names = ("position", "quantity", "requested_on", "promised_on", "drawing_revision")
    return {
        "lines": [
            {name: getattr(line, name) for name in names} | {"item": line.item_id}
            for line in order.lines
            if not line.is_cancelled
        ]
    }


CHANGE = FormSpec(
    "sales.order-change",
    _("Change a confirmed order"),
    permits.CHANGE,
    "sales/orders/<str:key>/change/",
    fields=(
        Field("reason", _("Reason"), required=True, wide=True),
        Field(
            "lines",
            _("Lines"),
            "lines",
            fields=(
                Field("position", _("Line"), "whole", help=_("Empty: a new line.")),
                Field("item", _("Item"), "ref", lookup="sales.item"),
                Field("quantity", _("Quantity"), "number"),
                Field("requested_on", _("Requested"), "date"),
                Field("promised_on", _("Promised"), "date"),
                Field("drawing_revision", _("Drawing revision")),
                Field("cancel", _("Cancel the line"), "bool"),
            ),
        ),
    ),
    run=change,
    load=load_change,
    submit=_("Show what would follow"),
    help=_("Nothing changes yet: the next page shows what follows for stock, work and promises."),
)
