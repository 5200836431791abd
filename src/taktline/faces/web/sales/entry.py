"""Typing orders in and editing them: forms that the keyboard alone can fill."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, cast
from uuid import uuid4

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from taktline.faces.web.declare import Done, Field, FormSpec, Section
from taktline.faces.web.sales.inbox import whereto
from taktline.faces.web.sales.rows import FOR_ALL, LINES, Rows, line_inputs, shown_lines, terms_of, told_lines
from taktline.flows import take_order
from taktline.identity import queries as identity
from taktline.kernel.actor import Actor
from taktline.kernel.errors import InvalidInput
from taktline.sales import permits, queries, services
from taktline.sales.types import Channel, MessageInput, OrderInput, OrderType

Data = Mapping[str, object]
HEAD = (
    Field("customer", _("Customer"), "ref", required=True, lookup="sales.customer"),
    Field("customer_number", _("Customer's number")),
    Field("type", _("Type"), "choice", choices=tuple(OrderType.choices), initial=OrderType.STANDARD.value),
    Field("tax_included", _("Prices with tax"), "bool", initial=True),
    Field("is_rush", _("Rush"), "bool"),
    Field("priority", _("Priority"), "whole", initial=5, help=_("1 is most urgent, 9 least.")),
    Field("note", _("Note"), "textarea", wide=True, rows=2),
)
# One sheet of paper: a second click on its button is the same order, not another one.
TOKEN = Field("token", "", "hidden")
SECTIONS = (Section(_("For all lines"), ("tax_rate", "over_tolerance", "under_tolerance")),)
# Asked again at each change of the form: what it comes to.
FIGURES = {"figures": "/sales/orders/figures/"}


def fresh(_key: str, _by: Actor) -> Data:
    """An empty form, with a mark of its own."""
    return {"token": uuid4().hex}


def enter(data: Data, by: Actor, at: datetime, key: str) -> Done:
    """A typed order is a message too: kept as entered, made into an order, reviewed."""
    rows = cast(Rows, data.get("lines") or ())
    head: dict[str, Any] = {
        name: data.get(name)
        for name in ("type", "tax_included", "is_rush", "priority", "note", "customer_number")
    }
    message = MessageInput(
        channel=Channel.FORM,
        site_id=identity.default_site(scope=by.scope).id,
        content=services.order_content(head | {"ordered_on": None}, told_lines(rows, terms_of(data))),
        # A person who types the same order again on a new form means it: the form's mark tells two of them apart.
        sender=f"form:{by.id}:{data.get('token') or at.isoformat()}",
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
    fields=(*HEAD, LINES, *FOR_ALL, TOKEN),
    sections=SECTIONS,
    run=enter,
    load=fresh,
    back="/sales/orders/",
    submit=_("Enter and review"),
    help=_(
        "Tab goes on, Enter goes to the next line, rows can be pasted from a spreadsheet. "
        "An empty price takes the agreed one, an empty date that of the line above."
    ),
    extra=FIGURES,
)


def require_same(customer: object, customer_id: int) -> None:
    """Prices, terms and part numbers hang on the customer: another one needs another document. Raises InvalidInput."""
    if customer not in (None, customer_id):
        reason = _t("It stays with its customer. Cancel it, and enter a new one for the other customer.")
        raise InvalidInput(field="customer", reason=reason)


def edit(data: Data, by: Actor, at: datetime, key: str) -> str:
    """Replace what an unconfirmed order says; what the form does not show stays."""
    order = queries.sheet(key, scope=replace(by.scope, money=True))
    require_same(data.get("customer"), order.customer_id)
    rows = cast(Rows, data.get("lines") or ())
    first = next((row["requested_on"] for row in rows if row.get("requested_on")), order.requested_on)
    take_order.edit_order(
        order.id,
        OrderInput(
            customer_id=order.customer_id,
            site_id=order.site_id,
            lines=line_inputs(rows, fallback=first, old=order.lines, terms=terms_of(data)),
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
        "lines": [*shown_lines(order.lines)],
    }


EDIT = FormSpec(
    "sales.order-edit",
    _("Edit order"),
    permits.ENTER,
    "sales/orders/<str:key>/edit/",
    fields=(*HEAD, LINES, *(replace(each, help=_("Empty: as each line has it.")) for each in FOR_ALL)),
    sections=SECTIONS,
    run=edit,
    load=load,
    submit=_("Save"),
    help=_("A reviewed order becomes a draft again and is reviewed anew."),
    extra=FIGURES,
)
