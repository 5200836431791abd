"""Build a Problem by naming things, one at a time; indexes come back for later reference."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from taktline.engines.scheduling.problem import (
    NONE,
    WHOLE,
    Commitments,
    Ints,
    Jobs,
    Keys,
    Machines,
    Modes,
    Operations,
    People,
    Problem,
    Timetable,
    Weights,
)
from taktline.engines.scheduling.validate import validate
from taktline.engines.timeline import WorkingTime


@dataclass(frozen=True, slots=True)
class Link:
    """An operation that must come before. See Operations for wait, lead and tail."""

    operation: int
    wait: int = 0
    lead: int = WHOLE
    tail: int = 0


@dataclass(frozen=True, slots=True)
class Alternative:
    """A machine that can do it, its run minutes and its setup minutes."""

    machine: int
    run: int
    setup: int = 0


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a published schedule. begin: setup start, the same as start when None."""

    machine: int
    start: int
    end: int
    person: int = NONE
    begin: int | None = None


@dataclass(frozen=True, slots=True)
class OperationSpec:
    """One operation as a room describes it. family, skill: any name, empty for none.

    release: when its material is there. pin_start, pin_machine: the planner's wish.
    published: its place in the schedule in force; frozen: it stays there.
    """

    key: str
    alternatives: tuple[Alternative, ...]
    after: tuple[Link, ...] = ()
    family: str = ""
    skill: str = ""
    splittable: bool = True
    release: int = 0
    pin_machine: int = NONE
    pin_start: int = NONE
    published: Slot | None = None
    frozen: bool = False


@dataclass(frozen=True, slots=True)
class MachineSpec:
    """One machine. centre: where its changeover matrix lives; family: what it ran last, empty unknown."""

    key: str
    calendar: int
    centre: str = ""
    family: str = ""
    ready: int = 0
    outside: bool = False
    truck: int = NONE


