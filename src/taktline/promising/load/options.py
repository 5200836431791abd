"""The ways to have late lines earlier, as choices for the engine."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

import numpy as np

from taktline.engines import promising as engine
from taktline.engines.promising import Extra, Promise, Request, split
from taktline.engines.scheduling import BindingKind
from taktline.engines.timeline import WorkingTime
from taktline.promising.policies import PromisePolicy
from taktline.promising.types import Overtime
from taktline.scheduling.queries import Snapshot

SHARES = (60, 40)
SATURDAY = 5


def in_parts(plant: Snapshot, requests: Sequence[Request], parted: Sequence[bool]) -> tuple[Request, ...]:
    """The requests with those marked in two; a subcontractor takes as long for a part as for the whole."""
    outside = frozenset(np.flatnonzero(plant.problem.machines.outside).tolist())
    return tuple(
        part
        for request, is_parted in zip(requests, parted, strict=True)
        for part in (split(request, SHARES, outside) if is_parted else (request,))
    )


def quantities(whole: Decimal, places: int) -> tuple[Decimal, Decimal] | None:
    """The two parts of a quantity in countable units, the larger first; None where it cannot be parted."""
    exact = whole * SHARES[0] / sum(SHARES)
    first = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return (first, whole - first) if 0 < first < whole else None


def bottlenecks(plant: Snapshot, promises: Sequence[Promise], late: Sequence[bool]) -> tuple[int, ...]:
    """Engine indexes of the machines that hold the late lines' dates; all their own machines if none is named."""
    binding = {
        each.resource
        for promise, is_late in zip(promises, late, strict=True)
        if is_late
        for each in promise.bindings
        if each.kind is BindingKind.MACHINE
    }
    used = {
        step.machine
        for promise, is_late in zip(promises, late, strict=True)
        if is_late
        for step in promise.steps
    }
    found = binding or used
    return tuple(sorted(m for m in found if not plant.problem.machines.outside[m]))


def saturday_windows(plant: Snapshot, policy: PromisePolicy, at: datetime) -> list[tuple[int, int]]:
    """Minutes of the Saturdays that could be worked."""
    today = at.astimezone(plant.zone).date()
    first = today + timedelta(days=(SATURDAY - today.weekday()) % 7 or 7)
    days = [first + timedelta(weeks=week) for week in range(policy.saturdays)]
    return [
        (
            plant.clock.start_of_day(day) + policy.saturday_start,
            plant.clock.start_of_day(day) + policy.saturday_end,
        )
        for day in days
    ]


def overtime(plant: Snapshot, machines: tuple[int, ...], windows: list[tuple[int, int]]) -> tuple[Extra, ...]:
    """The windows for the machines, and for everybody who could tend them."""
    if not machines or not windows:
        return ()
    people = tuple(range(len(plant.person_ids)))
    return (Extra(WorkingTime.of(windows), machines, people),)


def used_windows(
    plant: Snapshot, machines: tuple[int, ...], windows: list[tuple[int, int]], promises: Sequence[Promise]
) -> list[Overtime]:
    """Which of the windows the steps really use, by machine."""
    plan = plant.plant
    machines_by_id = {machine.id: machine for machine in plan.machines}
    found = []
    for index in machines:
        own = plant.problem.calendars[int(plant.problem.machines.calendar[index])]
        taken = WorkingTime.of((s.begin, s.end) for p in promises for s in p.steps if s.machine == index)
        for start, end in windows:
            added = WorkingTime.of([(start, end)]).subtract(own)
            if added.intersect(taken).total > 0:
                pk = plant.machine_ids[index]
                people = {
                    plant.person_ids[s.person]
                    for p in promises
                    for s in p.steps
                    if s.machine == index and s.person >= 0 and s.begin < end and start < s.end
                }
                begin, finish = plant.clock.moment(start), plant.clock.moment(end)
                machine = machines_by_id[pk]
                found.append(Overtime(pk, machine.code, begin, finish, tuple(sorted(people)), machine.name))
    return found


def with_saturdays(plant: Snapshot, extra: tuple[Extra, ...]) -> engine.Snapshot:
    """The schedule in force if the extra hours are worked: what pauses over such a Saturday goes on and ends earlier.

    Nothing starts at another time; only work that one machine does without a person is taken as going on.
    """
    table, machines = plant.problem.commitments.published, plant.problem.machines
    splittable, frozen = plant.problem.operations.splittable, plant.problem.commitments.frozen
    end = table.end.copy()
    for each in extra:
        for index in each.machines:
            own = plant.problem.calendars[int(machines.calendar[index])]
            wider = own.union(each.windows)
            rows = (table.machine == index) & (table.start >= 0) & (table.person < 0) & splittable & ~frozen
            for row in np.flatnonzero(rows):
                start, finish = int(table.start[row]), int(table.end[row])
                end[row] = min(finish, wider.add_work(start, own.work_between(start, finish)))
    return engine.Snapshot(plant.problem, replace(table, end=end))
