"""The page of one order."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from taktline.faces.web.declare import (
    Badge,
    Col,
    Detail,
    Fact,
    File,
    Files,
    Lazy,
    Lines,
    Link,
    Notice,
    Part,
    Tab,
    Timeline,
)
from taktline.faces.web.sales.words import AXES, CHANGES, LOG, OUTCOMES, STATES
from taktline.kernel import journal
from taktline.kernel.actor import Actor
from taktline.kernel.exact import plain
from taktline.kernel.listing import Measured
from taktline.kernel.source import Source
from taktline.office import queries as office
from taktline.planning import permits as planning
from taktline.sales import permits, queries
from taktline.sales.life import OrderState
from taktline.sales.queries import LineRow, OrderSheet
from taktline.sales.types import DELIVERY, ORDER, OrderType

LINES = (
    Col("position", _("Line")),
    Col("item", _("Item")),
    Col("name", _("Name"), wide=True),
    Col("customer_item_code", _("Customer's part number")),
    Col("drawing_revision", _("Drawing revision")),
    Col("quantity", _("Quantity"), widget="quantity"),
    Col("tolerance", _("Tolerance")),
    Col("requested_on", _("Requested"), widget="date"),
    Col("promised_on", _("Promised"), widget="date"),
    Col("projected_on", _("Projected date"), widget="date"),
    Col("actual_on", _("Actual"), widget="date"),
    Col("shipped", _("Shipped"), widget="quantity"),
)
# Columns that stay away while no line says anything there.
IF_TOLD = frozenset({"customer_item_code", "drawing_revision", "tolerance", "actual_on"})
MONEY = (
    Col("price", _("Unit price"), widget="price"),
    Col("tax_rate", _("Tax rate"), widget="ratio"),
    Col("gross", _("Gross amount"), widget="money"),
)


def detail(order_id: int, by: Actor) -> Detail:
    """Lines with their dates, verdicts with their evidence, holds, history, documents."""
    order = queries.sheet_of(order_id, scope=by.scope)
    legal = set(order.legal) | {f"release-{axis}" for axis in order.holds}
    return Detail(
        title=order.number,
        subtitle=f"{order.customer_name} {order.customer_number}".strip(),
        badges=tuple(_badges(order)),
        facts=tuple(_facts(order)),
        tabs=tuple(_tabs(order, by)),
        legal=frozenset(legal),
        links=tuple(_links(order)),
        live=(f"sales.order:{order.id}",),
        print_url=f"/sales/orders/{order.number}/print/",
        edit_url=f"/sales/orders/{order.number}/edit/" if "edit" in order.legal else "",
        edit_permit=permits.ENTER,
    )


def _badges(order: OrderSheet) -> Iterator[Badge]:
    yield Badge(OrderState(order.state).label, STATES[order.state])
    if order.type != OrderType.STANDARD:
        yield Badge(OrderType(order.type).label, "purple")
    if order.is_rush:
        yield Badge(_("Rush"), "red")
    for axis in order.holds:
        yield Badge(AXES[axis], "red")


def _facts(order: OrderSheet) -> Iterator[Fact]:
    yield Fact(_("Customer"), f"{order.customer_code} {order.customer_name}")
    yield Fact(_("Customer's number"), order.customer_number or "–")
    yield Fact(_("Ordered on"), order.ordered_on, "date")
    yield Fact(_("Requested"), order.requested_on, "date")
    yield Fact(_("Promised"), order.promised_on, "date")
    yield Fact(_("Projected date"), order.projected_on, "date")
    if order.gross is not None:
        yield Fact(_("Net amount"), order.net, "money", money=True)
        yield Fact(_("Tax"), order.tax, "money", money=True)
        yield Fact(_("Gross amount"), order.gross, "money", money=True)
    yield Fact(_("Priority"), order.priority, "number")
    if order.message_number:
        yield Fact(_("Message"), order.message_number, url=f"/sales/messages/{order.message_number}/")
    if order.quotation_number:
        yield Fact(_("Quotation"), order.quotation_number, url=f"/sales/quotations/{order.quotation_number}/")


def _links(order: OrderSheet) -> Iterator[Link]:
    if "change" in order.legal:
        yield Link(_("Change the order"), f"/sales/orders/{order.number}/change/", permits.CHANGE, icon="edit", key="change")
    if "cancel" in order.legal:
        yield Link(_("Cancel order"), f"/sales/orders/{order.number}/cancel/", permits.CANCEL, icon="ban", key="cancel")


def _tabs(order: OrderSheet, by: Actor) -> Iterator[Tab]:
    notices: list[Notice] = []
    if order.note:
        notices.append(Notice(order.note))
    if order.end_reason:
        notices.append(Notice(order.end_reason, "amber"))
    if order.state == OrderState.REVIEWED and not order.is_reviewed_as_it_stands:
        notices.append(Notice(_("Edited after its review: review it again."), "amber"))
    rows = [*_lines(order)]
    told = tuple(col for col in LINES if col.name not in IF_TOLD or any(row.get(col.name) for row in rows))
    columns = (*told, *MONEY) if by.scope.money else told
    promise = Lazy(f"/promise/{order.number}/", title=_("When can they have it?"), topics=(f"promising.order:{order.id}",))
    table = Lines(columns, rows, title=_("Lines"))
    asks = order.offer_id is not None or order.state not in (OrderState.CONFIRMED, OrderState.CLOSED, OrderState.CANCELLED)
    blocks_of_lines: list[Any] = [*notices, promise, table] if asks else [*notices, table]
    yield Tab("lines", _("Lines"), blocks_of_lines, count=len(order.lines))
    review = Part("sales/verdicts.html", {"order": order, "lines": {line.id: line for line in order.lines}, "tones": OUTCOMES})
    blocks: list[Any] = [review]
    if order.sign_offs:
        mine = {each for each, permit in permits.SIGN_OFFS.items() if by.may(permit)}
        blocks.append(Part("sales/sign_offs.html", {"order": order, "mine": mine}, title=_("Sign-offs")))
    yield Tab("review", _("Review"), blocks, count=sum(1 for each in order.verdicts if each.outcome != "green") or None)
    if order.state == OrderState.CONFIRMED and by.may(planning.SEE):
        yield Tab("pegging", _("Where it comes from"), tuple(_pegging(order)))
    if order.changes:
        yield Tab("changes", _("Changes"), (Part("sales/changes.html", {"order": order, "words": CHANGES}),), count=len(order.changes))
    history = journal.history("sales.order", order.id, scope=by.scope)
    yield Tab("log", _("History"), (Timeline(history, LOG),))
    files = office.attachments_of(Source(ORDER, order.id), scope=by.scope)
    yield Tab("files", _("Documents"), (Files([File(each.name, f"/files/{each.id}/") for each in files]),))


def _pegging(order: OrderSheet) -> Iterator[Lazy]:
    """The chain below each open delivery, fetched when it comes into view."""
    for line in order.lines:
        for each in line.deliveries:
            if not each.is_cancelled and each.delivered < each.quantity:
                title = f"{line.position} · {line.item_code} · {plain(each.quantity)} {line.stock_unit}"
                yield Lazy(f"/planning/chain/{DELIVERY}/{each.id}/", title=title)


def _lines(order: OrderSheet) -> Iterator[dict[str, object]]:
    """A row per line, and below a line in several dated parts a row for each of them."""
    for line in order.lines:
        yield _line(line)
        live = [each for each in line.deliveries if not each.is_cancelled]
        if len(live) < 2:
            continue
        for each in live:
            yield {
                "id": f"{line.id}-{each.id}",
                "position": "",
                "item": "",
                "name": f"↳ {each.position}",
                "quantity": Measured(each.quantity, line.stock_unit),
                "requested_on": each.requested_on,
                "promised_on": each.promised_on,
                "projected_on": each.projected_on,
                "actual_on": each.actual_on,
                "shipped": Measured(each.delivered, line.stock_unit),
            }


def _line(line: LineRow) -> dict[str, object]:
    return {
        "id": line.id,
        "position": line.position,
        "item": line.item_code or "?",
        "name": f"{line.item_name}{' ✕' if line.is_cancelled else ''}",
        "customer_item_code": line.customer_item_code,
        "drawing_revision": line.drawing_revision,
        "quantity": Measured(line.quantity, line.unit or line.stock_unit),
        "tolerance": _tolerance(line),
        "requested_on": line.requested_on,
        "promised_on": line.promised_on,
        "projected_on": line.projected_on,
        "actual_on": line.actual_on,
        "shipped": Measured(line.shipped, line.stock_unit),
        "price": None if line.price is None else line.price * (Decimal(1) - (line.discount or Decimal(0))),
        "tax_rate": line.tax_rate,
        "gross": line.gross,
    }


def _tolerance(line: LineRow) -> str:
    """By how much may be delivered over and short: +5 % −2 %."""
    if not line.over_tolerance and not line.under_tolerance:
        return ""
    return f"+{plain(line.over_tolerance * 100)} % −{plain(line.under_tolerance * 100)} %"
