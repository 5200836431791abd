"""Write a computed plan beside the one that stands."""

from collections.abc import Callable
from datetime import datetime

from django.utils.translation import gettext_noop as N_

from taktline.kernel.actor import Actor
from taktline.kernel.errors import StaleSnapshot
from taktline.planning.load.solved import Solved
from taktline.planning.load.worth import Worth
from taktline.planning.locks import plan_state
from taktline.planning.models import PlanState, Run
from taktline.planning.store.exceptions import keep_exceptions
from taktline.planning.store.pegs import keep_pegs
from taktline.planning.store.proposals import keep_proposals

Report = Callable[[str], None]


def keep(solved: Solved, worth: Worth, *, by: Actor, at: datetime) -> Run | None:
    """Store what differs. Returns the run, None if nothing did. Raises StaleSnapshot if the plan has moved meanwhile."""
    inputs = solved.inputs
    state = plan_state(inputs.site_id)
    if state.version != inputs.version:
        raise StaleSnapshot(what=N_("The plan"))
    ids, proposals = keep_proposals(solved, at=at)
    pegs = keep_pegs(solved, ids)
    exceptions = keep_exceptions(solved, worth, ids, at=at)
    changed = any((*proposals, pegs, *exceptions))
    state.digest = inputs.digest
    if not changed:
        PlanState.objects.filter(pk=state.pk).update(digest=state.digest)
        return None
    state.version += 1
    state.save(update_fields=["version", "digest"])
    return Run.objects.create(
        site_id=inputs.site_id,
        today=inputs.today,
        started_at=at,
        by=by.name[:80],
        proposals_new=proposals[0],
        proposals_changed=proposals[1],
        proposals_gone=proposals[2],
        pegs_changed=pegs,
        exceptions_new=exceptions[0],
        exceptions_gone=exceptions[1],
    )
