"""Items: what they are, how they are counted, where they are used."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from taktline.catalog import permits, queries, services
from taktline.catalog.types import ConversionDraft, ItemDraft, ItemRow, RevisionDraft, UnitDraft
from taktline.faces.api.access import ApiRequest, needs
from taktline.faces.api.fields import Body, Id, Made, NameOut, Price
from taktline.faces.api.parties import name_out
from taktline.faces.api.routing import RoomRouter
from taktline.kernel.exact import plain

router = RoomRouter(tags=["catalog"])

router.lists("/items", queries.ITEMS, permits.SEE, summary="Items")
router.lists("/units", queries.UNITS, permits.SEE, summary="Units of measure")
router.lists("/item-classes", queries.CLASSES, permits.SEE, summary="Item classes")

Amount = Annotated[Decimal, Field(ge=0, max_digits=18, decimal_places=6)]
Day = Annotated[date, Field(ge=date(2000, 1, 1), le=date(2900, 1, 1))]
Days = Annotated[int, Field(ge=0, le=3650)]


class ItemIn(Body):
    """How an item should be. Lot sizes and safety stock in the stock unit; scrap: share lost in making."""

    code: Annotated[str, Field(min_length=1, max_length=40)]
    name: Annotated[str, Field(min_length=1, max_length=120)]
    name_en: Annotated[str, Field(max_length=120)] = ""
    specification: Annotated[str, Field(max_length=120)] = ""
    drawing: Annotated[str, Field(max_length=60)] = ""
    unit_id: Id
    second_unit_id: Id | None = None
    item_class_id: Id | None = None
    supply: Literal["make", "buy", "both"] = "make"
    tracking: Literal["none", "lot", "serial"] = "none"
    pick_rule: Literal["fifo", "fefo"] = "fifo"
    lead_days: Days = 0
    lot_rule: Literal["lot_for_lot", "fixed", "min_multiple", "period"] = "lot_for_lot"
    lot_quantity: Amount = Decimal(0)
    lot_minimum: Amount = Decimal(0)
    lot_multiple: Amount = Decimal(0)
    lot_maximum: Amount = Decimal(0)
    period_days: Days = 0
    safety_stock: Amount = Decimal(0)
    scrap: Annotated[Decimal, Field(ge=0, lt=1, decimal_places=6)] = Decimal(0)
    shelf_days: Annotated[int, Field(ge=1, le=36500)] | None = None
    is_phantom: bool = False
    is_customer_supplied: bool = False
    default_supplier_id: Id | None = None
    purchase_price: Price | None = None
    purchase_currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] = "CNY"
    family_id: Id | None = None
    tax_code_id: Id | None = None
    note: Annotated[str, Field(max_length=400)] = ""

    def draft(self) -> ItemDraft:
        """As the service takes it."""
        return ItemDraft(**self.model_dump())


class ItemOut(Schema):
    """An item. Prices and costs are null for who may not see money."""

    id: int
    code: str
    name: NameOut
    specification: str
    drawing: str
    unit: str
    unit_places: int
    second_unit: str
    supply: str
    tracking: str
    pick_rule: str
    state: str
    lead_days: int
    lot_rule: str
    lot_quantity: str
    lot_minimum: str
    lot_multiple: str
    lot_maximum: str
    period_days: int
    safety_stock: str
    scrap: str
    shelf_days: int | None
    is_phantom: bool
    is_customer_supplied: bool
    default_supplier_id: int | None
    purchase_price: str | None
    purchase_currency: str
    standard_cost: str | None
    family_id: int | None
    tax_code: str


AS_IT_IS = (
    "id",
    "code",
    "specification",
    "drawing",
    "unit",
    "unit_places",
    "second_unit",
    "supply",
    "tracking",
    "pick_rule",
    "state",
    "lead_days",
    "lot_rule",
    "period_days",
    "shelf_days",
    "is_phantom",
    "is_customer_supplied",
    "default_supplier_id",
    "purchase_currency",
    "family_id",
    "tax_code",
)
EXACT = ("lot_quantity", "lot_minimum", "lot_multiple", "lot_maximum", "safety_stock", "scrap")


@router.get("/items/{code}", response=ItemOut, summary="One item")
@needs(permits.SEE)
def item(request: ApiRequest, code: str) -> ItemOut:
    return item_out(queries.item_by_code(code, scope=request.actor.scope))


def item_out(row: ItemRow) -> ItemOut:
    """An item as JSON."""
    told = {name: getattr(row, name) for name in AS_IT_IS} | {
        name: plain(getattr(row, name)) for name in EXACT
    }
    price, cost = row.purchase_price, row.standard_cost
    return ItemOut(
        **told,
        name=name_out(row.name),
        purchase_price=None if price is None else plain(price),
        standard_cost=None if cost is None else plain(cost),
    )


@router.post("/items", response={201: Made}, summary="Enter an item, as a draft")
@needs(permits.CHANGE)
def create_item(request: ApiRequest, body: ItemIn) -> Made:
    return Made(id=services.create_item(body.draft(), by=request.actor, at=request.at))


@router.put("/items/{code}", response={204: None}, summary="Make an item as told")
@needs(permits.CHANGE)
def change_item(request: ApiRequest, code: str, body: ItemIn) -> None:
    services.change_item(queries.item_by_code(code).id, body.draft(), by=request.actor, at=request.at)


@router.post("/items/{code}/release", response={204: None}, summary="Let an item be sold, planned and made")
@needs(permits.RELEASE)
def release_item(request: ApiRequest, code: str) -> None:
    services.release_item(queries.item_by_code(code).id, by=request.actor, at=request.at)


class RetireIn(Body):
    """Why an item runs out."""

    reason: Annotated[str, Field(max_length=200)] = ""


@router.post("/items/{code}/retire", response={204: None}, summary="Let an item run out")
@needs(permits.RELEASE)
def retire_item(request: ApiRequest, code: str, body: RetireIn) -> None:
    item_id = queries.item_by_code(code).id
    services.retire_item(item_id, reason=body.reason, by=request.actor, at=request.at)


class RevisionIn(Body):
    """A revision of an item's drawing."""

    code: Annotated[str, Field(min_length=1, max_length=12)]
    effective_from: Day
    drawing: Annotated[str, Field(max_length=60)] = ""


