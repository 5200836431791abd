"""From draft to reviewed: verdicts, holds, sign-offs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from taktline.kernel import journal, outbox
from taktline.kernel.actor import Actor
from taktline.kernel.errors import NotFound
from taktline.kernel.operation import operation
from taktline.sales import locks, permits
from taktline.sales.errors import EmptyOrder, ReasonNeeded
from taktline.sales.facts import HoldReleased, OrderReviewed
from taktline.sales.life import ORDER_LIFE, SIGN_OFF_LIFE, OrderState, SignOffState
from taktline.sales.models import Hold, Order, OrderLine, SignOff, Verdict
from taktline.sales.rules import holding
from taktline.sales.types import Axis, Department, Finding, Outcome

BY_HAND = "by-hand"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What a review led to. clean: all green. raised, cleared: axes newly held, and no longer held."""

    clean: bool
    raised: tuple[Axis, ...]
    cleared: tuple[Axis, ...]
    open: tuple[Axis, ...]


@operation
def submit(order_id: int, *, by: Actor, at: datetime) -> None:
    """Hand a complete draft over to review.

    A line that names no item of ours may go: the review sends it to engineering. Raises IllegalMove, EmptyOrder.
    """
    by.require(permits.ENTER)
    order = locks.order(order_id, scope=by.scope)
    ORDER_LIFE.require(order, OrderState(order.state), OrderState.SUBMITTED)
    if not order.line_count:
        raise EmptyOrder(order=order)
    order.state = OrderState.SUBMITTED
    order.save(update_fields=["state"])
    journal.record("sales.submit", subject=order, by=by, at=at, after={"state": order.state})


@operation
def record_review(order_id: int, *, findings: Sequence[Finding], by: Actor, at: datetime) -> Reviewed:
    """Keep what the rules found of the order as it stands, and hold it on every axis with a red finding.

    A hold whose cause is gone is released by the house; one that a person released stays away unless something new
    is found. Raises IllegalMove unless the order is submitted or reviewed.
    """
    by.require(permits.REVIEW)
    order = locks.order(order_id, scope=by.scope)
    ORDER_LIFE.require(order, OrderState(order.state), OrderState.REVIEWED)
    Verdict.objects.filter(order=order).delete()
    Verdict.objects.bulk_create([_verdict(order, finding, at) for finding in findings])
    raised, cleared, still = _sync_holds(order, findings, at)
    order.state, order.reviewed_at, order.reviewed_edition = OrderState.REVIEWED, at, order.edition
    order.holds = ",".join(sorted(still))
    order.save(update_fields=["state", "reviewed_at", "reviewed_edition", "holds"])
    reds = sorted({finding.rule for finding in findings if finding.outcome is Outcome.RED})
    ambers = sorted({finding.rule for finding in findings if finding.outcome is Outcome.AMBER})
    journal.record(
        "sales.review", subject=order, by=by, at=at, after={"red": reds, "amber": ambers, "holds": order.holds}
    )
    outbox.publish(OrderReviewed(order.pk, clean=not still), at=at)
    return Reviewed(holding.is_clean(findings) and not still, raised, cleared, tuple(Axis(axis) for axis in still))


def _verdict(order: Order, finding: Finding, at: datetime) -> Verdict:
    return Verdict(
        order=order,
        line_id=finding.line_id,
        rule=finding.rule,
        code=finding.code,
        outcome=finding.outcome,
        axis=finding.axis or "",
        evidence=finding.evidence,
        money=finding.money,
        at=at,
    )


def _sync_holds(
    order: Order, findings: Iterable[Finding], at: datetime
) -> tuple[tuple[Axis, ...], tuple[Axis, ...], list[str]]:
    """Bring the hold rows in line with the findings. Returns raised, cleared, and all open axes."""
    rows = list(Hold.objects.filter(order=order).order_by("pk"))
    now_open = {row.axis: row for row in rows if row.released_at is None}
    forgiven = {(row.axis, row.seal) for row in rows if row.released_at is not None}
    raised: list[Hold] = []
    wanted = holding.holds(findings)
    for want in wanted:
        if want.axis in now_open:
            row = now_open[want.axis]
            if row.rules != BY_HAND and row.seal != want.seal:
                row.rules, row.seal = ",".join(want.rules), want.seal
                row.save(update_fields=["rules", "seal"])
        elif (want.axis, want.seal) not in forgiven:
            raised.append(Hold(order=order, axis=want.axis, rules=",".join(want.rules), seal=want.seal, raised_at=at))
    Hold.objects.bulk_create(raised)
    keep = {want.axis for want in wanted}
    cleared = [row for row in now_open.values() if row.axis not in keep and row.rules != BY_HAND]
    for row in cleared:
        row.released_at, row.released_by = at, "Taktline"
    Hold.objects.bulk_update(cleared, ["released_at", "released_by"])
    gone = {row.axis for row in cleared}
    still = sorted({row.axis for row in raised} | {axis for axis in now_open if axis not in gone})
    return tuple(Axis(row.axis) for row in raised), tuple(Axis(axis) for axis in sorted(gone)), still


