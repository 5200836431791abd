"""Firm proposals: what is made becomes a work order, what is bought a requisition."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from taktline.flows.plan_and_release.urgency import urgency_of
from taktline.kernel.actor import Actor, system
from taktline.kernel.operation import operation
from taktline.kernel.source import Source
from taktline.planning import queries as plans
from taktline.planning import services as planning
from taktline.planning.types import FirmRow, SupplyKind
from taktline.purchasing import services as purchasing
from taktline.purchasing.types import REQUISITION, RequisitionDraft
from taktline.shopfloor import services as shopfloor
from taktline.shopfloor.types import WORK_ORDER, WorkOrderDraft

# Whoever set the rule has answered for it; whoever made the plan run need not be allowed to firm.
BY_RULE = system("Planning")


@dataclass(frozen=True, slots=True)
class Firmed:
    """What proposals became."""

    work_orders: tuple[int, ...]
    requisitions: tuple[int, ...]


@operation
def firm_proposals(ids: Iterable[int], *, by: Actor, at: datetime) -> Firmed:
    """Make orders of proposals, each with a frozen copy of its recipe, its urgency and the delivery it is for.

    All or none. Raises NothingToFirm, IllegalMove unless every one is proposed, NoRecipe where engineering is not done.
    """
    rows = planning.take_proposals(ids, by=by)
    make = [row for row in rows if row.kind == SupplyKind.MAKE]
    buy = [row for row in rows if row.kind == SupplyKind.BUY]
    made = shopfloor.create_work_orders([_work_order(row) for row in make], by=by, at=at)
    bought = purchasing.create_requisitions([_requisition(row) for row in buy], by=by, at=at)
    became = {row.proposal_id: Source(WORK_ORDER, pk) for row, pk in zip(make, made, strict=True)}
    became |= {row.proposal_id: Source(REQUISITION, pk) for row, pk in zip(buy, bought, strict=True)}
    planning.record_firmed(became, by=by, at=at)
    return Firmed(tuple(made), tuple(bought))


def firm_by_rule(site_id: int, *, today: date, at: datetime) -> Firmed:
    """Firm what the site's rules take. What cannot be firmed (no recipe) stays for a planner; the rest goes ahead."""
    ripe = plans.ripe_proposals(site_id, today=today)
    if not ripe:
        return Firmed((), ())
    known = plans.firmable(ripe)
    return firm_proposals(known, by=BY_RULE, at=at) if known else Firmed((), ())


def _work_order(row: FirmRow) -> WorkOrderDraft:
    urgency = urgency_of(row.priority)
    return WorkOrderDraft(
        item_id=row.item_id,
        site_id=row.site_id,
        quantity=row.started,
        good=row.quantity,
        start=row.start,
        due=row.due,
        demand=row.demand,
        priority=urgency.weight,
        is_rush=urgency.is_rush,
    )


def _requisition(row: FirmRow) -> RequisitionDraft:
    return RequisitionDraft(
        item_id=row.item_id,
        site_id=row.site_id,
        quantity=row.started,
        due=row.due,
        order_by=row.start,
        demand=row.demand,
    )
