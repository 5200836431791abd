"""Seeded factories to measure on: work centres, shifts, setups, people and jobs that almost fit."""

from dataclasses import dataclass, field

import numpy as np
from numpy.random import Generator

from taktline.engines.scheduling.draft import Alternative, Draft, Link, MachineSpec, OperationSpec
from taktline.engines.scheduling.problem import Problem
from taktline.engines.timeline import WorkingTime

DAY, WEEK = 1440, 10080
FAMILIES = 8


@dataclass(frozen=True, slots=True)
class Factory:
    """What to generate.

    load: of the bottleneck centre, 0.95 is tight; people: with skills per centre, or none needed; slack: how
    generous the due dates are, 1 leaves some jobs late, 0.3 most.
    """

    operations: int
    seed: int = 0
    load: float = 0.95
    people: bool = False
    slack: float = 1.0


@dataclass(slots=True)
class _Yard:
    """A factory being drawn."""

    draft: Draft
    rng: Generator
    centres: list[list[int]] = field(default_factory=list)
    kinds: list[int] = field(default_factory=list)
    speed: list[float] = field(default_factory=list)


def generate(factory: Factory) -> Problem:
    """A factory in minutes from a Monday 00:00: jobs of 3 to 8 operations over machines in centres of 1 to 5."""
    rng = np.random.default_rng(factory.seed)
    machines = int(np.clip(round(8 + 0.022 * factory.operations), 5, 60))
    sizes: list[int] = []
    while sum(sizes) < machines:
        sizes.append(min(int(rng.integers(1, 6)), machines - sum(sizes)))
    kinds = [int(k) for k in rng.choice([0, 0, 0, 1, 2], size=len(sizes))]
    jobs = _jobs(rng, factory.operations, sizes, kinds)
    span = _span(jobs, sizes, kinds, factory.load)
    weeks = int(np.ceil(span / WEEK * 3)) + 4
    yard = _Yard(Draft(horizon=weeks * WEEK), rng, kinds=kinds)
    _fill_yard(yard, sizes, weeks, people=factory.people)
    for index, route in enumerate(jobs):
        _add_job(yard, index, route, span, factory)
    return yard.draft.problem()


def windows(kind: int, weeks: int) -> WorkingTime:
    """0: two shifts on five days with breaks; 1: day shift; 2: around the clock with a handover."""
    day = {
        0: [(360, 600), (630, 840), (840, 1080), (1110, 1320)],
        1: [(420, 600), (615, 720), (750, 930)],
        2: [(0, 360), (390, 1440)],
    }[kind]
    days = range(7) if kind == 2 else range(5)
    return WorkingTime.of(
        (w * WEEK + d * DAY + a, w * WEEK + d * DAY + b) for w in range(weeks) for d in days for a, b in day
    )


def _jobs(rng: Generator, operations: int, sizes: list[int], kinds: list[int]) -> list[list[tuple[int, int]]]:
    share = np.array(sizes) * np.array([{0: 1.0, 1: 0.55, 2: 2.0}[k] for k in kinds])
    share /= share.sum()
    jobs: list[list[tuple[int, int]]] = []
    total = 0
    while total < operations:
        length = min(int(rng.integers(3, 9)), operations - total)
        runs = np.clip(rng.lognormal(4.3, 0.6, size=length), 10, 480).astype(int)
        jobs.append(
            [
                (int(c), int(r))
                for c, r in zip(rng.choice(len(sizes), size=length, p=share), runs, strict=True)
            ]
        )
        total += length
    return jobs


def _span(jobs: list[list[tuple[int, int]]], sizes: list[int], kinds: list[int], load: float) -> float:
    work = np.zeros(len(sizes))
    for route in jobs:
        for centre, run in route:
            work[centre] += run * 1.1 + 12
    weekly = np.array([windows(k, 1).total for k in kinds]) * np.array(sizes)
    return float((work / weekly).max() / load * WEEK)


def _fill_yard(yard: _Yard, sizes: list[int], weeks: int, *, people: bool) -> None:
    draft, rng = yard.draft, yard.rng
    calendars = [draft.calendar(windows(k, weeks)) for k in range(3)]
    for c, size in enumerate(sizes):
        specs = [MachineSpec(f"C{c}-{i}", calendars[yard.kinds[c]], centre=f"C{c}") for i in range(size)]
        yard.centres.append([draft.machine(s) for s in specs])
        yard.speed.extend(float(s) for s in rng.choice([1.0, 1.0, 1.0, 1.15, 1.3], size=size))
        if rng.random() < 0.5:
            pairs = [(f"F{a}", f"F{b}") for a in range(FAMILIES) for b in range(FAMILIES) if a != b]
            minutes = rng.integers(10, 91, len(pairs)).tolist()
            draft.changeover(f"C{c}", dict(zip(pairs, minutes, strict=True)))
        for i in range(size + 1 if people else 0):
            also = int(rng.integers(len(sizes)))
            draft.person(f"P{c}-{i}", calendars[yard.kinds[c]], (f"S{c}", f"S{also}"))


def _add_job(yard: _Yard, index: int, route: list[tuple[int, int]], span: float, factory: Factory) -> None:
    rng = yard.rng
    release = int(np.clip(rng.uniform(-0.15, 0.85) * span, 0, None))
    work = sum(run for _, run in route)
    room = rng.uniform(2.0, 6.0) * work + DAY * rng.uniform(0.2, 1.5)
    due = int(release + factory.slack * room)
    job = yard.draft.job(f"J{index}", due, int(rng.choice([1, 1, 1, 2, 2, 4])), release)
    family, before = f"F{rng.integers(FAMILIES)}", -1
    for step, (centre, run) in enumerate(route):
        machines = yard.centres[centre]
        if len(machines) > 1 and rng.random() < 0.2:
            machines = sorted(
                int(m) for m in rng.choice(machines, size=max(1, len(machines) // 2), replace=False)
            )
        spec = OperationSpec(
            key=f"J{index}/{step}",
            alternatives=tuple(Alternative(m, max(5, int(run * yard.speed[m]))) for m in machines),
            after=() if before < 0 else (Link(before),),
            family=family,
            skill=f"S{centre}" if factory.people else "",
        )
        before = yard.draft.operation(job, spec)
