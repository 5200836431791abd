"""Plan a site: netted, pegged, stored as differences, and the expected dates told to the orders."""

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_noop as N_

from taktline.flows.plan_and_release.firm_proposals import firm_by_rule
from taktline.identity import queries as identity
from taktline.kernel.actor import Actor
from taktline.kernel.errors import NotFound, StaleSnapshot
from taktline.kernel.operation import operation
from taktline.planning import permits
from taktline.planning import services as planning
from taktline.planning.services import Solved
from taktline.planning.types import Outcome
from taktline.sales import queries as orders
from taktline.sales import services as sales

# A plan that somebody firmed from while it was computed is computed again so many times.
ATTEMPTS = 3

Report = Callable[[int, int, str], None]
Stop = Callable[[], bool]


def today_at(site_id: int, at: datetime) -> date:
    """The site's day at a moment."""
    return at.astimezone(ZoneInfo(identity.site(site_id).time_zone)).date()


def require_site(site_id: int, by: Actor) -> None:
    """Refuse who does not work for the site. Raises NotFound."""
    if not by.scope.covers_site(site_id):
        raise NotFound(what=N_("site"), key=site_id)


def run_plan(
    site_id: int, *, by: Actor, at: datetime, report: Report | None = None, stop: Stop | None = None
) -> Outcome:
    """Plan a site from what stands now. Writes only what differs; nothing where nothing has changed.

    Then firms what the rules of automatic firming take; those orders are supply of the next run.
    Raises NotFound for a site one may not see, CannotPlan, PlanStopped, PlanUnsound, StaleSnapshot if others keep
    changing the plan.
    """
    by.require(permits.RUN)
    require_site(site_id, by)
    today = today_at(site_id, at)
    for attempt in range(1, ATTEMPTS + 1):
        planning.clear_dirty(site_id)
        solved = planning.compute_plan(site_id, today=today, at=at, report=report, stop=stop)
        if solved is None:
            return Outcome(changed=False)
        try:
            outcome = _keep(solved, by=by, at=at)
        except StaleSnapshot:
            if attempt == ATTEMPTS:
                planning.mark_dirty(site_id, at=at)
                raise
            continue
        if outcome.changed:
            firm_by_rule(site_id, today=today, at=at)
        return outcome
    raise AssertionError("the last attempt has answered or raised")


@operation
def _keep(solved: Solved, *, by: Actor, at: datetime) -> Outcome:
    """The plan and the dates that follow from it are true together."""
    outcome = planning.keep_plan(solved, by=by, at=at)
    expected = outcome.projected or {}
    known = orders.projected_dates(expected)
    moved = {pk: on for pk, on in expected.items() if pk in known and known[pk] != on}
    if moved:
        sales.set_projected(moved, by=by, at=at)
    return outcome
