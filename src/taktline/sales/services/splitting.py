"""Part deliveries in two, without touching what was reviewed: item, quantity and price stay."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from taktline.kernel import journal
from taktline.kernel.actor import Actor
from taktline.kernel.errors import InvalidInput
from taktline.kernel.operation import operation
from taktline.sales import locks, permits, store
from taktline.sales.models import Delivery


@operation
def split_deliveries(
    order_id: int, *, first: Mapping[int, Decimal], by: Actor, at: datetime
) -> dict[int, int]:
    """Leave `first` (stock units, by delivery id) in each delivery and put the rest into a new one after it.

    Returns the new delivery's id by the old one's. Raises InvalidInput unless both parts are something.
    """
    by.require(permits.CONFIRM)
    order = locks.order(order_id, scope=by.scope)
    _lines, deliveries = store.of_order(order.pk)
    last = {each.line_id: each.position for each in deliveries}  # deliveries come in order of position
    made: dict[int, int] = {}
    for delivery in deliveries:
        if delivery.pk not in first:
            continue
        rest = delivery.quantity - first[delivery.pk]
        if rest <= 0 or first[delivery.pk] <= 0:
            raise InvalidInput(
                field="quantity", reason=_("A delivery can only be parted into two that are not empty.")
            )
        last[delivery.line_id] += 1
        new = Delivery.objects.create(
            line_id=delivery.line_id,
            position=last[delivery.line_id],
            quantity=rest,
            requested_on=delivery.requested_on,
        )
        before, delivery.quantity = delivery.quantity, first[delivery.pk]
        delivery.save(update_fields=["quantity"])
        made[delivery.pk] = new.pk
        journal.record(
            "sales.split-delivery",
            subject=order,
            by=by,
            at=at,
            before={"quantity": before},
            after={"quantities": [delivery.quantity, rest]},
        )
    return made
