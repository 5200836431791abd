"""Stories of suppliers' invoices: matched with order and receipt, or decided by somebody else."""

from decimal import Decimal

import pytest

from taktline.catalog import services as catalog
from taktline.kernel.actor import SYSTEM
from taktline.kernel.errors import IllegalMove, InvalidInput
from taktline.kernel.scope import EVERYTHING, Scope
from taktline.kernel.source import Source
from taktline.office import queries as office
from taktline.purchasing import queries, services
from taktline.purchasing.errors import AlreadyBilled, MixedInvoice, NothingToBuy, OwnInvoice
from taktline.purchasing.models import PurchaseLine, PurchaseOrder, SupplierInvoice
from taktline.purchasing.services import LineReceipt
from taktline.purchasing.types import INVOICE, InvoiceDraft, InvoiceLineDraft, ReturnedLine
from tests.builders.catalog import make_item
from tests.builders.identity import NOW, actor
from tests.builders.inventory import make_store
from tests.builders.parties import make_supplier
from tests.builders.planning import TODAY, day
from tests.builders.purchasing import make_purchase, make_requisition

pytestmark = pytest.mark.django_db


def received(quantity=10, *, came=None, supplier=None, price="2.5"):
    """A sent order of one line of which so much came: order id, line."""
    item = make_item(default_supplier_id=supplier or make_supplier(), purchase_price=Decimal(price))
    order = make_purchase(make_requisition(item, quantity=quantity))
    line = PurchaseLine.objects.get(order_id=order)
    services.receive(
        order, [LineReceipt(line.pk, Decimal(came or quantity))], place_id=make_store(), by=SYSTEM, at=NOW
    )
    return order, line


def bill(*lines, number="INV-1", net=None, kind="invoice", by=SYSTEM, on=TODAY):
    """Enter an invoice. lines: (line, quantity, price)."""
    drafts = tuple(
        InvoiceLineDraft(line.pk, Decimal(quantity), Decimal(price)) for line, quantity, price in lines
    )
    total = (
        Decimal(net) if net is not None else sum((each.quantity * each.price for each in drafts), Decimal(0))
    )
    return services.enter_invoice(
        InvoiceDraft(number, on, drafts, total, total * Decimal("0.13"), kind), by=by, at=NOW
    )


def state(invoice):
    return queries.invoice(invoice, scope=EVERYTHING).state


def order_state(order):
    return PurchaseOrder.objects.get(pk=order).state


def test_an_invoice_that_agrees_with_order_and_receipt_bills_the_order():
    order, line = received(10)
    half = bill((line, 4, "2.5"))
    assert (state(half), order_state(order)) == ("matched", "received")
    rest = bill((line, 6, "2.51"), number="INV-2")
    assert (state(rest), order_state(order)) == ("matched", "billed")
    assert queries.billable([order], scope=EVERYTHING) == []
    services.cancel_invoice(rest, reason="开错票", by=actor("finance_clerk"), at=NOW)
    assert order_state(order) == "received"
    assert [row.open_quantity for row in queries.billable([order], scope=EVERYTHING)] == [6]
    assert state(bill((line, 6, "2.5"), number="INV-2")) == "matched"


@pytest.mark.parametrize(
    ("quantity", "price", "net", "variance"),
    [
        (10, "3", None, "price"),
        (11, "2.5", None, "quantity"),
        (11, "3", None, "price quantity"),
        (10, "2.5", "90", ""),
    ],
)
def test_what_differs_waits_for_somebody_else_to_agree(quantity, price, net, variance):
    order, line = received(10)
    clerk = actor("finance_clerk")
    invoice = bill((line, quantity, price), net=net, by=clerk)
    assert (state(invoice), order_state(order)) == ("variance", "received")
    assert [row.variance for row in queries.invoice_lines(invoice, scope=EVERYTHING)] == [variance]
    manager = actor("plant_manager")
    assert len(office.tasks_of(Source(INVOICE, invoice), actor=manager)) == 1
    with pytest.raises(OwnInvoice):
        services.approve_invoice(invoice, reason="没问题", by=clerk, at=NOW)
    line.refresh_from_db()
    assert line.billed == 0
    services.approve_invoice(invoice, reason="含涨价", by=manager, at=NOW)
    assert (state(invoice), order_state(order)) == ("approved", "billed")
    assert office.tasks_of(Source(INVOICE, invoice), actor=manager) == []
    with pytest.raises(IllegalMove):
        services.approve_invoice(invoice, reason="再来", by=manager, at=NOW)


