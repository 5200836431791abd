"""Routings."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from ninja import Schema
from pydantic import Field

from taktline.catalog import permits, queries, services
from taktline.catalog.types import AlternativeDraft, OperationDraft, RoutingRow
from taktline.faces.api.access import ApiRequest, needs
from taktline.faces.api.catalog_structures import ActivateIn, Version
from taktline.faces.api.fields import Body, Id, Made, NameOut, Price
from taktline.faces.api.parties import name_out
from taktline.faces.api.routing import RoomRouter
from taktline.kernel.exact import plain

router = RoomRouter(tags=["catalog"])

router.lists("/routings", queries.ROUTINGS, permits.SEE, summary="Routings")

Seconds = Annotated[int, Field(ge=0, le=10_000_000)]


class AlternativeIn(Body):
    """Another centre, or one machine of it; times null for the operation's own."""

    centre_id: Id
    machine_id: Id | None = None
    setup_seconds: Seconds | None = None
    run_seconds: Seconds | None = None
    priority: Annotated[int, Field(ge=0, le=1000)] = 1


class OperationIn(Body):
    """One step. supplier_id, outside_price and outside_days: at a centre outside only."""

    number: Annotated[int, Field(ge=1, le=9999)]
    name: Annotated[str, Field(min_length=1, max_length=60)]
    name_en: Annotated[str, Field(max_length=60)] = ""
    centre_id: Id
    setup_seconds: Seconds = 0
    run_seconds: Seconds = 0
    is_pausable: bool = True
    transfer_quantity: Annotated[Decimal, Field(ge=0, le=10_000_000, decimal_places=6)] = Decimal(0)
    queue_minutes: Seconds = 0
    wait_minutes: Seconds = 0
    skill_id: Id | None = None
    family_id: Id | None = None
    inspection_point: bool = False
    supplier_id: Id | None = None
    outside_price: Price | None = None
    outside_currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] = "CNY"
    outside_days: Annotated[int, Field(ge=0, le=3650)] = 0
    note: Annotated[str, Field(max_length=200)] = ""
    alternatives: Annotated[list[AlternativeIn], Field(max_length=50)] = []

    def draft(self) -> OperationDraft:
        """As the service takes it."""
        others = tuple(AlternativeDraft(**each.model_dump()) for each in self.alternatives)
        return OperationDraft(**self.model_dump(exclude={"alternatives"}), alternatives=others)


Steps = Annotated[list[OperationIn], Field(max_length=500)]


class RoutingIn(Body):
    """A new routing."""

    item_id: Id
    code: Version = ""
    operations: Steps = []


class StepsIn(Body):
    """All operations."""

    operations: Steps


class RoutingOperationOut(Schema):
    """One step. outside_price is null for who may not see money."""

    number: int
    name: NameOut
    centre_id: int
    setup_seconds: int
    run_seconds: int
    is_pausable: bool
    transfer_quantity: str
    queue_minutes: int
    wait_minutes: int
    skill_id: int | None
    family_id: int | None
    inspection_point: bool
    supplier_id: int | None
    outside_price: str | None
    outside_days: int
    alternatives: list[AlternativeIn]


class RoutingOut(Schema):
    """A routing."""

    id: int
    item_id: int
    code: str
    state: str
    effective_from: date | None
    effective_until: date | None
    operations: list[RoutingOperationOut]


@router.post("/routings", response={201: Made}, summary="Draw up a routing, as a draft")
@needs(permits.STRUCTURE)
def create_routing(request: ApiRequest, body: RoutingIn) -> Made:
    steps = [each.draft() for each in body.operations]
    routing_id = services.create_routing(
        body.item_id, code=body.code, operations=steps, by=request.actor, at=request.at
    )
    return Made(id=routing_id)


@router.get("/routings/{routing_id}", response=RoutingOut, summary="One routing")
@needs(permits.SEE)
def routing(request: ApiRequest, routing_id: Id) -> RoutingOut:
    return _routing_out(queries.routing(routing_id, scope=request.actor.scope))


@router.put("/routings/{routing_id}/operations", response={204: None}, summary="Replace a draft's operations")
@needs(permits.STRUCTURE)
def set_operations(request: ApiRequest, routing_id: Id, body: StepsIn) -> None:
    steps = [each.draft() for each in body.operations]
    services.set_operations(routing_id, steps, by=request.actor, at=request.at)


@router.post("/routings/{routing_id}/activate", response={204: None}, summary="Put a draft in force")
@needs(permits.ACTIVATE)
def activate_routing(request: ApiRequest, routing_id: Id, body: ActivateIn) -> None:
    services.activate_routing(routing_id, effective_from=body.effective_from, by=request.actor, at=request.at)


def _routing_out(row: RoutingRow) -> RoutingOut:
    same = (
        "number",
        "centre_id",
        "setup_seconds",
        "run_seconds",
        "is_pausable",
        "queue_minutes",
        "wait_minutes",
    )
    steps = []
    for each in row.operations:
        outside = each.outside
        price = outside.price if outside else None
        steps.append(
            RoutingOperationOut(
                **{name: getattr(each, name) for name in same},
                name=name_out(each.name),
                transfer_quantity=plain(each.transfer_quantity),
                skill_id=each.skill_id,
                family_id=each.family_id,
                inspection_point=each.inspection_point,
                supplier_id=outside.supplier_id if outside else None,
                outside_price=None if price is None else plain(price),
                outside_days=outside.days if outside else 0,
                alternatives=[AlternativeIn.from_orm(other) for other in each.alternatives],
            )
        )
    dates = {"effective_from": row.effective_from, "effective_until": row.effective_until}
    return RoutingOut(
        id=row.id, item_id=row.item_id, code=row.code, state=row.state.value, operations=steps, **dates
    )
