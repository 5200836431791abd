"""Proposals as rows, and a planner's morning in numbers."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Max, Q, QuerySet
from django.utils.translation import gettext_noop as N_

from taktline.catalog import queries as catalog
from taktline.kernel.errors import NotFound
from taktline.kernel.exact import Money
from taktline.kernel.naming import Name
from taktline.kernel.scope import Scope
from taktline.kernel.source import Source
from taktline.planning.life import ExceptionState, ProposalState
from taktline.planning.models import AutoFirmRule, ExceptionMessage, PlanState, Proposal
from taktline.planning.queries.listings import at_sites, seen
from taktline.planning.types import CallKind, Figures, ProposalRow, RuleRow, SupplyKind

_COLUMNS = (
    "id", "site_id", "item_id", "item__code", "item__name", "item__name_en", "item__unit__code", "kind", "state",
    "quantity", "started", "start", "due", "wanted", "expected", "past_due", "priority", "is_phantom", "cover_id",
    "was_quantity", "was_due", "firmed_kind", "firmed_id", "changed_at",
)  # fmt: skip


def proposal_rows(rows: "QuerySet[Proposal]") -> list[ProposalRow]:
    """Proposals as rows, in one query."""
    found = []
    for values in rows.values_list(*_COLUMNS):
        pk, site_id, item_id, code, name, name_en, *rest, firmed_kind, firmed_id, changed_at = values
        firmed = Source(firmed_kind, firmed_id) if firmed_kind else None
        row: Any = (pk, site_id, item_id, code, Name(name, name_en), *rest, firmed, changed_at)
        found.append(ProposalRow(*row))
    return found


def proposals(ids: Iterable[int]) -> dict[int, ProposalRow]:
    """Proposals by id; unknown ids are left out."""
    return {row.id: row for row in proposal_rows(Proposal.objects.filter(pk__in=list(ids)))}


def proposal(proposal_id: int, *, scope: Scope) -> ProposalRow:
    """One proposal. Raises NotFound."""
    found = proposal_rows(seen(Proposal.objects.filter(pk=proposal_id), scope))
    if not found:
        raise NotFound(what=N_("proposal"), key=proposal_id)
    return found[0]


def ripe_proposals(site_id: int, *, today: date) -> list[int]:
    """Proposals that the rules of automatic firming take: those of their kind and class that start soon enough."""
    wanted = Q(pk__in=[])
    for class_id, kind, days in AutoFirmRule.objects.filter(site_id=site_id, is_active=True).values_list(
        "item_class_id", "kind", "days"
    ):
        one = Q(kind=kind, start__lte=today + timedelta(days=days))
        wanted |= one if class_id is None else one & Q(item__item_class_id=class_id)
    rows = Proposal.objects.filter(wanted, site_id=site_id, state=ProposalState.PROPOSED, is_phantom=False)
    return list(rows.order_by("id").values_list("pk", flat=True))


def firmable(ids: Iterable[int]) -> list[int]:
    """Those of some proposals that could become orders: what is to be made must have a recipe."""
    rows = Proposal.objects.filter(pk__in=list(ids), state=ProposalState.PROPOSED, is_phantom=False)
    known = list(rows.order_by("id").values_list("pk", "kind", "item_id", "start"))
    made = {item_id for _pk, kind, item_id, _start in known if kind == SupplyKind.MAKE}
    on = min((start for _pk, _kind, _item, start in known), default=date.min)
    ready = {pk for pk, recipe in catalog.recipes(made, on).items() if recipe.materials and recipe.operations}
    return [pk for pk, kind, item_id, _start in known if kind == SupplyKind.BUY or item_id in ready]


def rule(rule_id: int, *, scope: Scope) -> RuleRow:
    """One rule of automatic firming. Raises NotFound if there is none that one may see."""
    row = at_sites(AutoFirmRule.objects.filter(pk=rule_id), scope).values_list(*RuleRow.__slots__).first()
    if row is None:
        raise NotFound(what=N_("firming rule"), key=rule_id)
    return RuleRow(*row)


def figures(*, scope: Scope, today: date, since: datetime) -> Figures:
    """How much waits for a planner, in three queries. at_risk: None for who may not see money."""
    open_ones = seen(ExceptionMessage.objects.filter(state=ExceptionState.OPEN), scope)
    live = seen(Proposal.objects.filter(is_phantom=False), scope)
    proposed = live.filter(state=ProposalState.PROPOSED)
    by_kind = dict.fromkeys(SupplyKind.values, 0)
    starting = 0
    for kind, start in proposed.values_list("kind", "start"):
        by_kind[kind] += 1
        starting += start <= today + timedelta(days=1)
    late = open_ones.filter(call__in=[CallKind.PAST_DUE, CallKind.EXPEDITE], cover__isnull=False)
    # Several messages may be about one delivery: what it is worth counts once.
    worth = late.order_by().values_list("cover_id", "currency").annotate(Max("money_minor")) if scope.money else []
    amounts: dict[str, int] = {}
    for _cover, currency, minor in worth:
        amounts[currency] = amounts.get(currency, 0) + int(minor)
    return Figures(
        open_exceptions=open_ones.count(),
        to_make=by_kind[SupplyKind.MAKE],
        to_buy=by_kind[SupplyKind.BUY],
        starting_now=starting,
        changed=live.filter(changed_at__gte=since).count(),
        at_risk=next((Money(minor, currency) for currency, minor in amounts.items()), None),
    )


def standing(*, scope: Scope) -> list[tuple[int, bool, datetime | None]]:
    """Each site's plan: (site id, whether a run is due, since when)."""
    rows = at_sites(PlanState.objects.order_by("site_id"), scope)
    return [(site_id, dirty_at is not None, dirty_at) for site_id, dirty_at in rows.values_list("site_id", "dirty_at")]
