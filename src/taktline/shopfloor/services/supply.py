"""What work orders expect: their product to come in, their materials to go out."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal

from taktline.inventory import services as inventory
from taktline.inventory.types import Direction, Expected
from taktline.shopfloor.models import Material, WorkOrder
from taktline.shopfloor.types import MATERIAL, WORK_ORDER

# An order priority counts so much where the order is no rush; the usual one is the fifth.
USUAL_STEP, USUAL_PLACE = 20, 5


def expect(orders: Sequence[WorkOrder], materials: Iterable[Material], *, at: datetime) -> None:
    """State what the orders will bring and take; what was stated before is replaced."""
    by_id = {order.pk: order for order in orders}
    inventory.set_expectations(WORK_ORDER, [_product(order) for order in orders], at=at)
    inventory.set_expectations(
        MATERIAL, [_material(each, by_id[each.work_order_id]) for each in materials], at=at
    )


def _product(order: WorkOrder) -> Expected:
    """What is still to come: the good pieces expected, or what is left of the pieces started if that is less."""
    coming = min(order.good_quantity, order.quantity - order.scrapped) - order.completed
    return Expected(
        order.pk,
        order.item_id,
        order.site_id,
        order.due,
        max(coming, Decimal(0)),
        Direction.IN,
        _priority(order),
    )


def _material(each: Material, order: WorkOrder) -> Expected:
    direction = Direction.IN if each.is_by_product else Direction.OUT
    still = max(each.quantity - each.issued, Decimal(0))
    return Expected(each.pk, each.item_id, order.site_id, each.needed_on, still, direction, _priority(order))


def forget(orders: Sequence[WorkOrder], *, at: datetime) -> None:
    """The orders will bring and take nothing any more."""
    materials = Material.objects.filter(work_order__in=orders).values_list("pk", flat=True)
    inventory.set_expectations(WORK_ORDER, [], of=[order.pk for order in orders], at=at)
    inventory.set_expectations(MATERIAL, [], of=list(materials), at=at)


def _priority(order: WorkOrder) -> int:
    """As urgent as what the order is for: its weight as an order priority, a rush before all others."""
    place = USUAL_PLACE - order.priority if 1 < order.priority < USUAL_PLACE else USUAL_PLACE
    return place if order.is_rush else place * USUAL_STEP
