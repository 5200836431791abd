"""Bills of material."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from ninja import Schema
from pydantic import Field

from taktline.catalog import permits, queries, services
from taktline.catalog.types import BomLineDraft, BomRow
from taktline.faces.api.access import ApiRequest, needs
from taktline.faces.api.fields import Body, Id, Made, NameOut, Positive
from taktline.faces.api.parties import name_out
from taktline.faces.api.routing import RoomRouter
from taktline.kernel.exact import plain

router = RoomRouter(tags=["catalog"])

router.lists("/boms", queries.BOMS, permits.SEE, summary="Bills of material")

Day = Annotated[date, Field(ge=date(2000, 1, 1), le=date(2900, 1, 1))]
Version = Annotated[str, Field(max_length=20)]


class LineIn(Body):
    """A component; lines of one alternate_group stand in for each other, the lowest priority first."""

    component_id: Id
    quantity: Positive
    scrap: Annotated[Decimal, Field(ge=0, lt=1, decimal_places=6)] = Decimal(0)
    alternate_group: Annotated[str, Field(max_length=12)] = ""
    alternate_priority: Annotated[int, Field(ge=0, le=1000)] = 0
    is_by_product: bool = False
    operation_number: Annotated[int, Field(ge=1, le=9999)] | None = None


Lines = Annotated[list[LineIn], Field(max_length=2000)]


class BomIn(Body):
    """A new bill of material. base: pieces of the item that the lines are for."""

    item_id: Id
    code: Version = ""
    base: Positive = Decimal(1)
    lines: Lines = []


class StructureLinesIn(Body):
    """All lines, in order."""

    lines: Lines


class StructureLineOut(Schema):
    """A component."""

    position: int
    component_id: int
    component_code: str
    component_name: NameOut
    unit: str
    quantity: str
    scrap: str
    alternate_group: str
    alternate_priority: int
    is_by_product: bool
    operation_number: int | None
    is_phantom: bool


class BomOut(Schema):
    """A bill of material."""

    id: int
    item_id: int
    code: str
    state: str
    base: str
    revision: str
    effective_from: date | None
    effective_until: date | None
    lines: list[StructureLineOut]


@router.post("/boms", response={201: Made}, summary="Draw up a bill of material, as a draft")
@needs(permits.STRUCTURE)
def create_bom(request: ApiRequest, body: BomIn) -> Made:
    lines = [BomLineDraft(**each.model_dump()) for each in body.lines]
    bom_id = services.create_bom(
        body.item_id, code=body.code, base=body.base, lines=lines, by=request.actor, at=request.at
    )
    return Made(id=bom_id)


@router.get("/boms/{bom_id}", response=BomOut, summary="One bill of material")
@needs(permits.SEE)
def bom(request: ApiRequest, bom_id: Id) -> BomOut:
    return _bom_out(queries.bom(bom_id))


@router.put("/boms/{bom_id}/lines", response={204: None}, summary="Replace the lines of a draft")
@needs(permits.STRUCTURE)
def set_lines(request: ApiRequest, bom_id: Id, body: StructureLinesIn) -> None:
    lines = [BomLineDraft(**each.model_dump()) for each in body.lines]
    services.set_bom_lines(bom_id, lines, by=request.actor, at=request.at)


class ActivateIn(Body):
    """From which day on."""

    effective_from: Day


@router.post("/boms/{bom_id}/activate", response={204: None}, summary="Put a draft in force")
@needs(permits.ACTIVATE)
def activate_bom(request: ApiRequest, bom_id: Id, body: ActivateIn) -> None:
    services.activate_bom(bom_id, effective_from=body.effective_from, by=request.actor, at=request.at)


@router.post("/boms/{bom_id}/revise", response={201: Made}, summary="A draft with the same lines")
@needs(permits.STRUCTURE)
def revise_bom(request: ApiRequest, bom_id: Id) -> Made:
    return Made(id=services.revise_bom(bom_id, by=request.actor, at=request.at))


def _bom_out(row: BomRow) -> BomOut:
    return BomOut(
        id=row.id,
        item_id=row.item_id,
        code=row.code,
        state=row.state.value,
        base=plain(row.base),
        revision=row.revision,
        effective_from=row.effective_from,
        effective_until=row.effective_until,
        lines=[
            StructureLineOut(
                position=each.position,
                component_id=each.component_id,
                component_code=each.component_code,
                component_name=name_out(each.component_name),
                unit=each.unit,
                quantity=plain(each.quantity),
                scrap=plain(each.scrap),
                alternate_group=each.alternate_group,
                alternate_priority=each.alternate_priority,
                is_by_product=each.is_by_product,
                operation_number=each.operation_number,
                is_phantom=each.is_phantom,
            )
            for each in row.lines
        ],
    )
