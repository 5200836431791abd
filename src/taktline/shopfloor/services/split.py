"""Split a work order: a part of its pieces becomes an order of its own."""

from dataclasses import replace
from datetime import datetime
from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction

from taktline.catalog.types import countable
from taktline.kernel import journal, outbox
from taktline.kernel.actor import Actor
from taktline.kernel.exact import plain, quantize_quantity
from taktline.kernel.operation import operation
from taktline.kernel.source import Source
from taktline.shopfloor import locks, permits
from taktline.shopfloor.errors import NotSplittable
from taktline.shopfloor.facts import WorkOrderChanged
from taktline.shopfloor.life import WorkOrderState
from taktline.shopfloor.models import Operation, WorkOrder
from taktline.shopfloor.services import standing, supply
from taktline.shopfloor.services.complete import complete
from taktline.shopfloor.services.create import create_work_orders
from taktline.shopfloor.types import Finished, WorkOrderDraft

_OPEN = (WorkOrderState.PLANNED, *standing.ON_THE_FLOOR)


@operation
def split(work_order_id: int, quantity: Decimal, *, by: Actor, at: datetime) -> int:
    """Take so many pieces, none of them begun, into a new planned order for the same demand. Returns its id.

    The rest keeps its recipe, its reports and its material. Raises NotSplittable, NotFound.
    """
    by.require(permits.PLAN)
    order = locks.work_order(work_order_id, scope=by.scope)
    rest = order.quantity - quantity
    _require_room(order, quantity, rest)
    share = Fraction(rest) / Fraction(order.quantity)
    before = {"quantity": order.quantity}
    good = quantize_quantity(order.good_quantity * rest / order.quantity, rounding=ROUND_FLOOR)
    other = WorkOrderDraft(
        order.item_id, order.site_id, quantity, order.start, order.due, _demand(order), order.priority, order.is_rush,
        min(order.good_quantity - good, quantity),
    )  # fmt: skip
    order.quantity, order.good_quantity = rest, good
    order.save(update_fields=["quantity", "good_quantity"])
    Operation.objects.filter(work_order=order).update(quantity=rest)
    materials = list(order.materials.select_related("item__unit"))
    for row in materials:
        row.quantity = max(countable(Fraction(row.quantity) * share, row.item.unit.places), row.issued)
        row.save(update_fields=["quantity"])
    supply.expect([order], materials, at=at)
    _settle(order, by=by, at=at)
    (made,) = create_work_orders([other], by=by, at=at)
    after = {"quantity": rest, "into": made}
    journal.record("shopfloor.split", subject=order, by=by, at=at, before=before, after=after)
    outbox.publish(WorkOrderChanged(order.pk, order.item_id, order.site_id), at=at)
    return made


def _demand(order: WorkOrder) -> Source | None:
    return Source(order.demand_kind, order.demand_id) if order.demand_kind and order.demand_id else None


def _require_room(order: WorkOrder, quantity: Decimal, rest: Decimal) -> None:
    """Refuse to take what is begun, or all of it."""
    rows = Operation.objects.filter(work_order=order).order_by("number")
    taken = max((row.good + row.scrap + row.rework for row in rows), default=Decimal(0))
    if order.state not in _OPEN or quantity <= 0 or rest <= 0 or rest < taken:
        most = (
            max(order.quantity - max(taken, Decimal(1)), Decimal(0)) if order.state in _OPEN else Decimal(0)
        )
        raise NotSplittable(order=order.number, asked=plain(quantity), most=plain(most))


def _settle(order: WorkOrder, *, by: Actor, at: datetime) -> None:
    """What is left may be worked off already; and where all of it is in stock too, the order is through."""
    first = Operation.objects.filter(work_order=order).order_by("number").first()
    if first is None or order.state not in standing.ON_THE_FLOOR:
        return
    found = standing.standing(first.pk, by=by)
    standing.settle(found, by=by, at=at)
    if standing.is_worked_off(found) and order.completed >= found.operations[-1].good:
        complete(order.pk, Finished(Decimal(0)), by=replace(by, is_served=True), at=at)
