"""Undo what was booked, by counter-entries: reports, issues, completions."""

from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from taktline.inventory import queries as inventory
from taktline.inventory import services as stock
from taktline.inventory.types import Key
from taktline.kernel import journal
from taktline.kernel.actor import Actor
from taktline.kernel.errors import NotFound
from taktline.kernel.exact import plain
from taktline.kernel.moving import Move
from taktline.kernel.operation import operation
from taktline.kernel.scope import EVERYTHING
from taktline.shopfloor import locks, permits
from taktline.shopfloor.errors import Blocked, OrderNotOpen, ReversedAlready, SayWhy
from taktline.shopfloor.life import OPERATION_LIFE, WORK_ORDER_LIFE, OperationState, WorkOrderState
from taktline.shopfloor.models import Completion, Issue, MadeLot, Operation, QuantityReport, WorkOrder
from taktline.shopfloor.rules import flow
from taktline.shopfloor.services import ledger, standing, supply
from taktline.shopfloor.services.report import tell
from taktline.shopfloor.services.returns import Goes, give_back
from taktline.shopfloor.types import CompletionKind, IssueKind

AGAIN = Move(WORK_ORDER_LIFE, WorkOrderState.IN_PROGRESS, "shopfloor.reopen-order")


def _require_reason(reason: str) -> str:
    if not reason.strip():
        raise SayWhy
    return reason.strip()[:200]


@operation
def reverse_report(report_id: int, *, reason: str, by: Actor, at: datetime) -> int:
    """Take back a report by a counter-entry; what it backflushed goes back as far as it is not used up.

    Operations after it that were done with what came wait for the rest again. Returns the counter-entry's id.
    Raises NotFound, ReversedAlready, SayWhy, OrderNotOpen, Blocked naming what follows.
    """
    by.require(permits.MEND)
    why = _require_reason(reason)
    row = QuantityReport.objects.filter(pk=report_id).first()
    if row is None:
        raise NotFound(what=N_("report"), key=report_id)
    found = standing.standing(row.operation_id, by=by)
    if row.reverses_id is not None or QuantityReport.objects.filter(reverses=row).exists():
        raise ReversedAlready
    _require_alive(found.order)
    for event in Completion.objects.filter(report=row, reversed_by=None, kind=CompletionKind.PRODUCT):
        _undo_completion(found.order, event, why, by=by, at=at)
    if blockers := _blockers(found, row):
        raise Blocked(blockers="; ".join(blockers))
    for issue in Issue.objects.filter(report=row, left__gt=0).select_related("material").order_by("pk"):
        give_back(issue, Goes(IssueKind.REVERSAL, issue.left, issue.place_id), by=by, at=at)
    counter = _counter(row, why, by=by, at=at)
    _take_back(found, counter, why, by=by, at=at)
    supply.expect([found.order], found.order.materials.all(), at=at)
    tell(found, counter, by=by, at=at)
    return counter.pk


def _blockers(found: standing.Standing, row: QuantityReport) -> list[str]:
    """What rests on these pieces."""
    steps = found.steps
    now = steps[found.at]
    scrap = row.scrap_machining + row.scrap_material
    steps[found.at] = flow.Step(
        now.good - row.good, now.scrap - scrap, now.rework - row.rework + row.reworked, now.transfer, False
    )
    if steps[found.at].rework < 0:
        return [
            _("operation %(number)s: pieces set aside here were reworked")
            % {"number": found.operation.number}
        ]
    if found.is_last:
        over = found.order.completed > steps[found.at].good
        return (
            [_("completion: %(done)s pieces are in stock") % {"done": plain(found.order.completed)}]
            if over
            else []
        )
    following = found.operations[found.at + 1]
    came = flow.inputs(steps, started=found.order.quantity)[found.at + 1]
    taken = following.good + following.scrap + following.rework
    if taken <= came:
        return []
    told = {"number": following.number, "taken": plain(taken), "came": plain(came)}
    return [_("operation %(number)s: %(taken)s pieces are reported, only %(came)s would have come") % told]


def _counter(row: QuantityReport, why: str, *, by: Actor, at: datetime) -> QuantityReport:
    return QuantityReport.objects.create(
        operation_id=row.operation_id, person_id=row.person_id, machine_id=row.machine_id, good=-row.good,
        scrap_machining=-row.scrap_machining, scrap_material=-row.scrap_material, rework=-row.rework,
        reworked=-row.reworked, reason=row.reason, note=why, reverses=row, happened_at=row.happened_at, recorded_at=at,
        actor_kind=by.kind.value, actor_id=by.id, actor_name=by.name[:80],
    )  # fmt: skip


def _require_alive(order: WorkOrder) -> None:
    """What was cancelled or closed has given back or written off what it had."""
    if order.state in (WorkOrderState.CANCELLED, WorkOrderState.CLOSED):
        raise OrderNotOpen(order=order.number, state=order.get_state_display())


def _take_back(
    found: standing.Standing, counter: QuantityReport, why: str, *, by: Actor, at: datetime
) -> None:
    """The figures go down; what was done waits for its pieces again, what got none waits for them."""
    row, order = found.operation, found.order
    was_through = [_is_through(found, place) for place in range(len(found.operations))]
    scrap = counter.scrap_machining + counter.scrap_material
    row.good += counter.good
    row.scrap += scrap
    row.rework += counter.rework - counter.reworked
    row.save(update_fields=["good", "scrap", "rework"])
    order.scrapped += scrap
    order.save(update_fields=["scrapped"])
    for place, each in enumerate(found.operations):
        opened = place == found.at or (was_through[place] and not _is_through(found, place))
        if each.state == OperationState.DONE and opened:
            _put(each, OperationState.PAUSED, why, by=by, at=at)
        came = flow.inputs(found.steps, started=order.quantity)[place]
        if each.state == OperationState.READY and came == 0:
            _put(each, OperationState.WAITING, why, by=by, at=at)
    for each in Operation.objects.filter(
        work_order=order, state=OperationState.SKIPPED, number__gt=row.number
    ):
        _put(each, OperationState.WAITING, why, by=by, at=at)
    if order.state == WorkOrderState.COMPLETED:
        AGAIN.make(order, by=by, at=at, reason=why, also={"completed_at": None})