@dataclass(slots=True)
class Draft:
    """A plant in the making. now and horizon: see Problem."""

    horizon: int
    now: int = 0
    weights: Weights = field(default_factory=Weights)
    _calendars: list[WorkingTime] = field(default_factory=list)
    _machines: list[MachineSpec] = field(default_factory=list)
    _people: list[tuple[str, int, int, frozenset[str]]] = field(default_factory=list)
    _jobs: list[tuple[str, int, int, int]] = field(default_factory=list)
    _operations: list[tuple[int, OperationSpec]] = field(default_factory=list)
    _changeovers: dict[tuple[str, str, str], int] = field(default_factory=dict)

    def calendar(self, working: WorkingTime) -> int:
        """Add a calendar; the same one may serve many machines and people."""
        self._calendars.append(working)
        return len(self._calendars) - 1

    def machine(self, spec: MachineSpec) -> int:
        """Add a machine or a subcontractor."""
        self._machines.append(spec)
        return len(self._machines) - 1

    def person(self, key: str, calendar: int, skills: Iterable[str], ready: int = 0) -> int:
        """Add a person with their skills."""
        self._people.append((key, calendar, ready, frozenset(skills)))
        return len(self._people) - 1

    def changeover(self, centre: str, minutes: Mapping[tuple[str, str], int]) -> None:
        """Minutes from one family to another in a work centre; what is not said takes none."""
        for (before, after), value in minutes.items():
            self._changeovers[centre, before, after] = value

    def job(self, key: str, due: int, weight: int = 1, release: int = 0) -> int:
        """Add a job: due and release in minutes, weight per minute late."""
        self._jobs.append((key, due, release, weight))
        return len(self._jobs) - 1

    def operation(self, job: int, spec: OperationSpec) -> int:
        """Add an operation to a job; links name operations by the index returned here."""
        self._operations.append((job, spec))
        return len(self._operations) - 1

    def problem(self) -> Problem:
        """The validated Problem. Raises EngineError, see ``validate``."""
        specs = [spec for _, spec in self._operations]
        families = _numbered(
            [s.family for s in specs]
            + [m.family for m in self._machines]
            + [name for _, before, after in self._changeovers for name in (before, after)]
        )
        skills = _numbered([s.skill for s in specs] + sorted(x for p in self._people for x in p[3]))
        problem = Problem(
            jobs=Jobs(*(_ints(column) for column in _columns([j[1:] for j in self._jobs], 3))),
            operations=self._operation_arrays(families, skills),
            modes=_mode_arrays(specs),
            machines=self._machine_arrays(families),
            people=self._people_arrays(skills),
            calendars=tuple(self._calendars),
            commitments=_commitments(specs),
            now=self.now,
            horizon=self.horizon,
            weights=self.weights,
            keys=Keys(
                jobs=tuple(j[0] for j in self._jobs),
                operations=tuple(s.key for s in specs),
                machines=tuple(m.key for m in self._machines),
                people=tuple(p[0] for p in self._people),
                skills=tuple(skills),
                families=tuple(families),
            ),
        )
        validate(problem)
        return problem

    def _operation_arrays(self, families: dict[str, int], skills: dict[str, int]) -> Operations:
        specs = [spec for _, spec in self._operations]
        links = [link for s in specs for link in s.after]
        return Operations(
            job=_ints(job for job, _ in self._operations),
            release=_ints(s.release for s in specs),
            family=_ints(families.get(s.family, NONE) for s in specs),
            skill=_ints(skills.get(s.skill, NONE) for s in specs),
            splittable=np.array([s.splittable for s in specs], dtype=np.bool_),
            link_offset=_offsets(len(s.after) for s in specs),
            link_from=_ints(link.operation for link in links),
            link_wait=_ints(link.wait for link in links),
            link_lead=_ints(link.lead for link in links),
            link_tail=_ints(link.tail for link in links),
        )

    def _machine_arrays(self, families: dict[str, int]) -> Machines:
        centres = _numbered(
            [m.centre for m in self._machines] + [centre for centre, _, _ in self._changeovers],
            keep_empty=True,
        )
        matrix = np.zeros((len(centres), max(len(families), 1), max(len(families), 1)), dtype=np.int64)
        for (centre, before, after), minutes in self._changeovers.items():
            matrix[centres[centre], families[before], families[after]] = minutes
        return Machines(
            calendar=_ints(m.calendar for m in self._machines),
            centre=_ints(centres[m.centre] for m in self._machines),
            family=_ints(families.get(m.family, NONE) for m in self._machines),
            ready=_ints(m.ready for m in self._machines),
            outside=np.array([m.outside for m in self._machines], dtype=np.bool_),
            truck=_ints(m.truck for m in self._machines),
            changeover=matrix,
        )

    def _people_arrays(self, skills: dict[str, int]) -> People:
        skilled = np.zeros((len(self._people), len(skills)), dtype=np.bool_)
        for row, (_, _, _, has) in enumerate(self._people):
            for name in has:
                skilled[row, skills[name]] = True
        return People(
            calendar=_ints(p[1] for p in self._people),
            ready=_ints(p[2] for p in self._people),
            skilled=skilled,
        )


def _mode_arrays(specs: list[OperationSpec]) -> Modes:
    modes = [a for s in specs for a in s.alternatives]
    return Modes(
        offset=_offsets(len(s.alternatives) for s in specs),
        machine=_ints(a.machine for a in modes),
        run=_ints(a.run for a in modes),
        setup=_ints(a.setup for a in modes),
    )


def _commitments(specs: list[OperationSpec]) -> Commitments:
    nowhere = Slot(NONE, NONE, NONE)
    slots = [s.published or nowhere for s in specs]
    return Commitments(
        frozen=np.array([s.frozen for s in specs], dtype=np.bool_),
        pin_machine=_ints(s.pin_machine for s in specs),
        pin_start=_ints(s.pin_start for s in specs),
        published=Timetable(
            machine=_ints(s.machine for s in slots),
            person=_ints(s.person for s in slots),
            begin=_ints(s.start if s.begin is None else s.begin for s in slots),
            start=_ints(s.start for s in slots),
            end=_ints(s.end for s in slots),
        ),
    )


def _ints(values: Iterable[int]) -> Ints:
    array = np.fromiter(values, dtype=np.int64)
    array.setflags(write=False)
    return array


def _offsets(counts: Iterable[int]) -> Ints:
    return _ints(np.concatenate(([0], np.cumsum(_ints(counts)))).tolist())


def _columns(rows: list[tuple[int, ...]], width: int) -> list[list[int]]:
    return [[row[i] for row in rows] for i in range(width)]


def _numbered(names: Iterable[str], *, keep_empty: bool = False) -> dict[str, int]:
    seen = dict.fromkeys(name for name in names if name or keep_empty)
    return {name: index for index, name in enumerate(seen)}
