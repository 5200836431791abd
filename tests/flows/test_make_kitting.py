"""What can be built completely with what is here, order by order."""

from decimal import Decimal

import pytest

from taktline.flows.make.kitting import analyse_kits
from taktline.kernel.actor import SYSTEM
from taktline.shopfloor import services
from tests.builders.catalog import make_bom, make_item, make_routing
from tests.builders.identity import NOW, make_site
from tests.builders.inventory import expect, stock
from tests.builders.planning import day
from tests.builders.resources import make_centre
from tests.builders.shopfloor import make_work_order, released_order

pytestmark = pytest.mark.django_db


def test_orders_take_stock_by_priority_and_only_for_what_they_can_build():
    seal, body = make_item("SEAL"), make_item("BODY")
    pump = make_item("PUMP", supply="make")
    make_bom(pump, (seal, 2), (body, 1))
    make_routing(pump, (make_centre(), 60))
    stock(seal, 40)
    stock(body, 6)
    expect(body, 40, due=day(9))
    later = make_work_order(pump, quantity=10, due=day(8))
    rush = make_work_order(pump, quantity=2, due=day(20), rush=True)
    first = released_order(pump, quantity=4)
    services.reserve_materials(first, by=SYSTEM, at=NOW)
    kits = analyse_kits(site_id=make_site().id, by=SYSTEM, at=NOW)
    assert [(kit.order.id, kit.buildable) for kit in kits] == [(first, 4), (rush, 2), (later, 0)]
    (short,) = kits[2].short
    assert (short.item_code, short.missing, short.next_on, short.next_quantity) == (
        "BODY",
        10,
        day(9),
        Decimal(40),
    )
