"""Purchase orders are made of approved requisitions, priced by what the supplier sells."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from taktline.catalog import queries as catalog
from taktline.identity import queries as identity
from taktline.kernel import journal, numbering, search
from taktline.kernel.actor import Actor
from taktline.kernel.operation import operation
from taktline.parties import queries as parties
from taktline.parties.types import PartyRow
from taktline.purchasing import locks, permits, queries, rules
from taktline.purchasing.errors import EmptyPurchase, MixedOrder, NoSupplier, UnapprovedSupplier
from taktline.purchasing.life import REQUISITION_LIFE, RequisitionState
from taktline.purchasing.models import PurchaseLine, PurchaseOrder, Requisition
from taktline.purchasing.types import SupplierItemRow

Prices = Mapping[int, Decimal]
# What one order is for: supplier, site, currency.
Group = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class _Terms:
    """What orders are made by. sold: by supplier and item; prices: agreed otherwise, by requisition."""

    suppliers: Mapping[int, PartyRow]
    sold: Mapping[tuple[int, int], SupplierItemRow]
    prices: Prices


@operation
def order_requisitions(
    requisition_ids: Iterable[int], *, prices: Prices | None = None, on: date, by: Actor, at: datetime
) -> int:
    """Make one draft purchase order of approved requisitions of one supplier, site and currency. Returns its id.

    prices: per stock unit by requisition id; otherwise the supplier item's price of the day and quantity, else the
    item's purchase price. Amounts are raised to what the supplier sells.
    Raises EmptyPurchase, NoSupplier, MixedOrder, UnapprovedSupplier, or IllegalMove unless every one is approved.
    """
    made = _make(requisition_ids, prices or {}, on, by, at, single=True)
    return made[0]


@operation
def order_by_supplier(requisition_ids: Iterable[int], *, on: date, by: Actor, at: datetime) -> list[int]:
    """Make a draft purchase order for each supplier, site and currency of approved requisitions. Returns their ids.

    Raises EmptyPurchase, NoSupplier, UnapprovedSupplier, IllegalMove; then none is made.
    """
    return _make(requisition_ids, {}, on, by, at, single=False)


def _make(
    requisition_ids: Iterable[int], prices: Prices, on: date, by: Actor, at: datetime, *, single: bool
) -> list[int]:
    by.require(permits.ORDER)
    rows = locks.requisitions(requisition_ids, scope=by.scope)
    if not rows:
        raise EmptyPurchase
    for row in rows:
        if row.supplier_id is None:
            raise NoSupplier(what=row)
    terms = _Terms(parties.parties({row.supplier_id or 0 for row in rows}), _sold(rows), prices)
    groups: dict[Group, list[Requisition]] = {}
    for row in rows:
        pair = (row.supplier_id or 0, row.item_id)
        currency = (terms.sold.get(pair) or terms.suppliers[pair[0]]).currency
        groups.setdefault((pair[0], row.site_id, currency), []).append(row)
    if single and len(groups) > 1:
        raise MixedOrder
    for row in rows:
        REQUISITION_LIFE.require(row, RequisitionState(row.state), RequisitionState.ORDERED)
    require_approved(((row.supplier_id or 0, row.item_id) for row in rows), by=by)
    return [_order(key, mine, terms, on, by, at) for key, mine in groups.items()]


def require_approved(pairs: Iterable[tuple[int, int]], *, by: Actor) -> None:
    """Refuse (supplier, item) pairs that may not be bought, unless by permit. Raises UnapprovedSupplier."""
    if by.may(permits.BUY_UNAPPROVED):
        return
    for supplier_id, item_id in queries.unapproved(pairs)[:1]:
        supplier = parties.parties([supplier_id]).get(supplier_id)
        raise UnapprovedSupplier(
            supplier=supplier.name if supplier else supplier_id, item=catalog.codes([item_id])[item_id]
        )


def _sold(rows: Sequence[Requisition]) -> dict[tuple[int, int], SupplierItemRow]:
    found = queries.supplier_items_of({row.item_id for row in rows})
    return {(each.supplier_id, each.item_id): each for many in found.values() for each in many}


def _order(key: Group, rows: Sequence[Requisition], terms: _Terms, on: date, by: Actor, at: datetime) -> int:
    supplier_id, site_id, currency = key
    supplier = terms.suppliers[supplier_id]
    order = PurchaseOrder.objects.create(
        number=numbering.draw("PO", site=identity.site(site_id).code, year=on.year),
        supplier_id=supplier_id, site_id=site_id, currency=currency, ordered_on=on, created_at=at,
    )  # fmt: skip
    lines = _lines(order, rows, terms, on)
    PurchaseLine.objects.bulk_create(lines)
    for row in rows:
        row.state = RequisitionState.ORDERED
    Requisition.objects.bulk_update(rows, ["state"])
    search.index(
        "purchasing.order", order.pk, order.number, supplier.code, supplier.name.zh, supplier.name.en
    )
    after = {"number": order.number, "requisitions": [row.number for row in rows]}
    raised = {
        str(line.position): line.quantity
        for line, row in zip(lines, rows, strict=True)
        if line.quantity != row.quantity
    }
    journal.record(
        "purchasing.create-order",
        subject=order,
        by=by,
        at=at,
        after=after | ({"raised": raised} if raised else {}),
    )
    return order.pk


def _lines(order: PurchaseOrder, rows: Sequence[Requisition], terms: _Terms, on: date) -> list[PurchaseLine]:
    usual = catalog.items({row.item_id for row in rows})
    wanted: dict[int, Decimal] = {}
    last: dict[int, int] = {}
    for row in rows:
        wanted[row.item_id] = wanted.get(row.item_id, Decimal(0)) + row.quantity
        last[row.item_id] = row.pk
    lines = []
    for position, row in enumerate(rows, start=1):
        sold = terms.sold.get((order.supplier_id, row.item_id))
        size = (
            rules.order_size(wanted[row.item_id], sold.minimum, sold.multiple)
            if sold
            else wanted[row.item_id]
        )
        # The last line of an item takes what the supplier's minimum and multiple add.
        more = size - wanted[row.item_id] if last[row.item_id] == row.pk else Decimal(0)
        listed = rules.price_at(sold.prices, size, on) if sold else None
        price = usual[row.item_id].purchase_price or Decimal(0) if listed is None else listed
        line = PurchaseLine(
            order=order, position=position, item_id=row.item_id, requisition=row, quantity=row.quantity + more,
            price=terms.prices.get(row.pk, price), due=row.due,
        )  # fmt: skip
        if sold:
            line.part_number, line.inspect = sold.part_number, sold.inspect
            line.over_share, line.under_share = sold.over_share, sold.under_share
        lines.append(line)
    return lines
