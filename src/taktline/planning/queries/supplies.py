"""What supplies given demands, as far as the plan has pegged it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from taktline.planning.models import Peg, Proposal
from taktline.planning.types import PROPOSAL


@dataclass(frozen=True, slots=True)
class SupplyOf:
    """A supply of a demand. day: when a proposal will be there; None for other kinds, whose owners know their day."""

    demand_id: int
    supply_kind: str
    supply_id: int
    day: date | None


def supplies_of(demand_kind: str, demand_ids: Collection[int]) -> list[SupplyOf]:
    """Everything pegged to the demands of one kind, in two queries."""
    rows = list(
        Peg.objects.filter(demand_kind=demand_kind, demand_id__in=demand_ids)
        .order_by("id")
        .values_list("demand_id", "supply_kind", "supply_id")
    )
    proposed = [supply_id for _, kind, supply_id in rows if kind == PROPOSAL]
    days = dict(Proposal.objects.filter(pk__in=proposed).values_list("pk", "expected"))
    return [
        SupplyOf(demand_id, kind, supply_id, days.get(supply_id) if kind == PROPOSAL else None)
        for demand_id, kind, supply_id in rows
    ]
