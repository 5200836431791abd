"""What the worker hands to a job engine, and what it does when the engine is away."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from django_q.models import OrmQ

from taktline.config.wiring import CHORES
from taktline.faces.worker import engines
from taktline.faces.worker.loop import Chore, Worker, chores
from taktline.kernel import jobs
from taktline.kernel.actor import SYSTEM
from taktline.kernel.models import Job, SeenRequest

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def worker(submit, *, at=NOON, do=()):
    return Worker(reactions=(), chores=do, submit=submit, clock=lambda: at)


def test_an_errand_that_waits_in_line_is_not_sent_twice_and_one_taken_by_a_dead_worker_is():
    submit = engines.embedded("taktline.config.work.run_job")
    submit(7)
    submit(7)
    submit(8)
    assert sorted(errand.name() for errand in OrmQ.objects.all()) == ["job-7", "job-8"]

    taken = OrmQ.objects.order_by("id").first()
    OrmQ.objects.filter(pk=taken.pk).update(lock=timezone.now() + timedelta(seconds=1000))
    submit(7)
    assert OrmQ.objects.count() == 3


def test_an_offer_to_the_broker_lasts_until_the_next_one():
    sent = []

    class Broker:
        def send_task(self, name, args, expiration):
            sent.append((name, args, expiration))

    engines.by_celery(Broker())(7)
    assert sent == [("taktline.run_job", [7], 60.0)]


def test_an_engine_that_is_away_stops_nothing_and_gets_the_job_a_minute_later():
    job_id = jobs.enqueue("x", key="k", payload={}, by=SYSTEM, at=NOON)
    done = []

    def away(_job_id):
        raise ConnectionError("no broker")

    worker(away, do=(Chore("test.chore", timedelta(seconds=1), done.append),)).turn()
    taken = []
    worker(taken.append, at=NOON + timedelta(seconds=30)).turn()
    assert taken == []
    worker(taken.append, at=NOON + timedelta(seconds=61)).turn()

    assert done == [NOON]
    assert taken == [job_id]
    assert Job.objects.get().state == "queued"


def test_a_chore_that_fails_does_not_keep_the_others_from_their_turn():
    done = []

    def fail(_at):
        raise ValueError("dust")

    ours = worker(lambda _job: None, do=(
        Chore("test.fails", timedelta(seconds=1), fail), Chore("test.works", timedelta(seconds=1), done.append),
    ))
    ours.turn()
    ours.turn()
    assert done == [NOON]


def test_answers_to_requests_are_forgotten_after_thirty_days():
    for key, age in (("old", 31), ("young", 29)):
        SeenRequest.objects.create(
            actor="system:0", key=key, fingerprint="f", status=201, answer={}, at=NOON - timedelta(days=age)
        )
    forget = next(chore for chore in chores() if chore.name == "kernel.forget-answers")
    forget.run(NOON)
    assert [seen.key for seen in SeenRequest.objects.all()] == ["young"]


def test_every_chore_of_the_house_runs_in_an_empty_company_and_has_a_name_of_its_own():
    for chore in CHORES:
        chore.run(NOON)
    names = [chore.name for chore in CHORES]
    assert len(set(names)) == len(names)
    assert "inventory.expire-reservations" in names
