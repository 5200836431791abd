"""What the scheduling engine is told: jobs, operations, machines, people, calendars and promises already made."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from taktline.engines.timeline import WorkingTime

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

NONE = -1
"""In every index array: no person, no family, no skill, no truck, not pinned, not published."""

WHOLE = -1
"""In ``link_lead``: the successor waits for the whole predecessor."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Cost of one unit of each part of the objective; their order of size is their order of importance.

    tardiness: per minute late times the job's weight; changeover: per setup minute; flow: per minute a job
    is under way after its release; moved: per minute an operation starts away from the published start;
    reassigned: per operation on another machine than published.
    """

    tardiness: int = 1000
    changeover: int = 20
    flow: int = 1
    moved: int = 0
    reassigned: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Timetable:
    """Where and when: one row per operation, int64[N].

    machine, person: indexes, NONE where there is none; begin: when the machine and the person are taken
    (the setup starts); start: when the operation itself starts; end: when both are free again.
    In a published timetable a row with start NONE was not published.
    """

    machine: Ints
    person: Ints
    begin: Ints
    start: Ints
    end: Ints


@dataclass(frozen=True, slots=True)
class Keys:
    """Names for messages and for asking by name later; empty means: speak of indexes."""

    jobs: tuple[str, ...] = ()
    operations: tuple[str, ...] = ()
    machines: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    families: tuple[str, ...] = ()

    def job(self, index: int) -> str:
        """The job's name, or its index."""
        return self.jobs[index] if self.jobs else str(index)

    def operation(self, index: int) -> str:
        """The operation's name, or its index."""
        return self.operations[index] if self.operations else str(index)

    def machine(self, index: int) -> str:
        """The machine's name, or its index."""
        return self.machines[index] if self.machines else str(index)

    def person(self, index: int) -> str:
        """The person's name, or their index."""
        return self.people[index] if self.people else str(index)

    def skill(self, index: int) -> str:
        """The skill's name, or its index."""
        return self.skills[index] if self.skills else str(index)


@dataclass(frozen=True, slots=True, eq=False)
class Jobs:
    """due, release: minutes; weight: cost per minute late (>= 0). All int64[J]."""

    due: Ints
    release: Ints
    weight: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Operations:
    """One row per operation, N of them, and the links between them.

    job: int64[N]; release: int64[N], material is there; family: int64[N] changeover family;
    skill: int64[N], one person with it is taken for setup and run; splittable: bool[N], may pause over a
    break (machine and person stay taken); else the run fits one window of machine and person together.
    link_offset: int64[N + 1], links INTO operation o are link_offset[o]:link_offset[o + 1].
    link_from: int64[E]; link_wait: int64[E], elapsed minutes after the predecessor's end (queue, transport)
    or after its first batch; link_lead: int64[E], working minutes of the predecessor's run until its first
    transfer batch is ready, WHOLE for no overlap; link_tail: int64[E], with overlap: run minutes of the
    successor that must still be left when the predecessor ends (its last transfer batch).
    """

    job: Ints
    release: Ints
    family: Ints
    skill: Ints
    splittable: Flags
    link_offset: Ints
    link_from: Ints
    link_wait: Ints
    link_lead: Ints
    link_tail: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Modes:
    """Alternatives of operation o are rows offset[o]:offset[o + 1].

    machine: int64[A]; run: int64[A] working minutes; setup: int64[A] working minutes, needed unless the
    machine last ran the same family; the centre's changeover minutes come on top.
    """

    offset: Ints
    machine: Ints
    run: Ints
    setup: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Machines:
    """calendar, centre: int64[M]; family: int64[M] last run, NONE unknown; ready: int64[M] free from.

    outside: bool[M], a subcontractor without capacity limit, no setup and no person; its calendar counts
    the elapsed work. truck: int64[M], calendar of the truck that takes the goods there and brings them
    back: the operation starts and ends while the truck runs; NONE for any time.
    changeover: int64[W, F, F] minutes from family to family in a centre.
    """

    calendar: Ints
    centre: Ints
    family: Ints
    ready: Ints
    outside: Flags
    truck: Ints
    changeover: Ints


@dataclass(frozen=True, slots=True, eq=False)
class People:
    """calendar, ready: int64[P]; skilled: bool[P, S]. A person does one operation at a time."""

    calendar: Ints
    ready: Ints
    skilled: Flags


@dataclass(frozen=True, slots=True, eq=False)
class Commitments:
    """What may not move. frozen: bool[N], stays exactly as published (started, or inside the fence).

    pin_machine, pin_start: int64[N], the planner's wish, NONE for none. published: the schedule in force,
    needed by frozen operations and by the weights moved and reassigned.
    """

    frozen: Flags
    pin_machine: Ints
    pin_start: Ints
    published: Timetable


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """A whole plant's work. Minutes are whole and count from one origin shared by all calendars.

    now: nothing unfrozen starts before it. horizon: end of the calendars; beyond it every resource is taken
    to work without a break, so that there is always an answer, and the result says what lies beyond.
    Build one with :class:`~taktline.engines.scheduling.draft.Draft`, or from arrays, then ``validate``.
    """

    jobs: Jobs
    operations: Operations
    modes: Modes
    machines: Machines
    people: People
    calendars: tuple[WorkingTime, ...]
    commitments: Commitments
    now: int
    horizon: int
    weights: Weights = Weights()
    keys: Keys = field(default_factory=Keys)

    @property
    def size(self) -> int:
        """Number of operations."""
        return len(self.operations.job)
