"""Pins that no schedule can keep are refused before solving, with what stands against them."""

import numpy as np

from taktline.engines.errors import EngineError, Fact
from taktline.engines.scheduling import columns
from taktline.engines.scheduling.pack import empty_state
from taktline.engines.scheduling.plant_kernel import Plant, add_work, calendar_of, fit_work, outside_times
from taktline.engines.scheduling.problem import Problem
from taktline.engines.scheduling.retime_kernel import earliest_ends

Span = tuple[int, int, int]


def refuse_impossible_pins(problem: Problem, plant: Plant) -> None:
    """Raises EngineError scheduling.pin_outside_calendar, .pin_before_predecessor, .pin_overlaps.

    A pin that only capacity makes late is not refused: the result names it in ``late_pins``.
    """
    held = problem.commitments
    pinned = np.flatnonzero((held.pin_start >= 0) & ~held.frozen)
    if not len(pinned):
        return
    state = empty_state(plant)
    earliest_ends(plant, state)
    taken: dict[int, list[Span]] = {}
    for o in np.flatnonzero(held.frozen):
        machine = int(held.published.machine[o])
        if not problem.machines.outside[machine]:
            taken.setdefault(machine, []).append(
                (int(held.published.begin[o]), int(held.published.end[o]), int(o))
            )
    for o in pinned[np.argsort(held.pin_start[pinned], kind="stable")]:
        pin = int(held.pin_start[o])
        name = problem.keys.operation(int(o))
        spans = _possible(plant, int(o), pin)
        if not spans:
            raise EngineError("scheduling.pin_outside_calendar", {"operation": name, "pin": pin})
        if state.op[o, columns.START] > pin:
            earliest = int(state.op[o, columns.START])
            raise EngineError(
                "scheduling.pin_before_predecessor", {"operation": name, "pin": pin, "earliest": earliest}
            )
        if len(spans) == 1:
            _take(problem, taken, spans[0], int(o))


def _take(problem: Problem, taken: dict[int, list[Span]], span: Span, o: int) -> None:
    machine, start, end = span
    if problem.machines.outside[machine]:
        return
    for other_start, other_end, other in taken.get(machine, []):
        if start < other_end and other_start < end:
            facts: dict[str, Fact] = {
                "operation": problem.keys.operation(o),
                "other": problem.keys.operation(other),
                "machine": problem.keys.machine(machine),
                "until": other_end,
            }
            raise EngineError("scheduling.pin_overlaps", facts)
    taken.setdefault(machine, []).append((start, end, o))


def _possible(plant: Plant, o: int, pin: int) -> list[Span]:
    """(machine, start, end) on each machine where some person could start exactly at the pin."""
    op, spans = plant.op, []
    for mode in range(op[o, columns.MODES], op[o + 1, columns.MODES]):
        machine, run = int(plant.mode[mode, columns.ON]), int(plant.mode[mode, columns.MINUTES])
        if plant.machine[machine, columns.OUTSIDE]:
            start, end = outside_times(plant, machine, pin, run)
            ends = [end] if start == pin else []
        else:
            people = plant.able[op[o, columns.ABLES] : op[o + 1, columns.ABLES]].tolist() or [-1]
            calendars = {calendar_of(plant, machine, person) for person in people}
            split = int(op[o, columns.SPLIT])
            ends = [
                add_work(plant, c, pin, run) for c in calendars if fit_work(plant, c, pin, run, split) == pin
            ]
        if ends:
            spans.append((machine, pin, min(ends)))
    return spans
