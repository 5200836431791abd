"""What a run rests on, as digests: ordinary work (starting, reporting, finishing) leaves them as they are."""

import hashlib
from collections.abc import Collection, Mapping
from datetime import datetime
from enum import StrEnum

from taktline.identity import queries as identity
from taktline.kernel.operation import snapshot
from taktline.resources import queries as resources
from taktline.resources.types import Plant
from taktline.scheduling.models import Pin, ScheduleRun, Slot
from taktline.scheduling.queries.problem.operations import STARTED
from taktline.shopfloor import queries as shopfloor
from taktline.shopfloor.life import WorkOrderState
from taktline.shopfloor.types import OperationRow, WorkOrderRow

Digests = dict[str, str]


class Ground(StrEnum):
    """What a schedule rests on."""

    ORDERS = "orders"
    ROUTINGS = "routings"
    PLANT = "plant"
    PINS = "pins"
    STARTED = "started"
    PUBLISHED = "published"


def basis_of(site_id: int, work_order_ids: Collection[int], *, since: datetime) -> Digests:
    """Digests of the work orders as wanted, their operations, the plant's hours from `since` on, and the pins."""
    with snapshot():
        plant = resources.plant(site_id=site_id, time_zone=identity.site(site_id).time_zone, since=since)
        orders = shopfloor.work_orders(work_order_ids)
        operations = shopfloor.operations_of(work_order_ids)
        pins = Pin.objects.filter(site_id=site_id).order_by("operation_id")
        pinned = list(pins.values_list("operation_id", "machine_id", "start"))
    return {
        Ground.ORDERS: _digest([_wanted(orders[pk]) for pk in sorted(orders)]),
        Ground.ROUTINGS: _digest([_way(row) for pk in sorted(operations) for row in operations[pk]]),
        Ground.PLANT: _digest(_hours(plant)),
        Ground.PINS: _digest([(pk, machine, str(start)) for pk, machine, start in pinned]),
    }


def outdated(run_id: int) -> list[str]:
    """Which of the things a run rests on are not what they were when it was computed; see Ground."""
    run = ScheduleRun.objects.get(pk=run_id)
    if not run.basis:
        return []
    slots = dict(Slot.objects.filter(run=run).values_list("operation_id", "machine_id"))
    orders = sorted(set(Slot.objects.filter(run=run).values_list("work_order_id", flat=True)))
    now = basis_of(run.site_id, orders, since=run.created_at)
    found = [name for name in run.basis if now.get(name) != run.basis[name]]
    return [*found, Ground.STARTED.value] if _begun_elsewhere(orders, slots) else found


def _begun_elsewhere(orders: Collection[int], slots: Mapping[int, int]) -> bool:
    """Whether an operation has begun on another machine than the run gives it."""
    return any(
        row.state in STARTED
        and row.planned_machine_id is not None
        and row.id in slots
        and slots[row.id] != row.planned_machine_id
        for rows in shopfloor.operations_of(orders).values()
        for row in rows
    )


def _wanted(order: WorkOrderRow) -> tuple[object, ...]:
    gone = order.state == WorkOrderState.CANCELLED
    return order.id, order.quantity, order.due, order.priority, order.is_rush, gone


def _way(row: OperationRow) -> tuple[object, ...]:
    times = (row.setup_seconds, row.run_seconds, row.queue_minutes, row.wait_minutes, row.transfer_quantity)
    rules = (row.is_pausable, row.skill_id, row.family_id, row.outside_days, row.alternatives)
    return row.id, row.centre_id, *times, *rules


def _hours(plant: Plant) -> list[object]:
    """Machines, people and changeovers with the hours in force, by id."""
    machines = [
        (each.id, each.centre_id, each.speed_ppm, plant.calendars.get(each.calendar_id or 0)) for each in plant.machines
    ]
    people = [(each.id, each.skills, plant.calendars.get(each.calendar_id or 0)) for each in plant.people]
    known = {each.id for each in plant.machines}
    lost = [
        (each.machine_id, each.person_id, each.start.isoformat(), each.end.isoformat())
        for each in plant.downtimes
        if each.person_id is not None or each.machine_id in known
    ]
    changeovers = [(pk, row.families, row.minutes) for pk, row in sorted(plant.changeovers.items())]
    trucks = [(pk, plant.calendars.get(row.truck_calendar_id or 0)) for pk, row in sorted(plant.centres.items())]
    return [sorted(machines, key=lambda row: row[0]), sorted(people, key=lambda row: row[0]), lost, changeovers, trucks]


def _digest(values: object) -> str:
    return hashlib.sha256(repr(values).encode()).hexdigest()[:16]
