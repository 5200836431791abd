"""What is reported on the floor shows on the customer's order, and the plan nets what is left."""

from decimal import Decimal

import pytest

from taktline.flows.make.report_operation import report_operation
from taktline.flows.reactions.progress import show_progress
from taktline.inventory import queries as inventory
from taktline.kernel.actor import SYSTEM
from taktline.kernel.source import Source
from taktline.sales import queries as sales
from taktline.sales.types import DELIVERY
from taktline.shopfloor import queries, services
from taktline.shopfloor.types import Pieces, Who
from tests.builders.catalog import make_bom, make_item, make_routing
from tests.builders.identity import NOW, make_site
from tests.builders.inventory import stock
from tests.builders.planning import confirmed_order, day
from tests.builders.resources import make_centre
from tests.builders.shopfloor import make_work_order

pytestmark = pytest.mark.django_db


def test_reported_pieces_reach_the_order_and_the_stock_the_plan_reads():
    bar = make_item("BAR")
    shaft = make_item("SHAFT", supply="make")
    make_bom(shaft, (bar, 1))
    make_routing(shaft, (make_centre(), 60))
    stock(bar, 10)
    order_id = confirmed_order((shaft, 10, day(9)))
    (delivery,) = sales.demand_of(order_id)
    order = make_work_order(shaft, quantity=10, demand=Source(DELIVERY, delivery.delivery_id))
    services.release([order], by=SYSTEM, at=NOW)
    (operation,) = queries.operations_of([order])[order]
    report_operation(operation.id, Pieces(good=Decimal(4)), who=Who(), by=SYSTEM, at=NOW)
    show_progress({"work_order_id": order}, NOW)
    (line,) = sales.sheet_of(order_id, scope=SYSTEM.scope).lines
    assert [row.good for row in queries.operations_of([order])[order]] == [4]
    assert line.finished == 4
    position = inventory.position(shaft, site_id=make_site().id, at=NOW)
    assert (position.on_hand, position.incoming) == (4, 6)
    assert inventory.drifts() == []
