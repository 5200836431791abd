"""How a worker takes, does and ends a job, so that a killed worker's job is done by another."""

import logging
import threading
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db import DatabaseError, connection, transaction
from django.db.models import F, Q, QuerySet

from taktline.kernel.actor import Actor, ActorKind, system
from taktline.kernel.errors import Refusal
from taktline.kernel.jobs import OPEN, Work
from taktline.kernel.models import Job, JobState

log = logging.getLogger(__name__)
Clock = Callable[[], datetime]

LEASE = timedelta(seconds=30)
BEATS_PER_LEASE = 4
OFFER_AGAIN = timedelta(seconds=60)
MOST_ATTEMPTS = 5


def offer(submit: Callable[[int], None], *, at: datetime) -> int:
    """Hand waiting jobs, and those whose worker died, to the engine behind `submit`. Returns how many."""
    lost = Q(state=JobState.RUNNING, leased_until__lt=at)
    waiting = Q(state=JobState.QUEUED) & (Q(offered_at=None) | Q(offered_at__lt=at - OFFER_AGAIN))
    offered = 0
    for pk in list(Job.objects.filter(lost | waiting).order_by("id").values_list("pk", flat=True)[:100]):
        with transaction.atomic():
            mine = Job.objects.filter(lost | waiting, pk=pk)
            won = mine.update(state=JobState.QUEUED, offered_at=at, leased_until=None)
        if won:  # another relay may have been first
            submit(pk)
            offered += 1
    return offered


def run(job_id: int, kinds: Mapping[str, Work], *, clock: Clock, lease: timedelta = LEASE) -> bool:
    """Do one job if it still waits. Returns whether this call did it; a second offer of the same job does nothing.

    lease: how long the job stays this worker's without a sign of life; it gives four signs in that time.
    """
    at = clock()
    taken = Job.objects.filter(pk=job_id, state=JobState.QUEUED).update(
        state=JobState.RUNNING, leased_until=at + lease, attempts=F("attempts") + 1
    )
    if not taken:
        return False
    job = Job.objects.get(pk=job_id)
    hold = _Hold(job_id, job.attempts, clock, lease)
    work = kinds.get(job.kind)
    if work is None or job.attempts > MOST_ATTEMPTS:
        reason = f"no worker knows {job.kind}" if work is None else "given up after too many attempts"
        hold.end(JobState.FAILED, error=reason)
        return True
    with _heartbeat(hold):
        _work(job, work, hold)
    return True


def _work(job: Job, work: Work, hold: "_Hold") -> None:
    progress = _Progress(hold)
    try:
        result = work(job.payload, _actor(job), hold.clock(), progress)
    except Refusal as refusal:
        hold.end(JobState.FAILED, error=str(refusal), result={"code": refusal.code})
    except Exception:  # noqa: BLE001 - a job's failure is written down for a person to read
        hold.end(JobState.FAILED, error=traceback.format_exc(limit=8)[-4000:])
    else:
        state = JobState.STOPPED if progress.stopped else JobState.DONE
        hold.end(state, error="", result=dict(result))


def _actor(job: Job) -> Actor:
    """Whoever asked, served by the house: the permit was checked when the job was asked for."""
    asked = replace(system(job.actor_name), kind=ActorKind(job.actor_kind), id=job.actor_id)
    return replace(asked, is_served=True)


def forget(*, before: datetime) -> int:
    """Drop jobs that ended longer ago than anybody looks; what they did stands in the journal. Returns how many."""
    gone, _each = Job.objects.filter(ended_at__lt=before).exclude(state__in=OPEN).delete()
    return gone


@dataclass(frozen=True, slots=True)
class _Hold:
    """One attempt at a job. Once its lease ran out and another took the job, what this one says counts no more."""

    job_id: int
    attempt: int
    clock: Clock
    lease: timedelta

    def mine(self) -> "QuerySet[Job]":
        """The job, while this attempt holds it."""
        return Job.objects.filter(pk=self.job_id, state=JobState.RUNNING, attempts=self.attempt)

    def renew(self) -> bool:
        """Give a sign of life. Returns whether the job is still held."""
        return bool(self.mine().update(leased_until=self.clock() + self.lease))

    def end(self, state: JobState, *, error: str, result: Mapping[str, object] | None = None) -> None:
        """Write down how the attempt ended."""
        kept = self.mine().update(
            state=state, error=error, ended_at=self.clock(), leased_until=None, result=dict(result or {})
        )
        if not kept:
            log.warning("Job %s was taken over before attempt %s ended.", self.job_id, self.attempt)


class _Progress:
    """Writes progress at most twice a second and remembers whether a stop was asked for."""

    def __init__(self, hold: _Hold) -> None:
        self._hold = hold
        self._written: datetime | None = None
        self._asked: datetime | None = None
        self.stopped = False

    def report(self, done: int, total: int, step: str) -> None:
        """Say how far the work is."""
        now = self._hold.clock()
        if self._written is None or done >= total or now - self._written > timedelta(seconds=0.5):
            self._written = now
            self._hold.mine().update(
                done=done, total=total, step=step[:120], leased_until=now + self._hold.lease
            )

    def stop_requested(self) -> bool:
        """Whether somebody asked for the end, or has the job now; looks at most twice a second."""
        now = self._hold.clock()
        if not self.stopped and (self._asked is None or now - self._asked > timedelta(seconds=0.5)):
            self._asked = now
            self.stopped = not self._hold.mine().filter(stop_wanted=False).exists()
        return self.stopped


@contextmanager
def _heartbeat(hold: _Hold) -> Iterator[None]:
    """Renew the lease while the work is silent, from a thread with a connection of its own."""
    if connection.in_atomic_block:  # inside a test's transaction no other connection sees the job
        yield
        return
    ended = threading.Event()

    def beat() -> None:
        while not ended.wait(hold.lease.total_seconds() / BEATS_PER_LEASE):
            try:
                if not hold.renew():
                    break
            except DatabaseError:  # away or busy: the next beat may come through in time
                log.warning("A sign of life of job %s did not get through.", hold.job_id, exc_info=True)
                connection.close()
        connection.close()

    thread = threading.Thread(target=beat, name=f"lease-{hold.job_id}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
