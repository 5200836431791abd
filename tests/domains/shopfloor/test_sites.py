"""Who works for one site does nothing at another."""

from decimal import Decimal

import pytest

from taktline.kernel.errors import NotFound
from taktline.shopfloor import services
from taktline.shopfloor.models import WorkOrder
from tests.builders.identity import NOW, actor, make_site
from tests.builders.planning import day
from tests.builders.shopfloor import make_work_order

pytestmark = pytest.mark.django_db


def test_a_planner_of_another_site_neither_releases_changes_nor_cancels_a_work_order():
    order = make_work_order()
    stranger = actor("planner", sites=(make_site("S2").id,))
    with pytest.raises(NotFound):
        services.release([order], by=stranger, at=NOW)
    with pytest.raises(NotFound):
        services.change(order, quantity=Decimal(5), due=day(12), by=stranger, at=NOW)
    with pytest.raises(NotFound):
        services.cancel(order, reason="not ours", by=stranger, at=NOW)
    assert WorkOrder.objects.get(pk=order).state == "planned"
