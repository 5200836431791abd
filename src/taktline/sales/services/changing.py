"""Changes of confirmed orders: drafted, assessed, and applied whole or not at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from taktline.identity import queries as identity
from taktline.kernel import journal, numbering, outbox
from taktline.kernel.actor import Actor
from taktline.kernel.errors import IllegalMove, InvalidInput, NotFound, StaleSnapshot
from taktline.kernel.operation import operation
from taktline.sales import locks, permits, store
from taktline.sales.errors import BelowFloor, NothingToChange, ReasonNeeded, UnpromisedLines
from taktline.sales.facts import OrderChanged
from taktline.sales.life import CHANGE_LIFE, ChangeState, OrderState
from taktline.sales.models import ChangeRequest, Delivery, Order, OrderLine
from taktline.sales.rules import changing
from taktline.sales.services import exposing
from taktline.sales.services.altering import Altered, alter_delivery, alter_line, new_line
from taktline.sales.services.drafting import Drafted
from taktline.sales.types import Change, DemandRow, OrderType


@dataclass(frozen=True, slots=True)
class Applied:
    """What a change did. demand: what is still wanted; gone: deliveries nobody wants any more.

    exposed_minor: by how much the customer's exposure moves, in the customer's currency.
    """

    order_id: int
    number: str
    site_id: int
    customer_id: int
    priority: int
    is_rush: bool
    demand: tuple[DemandRow, ...]
    gone: tuple[int, ...]
    items: tuple[int, ...]
    gross_minor: int
    exposed_minor: int


@operation
def draft_change(order_id: int, change: Change, *, by: Actor, at: datetime) -> Drafted:
    """Write down what should be different about a confirmed order; nothing changes yet.

    Raises IllegalMove unless confirmed, NothingToChange, ReasonNeeded, NotFound for a line of another order.
    """
    by.require(permits.CHANGE)
    if not change.reason.strip():
        raise ReasonNeeded
    order = locks.order(order_id, scope=by.scope)
    _require_confirmed(order)
    if not change.lines and (change.priority, change.is_rush, change.customer_number) == (None, None, None):
        raise NothingToChange(order=order)
    own = set(OrderLine.objects.filter(order=order, is_cancelled=False).values_list("pk", flat=True))
    for line in change.lines:
        if line.line_id is not None and line.line_id not in own:
            raise NotFound(what=N_("order line"), key=line.line_id)
        if line.line_id is None and line.new is None:
            raise InvalidInput(field="lines", reason=_("Say which line changes, or what is new."))
    wanted, money = changing.encode(change)
    row = ChangeRequest(
        number=numbering.draw("CR", site=identity.site(order.site_id).code, year=identity.site_day(order.site_id, at).year),
        order=order,
        edition=order.edition,
        reason=change.reason[:400],
        wanted=wanted,
        money=money,
        created_at=at,
        created_by=by.name[:80],
    )
    row.save(force_insert=True)
    journal.record("sales.draft-change", subject=order, by=by, at=at, after={"change": row.number}, reason=change.reason)
    return Drafted(row.pk, row.number)


def _require_confirmed(order: Order) -> None:
    if order.state != OrderState.CONFIRMED:
        raise IllegalMove(what=order, now=OrderState(order.state).label, then=_("changed"))


@operation
def assess_change(
    change_id: int, *, impact: Mapping[str, object], money: Mapping[str, object], by: Actor, at: datetime
) -> None:
    """Keep what a change would do. impact: no prices; money: with prices."""
    by.require(permits.CHANGE)
    row = locks.change(change_id, scope=by.scope)
    CHANGE_LIFE.require(row, ChangeState(row.state), ChangeState.ASSESSED)
    row.state, row.impact, row.money = ChangeState.ASSESSED, dict(impact), {**row.money, **money}
    row.save(update_fields=["state", "impact", "money"])
    journal.record("sales.assess-change", subject=row, by=by, at=at, after={"state": row.state})


@operation
def reject_change(change_id: int, *, reason: str, by: Actor, at: datetime) -> None:
    """Leave the order as it is. Raises IllegalMove, ReasonNeeded."""
    by.require(permits.CHANGE)
    if not reason.strip():
        raise ReasonNeeded
    row = locks.change(change_id, scope=by.scope)
    CHANGE_LIFE.require(row, ChangeState(row.state), ChangeState.REJECTED)
    row.state, row.decided_at = ChangeState.REJECTED, at
    row.save(update_fields=["state", "decided_at"])
    journal.record("sales.reject-change", subject=row, by=by, at=at, after={"state": row.state}, reason=reason)


@operation
def apply_change(change_id: int, *, by: Actor, at: datetime) -> Applied:
    """Make the order what the change says, whole or not at all.

    Raises IllegalMove unless assessed, StaleSnapshot when the order was changed since, BelowDelivered,
    UnpromisedLines when a new line has no promised date, BelowFloor when a new price is below the floor and the
    actor may not sell there, and what pricing a line raises.
    """
    by.require(permits.CHANGE)
    row = locks.change(change_id, scope=by.scope)
    CHANGE_LIFE.require(row, ChangeState(row.state), ChangeState.APPLIED)
    order = locks.order(row.order_id, scope=by.scope)
    _require_confirmed(order)
    if order.edition != row.edition:
        raise StaleSnapshot(what=order)
    change = changing.decode(row.wanted, row.money, reason=row.reason)
    lines, deliveries = store.of_order(order.pk)
    before = {line.pk: (line.quantity, line.item_id, line.is_cancelled) for line in lines}
    prices = {line.pk: (line.item_id, line.price) for line in lines}
    gross = int(order.gross_minor)
    altered = _alter(order, change, lines, deliveries)
    if not by.may(permits.BELOW_FLOOR):
        _require_floor(order, [each.line for each in altered], prices)
    exposed = _write(order, change, altered, (lines, deliveries), at=at)
    row.state, row.decided_at = ChangeState.APPLIED, at
    row.save(update_fields=["state", "decided_at"])
    items = _touched(before, lines)
    journal.record(
        "sales.change",
        subject=order,
        by=by,
        at=at,
        after={"change": row.number, "edition": order.edition, "wanted": row.wanted},
        money={"gross_minor": [gross, order.gross_minor]},
        reason=row.reason,
    )
    outbox.publish(OrderChanged(order.pk, order.site_id, items), at=at)
    return _applied(order, lines, deliveries, items, exposed)


def _alter(order: Order, change: Change, lines: list[OrderLine], deliveries: list[Delivery]) -> list[Altered]:
    of = {line.pk: line for line in lines}
    parts: dict[int, list[Delivery]] = {}
    for delivery in deliveries:
        parts.setdefault(delivery.line_id, []).append(delivery)
    altered = []
    for wanted in change.lines:
        if wanted.line_id is None:
            if wanted.promised_on is None:
                raise UnpromisedLines(order=order, lines=_("new"))
            altered.append(new_line(order, wanted, position=max((line.position for line in lines), default=0) + 1))
            lines.append(altered[-1].line)
            continue
        alter = alter_line if wanted.delivery_id is None else alter_delivery
        altered.append(alter(order, of[wanted.line_id], parts.get(wanted.line_id, []), wanted))
    return altered


def _require_floor(
    order: Order, lines: Sequence[OrderLine], prices: Mapping[int, tuple[int | None, Decimal | None]]
) -> None:
    """A change is not reviewed again, so what the review would hold is refused here. Old prices were approved."""
    low = [
        line.position
        for line in lines
        if not line.is_cancelled
        and order.type != OrderType.REPLACEMENT
        and line.floor_price is not None
        and prices.get(line.pk) != (line.item_id, line.price)
        and (line.price or Decimal(0)) * (1 - line.discount) < line.floor_price
    ]
    if low:
        raise BelowFloor(order=order, lines=", ".join(map(str, low)))


def _write(
    order: Order,
    change: Change,
    altered: Sequence[Altered],
    rows: tuple[list[OrderLine], list[Delivery]],
    *,
    at: datetime,
) -> int:
    """Write everything; returns by how much the customer's exposure moves."""
    lines, deliveries = rows
    gross = int(order.gross_minor)
    for each in altered:
        each.line.save()
        for delivery in each.deliveries:
            delivery.line_id = each.line.pk
            if delivery.pk is None:
                deliveries.append(delivery)
            delivery.save()
    order.priority = order.priority if change.priority is None else change.priority
    order.is_rush = order.is_rush if change.is_rush is None else change.is_rush
    order.customer_number = order.customer_number if change.customer_number is None else change.customer_number[:60]
    order.edition += 1
    order.reviewed_edition = order.edition
    store.settle(order, lines, deliveries)
    OrderLine.objects.bulk_update(lines, store.LINE_FIGURES)
    exposed = exposing.grow(order, gross, at=at)
    order.save()
    return exposed


