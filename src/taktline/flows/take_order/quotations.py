"""Quotations: promised dates and stock kept softly while they stand; won, they are orders."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from taktline.flows.take_order.review import review_order
from taktline.identity import queries as identity
from taktline.inventory import queries as stock
from taktline.inventory import services as inventory
from taktline.inventory.types import ReservationKind, Want
from taktline.kernel.actor import Actor, system
from taktline.kernel.operation import operation
from taktline.kernel.scope import EVERYTHING
from taktline.kernel.source import Source
from taktline.sales import queries as sales
from taktline.sales import services
from taktline.sales.queries import QuotationSheet
from taktline.sales.services import Drafted, QuotationInput
from taktline.sales.types import QUOTATION

_HOUSE = system("take_order")


@operation
def create_quotation(quotation: QuotationInput, *, by: Actor, at: datetime) -> Drafted:
    """Write a quotation down."""
    return services.create_quotation(quotation, today=identity.site_day(quotation.site_id, at), by=by, at=at)


@operation
def edit_quotation(quotation_id: int, quotation: QuotationInput, *, by: Actor, at: datetime) -> None:
    """Replace what a draft quotation says."""
    services.edit_quotation(quotation_id, quotation, today=identity.site_day(quotation.site_id, at), by=by, at=at)


@operation
def send_quotation(
    quotation_id: int, *, promises: dict[int, date] | None = None, by: Actor, at: datetime
) -> None:
    """Send it; stock it wants to hold, as far as it is free, is kept softly until its validity is over."""
    services.send_quotation(quotation_id, promises=promises or {}, by=by, at=at)
    sheet = sales.quotation(quotation_id, scope=EVERYTHING)
    if sheet.holds_stock:
        _hold(sheet, at=at)


def _hold(sheet: QuotationSheet, *, at: datetime) -> None:
    source = Source(QUOTATION, sheet.id)
    inventory.release_reservations([source], by=_HOUSE, at=at)
    free = stock.uncommitted({line.item_id for line in sheet.lines if line.item_id}, site_id=sheet.site_id, at=at)
    wants: list[Want] = []
    for line in sheet.lines:
        if line.item_id is None or free.get(line.item_id, 0) < line.quantity_stock:
            continue
        free[line.item_id] -= line.quantity_stock
        wants.append(Want(source, line.item_id, line.quantity_stock))
    zone = ZoneInfo(identity.site(sheet.site_id).time_zone)
    until = datetime.combine(sheet.valid_until + timedelta(days=1), time(), zone)
    inventory.reserve(
        wants, site_id=sheet.site_id, kind=ReservationKind.SOFT, expires_at=until, by=_HOUSE, at=at
    )


@operation
def accept_quotation(quotation_id: int, *, customer_number: str = "", by: Actor, at: datetime) -> Drafted:
    """The customer said yes: an order with the quoted lines, reviewed; the stock kept for the quotation is free for it."""
    sheet = sales.quotation(quotation_id, scope=by.scope)
    today = identity.site_day(sheet.site_id, at)
    inventory.release_reservations([Source(QUOTATION, quotation_id)], by=_HOUSE, at=at)
    drafted = services.win_quotation(quotation_id, customer_number=customer_number, today=today, by=by, at=at)
    services.submit(drafted.order_id, by=by, at=at)
    review_order(drafted.order_id, by=by, at=at)
    return drafted


@operation
def lose_quotation(quotation_id: int, *, reason: str, by: Actor, at: datetime) -> None:
    """The customer said no, and why; the stock is free again."""
    services.lose_quotation(quotation_id, reason=reason, by=by, at=at)
    inventory.release_reservations([Source(QUOTATION, quotation_id)], by=_HOUSE, at=at)


@operation
def revise_quotation(quotation_id: int, *, by: Actor, at: datetime) -> int:
    """Open it for its next version; the stock is free until that is sent."""
    version = services.revise_quotation(quotation_id, by=by, at=at)
    inventory.release_reservations([Source(QUOTATION, quotation_id)], by=_HOUSE, at=at)
    return version


@operation
def expire_quotations(at: datetime) -> int:
    """Quotations whose validity is over at their site run out, and their stock is free. Done by the clock."""
    gone = [
        each
        for site in identity.sites(scope=EVERYTHING)
        for each in services.expire_quotations(site.id, today=identity.site_day(site.id, at), by=_HOUSE, at=at)
    ]
    inventory.release_reservations([Source(QUOTATION, each) for each in gone], by=_HOUSE, at=at)
    return len(gone)
