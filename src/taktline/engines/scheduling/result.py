"""What the scheduling engine answers."""

from dataclasses import dataclass
from enum import StrEnum

from taktline.engines.scheduling.problem import Timetable


@dataclass(frozen=True, slots=True)
class Cost:
    """The objective, part by part, and weighed into one integer.

    tardiness: job weight times minutes late, summed; changeover: setup minutes; flow: minutes from release
    to completion over all jobs; moved: minutes away from published starts; reassigned: operations on
    another machine than published; late_jobs: how many are late; total: the weighed sum.
    """

    tardiness: int
    changeover: int
    flow: int
    moved: int
    reassigned: int
    late_jobs: int
    total: int


class BoundKind(StrEnum):
    """How a lower bound was found; a weak kind explains a wide gap."""

    PATH = "path"
    MACHINE_LOAD = "machine_load"
    CP_SAT = "cp_sat"


@dataclass(frozen=True, slots=True)
class Bound:
    """No schedule can have less weighted tardiness than ``tardiness``, nor a total below ``total``."""

    tardiness: int
    total: int
    kind: BoundKind


@dataclass(frozen=True, slots=True)
class Progress:
    """What a ``stop`` callback sees. share: of the effort spent, 0 to 1."""

    share: float
    iterations: int
    cost: int


@dataclass(frozen=True, slots=True, eq=False)
class Result:
    """A schedule with its cost and an honest bound.

    gap: (cost.total - bound.total) / cost.total, 0 when both are 0. late_pins: operations whose pinned start
    could not be kept; ``check`` reports each. beyond: operations that end after the horizon, where the
    calendars no longer speak. rule: the dispatch rule it began with. iterations: trial moves made.
    """

    timetable: Timetable
    cost: Cost
    bound: Bound
    gap: float
    late_pins: tuple[int, ...]
    beyond: tuple[int, ...]
    rule: str
    iterations: int
    seed: int


@dataclass(frozen=True, slots=True)
class Violation:
    """A broken rule found by the independent check. code: ``machine_overlap`` and the like.

    operations: the operations involved, by index; machine, person: where it is about one, else -1;
    minutes: by how much, where that has a meaning.
    """

    code: str
    operations: tuple[int, ...]
    machine: int = -1
    person: int = -1
    minutes: int = 0


class BindingKind(StrEnum):
    """What held an operation back."""

    PREDECESSOR = "predecessor"
    MACHINE = "machine"
    PERSON = "person"
    MATERIAL = "material"
    CALENDAR = "calendar"
    TRUCK = "truck"
    RELEASE = "release"
    NOW = "now"
    PIN = "pin"
    FROZEN = "frozen"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class Binding:
    """Why an operation starts no earlier.

    operation: the one explained; other: the operation in the way, -1 for none; resource: machine index for
    MACHINE, CALENDAR and TRUCK, person index for PERSON, else -1; until: the minute until which it bound;
    waits: minutes from ``until`` to the start spent waiting for working time (or for the truck).
    FREE means it could start earlier: the search left slack or a published start was kept.
    """

    kind: BindingKind
    operation: int
    other: int
    resource: int
    until: int
    waits: int = 0


@dataclass(frozen=True, slots=True)
class Slip:
    """A job whose end changes between two timetables. late_before, late_after: minutes late, 0 in time."""

    job: int
    before: int
    after: int
    late_before: int
    late_after: int


@dataclass(frozen=True, slots=True)
class Difference:
    """What changes between two timetables: operations whose start or machine differ, and jobs whose end does."""

    operations: tuple[int, ...]
    slips: tuple[Slip, ...]
