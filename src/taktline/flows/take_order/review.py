"""The order review: every rule looks, every verdict is kept with its evidence, failures hold and ask the right desk."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from taktline.catalog import queries as catalog
from taktline.catalog.types import Gap, ItemRow, LotRule
from taktline.flows.take_order import promise, verdicts
from taktline.flows.take_order.policies import ReviewPolicy
from taktline.flows.take_order.promise import Feasible, Supply
from taktline.flows.take_order.supply import supply_of
from taktline.flows.take_order.tasks import ask, settled
from taktline.flows.take_order.verdicts import DateCase, LotCase, PriceCase, StockCase
from taktline.identity import queries as identity
from taktline.kernel.actor import Actor
from taktline.kernel.exact import Money
from taktline.kernel.operation import operation
from taktline.kernel.scope import EVERYTHING
from taktline.office import queries as office
from taktline.parties import queries as parties
from taktline.parties.types import CustomerRow
from taktline.sales import queries as sales
from taktline.sales import services
from taktline.sales.life import OrderState, SignOffState
from taktline.sales.queries import LineRow, OrderSheet
from taktline.sales.services import Reviewed
from taktline.sales.types import Axis, DemandRow, Department, Finding, OrderType


@dataclass(frozen=True, slots=True)
class Case:
    """All that the rules look at, gathered once."""

    order: OrderSheet
    customer: CustomerRow
    policy: ReviewPolicy
    items: Mapping[int, ItemRow]
    gaps: Mapping[int, Sequence[Gap]]
    supply: Mapping[int, Supply]
    demand: list[DemandRow]
    offered: Mapping[int, Feasible]
    today: date


@operation
def review_order(order_id: int, *, by: Actor, at: datetime) -> Reviewed:
    """Run every rule on an order as it stands, keep the verdicts, hold what failed, and ask who can mend it.

    A draft is submitted first. A clean order of a customer who wants no hands is confirmed by the caller's next step.
    """
    order = sales.sheet_of(order_id, scope=by.scope)
    if order.state == OrderState.DRAFT:
        services.submit(order_id, by=by, at=at)
    case = gather(order_id, at=at)
    findings = list(judge(case))
    reviewed = services.record_review(order_id, findings=findings, by=by, at=at)
    _ask(case, reviewed, findings, by=by, at=at)
    return reviewed


def gather(order_id: int, *, at: datetime) -> Case:
    """Everything the rules need, in a constant number of queries."""
    order = sales.sheet_of(order_id, scope=EVERYTHING)
    today = identity.site_day(order.site_id, at)
    item_ids = sorted({line.item_id for line in order.lines if line.item_id is not None})
    items = catalog.items(item_ids)
    demand = sales.demand_of(order_id)
    gaps = catalog.engineering_gaps(item_ids, today)
    return Case(
        order=order,
        customer=parties.customer(order.customer_id),
        policy=office.policy(ReviewPolicy, site_id=order.site_id, at=at),
        items=items,
        gaps=gaps,
        supply=supply_of(items, gaps, demand, site_id=order.site_id, at=at),
        demand=demand,
        offered=promise.offered_dates(order_id, at=at),
        today=today,
    )


def judge(case: Case) -> Iterator[Finding]:
    """The verdict of every rule: first of the order, then of each line."""
    order, policy = case.order, case.policy
    gross = order.gross or Money(0, order.currency)
    yield verdicts.judge_customer(case.customer)
    yield verdicts.judge_credit(case.customer, _in_currency(gross, case), warning=policy.credit_warning)
    yield verdicts.judge_terms(case.customer, gross)
    since = case.today - timedelta(days=policy.duplicate_days)
    similar = sales.similar_orders(order.id, since=since)
    yield verdicts.judge_duplicate(similar, number=order.customer_number, days=policy.duplicate_days)
    last = sales.last_prices(order.customer_id, list(case.items), before=order.id)
    feasible = {**promise.feasible_dates(case.demand, case.supply, today=case.today), **case.offered}
    free = {item_id: each.free for item_id, each in case.supply.items()}
    for line in order.lines:
        if line.is_cancelled:
            continue
        yield from _judge_line(line, case, PriceCase(
            order.currency, order.type, policy.price_tolerance, last.get(line.item_id or 0)
        ), free)  # fmt: skip
        days = [feasible[each.id] for each in line.deliveries if each.id in feasible]
        if days:
            worst = max(days, key=lambda each: each.on or date.max)
            yield verdicts.judge_date(
                line, DateCase(worst.on, worst.why, worst.lead_days, worst.is_offer), today=case.today
            )


def _judge_line(line: LineRow, case: Case, price: PriceCase, free: dict[int, Decimal]) -> Iterator[Finding]:
    unsigned = [
        each.label
        for each in case.order.sign_offs
        if each.line_id == line.id and each.state != SignOffState.APPROVED
    ]
    gaps = [str(gap.label) for gap in case.gaps.get(line.item_id or 0, ())]
    is_bought_in = case.order.type == OrderType.REWORK
    yield verdicts.judge_engineering(line, [] if is_bought_in else gaps, unsigned)
    yield verdicts.judge_price(line, price)
    if line.item_id is None:
        return
    item = case.items[line.item_id]
    lots = item.lot_rule == LotRule.MIN_MULTIPLE
    yield verdicts.judge_quantity(
        line,
        LotCase(
            item.lot_minimum if lots else Decimal(0),
            item.lot_multiple if lots else Decimal(0),
            item.unit_places,
        ),
    )
    supply = case.supply[line.item_id]
    yield verdicts.judge_stock(
        line, StockCase(free[line.item_id], supply.covered_on, is_bought_in or supply.can_supply)
    )
    free[line.item_id] -= line.quantity_stock


def _in_currency(amount: Money, case: Case) -> Money:
    """The order's amount in the currency the customer's limit is in."""
    wanted = case.customer.currency
    if amount.currency == wanted:
        return amount
    value = amount.amount * catalog.rate(amount.currency, case.today) / catalog.rate(wanted, case.today)
    return Money.of(value, wanted)


def _ask(case: Case, reviewed: Reviewed, findings: Sequence[Finding], *, by: Actor, at: datetime) -> None:
    """Tasks for the desks of new holds; those of holds that went away are done."""
    order = case.order
    data = {"number": order.number}
    until = {"requested_on": order.requested_on.isoformat()} if order.requested_on else {}
    for axis in reviewed.raised:
        told = data | until if axis is Axis.ENGINEERING else data
        ask(f"hold.{axis.value}", order.id, site_id=order.site_id, data=told, by=by, at=at)
    for axis in reviewed.cleared:
        settled(f"hold.{axis.value}", order.id, by=by, at=at)
    if Axis.ENGINEERING not in reviewed.raised:
        return
    new = [
        finding.line_id for finding in findings if finding.code in ("engineering.no-item", "engineering.gap")
    ]
    position = {line.id: line.position for line in order.lines}
    departments = [Department(each) for each in case.policy.sign_off]
    lines = [line_id for line_id in new if line_id is not None]
    for line_id, department in services.ask_sign_offs(lines, departments=departments, by=by, at=at):
        ask(
            f"sign-off.{department.value}",
            order.id,
            site_id=order.site_id,
            data={**data, **until, "line": position[line_id]},
            by=by,
            at=at,
        )
