"""What lines would cost, for the person who types them: nothing is written."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from taktline.identity import queries as identity
from taktline.kernel.actor import Actor
from taktline.kernel.exact import Money
from taktline.parties import queries as parties
from taktline.sales import permits
from taktline.sales.models import OrderLine
from taktline.sales.queries import last_prices
from taktline.sales.rules import pricing
from taktline.sales.rules.pricing import Amounts
from taktline.sales.services.priced import PriceTerms, priced_lines
from taktline.sales.types import DeliveryWish, LastPrice, LineInput


@dataclass(frozen=True, slots=True)
class LineAhead:
    """One line's prices per its unit, with or without tax as asked; None where nothing is agreed or was paid yet."""

    price: Decimal | None
    agreed: Decimal | None
    floor: Decimal | None
    last: LastPrice | None
    unit: str
    gross: Money


@dataclass(frozen=True, slots=True)
class PricesAhead:
    """Lines in the order they were asked for, and what they add up to."""

    lines: tuple[LineAhead, ...]
    net: Money
    tax: Money
    gross: Money


def prices_ahead(
    customer_id: int, lines: Sequence[LineInput], *, site_id: int, tax_included: bool, by: Actor, at: datetime
) -> PricesAhead | None:
    """Price lines as create_order would; None for who may not see money.

    Raises NotFound, InvalidInputs, UnknownConversion.
    """
    by.require(permits.ENTER)
    if not by.scope.money:
        return None
    customer = parties.customer(customer_id, scope=by.scope)
    today = identity.site_day(site_id, at)
    terms = PriceTerms(customer.id, customer.currency, tax_included, today)
    whole = [replace(line, deliveries=(DeliveryWish(_day(line, today)),)) for line in lines]
    rows = [row for row, _parts in priced_lines(OrderLine, whole, terms)]
    paid = last_prices(customer.id, [line.item_id for line in lines if line.item_id is not None])
    sums = pricing.total(Amounts(row.net_minor, row.tax_minor, row.gross_minor) for row in rows)
    return PricesAhead(
        lines=tuple(_ahead(row, paid, customer.currency) for row in rows),
        net=Money(sums.net, customer.currency),
        tax=Money(sums.tax, customer.currency),
        gross=Money(sums.gross, customer.currency),
    )


def _day(line: LineInput, today: date) -> date:
    return next((wish.requested_on for wish in line.deliveries if wish.requested_on), today)


def _ahead(row: OrderLine, paid: dict[int, LastPrice], currency: str) -> LineAhead:
    return LineAhead(
        price=row.price,
        agreed=row.agreed_price,
        floor=row.floor_price,
        last=paid.get(row.item_id) if row.item_id is not None else None,
        unit=row.unit,
        gross=Money(row.gross_minor, currency),
    )
