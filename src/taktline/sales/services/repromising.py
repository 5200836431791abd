"""Another promised day for deliveries of a confirmed order."""

from collections.abc import Mapping
from datetime import date, datetime

from taktline.kernel import journal
from taktline.kernel.actor import Actor
from taktline.kernel.operation import operation
from taktline.sales import locks, permits, store
from taktline.sales.models import OrderLine


@operation
def promise_again(order_id: int, days: Mapping[int, date], *, by: Actor, at: datetime) -> None:
    """Promise deliveries of an order for other days, by delivery id; the first promise stays known.

    It belongs to a change that is being applied, whose fact tells the others.
    """
    by.require(permits.CHANGE)
    order = locks.order(order_id, scope=by.scope)
    lines, deliveries = store.of_order(order.pk)
    position = {line.pk: line.position for line in lines}
    before, after = {}, {}
    for each in deliveries:
        day = days.get(each.pk)
        if day is None or day == each.promised_on:
            continue
        where = f"{position[each.line_id]}·{each.position}"
        before[where], after[where] = f"{each.promised_on or ''}", f"{day}"
        each.promised_on = each.projected_on = day
        each.save(update_fields=["promised_on", "projected_on"])
    store.settle(order, lines, deliveries)
    OrderLine.objects.bulk_update(lines, store.LINE_FIGURES)
    order.save()
    journal.record("sales.promise-again", subject=order, by=by, at=at, before=before, after=after)