def _is_through(found: standing.Standing, place: int) -> bool:
    return flow.is_through(found.steps, place, started=found.order.quantity)


def _put(row: Operation, then: OperationState, why: str, *, by: Actor, at: datetime) -> None:
    OPERATION_LIFE.require(row, OperationState(row.state), then)
    before, row.state = {"state": row.state}, then
    row.save(update_fields=["state"])
    journal.record(
        "shopfloor.operation-state",
        subject=row,
        by=by,
        at=at,
        before=before,
        after={"state": then},
        reason=why,
    )


@operation
def reverse_issue(issue_id: int, *, reason: str, by: Actor, at: datetime) -> int:
    """Take back an issue: all of it lies at the machine still and goes back where it came from.

    Returns the id of the counter-entry. Raises NotFound, ReversedAlready, SayWhy, Blocked if some of it is used up.
    """
    by.require(permits.MEND)
    _require_reason(reason)
    row = Issue.objects.filter(pk=issue_id).select_related("material").first()
    if row is None:
        raise NotFound(what=N_("material issue"), key=issue_id)
    order = locks.work_order(row.material.work_order_id, scope=by.scope)
    row.refresh_from_db(fields=["left", "left_minor"])
    if row.kind in (IssueKind.RETURN, IssueKind.REVERSAL) or row.left == 0:
        raise ReversedAlready
    if row.left < row.quantity:
        used = plain(row.quantity - row.left)
        raise Blocked(blockers=_("completion or return: %(used)s of it are used") % {"used": used})
    back = give_back(row, Goes(IssueKind.REVERSAL, row.left, row.place_id), by=by, at=at)
    supply.expect([order], [row.material], at=at)
    return back.pk


@operation
def reverse_completion(completion_id: int, *, reason: str, by: Actor, at: datetime) -> int:
    """Take products back out of stock and their material back to the machine. Returns the counter-entry's id.

    Raises NotFound, ReversedAlready, SayWhy, OrderNotOpen, Blocked if the products have gone on.
    """
    by.require(permits.MEND)
    why = _require_reason(reason)
    event = Completion.objects.filter(pk=completion_id, kind=CompletionKind.PRODUCT).first()
    if event is None:
        raise NotFound(what=N_("completion"), key=completion_id)
    order = locks.work_order(event.work_order_id, scope=by.scope)
    if Completion.objects.filter(reverses=event).exists():
        raise ReversedAlready
    _require_alive(order)
    counter = _undo_completion(order, event, why, by=by, at=at)
    supply.expect([order], order.materials.all(), at=at)
    return counter.pk


def _undo_completion(order: WorkOrder, event: Completion, why: str, *, by: Actor, at: datetime) -> Completion:
    made = list(event.made.order_by("pk"))
    if blockers := [told for each in made if (told := _gone(each, order, event))]:
        raise Blocked(blockers="; ".join(blockers))
    for each in made:
        stock.reverse_move(each.move_id, reason=why, by=ledger.lent(by), at=at)
    for used in event.used.select_related("issue").order_by("pk"):
        stock.reverse_move(used.move_id, reason=why, by=ledger.lent(by), at=at)
        used.issue.left += used.quantity
        used.issue.left_minor += used.value_minor
        used.issue.save(update_fields=["left", "left_minor"])
    for material in order.materials.filter(is_by_product=True):
        material.issued -= sum(
            (each.quantity for each in made if each.item_id == material.item_id), Decimal(0)
        )
        material.save(update_fields=["issued"])
    counter = Completion.objects.create(
        work_order=order, kind=CompletionKind.REVERSAL, quantity=event.quantity, place_id=event.place_id,
        material_minor=-event.material_minor, time_minor=-event.time_minor, reverses=event, at=at,
        actor_name=by.name[:80],
    )  # fmt: skip
    order.completed -= event.quantity
    order.save(update_fields=["completed"])
    if order.state == WorkOrderState.COMPLETED:
        AGAIN.make(order, by=by, at=at, reason=why, also={"completed_at": None})
    after = {"completed": plain(order.completed), "reversed": plain(event.quantity)}
    journal.record("shopfloor.reverse-completion", subject=order, by=by, at=at, after=after, reason=why)
    return counter


def _gone(made: MadeLot, order: WorkOrder, event: Completion) -> str:
    """Why a product cannot be taken back, "" if it can."""
    rows = inventory.balances_of(made.item_id, site_id=order.site_id, scope=EVERYTHING)
    key = Key(made.item_id, event.place_id or 0, made.lot_id or 0)
    there = next(
        (row for row in rows if (row.key.place_id, row.key.lot_id) == (key.place_id, key.lot_id)), None
    )
    if there is not None and there.on_hand - there.reserved >= made.quantity:
        return ""
    lot = inventory.lot(made.lot_id).code if made.lot_id else ""
    users = Issue.objects.filter(item_id=made.item_id, lot_id=made.lot_id, left__gt=0) if made.lot_id else []
    numbers = sorted({each.material.work_order.number for each in users})
    if numbers:
        return _("lot %(lot)s was issued to %(orders)s") % {"lot": lot, "orders": ", ".join(numbers)}
    return _("lot %(lot)s has left the store, or is reserved") % {"lot": lot}
