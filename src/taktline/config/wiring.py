"""The whole table of who reacts to what, which long jobs there are, and what is done by the clock."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.utils.module_loading import import_string

from taktline.faces.worker.loop import Chore, chores
from taktline.flows.plan_and_release.compute_schedule import JOB as SCHEDULE_JOB
from taktline.flows.plan_and_release.compute_schedule import schedule_job
from taktline.flows.plan_and_release.net_change import JOB as PLAN_JOB
from taktline.flows.plan_and_release.net_change import plan_dirty_sites, plan_every_site, plan_job
from taktline.flows.reactions import planning as planning_reactions
from taktline.flows.reactions import progress as progress_reactions
from taktline.flows.reactions import projection as projection_reactions
from taktline.flows.reactions import purchasing as purchasing_reactions
from taktline.flows.reactions import stock as stock_reactions
from taktline.flows.take_order import expire_quotations
from taktline.inventory import services as inventory
from taktline.kernel.actor import system
from taktline.kernel.deliver import Reaction
from taktline.kernel.jobs import Work
from taktline.office import services as office

REACTIONS: tuple[Reaction, ...] = (
    *planning_reactions.REACTIONS,
    *progress_reactions.REACTIONS,
    *projection_reactions.REACTIONS,
    *stock_reactions.REACTIONS,
    *purchasing_reactions.REACTIONS,
)
JOB_KINDS: Mapping[str, Work] = {
    PLAN_JOB: plan_job,
    SCHEDULE_JOB: schedule_job,
    **{name: import_string(path) for name, path in settings.EXTRA_JOB_KINDS.items()},
}


def _expire_reservations(at: datetime) -> int:
    return inventory.expire_reservations(by=system("reservations"), at=at)


CHORES: tuple[Chore, ...] = (
    *chores(),
    Chore("inventory.expire-reservations", timedelta(minutes=1), _expire_reservations),
    Chore("office.mail", timedelta(seconds=10), office.deliver_mails),
    Chore("sales.expire-quotations", timedelta(hours=1), expire_quotations),
    Chore("planning.dirty", timedelta(seconds=1), plan_dirty_sites),
    Chore("planning.day", timedelta(hours=1), plan_every_site),
)
