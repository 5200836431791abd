"""A move is required, written and journalled as one thing; refused, it has changed nothing."""

from datetime import UTC, datetime

import pytest

from taktline.kernel import journal
from taktline.kernel.actor import SYSTEM
from taktline.kernel.errors import IllegalMove
from taktline.kernel.life import Life
from taktline.kernel.models import Job, JobState
from taktline.kernel.moving import Move
from taktline.kernel.scope import EVERYTHING

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
LIFE = Life("job", {JobState.QUEUED: frozenset({JobState.STOPPED}), JobState.STOPPED: frozenset()})
STOP = Move(LIFE, JobState.STOPPED, "test.stop")


def queued(key: str) -> Job:
    return Job.objects.create(
        kind="count", key=key, payload={}, actor_kind="system", actor_id=0, created_at=NOON
    )


def told(row: Job) -> list[journal.Line]:
    return list(journal.history("kernel.job", row.pk, scope=EVERYTHING))


def test_every_row_is_moved_saved_and_told_before_and_after() -> None:
    rows = [queued("a"), queued("b")]
    STOP.make(
        rows,
        by=SYSTEM,
        at=NOON,
        reason="enough",
        also={"step": "cut", "ended_at": NOON, "error": "enough"},
        told={"n": 2},
    )

    for row in rows:
        kept = Job.objects.get(pk=row.pk)
        assert (row.state, kept.state, kept.step, kept.ended_at) == (JobState.STOPPED, "stopped", "cut", NOON)
        (line,) = told(row)
        assert (line.action, line.reason) == ("test.stop", "enough")
        assert line.before == {"state": "queued", "step": ""}
        assert line.after == {"state": "stopped", "step": "cut", "n": 2}


def test_one_illegal_move_refuses_all_and_changes_nothing() -> None:
    ended, waiting = queued("a"), queued("b")
    STOP.make(ended, by=SYSTEM, at=NOON)
    with pytest.raises(IllegalMove):
        STOP.make([waiting, ended], by=SYSTEM, at=NOON, also={"step": "cut"})

    assert (waiting.state, Job.objects.get(pk=waiting.pk).state) == (JobState.QUEUED, "queued")
    assert told(waiting) == []


def test_asking_changes_nothing_and_nothing_to_move_is_nothing(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    row = queued("a")
    with django_assert_num_queries(0):
        STOP.require(row)
        STOP.make([], by=SYSTEM, at=NOON)
    assert row.state == JobState.QUEUED
