"""Which problems an exact model can express, and the working time it counts in."""

from dataclasses import dataclass

import numpy as np

from taktline.engines.scheduling.problem import Problem
from taktline.engines.timeline import WorkingTime

MOST_OPERATIONS = 150
MOST_WINDOWS = 12_000
MOST_ARCS = 12_000


@dataclass(frozen=True, slots=True, eq=False)
class Work:
    """A calendar from now on, open behind the horizon; its own minutes are those worked since now.

    starts, ends: real minutes of its windows; done: its own minutes before each of them.
    """

    calendar: WorkingTime

    @classmethod
    def of(cls, problem: Problem, calendar: int) -> "Work":
        """A calendar of the problem. Behind the horizon it works without a break, for as long as anything could take."""
        longest = int(problem.modes.run.sum() + problem.modes.setup.sum()) + 2 * problem.horizon + 1
        longest += int(problem.machines.changeover.max(initial=0)) * problem.size
        inside = problem.calendars[calendar].clip(problem.now, problem.horizon)
        open_ = WorkingTime.always(problem.horizon, problem.horizon + longest)
        return cls(inside.union(open_))

    @property
    def windows(self) -> list[tuple[int, int, int]]:
        """(own minute at which it opens, own minute at which it closes, real minute at which it opens)."""
        done = self.calendar.cumulative.tolist()
        return list(zip(done[:-1], done[1:], self.calendar.starts.tolist(), strict=True))

    def own(self, minute: int) -> int:
        """Own minutes until a real minute."""
        return self.calendar.elapsed_work(minute)

    def starts_at(self, own: int) -> int:
        """The real minute of a start; at the edge of a window the next one opens."""
        done = self.calendar.cumulative
        k = min(int(np.searchsorted(done, own, side="right")) - 1, len(self.calendar) - 1)
        return int(self.calendar.starts[k]) + own - int(done[k])

    def ends_at(self, own: int) -> int:
        """The real minute of an end; at the edge of a window the one before closes."""
        done = self.calendar.cumulative
        k = max(int(np.searchsorted(done, own, side="left")) - 1, 0)
        return int(self.calendar.starts[k]) + own - int(done[k])


def modes_of(problem: Problem, o: int) -> list[tuple[int, int, int]]:
    """(machine, run, setup) of each alternative that a pin leaves."""
    rows = range(int(problem.modes.offset[o]), int(problem.modes.offset[o + 1]))
    pin = int(problem.commitments.pin_machine[o])
    return [
        (int(problem.modes.machine[row]), int(problem.modes.run[row]), int(problem.modes.setup[row]))
        for row in rows
        if pin < 0 or int(problem.modes.machine[row]) == pin
    ]


def has_setups(problem: Problem, machine: int) -> bool:
    """Whether what stands before an operation on a machine can matter."""
    on = problem.modes.machine == machine
    centre = int(problem.machines.centre[machine])
    return bool(problem.modes.setup[on].any() or problem.machines.changeover[centre].any())


def is_expressible(problem: Problem) -> bool:
    """Small enough, and without anything that the exact model does not know.

    It knows machines, alternatives of one calendar, working time with and without pausing, setups, releases, waits,
    overlaps, pins, subcontractors without a truck, and frozen operations on machines without setups.
    """
    ops, held = problem.operations, problem.commitments
    free = np.flatnonzero(~held.frozen)
    if not 2 <= problem.size <= MOST_OPERATIONS or not len(free):
        return False
    if (ops.skill[free] >= 0).any() or not _calendars_agree(problem, free.tolist()):
        return False
    return _frozen_is_plain(problem) and _links_are_plain(problem) and _is_small(problem, free.tolist())


def _calendars_agree(problem: Problem, free: list[int]) -> bool:
    machines = problem.machines
    for o in free:
        used = {machine for machine, _, _ in modes_of(problem, o)}
        if any(machines.outside[m] and machines.truck[m] >= 0 for m in used):
            return False
        if (
            not used
            or len({int(machines.calendar[m]) for m in used}) > 1
            or len({bool(machines.outside[m]) for m in used}) > 1
        ):
            return False
    return True


def _frozen_is_plain(problem: Problem) -> bool:
    held = problem.commitments
    for o in np.flatnonzero(held.frozen & (held.published.end > problem.now)).tolist():
        machine = int(held.published.machine[o])
        if problem.machines.outside[machine]:
            continue
        begin, end = max(int(held.published.begin[o]), problem.now), int(held.published.end[o])
        work = Work.of(problem, int(problem.machines.calendar[machine]))
        if has_setups(problem, machine) or work.own(end) <= work.own(begin):
            return False
    return True


def _links_are_plain(problem: Problem) -> bool:
    """Overlaps only without a wait, between operations of one calendar that are both still to be placed."""
    ops, calendar = problem.operations, problem.machines.calendar
    outside = problem.machines.outside
    for o in range(problem.size):
        for link in range(int(ops.link_offset[o]), int(ops.link_offset[o + 1])):
            p = int(ops.link_from[link])
            if int(ops.link_lead[link]) < 0 or problem.commitments.frozen[o]:
                continue
            if problem.commitments.frozen[p]:
                return False
            one, two = modes_of(problem, p)[0][0], modes_of(problem, o)[0][0]
            if outside[one] or outside[two]:
                continue
            if int(ops.link_wait[link]) or calendar[one] != calendar[two]:
                return False
    return True


def _is_small(problem: Problem, free: list[int]) -> bool:
    windows = arcs = 0
    lanes: dict[int, int] = {}
    known: dict[int, int] = {}
    for o in free:
        modes = modes_of(problem, o)
        calendar = int(problem.machines.calendar[modes[0][0]])
        if calendar not in known:
            known[calendar] = len(Work.of(problem, calendar).calendar)
        windows += 2 * known[calendar] if known[calendar] > 1 else 0
        for machine, _, _ in modes:
            lanes[machine] = lanes.get(machine, 0) + 1
    arcs = sum((n + 1) ** 2 for machine, n in lanes.items() if has_setups(problem, machine))
    return windows <= MOST_WINDOWS and arcs <= MOST_ARCS
