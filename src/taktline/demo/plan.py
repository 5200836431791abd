"""From the order book to the board: plan, firm, release, schedule, publish."""

from datetime import timedelta

from taktline.demo.world import World
from taktline.flows.plan_and_release.compute_schedule import JOB, schedule_job
from taktline.flows.plan_and_release.publish_schedule import publish_schedule
from taktline.flows.plan_and_release.release_work_orders import (
    check_clear_to_build,
    refresh_clearance,
    release_work_orders,
)
from taktline.flows.plan_and_release.run_plan import run_plan
from taktline.kernel import job_run, jobs
from taktline.kernel.actor import SYSTEM
from taktline.planning import services as plans
from taktline.planning.types import RuleRow, SupplyKind
from taktline.scheduling import services as scheduling
from taktline.shopfloor import queries as floor
from taktline.shopfloor.life import Clearance

FIRM_DAYS = 49  # what starts later stays a proposal
RELEASE_DAYS = 12
IMPROVE_SECONDS = 3


def plan(world: World) -> None:
    """Plan the site. What is made and starts soon is firmed by a rule that stays in force: no button is needed."""
    rule = RuleRow(0, world.site_id, None, SupplyKind.MAKE, FIRM_DAYS, is_active=True)
    plans.set_rule(rule, by=world.by("planner"), at=world.at)
    for _round in range(2):  # what the first firms is supply of the second
        run_plan(world.site_id, by=SYSTEM, at=world.at)


def release(world: World) -> None:
    """Release what starts soon and has its material; the rest waits for it, as the check says."""
    refresh_clearance(world.site_id, by=SYSTEM, at=world.at)
    found = check_clear_to_build(site_id=world.site_id, at=world.at)
    soon = world.today + timedelta(days=RELEASE_DAYS)
    work = floor.open_work(site_id=world.site_id)
    ready = [
        order.id
        for order in work.orders
        if order.start <= soon and found.clearance.get(order.id) == Clearance.CLEAR
    ]
    release_work_orders(ready, by=world.by("planner"), at=world.at)


def schedule(world: World) -> None:
    """One schedule of all open work, computed at once and put into force."""
    by = world.by("planner")
    run = scheduling.request_run(world.site_id, seconds=IMPROVE_SECONDS, by=by, at=world.at)
    job = jobs.latest(JOB, limit=1)[0]
    job_run.run(job.id, {JOB: schedule_job}, clock=lambda: world.at)
    publish_schedule(run, by=by, at=world.at)
