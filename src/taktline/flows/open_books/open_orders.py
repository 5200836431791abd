"""Open and half-delivered sales orders: what the old books promised, and what of it has left already.

Only the rest is demand, and only what is not billed yet weighs on the customer's credit.
"""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taktline.catalog import queries as catalog
from taktline.flows.take_order.confirm import expect, expose, urgency
from taktline.identity import queries as identity
from taktline.kernel.actor import Actor
from taktline.kernel.bring import YES_NO, Became
from taktline.kernel.bring_groups import at_row, bring_groups, drafts_of, placed
from taktline.kernel.cells import day, decimal, needed, text, yes
from taktline.kernel.errors import InvalidInput, InvalidInputs
from taktline.kernel.exact import Money, plain, quantize_quantity
from taktline.kernel.listing import page
from taktline.kernel.scope import EVERYTHING
from taktline.kernel.sheets import Cell, Sheet, SheetColumn, SheetReport, Values
from taktline.parties import queries as parties
from taktline.sales import queries, services
from taktline.sales.services import DeliveredRow
from taktline.sales.types import DeliveryWish, LineInput, OrderInput

_ONE_ORDER = ("site", "customer", "customer_number")


def _orders(rows: Sequence[Values], by: Actor, at: datetime, dry_run: bool) -> SheetReport:  # noqa: FBT001 - the shape of a sheet
    """Bring in every order whole: confirmed, with what was delivered and billed, its rest as demand."""
    sites = {site.code: site.id for site in identity.sites(scope=by.scope)}
    first = identity.default_site(scope=by.scope).id
    customers = parties.customer_codes()
    items = catalog.item_ids(text(row, "item") for row in rows)
    left: list[Decimal] = []

    def apply(members: Sequence[Values]) -> Became:
        head = members[0]
        site = needed(head, "site", sites) if head.get("site") else first
        number, customer = text(head, "customer_number"), needed(head, "customer", customers)
        _require_new(customer, number, by)
        order = OrderInput(
            customer_id=customer,
            site_id=site,
            lines=tuple(drafts_of(members, lambda row: _line(row, needed(row, "item", items)))),
            customer_number=number,
            currency=text(head, "currency") or None,
            tax_included=yes(head, "tax_included", otherwise=True),
            ordered_on=day(head, "ordered_on"),
            note=text(head, "note"),
        )
        try:
            left.extend(_take_over(order, members, by, at))
        except InvalidInputs as wrong:
            raise placed(wrong, {"item_id": "item"}) from wrong
        return Became.CREATED

    def totals() -> list[tuple[str, str]]:
        return [
            (_("Deliveries still open"), str(len(left))),
            (_("Still to deliver"), plain(sum(left, Decimal(0)))),
        ]

    return bring_groups(rows, _ONE_ORDER, apply, dry_run=dry_run, totals=totals)


def _require_new(customer_id: int, number: str, by: Actor) -> None:
    where = {"customer": str(customer_id), "customer_number": number}
    found = page(queries.ORDERS, scope=by.scope, where=where, size=20).rows
    if any(str(row["customer_number"]) == number for row in found):
        raise InvalidInput(field="customer_number", reason=_("This order is there already."))


def _line(row: Values, item_id: int) -> LineInput:
    quantity, delivered, billed = decimal(row, "quantity"), decimal(row, "delivered"), row.get("billed")
    if not 0 <= delivered <= quantity:
        raise InvalidInput(field="delivered", reason=_("From nothing to all that was ordered."))
    if isinstance(billed, Decimal) and not 0 <= billed <= quantity:
        raise InvalidInput(field="billed", reason=_("From nothing to all that was ordered."))
    due, price = day(row, "requested_on"), row.get("price")
    rate = row.get("tax_rate")
    return LineInput(
        quantity=quantity,
        item_id=item_id,
        customer_item_code=text(row, "customer_item_code"),
        unit=text(row, "unit"),
        price=price if isinstance(price, Decimal) else None,
        tax_rate=rate if isinstance(rate, Decimal) else None,
        deliveries=(DeliveryWish(due),),
    )


