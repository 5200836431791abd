"""A sample message to try the house with: a customer's order in its own part numbers, fresh each time."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from taktline.catalog import queries as catalog
from taktline.flows.take_order.receive import receive_message
from taktline.identity import queries as identity
from taktline.kernel.actor import Actor
from taktline.kernel.errors import NotFound
from taktline.kernel.exact import plain
from taktline.kernel.listing import page
from taktline.kernel.operation import operation
from taktline.parties import queries as parties
from taktline.parties.types import PartyRow
from taktline.sales import services
from taktline.sales.types import Channel, MessageInput, Received

QUANTITIES = (Decimal(20), Decimal(120), Decimal(30), Decimal(10))


@operation
def receive_sample(*, site_id: int, by: Actor, at: datetime) -> Received:
    """Take in a made-up order of a customer whose part numbers are known: one unknown, one price 3 % too low.

    Raises NotFound in a company where no customer's part numbers were learnt yet.
    """
    today = identity.site_day(site_id, at)
    customer, known = _customer(by)
    lines: list[dict[str, Any]] = [
        {
            "customer_item_code": code,
            "quantity": plain(quantity),
            "requested_on": (today + timedelta(days=14 + 3 * number)).isoformat(),
        }
        for number, ((code, _item_id), quantity) in enumerate(zip(known[:3], QUANTITIES, strict=False))
    ]
    lines[2] |= _too_cheap(known[2][1], customer.id, today)
    lines.append(_unknown(known, at, (today + timedelta(days=21)).isoformat()))
    head = {"customer_number": f"PO-{at:%y%m%d}-{at:%H%M%S}"}
    message = MessageInput(
        channel=Channel.API,
        site_id=site_id,
        content=services.order_content(head, lines),
        sender=f"sample:{customer.code}",
        customer_id=customer.id,
        subject=head["customer_number"],
        media_type="application/json",
    )
    return receive_message(message, by=by, at=at)


def _customer(by: Actor) -> tuple[PartyRow, list[tuple[str, int]]]:
    """The customer with the most part numbers learnt, with them."""
    rows = page(catalog.CUSTOMER_ITEMS, scope=by.scope, size=200).rows
    ids = catalog.item_ids({str(row["item"]) for row in rows})
    for each in parties.suggest_parties("", scope=by.scope, limit=40):
        mine = page(catalog.CUSTOMER_ITEMS, scope=by.scope, where={"customer": str(each.id)}, size=20).rows if rows else ()
        known = [(str(row["code"]), ids[str(row["item"])]) for row in mine if str(row["item"]) in ids]
        if len(known) >= 3:
            return each, known
    raise NotFound(what="customer", key="with three part numbers")


def _too_cheap(item_id: int, customer_id: int, today: date) -> dict[str, str]:
    """A price 3 % under the agreement, with tax as customers write it; nothing where nothing is agreed."""
    agreed = catalog.price_for(item_id, customer_id, QUANTITIES[2], today)
    if agreed is None:
        return {}
    with_tax = agreed.price if agreed.tax_included else agreed.price * Decimal("1.13")
    return {"price": plain((with_tax * Decimal("0.97")).quantize(Decimal("0.01")))}


def _unknown(known: list[tuple[str, int]], at: datetime, day: str) -> dict[str, Any]:
    """A part number nobody has heard of, described in the words of an item of ours that the customer did not name."""
    taken = {item_id for _code, item_id in known}
    other = next((each for each in catalog.suggest_items("", 40, released=True) if each.id not in taken), None)
    text = f"{other.name.zh} {other.specification}".strip() if other else "齿轮泵"
    return {"customer_item_code": f"N-{at:%d%H%M%S}", "text": text, "quantity": "10", "requested_on": day}
