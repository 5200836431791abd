"""The days a supplier names for what was ordered."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from taktline.kernel import journal, outbox
from taktline.kernel.actor import Actor
from taktline.kernel.errors import IllegalMove, InvalidInput, NotFound
from taktline.kernel.moving import Move
from taktline.kernel.operation import operation
from taktline.purchasing import locks, permits
from taktline.purchasing.facts import SupplierDateMoved
from taktline.purchasing.life import COMING, PURCHASE_LIFE, PurchaseState
from taktline.purchasing.models import PurchaseLine, PurchaseOrder
from taktline.purchasing.services import supply

FARTHEST = timedelta(days=5 * 366)
_ACKNOWLEDGE = Move(PURCHASE_LIFE, PurchaseState.ACKNOWLEDGED, "purchasing.acknowledge")


@operation
def acknowledge(
    order_id: int, *, promised: Mapping[int, date], reference: str = "", by: Actor, at: datetime
) -> None:
    """The supplier accepts a sent order and names days. promised: day by line id; reference: the supplier's number.

    Raises IllegalMove, NotFound for a line of another order.
    """
    by.require(permits.ORDER)
    order = locks.order(order_id, scope=by.scope)
    _ACKNOWLEDGE.make(
        order,
        by=by,
        at=at,
        also={"supplier_reference": reference.strip()[:60]} if reference.strip() else None,
    )
    _write(order, promised, "", by, at)


@operation
def move_date(order_id: int, *, promised: Mapping[int, date], reason: str, by: Actor, at: datetime) -> None:
    """The supplier names other days. promised: day by line id. Raises IllegalMove unless goods are still to come."""
    by.require(permits.ORDER)
    order = locks.order(order_id, scope=by.scope)
    if order.state not in COMING:
        raise IllegalMove(what=order, now=order.get_state_display(), then=PurchaseState.ACKNOWLEDGED.label)
    _write(order, promised, reason, by, at)


def _write(order: PurchaseOrder, promised: Mapping[int, date], reason: str, by: Actor, at: datetime) -> None:
    lines = locks.lines(order)
    if strange := sorted(set(promised) - {line.pk for line in lines}):
        raise NotFound(what=str(order), key=strange[0])
    for day in promised.values():
        if not order.ordered_on <= day <= order.ordered_on + FARTHEST:
            raise InvalidInput(
                field="promised",
                reason=_("This day cannot be right: it lies before the order, or years ahead."),
            )
    moved = [line for line in lines if line.pk in promised and line.promised != promised[line.pk]]
    for line in moved:
        before, line.promised = line.promised, promised[line.pk]
        journal.record(
            "purchasing.move-date",
            subject=order,
            by=by,
            at=at,
            reason=reason,
            before={"line": line.position, "promised": before},
            after={"line": line.position, "promised": line.promised},
        )
    PurchaseLine.objects.bulk_update(moved, ["promised"])
    supply.expect_lines(order, lines, at=at)
    outbox.publish(
        *(SupplierDateMoved(order.pk, line.pk, line.item_id, order.site_id) for line in moved), at=at
    )
