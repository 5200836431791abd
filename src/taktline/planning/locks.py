"""Rows of planning, locked for a change."""

from collections.abc import Iterable

from django.utils.translation import gettext_noop as N_

from taktline.kernel.errors import NotFound
from taktline.kernel.locks import lock_one, lock_rows
from taktline.kernel.scope import Scope
from taktline.planning.models import AutoFirmRule, ExceptionMessage, PlanState, Proposal


def plan_state(site_id: int) -> PlanState:
    """Where a site's plan stands, locked; made at its first use."""
    rows = PlanState.objects.filter(site_id=site_id)
    found = lock_rows(rows)
    if not found:
        PlanState.objects.bulk_create([PlanState(site_id=site_id)], ignore_conflicts=True)
        found = lock_rows(rows)
    return found[0]


def proposals(ids: Iterable[int], *, scope: Scope) -> list[Proposal]:
    """The proposals, locked in key order. Raises NotFound naming the first that is missing or may not be seen."""
    wanted = sorted(set(ids))
    rows = Proposal.objects.filter(pk__in=wanted).select_related("item")
    found = lock_rows(rows if scope.sites is None else rows.filter(site_id__in=scope.sites))
    if missing := set(wanted) - {row.pk for row in found}:
        raise NotFound(what=N_("proposal"), key=min(missing))
    return found


def exceptions(ids: Iterable[int], *, scope: Scope) -> list[ExceptionMessage]:
    """The messages, locked in key order. Raises NotFound naming the first that is missing or may not be seen."""
    wanted = sorted(set(ids))
    rows = ExceptionMessage.objects.filter(pk__in=wanted)
    found = lock_rows(rows if scope.sites is None else rows.filter(site_id__in=scope.sites))
    if missing := set(wanted) - {row.pk for row in found}:
        raise NotFound(what=N_("exception message"), key=min(missing))
    return found


def rule(rule_id: int, *, scope: Scope) -> AutoFirmRule:
    """The rule, locked. Raises NotFound if there is none that the actor may see."""
    rows = AutoFirmRule.objects.filter(pk=rule_id)
    if scope.sites is not None:
        rows = rows.filter(site_id__in=scope.sites)
    return lock_one(rows, what=N_("firming rule"), key=rule_id)
