"""Requisitions and purchase orders as they cross the door."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from taktline.kernel.naming import Name
from taktline.kernel.source import Source

REQUISITION = "purchasing.requisition"
LINE = "purchasing.order-line"
ORDER = "purchasing.order"
APPROVAL = "purchasing.order"


@dataclass(frozen=True, slots=True)
class RequisitionDraft:
    """What to buy. quantity in the item's stock unit; due: the day it must be in stock; demand: what it is for."""

    item_id: int
    site_id: int
    quantity: Decimal
    due: date
    supplier_id: int | None = None
    demand: Source | None = None
    order_by: date | None = None


@dataclass(frozen=True, slots=True)
class PurchaseLineDraft:
    """One line to order. price per stock unit in the order's currency."""

    item_id: int
    quantity: Decimal
    due: date
    price: Decimal


@dataclass(frozen=True, slots=True)
class RequisitionRow:
    """One requisition."""

    id: int
    number: str
    item_id: int
    item_code: str
    item_name: Name
    unit: str
    site_id: int
    state: str
    quantity: Decimal
    due: date
    order_by: date | None
    supplier_id: int | None
    demand: Source | None


@dataclass(frozen=True, slots=True)
class PurchaseOrderRow:
    """The head of one purchase order."""

    id: int
    number: str
    supplier_id: int
    supplier: Name
    site_id: int
    state: str
    currency: str
    ordered_on: date
    note: str
    sent_at: datetime | None
    supplier_reference: str


@dataclass(frozen=True, slots=True)
class PurchaseLineRow:
    """One line of a purchase order; price only for who may see money."""

    id: int
    order_id: int
    order_number: str
    position: int
    item_id: int
    item_code: str
    item_name: Name
    unit: str
    quantity: Decimal
    received: Decimal
    due: date
    promised: date | None
    supplier_id: int
    state: str
    requisition_id: int | None
    part_number: str
    inspect: bool
    over_share: Decimal
    under_share: Decimal
    price: Decimal | None
