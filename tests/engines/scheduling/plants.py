"""Small random plants with every feature switched on, from a seed."""

import numpy as np

from taktline.engines.scheduling import (
    Alternative,
    Draft,
    Link,
    MachineSpec,
    OperationSpec,
    Problem,
    Slot,
    Weights,
)
from taktline.engines.timeline import WorkingTime

DAY = 1440
DAYS = 20


def day_shift(start: int = 480, end: int = 1020, *, lunch: bool = True, days: int = DAYS) -> WorkingTime:
    parts = [(start, 720), (780, end)] if lunch else [(start, end)]
    return WorkingTime.of((d * DAY + a, d * DAY + b) for d in range(days) for a, b in parts)


def plant(seed: int, operations: int = 14, *, frozen: bool = False) -> Problem:
    """Machines, a subcontractor with a truck, people, setups, overlaps, waits, assembly, material dates."""
    rng = np.random.default_rng(seed)
    draft = Draft(
        horizon=DAYS * DAY, now=int(rng.integers(0, 600)), weights=Weights(moved=int(rng.integers(2)))
    )
    calendars = [
        draft.calendar(day_shift()),
        draft.calendar(day_shift(360, 1320, lunch=False)),
        draft.calendar(WorkingTime.always(0, DAYS * DAY)),
    ]
    truck = draft.calendar(WorkingTime.of((d * DAY + 600, d * DAY + 660) for d in range(0, DAYS, 3)))
    machines = [
        draft.machine(
            MachineSpec(
                f"M{m}",
                int(rng.choice(calendars)),
                centre=f"C{m % 2}",
                family=str(rng.choice(["", "a"])),
                ready=int(rng.integers(0, 900)),
            )
        )
        for m in range(3)
    ]
    outside = draft.machine(
        MachineSpec("OUT", calendars[2], outside=True, truck=truck if rng.random() < 0.7 else -1)
    )
    for p in range(3):
        skills = ["s0", "s1"] if p == 0 else [f"s{p - 1}"]
        draft.person(f"P{p}", int(rng.choice(calendars)), skills, ready=int(rng.integers(0, 700)))
    names = ["a", "b", "c"]
    for centre in ("C0", "C1"):
        draft.changeover(centre, {(x, y): int(rng.integers(0, 60)) for x in names for y in names if x != y})
    done = 0
    while done < operations:
        job = draft.job(
            f"J{done}", int(rng.integers(0, 6 * DAY)), int(rng.integers(0, 4)), int(rng.integers(0, 900))
        )
        earlier: list[int] = []
        for _ in range(int(min(rng.integers(1, 6), operations - done))):
            spec = _operation(rng, done, machines, outside, earlier)
            if frozen and not spec.after and rng.random() < 0.5:
                begin = done * 700
                spec = OperationSpec(
                    spec.key,
                    spec.alternatives,
                    family=spec.family,
                    frozen=True,
                    published=Slot(spec.alternatives[0].machine, begin + 20, begin + 300, begin=begin),
                )
            earlier.append(draft.operation(job, spec))
            done += 1
    return draft.problem()


def _operation(rng, index: int, machines: list[int], outside: int, earlier: list[int]) -> OperationSpec:
    links = []
    for before in earlier[-2:] if rng.random() < 0.3 else earlier[-1:]:
        overlap = rng.random() < 0.3
        links.append(
            Link(
                before,
                wait=int(rng.choice([0, 0, 30])),
                lead=int(rng.integers(1, 60)) if overlap else -1,
                tail=int(rng.integers(0, 40)) if overlap else 0,
            )
        )
    if rng.random() < 0.12:
        return OperationSpec(
            f"O{index}", (Alternative(outside, int(rng.integers(0, 3000))),), after=tuple(links)
        )
    chosen = rng.choice(machines, size=int(rng.integers(1, 4)), replace=False)
    return OperationSpec(
        key=f"O{index}",
        alternatives=tuple(
            Alternative(int(m), int(rng.integers(0, 240)), int(rng.choice([0, 0, 15])))
            for m in sorted(chosen)
        ),
        after=tuple(links),
        family=str(rng.choice(["", "a", "b", "c"])),
        skill=str(rng.choice(["", "", "s0", "s1"])),
        splittable=bool(rng.random() < 0.7),
        release=int(rng.choice([0, 0, 1000, 2500])),
    )
