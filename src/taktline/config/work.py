"""Runs the worker: the relay and its turns, and the engine that carries long jobs."""

from collections.abc import Callable
from datetime import datetime, timedelta

from celery import Celery
from django.conf import settings
from django.utils import timezone

from taktline.config.wiring import CHORES, JOB_KINDS, REACTIONS
from taktline.faces.worker import engines
from taktline.faces.worker.loop import Worker
from taktline.kernel import job_run

RUN_JOB = "taktline.config.work.run_job"


def clock() -> datetime:
    """Now, in UTC."""
    return timezone.now()


def run_job(job_id: int) -> bool:
    """Do one job; the engines call this by its dotted name."""
    return job_run.run(job_id, JOB_KINDS, clock=clock, lease=timedelta(seconds=settings.JOB_LEASE_SECONDS))


def celery() -> Celery:
    """The Celery application of the larger sizes."""
    return engines.celery_app(settings.BROKER_URL, run_job, queue=settings.JOBS_QUEUE)


def submitter() -> Callable[[int], None]:
    """How jobs are handed to the engine of the chosen size."""
    if settings.JOBS_ENGINE == "celery":
        return engines.by_celery(celery())
    return engines.embedded(RUN_JOB)


def worker() -> Worker:
    """A worker with everything wired."""
    return Worker(reactions=REACTIONS, chores=CHORES, submit=submitter(), clock=clock)
