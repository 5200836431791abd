"""Material to and from work orders, products into stock, and the reversal of what was booked."""

from typing import Annotated

from ninja import Schema
from pydantic import Field

from taktline.faces.api.access import ApiRequest, needs
from taktline.faces.api.fields import Body, Id, Made, Positive, ShortText
from taktline.faces.api.routing import RoomRouter
from taktline.kernel.exact import plain
from taktline.shopfloor import permits, services
from taktline.shopfloor.types import Finished, IssueLine, Missing, Offcut

router = RoomRouter(tags=["shopfloor"])

Why = Annotated[str, Field(min_length=1, max_length=200)]


class MissingOut(Schema):
    """Material that was not in the books."""

    item: str
    wanted: str
    taken: str
    unit: str


def missing(rows: tuple[Missing, ...]) -> list[MissingOut]:
    return [
        MissingOut(item=row.item_code, wanted=plain(row.wanted), taken=plain(row.taken), unit=row.unit)
        for row in rows
    ]


class MaterialWhyIn(Body):
    """Why."""

    reason: Why


@router.post("/reports/{report_id}/reverse", response={201: Made}, summary="Take back a report")
@needs(permits.MEND)
def reverse_report(request: ApiRequest, report_id: Id, body: MaterialWhyIn) -> Made:
    return Made(id=services.reverse_report(report_id, reason=body.reason, by=request.actor, at=request.at))


@router.post("/issues/{issue_id}/reverse", response={201: Made}, summary="Take back an issue of material")
@needs(permits.MEND)
def reverse_issue(request: ApiRequest, issue_id: Id, body: MaterialWhyIn) -> Made:
    return Made(id=services.reverse_issue(issue_id, reason=body.reason, by=request.actor, at=request.at))


@router.post(
    "/completions/{completion_id}/reverse", response={201: Made}, summary="Take products back out of stock"
)
@needs(permits.MEND)
def reverse_completion(request: ApiRequest, completion_id: Id, body: MaterialWhyIn) -> Made:
    return Made(
        id=services.reverse_completion(completion_id, reason=body.reason, by=request.actor, at=request.at)
    )


class IssueLineIn(Body):
    """What to take. place, lot: scanned; item: an approved alternate; quantity in the unit of what is taken."""

    material: Id
    quantity: Positive
    place: Id | None = None
    lot: Id | None = None
    item: Id | None = None
    owner: Id | None = None


class MaterialIssueIn(Body):
    """Material for a work order. reason: needed for an over-issue."""

    lines: Annotated[list[IssueLineIn], Field(min_length=1, max_length=200)]
    reason: ShortText = ""


class TakenOut(Schema):
    """Ids of the issues, and what was not there."""

    issues: list[int]
    missing: list[MissingOut]


@router.post("/work-orders/{work_order_id}/issue", response={201: TakenOut}, summary="Issue material")
@needs(permits.ISSUE)
def issue(request: ApiRequest, work_order_id: Id, body: MaterialIssueIn) -> TakenOut:
    lines = [
        IssueLine(
            each.material, each.quantity, each.place or 0, each.lot or 0, each.item or 0, each.owner or 0
        )
        for each in body.lines
    ]
    taken = services.issue(work_order_id, lines, reason=body.reason, by=request.actor, at=request.at)
    return TakenOut(issues=list(taken.issues), missing=missing(taken.missing))


@router.post(
    "/work-orders/{work_order_id}/reserve", response={201: TakenOut}, summary="Keep lots for its pick list"
)
@needs(permits.ISSUE)
def reserve(request: ApiRequest, work_order_id: Id) -> TakenOut:
    taken = services.reserve_materials(work_order_id, by=request.actor, at=request.at)
    return TakenOut(issues=[], missing=missing(taken.missing))


class OffcutIn(Body):
    """What is left of a bar: its own lot and length."""

    lot: Annotated[str, Field(min_length=1, max_length=60)]
    length_mm: Annotated[int, Field(ge=1, le=100_000)]


class MaterialReturnIn(Body):
    """What goes back, and where."""

    quantity: Positive
    place: Id
    offcut: OffcutIn | None = None


@router.post("/issues/{issue_id}/return", response={201: Made}, summary="Bring material back to the store")
@needs(permits.ISSUE)
def give_back(request: ApiRequest, issue_id: Id, body: MaterialReturnIn) -> Made:
    offcut = Offcut(body.offcut.lot, body.offcut.length_mm) if body.offcut else None
    made = services.return_material(
        issue_id, body.quantity, place_id=body.place, offcut=offcut, by=request.actor, at=request.at
    )
    return Made(id=made)


class CompleteIn(Body):
    """Good pieces that go into stock. place, lot: the usual ones where left out."""

    quantity: Positive
    place: Id | None = None
    lot: Annotated[str, Field(max_length=60)] = ""


@router.post(
    "/work-orders/{work_order_id}/complete", response={201: Made}, summary="Book products into stock"
)
@needs(permits.COMPLETE)
def complete(request: ApiRequest, work_order_id: Id, body: CompleteIn) -> Made:
    finished = Finished(body.quantity, body.place or 0, body.lot)
    return Made(id=services.complete(work_order_id, finished, by=request.actor, at=request.at).completion_id)


@router.post("/work-orders/{work_order_id}/pause", response={204: None}, summary="Pause a work order")
@needs(permits.STOP)
def pause_order(request: ApiRequest, work_order_id: Id, body: MaterialWhyIn) -> None:
    services.pause_order(work_order_id, reason=body.reason, by=request.actor, at=request.at)


@router.post(
    "/work-orders/{work_order_id}/hold", response={204: None}, summary="Hold a work order for a decision"
)
@needs(permits.STOP)
def hold_order(request: ApiRequest, work_order_id: Id, body: MaterialWhyIn) -> None:
    services.hold_order(work_order_id, reason=body.reason, by=request.actor, at=request.at)


@router.post("/work-orders/{work_order_id}/resume", response={204: None}, summary="Let a work order go on")
@needs(permits.STOP)
def resume_order(request: ApiRequest, work_order_id: Id) -> None:
    services.resume_order(work_order_id, by=request.actor, at=request.at)
