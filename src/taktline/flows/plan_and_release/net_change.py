"""Keep the plan up to date by itself: facts mark a site, the clock plans it, nobody presses a button."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import cast

from django.utils.translation import gettext_noop as N_

from taktline.flows.plan_and_release.release_work_orders import refresh_clearance
from taktline.flows.plan_and_release.run_plan import require_site, run_plan
from taktline.identity import queries as identity
from taktline.kernel import jobs
from taktline.kernel.actor import Actor, system
from taktline.kernel.errors import NotFound
from taktline.planning import permits
from taktline.planning import services as planning
from taktline.planning.errors import PlanStopped

JOB = "planning.run"
# Facts that come together are planned together.
QUIET = timedelta(seconds=1)
PLANNER = system("Planning")


def request_plan(site_id: int, *, by: Actor, at: datetime) -> int:
    """Ask for a run now. Returns the job's id. Raises AlreadyRunning if one is on its way, NotFound for others' sites."""
    by.require(permits.RUN)
    require_site(site_id, by)
    return jobs.enqueue(JOB, key=str(identity.site(site_id).id), payload={"site_id": site_id}, by=by, at=at)


def stop_plan(job_id: int, *, by: Actor) -> None:
    """Ask a run to end; the last plan stands. Raises NotFound for other jobs, others' sites and what has ended."""
    by.require(permits.RUN)
    job = jobs.job(job_id)
    if job.kind != JOB or not by.scope.covers_site(int(job.key)):
        raise NotFound(what=N_("job"), key=job_id)
    jobs.stop(job_id)


def plan_job(
    payload: Mapping[str, object], by: Actor, at: datetime, progress: jobs.Progress
) -> Mapping[str, object]:
    """The job: one run of one site; stopped, it leaves the last plan until something moves again. Safe to run again: what is stored already is no difference."""
    site_id = int(cast("int", payload["site_id"]))
    try:
        outcome = run_plan(site_id, by=by, at=at, report=progress.report, stop=progress.stop_requested)
    except PlanStopped:
        return {"changed": False, "stopped": True}
    refresh_clearance(site_id, by=by, at=at)
    return {"changed": outcome.changed, "run": outcome.run_id, **(outcome.figures or {})}


def plan_dirty_sites(at: datetime) -> int:
    """Ask for a run of every site whose demand or supply has moved. One that is on its way is waited for."""
    asked = 0
    for site_id in planning.dirty_sites(at=at, quiet=QUIET):
        try:
            request_plan(site_id, by=PLANNER, at=at)
        except jobs.AlreadyRunning:
            continue
        asked += 1
    return asked


def plan_every_site(at: datetime) -> int:
    """A new day moves what is overdue: mark every site."""
    return planning.mark_dirty(at=at)
