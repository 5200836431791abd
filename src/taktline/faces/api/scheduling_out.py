"""The shapes of schedules as they go out. Moments are UTC."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from ninja import Schema

from taktline.faces.api.fields import NameOut
from taktline.kernel import jobs
from taktline.kernel.exact import plain
from taktline.kernel.naming import Name
from taktline.scheduling.types import Bar, Board, CentreLoad, Comparison, Moved, RunRow, Slipped, Why
from taktline.shopfloor.types import WorkOrderRow


def name_out(name: Name) -> NameOut:
    """A name in both languages."""
    return NameOut(zh=name.zh, en=name.en, text=str(name))


class ProgressOut(Schema):
    """How far the computation is."""

    job: int
    state: str
    step: str
    done: int
    total: int
    error: str


class ScheduleRunOut(Schema):
    """A run. tardiness and bound: weighted minutes late, found and unavoidable; bound_kind: how that was found.

    gap: share of the cost not proved to be needed. moved: operations that stand elsewhere than in the one in force.
    """

    id: int
    site: int
    state: str
    created_at: datetime
    created_by: str
    operations: int
    late_orders: int
    tardiness: int
    changeover: int
    flow: int
    bound: int
    bound_kind: str
    gap: str
    iterations: int
    moved: int
    progress: ProgressOut | None


def run_out(row: RunRow) -> ScheduleRunOut:
    """A run as it goes out."""
    progress = None
    if row.job_id is not None:
        job = jobs.job(row.job_id)
        progress = ProgressOut(
            job=job.id, state=job.state, step=job.step, done=job.done, total=job.total, error=job.error[:400]
        )
    return ScheduleRunOut(
        id=row.id, site=row.site_id, state=row.state, created_at=row.created_at, created_by=row.created_by,
        operations=row.operations, late_orders=row.late_orders, tardiness=row.tardiness, changeover=row.changeover,
        flow=row.flow, bound=row.bound, bound_kind=row.bound_kind, gap=plain(row.gap), iterations=row.iterations,
        moved=row.moved, progress=progress,
    )  # fmt: skip


class LaneOut(Schema):
    """A machine. load: share of the next four weeks that is taken, in millionths."""

    machine: int
    code: str
    name: NameOut
    centre: NameOut
    is_outside: bool
    load: int


class BarOut(Schema):
    """An operation on a machine. order: the customer's, where the asker may see it. late: minutes after the due day.

    machines: ids of those it may run on.
    """

    operation: int
    work_order: str
    number: int
    name: NameOut
    item: str
    order: str
    machine: int
    begin: datetime
    start: datetime
    end: datetime
    late: int
    state: str
    is_pinned: bool
    is_frozen: bool
    machines: list[int]


class BoardOut(Schema):
    """The board. version: of the schedule in force. links: an operation, and the one that waits for it."""

    run: int
    version: int
    now: datetime
    lanes: list[LaneOut]
    bars: list[BarOut]
    links: list[tuple[int, int]]


def board_out(board: Board, orders: Mapping[int, str]) -> BoardOut:
    """The board as it goes out."""
    return BoardOut(
        run=board.run_id,
        version=board.version,
        now=_moment(board, board.now),
        lanes=[
            LaneOut(
                machine=each.machine_id, code=each.code, name=name_out(each.name), centre=name_out(each.centre),
                is_outside=each.is_outside, load=each.load_ppm,
            )
            for each in board.lanes
        ],
        bars=[_bar(board, bar, orders.get(bar.work_order_id, "")) for bar in board.bars],
        links=list(board.links),
    )  # fmt: skip


def _moment(board: Board, minute: int) -> datetime:
    return board.origin + timedelta(minutes=minute)


def _bar(board: Board, bar: Bar, order: str) -> BarOut:
    return BarOut(
        operation=bar.operation_id, work_order=bar.work_order, number=bar.number, name=name_out(bar.name),
        item=bar.item_code, order=order, machine=bar.machine_id, begin=_moment(board, bar.start),
        start=_moment(board, bar.start + bar.setup), end=_moment(board, bar.end), late=bar.late, state=bar.state,
        is_pinned=bar.is_pinned, is_frozen=bar.is_frozen, machines=list(bar.eligible),
    )  # fmt: skip


class SlipOut(Schema):
    """A work order that ends at another time. late: minutes after its due day."""

    work_order: str
    order: str
    before: datetime
    after: datetime
    late_before: int
    late_after: int


class PlaceOut(Schema):
    """Where an operation would stand."""

    operation: int
    machine: int
    begin: datetime
    start: datetime
    end: datetime


class MovedOut(Schema):
    """What a move would do. pinned_late: it could not stand there and was put at the next possible minute."""

    stamp: str
    pinned_late: bool
    moved: list[PlaceOut]
    slips: list[SlipOut]


def moved_out(found: Moved, orders: Mapping[int, WorkOrderRow], numbers: Mapping[int, str]) -> MovedOut:
    """A consequence as it goes out."""
    return MovedOut(
        stamp=found.stamp,
        pinned_late=found.pinned_late,
        moved=[
            PlaceOut(
                operation=slot.operation_id,
                machine=slot.machine_id,
                begin=slot.begin,
                start=slot.start,
                end=slot.end,
            )
            for slot in found.slots
        ],
        slips=[
            _slip(each, orders[each.work_order_id].number, numbers)
            for each in found.slips
            if each.work_order_id in orders
        ],
    )


def _slip(slip: Slipped, work_order: str, numbers: Mapping[int, str]) -> SlipOut:
    return SlipOut(
        work_order=work_order, order=numbers.get(slip.work_order_id, ""), before=slip.before, after=slip.after,
        late_before=slip.late_before, late_after=slip.late_after,
    )  # fmt: skip


class ScheduleChangeOut(Schema):
    """An operation that stands elsewhere."""

    operation: int
    work_order: str
    number: int
    machine_before: int
    machine_after: int
    begin_before: datetime
    begin_after: datetime


class DifferenceOut(Schema):
    """A run beside the schedule in force. moving: the largest moves; added: operations that were not scheduled before."""

    slips: list[SlipOut]
    moving: list[ScheduleChangeOut]
    added: int


def difference_out(found: Comparison, numbers: Mapping[int, str]) -> DifferenceOut:
    """A comparison as it goes out."""
    return DifferenceOut(
        slips=[_slip(each, found.orders[each.work_order_id].number, numbers) for each in found.slips],
        moving=[
            ScheduleChangeOut(
                operation=each.operation_id, work_order=each.work_order, number=each.number,
                machine_before=each.machine_before, machine_after=each.machine_after, begin_before=each.begin_before,
                begin_after=each.begin_after,
            )
            for each in found.moving
        ],
        added=found.added,
    )  # fmt: skip


class WeekOut(Schema):
    """Seven days from a day. Minutes of working time."""

    start: date
    free: int
    busy: int


class LoadOut(Schema):
    """A work centre."""

    centre: NameOut
    machines: int
    weeks: list[WeekOut]


def load_out(centre: CentreLoad, board: Board) -> LoadOut:
    """A centre's load as it goes out; days are the site's, as the board's origin is."""
    return LoadOut(
        centre=name_out(centre.centre),
        machines=centre.machines,
        weeks=[
            WeekOut(start=_moment(board, week.start).date(), free=week.free, busy=week.busy)
            for week in centre.weeks
        ],
    )


class WhyOut(Schema):
    """What holds an operation, link by link towards the origin.

    kind: predecessor, machine, person, material, calendar, truck, release, now, pin, frozen or free.
    """

    operation: int
    kind: str
    other: int | None
    machine: int | None
    person: int | None
    until: datetime
    waits_minutes: int


def why_out(link: Why) -> WhyOut:
    """One link as it goes out."""
    return WhyOut(
        operation=link.operation_id, kind=link.kind, other=link.other_operation_id, machine=link.machine_id,
        person=link.person_id, until=link.until, waits_minutes=link.waits_minutes,
    )  # fmt: skip
