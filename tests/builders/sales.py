"""Makes customers, goods, prices, messages and orders for tests."""

from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count

from taktline.catalog import queries as catalog
from taktline.catalog import services as goods
from taktline.catalog.types import (
    ConversionDraft,
    ItemDraft,
    LearntItem,
    PriceDraft,
    PriceListDraft,
    Supply,
    UnitDraft,
)
from taktline.flows import take_order
from taktline.kernel.actor import SYSTEM
from taktline.kernel.exact import Money
from taktline.parties import queries as parties
from taktline.parties import services as accounts
from taktline.parties.types import PartyDraft, TermsDraft, TermsKind
from taktline.sales import queries, services
from taktline.sales.types import Channel, DeliveryWish, LineInput, MessageInput, OrderInput
from tests.builders.identity import make_site

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
TODAY = date(2026, 3, 2)
LATER = date(2026, 4, 10)
_number = count(1)


def make_unit(code="pcs", *, name="件", name_en="piece", places=0) -> int:
    """A unit; the one of that code if it is there already."""
    found = catalog.units().get(code)
    return found.id if found else goods.create_unit(UnitDraft(code, name, name_en, places), by=SYSTEM, at=NOW)


def make_terms(code="M30", *, kind=TermsKind.MONTHLY, days=30, share=Decimal(0)) -> int:
    """Payment terms; those of that code if they are there already."""
    found = next((each for each in parties.all_terms() if each.code == code), None)
    if found is not None:
        return found.id
    draft = TermsDraft(code, "月结", "monthly", kind=kind, prepaid_share=share, days=days)
    return accounts.create_terms(draft, by=SYSTEM, at=NOW)


def make_customer(
    code="", *, name="长河叉车", currency="CNY", limit=None, terms="M30", auto=False, clerk_id=None
) -> int:
    """A customer with monthly terms. limit: in yuan, None for no limit."""
    draft = PartyDraft(
        code=code or f"C{next(_number):03d}",
        name=name,
        name_en="Changhe Forklift",
        is_customer=True,
        currency=currency,
        terms_id=make_terms(terms) if terms else None,
        credit_limit=None if limit is None else Money.of(limit, currency),
        auto_confirm=auto,
        clerk_id=clerk_id,
    )
    return accounts.create_party(draft, by=SYSTEM, at=NOW)


def make_item(code="", *, name="齿轮泵", unit="pcs", supply=Supply.BUY, released=True, lead_days=10, **more) -> int:
    """An item; bought, so that nothing of engineering is missing."""
    draft = ItemDraft(
        code=code or f"GP-{next(_number):03d}",
        name=name,
        name_en="gear pump",
        unit_id=make_unit(unit),
        supply=supply,
        lead_days=lead_days,
        **more,
    )
    item_id = goods.create_item(draft, by=SYSTEM, at=NOW)
    if released:
        goods.release_item(item_id, by=SYSTEM, at=NOW)
    return item_id


def agree(item_id, price, *, customer_id=None, from_quantity=0, floor=None, tax_included=True, currency="CNY") -> None:
    """An agreed price per stock unit, from the beginning of the year."""
    code = f"L-{customer_id or 'all'}-{currency}-{'T' if tax_included else 'N'}"
    found = next((each for each in catalog.price_lists() if each.code == code), None)
    if found is None:
        draft = PriceListDraft(code, "协议价", customer_id=customer_id, currency=currency, tax_included=tax_included)
        list_id = goods.create_price_list(draft, by=SYSTEM, at=NOW)
    else:
        list_id = found.id
    price_draft = PriceDraft(
        item_id,
        Decimal(price),
        date(2026, 1, 1),
        from_quantity=Decimal(from_quantity),
        floor_price=None if floor is None else Decimal(floor),
    )
    goods.set_price(list_id, price_draft, by=SYSTEM, at=NOW)


def convert(item_id, *, from_unit, quantity, to_unit, worth) -> None:
    """For this item, `quantity` of one unit are `worth` of another."""
    draft = ConversionDraft(make_unit(from_unit, name=from_unit, name_en=""), quantity, make_unit(to_unit), worth)
    goods.set_conversions(item_id, [draft], by=SYSTEM, at=NOW)


def teach(customer_id, code, item_id) -> None:
    """The customer calls this item so."""
    goods.learn_customer_item(LearntItem(customer_id, code, item_id), by=SYSTEM, at=NOW)


def line(item_id=None, quantity=10, *, price=None, on=LATER, deliveries=(), **more) -> LineInput:
    """One line, wanted on a day in April."""
    wishes = tuple(DeliveryWish(day, Decimal(part)) for day, part in deliveries) or (DeliveryWish(on),)
    return LineInput(
        quantity=Decimal(quantity),
        item_id=item_id,
        price=None if price is None else Decimal(price),
        deliveries=wishes,
        **more,
    )


def draft_order(*lines, customer_id=None, by=SYSTEM, at=NOW, **more) -> int:
    """A draft order; its id."""
    order = OrderInput(
        customer_id=customer_id or make_customer(),
        site_id=make_site().id,
        lines=tuple(lines),
        ordered_on=more.pop("ordered_on", TODAY),
        **more,
    )
    return services.create_order(order, by=by, at=at).order_id


def priced_order(*, lines=1, customer_id=None, quantity=10, price="188.8", **more) -> int:
    """A draft with so many lines of new items at agreed prices."""
    made = []
    for _each in range(lines):
        item_id = make_item()
        agree(item_id, price)
        made.append(line(item_id, quantity))
    return draft_order(*made, customer_id=customer_id, **more)


def reviewed_order(**more) -> int:
    """A reviewed order without holds."""
    order_id = priced_order(**more)
    take_order.review_order(order_id, by=SYSTEM, at=NOW)
    return order_id


def promises_of(order_id, on=LATER) -> dict[int, date]:
    """The same promised date for every delivery."""
    return {row.delivery_id: on for row in queries.demand_of(order_id)}


def confirmed_order(**more) -> int:
    """A confirmed order, promised for the day it was asked for."""
    order_id = reviewed_order(**more)
    take_order.confirm_order(order_id, promises=promises_of(order_id), by=SYSTEM, at=NOW)
    return order_id


def message(content, *, channel=Channel.FILE, customer_id=None, name="po.xlsx", sender="", **more) -> MessageInput:
    """A message as it came."""
    return MessageInput(
        channel=channel,
        site_id=make_site().id,
        content=content,
        sender=sender,
        customer_id=customer_id,
        name=name,
        **more,
    )


def structured(lines, *, customer_id, channel=Channel.API, **head) -> MessageInput:
    """A message as our form or the API hands it in."""
    return message(services.order_content(head, lines), channel=channel, customer_id=customer_id, name="")
