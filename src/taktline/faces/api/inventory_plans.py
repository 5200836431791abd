"""Stock over time: positions, projections, reservations, counts, places, periods."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from taktline.faces.api.access import ApiRequest, needs
from taktline.faces.api.fields import Body, Id, Made, Positive, ShortText
from taktline.faces.api.inventory import Day, Moment, Own, StatusIn, StockWhyIn, router
from taktline.inventory import permits, queries, services
from taktline.inventory.types import CountedLine, CountKind, Key, PlaceKind, ReservationKind, Want
from taktline.kernel.errors import NotFound
from taktline.kernel.exact import plain
from taktline.kernel.source import Source

__all__ = ["router"]


class PositionOut(Schema):
    """One item at one site, own stock, in its stock unit."""

    item_id: int
    on_hand: str
    held: str
    reserved: str
    soft: str
    free: str
    incoming: str
    outgoing: str
    projected: str


@router.get("/positions", response=list[PositionOut], summary="Where items stand at a site")
@needs(permits.SEE)
def positions(
    request: ApiRequest,
    site_id: Id,
    item_ids: Annotated[str, Field(max_length=4000, pattern=r"^[0-9]{1,18}(,[0-9]{1,18}){0,199}$")],
) -> list[PositionOut]:
    _require_site(request, site_id)
    found = queries.positions([int(part) for part in item_ids.split(",")], site_id=site_id, at=request.at)
    names = PositionOut.model_fields.keys() - {"item_id"}
    return [
        PositionOut(item_id=item, **{name: plain(getattr(row, name)) for name in names})
        for item, row in found.items()
    ]


def _require_site(request: ApiRequest, site_id: int) -> None:
    if not request.actor.scope.covers_site(site_id):
        raise NotFound(what="site", key=site_id)


class ProjectionStepOut(Schema):
    """What comes or goes on a day, because of whom, and what is left."""

    due: date
    direction: str
    quantity: str
    balance: str
    source: str


@router.get("/projection", response=list[ProjectionStepOut], summary="An item's stock over time, and why")
@needs(permits.SEE)
def projection(request: ApiRequest, site_id: Id, item_id: Id) -> list[ProjectionStepOut]:
    _require_site(request, site_id)
    return [
        ProjectionStepOut(
            due=step.due,
            direction=step.direction,
            quantity=plain(step.quantity),
            balance=plain(step.balance),
            source=str(step.source),
        )
        for step in queries.projection(item_id, site_id=site_id, at=request.at)
    ]


class WantIn(Body):
    """What somebody wants reserved."""

    source_kind: Annotated[str, Field(min_length=1, max_length=40)]
    source_id: Id
    item_id: Id
    quantity: Positive
    lot_id: Annotated[int, Field(ge=0, le=2**63 - 1)] = 0
    owner_id: Own = 0


class ReserveIn(Body):
    """All or nothing. Soft: until expires_at."""

    site_id: Id
    kind: Literal["soft", "hard"] = "hard"
    expires_at: Moment | None = None
    wants: Annotated[list[WantIn], Field(min_length=1, max_length=500)]


class ReservedOut(Schema):
    """The reservations that were made."""

    reservation_ids: list[int]


@router.post("/reservations", response={201: ReservedOut}, summary="Reserve stock for documents")
@needs(permits.BY_HAND)
def reserve(request: ApiRequest, body: ReserveIn) -> ReservedOut:
    wants = [
        Want(
            Source(each.source_kind, each.source_id), each.item_id, each.quantity, each.lot_id, each.owner_id
        )
        for each in body.wants
    ]
    made = services.reserve(
        wants,
        site_id=body.site_id,
        kind=ReservationKind(body.kind),
        expires_at=body.expires_at,
        by=request.actor,
        at=request.at,
    )
    return ReservedOut(reservation_ids=made)


@router.post(
    "/reservations/{reservation_id}/release", response={204: None}, summary="Let go of a reservation"
)
@needs(permits.BY_HAND)
def release_reservation(request: ApiRequest, reservation_id: Id) -> None:
    services.release_reservation(reservation_id, by=request.actor, at=request.at)


class PlaceIn(Body):
    """A place that holds stock."""

    site_id: Id
    code: Annotated[str, Field(min_length=1, max_length=40)]
    name: Annotated[str, Field(min_length=1, max_length=80)]
    name_en: Annotated[str, Field(max_length=80)] = ""
    kind: Literal["warehouse", "zone", "bin", "wip", "transit"] = "warehouse"
    parent_id: Id | None = None


@router.post("/places", response={201: Made}, summary="Make a place")
@needs(permits.PLACES)
def create_place(request: ApiRequest, body: PlaceIn) -> Made:
    new = services.NewPlace(
        body.site_id, body.code, body.name, body.name_en, PlaceKind(body.kind), body.parent_id
    )
    return Made(id=services.create_place(new, by=request.actor, at=request.at))


class CountIn(Body):
    """What to count: everything at the site, narrowed by places and items where given."""

    site_id: Id
    kind: Literal["cycle", "full", "recount"] = "full"
    place_ids: Annotated[list[Id], Field(max_length=500)] = []
    item_ids: Annotated[list[Id], Field(max_length=500)] = []
    is_blind: bool = True
    note: ShortText = ""


@router.post("/counts", response={201: Made}, summary="Draft a count sheet")
@needs(permits.COUNT)
def plan_count(request: ApiRequest, body: CountIn) -> Made:
    plan = services.CountPlan(
        body.site_id,
        CountKind(body.kind),
        tuple(body.place_ids),
        tuple(body.item_ids),
        is_blind=body.is_blind,
        note=body.note,
    )
    return Made(id=services.plan_count(plan, by=request.actor, at=request.at))


class CountedIn(Body):
    """What was counted of one balance."""

    item_id: Id
    place_id: Id
    lot_id: Annotated[int, Field(ge=0, le=2**63 - 1)] = 0
    owner_id: Own = 0
    status: StatusIn = "free"
    counted: Annotated[Decimal, Field(ge=0, max_digits=18, decimal_places=6)]


class CountedLinesIn(Body):
    """Lines of a sheet."""

    lines: Annotated[list[CountedIn], Field(min_length=1, max_length=1000)]


@router.post("/counts/{count_id}/lines", response={204: None}, summary="Write down what was counted")
@needs(permits.COUNT)
def record_count(request: ApiRequest, count_id: Id, body: CountedLinesIn) -> None:
    lines = [
        CountedLine(Key(each.item_id, each.place_id, each.lot_id, each.owner_id, each.status), each.counted)
        for each in body.lines
    ]
    services.record_count(count_id, lines, by=request.actor, at=request.at)


@router.post("/counts/{count_id}/start", response={204: None}, summary="Hand the sheet out")
@needs(permits.COUNT)
def start_count(request: ApiRequest, count_id: Id) -> None:
    services.start_count(count_id, by=request.actor, at=request.at)


@router.post("/counts/{count_id}/finish", response={204: None}, summary="Hand the sheet in for review")
@needs(permits.COUNT)
def finish_count(request: ApiRequest, count_id: Id) -> None:
    services.finish_count(count_id, by=request.actor, at=request.at)


@router.post("/counts/{count_id}/reject", response={204: None}, summary="Throw the count away")
@needs(permits.COUNT)
def reject_count(request: ApiRequest, count_id: Id, body: StockWhyIn) -> None:
    services.reject_count(count_id, reason=body.reason, by=request.actor, at=request.at)


class PostedOut(Schema):
    """How many lines differed."""

    differences: int


@router.post("/counts/{count_id}/post", response=PostedOut, summary="Book the differences")
@needs(permits.POST_COUNT)
def post_count(request: ApiRequest, count_id: Id) -> PostedOut:
    return PostedOut(differences=services.post_count(count_id, by=request.actor, at=request.at))


class CloseIn(Body):
    """A month of a site, by any of its days."""

    site_id: Id
    month: Day


@router.post("/periods/close", response={201: Made}, summary="Close a month and all before it")
@needs(permits.CLOSE)
def close_period(request: ApiRequest, body: CloseIn) -> Made:
    return Made(id=services.close_period(body.site_id, month=body.month, by=request.actor, at=request.at))


@router.post("/moves/{move_id}/reverse", response={201: Made}, summary="Undo a move by its counter-entry")
@needs(permits.REVERSE)
def reverse_move(request: ApiRequest, move_id: Id, body: StockWhyIn) -> Made:
    return Made(id=services.reverse_move(move_id, reason=body.reason, by=request.actor, at=request.at))


@router.post("/lots/{lot_id}/{verb}", response={204: None}, summary="Hold, release or recall a lot")
@needs(permits.HOLD)
def change_lot(
    request: ApiRequest, lot_id: Id, verb: Literal["hold", "release", "recall"], body: StockWhyIn
) -> None:
    verbs = {"hold": services.hold_lot, "release": services.release_lot, "recall": services.recall_lot}
    verbs[verb](lot_id, reason=body.reason, by=request.actor, at=request.at)
