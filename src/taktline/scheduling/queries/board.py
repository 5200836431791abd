"""The machine board: lanes, bars and what waits for what."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from taktline.engines.scheduling import Problem
from taktline.scheduling.errors import NotPublished
from taktline.scheduling.models import Publication, ScheduleRun
from taktline.scheduling.queries.problem import Loaded, load
from taktline.scheduling.queries.runs import slots, version
from taktline.scheduling.types import Bar, Board, Lane, SlotRow

LOAD_MINUTES = 28 * 1440


def board(site_id: int, *, at: datetime, run_id: int | None = None) -> Board:
    """The schedule in force, or another run to look at. Raises NotPublished, and what load raises."""
    if run_id is None:
        run_id = Publication.objects.filter(site_id=site_id).values_list("run_id", flat=True).first()
    if run_id is None or not ScheduleRun.objects.filter(pk=run_id, site_id=site_id).exists():
        raise NotPublished
    loaded = load(site_id, at=at)
    shown = slots(run_id)
    return Board(
        origin=loaded.clock.origin,
        time_zone=str(loaded.clock.zone),
        now=loaded.problem.now,
        version=version(site_id),
        run_id=run_id,
        lanes=_lanes(loaded, shown),
        bars=_bars(loaded, shown),
        links=_links(loaded.problem, loaded, shown),
    )


def _lanes(loaded: Loaded, shown: Mapping[int, SlotRow]) -> list[Lane]:
    busy: dict[int, int] = defaultdict(int)
    now, until = loaded.problem.now, loaded.problem.now + LOAD_MINUTES
    calendar = {
        pk: loaded.problem.calendars[int(loaded.problem.machines.calendar[at])]
        for at, pk in enumerate(loaded.machine_ids)
    }
    for slot in shown.values():
        begin, end = loaded.clock.minute(slot.begin), loaded.clock.minute(slot.end)
        if slot.machine_id in calendar and begin < until and end > now:
            busy[slot.machine_id] += calendar[slot.machine_id].work_between(max(begin, now), min(end, until))
    lanes = []
    for centre_id, machines in loaded.shop.floor.by_centre.items():
        centre = loaded.shop.plant.centres[centre_id]
        for machine in machines:
            working = calendar[machine.id]
            free = max(1, working.work_between(now, until))
            windows = list(zip(working.starts.tolist(), working.ends.tolist(), strict=True))
            load_ppm = 0 if centre.is_outside else busy[machine.id] * 1_000_000 // free
            lanes.append(
                Lane(
                    machine.id, machine.code, machine.name, centre_id, centre.name, centre.is_outside, load_ppm, windows
                )
            )  # fmt: skip
    return lanes


def _bars(loaded: Loaded, shown: Mapping[int, SlotRow]) -> list[Bar]:
    minute = loaded.clock.minute
    last: dict[int, int] = defaultdict(int)
    for slot in shown.values():
        last[slot.work_order_id] = max(last[slot.work_order_id], minute(slot.end))
    bars = []
    for index, operation_id in enumerate(loaded.operation_ids):
        if operation_id not in shown:
            continue
        slot = shown[operation_id]
        row = loaded.rows[operation_id]
        order = loaded.orders[row.work_order_id]
        bars.append(
            Bar(
                operation_id=operation_id,
                work_order_id=order.id,
                work_order=order.number,
                number=row.number,
                name=row.name,
                item_code=order.item_code,
                item_name=order.item_name,
                machine_id=slot.machine_id,
                start=minute(slot.begin),
                end=minute(slot.end),
                setup=minute(slot.start) - minute(slot.begin),
                late=last[order.id] - loaded.clock.end_of_day(order.due),
                is_pinned=slot.is_pinned,
                is_frozen=operation_id in loaded.frozen,
                state=row.state,
                demand=order.demand,
                eligible=_eligible(loaded, index),
            )
        )
    return bars


def _eligible(loaded: Loaded, index: int) -> tuple[int, ...]:
    modes = loaded.problem.modes
    machines = modes.machine[int(modes.offset[index]) : int(modes.offset[index + 1])]
    return tuple(loaded.machine_ids[int(machine)] for machine in machines)


def _links(problem: Problem, loaded: Loaded, shown: Mapping[int, SlotRow]) -> list[tuple[int, int]]:
    offsets, froms = problem.operations.link_offset.tolist(), problem.operations.link_from.tolist()
    ids = loaded.operation_ids
    return [
        (ids[before], ids[after])
        for after in range(len(ids))
        for before in froms[offsets[after] : offsets[after + 1]]
        if ids[before] in shown and ids[after] in shown
    ]
