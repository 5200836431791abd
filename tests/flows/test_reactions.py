"""What happens a second later, without anybody retyping anything."""

from datetime import timedelta
from decimal import Decimal

import pytest

from taktline.config.wiring import REACTIONS
from taktline.inventory import queries as inventory_queries
from taktline.inventory import services as inventory
from taktline.inventory.types import Posting
from taktline.kernel import deliver
from taktline.kernel.actor import SYSTEM
from taktline.kernel.listing import page
from taktline.kernel.scope import EVERYTHING
from taktline.office import queries as office
from taktline.planning import queries as planning
from taktline.sales import queries as sales
from taktline.shopfloor import services as shopfloor
from tests.builders.catalog import make_item, make_product
from tests.builders.identity import NOW, make_site, make_user
from tests.builders.inventory import make_store, stock
from tests.builders.parties import make_customer
from tests.builders.planning import confirmed_order, day, delivery_of, plan
from tests.builders.scheduling import firm_everything

pytestmark = pytest.mark.django_db


def a_second_later():
    """Deliver everything that was published."""
    later = NOW + timedelta(seconds=1)
    deliver.relay(REACTIONS, at=later)
    deliver.deliver(REACTIONS, at=later, limit=1000)


def progress():
    """The rows of the order progress table."""
    return page(sales.ORDER_LINES, scope=EVERYTHING).rows


def test_work_orders_made_for_an_order_show_on_its_progress_and_a_cancelled_one_does_not():
    steel = make_item("STEEL")
    stock(steel, 1000)
    body = make_product("BODY", lines=[(steel, 1)])
    confirmed_order((body, 25, day(20)))
    firmed = firm_everything()
    a_second_later()
    (line,) = progress()
    assert line["planned"].quantity == 25
    assert line["finished"].quantity == 0

    shopfloor.cancel(firmed.work_orders[0], reason="customer waits", by=SYSTEM, at=NOW)
    a_second_later()
    (line,) = progress()
    assert line["planned"].quantity == 0


def test_found_stock_asks_the_warehouse_for_a_recount_once():
    item, store = make_item("SEAL"), make_store()
    inventory.found_stock(item, place_id=store, quantity=Decimal(3), by=SYSTEM, at=NOW)
    a_second_later()
    a_second_later()
    tasks = page(office.TASKS, scope=EVERYTHING).rows
    assert len(tasks) == 1
    assert make_site().id


def test_a_clerk_is_told_once_of_each_delay_of_what_was_promised():
    clerk = make_user("sales_clerk", username="clerk")
    seal = make_item("SEAL", lead_days=30)
    stock(seal, 50)
    pump = make_product("PUMP", lines=[(seal, 1)], lead_days=2)
    order = confirmed_order((pump, 40, day(10)), customer_id=make_customer(clerk_id=clerk))
    plan()
    a_second_later()
    assert office.notifications(clerk) == []

    lost = inventory_queries.balances_of(seal, site_id=make_site().id, scope=EVERYTHING)[0]
    inventory.adjust(lost.key, change=Decimal(-50), posting=Posting(reason="damaged"), by=SYSTEM, at=NOW)
    for _twice in range(2):
        plan()
        a_second_later()
    number = sales.describe([delivery_of(order).id])[delivery_of(order).id].number
    (told,) = office.notifications(clerk)
    assert number in told.text
    assert told.url == f"/sales/orders/{number}/"
    late = page(planning.EXCEPTIONS, scope=EVERYTHING, where={"call": "past_due"}).rows
    assert {row["order_number"] for row in late} == {number}
