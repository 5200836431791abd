"""Places, lots, reservations and counts, one by one."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from taktline.inventory.life import CountState, ReservationState
from taktline.inventory.models import Count, Lot, Place, Reservation
from taktline.inventory.types import CountLineRow, Key, LotRow, PlaceRow, ReservationRow
from taktline.kernel.errors import NotFound
from taktline.kernel.naming import Name
from taktline.kernel.scope import Scope
from taktline.kernel.source import Source


def places(
    *, scope: Scope, site_id: int | None = None, kinds: Collection[str] | None = None
) -> list[PlaceRow]:
    """Places in use, by code."""
    rows = Place.objects.filter(is_active=True).order_by("site__code", "code")
    if scope.sites is not None:
        rows = rows.filter(site_id__in=scope.sites)
    if site_id is not None:
        rows = rows.filter(site_id=site_id)
    if kinds is not None:
        rows = rows.filter(kind__in=kinds)
    return [_place(row) for row in rows]


def place(place_id: int, *, scope: Scope) -> PlaceRow:
    """One place. Raises NotFound."""
    row = Place.objects.filter(pk=place_id).first()
    if row is None or not scope.covers_site(row.site_id):
        raise NotFound(what=_("place"), key=place_id)
    return _place(row)


def place_by_code(code: str, *, site_id: int) -> PlaceRow | None:
    """The place with this code, for instance from a scan."""
    row = Place.objects.filter(site_id=site_id, code=code.strip()).first()
    return _place(row) if row else None


def _place(row: Place) -> PlaceRow:
    name = Name(row.name, row.name_en)
    return PlaceRow(row.pk, row.code, name, row.site_id, row.kind, row.parent_id, row.is_active)


def lots(ids: Collection[int]) -> dict[int, LotRow]:
    """Lots by id."""
    return {row.pk: _lot(row) for row in Lot.objects.filter(pk__in=ids)}


def lot(lot_id: int) -> LotRow:
    """One lot. Raises NotFound."""
    row = Lot.objects.filter(pk=lot_id).first()
    if row is None:
        raise NotFound(what=_("lot"), key=lot_id)
    return _lot(row)


def lot_by_code(code: str, *, item_id: int) -> LotRow | None:
    """The item's lot with this code, for instance from a scan."""
    row = Lot.objects.filter(item_id=item_id, code=code.strip()).first()
    return _lot(row) if row else None


def lots_expiring(*, on: date, limit: int = 100) -> list[LotRow]:
    """Lots with stock that expire on the day or before, the most urgent first."""
    rows = (
        Lot.objects.filter(expires_on__lte=on, balances__on_hand__gt=0)
        .distinct()
        .order_by("expires_on", "id")
    )
    return [_lot(row) for row in rows[:limit]]


def _lot(row: Lot) -> LotRow:
    return LotRow(
        row.pk,
        row.item_id,
        row.code,
        row.state,
        row.expires_on,
        row.made_on,
        row.supplier_lot,
        dict(row.attributes),
        row.second_ratio,
    )


def second_quantity(quantity: Decimal, ratio: Fraction | None) -> Fraction | None:
    """The exact amount in the lot's second unit; round it only to show it."""
    return Fraction(quantity) * ratio if ratio is not None else None


def reservations_of(sources: Collection[Source], *, scope: Scope) -> list[ReservationRow]:
    """What is still reserved for documents, by source kind in one query each."""
    found: list[ReservationRow] = []
    kinds: dict[str, list[int]] = {}
    for each in sources:
        kinds.setdefault(each.kind, []).append(each.id)
    for kind, ids in kinds.items():
        rows = Reservation.objects.filter(
            source_kind=kind, source_id__in=ids, state__in=(ReservationState.SOFT, ReservationState.HARD)
        ).select_related("balance")
        found.extend(_reservation(row) for row in rows.order_by("pk") if scope.covers_site(row.site_id))
    return found


def _reservation(row: Reservation) -> ReservationRow:
    balance = row.balance
    return ReservationRow(
        row.pk,
        Source(row.source_kind, row.source_id),
        row.item_id,
        row.site_id,
        row.state,
        row.quantity - row.taken,
        balance.place_id if balance else None,
        balance.lot_id if balance else None,
        row.expires_at,
    )


def count_lines(count_id: int, *, scope: Scope) -> list[CountLineRow]:
    """The sheet of a count in walking order. While it is blind and open, book and difference stay hidden.

    Raises NotFound.
    """
    count = Count.objects.filter(pk=count_id).first()
    if count is None or not scope.covers_site(count.site_id):
        raise NotFound(what=_("count"), key=count_id)
    hidden = count.is_blind and count.state in (CountState.DRAFT, CountState.COUNTING)
    rows = count.lines.select_related("item__unit", "place", "lot").order_by(
        "place__code", "item__code", "pk"
    )
    return [
        CountLineRow(
            id=row.pk,
            key=Key(row.item_id, row.place_id, row.lot_id or 0, row.owner_id or 0, row.status),
            item_code=row.item.code,
            item_name=Name(row.item.name, row.item.name_en),
            unit=row.item.unit.code,
            place_code=row.place.code,
            lot_code=row.lot.code if row.lot else "",
            book=None if hidden else row.book,
            counted=row.counted,
            difference=None if hidden or row.counted is None or row.book is None else row.counted - row.book,
        )
        for row in rows
    ]
