"""The plan: exceptions, planned orders, pegs, runs."""

from datetime import date
from typing import Annotated
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import Field

from taktline.catalog import queries as catalog
from taktline.faces.api.access import ApiRequest, needs
from taktline.faces.api.fields import Body, Code, Id, MeasuredOut, NameOut
from taktline.faces.api.routing import RoomRouter
from taktline.flows.plan_and_release.firm_proposals import firm_proposals
from taktline.flows.plan_and_release.net_change import JOB, request_plan, stop_plan
from taktline.identity import queries as identity
from taktline.kernel import jobs
from taktline.kernel.errors import NotFound
from taktline.kernel.exact import plain
from taktline.kernel.naming import Name
from taktline.kernel.source import Source
from taktline.planning import permits, queries, services
from taktline.planning.types import Node, Step

router = RoomRouter(tags=["planning"])

router.lists("/exceptions", queries.EXCEPTIONS, permits.SEE, summary="Exceptions, worst first")
router.lists("/proposals", queries.PROPOSALS, permits.SEE, summary="Planned orders to firm")
router.lists("/changes", queries.CHANGES, permits.SEE, summary="Planned orders by their last change")
router.lists("/runs", queries.RUNS, permits.SEE, summary="Runs that changed the plan")
router.lists("/rules", queries.RULES, permits.RULES, summary="Rules of automatic firming")

Ids = Annotated[list[Id], Field(min_length=1, max_length=2_000)]


class FirmIn(Body):
    """Proposals to firm together."""

    proposals: Ids


class FirmedOut(Schema):
    """What the proposals became: ids of work orders and requisitions."""

    work_orders: list[int]
    requisitions: list[int]


@router.post("/proposals/firm", response={201: FirmedOut}, summary="Make orders of planned orders, all or none")
@needs(permits.FIRM)
def firm(request: ApiRequest, body: FirmIn) -> FirmedOut:
    done = firm_proposals(body.proposals, by=request.actor, at=request.at)
    return FirmedOut(work_orders=list(done.work_orders), requisitions=list(done.requisitions))


class DismissIn(Body):
    """Rows to put aside until what they say changes."""

    ids: Ids
    reason: Annotated[str, Field(max_length=200)] = ""


@router.post("/proposals/dismiss", response={204: None}, summary="Put planned orders aside until they change")
@needs(permits.FIRM)
def dismiss_proposals(request: ApiRequest, body: DismissIn) -> None:
    services.dismiss_proposals(body.ids, reason=body.reason, by=request.actor, at=request.at)


@router.post("/exceptions/dismiss", response={204: None}, summary="Put messages aside until they say something else")
@needs(permits.HANDLE)
def dismiss_exceptions(request: ApiRequest, body: DismissIn) -> None:
    services.dismiss_exceptions(body.ids, reason=body.reason, by=request.actor, at=request.at)


class PlanningRunIn(Body):
    """The site to plan; left out: the first one may see."""

    site: Id | None = None


class PlanningJobOut(Schema):
    """A job to watch."""

    job: int


@router.post("/runs", response={202: PlanningJobOut}, summary="Plan a site now; it also plans itself after every change")
@needs(permits.RUN)
def run(request: ApiRequest, body: PlanningRunIn) -> PlanningJobOut:
    site = _site(request, body.site)
    return PlanningJobOut(job=request_plan(site, by=request.actor, at=request.at))


def _site(request: ApiRequest, site_id: int | None) -> int:
    scope = request.actor.scope
    if site_id is None:
        return identity.default_site(scope=scope).id
    if not scope.covers_site(site_id):
        raise NotFound(what=_("site"), key=site_id)
    return identity.site(site_id).id


class StepTime(Schema):
    """A step of a run, in English, and how long it took."""

    name: str
    milliseconds: int


class PlanningRunOut(Schema):
    """A run that changed the plan. checked: items the independent checker judged, of those that are needed."""

    id: int
    today: date
    by: str
    milliseconds: int
    steps: list[StepTime]
    checked: int
    checked_of: int
    seed: int
    requirements: int
    proposals: int
    pegs: int


@router.get("/runs/{run_id}", response=PlanningRunOut, summary="One run: its steps, its size and how much of it was checked")
@needs(permits.SEE)
def one_run(request: ApiRequest, run_id: Id) -> PlanningRunOut:
    row = queries.run(run_id, scope=request.actor.scope)
    return PlanningRunOut(
        id=row.id, today=row.today, by=row.by, milliseconds=row.milliseconds,
        steps=[StepTime(name=name, milliseconds=spent) for name, spent in row.steps], checked=row.checked,
        checked_of=row.checked_of, seed=row.seed, requirements=row.requirements, proposals=row.proposals, pegs=row.pegs,
    )  # fmt: skip


