"""Release work orders after the clear-to-build check: 齐套检查."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from taktline.flows.plan_and_release.run_plan import require_site
from taktline.inventory import queries as inventory
from taktline.kernel.actor import Actor
from taktline.kernel.exact import from_micro
from taktline.kernel.operation import operation
from taktline.shopfloor import queries as floor
from taktline.shopfloor import services as shopfloor
from taktline.shopfloor.errors import NotClearToBuild
from taktline.shopfloor.life import Clearance, WorkOrderState
from taktline.shopfloor.types import MATERIAL, MaterialRow, WorkOrderRow

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Shortage:
    """What a work order lacks of one material."""

    work_order_id: int
    item_id: int
    item_code: str
    needed: Decimal
    here: Decimal
    unit: str

    @property
    def missing(self) -> Decimal:
        """How much is not there."""
        return self.needed - self.here


@dataclass(frozen=True, slots=True)
class Check:
    """What the check found: clearance by work order, and what is short."""

    clearance: Mapping[int, str]
    shortages: Sequence[Shortage]

    def of(self, work_order_id: int) -> tuple[Shortage, ...]:
        """What one work order lacks."""
        return tuple(each for each in self.shortages if each.work_order_id == work_order_id)


def check_clear_to_build(*, site_id: int, at: datetime) -> Check:
    """See for every open work order of a site whether its materials are here.

    Stock is given out once: first to orders on the floor, then to rush orders, then by start day. Reads only.
    """
    work = floor.open_work(site_id=site_id)
    wants: dict[int, list[MaterialRow]] = {}
    for each in work.materials:
        if each.quantity > each.issued and not each.is_by_product:
            wants.setdefault(each.work_order_id, []).append(each)
    items = {each.item_id for rows in wants.values() for each in rows}
    left = dict(inventory.free_stock(items, site_id=site_id, at=at))
    kept = inventory.reserved_for(site_id=site_id, at=at)
    clearance: dict[int, str] = {}
    short: list[Shortage] = []
    for order in sorted(work.orders, key=_first):
        mine = wants.get(order.id, [])
        lacking = [lack for lack in (_give(each, left, kept) for each in mine) if lack is not None]
        short += lacking
        clearance[order.id] = _clearance(mine, lacking)
    return Check(clearance, short)


def _first(order: WorkOrderRow) -> tuple[bool, bool, object, int]:
    return (order.state == WorkOrderState.PLANNED, not order.is_rush, order.start, order.id)


def _give(each: MaterialRow, left: dict[int, Decimal], kept: Mapping[tuple[str, int, int], int]) -> Shortage | None:
    """What is kept for the order already is its own; the rest comes from what is free."""
    needed = each.quantity - each.issued
    own = min(needed, from_micro(kept.get((MATERIAL, each.id, each.item_id), 0)))
    taken = min(needed - own, max(left.get(each.item_id, ZERO), ZERO))
    left[each.item_id] = left.get(each.item_id, ZERO) - taken
    here = own + taken
    if here == needed:
        return None
    return Shortage(each.work_order_id, each.item_id, each.item_code, needed, here, each.unit)


def _clearance(wants: Sequence[MaterialRow], lacking: Sequence[Shortage]) -> str:
    if not lacking:
        return Clearance.CLEAR
    untouched = len(lacking) == len(wants) and all(each.here == 0 for each in lacking)
    return Clearance.WAITING if untouched else Clearance.PARTIAL


@operation
def refresh_clearance(site_id: int, *, by: Actor, at: datetime) -> int:
    """Write the check's answer onto the work orders where it differs. Returns how many changed. Raises NotFound."""
    require_site(site_id, by)
    found = check_clear_to_build(site_id=site_id, at=at)
    known = floor.work_orders(found.clearance)
    moved = {pk: state for pk, state in found.clearance.items() if pk in known and known[pk].clearance != state}
    if moved:
        shopfloor.set_clearance(moved, by=by)
    return len(moved)


@operation
def release_work_orders(ids: Iterable[int], *, anyway: bool = False, by: Actor, at: datetime) -> None:
    """Release work orders whose materials are here.

    anyway: release although something is missing. Raises NotClearToBuild naming what lacks, IllegalMove, NotFound;
    then none is released.
    """
    wanted = sorted(set(ids))
    orders = floor.work_orders(wanted)
    for site_id in sorted({order.site_id for order in orders.values()}):
        found = check_clear_to_build(site_id=site_id, at=at)
        mine = {pk: found.clearance[pk] for pk in wanted if pk in found.clearance}
        short = [each for each in found.shortages if each.work_order_id in mine]
        if short and not anyway:
            first = short[0]
            raise NotClearToBuild(
                order=orders[first.work_order_id].number, item=first.item_code, missing=f"{first.missing.normalize():f}",
                unit=first.unit, more=len(short) - 1,
            )  # fmt: skip
        shopfloor.set_clearance(mine, by=by)
    shopfloor.release(wanted, by=by, at=at)
