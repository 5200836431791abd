"""Long work: asked for in the transaction that wants it, done by a worker, watched and stopped by people."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_noop as N_

from taktline.kernel.actor import Actor
from taktline.kernel.errors import NotFound, Refusal
from taktline.kernel.models import Job, JobState

OPEN = (JobState.QUEUED, JobState.RUNNING)


class AlreadyRunning(Refusal):
    """The same work is queued or running."""

    code = "kernel.already-running"
    sentence = N_("This is already being computed. Watch its progress, or stop it first.")


class Progress(Protocol):
    """What a job is handed to say how far it is and to learn that it should stop."""

    def report(self, done: int, total: int, step: str) -> None:
        """Say how far the work is; cheap enough to call often."""

    def stop_requested(self) -> bool:
        """Whether somebody asked for the work to end with the best it has."""


Work = Callable[[Mapping[str, object], Actor, datetime, Progress], Mapping[str, object]]
"""A job kind: payload, actor, clock at start, progress → result. Must be safe to run again by the same key."""


@dataclass(frozen=True, slots=True)
class JobRow:
    """A job as a person sees it."""

    id: int
    kind: str
    key: str
    state: str
    step: str
    done: int
    total: int
    result: Mapping[str, object]
    error: str
    created_at: datetime
    ended_at: datetime | None


def enqueue(kind: str, *, key: str, payload: Mapping[str, object], by: Actor, at: datetime) -> int:
    """Ask for work; a worker takes it after the commit. Returns the job's id. Raises AlreadyRunning."""
    try:
        with transaction.atomic():
            job = Job.objects.create(
                kind=kind,
                key=key,
                payload=dict(payload),
                actor_kind=by.kind.value,
                actor_id=by.id,
                actor_name=by.name[:80],
                created_at=at,
            )
    except IntegrityError as error:
        raise AlreadyRunning from error
    return job.pk


def stop(job_id: int) -> None:
    """Ask a job to end with the best it has. Raises NotFound."""
    if not Job.objects.filter(pk=job_id, state__in=OPEN).update(stop_wanted=True):
        raise NotFound(what=N_("running job"), key=job_id)


def job(job_id: int) -> JobRow:
    """One job. Raises NotFound."""
    row = Job.objects.filter(pk=job_id).values_list(*JobRow.__slots__).first()
    if row is None:
        raise NotFound(what=N_("job"), key=job_id)
    return JobRow(*row)


def latest(kind: str, *, limit: int = 20) -> list[JobRow]:
    """The newest jobs of a kind, newest first."""
    rows = Job.objects.filter(kind=kind).order_by("-id").values_list(*JobRow.__slots__)[:limit]
    return [JobRow(*row) for row in rows]
