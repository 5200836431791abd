"""Makes work orders for tests."""

from decimal import Decimal

from taktline.kernel.actor import SYSTEM
from taktline.shopfloor import services
from taktline.shopfloor.types import WorkOrderDraft
from tests.builders.catalog import make_product
from tests.builders.identity import NOW, make_site
from tests.builders.planning import day


def make_work_order(item_id=None, *, quantity=10, start=None, due=None, demand=None, rush=False, good=None) -> int:
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
