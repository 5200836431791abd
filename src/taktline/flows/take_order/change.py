"""Changing a confirmed order: the impact is shown first, then everything moves together or nothing does."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from taktline.flows.take_order import promise
from taktline.flows.take_order.confirm import expect, expose, urgency
from taktline.flows.take_order.differences import differences, promises
from taktline.flows.take_order.grown import require_credit, require_released
from taktline.flows.take_order.impact import Impact, impact_of
from taktline.flows.take_order.kept import Broken, broken_promises, promise_anew, require_promises
from taktline.identity import queries as identity
from taktline.kernel.actor import Actor
from taktline.kernel.errors import Refusal
from taktline.kernel.exact import Money
from taktline.kernel.operation import operation
from taktline.kernel.scope import EVERYTHING
from taktline.kernel.source import Source
from taktline.sales import queries as sales
from taktline.sales import services
from taktline.sales.queries import OrderSheet
from taktline.sales.services import Applied
from taktline.sales.types import DELIVERY, Change


@dataclass(frozen=True, slots=True)
class Preview:
    """A change with what it would do: kept, so that it can be applied as it was shown."""

    change_id: int
    number: str
    impact: Impact


@operation
def preview_change(order_id: int, change: Change, *, by: Actor, at: datetime) -> Preview:
    """Write a change down and say what it would do to reservations, work, machine time, purchases and promises.

    It is tried out and taken back, so that the sums are true, and a refusal that would come is told now. Nothing of
    the order changes. Raises what draft_change raises.
    """
    order = sales.sheet_of(order_id, scope=EVERYTHING)
    drafted = services.draft_change(order_id, change, by=by, at=at)
    wanted = {each.line_id for each in change.lines}
    impact = impact_of(order, [line for line in order.lines if line.id in wanted]) | {
        "lines": differences(order, change),
        "promises": promises(order, change),
        "today": identity.site_day(order.site_id, at).isoformat(),
    }
    tried = _tried(drafted.order_id, order, change.reason, by=by, at=at)
    impact |= {"refused": tried.pop("refused", ""), "broken": tried.pop("broken", [])}
    services.assess_change(
        drafted.order_id, impact=impact, money=_prices(order, change) | tried, by=by, at=at
    )
    return Preview(drafted.order_id, drafted.number, impact)


class _Tried(Exception):
    """Takes back what was only tried."""


def _tried(change_id: int, order: OrderSheet, reason: str, *, by: Actor, at: datetime) -> dict[str, object]:
    """What the change would come to, with prices; which promises it breaks; and how it would be refused, if it is."""
    before = order.gross
    told: dict[str, object] = {}
    try:
        with transaction.atomic():
            services.assess_change(change_id, impact={}, money={}, by=by, at=at)
            done = services.apply_change(change_id, by=by, at=at)
            told["gross"] = [str(before), str(Money(done.gross_minor, order.currency))]
            broken = _let_go(done, order, change_id, by=by, at=at)
            told["broken"] = [each.told() for each in broken]
            _require_sound(done, order, reason, by=by, at=at)
            require_promises(done, broken, reason, by=by, at=at)
            raise _Tried
    except _Tried:
        pass
    except Refusal as refusal:
        told["refused"] = str(refusal)
    return told


def _prices(order: OrderSheet, change: Change) -> dict[str, object]:
    lines = {line.id: line for line in order.lines}
    return {
        "price_changes": [
            {
                "line": lines[each.line_id].position,
                "from": str(lines[each.line_id].price),
                "to": str(each.price),
            }
            for each in change.lines
            if each.line_id is not None and each.price is not None
        ]
    }


@operation
def apply_change(change_id: int, *, new_dates: bool = False, by: Actor, at: datetime) -> str:
    """Make the order what the change says, and everything that follows it, whole or not at all.

    What was kept for touched deliveries is let go and kept anew as far as stock is free; expectations and exposure
    follow at once; planning hears of it by the fact. A change is not reviewed again, so it may not do what a review
    would hold: raises OverCredit, EngineeringGap, PromiseNotKept, and what sales.apply_change raises. new_dates: where
    a promise cannot be kept, promise the day the preview showed. Returns the order's number.
    """
    sheet = sales.change(change_id, scope=by.scope)
    order = sales.sheet_of(sheet.order_id, scope=EVERYTHING)
    done = services.apply_change(change_id, by=by, at=at)
    _require_sound(done, order, sheet.reason, by=by, at=at)
    broken = _let_go(done, order, change_id, by=by, at=at)
    if broken and new_dates:
        done = promise_anew(done, broken, sheet.impact.get("broken", ()), by=by, at=at)
    else:
        require_promises(done, broken, sheet.reason, by=by, at=at)
    promise.keep_again(done, _touched(order, change_id) + _new(done, order), at=at)
    priority = urgency(done.priority, is_rush=done.is_rush)
    expect(done.site_id, done.demand, priority=priority, gone=done.gone, at=at)
    expose(done.customer_id, done.exposed_minor)
    return done.number


def _touched(before: OrderSheet, change_id: int) -> list[Source]:
    """The deliveries of the lines that a change names."""
    wanted = {each["line_id"] for each in sales.change(change_id, scope=EVERYTHING).wanted["lines"]}
    return [
        Source(DELIVERY, each.id) for line in before.lines if line.id in wanted for each in line.deliveries
    ]


def _new(done: Applied, before: OrderSheet) -> list[Source]:
    """The deliveries that were not there before."""
    known = {each.id for line in before.lines for each in line.deliveries}
    return [Source(DELIVERY, row.delivery_id) for row in done.demand if row.delivery_id not in known]


def _let_go(done: Applied, before: OrderSheet, change_id: int, *, by: Actor, at: datetime) -> list[Broken]:
    """Let go of what was kept for the touched deliveries, and see which promises cannot be kept with what is there."""
    sources = _touched(before, change_id)
    promise.let_go_deliveries([each.id for each in sources], by=by, at=at)
    promise.let_go_stock(sources, at=at)
    return broken_promises(done, before, at=at)


def _require_sound(done: Applied, before: OrderSheet, reason: str, *, by: Actor, at: datetime) -> None:
    require_released(done.order_id, at=at, known={line.id: line.item_id for line in before.lines})
    require_credit(done, reason, by=by, at=at)


@operation
def change_order(order_id: int, change: Change, *, by: Actor, at: datetime) -> str:
    """Preview and apply in one step, for who needs no preview. Returns the order's number."""
    return apply_change(preview_change(order_id, change, by=by, at=at).change_id, by=by, at=at)


@operation
def reject_change(change_id: int, *, reason: str, by: Actor, at: datetime) -> None:
    """Leave the order as it is."""
    services.reject_change(change_id, reason=reason, by=by, at=at)
