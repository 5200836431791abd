"""Prices, taxes, rates and costs, as rows."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_noop as N_

from taktline.catalog.errors import NoRate
from taktline.catalog.models import CurrencyRate, ItemCost, Price, PriceList, TaxCode
from taktline.catalog.rules import pricing
from taktline.catalog.types import CostRow, PriceAnswer, PriceListRow, PriceRow, TaxRow
from taktline.kernel.composed import Given, composed
from taktline.kernel.errors import NotFound
from taktline.kernel.naming import Name
from taktline.kernel.scope import EVERYTHING, Scope

HOME = "CNY"


def price_for(
    item_id: int, customer_id: int | None, quantity: Decimal, on: date, currency: str = HOME
) -> PriceAnswer | None:
    """What an item costs a customer for a quantity on a day, None where nothing is agreed and no list has it."""
    return prices_for([(item_id, quantity)], customer_id, on, currency)[0]


def prices_for(
    asked: Sequence[tuple[int, Decimal]], customer_id: int | None, on: date, currency: str = HOME
) -> list[PriceAnswer | None]:
    """Prices for (item id, quantity) pairs, in order; one query."""
    ids = {item_id for item_id, _ in asked}
    given = {"items": ids, "customer": customer_id or 0, "on": on, "currency": currency}
    rows = [PriceRow(*raw) for raw in _agreed().rows(given)]
    return [pricing.best(rows, item_id=item_id, quantity=quantity, on=on) for item_id, quantity in asked]


@composed
def _agreed() -> "QuerySet[Price, tuple[Any, ...]]":
    """What counts for a customer on a day: own prices and those of everybody's lists."""
    on = Given("on")
    wanted = Q(item__among=Given("items"), valid_from__lte=on, price_list__is_active=True)
    wanted &= Q(price_list__currency=Given("currency"))
    wanted &= Q(valid_until__isnull=True) | Q(valid_until__gt=on)
    wanted &= Q(price_list__customer=Given("customer")) | Q(price_list__customer__isnull=True)
    return _by_list(wanted)


def prices_of(
    *, item_id: int | None = None, price_list_id: int | None = None, scope: Scope = EVERYTHING
) -> list[PriceRow]:
    """All prices of an item, of a list, or of both: by list, quantity and day. None for who may not see money."""
    if not scope.money:
        return []
    wanted = Q() if item_id is None else Q(item_id=item_id)
    return _prices(wanted if price_list_id is None else wanted & Q(price_list_id=price_list_id))


def _prices(wanted: Q) -> list[PriceRow]:
    return [PriceRow(*raw) for raw in _by_list(wanted)]


def _by_list(wanted: Q) -> "QuerySet[Price, tuple[Any, ...]]":
    rows = Price.objects.filter(wanted)
    return rows.order_by("price_list__code", "item__code", "from_quantity", "valid_from").values_list(
        "id",
        "price_list__code",
        "price_list__customer_id",
        "price_list__currency",
        "price_list__tax_included",
        "item_id",
        "from_quantity",
        "price",
        "discount",
        "floor_price",
        "valid_from",
        "valid_until",
    )


def price_lists(*, customer_id: int | None = None) -> list[PriceListRow]:
    """Price lists by code: all, or those that count for a customer."""
    rows = PriceList.objects.order_by("code")
    if customer_id is not None:
        rows = rows.filter(Q(customer_id=customer_id) | Q(customer__isnull=True), is_active=True)
    return [
        PriceListRow(pk, code, Name(zh, en), customer, currency, included, active)
        for pk, code, zh, en, customer, currency, included, active in rows.values_list(
            "id", "code", "name", "name_en", "customer_id", "currency", "tax_included", "is_active"
        )
    ]


def price_list(list_id: int) -> PriceListRow:
    """One price list. Raises NotFound."""
    found = next((row for row in price_lists() if row.id == list_id), None)
    if found is None:
        raise NotFound(what=N_("price list"), key=list_id)
    return found


def tax_codes() -> dict[str, TaxRow]:
    """Tax codes by code, highest rate first."""
    rows = TaxCode.objects.order_by("-rate", "code").values_list("id", "code", "name", "name_en", "rate")
    return {code: TaxRow(pk, code, Name(zh, en), share) for pk, code, zh, en, share in rows}


def tax_rate(code: str) -> Decimal:
    """The rate of a tax code: 0.13 for 13 %. Raises NotFound."""
    found = TaxCode.objects.filter(code=code).values_list("rate", flat=True).first()
    if found is None:
        raise NotFound(what=N_("tax code"), key=code)
    return found


def rate(currency: str, on: date) -> Decimal:
    """What one unit of a currency is worth in CNY on a day: the last rate entered until then. Raises NoRate."""
    if currency == HOME:
        return Decimal(1)
    rows = CurrencyRate.objects.filter(currency=currency, on__lte=on).order_by("-on")
    found = rows.values_list("rate", flat=True).first()
    if found is None:
        raise NoRate(what=currency, key=on)
    return found


def costs(item_ids: Iterable[int], on: date) -> dict[int, CostRow]:
    """The last cost roll-up of each item until a day; one query."""
    rows = ItemCost.objects.filter(item_id__in=set(item_ids), on__lte=on).order_by("on")
    return {row[0]: CostRow(*row) for row in rows.values_list(*_COST)}


def cost_history(item_id: int, *, scope: Scope = EVERYTHING) -> list[CostRow]:
    """All cost roll-ups of an item, latest first. None for who may not see money."""
    if not scope.money:
        return []
    rows = ItemCost.objects.filter(item_id=item_id).order_by("-on")
    return [CostRow(*row) for row in rows.values_list(*_COST)]


_COST = ("item_id", "on", "material", "work", "outside", "total", "is_complete")
