"""Price lists, prices, customers' part numbers, taxes, rates, costs."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Annotated

from ninja import Schema
from pydantic import Field

from taktline.catalog import permits, queries, services
from taktline.catalog.types import LearntItem, PriceDraft, PriceListDraft, TaxDraft
from taktline.faces.api.access import ApiRequest, needs
from taktline.faces.api.fields import Body, Id, Made, Positive, Price
from taktline.faces.api.routing import RoomRouter

router = RoomRouter(tags=["catalog"])

router.lists("/price-lists", queries.PRICE_LISTS, permits.PRICE_SEE, summary="Price lists")
router.lists("/prices", queries.PRICES, permits.PRICE_SEE, summary="Prices")
router.lists("/customer-items", queries.CUSTOMER_ITEMS, permits.SEE, summary="Customers' own part numbers")
router.lists("/tax-codes", queries.TAXES, permits.PRICE_SEE, summary="Tax codes")
router.lists("/currency-rates", queries.RATES, permits.PRICE_SEE, summary="What currencies are worth in CNY")

Day = Annotated[date, Field(ge=date(2000, 1, 1), le=date(2900, 1, 1))]
Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
Share = Annotated[Decimal, Field(ge=0, lt=1, decimal_places=6)]
Whole = Annotated[int, Field(ge=1, lt=10**12)]


class PriceListIn(Body):
    """How a price list should be; without customer it is everybody's."""

    code: Annotated[str, Field(min_length=1, max_length=30)]
    name: Annotated[str, Field(min_length=1, max_length=80)]
    name_en: Annotated[str, Field(max_length=80)] = ""
    customer_id: Id | None = None
    currency: Currency = "CNY"
    tax_included: bool = False
    is_active: bool = True


@router.post("/price-lists", response={201: Made}, summary="Make a price list")
@needs(permits.PRICE_CHANGE)
def create_price_list(request: ApiRequest, body: PriceListIn) -> Made:
    draft = PriceListDraft(**body.model_dump())
    return Made(id=services.create_price_list(draft, by=request.actor, at=request.at))


class PriceIn(Body):
    """A price from a quantity on, on days valid_from until before valid_until."""

    item_id: Id
    price: Price
    valid_from: Day
    from_quantity: Annotated[Decimal, Field(ge=0, max_digits=18, decimal_places=6)] = Decimal(0)
    discount: Share = Decimal(0)
    floor_price: Price | None = None
    valid_until: Day | None = None


class PricesIn(Body):
    """Prices to enter or change."""

    prices: Annotated[list[PriceIn], Field(min_length=1, max_length=1000)]


class PriceManyMade(Schema):
    """What was made, in order."""

    ids: list[int]


@router.post("/price-lists/{list_id}/prices", response={201: PriceManyMade}, summary="Enter or change prices")
@needs(permits.PRICE_CHANGE)
def set_prices(request: ApiRequest, list_id: Id, body: PricesIn) -> PriceManyMade:
    drafts = [PriceDraft(**each.model_dump()) for each in body.prices]
    return PriceManyMade(ids=services.set_prices(list_id, drafts, by=request.actor, at=request.at))


class LearnIn(Body):
    """What a customer means by a code; numerator stock units are denominator of the customer's units."""

    customer_id: Id
    code: Annotated[str, Field(min_length=1, max_length=60)]
    item_id: Id
    unit: Annotated[str, Field(max_length=20)] = ""
    numerator: Whole = 1
    denominator: Whole = 1
    name: Annotated[str, Field(max_length=120)] = ""
    replace: bool = False


@router.post("/customer-items", response={201: Made}, summary="Learn a customer's part number")
@needs(permits.LEARN)
def learn(request: ApiRequest, body: LearnIn) -> Made:
    learnt = LearntItem(
        customer_id=body.customer_id,
        code=body.code,
        item_id=body.item_id,
        unit=body.unit,
        factor=Fraction(body.numerator, body.denominator),
        name=body.name,
    )
    return Made(
        id=services.learn_customer_item(learnt, replace=body.replace, by=request.actor, at=request.at)
    )


@router.delete("/customer-items/{entry_id}", response={204: None}, summary="Forget a customer's part number")
@needs(permits.LEARN)
def forget(request: ApiRequest, entry_id: Id) -> None:
    services.forget_customer_item(entry_id, by=request.actor, at=request.at)


class TaxIn(Body):
    """A tax code; rate 0.13 for 13 %."""

    code: Annotated[str, Field(min_length=1, max_length=12)]
    name: Annotated[str, Field(min_length=1, max_length=60)]
    name_en: Annotated[str, Field(max_length=60)] = ""
    rate: Share


@router.post("/tax-codes", response={201: Made}, summary="Enter a tax code")
@needs(permits.TABLES)
def create_tax(request: ApiRequest, body: TaxIn) -> Made:
    return Made(id=services.create_tax(TaxDraft(**body.model_dump()), by=request.actor, at=request.at))


class RateIn(Body):
    """What one unit of a currency is worth in CNY from a day on."""

    currency: Currency
    on: Day
    rate: Positive


@router.post("/currency-rates", response={204: None}, summary="Enter a currency rate")
@needs(permits.TABLES)
def set_rate(request: ApiRequest, body: RateIn) -> None:
    services.set_rate(body.currency, body.on, body.rate, by=request.actor, at=request.at)


class RollUpIn(Body):
    """As of which day."""

    on: Day


class RollUpOut(Schema):
    """What a cost roll-up did. unpriced: codes of bought items without a price."""

    rolled: int
    changed: int
    unpriced: list[str]


@router.post("/cost-roll-ups", response=RollUpOut, summary="Compute every item's standard cost anew")
@needs(permits.COST)
def roll_up(request: ApiRequest, body: RollUpIn) -> RollUpOut:
    report = services.roll_up_cost(on=body.on, by=request.actor, at=request.at)
    return RollUpOut(rolled=report.rolled, changed=report.changed, unpriced=list(report.unpriced))
