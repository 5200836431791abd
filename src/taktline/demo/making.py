"""A handful of work orders on the floor: started, half reported, with scrap, a rework, a stop and material issued."""

from decimal import Decimal

from taktline.demo.world import World
from taktline.flows.make.report_operation import report_operation
from taktline.inventory import queries as inventory
from taktline.kernel.scope import EVERYTHING
from taktline.shopfloor import queries, services
from taktline.shopfloor.types import JobRow, Pieces, Who, WhoStops

HALF = Decimal("0.5")


def work(world: World) -> None:
    """What has happened on the floor since the shift began."""
    jobs = [job for job in queries.jobs(scope=EVERYTHING, limit=200) if _has_material(world, job)][:6]
    by = world.by("operator")
    for at, job in enumerate(jobs):
        who = Who(machine_id=job.machine_id)
        services.start(job.operation_id, "setup" if at == 0 else "run", who=who, by=by, at=world.at)
        if at > 0:
            _report(world, job, at)
    if jobs:
        services.reserve_materials(jobs[0].work_order_id, by=world.by("warehouse"), at=world.at)
    _stop(world, {job.machine_id for job in jobs})


def _has_material(world: World, job: JobRow) -> bool:
    """Whether half of the order can be made with what is here."""
    rows = [row for row in queries.materials_of([job.work_order_id])[job.work_order_id] if not row.is_by_product]
    free = inventory.free_stock([row.item_id for row in rows], site_id=world.site_id, at=world.at)
    return all(free.get(row.item_id, Decimal(0)) >= row.quantity for row in rows)


def _report(world: World, job: JobRow, at: int) -> None:
    """Half of the pieces; every third job loses one, every fourth sets one aside."""
    good = max(job.available * HALF // 1, Decimal(1))
    scrap, rework = Decimal(at % 3 == 0), Decimal(at % 4 == 0)
    if good + scrap + rework > job.available:
        return
    reason = "dimension" if scrap or rework else ""
    pieces = Pieces(good=good, scrap_machining=scrap, rework=rework, reason=reason)
    who = Who(machine_id=job.machine_id)
    report_operation(job.operation_id, pieces, who=who, by=world.by("operator"), at=world.at)


def _stop(world: World, busy: set[int | None]) -> None:
    """One machine that nobody needs right now stands still."""
    idle = sorted(pk for pk in world.machines.values() if pk not in busy)
    if idle:
        stop = WhoStops("maintenance", "主轴换油")
        services.stop_machine(idle[-1], stop=stop, by=world.by("operator"), at=world.at)
