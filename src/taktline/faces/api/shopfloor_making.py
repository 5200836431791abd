"""What happens on the floor: jobs, time, pieces, stops, material, products, and their reversal."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from taktline.faces.api.access import ApiRequest, needs
from taktline.faces.api.fields import Body, Id, Made, ShortText
from taktline.faces.api.routing import RoomRouter
from taktline.faces.api.shopfloor_material import MissingOut, missing
from taktline.flows.make.report_operation import finish_operation, report_operation
from taktline.kernel.exact import plain
from taktline.shopfloor import permits, services
from taktline.shopfloor.types import (
    AndonKind,
    Pieces,
    ScrapReason,
    StopReason,
    Who,
    WhoStops,
)

router = RoomRouter(tags=["shopfloor"])

Count = Annotated[Decimal, Field(ge=0, max_digits=18, decimal_places=6, description="Pieces.")]
Uuid = Annotated[str, Field(max_length=36, pattern="^([0-9a-fA-F-]{8,36})?$")]
Why = Annotated[str, Field(min_length=1, max_length=200)]
Moment = Annotated[datetime | None, Field(description="When it happened, if before now.")]


class WhoIn(Body):
    """Who, where and when. key: the reporter's own UUID; told twice it counts once."""

    person: Id | None = None
    machine: Id | None = None
    key: Uuid = ""
    happened_at: Moment = None

    def who(self) -> Who:
        """As the services take it."""
        return Who(self.person, self.machine, self.key, self.happened_at)


class StartIn(WhoIn):
    """What one begins."""

    kind: Literal["setup", "run"] = "run"


class PauseIn(WhoIn):
    """Whose time ends."""

    everybody: bool = False


@router.post("/operations/{operation_id}/start", response={201: Made}, summary="Begin to set up or to run")
@needs(permits.REPORT)
def start(request: ApiRequest, operation_id: Id, body: StartIn) -> Made:
    return Made(id=services.start(operation_id, body.kind, who=body.who(), by=request.actor, at=request.at))


@router.post(
    "/operations/{operation_id}/pause", response={204: None}, summary="Stop one's time, or everybody's"
)
@needs(permits.REPORT)
def pause(request: ApiRequest, operation_id: Id, body: PauseIn) -> None:
    services.pause(operation_id, everybody=body.everybody, who=body.who(), by=request.actor, at=request.at)


@router.post(
    "/operations/{operation_id}/finish", response={204: None}, summary="Nothing more will be made here"
)
@needs(permits.REPORT)
def finish(request: ApiRequest, operation_id: Id, body: WhoIn) -> None:
    finish_operation(operation_id, who=body.who(), by=request.actor, at=request.at)


class ReportIn(WhoIn):
    """What came out. reworked: how many of good and scrap were set aside for rework before."""

    good: Count = Decimal(0)
    scrap_machining: Count = Decimal(0)
    scrap_material: Count = Decimal(0)
    rework: Count = Decimal(0)
    reworked: Count = Decimal(0)
    reason: Literal["", *ScrapReason.values] = ""  # type: ignore[valid-type]
    note: ShortText = ""


class ReportOut(Schema):
    """What the report did. is_new: false if it had been told before. missing: material the books did not have."""

    id: int
    is_new: bool
    is_done: bool
    completed: str
    missing: list[MissingOut]


@router.post("/operations/{operation_id}/report", response={201: ReportOut}, summary="Report pieces")
@needs(permits.REPORT)
def report(request: ApiRequest, operation_id: Id, body: ReportIn) -> ReportOut:
    pieces = Pieces(**body.model_dump(exclude={"person", "machine", "key", "happened_at"}))
    done = report_operation(operation_id, pieces, who=body.who(), by=request.actor, at=request.at)
    return ReportOut(
        id=done.reported.report_id, is_new=done.reported.is_new, is_done=done.reported.is_done,
        completed=plain(done.completed.quantity) if done.completed else "0", missing=missing(done.missing),
    )  # fmt: skip


class LockIn(Body):
    """Why it may not run."""

    why: Annotated[str, Field(min_length=1, max_length=80)]


@router.post(
    "/operations/{operation_id}/lock", response={204: None}, summary="Lock an operation until it is decided"
)
@needs(permits.LOCK)
def lock(request: ApiRequest, operation_id: Id, body: LockIn) -> None:
    services.lock_operation(operation_id, why=body.why, by=request.actor, at=request.at)


@router.post("/operations/{operation_id}/unlock", response={204: None}, summary="Let an operation run again")
@needs(permits.LOCK)
def unlock(request: ApiRequest, operation_id: Id) -> None:
    services.unlock_operation(operation_id, by=request.actor, at=request.at)


class StopIn(Body):
    """A machine that stands still."""

    machine: Id
    reason: Literal[*StopReason.values]  # type: ignore[valid-type]
    note: ShortText = ""
    expected_end: datetime | None = None


@router.post("/stops", response={201: Made}, summary="Say that a machine stands still")
@needs(permits.REPORT)
def stop_machine(request: ApiRequest, body: StopIn) -> Made:
    stop = WhoStops(body.reason, body.note, body.expected_end)
    return Made(id=services.stop_machine(body.machine, stop=stop, by=request.actor, at=request.at))


@router.post("/stops/{stop_id}/end", response={204: None}, summary="The machine works again")
@needs(permits.REPORT)
def end_stop(request: ApiRequest, stop_id: Id) -> None:
    services.end_stop(stop_id, by=request.actor, at=request.at)


class CallIn(Body):
    """A call for help."""

    kind: Literal[*AndonKind.values]  # type: ignore[valid-type]
    site: Id
    machine: Id | None = None
    operation: Id | None = None


@router.post("/calls", response={201: Made}, summary="Call for help (andon)")
@needs(permits.REPORT)
def call(request: ApiRequest, body: CallIn) -> Made:
    task_id = services.call_for_help(
        body.kind, site_id=body.site, machine_id=body.machine, operation_id=body.operation, by=request.actor,
        at=request.at,
    )  # fmt: skip
    return Made(id=task_id)
