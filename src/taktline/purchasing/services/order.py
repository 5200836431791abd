"""Purchase orders: made of approved requisitions, approved, sent, or cancelled."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal

from taktline.catalog import queries as catalog
from taktline.identity import queries as identity
from taktline.kernel import journal, numbering, outbox, search
from taktline.kernel.actor import Actor
from taktline.kernel.operation import operation
from taktline.parties import queries as parties
from taktline.purchasing import locks, permits
from taktline.purchasing.errors import EmptyPurchase, MixedOrder, NoSupplier
from taktline.purchasing.facts import PurchaseOrderApproved, PurchaseOrderCancelled
from taktline.purchasing.life import PURCHASE_LIFE, REQUISITION_LIFE, PurchaseState, RequisitionState
from taktline.purchasing.models import PurchaseLine, PurchaseOrder, Requisition
from taktline.purchasing.services import supply


@operation
def order_requisitions(
    requisition_ids: Iterable[int], *, prices: Mapping[int, Decimal] | None = None, on: date, by: Actor, at: datetime
) -> int:
    """Make one draft purchase order of approved requisitions of one supplier and site. Returns its id.

    prices: per stock unit by requisition id; otherwise the item's purchase price.
    Raises EmptyPurchase, NoSupplier, MixedOrder, or IllegalMove unless every requisition is approved.
    """
    by.require(permits.ORDER)
    rows = locks.requisitions(requisition_ids, scope=by.scope)
    supplier_id, site_id = _one_supplier_and_site(rows)
    for row in rows:
        REQUISITION_LIFE.require(row, RequisitionState(row.state), RequisitionState.ORDERED)
    supplier = parties.parties([supplier_id])[supplier_id]
    order = PurchaseOrder.objects.create(
        number=numbering.draw("PO", site=identity.site(site_id).code, year=on.year),
        supplier_id=supplier_id, site_id=site_id, currency=supplier.currency, ordered_on=on, created_at=at,
    )
    usual = catalog.items({row.item_id for row in rows})
    PurchaseLine.objects.bulk_create(
        [
            PurchaseLine(
                order=order, position=position, item_id=row.item_id, requisition=row, quantity=row.quantity,
                price=(prices or {}).get(row.pk, usual[row.item_id].purchase_price or Decimal(0)), due=row.due,
            )
            for position, row in enumerate(rows, start=1)
        ]
    )
    for row in rows:
        row.state = RequisitionState.ORDERED
    Requisition.objects.bulk_update(rows, ["state"])
    search.index("purchasing.order", order.pk, order.number, supplier.code, supplier.name.zh, supplier.name.en)
    after = {"number": order.number, "requisitions": [row.number for row in rows]}
    journal.record("purchasing.create-order", subject=order, by=by, at=at, after=after)
    return order.pk


def _one_supplier_and_site(rows: list[Requisition]) -> tuple[int, int]:
    if not rows:
        raise EmptyPurchase
    for row in rows:
        if row.supplier_id is None:
            raise NoSupplier(what=row)
    pairs = {(row.supplier_id, row.site_id) for row in rows}
    if len(pairs) > 1:
        raise MixedOrder
    supplier_id, site_id = pairs.pop()
    return supplier_id or 0, site_id


@operation
def approve_order(order_id: int, *, by: Actor, at: datetime) -> None:
    """Approve a purchase order; from here its lines are what is expected, not the requisitions. Raises IllegalMove."""
    by.require(permits.APPROVE_ORDER)
    order = locks.order(order_id, scope=by.scope)
    _move(order, PurchaseState.APPROVED, "purchasing.approve-order", "", by, at)
    lines = locks.lines(order)
    supply.forget_requisitions([line.requisition_id for line in lines if line.requisition_id is not None], at=at)
    supply.expect_lines(order, lines, at=at)
    outbox.publish(PurchaseOrderApproved(order.pk, order.site_id), at=at)


@operation
def send_order(order_id: int, *, by: Actor, at: datetime) -> None:
    """The supplier has it. Raises IllegalMove."""
    by.require(permits.ORDER)
    _move(locks.order(order_id, scope=by.scope), PurchaseState.SENT, "purchasing.send-order", "", by, at)


@operation
def cancel_order(order_id: int, *, reason: str, by: Actor, at: datetime) -> None:
    """Nothing of it will come any more. Raises IllegalMove once anything was received."""
    by.require(permits.ORDER)
    order = locks.order(order_id, scope=by.scope)
    _move(order, PurchaseState.CANCELLED, "purchasing.cancel-order", reason, by, at)
    lines = locks.lines(order)
    supply.forget_requisitions([line.requisition_id for line in lines if line.requisition_id is not None], at=at)
    supply.forget_lines(lines, at=at)
    outbox.publish(PurchaseOrderCancelled(order.pk, order.site_id), at=at)


def _move(
    order: PurchaseOrder, then: PurchaseState, action: str, reason: str, by: Actor, at: datetime
) -> None:
    PURCHASE_LIFE.require(order, PurchaseState(order.state), then)
    before, order.state = order.state, then
    order.save(update_fields=["state"])
    journal.record(
        action, subject=order, by=by, at=at, before={"state": before}, after={"state": then.value}, reason=reason
    )