def test_one_invoice_charges_several_orders_of_one_supplier_and_is_entered_once():
    supplier = make_supplier()
    (_one, first), (_two, second), (_other, foreign) = (
        received(supplier=supplier),
        received(supplier=supplier),
        received(),
    )
    invoice = bill((first, 10, "2.5"), (second, 10, "2.5"))
    assert state(invoice) == "matched"
    with pytest.raises(AlreadyBilled):
        bill((first, 1, "2.5"))
    with pytest.raises(MixedInvoice):
        bill((first, 1, "2.5"), (foreign, 1, "2.5"), number="INV-9")
    assert SupplierInvoice.objects.count() == 1


def test_goods_that_went_back_are_credited():
    order, line = received(10)
    bill((line, 10, "2.5"))
    (receipt,) = queries.receipts_of(order, scope=EVERYTHING)
    (came,) = queries.receipt_lines(receipt.id, scope=EVERYTHING)
    services.return_goods(
        receipt.id, [ReturnedLine(came.id, Decimal(3))], outcome="credit", reason="裂", by=SYSTEM, at=NOW
    )
    assert [row.open_quantity for row in queries.billable([order], scope=EVERYTHING)] == [-3]
    assert state(bill((line, 4, "2.5"), number="CN-0", kind="credit")) == "variance"
    assert state(bill((line, 3, "2.5"), number="CN-1", kind="credit")) == "matched"
    assert queries.billable([order], scope=EVERYTHING) == []


def test_a_credit_beyond_what_was_billed_and_its_cancelling_leave_the_truth():
    _order, line = received(10)
    bill((line, 3, "2.5"))
    credit = bill((line, 5, "2.5"), number="CN-0", kind="credit")
    services.approve_invoice(credit, reason="对过账", by=SYSTEM, at=NOW)
    line.refresh_from_db()
    assert line.billed == 0
    services.cancel_invoice(credit, reason="不是我们的", by=SYSTEM, at=NOW)
    line.refresh_from_db()
    assert line.billed == 3


def test_absurd_invoices_change_nothing_and_amounts_are_not_for_everybody():
    _order, line = received(10)
    for wrong, kind in (
        ((line, 0, "1"), NothingToBuy),
        ((line, "NaN", "1"), NothingToBuy),
        ((line, 1, "-1"), InvalidInput),
    ):
        with pytest.raises(kind):
            bill(wrong, net=1)
    with pytest.raises(InvalidInput):
        bill((line, 1, "2.5"), on=day(40))
    with pytest.raises(InvalidInput):
        bill((line, 1, "2.5"), net="NaN")
    with pytest.raises(InvalidInput):
        bill((line, 1, "2.5"), number=" ")
    assert not SupplierInvoice.objects.exists()
    invoice = bill((line, 10, "2.5"))
    assert queries.invoice(invoice, scope=Scope()).net is None
    assert queries.invoice_lines(invoice, scope=Scope())[0].price is None


def test_tolerances_hold_in_the_sites_currency():
    catalog.set_rate("USD", day(-1), Decimal("7.2"), by=SYSTEM, at=NOW)
    _order, line = received(1, supplier=make_supplier(currency="USD"), price="1")
    assert (
        state(bill((line, 1, "1.2"))) == "variance"
    )  # 0.20 USD are 1.44 CNY, more than the 1 CNY always allowed
