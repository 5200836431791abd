"""Who works for one site does nothing at another."""

from decimal import Decimal

import pytest

from taktline.kernel.actor import SYSTEM
from taktline.kernel.errors import InvalidInput, NotFound
from taktline.purchasing import queries, services
from taktline.purchasing.models import PurchaseLine, PurchaseOrder, Requisition
from taktline.purchasing.services import LineReceipt
from tests.builders.identity import NOW, actor, make_site
from tests.builders.inventory import make_place
from tests.builders.planning import TODAY
from tests.builders.purchasing import make_purchase, make_requisition

pytestmark = pytest.mark.django_db


def test_a_buyer_of_another_site_neither_sees_nor_moves_a_requisition():
    wanted = make_requisition()
    stranger = actor("buyer", sites=(make_site("S2").id,))
    with pytest.raises(NotFound):
        queries.requisition(wanted, scope=stranger.scope)
    with pytest.raises(NotFound):
        services.cancel([wanted], reason="not ours", by=stranger, at=NOW)
    services.approve([wanted], by=SYSTEM, at=NOW)
    with pytest.raises(NotFound):
        services.order_requisitions([wanted], on=TODAY, by=stranger, at=NOW)
    assert Requisition.objects.get(pk=wanted).state == "approved"


def test_a_buyer_of_another_site_does_not_cancel_a_purchase_order():
    order = make_purchase()
    with pytest.raises(NotFound):
        services.cancel_order(
            order, reason="not ours", by=actor("buyer", sites=(make_site("S2").id,)), at=NOW
        )
    assert PurchaseOrder.objects.get(pk=order).state == "sent"


def test_goods_are_received_at_the_site_that_ordered_them():
    order = make_purchase()
    line = PurchaseLine.objects.get(order_id=order)
    with pytest.raises(InvalidInput):
        services.receive(
            order,
            [LineReceipt(line.pk, Decimal(1))],
            place_id=make_place("X1", site_id=make_site("S2").id),
            by=SYSTEM,
            at=NOW,
        )
    line.refresh_from_db()
    assert line.received == 0
