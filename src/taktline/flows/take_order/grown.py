"""A change of a confirmed order is not reviewed again: what a review would hold is refused here."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from taktline.catalog import queries as catalog
from taktline.flows.take_order import verdicts
from taktline.flows.take_order.policies import ReviewPolicy
from taktline.identity import queries as identity
from taktline.kernel.actor import Actor
from taktline.kernel.exact import Money
from taktline.kernel.scope import EVERYTHING
from taktline.office import queries as office
from taktline.parties import queries as parties
from taktline.sales import permits, services
from taktline.sales import queries as sales
from taktline.sales.errors import EngineeringGap, OverCredit
from taktline.sales.queries import LineRow, OrderSheet
from taktline.sales.services import Applied
from taktline.sales.types import Axis, OrderType, Outcome


def require_credit(done: Applied, reason: str, *, by: Actor, at: datetime) -> None:
    """An order that grows stays within its customer's credit, or somebody answers for it and the reason is kept.

    Raises OverCredit.
    """
    if done.exposed_minor <= 0:
        return
    customer = parties.customer(done.customer_id)
    policy = office.policy(ReviewPolicy, site_id=done.site_id, at=at)
    more = Money(done.exposed_minor, customer.currency)
    findings = [
        verdicts.judge_customer(customer),
        verdicts.judge_credit(customer, more, warning=policy.credit_warning),
    ]
    if all(each.outcome is not Outcome.RED for each in findings):
        return
    if not by.may(permits.RELEASE_CREDIT):
        raise OverCredit(order=done.number)
    services.answer_for(done.order_id, axis=Axis.CREDIT, rule="credit", reason=reason, by=by, at=at)


def require_released(order_id: int, *, at: datetime, known: Mapping[int, int | None] | None = None) -> None:
    """Every line can be made or bought as engineering released it.

    known: item by line id that was asked before; those lines are not asked again. Raises EngineeringGap.
    """
    order = sales.sheet_of(order_id, scope=EVERYTHING)
    live = [
        line
        for line in order.lines
        if not line.is_cancelled and (known is None or line.id not in known or known[line.id] != line.item_id)
    ]
    if faulty := _unreleased(order, live, at):
        raise EngineeringGap(order=order.number, lines=", ".join(map(str, faulty)))


def _unreleased(order: OrderSheet, live: Sequence[LineRow], at: datetime) -> list[int]:
    """Positions of the lines that name no item, or one whose item, BOM or routing is not released."""
    ids = sorted({line.item_id for line in live if line.item_id is not None})
    today = identity.site_day(order.site_id, at)
    gaps = {} if order.type == OrderType.REWORK else catalog.engineering_gaps(ids, today)
    return [line.position for line in live if line.item_id is None or gaps.get(line.item_id)]
