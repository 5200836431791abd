"""Changes of confirmed orders: how they are kept, and what they do to a line's dated deliveries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from taktline.kernel.exact import plain
from taktline.sales.errors import BelowDelivered
from taktline.sales.types import Change, DeliveryWish, LineChange, LineInput

Json = dict[str, Any]


@dataclass(slots=True)
class Dated:
    """A delivery being changed; quantities in the stock unit."""

    quantity: Decimal
    delivered: Decimal
    is_cancelled: bool = False

    @property
    def open(self) -> Decimal:
        """What may still be taken away."""
        return Decimal(0) if self.is_cancelled else max(Decimal(0), self.quantity - self.delivered)


def resize(deliveries: Sequence[Dated], wanted: Decimal, *, line: object) -> None:
    """Make the deliveries add up to `wanted`: less is taken from the last, more goes onto the last open one.

    Raises BelowDelivered when more has left than is wanted.
    """
    live = [each for each in deliveries if not each.is_cancelled]
    delivered = sum((each.delivered for each in live), Decimal(0))
    if wanted < delivered:
        raise BelowDelivered(line=line, delivered=plain(delivered))
    difference = wanted - sum((each.quantity for each in live), Decimal(0))
    if difference > 0:
        target = next((each for each in reversed(live) if each.open > 0), live[-1])
        target.quantity += difference
        return
    for each in reversed(live):
        taken = min(each.open, -difference)
        if taken == each.quantity:
            each.is_cancelled = True
        else:
            each.quantity -= taken
        difference += taken
        if difference == 0:
            return


def encode(change: Change) -> tuple[Json, Json]:
    """What is wanted, as it is stored: without prices, and the prices."""
    prices = {str(n): str(line.price) for n, line in enumerate(change.lines) if line.price is not None}
    news = {
        str(n): str(line.new.price)
        for n, line in enumerate(change.lines)
        if line.new is not None and line.new.price is not None
    }
    wanted: Json = {
        "lines": [_line(line) for line in change.lines],
        "priority": change.priority,
        "is_rush": change.is_rush,
        "customer_number": change.customer_number,
    }
    return wanted, {"prices": prices, "new_prices": news}


def _line(line: LineChange) -> Json:
    kept: Json = {"line_id": line.line_id, "cancel": line.cancel}
    if line.delivery_id is not None:
        kept["delivery_id"] = line.delivery_id
    if line.quantity is not None:
        kept["quantity"] = str(line.quantity)
    for name in ("requested_on", "promised_on"):
        if (day := getattr(line, name)) is not None:
            kept[name] = day.isoformat()
    if line.drawing_revision is not None:
        kept["drawing_revision"] = line.drawing_revision
    if line.item_id is not None:
        kept["item_id"] = line.item_id
    if line.new is not None:
        kept["new"] = _new(line.new)
    return kept


def _new(new: LineInput) -> Json:
    return {
        "quantity": str(new.quantity),
        "item_id": new.item_id,
        "text": new.text,
        "customer_item_code": new.customer_item_code,
        "drawing_revision": new.drawing_revision,
        "unit": new.unit,
        "requested_on": [wish.requested_on.isoformat() if wish.requested_on else None for wish in new.deliveries],
        "quantities": [None if wish.quantity is None else str(wish.quantity) for wish in new.deliveries],
    }


def decode(wanted: Mapping[str, Any], money: Mapping[str, Any], *, reason: str) -> Change:
    """The change that encode() stored."""
    prices, news = money.get("prices", {}), money.get("new_prices", {})
    lines = tuple(
        LineChange(
            line_id=kept["line_id"],
            delivery_id=kept.get("delivery_id"),
            quantity=_decimal(kept.get("quantity")),
            requested_on=_day(kept.get("requested_on")),
            promised_on=_day(kept.get("promised_on")),
            price=_decimal(prices.get(str(n))),
            drawing_revision=kept.get("drawing_revision"),
            item_id=kept.get("item_id"),
            cancel=kept["cancel"],
            new=_new_of(kept["new"], _decimal(news.get(str(n)))) if "new" in kept else None,
        )
        for n, kept in enumerate(wanted["lines"])
    )
    return Change(
        lines=lines,
        reason=reason,
        priority=wanted.get("priority"),
        is_rush=wanted.get("is_rush"),
        customer_number=wanted.get("customer_number"),
    )


def _new_of(kept: Mapping[str, Any], price: Decimal | None) -> LineInput:
    wishes = tuple(
        DeliveryWish(_day(day), _decimal(quantity))
        for day, quantity in zip(kept["requested_on"], kept["quantities"], strict=True)
    )
    return LineInput(
        quantity=Decimal(kept["quantity"]),
        item_id=kept["item_id"],
        text=kept["text"],
        customer_item_code=kept["customer_item_code"],
        drawing_revision=kept["drawing_revision"],
        unit=kept["unit"],
        price=price,
        deliveries=wishes,
    )


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
