"""Long work is done once, can be watched and stopped, and survives its worker."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest

from taktline.kernel import job_run, jobs
from taktline.kernel.actor import SYSTEM, Actor, ActorKind
from taktline.kernel.errors import NotFound, Refusal
from taktline.kernel.models import Job

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


def count(payload: Mapping[str, object], by: Actor, at: datetime, progress: jobs.Progress) -> Mapping[str, object]:
    progress.report(1, 2, "first half")
    progress.report(2, 2, "second half")
    return {"counted": payload["to"], "stopped": progress.stop_requested()}


def refuse(payload: Mapping[str, object], by: Actor, at: datetime, progress: jobs.Progress) -> Mapping[str, object]:
    raise Refusal


def burn(payload: Mapping[str, object], by: Actor, at: datetime, progress: jobs.Progress) -> Mapping[str, object]:
    raise ZeroDivisionError("smoke")


KINDS: Mapping[str, jobs.Work] = {"count": count, "refuse": refuse, "burn": burn}


def ask(kind: str, key: str = "k") -> int:
    return jobs.enqueue(kind, key=key, payload={"to": 2}, by=SYSTEM, at=NOON)


def test_a_job_is_offered_done_once_and_shows_its_result() -> None:
    job_id, offered = ask("count"), []
    assert job_run.offer(offered.append, at=NOON) == 1
    assert job_run.offer(offered.append, at=NOON) == 0
    assert job_run.run(job_id, KINDS, clock=Clock())
    assert not job_run.run(job_id, KINDS, clock=Clock())

    row = jobs.job(job_id)
    assert offered == [job_id]
    assert (row.state, row.done, row.total, row.step) == ("done", 2, 2, "second half")
    assert row.result == {"counted": 2, "stopped": False}


def test_the_same_work_is_not_queued_twice_while_it_is_open() -> None:
    job_id = ask("count")
    with pytest.raises(jobs.AlreadyRunning):
        ask("count")
    job_run.run(job_id, KINDS, clock=Clock())
    assert ask("count") != job_id


def test_refusals_and_faults_end_the_job_with_their_words() -> None:
    refused, burnt, unknown = ask("refuse", "a"), ask("burn", "b"), ask("dance", "c")
    for job_id in (refused, burnt, unknown):
        job_run.run(job_id, KINDS, clock=Clock())

    assert jobs.job(refused).result == {"code": "kernel.refused"}
    assert "smoke" in jobs.job(burnt).error
    assert "no worker knows dance" in jobs.job(unknown).error


def test_a_stop_reaches_the_work_and_is_refused_when_nothing_runs() -> None:
    job_id = ask("count")
    jobs.stop(job_id)
    job_run.run(job_id, KINDS, clock=Clock())

    assert jobs.job(job_id).state == "stopped"
    with pytest.raises(NotFound):
        jobs.stop(job_id)


def test_a_dead_workers_job_is_offered_again_after_its_lease() -> None:
    job_id, offered = ask("count"), []
    Job.objects.filter(pk=job_id).update(state="running", leased_until=NOON + timedelta(seconds=30))

    assert job_run.offer(offered.append, at=NOON) == 0
    assert job_run.offer(offered.append, at=NOON + timedelta(seconds=31)) == 1
    assert job_run.run(job_id, KINDS, clock=Clock())


def test_the_work_acts_as_who_asked_and_may_what_it_takes() -> None:
    asked = Actor(ActorKind.USER, 7, "Lin")
    seen: list[Actor] = []

    def look(payload: Mapping[str, object], by: Actor, at: datetime, progress: jobs.Progress) -> Mapping[str, object]:
        seen.append(by)
        return {}

    job_run.run(jobs.enqueue("look", key="k", payload={}, by=asked, at=NOON), {"look": look}, clock=Clock())

    assert [(by.kind, by.id, by.name) for by in seen] == [(ActorKind.USER, 7, "Lin")]
    assert seen[0].may("anything.at-all")
    assert not asked.may("anything.at-all")


def test_jobs_that_ended_long_ago_are_forgotten_and_open_ones_never() -> None:
    job_run.run(ask("count", "ended"), KINDS, clock=Clock())
    waiting = ask("count", "waiting")

    assert job_run.forget(before=NOON) == 0
    assert job_run.forget(before=NOON + timedelta(days=1)) == 1
    assert list(Job.objects.values_list("pk", flat=True)) == [waiting]
