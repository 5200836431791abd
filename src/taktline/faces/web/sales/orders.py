"""Lists of orders and of their progress, and what may be done with an order."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from taktline.faces.web.declare import Action, Chip, Col, Empty, Field, FormSpec, Link, Pick, Screen
from taktline.faces.web.sales import order_page
from taktline.faces.web.sales.words import AXES, AXIS_TONES, RELEASE, STATES
from taktline.flows import take_order
from taktline.kernel.actor import Actor
from taktline.kernel.exact import plain
from taktline.kernel.listing import Row
from taktline.kernel.naming import Name
from taktline.promising import queries as promising
from taktline.sales import permits, queries
from taktline.sales.types import Axis

Data = Mapping[str, object]
REASON = Field("reason", _("Reason"), "textarea", required=True)


def review(order_id: int, by: Actor, at: datetime, data: Data) -> None:
    """Have it reviewed."""
    take_order.review_order(order_id, by=by, at=at)


def confirm(order_id: int, by: Actor, at: datetime, data: Data) -> None:
    """Promise by hand: one day for all; without one what the open offer says, else each on its requested day."""
    day = data.get("on")
    offer = promising.current_offer(order_id, scope=by.scope)
    if not isinstance(day, date) and offer is not None and offer.holds(at):
        take_order.confirm_order(order_id, offer_id=offer.id, by=by, at=at)
        return
    dates = {
        row.delivery_id: day if isinstance(day, date) else row.requested_on
        for row in queries.demand_of(order_id)
    }
    take_order.confirm_order(order_id, promises=dates, by=by, at=at)


def close(order_id: int, by: Actor, at: datetime, data: Data) -> None:
    """End a delivered one."""
    take_order.close_order(order_id, reason=str(data.get("reason") or ""), by=by, at=at)


def _release(axis: Axis) -> Action:
    """The button that takes the hold of one axis away, for who may."""

    def run(order_id: int, by: Actor, at: datetime, data: Data) -> None:
        take_order.release_hold(order_id, axis=axis, reason=str(data["reason"]), by=by, at=at)

    return Action(
        f"release-{axis.value}",
        RELEASE[axis],
        permits.RELEASES[axis],
        run=run,
        icon="lock-open",
        says=_("The hold is released."),
        form=FormSpec(fields=(REASON,)),
    )


ACTIONS = (
    Action("review", _("Review"), permits.REVIEW, run=review, bulk=True, icon="clipboard-check", says=_("Reviewed.")),
    Action(
        "confirm",
        _("Promise by hand and confirm"),
        permits.PROMISE_BY_HAND,
        run=confirm,
        icon="check",
        says=_("Confirmed."),
        form=FormSpec(
            fields=(
                Field("on", _("Promised date for all deliveries"), "date", help=_("Empty: the dates of the open offer; without one, each on its requested day.")),
            )
        ),
    ),
    *map(_release, Axis),
    Action(
        "close",
        _("Close"),
        permits.CLOSE,
        run=close,
        icon="archive",
        says=_("Closed."),
        form=FormSpec(fields=(Field("reason", _("Reason"), "textarea", help=_("Needed if something is not delivered.")),)),
    ),
)  # fmt: skip


def _ended(row: Row) -> bool:
    return row["state"] in ("closed", "cancelled")


ORDERS = Screen(
    key="sales.orders",
    title=_("Orders"),
    listing=queries.ORDERS,
    permit=permits.SEE,
    url="sales/orders/",
    group="orders",
    icon="file-text",
    order=20,
    columns=(
        Col("number", _("Order"), widget="link"),
        Col("customer", _("Customer"), wide=True),
        Col("customer_number", _("Customer's number")),
        Col("type", _("Type"), hidden=True),
        Col("state", _("State"), widget="badge", tones=STATES),
        Col("holds", _("Holds"), widget="tags", tones=AXIS_TONES, choices=AXES),
        Col("is_rush", _("Rush")),
        Col("priority", _("Priority"), hidden=True),
        Col("lines", _("Lines")),
        Col("requested_on", _("Requested")),
        Col("promised_on", _("Promised"), widget="due", done=_ended),
        Col("projected_on", _("Projected date")),
        Col("gross", _("Gross amount")),
        Col("delivery", _("Shipped %")),
        Col("clerk", _("Clerk"), hidden=True),
        Col("ordered_on", _("Ordered on"), hidden=True),
        Col("created_by", _("Entered by"), hidden=True),
    ),
    filters=(
        Pick("state", _("State")),
        Pick("type", _("Type")),
        Pick("customer", _("Customer"), lookup="sales.customer"),
        Pick("promised_on", _("Promised")),
        Pick("axis", _("Held for")),
    ),
    chips=(
        Chip(_("Open"), {"open": "1"}),
        Chip(_("Late"), {"late": "1"}),
        Chip(_("On hold"), {"held": "1"}),
        Chip(_("Rush"), {"is_rush": "1"}),
        Chip(_("To confirm"), {"state": "reviewed"}),
    ),
    actions=ACTIONS,
    new=Link(_("New order"), "/sales/orders/new/", permits.ENTER),
    row_url="/sales/orders/{number}/",
    find=lambda key, by: queries.order_id_of(key, scope=by.scope),
    detail=order_page.detail,
    help=_(
        "Every order from draft to delivery. A hold keeps an order from being confirmed until it is released."
    ),
    empty=Empty(
        _("No order yet. Type one in, or drop a customer's Excel file into the inbox."),
        Link(_("New order"), "/sales/orders/new/", permits.ENTER),
    ),
    live="sales.order-drafted sales.order-reviewed sales.order-confirmed sales.order-changed sales.order-cancelled",
)


def _late_days(row: Row) -> int | None:
    """Days after the promise, by what is known best."""
    promised, day = row["promised_on"], row["actual_on"] or row["projected_on"]
    return (day - promised).days if isinstance(promised, date) and isinstance(day, date) else None


def _made(row: Row) -> str:
    """Finished quantity by operation: 滚齿 120 · 磨削 80."""
    made = row["made"]
    if not isinstance(made, list):
        return ""
    return " · ".join(f"{Name(zh, en)} {plain(Decimal(quantity))}" for _number, zh, en, quantity in made)


PROGRESS = Screen(
    key="sales.progress",
    title=_("Order progress"),
    listing=queries.ORDER_LINES,
    permit=permits.SEE,
    url="sales/progress/",
    group="orders",
    icon="progress-check",
    order=30,
    columns=(
        Col("number", _("Order"), url="/sales/orders/{number}/"),
        Col("position", _("Line")),
        Col("customer", _("Customer"), wide=True),
        Col("customer_number", _("Customer's number"), hidden=True),
        Col("item", _("Item")),
        Col("item_name", _("Name")),
        Col("customer_item_code", _("Customer's part number"), hidden=True),
        Col("drawing_revision", _("Drawing revision"), hidden=True),
        Col("state", _("State"), widget="badge", tones=STATES, hidden=True),
        Col("ordered", _("Ordered")),
        Col("planned", _("Planned")),
        Col("made", _("Done per operation"), value=_made),
        Col("finished", _("Finished")),
        Col("shipped", _("Shipped")),
        Col("promised_on", _("Promised")),
        Col("projected_on", _("Projected date")),
        Col("late", _("Days late"), widget="days", value=_late_days),
        Col("billed", _("Invoiced")),
        Col("received", _("Payment received")),
        Col("requested_on", _("Requested"), hidden=True),
        Col("actual_on", _("Actual"), hidden=True),
    ),
    filters=(
        Pick("state", _("State")),
        Pick("customer", _("Customer"), lookup="sales.customer"),
        Pick("item", _("Item"), lookup="sales.item"),
        Pick("promised_on", _("Promised")),
    ),
    chips=(
        Chip(_("Late"), {"late": "1"}),
        Chip(_("Rush"), {"is_rush": "1"}),
        Chip(_("Confirmed"), {"state": "confirmed"}),
    ),
    row_url="/sales/orders/{number}/",
    help=_("One row per order line: from ordered to received, and how late it is."),
)
