"""The shapes of orders and changes as they come in."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import Field

from taktline.faces.api.fields import Body, Code, Id, Positive, Price, ShortText
from taktline.kernel.exact import plain
from taktline.promising.types import OptionKind
from taktline.sales.types import Change, DeliveryWish, LineChange, LineInput, OrderType

Share = Annotated[
    Decimal, Field(ge=0, lt=1, max_digits=8, decimal_places=6, description="A share: 0.05 is 5 %.")
]


class WishIn(Body):
    """One dated part of a line."""

    requested_on: date
    quantity: Positive | None = None


class OrderLineIn(Body):
    """One line. item: our code; customer_item_code: the customer's own; text: in words. One of the three is needed.

    unit: leave out for the item's own. price per unit; leave out for the agreed one.
    """

    item: Annotated[str, Field(max_length=80)] = ""
    customer_item_code: Annotated[str, Field(max_length=80)] = ""
    text: Annotated[str, Field(max_length=300)] = ""
    quantity: Positive
    unit: Annotated[str, Field(max_length=24)] = ""
    price: Price | None = None
    discount: Share = Decimal(0)
    tax_rate: Share | None = None
    over_tolerance: Share = Decimal(0)
    under_tolerance: Share = Decimal(0)
    requested_on: date | None = None
    deliveries: Annotated[list[WishIn], Field(max_length=100)] = []
    drawing_revision: Annotated[str, Field(max_length=40)] = ""
    note: Annotated[str, Field(max_length=400)] = ""

    def as_told(self) -> dict[str, Any]:
        """The line as it is kept in the message: only what was said."""
        told: dict[str, Any] = {
            "item_code": self.item,
            "customer_item_code": self.customer_item_code,
            "text": self.text,
            "quantity": plain(self.quantity),
            "unit": self.unit,
            "price": None if self.price is None else plain(self.price),
            "discount": plain(self.discount) if self.discount else None,
            "tax_rate": None if self.tax_rate is None else plain(self.tax_rate),
            "over_tolerance": plain(self.over_tolerance) if self.over_tolerance else None,
            "under_tolerance": plain(self.under_tolerance) if self.under_tolerance else None,
            "requested_on": self.requested_on.isoformat() if self.requested_on else None,
            "drawing_revision": self.drawing_revision,
            "note": self.note,
            "deliveries": [
                {
                    "requested_on": wish.requested_on.isoformat(),
                    "quantity": None if wish.quantity is None else plain(wish.quantity),
                }
                for wish in self.deliveries
            ],
        }
        return {name: value for name, value in told.items() if value not in (None, "", [])}


class SalesOrderIn(Body):
    """An order. customer, site: codes; site may be left out. sender: who sends it, for telling repeats apart."""

    customer: Code
    site: Annotated[str, Field(max_length=12)] = ""
    sender: Annotated[str, Field(max_length=120)] = ""
    customer_number: Annotated[str, Field(max_length=60)] = ""
    type: OrderType = OrderType.STANDARD
    currency: Annotated[str, Field(pattern=r"^([A-Z]{3})?$")] = ""
    tax_included: bool = True
    priority: Annotated[int, Field(ge=1, le=9)] = 5
    is_rush: bool = False
    ordered_on: date | None = None
    note: Annotated[str, Field(max_length=1000)] = ""
    lines: Annotated[list[OrderLineIn], Field(min_length=1, max_length=2000)]

    def head(self) -> dict[str, Any]:
        """The head as it is kept in the message."""
        return {
            "type": self.type.value,
            "currency": self.currency,
            "tax_included": self.tax_included,
            "priority": self.priority,
            "is_rush": self.is_rush,
            "note": self.note,
            "ordered_on": self.ordered_on.isoformat() if self.ordered_on else None,
            "customer_number": self.customer_number,
        }


class Reason(Body):
    """Why."""

    reason: ShortText


class SignOffIn(Body):
    """A department's word on a new line."""

    approved: bool
    remark: Annotated[str, Field(max_length=400)] = ""


class SalesPromiseIn(Body):
    """A promised date for one delivery."""

    delivery_id: Id
    on: date


class ConfirmIn(Body):
    """An offer and the option chosen of it, or dates by hand."""

    offer_id: Id | None = None
    option: OptionKind = OptionKind.AS_IS
    promises: Annotated[list[SalesPromiseIn], Field(max_length=4000)] = []


class SalesLineChangeIn(Body):
    """What should be different. line_id left out: a new line. delivery_id: only this dated delivery of the line."""

    line_id: Id | None = None
    delivery_id: Id | None = None
    quantity: Positive | None = None
    requested_on: date | None = None
    promised_on: date | None = None
    price: Price | None = None
    drawing_revision: Annotated[str, Field(max_length=40)] | None = None
    item_id: Id | None = None
    cancel: bool = False
    unit: Annotated[str, Field(max_length=12)] = ""

    def change(self) -> LineChange:
        """As the room takes it."""
        if self.line_id is not None:
            return LineChange(
                line_id=self.line_id,
                delivery_id=self.delivery_id,
                quantity=self.quantity,
                requested_on=self.requested_on,
                promised_on=self.promised_on,
                price=self.price,
                drawing_revision=self.drawing_revision,
                item_id=self.item_id,
                cancel=self.cancel,
            )
        new = LineInput(
            quantity=self.quantity or Decimal(0),
            item_id=self.item_id,
            drawing_revision=self.drawing_revision or "",
            unit=self.unit,
            price=self.price,
            deliveries=(DeliveryWish(self.requested_on),),
        )
        return LineChange(new=new, promised_on=self.promised_on)


class SalesChangeIn(Body):
    """A wanted change of a confirmed order."""

    reason: ShortText
    lines: Annotated[list[SalesLineChangeIn], Field(max_length=500)] = []
    priority: Annotated[int, Field(ge=1, le=9)] | None = None
    is_rush: bool | None = None
    customer_number: Annotated[str, Field(max_length=60)] | None = None

    def change(self) -> Change:
        """As the room takes it."""
        return Change(
            lines=tuple(line.change() for line in self.lines),
            reason=self.reason,
            priority=self.priority,
            is_rush=self.is_rush,
            customer_number=self.customer_number,
        )
