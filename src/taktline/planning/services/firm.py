"""Firming: proposals are taken, made into orders by a flow, and their pegs go over to those."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db.models import Q

from taktline.kernel import journal, outbox
from taktline.kernel.actor import Actor
from taktline.kernel.bulk import update_rows
from taktline.kernel.operation import operation
from taktline.kernel.source import Source
from taktline.planning import locks, permits
from taktline.planning.errors import ItemSupplyUnclear, NothingToFirm
from taktline.planning.facts import ProposalsFirmed
from taktline.planning.life import PROPOSAL_LIFE, ProposalState
from taktline.planning.models import ExceptionMessage, Peg, PlanState, Proposal
from taktline.planning.types import PROPOSAL, FirmRow
from taktline.sales.types import DELIVERY


@operation
def take_proposals(ids: Iterable[int], *, by: Actor) -> list[FirmRow]:
    """What is to be made or bought for these proposals, locked until the flow has made it.

    Raises NothingToFirm, NotFound, IllegalMove unless every one is proposed, ItemSupplyUnclear for a phantom.
    """
    by.require(permits.FIRM)
    wanted = sorted(set(ids))
    if not wanted:
        raise NothingToFirm
    sites = Proposal.objects.filter(pk__in=wanted).order_by("site_id").values_list("site_id", flat=True).distinct()
    for site_id in sites:  # the plan's own lock first, as a run takes it
        locks.plan_state(site_id)
    rows = locks.proposals(wanted, scope=by.scope)
    for row in rows:
        PROPOSAL_LIFE.require(row, ProposalState(row.state), ProposalState.FIRMED)
        if row.is_phantom:
            raise ItemSupplyUnclear(item=row.item.code)
    return [
        FirmRow(
            row.pk, row.site_id, row.item_id, row.kind, row.quantity, row.started, row.start, row.due, row.priority,
            Source(DELIVERY, row.cover_id) if row.cover_id is not None else None,
        )
        for row in rows
    ]  # fmt: skip


@operation
def record_firmed(firmed: Mapping[int, Source], *, by: Actor, at: datetime) -> None:
    """Write what each proposal became; who needed it needs that now, and the plan grows by a version."""
    by.require(permits.FIRM)
    rows = locks.proposals(firmed, scope=by.scope)
    for row in rows:
        source = firmed[row.pk]
        row.state, row.firmed_kind, row.firmed_id, row.changed_at = ProposalState.FIRMED, source.kind, source.id, at
        journal.record(
            "planning.firm", subject=row, by=by, at=at, before={"state": ProposalState.PROPOSED.value},
            after={"state": row.state, "became": str(source), "quantity": row.started, "due": row.due},
        )  # fmt: skip
    update_rows(rows, ("state", "firmed_kind", "firmed_id", "changed_at"))
    _hand_over(firmed)
    about = ExceptionMessage.objects.filter(subject_kind=PROPOSAL, subject_id__in=list(firmed))
    about.delete()
    for site_id in sorted({row.site_id for row in rows}):
        state = locks.plan_state(site_id)
        # Another digest than any: the next run computes, whatever it reads.
        PlanState.objects.filter(pk=state.pk).update(version=state.version + 1, digest="")
        here = [row.pk for row in rows if row.site_id == site_id]
        outbox.publish(ProposalsFirmed(site_id, here), at=at)


def _hand_over(firmed: Mapping[int, Source]) -> None:
    """The chain is not broken until the next run: pegs of the proposals become pegs of the orders."""
    ids = list(firmed)
    mine = Q(supply_kind=PROPOSAL, supply_id__in=ids) | Q(demand_kind=PROPOSAL, demand_id__in=ids)
    pegs = list(Peg.objects.filter(mine))
    for peg in pegs:
        if peg.supply_kind == PROPOSAL and peg.supply_id in firmed:
            source = firmed[peg.supply_id]
            peg.supply_kind, peg.supply_id = source.kind, source.id
        if peg.demand_kind == PROPOSAL and peg.demand_id in firmed:
            source = firmed[peg.demand_id]
            peg.demand_kind, peg.demand_id = source.kind, source.id
    update_rows(pegs, ("supply_kind", "supply_id", "demand_kind", "demand_id"))
