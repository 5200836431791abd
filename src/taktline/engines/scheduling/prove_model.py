"""A problem as an exact model for CP-SAT: minutes are counted as worked on each operation's own calendar."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from taktline.engines.scheduling.problem import Problem
from taktline.engines.scheduling.prove_reach import Work, has_setups, modes_of


@dataclass(slots=True)
class Placed:
    """The variables of one operation. begin, start, end: own minutes; starts, ends: real ones; setup: minutes; on: literal by machine."""

    work: Work
    begin: Any
    start: Any
    end: Any
    setup: Any
    on: dict[int, Any]
    outside: bool
    starts: Any = None
    ends: Any = None


@dataclass(slots=True)
class Model:
    """The model under construction; op: by operation index, frozen ones are constants and not in it."""

    problem: Problem
    cp: Any
    op: dict[int, Placed] = field(default_factory=dict)
    works: dict[int, Work] = field(default_factory=dict)
    top: int = 0

    def build(self) -> None:
        """All variables, rules and the objective."""
        for o in np.flatnonzero(~self.problem.commitments.frozen).tolist():
            self.op[o] = self._placed(o)
        for o in self.op:
            self._links(o)
        for machine in range(len(self.problem.machines.calendar)):
            if not self.problem.machines.outside[machine]:
                self._lane(machine)
        self.cp.minimize(self._cost())

    def _work(self, machine: int) -> Work:
        calendar = int(self.problem.machines.calendar[machine])
        if calendar not in self.works:
            self.works[calendar] = Work.of(self.problem, calendar)
            self.top = max(self.top, int(self.works[calendar].calendar.ends[-1]))
        return self.works[calendar]

    def _placed(self, o: int) -> Placed:
        cp, problem = self.cp, self.problem
        modes = modes_of(problem, o)
        work = self._work(modes[0][0])
        total = work.calendar.total
        release = max(
            int(problem.operations.release[o]),
            int(problem.jobs.release[problem.operations.job[o]]),
            problem.now,
        )
        start = cp.new_int_var(work.own(release), total, f"s{o}")
        end = cp.new_int_var(0, total, f"e{o}")
        on = {machine: cp.new_bool_var(f"p{o}.{machine}") for machine, _, _ in modes}
        cp.add_exactly_one(on.values())
        cp.add(end == start + sum(on[machine] * run for machine, run, _ in modes))
        outside = bool(problem.machines.outside[modes[0][0]])
        most = max(setup for _, _, setup in modes) + int(problem.machines.changeover.max(initial=0))
        setup = cp.new_int_var(0, 0 if outside else most, f"x{o}")
        begin = cp.new_int_var(0, total, f"b{o}")
        cp.add(begin + setup == start)
        placed = Placed(work, begin, start, end, setup, on, outside)
        self._real(o, placed)
        pin = int(problem.commitments.pin_start[o])
        if pin >= 0:
            cp.add(placed.starts == pin)
        return placed

    def _real(self, o: int, placed: Placed) -> None:
        """The real minutes of start and end; an operation that may not pause keeps to one window."""
        windows = placed.work.windows
        if len(windows) == 1:
            opened, _, real = windows[0]
            placed.starts, placed.ends = placed.start + (real - opened), placed.end + (real - opened)
            return
        unbroken = not placed.outside and not bool(self.problem.operations.splittable[o])
        placed.starts, first = self._mapped(placed.start, windows, is_end=False)
        if self._is_empty(o):
            placed.ends = placed.starts
        elif unbroken:
            placed.ends = self.cp.new_int_var(0, self.top, "")
            for literal, (opened, closed, real) in zip(first, windows, strict=True):
                self.cp.add(placed.end <= closed).only_enforce_if(literal)
                self.cp.add(placed.ends == placed.end + (real - opened)).only_enforce_if(literal)
        else:
            placed.ends, _ = self._mapped(placed.end, windows, is_end=True)

    def _mapped(
        self, own: Any, windows: list[tuple[int, int, int]], *, is_end: bool
    ) -> tuple[Any, list[Any]]:
        cp = self.cp
        real_minute = cp.new_int_var(0, self.top, "")
        literals = [cp.new_bool_var("") for _ in windows]
        cp.add_exactly_one(literals)
        for literal, (opened, closed, real) in zip(literals, windows, strict=True):
            low, high = (opened + 1, closed) if is_end else (opened, closed - 1)
            cp.add_linear_constraint(own, low, high).only_enforce_if(literal)
            cp.add(real_minute == own + (real - opened)).only_enforce_if(literal)
        return real_minute, literals

    def _links(self, o: int) -> None:
        ops, mine = self.problem.operations, self.op[o]
        for link in range(int(ops.link_offset[o]), int(ops.link_offset[o + 1])):
            p, wait, lead = int(ops.link_from[link]), int(ops.link_wait[link]), int(ops.link_lead[link])
            before = self.op.get(p)
            if before is None:
                done = int(self.problem.commitments.published.end[p]) + wait
                self.cp.add(mine.start >= mine.work.own(max(done, self.problem.now)))
            elif lead >= 0 and not mine.outside and not before.outside:
                self._overlap(p, o, lead, int(ops.link_tail[link]))
            elif wait == 0 and before.work is mine.work and not self._is_empty(p):
                self.cp.add(mine.start >= before.end)
            else:
                self.cp.add(mine.starts >= before.ends + wait)

    def _is_empty(self, o: int) -> bool:
        return any(run == 0 for _, run, _ in modes_of(self.problem, o))

    def _overlap(self, p: int, o: int, lead: int, tail: int) -> None:
        before, mine = self.op[p], self.op[o]
        for machine, run, _ in modes_of(self.problem, p):
            self.cp.add(mine.start >= before.start + min(lead, run)).only_enforce_if(before.on[machine])
        for machine, run, _ in modes_of(self.problem, o):
            self.cp.add(mine.end >= before.end + min(tail, run)).only_enforce_if(mine.on[machine])

    def _lane(self, machine: int) -> None:
        """A machine does one thing at a time, its setups included."""
        here = [o for o, placed in self.op.items() if machine in placed.on]
        if not here:
            return
        ready = self._work(machine).own(max(int(self.problem.machines.ready[machine]), self.problem.now))
        intervals = [self._standing(o, machine) for o in self._frozen_on(machine)]
        for o in here:
            placed = self.op[o]
            size = self.cp.new_int_var(0, self.top, "")
            intervals.append(
                self.cp.new_optional_interval_var(placed.begin, size, placed.end, placed.on[machine], f"i{o}")
            )
            self.cp.add(placed.begin >= ready).only_enforce_if(placed.on[machine])
        self.cp.add_no_overlap(intervals)
        if has_setups(self.problem, machine):
            self._turns(machine, here)
        else:
            for o in here:
                self.cp.add(self.op[o].setup == 0).only_enforce_if(self.op[o].on[machine])

    def _frozen_on(self, machine: int) -> list[int]:
        held = self.problem.commitments
        on = held.frozen & (held.published.machine == machine) & (held.published.end > self.problem.now)
        return [int(o) for o in np.flatnonzero(on)]

    def _standing(self, o: int, machine: int) -> Any:
        table, work = self.problem.commitments.published, self._work(machine)
        begin, end = work.own(max(int(table.begin[o]), self.problem.now)), work.own(int(table.end[o]))
        return self.cp.new_fixed_size_interval_var(begin, end - begin, f"f{o}")

    def _turns(self, machine: int, here: list[int]) -> None:
        """One round trip through what the machine does; each turn says the setup."""
        arcs = []
        first = int(self.problem.machines.family[machine])
        idle = self.cp.new_bool_var("")
        arcs.append((0, 0, idle))
        for i, o in enumerate(here, start=1):
            placed = self.op[o]
            arcs.append((i, i, placed.on[machine].negated()))
            self.cp.add_implication(placed.on[machine], idle.negated())
            arcs.append((i, 0, self.cp.new_bool_var("")))
            arcs.append((0, i, self._turn(machine, -1, first, o)))
            for j, other in enumerate(here, start=1):
                if i != j:
                    family = int(self.problem.operations.family[o])
                    arcs.append((i, j, self._turn(machine, o, family, other)))
        self.cp.add_circuit(arcs)

    def _turn(self, machine: int, before: int, last: int, o: int) -> Any:
        literal = self.cp.new_bool_var("")
        placed = self.op[o]
        self.cp.add(placed.setup == self._need(machine, last, o)).only_enforce_if(literal)
        if before >= 0:
            self.cp.add(placed.begin >= self.op[before].end).only_enforce_if(literal)
        return literal

    def _need(self, machine: int, last: int, o: int) -> int:
        family = int(self.problem.operations.family[o])
        own = next(setup for on, _, setup in modes_of(self.problem, o) if on == machine)
        if family >= 0 and last == family:
            return 0
        if family >= 0 and last >= 0:
            return own + int(
                self.problem.machines.changeover[int(self.problem.machines.centre[machine]), last, family]
            )
        return own

    def _cost(self) -> Any:
        weights, jobs = self.problem.weights, self.problem.jobs
        ends = self._job_ends()
        terms = [weights.changeover * placed.setup for placed in self.op.values()]
        for j, end in enumerate(ends):
            late = self.cp.new_int_var(0, self.top, f"t{j}")
            self.cp.add(late >= end - int(jobs.due[j]))
            terms.append(weights.tardiness * int(jobs.weight[j]) * late)
            terms.append(weights.flow * (end - int(jobs.release[j])))
        return sum(terms) + sum(self._changes())

    def _job_ends(self) -> list[Any]:
        """When each job is complete: the latest of its last operations."""
        jobs, ops = self.problem.jobs, self.problem.operations
        ends = []
        for j in range(len(jobs.due)):
            least = int(jobs.release[j])
            held = self.problem.commitments
            fixed = held.published.end[held.frozen & (ops.job == j)]
            ends.append(
                self.cp.new_int_var(max(least, int(fixed.max(initial=least))), max(self.top, least), f"c{j}")
            )
        for o, placed in self.op.items():
            self.cp.add(ends[int(ops.job[o])] >= placed.ends)
        return ends

    def _changes(self) -> list[Any]:
        """What it costs to stand elsewhere than published."""
        weights, table = self.problem.weights, self.problem.commitments.published
        terms = []
        for o, placed in self.op.items():
            if table.start[o] < 0:
                continue
            if weights.moved:
                moved = self.cp.new_int_var(0, self.top, "")
                self.cp.add(moved >= placed.starts - int(table.start[o]))
                self.cp.add(moved >= int(table.start[o]) - placed.starts)
                terms.append(weights.moved * moved)
            if weights.reassigned:
                terms += [
                    weights.reassigned * on
                    for machine, on in placed.on.items()
                    if machine != table.machine[o]
                ]
        return terms
