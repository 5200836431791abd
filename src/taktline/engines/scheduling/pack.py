"""Problem -> Plant: calendars laid behind each other, machine and person calendars paired, lanes sized."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from taktline.engines.errors import EngineError, Fact
from taktline.engines.scheduling import columns
from taktline.engines.scheduling.plant_kernel import FAR, Plant, State, topological
from taktline.engines.scheduling.problem import Flags, Ints, Machines, Problem
from taktline.engines.timeline import WorkingTime


@dataclass(slots=True)
class Calendars:
    """The problem's calendars, open-ended behind the horizon, and the pairs that are met.

    One serves all problems of the same calendars, people, now and horizon: what was worked out is kept.
    """

    problem: Problem
    open: list[WorkingTime] = field(default_factory=list)
    pairs: dict[tuple[int, int], int] = field(default_factory=dict)
    _left: dict[int, int] = field(default_factory=dict)
    _longest: dict[int, int] = field(default_factory=dict)
    _of_skill: dict[int, list[int]] = field(default_factory=dict)
    _laid: tuple[int, tuple[Ints, Ints, Ints, int]] | None = None

    def __post_init__(self) -> None:
        beyond = WorkingTime.always(self.problem.horizon, FAR)
        within = WorkingTime.always(-FAR, self.problem.horizon)
        self.open = [c.intersect(within).union(beyond) for c in self.problem.calendars]

    def together(self, machine_calendar: int, person_calendar: int) -> int:
        """The calendar of a machine and a person together."""
        if machine_calendar == person_calendar:
            return machine_calendar
        key = machine_calendar, person_calendar
        if key not in self.pairs:
            self.open.append(self.open[machine_calendar].intersect(self.open[person_calendar]))
            self.pairs[key] = len(self.open) - 1
        return self.pairs[key]

    def work_left(self, calendar: int) -> int:
        """Working minutes from now to the horizon."""
        if calendar not in self._left:
            self._left[calendar] = self.open[calendar].work_between(self.problem.now, self.problem.horizon)
        return self._left[calendar]

    def longest(self, calendar: int) -> int:
        """The longest window between now and the horizon."""
        if calendar not in self._longest:
            inside = self.open[calendar].clip(self.problem.now, self.problem.horizon)
            self._longest[calendar] = int((inside.ends - inside.starts).max(initial=0))
        return self._longest[calendar]

    def of_skill(self, skill: int) -> list[int]:
        """The calendars of the people who have a skill."""
        if skill not in self._of_skill:
            people = self.problem.people
            self._of_skill[skill] = np.unique(people.calendar[people.skilled[:, skill]]).tolist()
        return self._of_skill[skill]

    def laid_out(self) -> tuple[Ints, Ints, Ints, int]:
        """Offsets, windows, buckets and bucket width; new only when a pair was met since."""
        if self._laid is None or self._laid[0] != len(self.open):
            self._laid = len(self.open), _lay_out(self, self.problem.horizon)
        return self._laid[1]


def pack(problem: Problem, calendars: Calendars | None = None) -> Plant:
    """The tables kernels work on. calendars: those of an earlier problem in the same plant, to save their making.

    Alternatives whose machine has no working time left, or that a pin excludes, are dropped.
    Raises EngineError scheduling.no_shared_working_time, .longer_than_any_window.
    """
    calendars = calendars or Calendars(problem)
    keep = _usable_modes(problem, calendars)
    owner = np.repeat(np.arange(problem.size), np.diff(problem.modes.offset))[keep]
    ops, modes, machines, w = problem.operations, problem.modes, problem.machines, problem.weights
    able_offset, able = _able(problem)
    pair = _pairs(problem, calendars, owner, modes.machine[keep])
    _refuse_hopeless(problem, calendars, owner, keep)
    cal_offset, window, bucket, width = calendars.laid_out()
    next_offset, next_op, order = topological(np.array(ops.link_offset), np.array(ops.link_from))
    sink_offset, sink = _sinks(problem)
    mode_offset = _offsets(np.bincount(owner, minlength=problem.size))
    constants = (problem.now, width, w.tardiness, w.changeover, w.flow, w.moved, w.reassigned)
    derived = {
        columns.NEXTS: next_offset,
        columns.MODES: mode_offset,
        columns.ABLES: able_offset,
        columns.ORDER: order,
    }
    return Plant(
        cal_offset=cal_offset,
        window=window,
        bucket=bucket,
        pair=pair,
        op=_operation_table(problem, derived),
        link=_table(ops.link_from, ops.link_wait, ops.link_lead, ops.link_tail),
        next_op=next_op,
        mode=_table(modes.machine[keep], modes.run[keep], modes.setup[keep]),
        machine=_machine_table(machines),
        changeover=np.array(machines.changeover, dtype=np.int64),
        person=_table(problem.people.calendar, problem.people.ready),
        able=able,
        job=_job_table(problem, sink_offset),
        sink=sink,
        lane_offset=_lanes(problem, modes.machine[keep], able),
        const=np.array(constants, dtype=np.int64),
        stretch=_stretch(problem, calendars),
    )


def empty_state(plant: Plant) -> State:
    """No operation placed."""
    op = np.zeros((len(plant.op) - 1, columns.STATE_COLUMNS), dtype=np.int64)
    for column in (columns.MODE, columns.MACHINE, columns.PERSON, columns.AT_MACHINE, columns.AT_PERSON):
        op[:, column] = -1
    return State(
        op=op,
        seq=np.full(int(plant.lane_offset[-1]), -1, dtype=np.int64),
        length=np.zeros(len(plant.lane_offset) - 1, dtype=np.int64),
    )


def _table(*parts: NDArray[Any]) -> Ints:
    return np.stack([part.astype(np.int64) for part in parts], axis=1)


def _machine_table(m: Machines) -> Ints:
    return _table(m.calendar, m.centre, m.family, m.ready, m.outside, m.truck)


def _operation_table(problem: Problem, derived: dict[int, Ints]) -> Ints:
    ops, held = problem.operations, problem.commitments
    overlaps = np.zeros(problem.size, dtype=np.bool_)
    overlaps[ops.link_from[ops.link_lead >= 0]] = True
    reach_machine, reach_person = _frozen_reach(problem)
    table = np.zeros((problem.size + 1, columns.OP_COLUMNS), dtype=np.int64)
    plain: dict[int, NDArray[Any]] = {
        columns.JOB: ops.job,
        columns.RELEASE: ops.release,
        columns.FAMILY: ops.family,
        columns.SPLIT: ops.splittable,
        columns.FROZEN: held.frozen,
        columns.PIN: held.pin_start,
        columns.LINKS: ops.link_offset,
        columns.OVERLAPS: overlaps,
        columns.REACH_MACHINE: reach_machine,
        columns.REACH_PERSON: reach_person,
        columns.BASE_MACHINE: held.published.machine,
        columns.BASE_PERSON: held.published.person,
        columns.BASE_BEGIN: held.published.begin,
        columns.BASE_START: held.published.start,
        columns.BASE_END: held.published.end,
    }
    for column, values in (plain | derived).items():
        table[: len(values), column] = values
    return table


def _job_table(problem: Problem, sink_offset: Ints) -> Ints:
    table = np.zeros((len(problem.jobs.due) + 1, 4), dtype=np.int64)
    for column, values in (
        (columns.DUE, problem.jobs.due),
        (columns.WEIGHT, problem.jobs.weight),
        (columns.JOB_RELEASE, problem.jobs.release),
        (columns.SINKS, sink_offset),
    ):
        table[: len(values), column] = values
    return table


def _stretch(problem: Problem, calendars: Calendars) -> float:
    own = ~problem.machines.outside
    left = sum(calendars.work_left(int(c)) for c in problem.machines.calendar[own])
    span = (problem.horizon - problem.now) * int(own.sum())
    return float(min(span / left, 5.0)) if left and span else 1.0


def _usable_modes(problem: Problem, calendars: Calendars) -> Flags:
    modes, held = problem.modes, problem.commitments
    alive = np.array([calendars.work_left(c) > 0 for c in range(len(problem.calendars))], dtype=np.bool_)
    pin = np.repeat(held.pin_machine, np.diff(modes.offset))
    wanted = (pin < 0) | (pin == modes.machine)
    works = (
        alive[problem.machines.calendar[modes.machine]] if len(modes.machine) else np.zeros(0, dtype=np.bool_)
    )
    keep: Flags = wanted & works
    owner = np.repeat(np.arange(problem.size), np.diff(modes.offset))
    lost = (np.bincount(owner[keep], minlength=problem.size) == 0) & ~held.frozen
    if lost.any():
        o = int(np.flatnonzero(lost)[0])
        facts = {
            "machine": problem.keys.machine(int(held.pin_machine[o])),
            "operation": problem.keys.operation(o),
        }
        raise EngineError("scheduling.machine_without_working_time", facts)
    return keep


def _able(problem: Problem) -> tuple[Ints, Ints]:
    by_skill = [np.flatnonzero(column) for column in problem.people.skilled.T]
    nobody = np.zeros(0, dtype=np.int64)
    rows = [by_skill[s] if s >= 0 else nobody for s in problem.operations.skill]
    flat = np.concatenate([nobody, *rows]).astype(np.int64)
    return _offsets(np.array([len(r) for r in rows], dtype=np.int64)), flat


def _pairs(problem: Problem, calendars: Calendars, owner: Ints, machine: Ints) -> Ints:
    n = len(problem.calendars)
    pair = np.full((n, n + 1), -1, dtype=np.int64)
    pair[:, 0] = np.arange(n)
    skill = problem.operations.skill[owner]
    met = np.unique(np.stack((skill, problem.machines.calendar[machine]), axis=1), axis=0)
    for s, m in met[met[:, 0] >= 0] if len(met) else ():
        for p in calendars.of_skill(int(s)):
            pair[m, p + 1] = calendars.together(int(m), p)
    held, table = problem.commitments, problem.commitments.published
    for o in np.flatnonzero(held.frozen & (table.person >= 0)):
        m, p = int(problem.machines.calendar[table.machine[o]]), int(problem.people.calendar[table.person[o]])
        pair[m, p + 1] = calendars.together(m, p)
    return pair


def _refuse_hopeless(problem: Problem, calendars: Calendars, owner: Ints, keep: Flags) -> None:
    """Every operation needs one alternative and person who work at the same time, long enough if unbroken."""
    ops, keys = problem.operations, problem.keys
    machine, run = problem.modes.machine[keep], problem.modes.run[keep]
    met = np.stack((ops.skill[owner], problem.machines.calendar[machine]), axis=1)
    kinds, which = np.unique(met, axis=0, return_inverse=True)
    left, longest = np.zeros(len(kinds), dtype=np.int64), np.zeros(len(kinds), dtype=np.int64)
    for k, (s, m) in enumerate(kinds.tolist()):
        joint = {calendars.together(m, p) for p in calendars.of_skill(s)} if s >= 0 else {m}
        left[k] = max(map(calendars.work_left, joint), default=0)
        longest[k] = max(map(calendars.longest, joint), default=0)
    outside = problem.machines.outside[machine]
    time = np.full(problem.size, -1, dtype=np.int64)
    room = np.full(problem.size, -FAR, dtype=np.int64)
    np.maximum.at(time, owner, np.where(outside, FAR, left[which.ravel()]))
    np.maximum.at(room, owner, np.where(outside | ops.splittable[owner], 0, longest[which.ravel()] - run))
    free = ~problem.commitments.frozen
    for o in np.flatnonzero(free & (time <= 0))[:1]:
        facts = {"operation": keys.operation(int(o)), "skill": keys.skill(int(ops.skill[o]))}
        raise EngineError("scheduling.no_shared_working_time", facts)
    for o in np.flatnonzero(free & (room < 0))[:1]:
        short: dict[str, Fact] = {"operation": keys.operation(int(o)), "too_long_by": -int(room[o])}
        raise EngineError("scheduling.longer_than_any_window", short)


def _lay_out(calendars: Calendars, horizon: int) -> tuple[Ints, Ints, Ints, int]:
    laid = calendars.open or [WorkingTime.always(0, FAR)]
    offset = _offsets(np.array([len(c) for c in laid], dtype=np.int64))
    width = max(240, horizon // 4096)
    edges = np.arange(0, horizon + 2 * width, width, dtype=np.int64)
    rows = [np.searchsorted(c.ends, edges, side="right") + offset[i] for i, c in enumerate(laid)]
    window = np.concatenate([np.stack((c.starts, c.ends), axis=1) for c in laid])
    return offset, window, np.stack(rows).astype(np.int64), width


def _sinks(problem: Problem) -> tuple[Ints, Ints]:
    ops = problem.operations
    to = np.repeat(np.arange(problem.size), np.diff(ops.link_offset))
    inner = ops.job[to] == ops.job[ops.link_from]
    last = np.ones(problem.size, dtype=np.bool_)
    last[ops.link_from[inner]] = False
    sinks = np.flatnonzero(last)
    sinks = sinks[np.argsort(ops.job[sinks], kind="stable")]
    return _offsets(np.bincount(ops.job[sinks], minlength=len(problem.jobs.due))), sinks.astype(np.int64)


def _frozen_reach(problem: Problem) -> tuple[Ints, Ints]:
    held, table = problem.commitments, problem.commitments.published
    reach = np.zeros((2, problem.size), dtype=np.int64)
    frozen = np.flatnonzero(held.frozen)
    for row, lane in enumerate((table.machine, table.person)):
        latest: dict[int, int] = {}
        for o in frozen[np.argsort(table.begin[frozen], kind="stable")]:
            key = int(lane[o])
            latest[key] = max(latest.get(key, int(table.end[o])), int(table.end[o]))
            reach[row, o] = latest[key]
    return reach[0], reach[1]


def _lanes(problem: Problem, machine: Ints, able: Ints) -> Ints:
    held, table = problem.commitments, problem.commitments.published
    n_machines, n_people = len(problem.machines.calendar), len(problem.people.calendar)
    frozen = held.frozen
    on_machine = np.bincount(np.concatenate((machine, table.machine[frozen])), minlength=n_machines)
    persons = table.person[frozen & (table.person >= 0)]
    on_person = np.bincount(np.concatenate((able, persons)), minlength=n_people)
    return _offsets(np.concatenate((on_machine[:n_machines], on_person[:n_people])))


def _offsets(counts: Ints) -> Ints:
    return np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
