"""Work orders and their operations."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from ninja import Schema
from pydantic import Field

from taktline.faces.api.access import ApiRequest, needs
from taktline.faces.api.fields import Body, Id, Made, MeasuredOut, NameOut, Positive
from taktline.faces.api.routing import RoomRouter
from taktline.flows.plan_and_release.release_work_orders import release_work_orders
from taktline.kernel.exact import plain
from taktline.kernel.naming import Name
from taktline.shopfloor import permits, queries, services

router = RoomRouter(tags=["shopfloor"])

router.lists("/work-orders", queries.WORK_ORDERS, permits.SEE, summary="Work orders")
router.lists("/operations", queries.OPERATIONS, permits.SEE, summary="Operations of work orders")


class ReleaseIn(Body):
    """Work orders to release together. anyway: although material is missing."""

    work_orders: Annotated[list[Id], Field(min_length=1, max_length=500)]
    anyway: bool = False


@router.post(
    "/work-orders/release", response={204: None}, summary="Release work orders whose material is here"
)
@needs(permits.RELEASE)
def release(request: ApiRequest, body: ReleaseIn) -> None:
    release_work_orders(body.work_orders, anyway=body.anyway, by=request.actor, at=request.at)


class MaterialOut(Schema):
    """What a work order takes, or gives besides its product."""

    id: int
    item: str
    quantity: MeasuredOut
    issued: MeasuredOut
    needed_on: date
    is_by_product: bool


class WorkOrderOperationOut(Schema):
    """One step, with machine and times of the published schedule."""

    id: int
    number: int
    name: NameOut
    state: str
    centre: int
    machine: int | None
    start: datetime | None
    end: datetime | None


class WorkOrderOut(Schema):
    """One work order. demand: what it is for."""

    id: int
    number: str
    item: str
    quantity: MeasuredOut
    completed: MeasuredOut
    state: str
    clearance: str
    start: date
    due: date
    demand: str | None
    materials: list[MaterialOut]
    operations: list[WorkOrderOperationOut]


@router.get("/work-orders/{number}", response=WorkOrderOut, summary="One work order by its number")
@needs(permits.SEE)
def work_order(request: ApiRequest, number: Annotated[str, Field(max_length=30)]) -> WorkOrderOut:
    row = queries.work_order_by_number(number, scope=request.actor.scope)
    materials = queries.materials_of([row.id]).get(row.id, [])
    operations = queries.operations_of([row.id]).get(row.id, [])
    return WorkOrderOut(
        id=row.id, number=row.number, item=row.item_code, quantity=_measured(row.quantity, row.unit),
        completed=_measured(row.completed, row.unit), state=row.state, clearance=row.clearance, start=row.start,
        due=row.due, demand=str(row.demand) if row.demand else None,
        materials=[
            MaterialOut(
                id=each.id, item=each.item_code, quantity=_measured(each.quantity, each.unit),
                issued=_measured(each.issued, each.unit), needed_on=each.needed_on, is_by_product=each.is_by_product,
            )
            for each in materials
        ],
        operations=[
            WorkOrderOperationOut(
                id=each.id, number=each.number, name=_name(each.name), state=each.state, centre=each.centre_id,
                machine=each.planned_machine_id, start=each.planned_start, end=each.planned_end,
            )
            for each in operations
        ],
    )  # fmt: skip


def _measured(quantity: Decimal, unit: str) -> MeasuredOut:
    return MeasuredOut(quantity=plain(quantity), unit=unit)


def _name(name: Name) -> NameOut:
    return NameOut(zh=name.zh, en=name.en, text=str(name))


class WorkOrderChangeIn(Body):
    """What a planned work order should make, and by when."""

    quantity: Positive
    due: date


@router.post(
    "/work-orders/{work_order_id}/change", response={204: None}, summary="Change a planned work order"
)
@needs(permits.PLAN)
def change(request: ApiRequest, work_order_id: Id, body: WorkOrderChangeIn) -> None:
    services.change(work_order_id, quantity=body.quantity, due=body.due, by=request.actor, at=request.at)


class SplitIn(Body):
    """How many pieces become an order of their own."""

    quantity: Positive


@router.post("/work-orders/{work_order_id}/split", response={201: Made}, summary="Split a work order")
@needs(permits.PLAN)
def split(request: ApiRequest, work_order_id: Id, body: SplitIn) -> Made:
    return Made(id=services.split(work_order_id, body.quantity, by=request.actor, at=request.at))


class CancelIn(Body):
    """Why. scrap: write off what is at the machine; otherwise it goes back where it came from."""

    reason: Annotated[str, Field(min_length=1, max_length=400)]
    scrap: bool = False


@router.post("/work-orders/{work_order_id}/cancel", response={204: None}, summary="Do not make it after all")
@needs(permits.PLAN)
def cancel(request: ApiRequest, work_order_id: Id, body: CancelIn) -> None:
    services.cancel(work_order_id, reason=body.reason, scrap=body.scrap, by=request.actor, at=request.at)
