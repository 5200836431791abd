"""Makes places, stock and expectations for tests."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from taktline.inventory import queries, services
from taktline.inventory.types import (
    OWN,
    Expected,
    LotGiven,
    PlaceKind,
    Posting,
    Receipt,
    ReservationKind,
    Status,
    Want,
)
from taktline.kernel.actor import SYSTEM
from taktline.kernel.exact import Money
from taktline.kernel.source import Source
from tests.builders.identity import NOW, make_site

__all__ = ["NOW", "expect", "make_place", "make_store", "reserve", "stock", "why"]

FAR = datetime(2027, 1, 1, tzinfo=UTC)


def make_place(
    code="W1", *, kind=PlaceKind.WAREHOUSE, site_id=None, name="主仓", name_en="Main store"
) -> int:
    """A place that holds stock; the one of that code if it is there already."""
    site_id = site_id or make_site().id
    found = queries.place_by_code(code, site_id=site_id)
    if found is not None:
        return found.id
    new = services.NewPlace(site_id, code, name, name_en, kind)
    return services.create_place(new, by=SYSTEM, at=NOW)


def make_store() -> int:
    """The main store."""
    return make_place()


def why(reason="", source: Source | None = None, posted_at=None) -> Posting:
    """What a posting is about."""
    return Posting(source=source, reason=reason, posted_at=posted_at)


def stock(
    item_id,
    quantity,
    *,
    place_id=None,
    lot="",
    value=None,
    owner_id=OWN,
    status=Status.FREE,
    expires_on=None,
    second=None,
    at=NOW,
) -> int:
    """Receive stock, by default into the main store. value: in yuan. Returns the move's id."""
    given = None
    if lot:
        second_quantity = Decimal(second) if second is not None else None
        given = LotGiven(lot, expires_on=expires_on, second_quantity=second_quantity)
    receipt = Receipt(
        item_id,
        place_id or make_store(),
        Decimal(quantity),
        lot=given,
        owner_id=owner_id,
        status=status,
        value=Money.of(value) if value is not None else None,
    )
    return services.receive([receipt], posting=Posting(), by=SYSTEM, at=at)[0]


def expect(
    item_id, quantity, *, due=None, direction="in", kind="test.document", source_id=1, site_id=None, at=NOW
) -> None:
    """Expect that so much comes (or goes, direction "out") on a day, by default a week from now."""
    due = due or date(2026, 3, 9)
    row = Expected(source_id, item_id, site_id or make_site().id, due, Decimal(quantity), direction)
    services.set_expectations(kind, [row], at=at)


def reserve(
    item_id, quantity, *, source_id=1, kind=ReservationKind.HARD, days=7, lot_id=0, site_id=None, at=NOW
) -> list[int]:
    """Reserve stock for the test document source_id."""
    want = Want(Source("test.document", source_id), item_id, Decimal(quantity), lot_id)
    expires_at = at + timedelta(days=days) if kind == ReservationKind.SOFT else None
    return services.reserve(
        [want], site_id=site_id or make_site().id, kind=kind, expires_at=expires_at, by=SYSTEM, at=at
    )
