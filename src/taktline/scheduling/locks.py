"""Rows of scheduling, locked for a change."""

from django.utils.translation import gettext_noop as N_

from taktline.kernel.errors import NotFound
from taktline.kernel.locks import lock_one, lock_rows
from taktline.kernel.scope import Scope
from taktline.scheduling.models import Publication, ScheduleRun


def run(run_id: int, *, scope: Scope) -> ScheduleRun:
    """The run, locked. Raises NotFound if there is none that the actor may see."""
    rows = ScheduleRun.objects.filter(pk=run_id)
    if scope.sites is not None:
        rows = rows.filter(site_id__in=scope.sites)
    return lock_one(rows, what=N_("schedule run"), key=run_id)


def publication(site_id: int, *, scope: Scope) -> Publication | None:
    """What is in force at a site, locked: of two who change it, the second sees what the first did. Raises NotFound."""
    require_site(site_id, scope=scope)
    return next(iter(lock_rows(Publication.objects.filter(site_id=site_id))), None)


def require_site(site_id: int, *, scope: Scope) -> None:
    """Refuse a site that the actor may not see. Raises NotFound."""
    if not scope.covers_site(site_id):
        raise NotFound(what=N_("site"), key=site_id)