def _take_over(order: OrderInput, members: Sequence[Values], by: Actor, at: datetime) -> list[Decimal]:
    """Make the order, confirm it by the old books' dates, and say what has left. Returns what is still open."""
    drafted = services.create_order(order, by=by, at=at)
    services.submit(drafted.order_id, by=by, at=at)
    services.record_review(drafted.order_id, findings=(), by=by, at=at)
    wanted = queries.demand_of(drafted.order_id)
    promises = {
        each.delivery_id: day(row, "promised_on") or each.requested_on
        for each, row in zip(wanted, members, strict=True)
    }
    done = services.confirm(drafted.order_id, promises=promises, offer_id=None, by=by, at=at)
    today = identity.site_day(done.site_id, at)
    rows = [
        DeliveredRow(
            each.delivery_id,
            _part(each.quantity, row, decimal(row, "delivered")),
            _part(each.quantity, row, _billed(row)),
            min(promises[each.delivery_id], today),
        )
        for each, row in zip(wanted, members, strict=True)
    ]
    services.set_delivered(rows, by=by, at=at)
    still = queries.demand_of(drafted.order_id)
    if not still:
        raise at_row(
            0, "delivered", _("Nothing of this order is left to deliver; leave finished orders out.")
        )
    expect(done.site_id, still, priority=urgency(done.priority, is_rush=done.is_rush), at=at)
    lines = queries.sheet_of(drafted.order_id, scope=EVERYTHING).lines
    owed = sum(_unbilled(line.gross, row) for line, row in zip(lines, members, strict=True))
    moved = services.lower_exposure(drafted.order_id, unbilled_minor=owed, by=by, at=at)
    expose(done.customer_id, done.exposed_minor + moved)
    return [each.quantity for each in still]


def _billed(row: Values) -> Decimal:
    """What was delivered counts as billed unless the row says otherwise."""
    return decimal(row, "billed", decimal(row, "delivered"))


def _part(in_stock: Decimal, row: Values, part: Decimal) -> Decimal:
    """So much of a row's quantity in the item's stock unit."""
    return quantize_quantity(in_stock * part / decimal(row, "quantity"))


def _unbilled(gross: Money | None, row: Values) -> int:
    """What of a line is still to be billed, with tax, in minor units."""
    if gross is None:
        return 0
    left = decimal(row, "quantity") - _billed(row)
    return round(Fraction(gross.minor) * Fraction(left) / Fraction(decimal(row, "quantity")))


OPEN_ORDERS = Sheet(
    key="sales.open-orders",
    title=gettext_lazy("Open sales orders"),
    columns=(
        SheetColumn("site", gettext_lazy("Site"), help=gettext_lazy("Empty: your first site.")),
        SheetColumn(
            "customer", gettext_lazy("Customer"), required=True, help=gettext_lazy("Code of the customer")
        ),
        SheetColumn("customer_number", gettext_lazy("Customer's order number"), required=True),
        SheetColumn("ordered_on", gettext_lazy("Ordered on"), Cell.DATE),
        SheetColumn("item", gettext_lazy("Item"), required=True),
        SheetColumn("customer_item_code", gettext_lazy("Customer's part number")),
        SheetColumn("quantity", gettext_lazy("Ordered"), Cell.DECIMAL, required=True),
        SheetColumn(
            "delivered", gettext_lazy("Delivered"), Cell.DECIMAL, help=gettext_lazy("In all, until today.")
        ),
        SheetColumn(
            "billed",
            gettext_lazy("Billed"),
            Cell.DECIMAL,
            help=gettext_lazy("Empty: all that was delivered."),
        ),
        SheetColumn("unit", gettext_lazy("Unit"), help=gettext_lazy("Empty: the unit the item is kept in.")),
        SheetColumn("price", gettext_lazy("Price"), Cell.DECIMAL, required=True),
        SheetColumn("currency", gettext_lazy("Currency"), help=gettext_lazy("Empty: the customer's.")),
        SheetColumn("tax_included", gettext_lazy("Price includes tax"), Cell.CHOICE, choices=YES_NO),
        SheetColumn(
            "tax_rate",
            gettext_lazy("Tax rate"),
            Cell.DECIMAL,
            help=gettext_lazy("Such as 0.13; empty: the item's."),
        ),
        SheetColumn("requested_on", gettext_lazy("Requested on"), Cell.DATE, required=True),
        SheetColumn(
            "promised_on", gettext_lazy("Promised on"), Cell.DATE, help=gettext_lazy("Empty: as requested.")
        ),
        SheetColumn("note", gettext_lazy("Note")),
    ),
    apply=_orders,
)