@operation
def put_hold(order_id: int, *, axis: Axis, reason: str, by: Actor, at: datetime) -> None:
    """Hold an order by hand; only a person can release it. Raises ReasonNeeded."""
    by.require(permits.RELEASES[axis])
    if not reason.strip():
        raise ReasonNeeded
    order = locks.order(order_id, scope=by.scope)
    Hold.objects.filter(order=order, axis=axis, released_at=None).update(
        released_at=at, released_by=by.name[:80], release_reason=reason[:400]
    )
    Hold.objects.create(order=order, axis=axis, rules=BY_HAND, seal="", raised_at=at)
    order.holds = ",".join(sorted({*filter(None, order.holds.split(",")), axis.value}))
    order.save(update_fields=["holds"])
    journal.record("sales.hold", subject=order, by=by, at=at, after={"axis": axis.value}, reason=reason)


@operation
def answer_for(order_id: int, *, axis: Axis, rule: str, reason: str, by: Actor, at: datetime) -> None:
    """Somebody lets a confirmed order become what a review would hold: kept like a hold that was released at once.

    Raises NotPermitted, ReasonNeeded.
    """
    by.require(permits.RELEASES[axis])
    if not reason.strip():
        raise ReasonNeeded
    order = locks.order(order_id, scope=by.scope)
    Hold.objects.create(
        order=order, axis=axis, rules=rule, seal="", raised_at=at,
        released_at=at, released_by=by.name[:80], release_reason=reason[:400],
    )  # fmt: skip
    journal.record(
        "sales.release-hold", subject=order, by=by, at=at, before={"axis": axis.value}, reason=reason
    )
    outbox.publish(HoldReleased(order.pk, axis.value), at=at)


@operation
def release_hold(order_id: int, *, axis: Axis, reason: str, by: Actor, at: datetime) -> None:
    """Take a hold away, with a reason that stays in the history.

    Raises NotPermitted without the axis' permit, ReasonNeeded, NotFound when nothing holds the order there.
    """
    by.require(permits.RELEASES[axis])
    if not reason.strip():
        raise ReasonNeeded
    order = locks.order(order_id, scope=by.scope)
    changed = Hold.objects.filter(order=order, axis=axis, released_at=None).update(
        released_at=at, released_by=by.name[:80], release_reason=reason[:400]
    )
    if not changed:
        raise NotFound(what=axis.label, key=order.number)
    order.holds = ",".join(each for each in order.holds.split(",") if each and each != axis)
    order.save(update_fields=["holds"])
    journal.record("sales.release-hold", subject=order, by=by, at=at, before={"axis": axis.value}, reason=reason)
    outbox.publish(HoldReleased(order.pk, axis.value), at=at)


@operation
def ask_sign_offs(
    line_ids: Sequence[int], *, departments: Sequence[Department], by: Actor, at: datetime
) -> list[tuple[int, Department]]:
    """Ask departments for their word on new lines of one order. Returns what was newly asked: (line, department)."""
    by.require(permits.REVIEW)
    here = set(SignOff.objects.filter(line_id__in=line_ids).values_list("line_id", "department"))
    new = [
        SignOff(line_id=line_id, department=department)
        for line_id in sorted(line_ids)
        for department in departments
        if (line_id, department.value) not in here
    ]
    if not new:
        return []
    SignOff.objects.bulk_create(new, ignore_conflicts=True)
    order = Order.objects.get(lines=new[0].line_id)
    asked = [f"{row.line_id}:{row.department}" for row in new]
    journal.record("sales.ask-sign-off", subject=order, by=by, at=at, after={"asked": asked})
    return [(row.line_id, Department(row.department)) for row in new]


@operation
def decide_sign_off(
    line_id: int, *, department: Department, approved: bool, remark: str, by: Actor, at: datetime
) -> bool:
    """A department's word on a line. Returns whether all departments have approved it.

    Raises NotPermitted without that department's permit, ReasonNeeded when it rejects without a remark, IllegalMove when it has decided, NotFound.
    """
    by.require(permits.SIGN_OFFS[department])
    if not approved and not remark.strip():
        raise ReasonNeeded
    line = OrderLine.objects.filter(pk=line_id).only("pk", "order_id").first()
    if line is None:
        raise NotFound(what=OrderLine._meta.verbose_name, key=line_id)
    order = locks.order(line.order_id, scope=by.scope)
    row = SignOff.objects.filter(line_id=line_id, department=department).first()
    if row is None:
        raise NotFound(what=department.label, key=order.number)
    then = SignOffState.APPROVED if approved else SignOffState.REJECTED
    SIGN_OFF_LIFE.require(order, SignOffState(row.state), then)
    row.state, row.decided_at, row.decided_by, row.remark = then, at, by.name[:80], remark[:400]
    row.save(update_fields=["state", "decided_at", "decided_by", "remark"])
    journal.record(
        "sales.sign-off",
        subject=order,
        by=by,
        at=at,
        after={"line": line_id, "department": department.value, "state": then.value},
        reason=remark,
    )
    return not SignOff.objects.filter(line_id=line_id).exclude(state=SignOffState.APPROVED).exists()
