"""Whatever points at a document says its number, not its key; a list of them asks once a kind."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from taktline.inventory import queries as inventory
from taktline.kernel.listing import page
from taktline.kernel.scope import EVERYTHING
from taktline.sales import queries
from tests.builders import identity, sales
from tests.builders.inventory import stock
from tests.builders.web import browser, text_of

pytestmark = pytest.mark.django_db


def test_reservations_and_expectations_name_the_order_and_its_line():
    identity.make_site()
    item = sales.make_item()
    sales.agree(item, "10")
    stock(item, 5)
    numbers = []
    for _each in range(2):
        order_id = sales.draft_order(sales.line(item, 3))
        sales.take_order.review_order(order_id, by=sales.SYSTEM, at=sales.NOW)
        sales.take_order.confirm_order(
            order_id, promises=sales.promises_of(order_id), by=sales.SYSTEM, at=sales.NOW
        )
        numbers.append(queries.sheet_of(order_id, scope=EVERYTHING).number)
    assert len(page(inventory.RESERVATIONS, scope=EVERYTHING).rows) == 2
    clerk = browser("warehouse_clerk")
    for url in ("/inventory/reservations/", "/inventory/expectations/"):
        text = text_of(clerk.get(url))
        assert all(f"order delivery {number} / 1" in text for number in numbers), url
    with CaptureQueriesContext(connection) as seen:
        clerk.get("/inventory/reservations/")
    assert sum("sales_delivery" in each["sql"] for each in seen) == 1
