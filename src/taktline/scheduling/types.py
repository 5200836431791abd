"""Values that cross the doors of scheduling."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from taktline.kernel.naming import Name
from taktline.kernel.source import Source
from taktline.shopfloor.types import WorkOrderRow


@dataclass(frozen=True, slots=True)
class RunRow:
    """One run. tardiness: weighted minutes late; changeover, flow: minutes; gap: share of the cost not proved needed.

    bound: weighted minutes late that no schedule can avoid; bound_kind: how that was found.
    """

    id: int
    site_id: int
    state: str
    job_id: int | None
    created_at: datetime
    created_by: str
    note: str
    operations: int
    tardiness: int
    changeover: int
    flow: int
    late_orders: int
    bound: int
    bound_kind: str
    gap: Decimal
    rule: str
    iterations: int
    moved: int


@dataclass(frozen=True, slots=True)
class SlotRow:
    """Where an operation stands in a schedule. begin: its setup starts; start: its run starts; all UTC."""

    operation_id: int
    work_order_id: int
    machine_id: int
    person_id: int | None
    begin: datetime
    start: datetime
    end: datetime
    sequence: int
    is_pinned: bool


@dataclass(frozen=True, slots=True)
class Slipped:
    """A work order whose end differs between two schedules; late: minutes after its due day, 0 in time."""

    work_order_id: int
    before: datetime
    after: datetime
    late_before: int
    late_after: int


@dataclass(frozen=True, slots=True)
class KeptRoom:
    """Time of a machine, and perhaps of a person, that is promised to somebody and has no work order yet."""

    machine_id: int
    person_id: int | None
    begin: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class BoardMove:
    """An operation dropped on a machine. start: when it begins there, its changeover first."""

    operation_id: int
    machine_id: int
    start: datetime


@dataclass(frozen=True, slots=True)
class Moved:
    """What a move on the board would do. slots: every operation that stands elsewhere afterwards.

    stamp: what it rests on; keeping it is refused when that changed. pinned_late: the operation could not stand where
    it was dropped and was put at the next possible minute.
    """

    slots: Sequence[SlotRow]
    slips: Sequence[Slipped]
    stamp: str
    pinned_late: bool


@dataclass(frozen=True, slots=True)
class Why:
    """What holds an operation's start back, link by link towards the origin.

    kind: predecessor, machine, person, material, calendar, truck, release, now, pin, frozen or free.
    """

    operation_id: int
    kind: str
    other_operation_id: int | None
    machine_id: int | None
    person_id: int | None
    until: datetime
    waits_minutes: int


@dataclass(frozen=True, slots=True)
class Lane:
    """A machine on the board. windows: its working time in minutes; load_ppm: share of the next four weeks taken."""

    machine_id: int
    code: str
    name: Name
    centre_id: int
    centre: Name
    is_outside: bool
    load_ppm: int
    windows: Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Bar:
    """An operation on the board. Minutes since the board's origin; setup: minutes at its start.

    late: minutes its work order ends after its due day, negative when early. eligible: machine ids it may run on.
    """

    operation_id: int
    work_order_id: int
    work_order: str
    number: int
    name: Name
    item_code: str
    item_name: Name
    machine_id: int
    start: int
    end: int
    setup: int
    late: int
    is_pinned: bool
    is_frozen: bool
    state: str
    demand: Source | None
    eligible: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """What the machine board shows. origin: the moment of minute 0; version: of the schedule in force."""

    origin: datetime
    time_zone: str
    now: int
    version: int
    run_id: int
    lanes: Sequence[Lane]
    bars: Sequence[Bar]
    links: Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class WeekLoad:
    """Seven days of a work centre in working minutes. start: minutes since the board's origin."""

    start: int
    free: int
    busy: int

    @property
    def ppm(self) -> int:
        """The share that is taken, in parts per million."""
        return self.busy * 1_000_000 // self.free if self.free else 0


@dataclass(frozen=True, slots=True)
class CentreLoad:
    """How full a work centre is, week by week from now on."""

    centre_id: int
    centre: Name
    machines: int
    weeks: Sequence[WeekLoad]

    @property
    def whole(self) -> WeekLoad:
        """All the weeks together."""
        return WeekLoad(
            self.weeks[0].start, sum(each.free for each in self.weeks), sum(each.busy for each in self.weeks)
        )


@dataclass(frozen=True, slots=True)
class Moving:
    """An operation that stands elsewhere in a run than in the schedule in force."""

    operation_id: int
    work_order_id: int
    work_order: str
    number: int
    name: Name
    item_code: str
    machine_before: int
    machine_after: int
    begin_before: datetime
    begin_after: datetime


@dataclass(frozen=True, slots=True)
class Comparison:
    """A run beside the schedule in force. moving: the largest moves first; slips: who loses most first; added: new ones.

    orders: numbers, items and demands of the work orders that slip.
    """

    moving: Sequence[Moving]
    slips: Sequence[Slipped]
    added: int
    orders: Mapping[int, WorkOrderRow]