def _touched(before: Mapping[int, tuple[Decimal, int | None, bool]], lines: Sequence[OrderLine]) -> tuple[int, ...]:
    """Items whose demand may have moved: those of every line of the order, before and after."""
    items = {item_id for _quantity, item_id, _gone in before.values()} | {line.item_id for line in lines}
    return tuple(sorted(item_id for item_id in items if item_id is not None))


def _applied(
    order: Order, lines: Sequence[OrderLine], deliveries: Sequence[Delivery], items: tuple[int, ...], exposed: int
) -> Applied:
    of = {line.pk: line for line in lines}
    demand, gone = [], []
    for each in deliveries:
        line = of[each.line_id]
        left = each.quantity - each.delivered_quantity
        if line.is_cancelled or each.is_cancelled or line.item_id is None or left <= 0:
            gone.append(each.pk)
        else:
            demand.append(DemandRow(each.pk, line.pk, line.item_id, left, each.requested_on, each.promised_on))
    return Applied(
        order_id=order.pk,
        number=order.number,
        site_id=order.site_id,
        customer_id=order.customer_id,
        priority=order.priority,
        is_rush=order.is_rush,
        demand=tuple(demand),
        gone=tuple(gone),
        items=items,
        gross_minor=int(order.gross_minor),
        exposed_minor=exposed,
    )
