"""One run: what it looked at, how long each step took, and what it moved."""

from typing import Any

from django.utils.translation import gettext_noop as N_

from taktline.kernel.errors import NotFound
from taktline.kernel.naming import Name
from taktline.kernel.scope import Scope
from taktline.planning.models import Proposal, Run
from taktline.planning.queries.listings import at_sites, seen
from taktline.planning.queries.rows import proposal_rows
from taktline.planning.types import ProposalRow, RunRow

_COLUMNS = (
    "id", "site__name", "site__name_en", "today", "started_at", "by", "milliseconds", "proposals_new",
    "proposals_changed", "proposals_gone", "pegs_changed", "exceptions_new", "exceptions_gone", "figures",
)  # fmt: skip


def run(run_id: int, *, scope: Scope) -> RunRow:
    """One run. Raises NotFound if there is none that one may see."""
    found = at_sites(Run.objects.filter(pk=run_id), scope).values_list(*_COLUMNS).first()
    if found is None:
        raise NotFound(what=N_("planning run"), key=run_id)
    pk, site, site_en, *rest, figures = found
    checked, of, seed = figures.get("checked") or (0, 0, 0)
    steps = tuple((name, spent) for name, spent in figures.get("steps", []))
    sizes = (figures.get(each, 0) for each in ("requirements", "proposals", "pegs"))
    told: tuple[Any, ...] = (pk, Name(site, site_en), *rest, steps, checked, of, seed, *sizes)
    return RunRow(*told)


def moved_by_run(run_id: int, *, scope: Scope, limit: int = 200) -> list[ProposalRow]:
    """Planned orders that this run made, moved or withdrew and that nothing has moved since."""
    known = at_sites(Run.objects.filter(pk=run_id), scope).values_list("site_id", "started_at").first()
    if known is None:
        return []
    site_id, at = known
    rows = seen(Proposal.objects.filter(site_id=site_id, changed_at=at, is_phantom=False), scope)
    return proposal_rows(rows.order_by("due", "id")[:limit])
