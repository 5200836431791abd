"""What requisitions and purchase orders expect to come in."""

from collections.abc import Sequence
from datetime import datetime

from taktline.inventory import services as inventory
from taktline.inventory.types import Direction, Expected
from taktline.purchasing import rules
from taktline.purchasing.models import PurchaseLine, PurchaseOrder, Requisition
from taktline.purchasing.types import LINE, REQUISITION


def expect_requisitions(requisitions: Sequence[Requisition], *, at: datetime) -> None:
    """Requisitions count as supply from the day they exist: nothing is asked for twice."""
    inventory.set_expectations(
        REQUISITION,
        [
            Expected(each.pk, each.item_id, each.site_id, each.due, each.quantity, Direction.IN)
            for each in requisitions
        ],
        at=at,
    )


def forget_requisitions(ids: Sequence[int], *, at: datetime) -> None:
    """They are ordered or cancelled."""
    inventory.set_expectations(REQUISITION, [], of=ids, at=at)


def expect_lines(order: PurchaseOrder, lines: Sequence[PurchaseLine], *, at: datetime) -> None:
    """What is still to come of each line, on the day the supplier promised or we wanted."""
    inventory.set_expectations(
        LINE,
        [
            Expected(
                each.pk, each.item_id, order.site_id, each.promised or each.due,
                rules.still_to_come(each.quantity, each.received, each.under_share), Direction.IN,
            )
            for each in lines
        ],
        at=at,
    )  # fmt: skip


def forget_lines(lines: Sequence[PurchaseLine], *, at: datetime) -> None:
    """Nothing of them will come any more."""
    inventory.set_expectations(LINE, [], of=[each.pk for each in lines], at=at)
