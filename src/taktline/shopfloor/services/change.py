"""Change what a planned work order makes, and by when."""

from datetime import date, datetime
from decimal import ROUND_FLOOR, Decimal

from taktline.catalog import queries as catalog
from taktline.kernel import journal, outbox
from taktline.kernel.actor import Actor
from taktline.kernel.exact import quantize_quantity
from taktline.kernel.operation import operation
from taktline.shopfloor import locks, permits
from taktline.shopfloor.errors import NothingToMake, RecipeFrozen
from taktline.shopfloor.facts import WorkOrderChanged
from taktline.shopfloor.life import WorkOrderState
from taktline.shopfloor.models import Material, Operation, WorkOrder
from taktline.shopfloor.services import recipes, supply


@operation
def change(work_order_id: int, *, quantity: Decimal, due: date, by: Actor, at: datetime) -> None:
    """Give a planned work order another quantity and day; its recipe is copied afresh.

    Raises RecipeFrozen unless the order is planned, NothingToMake for a quantity that is not positive.
    """
    by.require(permits.PLAN)
    order = locks.work_order(work_order_id, scope=by.scope)
    if order.state != WorkOrderState.PLANNED:
        raise RecipeFrozen(order=order, state=order.get_state_display())
    if quantity <= 0:
        raise NothingToMake(item=order, quantity=quantity)
    before = {"quantity": order.quantity, "due": order.due}
    moved = due - order.due
    # What is lost on the way stays the same share.
    order.good_quantity = quantize_quantity(
        order.good_quantity * quantity / order.quantity, rounding=ROUND_FLOOR
    )
    order.quantity, order.due, order.start = quantity, due, order.start + moved
    order.save(update_fields=["quantity", "good_quantity", "due", "start"])
    _copy_afresh(order, at)
    after = {"quantity": quantity, "due": due}
    journal.record("shopfloor.change-work-order", subject=order, by=by, at=at, before=before, after=after)
    outbox.publish(WorkOrderChanged(order.pk, order.item_id, order.site_id), at=at)


def _copy_afresh(order: WorkOrder, at: datetime) -> None:
    supply.forget([order], at=at)
    Operation.objects.filter(work_order=order).delete()
    Material.objects.filter(work_order=order).delete()
    recipe = catalog.recipes([order.item_id], order.start)[order.item_id]
    supply.expect([order], recipes.copy([(order, recipe)]), at=at)
