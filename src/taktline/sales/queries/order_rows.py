"""One order as rows: what its page, its print and programs read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from taktline.kernel.exact import Money
from taktline.kernel.naming import Name
from taktline.sales.life import OrderState


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """One dated delivery; quantities in the stock unit."""

    id: int
    line_id: int
    position: int
    quantity: Decimal
    delivered: Decimal
    billed: Decimal
    requested_on: date
    promised_on: date | None
    first_promised_on: date | None
    projected_on: date | None
    actual_on: date | None
    is_cancelled: bool


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line. Prices and amounts are None for who may not see money."""

    id: int
    position: int
    item_id: int | None
    item_code: str
    item_name: Name
    text: str
    customer_item_code: str
    drawing_revision: str
    quantity: Decimal
    unit: str
    quantity_stock: Decimal
    stock_unit: str
    price: Decimal | None
    discount: Decimal | None
    tax_rate: Decimal
    agreed_price: Decimal | None
    floor_price: Decimal | None
    net: Money | None
    tax: Money | None
    gross: Money | None
    over_tolerance: Decimal
    under_tolerance: Decimal
    note: str
    is_cancelled: bool
    planned: Decimal
    finished: Decimal
    shipped: Decimal
    requested_on: date | None
    promised_on: date | None
    projected_on: date | None
    actual_on: date | None
    deliveries: tuple[DeliveryRow, ...] = ()


@dataclass(frozen=True, slots=True)
class VerdictRow:
    """What one rule found, in words. money: the sentence with amounts, empty for who may not see it."""

    rule: str
    label: str
    outcome: str
    axis: str
    line_id: int | None
    text: str
    money: str
    evidence: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HoldRow:
    """A hold, open while released_at is None."""

    id: int
    axis: str
    axis_label: str
    rules: str
    raised_at: datetime
    released_at: datetime | None
    released_by: str
    release_reason: str


@dataclass(frozen=True, slots=True)
class SignOffRow:
    """A department's word on a line."""

    line_id: int
    position: int
    department: str
    label: str
    state: str
    decided_by: str
    remark: str


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A change request in a line."""

    id: int
    number: str
    state: str
    reason: str
    created_at: datetime
    created_by: str


@dataclass(frozen=True, slots=True)
class OrderSheet:
    """One order as a person sees it."""

    id: int
    number: str
    site_id: int
    site_code: str
    customer_id: int
    customer_code: str
    customer_name: Name
    ship_to_id: int | None
    type: str
    state: str
    currency: str
    tax_included: bool
    customer_number: str
    priority: int
    is_rush: bool
    ordered_on: date
    note: str
    edition: int
    reviewed_edition: int
    holds: tuple[str, ...]
    net: Money | None
    tax: Money | None
    gross: Money | None
    requested_on: date | None
    promised_on: date | None
    projected_on: date | None
    production: int
    delivery: int
    billing: int
    offer_id: int | None
    message_number: str
    quotation_number: str
    created_at: datetime
    created_by: str
    reviewed_at: datetime | None
    confirmed_at: datetime | None
    end_reason: str
    lines: tuple[LineRow, ...] = ()
    verdicts: tuple[VerdictRow, ...] = ()
    hold_rows: tuple[HoldRow, ...] = ()
    sign_offs: tuple[SignOffRow, ...] = ()
    changes: tuple[ChangeRow, ...] = ()

    @property
    def is_reviewed_as_it_stands(self) -> bool:
        """Whether the verdicts are of the order as it stands."""
        return self.edition == self.reviewed_edition

    @property
    def legal(self) -> frozenset[str]:
        """What may follow: submit, review, confirm, edit, change, cancel, close."""
        legal = {
            OrderState.DRAFT: {"submit", "review", "edit", "cancel"},
            OrderState.SUBMITTED: {"review", "edit", "cancel"},
            OrderState.REVIEWED: {"review", "edit", "cancel"},
            OrderState.CONFIRMED: {"change", "cancel", "close"},
        }.get(OrderState(self.state), set())
        if self.state == OrderState.REVIEWED and not self.holds and self.is_reviewed_as_it_stands:
            legal = legal | {"confirm"}
        return frozenset(legal)