@router.post("/items/{code}/revisions", response={201: Made}, summary="Add a revision")
@needs(permits.CHANGE)
def add_revision(request: ApiRequest, code: str, body: RevisionIn) -> Made:
    draft = RevisionDraft(body.code, body.effective_from, drawing=body.drawing)
    return Made(
        id=services.add_revision(queries.item_by_code(code).id, draft, by=request.actor, at=request.at)
    )


class ConversionIn(Body):
    """from_quantity of one unit are exactly to_quantity of another."""

    from_unit_id: Id
    from_quantity: Annotated[int, Field(ge=1, lt=10**12)]
    to_unit_id: Id
    to_quantity: Annotated[int, Field(ge=1, lt=10**12)]


class ConversionsIn(Body):
    """All conversions of an item."""

    conversions: Annotated[list[ConversionIn], Field(max_length=50)]


@router.put("/items/{code}/conversions", response={204: None}, summary="Replace an item's unit conversions")
@needs(permits.CHANGE)
def set_conversions(request: ApiRequest, code: str, body: ConversionsIn) -> None:
    drafts = [ConversionDraft(**each.model_dump()) for each in body.conversions]
    services.set_conversions(queries.item_by_code(code).id, drafts, by=request.actor, at=request.at)


class UsedOut(Schema):
    """Where an item is used; quantity: pieces of it per piece of the user, as an exact fraction."""

    level: int
    item_id: int
    code: str
    name: NameOut
    bom_id: int
    bom: str
    state: str
    quantity: str
    path: list[str]


@router.get(
    "/items/{code}/where-used", response=list[UsedOut], summary="Where an item is used, up to the top"
)
@needs(permits.SEE)
def where_used(request: ApiRequest, code: str) -> list[UsedOut]:
    return [
        UsedOut(
            level=each.level,
            item_id=each.item_id,
            code=each.code,
            name=name_out(each.name),
            bom_id=each.bom_id,
            bom=each.bom_code,
            state=each.state.value,
            quantity=str(each.quantity),
            path=list(each.path),
        )
        for each in queries.where_used(queries.item_by_code(code).id)
    ]


class UnitIn(Body):
    """How a unit should be."""

    code: Annotated[str, Field(min_length=1, max_length=12)]
    name: Annotated[str, Field(min_length=1, max_length=40)]
    name_en: Annotated[str, Field(max_length=40)] = ""
    places: Annotated[int, Field(ge=0, le=6)] = 0
    rounding: Literal["nearest", "up", "down"] = "nearest"


@router.post("/units", response={201: Made}, summary="Enter a unit")
@needs(permits.TABLES)
def create_unit(request: ApiRequest, body: UnitIn) -> Made:
    return Made(id=services.create_unit(UnitDraft(**body.model_dump()), by=request.actor, at=request.at))
