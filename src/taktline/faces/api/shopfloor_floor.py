"""What a terminal and an auditor read: jobs, one's own day, machines that stand, and the genealogy of lots."""

from datetime import datetime, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from ninja import Schema
from pydantic import Field

from taktline.faces.api.access import ApiRequest, needs
from taktline.faces.api.fields import Id, MeasuredOut, NameOut
from taktline.faces.api.routing import RoomRouter
from taktline.kernel.exact import plain
from taktline.kernel.naming import Name
from taktline.resources import queries as resources
from taktline.shopfloor import permits, queries
from taktline.shopfloor.types import JobRow, LotLink

router = RoomRouter(tags=["shopfloor"])


def _name(name: Name) -> NameOut:
    return NameOut(zh=name.zh, en=name.en, text=str(name))


class FloorJobOut(Schema):
    """An operation as the terminal shows it. available: pieces that may be reported now. mine: one works at it."""

    operation: int
    work_order_id: int
    work_order: str
    item: str
    item_name: str
    drawing: str
    unit: str
    number: int
    name: str
    state: str
    quantity: str
    good: str
    scrap: str
    rework: str
    available: str
    is_last: bool
    is_rush: bool
    due: str
    machine: int | None
    machine_name: str
    planned_start: datetime | None
    planned_end: datetime | None
    setup_seconds: int
    run_seconds: int
    blocked: str
    mine: bool


def _job(row: JobRow) -> FloorJobOut:
    return FloorJobOut(
        operation=row.operation_id, work_order_id=row.work_order_id, work_order=row.work_order, item=row.item_code,
        item_name=str(row.item_name), drawing=row.drawing, unit=row.unit, number=row.number, name=str(row.name),
        state=row.state, quantity=plain(row.quantity), good=plain(row.good), scrap=plain(row.scrap),
        rework=plain(row.rework), available=plain(row.available), is_last=row.is_last, is_rush=row.is_rush, due=row.due,
        machine=row.machine_id, machine_name=str(row.machine) if row.machine else "", planned_start=row.planned_start,
        planned_end=row.planned_end, setup_seconds=row.setup_seconds, run_seconds=row.run_seconds, blocked=row.blocked,
        mine=row.mine,
    )  # fmt: skip


def person_of(request: ApiRequest) -> int | None:
    """The person of the plant that asks, if a user is one."""
    actor = request.actor
    people = resources.people(scope=actor.scope) if actor.kind == "user" else []
    return next((each.id for each in people if each.user_id == actor.id), None)


@router.get("/jobs", response=list[FloorJobOut], summary="Jobs in dispatch order")
@needs(permits.REPORT)
def jobs(
    request: ApiRequest, machine: Id | None = None, work_order: Annotated[str, Field(max_length=30)] = ""
) -> list[FloorJobOut]:
    scope = request.actor.scope
    order_id = queries.work_order_by_number(work_order, scope=scope).id if work_order else None
    rows = queries.jobs(scope=scope, machine_id=machine, person_id=person_of(request), order_id=order_id)
    return [_job(row) for row in rows]


class DoneOut(Schema):
    """One report of one's own."""

    id: int
    work_order: str
    number: int
    item: str
    good: str
    scrap: str
    rework: str
    at: datetime
    is_reversed: bool


class TodayOut(Schema):
    """What one has made today. minutes: time that counts, shared where jobs overlap."""

    good: str
    scrap: str
    rework: str
    minutes: int
    reports: list[DoneOut]


@router.get("/today", response=TodayOut, summary="What I made today")
@needs(permits.REPORT)
def today(request: ApiRequest) -> TodayOut:
    zone = ZoneInfo(request.actor.time_zone)
    start = request.at.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    row = queries.made_by(person_of(request) or 0, start=start, end=start + timedelta(days=1))
    return TodayOut(
        good=plain(row.good), scrap=plain(row.scrap), rework=plain(row.rework), minutes=row.minutes,
        reports=[
            DoneOut(
                id=each.id, work_order=each.work_order, number=each.number, item=each.item_code, good=plain(each.good),
                scrap=plain(each.scrap_machining + each.scrap_material), rework=plain(each.rework),
                at=each.happened_at, is_reversed=each.is_reversed,
            )
            for each in row.reports
        ],
    )  # fmt: skip


class StopOut(Schema):
    """A machine that stands still."""

    id: int
    machine: int
    machine_name: str
    reason: str
    note: str
    start: datetime
    expected_end: datetime | None


@router.get("/open-stops", response=list[StopOut], summary="Machines that stand still now")
@needs(permits.SEE)
def stops(request: ApiRequest) -> list[StopOut]:
    rows = queries.open_stops(scope=request.actor.scope)
    names = resources.machine_names([row.machine_id for row in rows])
    return [
        StopOut(
            id=row.id, machine=row.machine_id, machine_name=str(names[row.machine_id][1]), reason=row.reason, note=row.note,
            start=row.start, expected_end=row.expected_end,
        )
        for row in rows
    ]  # fmt: skip


class LinkOut(Schema):
    """One step of a genealogy. lot: empty for an item without lots. is_at_machine: it is not used up yet."""

    level: int
    of_lot: int
    item: str
    item_name: NameOut
    lot_id: int | None
    lot: str
    quantity: MeasuredOut
    work_order: str
    at: datetime
    who: str
    is_at_machine: bool


def _link(row: LotLink) -> LinkOut:
    return LinkOut(
        level=row.level, of_lot=row.of_lot, item=row.item_code, item_name=_name(row.item_name), lot_id=row.lot_id,
        lot=row.lot, quantity=MeasuredOut(quantity=plain(row.quantity), unit=row.unit), work_order=row.work_order,
        at=row.at, who=row.who, is_at_machine=row.is_at_machine,
    )  # fmt: skip


class FloorTraceOut(Schema):
    """What a lot was made of, and what was made of it."""

    back: list[LinkOut]
    forward: list[LinkOut]


@router.get(
    "/lots/{lot_id}/trace", response=FloorTraceOut, summary="Where a lot comes from and where it went"
)
@needs(permits.SEE)
def trace(request: ApiRequest, lot_id: Id) -> FloorTraceOut:
    scope = request.actor.scope
    return FloorTraceOut(
        back=[_link(row) for row in queries.trace_back(lot_id, scope=scope)],
        forward=[_link(row) for row in queries.trace_forward(lot_id, scope=scope)],
    )


class RecallOut(Schema):
    """A lot to call back. level: 0 for the lot itself."""

    lot_id: int
    level: int
    orders: list[str]


@router.get("/lots/{lot_id}/recall", response=list[RecallOut], summary="Every lot to call back with this one")
@needs(permits.SEE)
def recall(request: ApiRequest, lot_id: Id) -> list[RecallOut]:
    rows = queries.recall_list(lot_id, scope=request.actor.scope)
    return [RecallOut(lot_id=row.lot_id, level=row.level, orders=list(row.orders)) for row in rows]
