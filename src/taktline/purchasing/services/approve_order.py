"""A purchase order is approved by whoever may decide its amount, or sent back with a reason."""

from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from taktline.catalog import queries as catalog
from taktline.identity import queries as identity
from taktline.kernel import outbox
from taktline.kernel.actor import Actor, ActorKind
from taktline.kernel.errors import InvalidInput
from taktline.kernel.exact import Money, extend
from taktline.kernel.moving import Move
from taktline.kernel.operation import operation
from taktline.kernel.scope import EVERYTHING as _ALL
from taktline.kernel.source import Source
from taktline.office import queries as desk
from taktline.office import services as office
from taktline.office.life import ApprovalState
from taktline.purchasing import locks, permits
from taktline.purchasing.errors import AboveLimit, NoApprovalNeeded, NotAsked
from taktline.purchasing.facts import PurchaseOrderApproved
from taktline.purchasing.life import PURCHASE_LIFE, PurchaseState
from taktline.purchasing.models import PurchaseOrder
from taktline.purchasing.services import supply
from taktline.purchasing.types import APPROVAL, ORDER, ApprovalPolicy

# More than any order comes to; a typing error, and more than the ledger could hold.
LARGEST = 10**12
REJECTED_TASK = "purchasing.order-rejected"
_APPROVE = Move(PURCHASE_LIFE, PurchaseState.APPROVED, "purchasing.approve-order")


@operation
def approve_order(order_id: int, *, by: Actor, at: datetime) -> None:
    """Approve a purchase order; from here its lines are what is expected, not the requisitions.

    A request that waits for a decision is decided with it. Raises IllegalMove, AboveLimit, OwnRequest, NotYourTask.
    """
    by.require(permits.APPROVE_ORDER)
    order = locks.order(order_id, scope=by.scope)
    _APPROVE.require(order)
    worth, limit = worth_of(order), limit_of(order, by, at)
    if worth.amount > LARGEST:
        raise InvalidInput(field="lines", reason=_("This amount cannot be right. Check quantities and prices."))
    if limit is not None and worth > limit:
        raise AboveLimit(order=order, amount=worth, limit=limit)
    waiting = open_request(order)
    if waiting is not None:
        office.decide_approval(waiting, approve=True, by=by, at=at)
    _approve(order, by, at)


def _approve(order: PurchaseOrder, by: Actor, at: datetime) -> None:
    _APPROVE.make(order, by=by, at=at)
    lines = locks.lines(order)
    supply.forget_requisitions(
        [line.requisition_id for line in lines if line.requisition_id is not None], at=at
    )
    supply.expect_lines(order, lines, at=at)
    office.close_tasks(REJECTED_TASK, key=str(order.pk), by=by, at=at)
    outbox.publish(PurchaseOrderApproved(order.pk, order.site_id), at=at)


@operation
def ask_approval(order_id: int, *, reason: str, by: Actor, at: datetime) -> int:
    """Ask whoever may decide the order's amount. Returns the approval's id.

    Raises NoApprovalNeeded if the asker may approve it, IllegalMove, AlreadyAsked, InvalidInput.
    """
    by.require(permits.ORDER)
    order = locks.order(order_id, scope=by.scope)
    _APPROVE.require(order)
    worth, limit = worth_of(order), limit_of(order, by, at)
    if by.may(permits.APPROVE_ORDER) and (limit is None or worth <= limit):
        raise NoApprovalNeeded(order=order)
    office.close_tasks(REJECTED_TASK, key=str(order.pk), by=by, at=at)
    return office.request_approval(
        APPROVAL, source=Source(ORDER, order.pk), site_id=order.site_id, role=_decider(order, worth, at), reason=reason,
        title=N_("Approve purchase order %(number)s"), data={"number": order.number},
        money={"amount": str(worth)}, by=by, at=at,
    )  # fmt: skip


@operation
def reject_order(order_id: int, *, reason: str, by: Actor, at: datetime) -> None:
    """Send an order that was asked about back to its buyer. Raises NotAsked, NotYourTask, OwnRequest, InvalidInput."""
    by.require(permits.APPROVE_ORDER)
    order = locks.order(order_id, scope=by.scope)
    waiting = open_request(order)
    if waiting is None:
        raise NotAsked(order=order)
    office.decide_approval(waiting, approve=False, note=reason, by=by, at=at)


@operation
def settle_approval(order_id: int, *, approve: bool, note: str, by: Actor, at: datetime) -> None:
    """Do what was decided about an order; one that has moved on since is left alone."""
    order = locks.order(order_id, scope=by.scope)
    if order.state != PurchaseState.DRAFT:
        return
    if approve:
        _approve(order, by, at)
        return
    office.open_task(
        REJECTED_TASK, role="buyer", title=N_("Purchase order %(number)s was sent back: change it or cancel it"),
        key=str(order.pk), source=Source(ORDER, order.pk), site_id=order.site_id,
        data={"number": order.number, "note": note}, by=by, at=at,
    )  # fmt: skip


def open_request(order: PurchaseOrder) -> int | None:
    """The request about an order that waits for a decision."""
    rows = desk.approvals_of(Source(ORDER, order.pk), scope=_ALL)
    return next((row.id for row in rows if row.state == ApprovalState.REQUESTED), None)


def worth_of(order: PurchaseOrder) -> Money:
    """What an order comes to in the site's currency, by the day's rate. Raises NoRate."""
    total = Money(0, order.currency)
    for price, quantity in order.lines.values_list("price", "quantity"):
        total += extend(price, quantity, order.currency)
    return in_house(total, order.site_id, order.ordered_on)


def in_house(amount: Money, site_id: int, on: date) -> Money:
    """An amount in the site's currency, rounded once. Raises NoRate."""
    house = identity.site(site_id).currency
    if amount.currency == house:
        return amount
    return Money.of(amount.amount * catalog.rate(amount.currency, on) / catalog.rate(house, on), house)


def limit_of(order: PurchaseOrder, by: Actor, at: datetime) -> Money | None:
    """Up to which amount the actor may approve; None for any."""
    if by.kind is ActorKind.SYSTEM or "owner" in by.roles:
        return None
    policy = desk.policy(ApprovalPolicy, at=at, site_id=order.site_id)
    limit = policy.manager_limit if "plant_manager" in by.roles else policy.buyer_limit
    return Money.of(limit, identity.site(order.site_id).currency)


def _decider(order: PurchaseOrder, worth: Money, at: datetime) -> str:
    policy = desk.policy(ApprovalPolicy, at=at, site_id=order.site_id)
    most = Decimal(policy.manager_limit)
    return "plant_manager" if worth.amount <= most else "owner"
