"""Makes released work and published schedules for tests."""

from taktline.flows.plan_and_release.compute_schedule import JOB, schedule_job
from taktline.flows.plan_and_release.firm_proposals import firm_proposals
from taktline.flows.plan_and_release.publish_schedule import publish_schedule
from taktline.kernel import job_run
from taktline.kernel.actor import SYSTEM
from taktline.kernel.scope import EVERYTHING
from taktline.scheduling import queries, services
from tests.builders.identity import NOW, make_site
from tests.builders.planning import plan, proposed


def firm_everything(at=NOW):
    """Plan, firm all that the plan proposes, and plan again, as the house does by itself after every change."""
    plan(at=at)
    firmed = firm_proposals([row.id for row in proposed()], by=SYSTEM, at=at)
    plan(at=at)
    return firmed


def run_schedule(*, seconds=0, by=SYSTEM, at=NOW) -> int:
    """A proposed run of all open work; its id."""
    run_id = services.request_run(make_site().id, seconds=seconds, by=by, at=at)
    job_run.run(queries.run(run_id, scope=EVERYTHING).job_id, {JOB: schedule_job}, clock=lambda: at)
    return run_id


def publish(at=NOW) -> int:
    """A run of all open work, published; its id."""
    run_id = run_schedule(at=at)
    publish_schedule(run_id, by=SYSTEM, at=at)
    return run_id


def slots_of(run_id):
    """The slots of a run in order of time."""
    return sorted(queries.slots(run_id).values(), key=lambda slot: (slot.begin, slot.operation_id))


def published():
    """The run in force."""
    return queries.published_run(make_site().id, scope=EVERYTHING)
