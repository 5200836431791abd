"""What suppliers sell the demo company, and the first invoice that was matched."""

from datetime import timedelta
from decimal import Decimal

from taktline.catalog import queries as catalog
from taktline.demo.world import World
from taktline.kernel.scope import EVERYTHING
from taktline.purchasing import queries, services
from taktline.purchasing.types import InvoiceDraft, InvoiceLineDraft, SupplierItemDraft, SupplierPriceDraft

# From this quantity on everything is a little cheaper; bearings are inspected when they come.
BREAK, CHEAPER = Decimal(5000), Decimal("0.96")
INSPECTED = "V06"
VAT = Decimal("0.13")


def agree_with_suppliers(world: World) -> None:
    """Every bought item with a usual supplier is sold by it at the item's price, and a little cheaper in bulk."""
    codes = {pk: code for code, pk in world.parties.items()}
    begins = world.day(-200)
    made = []
    for item in catalog.items(world.items.values()).values():
        if item.default_supplier_id is None or item.purchase_price is None:
            continue
        draft = SupplierItemDraft(
            item.default_supplier_id, item.id, part_number=f"{codes[item.default_supplier_id]}-{item.code}"[:60],
            currency=item.purchase_currency, is_preferred=True, inspect=codes[item.default_supplier_id] == INSPECTED,
            over_share=Decimal("0.05"), under_share=Decimal("0.02"),
        )  # fmt: skip
        pk = services.create_supplier_item(draft, by=world.by("buyer"), at=world.at)
        cheaper = (item.purchase_price * CHEAPER).quantize(Decimal("0.0001"))
        prices = [SupplierPriceDraft(item.purchase_price, begins), SupplierPriceDraft(cheaper, begins, BREAK)]
        services.set_supplier_prices(pk, prices, by=world.by("buyer"), at=world.at)
        made.append(pk)
    services.approve_supplier_items(made, approve=True, by=world.by("manager"), at=world.at)


def match_invoices(world: World) -> None:
    """What came of purchase orders is charged, one invoice a receipt, and agrees."""
    at = world.moment(world.day(-1), 15)
    for supplier in ("V02",):
        for order in queries.suggest_purchases(supplier, scope=EVERYTHING):
            rows = [row for row in queries.billable([order.id], scope=EVERYTHING) if row.open_quantity > 0]
            if not rows:
                continue
            lines = tuple(InvoiceLineDraft(row.line_id, row.open_quantity, row.price or Decimal(0)) for row in rows)
            net = sum((each.quantity * each.price for each in lines), Decimal(0)).quantize(Decimal("0.01"))
            tax = (net * VAT).quantize(Decimal("0.01"))
            draft = InvoiceDraft(f"FP{order.id:08d}", at.date() - timedelta(days=1), lines, net, tax)
            services.enter_invoice(draft, by=world.by("finance"), at=at)
