"""Makes work orders for tests."""

from decimal import Decimal

from taktline.kernel.actor import SYSTEM
from taktline.shopfloor import queries, services
from taktline.shopfloor.types import WorkOrderDraft
from tests.builders.catalog import make_bom, make_item, make_product, make_routing
from tests.builders.identity import NOW, make_site
from tests.builders.planning import day
from tests.builders.resources import make_centre


def make_work_order(
    item_id=None, *, quantity=10, start=None, due=None, demand=None, rush=False, good=None
) -> int:
    """A planned work order of a product (made where none is given)."""
    draft = WorkOrderDraft(
        item_id or make_product(),
        make_site().id,
        Decimal(quantity),
        start or day(5),
        due or day(10),
        demand=demand,
        is_rush=rush,
        good=None if good is None else Decimal(good),
    )
    return services.create_work_orders([draft], by=SYSTEM, at=NOW)[0]


def released_order(item_id=None, *, quantity=10, good=None, demand=None) -> int:
    """A released work order."""
    order = make_work_order(item_id, quantity=quantity, good=good, demand=demand)
    services.release([order], by=SYSTEM, at=NOW)
    return order


def make_operations_order(
    *, quantity=10, transfer=0, rate=0, steps=2, lines=()
) -> tuple[int, tuple[int, ...]]:
    """A released work order with so many operations; lines: (item, quantity) it takes. Returns it and its operations."""
    part = make_item(supply="make")
    make_bom(part, *(lines or ((make_item(), 1),)))
    centre = make_centre(rate=rate)
    more = {"transfer_quantity": Decimal(transfer)}
    make_routing(part, *((centre, 60, more) for _step in range(steps)))
    order = released_order(part, quantity=quantity)
    return order, tuple(row.id for row in queries.operations_of([order])[order])
