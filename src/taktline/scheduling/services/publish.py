"""Put a proposed schedule into force, or throw it away."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext

from taktline.kernel import outbox
from taktline.kernel.actor import Actor
from taktline.kernel.moving import Move
from taktline.kernel.operation import operation
from taktline.scheduling import locks, permits
from taktline.scheduling.errors import GROUNDS, OutdatedRun
from taktline.scheduling.facts import SchedulePublished
from taktline.scheduling.life import RUN_LIFE, RunState
from taktline.scheduling.models import Publication, ScheduleRun
from taktline.scheduling.queries.basis import Ground, outdated

PUBLISH = Move(RUN_LIFE, RunState.PUBLISHED, "scheduling.publish")
DISCARD = Move(RUN_LIFE, RunState.DISCARDED, "scheduling.discard")


@operation
def publish(run_id: int, *, by: Actor, at: datetime) -> None:
    """Put a run into force at its site; a flow tells the shop floor. Raises IllegalMove, StaleSnapshot.

    A run that is older than the one in force is stale: what was published since would be lost. So is one whose work
    orders, routings, hours or pins changed since it was computed; ordinary work on the floor changes none of them.
    """
    by.require(permits.PUBLISH)
    run = locks.run(run_id, scope=by.scope)
    PUBLISH.require(run)
    standing = locks.publication(run.site_id, scope=by.scope)
    if standing is not None and standing.run_id > run.pk:
        raise OutdatedRun(what=_told([Ground.PUBLISHED]))
    if changed := outdated(run.pk):
        raise OutdatedRun(what=_told(changed))
    PUBLISH.make(run, by=by, at=at, also={"published_at": at})
    put_in_force(run)
    outbox.publish(SchedulePublished(run.pk, run.site_id), at=at)


def _told(grounds: Sequence[str]) -> str:
    return ", ".join(gettext(GROUNDS[each]) for each in grounds)


def put_in_force(run: ScheduleRun) -> None:
    """Point the site to the run and count its version up, inside the caller's transaction."""
    standing, created = Publication.objects.get_or_create(site_id=run.site_id, defaults={"run": run})
    if not created:
        standing.run, standing.version = run, standing.version + 1
        standing.save(update_fields=["run", "version"])


@operation
def discard(run_id: int, *, reason: str = "", by: Actor, at: datetime) -> None:
    """Throw a run away. Raises IllegalMove."""
    by.require(permits.PUBLISH)
    run = locks.run(run_id, scope=by.scope)
    DISCARD.make(run, by=by, at=at, reason=reason)
