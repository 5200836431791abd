"""Compute a schedule that leaves alone what was promised: the job behind a run."""

from collections.abc import Mapping
from datetime import datetime

from taktline.kernel import jobs
from taktline.kernel.actor import Actor
from taktline.promising import queries as promising
from taktline.scheduling import queries as schedules
from taktline.scheduling import services as scheduling

JOB = scheduling.KIND


def schedule_job(
    payload: Mapping[str, object], by: Actor, at: datetime, progress: jobs.Progress
) -> Mapping[str, object]:
    """Compute the run of the payload around the time that accepted and open offers hold. Raises as solve_run."""
    run = schedules.run(int(str(payload["run_id"])), scope=by.scope)
    kept = promising.kept_room(run.site_id, at=at)
    return scheduling.solve_run(payload, by, at, progress, kept=kept)
