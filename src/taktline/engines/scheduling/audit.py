"""A timetable as plain lists with plain calendars: what the check and the explanations read.

Deliberately slow and simple, and apart from the kernels, so that a mistake there is not repeated here.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from taktline.engines.scheduling.problem import Problem, Timetable

ENDLESS = 1 << 50


class Clock:
    """Working windows of one resource or of two together, without an end behind the horizon."""

    def __init__(self, windows: list[tuple[int, int]]) -> None:
        self.windows = windows
        self.ends = [end for _, end in windows]

    @classmethod
    def of(cls, problem: Problem, calendar: int) -> "Clock":
        """A calendar of the problem."""
        spans = []
        for start, end in zip(
            problem.calendars[calendar].starts.tolist(),
            problem.calendars[calendar].ends.tolist(),
            strict=True,
        ):
            if start < problem.horizon:
                spans.append((start, min(end, problem.horizon)))
        return cls([*spans, (problem.horizon, ENDLESS)])

    def with_(self, other: "Clock") -> "Clock":
        """Minutes worked by both."""
        joint, i, k = [], 0, 0
        while i < len(self.windows) and k < len(other.windows):
            low = max(self.windows[i][0], other.windows[k][0])
            high = min(self.windows[i][1], other.windows[k][1])
            if low < high:
                joint.append((low, high))
            if self.windows[i][1] < other.windows[k][1]:
                i += 1
            else:
                k += 1
        return Clock(joint)

    def works_at(self, minute: int) -> bool:
        """Whether this minute is worked."""
        k = bisect_right(self.ends, minute)
        return k < len(self.windows) and self.windows[k][0] <= minute

    def work(self, start: int, end: int) -> int:
        """Working minutes in [start, end)."""
        total, k = 0, bisect_right(self.ends, start)
        while k < len(self.windows) and self.windows[k][0] < end:
            total += min(end, self.windows[k][1]) - max(start, self.windows[k][0])
            k += 1
        return total

    def after(self, minute: int, work: int) -> int:
        """The moment ``work`` minutes from ``minute`` on are done."""
        k, at = bisect_right(self.ends, minute), minute
        while work > 0:
            at = max(at, self.windows[k][0])
            done = min(work, self.windows[k][1] - at)
            at, work, k = at + done, work - done, k + 1
        return at

    def before(self, minute: int, work: int) -> int:
        """The latest moment from which ``work`` minutes are done by ``minute``; far in the past if none."""
        k, at = bisect_left(self.ends, minute), minute
        while work > 0:
            if k < 0:
                return -ENDLESS
            if k < len(self.windows):
                at = min(at, self.windows[k][1])
                done = min(work, max(0, at - self.windows[k][0]))
                at, work = at - done, work - done
            k -= 1
        return at

    def first_start(self, minute: int, run: int, *, split: bool) -> int:
        """The first minute from ``minute`` on at which a run may start."""
        k = bisect_right(self.ends, minute)
        while not split and k < len(self.windows) - 1:
            at = max(minute, self.windows[k][0])
            if self.unbroken(at, at + run):
                break
            k += 1
        return max(minute, self.windows[k][0])

    def unbroken(self, start: int, end: int) -> bool:
        """Whether one stretch of work covers [start, end); windows that touch, as at the horizon, are one."""
        return self.work(start, end) == end - start


@dataclass(slots=True)
class Audit:
    """One timetable under examination, as plain lists."""

    problem: Problem
    machine: list[int]
    person: list[int]
    begin: list[int]
    start: list[int]
    end: list[int]
    frozen: list[bool]
    clocks: dict[tuple[int, int], Clock]

    @classmethod
    def of(
        cls, problem: Problem, timetable: Timetable, clocks: dict[tuple[int, int], Clock] | None = None
    ) -> "Audit":
        """Copy the arrays out. clocks: those of another audit with the same calendars and horizon."""
        return cls(
            problem,
            machine=timetable.machine.tolist(),
            person=timetable.person.tolist(),
            begin=timetable.begin.tolist(),
            start=timetable.start.tolist(),
            end=timetable.end.tolist(),
            frozen=problem.commitments.frozen.tolist(),
            clocks={} if clocks is None else clocks,
        )

    def clock(self, o: int) -> Clock:
        """The working time of an operation's machine and person together."""
        machine, person = self.machine[o], self.person[o]
        key = (
            int(self.problem.machines.calendar[machine]),
            int(self.problem.people.calendar[person]) if person >= 0 else -1,
        )
        if key not in self.clocks:
            clock = Clock.of(self.problem, key[0])
            self.clocks[key] = clock.with_(Clock.of(self.problem, key[1])) if person >= 0 else clock
        return self.clocks[key]

    def mode(self, o: int) -> tuple[int, int] | None:
        """Run and setup minutes on the machine given, None if it is not an alternative."""
        modes = self.problem.modes
        for a in range(int(modes.offset[o]), int(modes.offset[o + 1])):
            if int(modes.machine[a]) == self.machine[o]:
                return int(modes.run[a]), int(modes.setup[a])
        return None

    def outside(self, o: int) -> bool:
        """Whether it is done at a subcontractor."""
        return bool(self.problem.machines.outside[self.machine[o]])

    def truck(self, o: int) -> int:
        """The calendar of the truck that serves the operation's machine, -1 for none."""
        return int(self.problem.machines.truck[self.machine[o]])

    def calendar(self, calendar: int) -> Clock:
        """A calendar of the problem by itself."""
        key = -2, calendar
        if key not in self.clocks:
            self.clocks[key] = Clock.of(self.problem, calendar)
        return self.clocks[key]