class JobState(Schema):
    """How far a run is."""

    job: int
    state: str
    step: str
    done: int
    total: int
    error: str


@router.get("/jobs/{job_id}", response=JobState, summary="How far a run is")
@needs(permits.SEE)
def job(request: ApiRequest, job_id: Id) -> JobState:
    row = _run(request, job_id)
    return JobState(job=row.id, state=row.state, step=_(row.step) if row.step else "", done=row.done, total=row.total, error=row.error[:400])


@router.post("/jobs/{job_id}/stop", response={204: None}, summary="Ask a run to stop; the last plan stands")
@needs(permits.RUN)
def stop(request: ApiRequest, job_id: Id) -> None:
    stop_plan(job_id, by=request.actor)


def _run(request: ApiRequest, job_id: int) -> jobs.JobRow:
    """A planning run; other jobs are none of this room's business. Raises NotFound."""
    row = jobs.job(job_id)
    if row.kind != JOB or not request.actor.scope.covers_site(int(row.key)):
        raise NotFound(what=_("job"), key=job_id)
    return row


class NodeOut(Schema):
    """One thing in a chain. kind and id name it; customer: for customer deliveries."""

    kind: str
    id: int
    text: str
    state: str
    day: date | None
    customer: NameOut | None
    order_number: str


class PlanningStepOut(Schema):
    """A thing on the way, and how much of which item passes. depth: steps from the start."""

    depth: int
    node: NodeOut
    item: str
    quantity: MeasuredOut
    needed_on: date | None
    late_days: int
    again: bool


class PlanningTraceOut(Schema):
    """down: what gives it. up: whom it is for."""

    start: NodeOut
    down: list[PlanningStepOut]
    up: list[PlanningStepOut]


@router.get("/pegs/{kind}/{source_id}", response=PlanningTraceOut, summary="Where a quantity comes from and whom it is for")
@needs(permits.SEE)
def pegs(request: ApiRequest, kind: Code, source_id: Id) -> PlanningTraceOut:
    found = queries.trace(Source(kind, source_id), scope=request.actor.scope)
    return PlanningTraceOut(start=_node(found.start), down=[_step(each) for each in found.down], up=[_step(each) for each in found.up])


def _name(name: Name | None) -> NameOut | None:
    return None if name is None else NameOut(zh=name.zh, en=name.en, text=str(name))


def _node(node: Node) -> NodeOut:
    return NodeOut(
        kind=node.source.kind, id=node.source.id, text=node.text, state=node.state, day=node.day,
        customer=_name(node.customer), order_number=node.customer_number,
    )  # fmt: skip


def _step(step: Step) -> PlanningStepOut:
    return PlanningStepOut(
        depth=step.depth, node=_node(step.node), item=step.item_code,
        quantity=MeasuredOut(quantity=plain(step.quantity), unit=step.unit), needed_on=step.needed_on,
        late_days=step.late_days, again=step.again,
    )  # fmt: skip


class BucketOut(Schema):
    """A day or week of an item, in its stock unit."""

    start: date
    gross: str
    receipts: str
    proposed: str
    projected: str
    orders: str


class ItemPlanOut(Schema):
    """One item over time."""

    item: str
    unit: str
    on_hand: str
    safety: str
    buckets: list[BucketOut]


@router.get("/items/{item_id}/plan", response=ItemPlanOut, summary="One item over time: needed, coming, proposed, left")
@needs(permits.SEE)
def item_plan(
    request: ApiRequest, item_id: Id, site: Id | None = None, by_day: bool = False,  # noqa: FBT001, FBT002 - a query parameter
    count: Annotated[int, Field(ge=1, le=120)] = 16,
) -> ItemPlanOut:  # fmt: skip
    row = catalog.item(item_id, scope=request.actor.scope)
    place = identity.site(_site(request, site))
    today = request.at.astimezone(ZoneInfo(place.time_zone)).date()
    plan = queries.item_plan(row.id, site_id=place.id, today=today, at=request.at, weekly=not by_day, count=count)
    return ItemPlanOut(
        item=row.code, unit=row.unit, on_hand=plain(plan.on_hand), safety=plain(plan.safety),
        buckets=[
            BucketOut(
                start=each.start, gross=plain(each.gross), receipts=plain(each.receipts), proposed=plain(each.proposed),
                projected=plain(each.projected), orders=plain(each.orders),
            )
            for each in plan.buckets
        ],
    )  # fmt: skip
