"""The machine board and the runs behind it."""

from collections.abc import Iterable
from typing import Annotated

from django.utils.translation import gettext_noop as N_
from ninja import Schema
from pydantic import AwareDatetime, Field

from taktline.faces.api.access import ApiRequest, needs
from taktline.faces.api.fields import Body, Id, ShortText
from taktline.faces.api.routing import RoomRouter
from taktline.faces.api.scheduling_out import (
    BoardOut,
    DifferenceOut,
    LoadOut,
    MovedOut,
    ScheduleRunOut,
    WhyOut,
    board_out,
    difference_out,
    load_out,
    moved_out,
    run_out,
    why_out,
)
from taktline.flows.plan_and_release.publish_schedule import move_operation, preview_move, publish_schedule
from taktline.identity import queries as identity
from taktline.kernel import jobs
from taktline.kernel.errors import NotFound
from taktline.kernel.source import Source
from taktline.planning import queries as planning
from taktline.scheduling import permits, queries, services
from taktline.scheduling.types import BoardMove
from taktline.shopfloor import queries as shopfloor
from taktline.shopfloor.types import WORK_ORDER

router = RoomRouter(tags=["scheduling"])

router.lists("/runs", queries.RUNS, permits.SEE, summary="Schedule runs")


def site_of(request: ApiRequest, site_id: int | None) -> int:
    """The site named, or the asker's first. Raises NotFound."""
    scope = request.actor.scope
    if site_id is None:
        return identity.default_site(scope=scope).id
    if not scope.covers_site(site_id):
        raise NotFound(what=N_("site"), key=site_id)
    return identity.site(site_id).id


def numbers_of(request: ApiRequest, work_order_ids: Iterable[int]) -> dict[int, str]:
    """The customer's order each work order is for, as far as the asker may see it."""
    sources = [Source(WORK_ORDER, pk) for pk in set(work_order_ids)]
    return {
        source.id: cover.number
        for source, cover in planning.covers(sources, scope=request.actor.scope).items()
    }


class ScheduleRunIn(Body):
    """seconds: how long the schedule may be improved. site: left out, the first one may see."""

    site: Id | None = None
    seconds: Annotated[int, Field(ge=0, le=120)] = 10


@router.post("/runs", response={202: ScheduleRunOut}, summary="Compute a schedule of all open work")
@needs(permits.RUN)
def request_run(request: ApiRequest, body: ScheduleRunIn) -> ScheduleRunOut:
    """Watch it at /schedule/runs/{id}; it ends proposed and is not in force before it is published."""
    site = site_of(request, body.site)
    run_id = services.request_run(site, seconds=body.seconds, by=request.actor, at=request.at)
    return run_out(queries.run(run_id, scope=request.actor.scope))


@router.get("/runs/{run_id}", response=ScheduleRunOut, summary="One run: how far it is, what it found")
@needs(permits.SEE)
def run(request: ApiRequest, run_id: Id) -> ScheduleRunOut:
    return run_out(queries.run(run_id, scope=request.actor.scope))


@router.get(
    "/runs/{run_id}/difference", response=DifferenceOut, summary="What a run would change in the one in force"
)
@needs(permits.SEE)
def difference(request: ApiRequest, run_id: Id) -> DifferenceOut:
    found = queries.compare(run_id, scope=request.actor.scope)
    return difference_out(found, numbers_of(request, found.orders))


@router.post("/runs/{run_id}/stop", response={204: None}, summary="Ask a run to end with the best it has")
@needs(permits.RUN)
def stop(request: ApiRequest, run_id: Id) -> None:
    row = queries.run(run_id, scope=request.actor.scope)
    if row.job_id is None:
        raise NotFound(what=N_("running job"), key=run_id)
    jobs.stop(row.job_id)


class PublishedOut(Schema):
    """moved: operations that have another machine or time now."""

    moved: int


@router.post(
    "/runs/{run_id}/publish", response=PublishedOut, summary="Put a run into force and tell the shop floor"
)
@needs(permits.PUBLISH)
def publish(request: ApiRequest, run_id: Id) -> PublishedOut:
    queries.run(run_id, scope=request.actor.scope)
    return PublishedOut(moved=publish_schedule(run_id, by=request.actor, at=request.at))


class DiscardIn(Body):
    """Why."""

    reason: ShortText = ""


@router.post("/runs/{run_id}/discard", response={204: None}, summary="Throw a run away")
@needs(permits.PUBLISH)
def discard(request: ApiRequest, run_id: Id, body: DiscardIn) -> None:
    queries.run(run_id, scope=request.actor.scope)
    services.discard(run_id, reason=body.reason, by=request.actor, at=request.at)


@router.get("/board", response=BoardOut, summary="The machine board: the schedule in force, or a run")
@needs(permits.SEE)
def board(request: ApiRequest, site: Id | None = None, run: Id | None = None) -> BoardOut:
    found = queries.board(site_of(request, site), at=request.at, run_id=run)
    return board_out(found, numbers_of(request, (bar.work_order_id for bar in found.bars)))


@router.get("/load", response=list[LoadOut], summary="How full each work centre is, week by week")
@needs(permits.SEE)
def load(request: ApiRequest, site: Id | None = None, run: Id | None = None) -> list[LoadOut]:
    found = queries.board(site_of(request, site), at=request.at, run_id=run)
    return [load_out(each, found) for each in queries.centre_loads(found)]


@router.get(
    "/operations/{operation_id}/why", response=list[WhyOut], summary="What holds an operation where it stands"
)
@needs(permits.SEE)
def why(request: ApiRequest, operation_id: Id, site: Id | None = None) -> list[WhyOut]:
    return [why_out(each) for each in queries.why(site_of(request, site), operation_id, at=request.at)]


class MoveIn(Body):
    """An operation dropped on a machine. start: when it begins there, its changeover first; with an offset."""

    site: Id | None = None
    operation: Id
    machine: Id
    start: AwareDatetime

    def wish(self) -> BoardMove:
        """The drop."""
        return BoardMove(self.operation, self.machine, self.start)


@router.post("/moves/preview", response=MovedOut, summary="What would follow if an operation stood elsewhere")
@needs(permits.MOVE, whole=False)
def preview(request: ApiRequest, body: MoveIn) -> MovedOut:
    """Nothing is kept. Send the stamp with /schedule/moves to keep exactly this."""
    found = preview_move(site_of(request, body.site), body.wish(), by=request.actor, at=request.at)
    orders = shopfloor.work_orders([each.work_order_id for each in found.slips])
    return moved_out(found, orders, numbers_of(request, orders))


class KeepIn(MoveIn):
    """stamp: of the preview; refused when anything it rests on has changed."""

    stamp: Annotated[str, Field(min_length=1, max_length=64)]


class KeptOut(Schema):
    """The run that is in force now."""

    run: int
    version: int


@router.post(
    "/moves", response={201: KeptOut}, summary="Keep a previewed move: pin it and publish what follows"
)
@needs(permits.MOVE)
def keep(request: ApiRequest, body: KeepIn) -> KeptOut:
    site = site_of(request, body.site)
    run_id = move_operation(site, body.wish(), stamp=body.stamp, by=request.actor, at=request.at)
    return KeptOut(run=run_id, version=queries.version(site))


@router.post(
    "/operations/{operation_id}/unpin", response={204: None}, summary="Let the scheduler decide again"
)
@needs(permits.MOVE)
def unpin(request: ApiRequest, operation_id: Id) -> None:
    services.unpin(operation_id, by=request.actor, at=request.at)
