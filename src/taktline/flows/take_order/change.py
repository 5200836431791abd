"""Changing a confirmed order: the impact is shown first, then everything moves together or nothing does."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from taktline.flows.take_order import promise
from taktline.flows.take_order.confirm import expect, expose, urgency
from taktline.flows.take_order.days import site_day
from taktline.flows.take_order.impact import reservations_of, work_of
from taktline.kernel.actor import Actor
from taktline.kernel.exact import plain
from taktline.kernel.operation import operation
from taktline.kernel.scope import EVERYTHING
from taktline.kernel.source import Source
from taktline.sales import queries as sales
from taktline.sales import services
from taktline.sales.queries import LineRow, OrderSheet
from taktline.sales.types import DELIVERY, Change, LineChange


@dataclass(frozen=True, slots=True)
class Preview:
    """A change with what it would do: kept, so that it can be applied as it was shown."""

    change_id: int
    number: str
    impact: dict[str, object]


@operation
def preview_change(order_id: int, change: Change, *, by: Actor, at: datetime) -> Preview:
    """Write a change down and say what it would do to reservations, work, purchases and promises.

    Nothing of the order changes. Raises what draft_change raises.
    """
    order = sales.sheet_of(order_id, scope=by.scope)
    drafted = services.draft_change(order_id, change, by=by, at=at)
    impact = _impact(order, change, at=at)
    money = _money(order, change)
    services.assess_change(drafted.order_id, impact=impact, money=money, by=by, at=at)
    return Preview(drafted.order_id, drafted.number, impact)


def _impact(order: OrderSheet, change: Change, *, at: datetime) -> dict[str, object]:
    lines = {line.id: line for line in order.lines}
    touched = [lines[each.line_id] for each in change.lines if each.line_id is not None]
    deliveries = [each.id for line in touched for each in line.deliveries]
    sources = [Source(DELIVERY, each) for each in deliveries]
    return {
        "lines": [difference for each in change.lines for difference in _differences(lines, each)],
        "reservations": reservations_of(sources),
        "work": work_of(sources),
        "promises": [
            _promise(lines[each.line_id], each) for each in change.lines if each.line_id is not None and _redates(each)
        ],
        "today": site_day(order.site_id, at).isoformat(),
    }


def _redates(change: LineChange) -> bool:
    return change.cancel or change.quantity is not None or change.requested_on is not None or change.item_id is not None


def _promise(line: LineRow, change: LineChange) -> dict[str, object]:
    stays = line.promised_on.isoformat() if line.promised_on else None
    then = change.promised_on.isoformat() if change.promised_on else stays
    return {"line": line.position, "from": stays, "to": None if change.cancel else then}


def _differences(lines: dict[int, LineRow], change: LineChange) -> list[dict[str, object]]:
    """What would differ, field by field; prices are told apart."""
    if change.line_id is None:
        new = change.new
        return [{"line": "+", "field": "new", "from": "", "to": plain(new.quantity) if new else ""}]
    line = lines[change.line_id]
    if change.cancel:
        return [{"line": line.position, "field": "cancel", "from": plain(line.quantity), "to": plain(line.shipped)}]
    pairs: Sequence[tuple[str, object, object]] = (
        ("quantity", line.quantity, change.quantity),
        ("requested_on", line.requested_on, change.requested_on),
        ("promised_on", line.promised_on, change.promised_on),
        ("drawing_revision", line.drawing_revision, change.drawing_revision),
        ("item", line.item_id, change.item_id),
    )
    return [
        {"line": line.position, "field": name, "from": _text(before), "to": _text(after)}
        for name, before, after in pairs
        if after is not None and after != before
    ]


def _text(value: object) -> str:
    return plain(value) if isinstance(value, Decimal) else "" if value is None else str(value)


def _money(order: OrderSheet, change: Change) -> dict[str, object]:
    lines = {line.id: line for line in order.lines}
    return {
        "price_changes": [
            {"line": lines[each.line_id].position, "from": str(lines[each.line_id].price), "to": str(each.price)}
            for each in change.lines
            if each.line_id is not None and each.price is not None
        ]
    }


@operation
def apply_change(change_id: int, *, by: Actor, at: datetime) -> str:
    """Make the order what the change says, and everything that follows it, whole or not at all.

    Reservations of touched deliveries are let go and asked for anew by whoever promised them; expectations and
    exposure follow at once; planning hears of it by the fact. Returns the order's number.
    """
    sheet = sales.change(change_id, scope=by.scope)
    order = sales.sheet_of(sheet.order_id, scope=EVERYTHING)
    touched = {each["line_id"] for each in sheet.wanted["lines"] if each["line_id"] is not None}
    done = services.apply_change(change_id, by=by, at=at)
    let_go = [
        Source(DELIVERY, each.id) for line in order.lines if line.id in touched for each in line.deliveries
    ]
    promise.keep_again(done, let_go, at=at)
    priority = urgency(done.priority, is_rush=done.is_rush)
    expect(done.site_id, done.demand, priority=priority, gone=done.gone, at=at)
    expose(done.customer_id, done.grown_minor, order.currency, on=at.date())
    return done.number


@operation
def change_order(order_id: int, change: Change, *, by: Actor, at: datetime) -> str:
    """Preview and apply in one step, for who needs no preview. Returns the order's number."""
    return apply_change(preview_change(order_id, change, by=by, at=at).change_id, by=by, at=at)


@operation
def reject_change(change_id: int, *, reason: str, by: Actor, at: datetime) -> None:
    """Leave the order as it is."""
    services.reject_change(change_id, reason=reason, by=by, at=at)
