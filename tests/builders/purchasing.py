"""Makes requisitions and purchase orders for tests."""

from decimal import Decimal

from taktline.kernel.actor import SYSTEM
from taktline.purchasing import services
from taktline.purchasing.types import RequisitionDraft, SupplierItemDraft, SupplierPriceDraft
from tests.builders.catalog import make_item
from tests.builders.identity import NOW, make_site
from tests.builders.parties import make_supplier
from tests.builders.planning import TODAY, day


def make_requisition(item_id=None, *, quantity=10, due=None, supplier_id=None, demand=None) -> int:
    """A requisition of a bought item with its usual supplier."""
    item_id = item_id or make_item(default_supplier_id=make_supplier(), purchase_price=Decimal("2.5"))
    draft = RequisitionDraft(
        item_id, make_site().id, Decimal(quantity), due or day(20), supplier_id=supplier_id, demand=demand, order_by=day(3)
    )
    return services.create_requisitions([draft], by=SYSTEM, at=NOW)[0]


def make_purchase(*requisitions, sent=True) -> int:
    """A purchase order of requisitions (one is made where none is given), sent unless said otherwise."""
    order_id = make_draft(*requisitions)
    services.approve_order(order_id, by=SYSTEM, at=NOW)
    if sent:
        services.send_order(order_id, by=SYSTEM, at=NOW)
    return order_id


def make_draft(*requisitions) -> int:
    """A draft purchase order of requisitions (one is made where none is given)."""
    ids = list(requisitions) or [make_requisition()]
    services.approve(ids, by=SYSTEM, at=NOW)
    return services.order_requisitions(ids, on=TODAY, by=SYSTEM, at=NOW)


def make_supplier_item(supplier_id, item_id, *, prices=(), is_approved=True, **more) -> int:
    """What a supplier sells us, approved unless said otherwise. prices: (from quantity, price, first day) each."""
    pk = services.create_supplier_item(SupplierItemDraft(supplier_id, item_id, **more), by=SYSTEM, at=NOW)
    if is_approved:
        services.approve_supplier_items([pk], approve=True, by=SYSTEM, at=NOW)
    drafts = [SupplierPriceDraft(Decimal(price), start, Decimal(size)) for size, price, start in prices]
    services.set_supplier_prices(pk, drafts, by=SYSTEM, at=NOW)
    return pk
