"""What came in and what went back, as it crosses the door."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from taktline.kernel.naming import Name

RECEIPT = "purchasing.receipt"
RETURN = "purchasing.supplier-return"


@dataclass(frozen=True, slots=True)
class Arrived:
    """How goods came. delivery_note: the supplier's number; client_key: names the report, so that it counts once."""

    delivery_note: str = ""
    note: str = ""
    for_inspection: bool = False
    client_key: str = ""


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """The head of one receipt."""

    id: int
    number: str
    order_id: int
    order_number: str
    supplier_id: int
    supplier: Name
    site_id: int
    place_code: str
    state: str
    delivery_note: str
    note: str
    received_by: str
    received_at: datetime


@dataclass(frozen=True, slots=True)
class ReceiptLineRow:
    """One lot that came. attributes: of the lot, such as heat_number."""

    id: int
    receipt_id: int
    position: int
    line_id: int
    order_position: int
    item_id: int
    item_code: str
    item_name: Name
    unit: str
    quantity: Decimal
    returned: Decimal
    status: str
    lot_id: int | None
    lot_code: str
    supplier_lot: str
    expires_on: date | None
    attributes: dict[str, str]


@dataclass(frozen=True, slots=True)
class ReturnedLine:
    """How much of a received lot goes back, in the item's stock unit."""

    receipt_line_id: int
    quantity: Decimal


@dataclass(frozen=True, slots=True)
class ReturnRow:
    """What went back."""

    id: int
    number: str
    receipt_id: int
    receipt_number: str
    order_number: str
    supplier: Name
    outcome: str
    reason: str
    returned_by: str
    returned_at: datetime
