"""Kitting analysis 齐套: over all open work orders, what can be built completely with what is here, and what is short."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from taktline.identity import queries as identity
from taktline.inventory import queries as inventory
from taktline.kernel.actor import Actor
from taktline.kernel.exact import from_micro
from taktline.shopfloor import permits
from taktline.shopfloor import queries as floor
from taktline.shopfloor.life import WorkOrderState
from taktline.shopfloor.types import MATERIAL, MaterialRow, WorkOrderRow

ZERO = Decimal(0)
Kept = Mapping[tuple[str, int, int], int]


@dataclass(frozen=True, slots=True)
class Short:
    """What one order lacks of one material. next_on: when the next of it comes, None for never."""

    item_code: str
    missing: Decimal
    unit: str
    next_on: date | None
    next_quantity: Decimal


@dataclass(frozen=True, slots=True)
class Kit:
    """What can be built of one order. open: pieces that still want material; buildable: of them, completely, now."""

    order: WorkOrderRow
    open: Decimal
    buildable: Decimal
    short: tuple[Short, ...]


def analyse_kits(*, site_id: int, by: Actor, at: datetime) -> list[Kit]:
    """All open orders of a site in the order in which they get material: on the floor, rush, priority, due.

    An order takes from the stock only what the pieces it can build need; the rest goes to the next. Its own
    reservations and what is issued to it count for it. Reads only.
    """
    by.require(permits.SEE)
    if not by.scope.covers_site(site_id):
        return []
    work = floor.open_work(site_id=site_id)
    wants: dict[int, list[MaterialRow]] = {}
    for each in work.materials:
        if not each.is_by_product:
            wants.setdefault(each.work_order_id, []).append(each)
    items = {each.item_id for rows in wants.values() for each in rows}
    left = dict(inventory.free_stock(items, site_id=site_id, at=at))
    kept = inventory.reserved_for(site_id=site_id, at=at)
    coming = inventory.next_arrivals(items, site_id=site_id, on=identity.site_day(site_id, at))
    return [
        _kit(order, wants.get(order.id, []), left, kept, coming) for order in sorted(work.orders, key=_first)
    ]


def _first(order: WorkOrderRow) -> tuple[bool, bool, int, date, int]:
    return (order.state == WorkOrderState.PLANNED, not order.is_rush, -order.priority, order.due, order.id)


def _kit(
    order: WorkOrderRow,
    rows: Sequence[MaterialRow],
    left: dict[int, Decimal],
    kept: Kept,
    coming: Mapping[int, tuple[date, Decimal]],
) -> Kit:
    here = {row.id: row.issued + _own(row, kept) + max(left.get(row.item_id, ZERO), ZERO) for row in rows}
    possible = [Fraction(here[row.id]) * Fraction(order.quantity) / Fraction(row.quantity) for row in rows]
    pieces = min([Fraction(order.quantity), *possible])
    whole = Decimal(pieces.numerator // pieces.denominator)
    for row in rows:
        needed = row.quantity * whole / order.quantity - row.issued - _own(row, kept)
        left[row.item_id] = left.get(row.item_id, ZERO) - max(needed, ZERO)
    short = tuple(
        Short(row.item_code, row.quantity - here[row.id], row.unit, *coming.get(row.item_id, (None, ZERO)))
        for row in rows
        if here[row.id] < row.quantity
    )
    return Kit(order, order.quantity - order.completed, max(whole - order.completed, ZERO), short)


def _own(row: MaterialRow, kept: Kept) -> Decimal:
    return from_micro(kept.get((MATERIAL, row.id, row.item_id), 0))
