"""What suppliers sell us: supplier items and their price breaks."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from ninja import Schema
from pydantic import Field

from taktline.faces.api.access import ApiRequest, needs
from taktline.faces.api.fields import Body, Id, Made, NameOut, Price
from taktline.faces.api.routing import RoomRouter
from taktline.kernel.exact import plain
from taktline.purchasing import permits, queries, services
from taktline.purchasing.types import SupplierItemDraft, SupplierPriceDraft

router = RoomRouter(tags=["purchasing"])

router.lists("/supplier-items", queries.SUPPLIER_ITEMS, permits.SEE, summary="What suppliers sell us")
router.lists(
    "/supplier-prices", queries.SUPPLIER_PRICES, permits.SEE_PRICES, summary="Suppliers' price breaks"
)

Share = Annotated[Decimal, Field(ge=0, lt=1, decimal_places=6, description="A share: 0.05 is 5 %.")]
Amount = Annotated[
    Decimal, Field(ge=0, max_digits=18, decimal_places=6, description="In the item's stock unit.")
]


class SupplierTermsIn(Body):
    """How a supplier sells an item."""

    part_number: Annotated[str, Field(max_length=60)] = ""
    part_name: Annotated[str, Field(max_length=120)] = ""
    currency: Annotated[str, Field(pattern="^([A-Z]{3})?$")] = ""
    minimum: Amount = Decimal(0)
    multiple: Amount = Decimal(0)
    lead_days: Annotated[int, Field(ge=0, le=999)] | None = None
    is_preferred: bool = False
    inspect: bool = False
    over_share: Share = Decimal(0)
    under_share: Share = Decimal(0)
    is_active: bool = True
    note: Annotated[str, Field(max_length=400)] = ""


class SupplierItemIn(SupplierTermsIn):
    """A supplier's item."""

    supplier: Id
    item: Id


@router.post("/supplier-items", response={201: Made}, summary="Note what a supplier sells us")
@needs(permits.SUPPLIER_ITEMS)
def create(request: ApiRequest, body: SupplierItemIn) -> Made:
    terms = body.model_dump(exclude={"supplier", "item"})
    draft = SupplierItemDraft(supplier_id=body.supplier, item_id=body.item, **terms)
    return Made(id=services.create_supplier_item(draft, by=request.actor, at=request.at))


@router.put(
    "/supplier-items/{supplier_item_id}", response={204: None}, summary="Change how a supplier sells an item"
)
@needs(permits.SUPPLIER_ITEMS)
def change(request: ApiRequest, supplier_item_id: Id, body: SupplierTermsIn) -> None:
    row = queries.supplier_item(supplier_item_id, scope=request.actor.scope)
    draft = SupplierItemDraft(supplier_id=row.supplier_id, item_id=row.item_id, **body.model_dump())
    services.change_supplier_item(row.id, draft, by=request.actor, at=request.at)


class BreakIn(Body):
    """A price per stock unit from a quantity on."""

    price: Price
    valid_from: date
    from_quantity: Amount = Decimal(0)
    valid_until: date | None = None


class BreaksIn(Body):
    """All price breaks of a supplier item."""

    prices: Annotated[list[BreakIn], Field(max_length=200)]


@router.put("/supplier-items/{supplier_item_id}/prices", response={204: None}, summary="Set its price breaks")
@needs(permits.SUPPLIER_ITEMS)
def set_prices(request: ApiRequest, supplier_item_id: Id, body: BreaksIn) -> None:
    drafts = [SupplierPriceDraft(**each.model_dump()) for each in body.prices]
    services.set_supplier_prices(supplier_item_id, drafts, by=request.actor, at=request.at)


class ApprovalIn(Body):
    """Supplier items that may be bought, or no longer."""

    supplier_items: Annotated[list[Id], Field(min_length=1, max_length=500)]
    approve: bool = True
    reason: Annotated[str, Field(max_length=200)] = ""


@router.post("/supplier-approvals", response={204: None}, summary="Approve suppliers for items, or no longer")
@needs(permits.APPROVE_SUPPLIER)
def approve(request: ApiRequest, body: ApprovalIn) -> None:
    services.approve_supplier_items(
        body.supplier_items, approve=body.approve, reason=body.reason, by=request.actor, at=request.at
    )


class BreakOut(Schema):
    """A price break."""

    from_quantity: str
    price: str
    valid_from: date
    valid_until: date | None


class SupplierItemOut(Schema):
    """A supplier's item; prices only for who may see money."""

    id: int
    supplier: NameOut
    item: str
    part_number: str
    currency: str
    minimum: str
    multiple: str
    lead_days: int | None
    is_approved: bool
    is_preferred: bool
    prices: list[BreakOut]


@router.get("/supplier-items/{supplier_item_id}", response=SupplierItemOut, summary="One supplier item")
@needs(permits.SEE)
def supplier_item(request: ApiRequest, supplier_item_id: Id) -> SupplierItemOut:
    row = queries.supplier_item(supplier_item_id, scope=request.actor.scope)
    prices = [
        BreakOut(
            from_quantity=plain(each.from_quantity), price=plain(each.price), valid_from=each.valid_from,
            valid_until=each.valid_until,
        )
        for each in row.prices
    ]  # fmt: skip
    name = NameOut(zh=row.supplier.zh, en=row.supplier.en, text=str(row.supplier))
    return SupplierItemOut(
        id=row.id, supplier=name, item=row.item_code, part_number=row.part_number, currency=row.currency,
        minimum=plain(row.minimum), multiple=plain(row.multiple), lead_days=row.lead_days, is_approved=row.is_approved,
        is_preferred=row.is_preferred, prices=prices,
    )  # fmt: skip
