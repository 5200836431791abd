"""What suppliers charge us, as it crosses the door."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from taktline.kernel.exact import Money
from taktline.kernel.naming import Name

INVOICE = "purchasing.supplier-invoice"


@dataclass(frozen=True, slots=True)
class InvoiceLineDraft:
    """What is charged of an ordered line: quantity in the stock unit, price per stock unit without tax."""

    line_id: int
    quantity: Decimal
    price: Decimal


@dataclass(frozen=True, slots=True)
class InvoiceDraft:
    """A supplier's invoice as it lies on the desk. net, tax: its totals in major units of the orders' currency."""

    supplier_number: str
    invoiced_on: date
    lines: tuple[InvoiceLineDraft, ...]
    net: Decimal
    tax: Decimal = Decimal(0)
    kind: str = "invoice"
    note: str = ""


@dataclass(frozen=True, slots=True)
class InvoiceRow:
    """The head of a supplier's invoice; amounts only for who may see money."""

    id: int
    number: str
    supplier_id: int
    supplier: Name
    site_id: int
    kind: str
    state: str
    supplier_number: str
    invoiced_on: date
    currency: str
    note: str
    entered_by: str
    entered_at: datetime
    net: Money | None
    tax: Money | None


@dataclass(frozen=True, slots=True)
class InvoiceLineRow:
    """A line of it, with what it was matched with. variance: price, quantity, both parted by a space, or none."""

    position: int
    line_id: int
    order_number: str
    order_position: int
    item_code: str
    item_name: Name
    unit: str
    quantity: Decimal
    open_quantity: Decimal
    variance: str
    price: Decimal | None
    ordered_price: Decimal | None


@dataclass(frozen=True, slots=True)
class BillableRow:
    """An ordered line of which something came and is not charged yet (or, below zero, is to be credited)."""

    line_id: int
    order_number: str
    position: int
    item_code: str
    item_name: Name
    unit: str
    open_quantity: Decimal
    price: Decimal | None
