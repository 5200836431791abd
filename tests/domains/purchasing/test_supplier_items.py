"""Stories of what suppliers sell us: priced, approved, grouped into orders."""

from decimal import Decimal

import pytest

from taktline.kernel.actor import SYSTEM
from taktline.kernel.errors import InvalidInputs, NotPermitted
from taktline.kernel.scope import EVERYTHING, Scope
from taktline.kernel.sheets import read
from taktline.purchasing import queries, services
from taktline.purchasing.errors import NoSellingSupplier, SupplierItemTaken, UnapprovedSupplier
from taktline.purchasing.models import PurchaseLine, PurchaseOrder, SupplierItem
from taktline.purchasing.types import SupplierItemDraft, SupplierPriceDraft
from tests.builders.catalog import make_item
from tests.builders.identity import NOW, actor, make_site
from tests.builders.parties import make_customer, make_supplier
from tests.builders.planning import TODAY, day
from tests.builders.purchasing import make_requisition, make_supplier_item

pytestmark = pytest.mark.django_db


def lines(order_id):
    return list(PurchaseLine.objects.filter(order_id=order_id).order_by("position"))


def approved(*requisitions):
    services.approve(requisitions, by=SYSTEM, at=NOW)
    return list(requisitions)


def test_an_order_is_raised_to_what_the_supplier_sells_and_priced_by_its_break():
    item, supplier = make_item(purchase_price=Decimal(9)), make_supplier()
    make_supplier_item(
        supplier, item, prices=[(0, "5.2", day(-9)), (100, "4.8", day(-9)), (100, "4.5", day(1))], minimum=Decimal(100),
        multiple=Decimal(30), part_number="KX-7", inspect=True, over_share=Decimal("0.05"), is_preferred=True,
    )  # fmt: skip
    wanted = approved(make_requisition(item, quantity=20), make_requisition(item, quantity=40))
    order = services.order_requisitions(wanted, on=TODAY, by=SYSTEM, at=NOW)
    first, second = lines(order)
    assert (first.quantity, second.quantity) == (
        20,
        100,
    )  # 60 wanted, 120 is the next multiple of 30 above 100
    assert first.price == second.price == Decimal("4.8")
    assert (second.part_number, second.inspect, second.over_share) == ("KX-7", True, Decimal("0.05"))


def test_requisitions_become_an_order_for_each_supplier_site_and_currency():
    one, two = make_supplier(), make_supplier(currency="USD")
    here, there = make_item(default_supplier_id=one), make_item(default_supplier_id=two)
    abroad = make_item(default_supplier_id=one)
    make_supplier_item(one, abroad, currency="EUR")
    wanted = approved(*(make_requisition(item) for item in (here, there, abroad, here)))
    made = services.order_by_supplier(wanted, on=TODAY, by=SYSTEM, at=NOW)
    orders = PurchaseOrder.objects.filter(pk__in=made).order_by("pk").values_list("supplier_id", "currency")
    assert list(orders) == [(one, "CNY"), (two, "USD"), (one, "EUR")]
    assert [len(lines(each)) for each in made] == [2, 1, 1]


def test_a_supplier_that_is_not_approved_is_refused_unless_by_permit():
    item, good, other = make_item(), make_supplier(), make_supplier()
    make_supplier_item(good, item, is_preferred=True)
    wanted = approved(make_requisition(item))
    buyer = actor("buyer")
    with pytest.raises(UnapprovedSupplier):
        services.name_supplier(wanted, supplier_id=other, by=buyer, at=NOW)
    services.name_supplier(wanted, supplier_id=other, by=SYSTEM, at=NOW)
    with pytest.raises(UnapprovedSupplier):
        services.order_requisitions(wanted, on=TODAY, by=buyer, at=NOW)
    assert not PurchaseOrder.objects.exists()
    pk = make_supplier_item(other, item, is_approved=False)
    with pytest.raises(NotPermitted):
        services.approve_supplier_items([pk], approve=True, by=buyer, at=NOW)
    services.approve_supplier_items(
        [pk], approve=True, reason="审核通过", by=actor("quality_engineer"), at=NOW
    )
    assert services.order_requisitions(wanted, on=TODAY, by=buyer, at=NOW)


def test_the_preferred_supplier_is_named_by_itself_and_says_how_long_it_takes():
    item, usual, better = make_item(default_supplier_id=make_supplier()), make_supplier(), make_supplier()
    make_supplier_item(usual, item, is_preferred=True, lead_days=12)
    make_supplier_item(better, item, is_preferred=True, lead_days=5)
    assert SupplierItem.objects.filter(is_preferred=True).count() == 1
    assert queries.requisition(make_requisition(item), scope=EVERYTHING).supplier_id == better
    assert queries.preferred_lead_days() == {item: 5}


def test_what_cannot_be_is_refused():
    item, supplier = make_item(), make_supplier()
    pk = make_supplier_item(supplier, item)
    with pytest.raises(SupplierItemTaken):
        make_supplier_item(supplier, item)
    with pytest.raises(NoSellingSupplier):
        make_supplier_item(make_customer(), item)
    with pytest.raises(InvalidInputs):
        make_supplier_item(supplier, make_item(), over_share=Decimal(2), minimum=Decimal(-1))
    twice = [SupplierPriceDraft(Decimal(1), day(1)), SupplierPriceDraft(Decimal(2), day(1))]
    with pytest.raises(InvalidInputs):
        services.set_supplier_prices(pk, twice, by=SYSTEM, at=NOW)
    assert queries.supplier_item(pk, scope=EVERYTHING).prices == ()
    assert SupplierItem.objects.count() == 1


def test_prices_are_not_for_everybody():
    pk = make_supplier_item(make_supplier(), make_item(), prices=[(0, 3, day(0))])
    assert queries.supplier_item(pk, scope=Scope()).prices == ()
    assert len(queries.supplier_item(pk, scope=EVERYTHING).prices) == 1


def test_supplier_items_come_in_from_excel_and_a_second_time_nothing_changes():
    make_item("KEY-6"), make_supplier("V77")
    make_site()
    row = {
        "supplier": "V77", "item": "KEY-6", "part_number": "6x6x30", "minimum": "50", "is_approved": "是", "price": "0.8",
        "valid_from": "2026-01-01",
    }  # fmt: skip
    table = services.SUPPLIER_ITEM_SHEET
    typed, faults = read(table, [row, row | {"from_quantity": "500", "price": "0.7"}])
    assert not faults
    report = table.apply(typed, SYSTEM, NOW, False)
    assert (report.created, report.changed) == (1, 1)
    (sold,) = queries.supplier_items_of([queries.SUPPLIER_ITEMS.model.objects.get().item_id]).popitem()[1]
    assert sold.is_approved
    assert [(each.from_quantity, each.price) for each in sold.prices] == [
        (0, Decimal("0.8")),
        (500, Decimal("0.7")),
    ]
    again = table.apply(typed, SYSTEM, NOW, False)
    assert (again.created, again.changed, again.unchanged) == (0, 0, 2)
    bad, _ = read(table, [row | {"item": "NOPE"}])
    assert table.apply(bad, SYSTEM, NOW, False).faults[0].column == "item"


def test_the_draft_leaves_an_entry_as_it_is():
    pk = make_supplier_item(make_supplier(), make_item(), minimum=Decimal(5))
    row = queries.supplier_item(pk, scope=EVERYTHING)
    assert queries.supplier_item_draft(row) == SupplierItemDraft(
        row.supplier_id, row.item_id, currency="CNY", minimum=Decimal(5)
    )
