"""A draft order is changed before anybody has agreed to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from taktline.kernel import journal
from taktline.kernel.actor import Actor, system
from taktline.kernel.drafts import check
from taktline.kernel.errors import IllegalMove, InvalidInput, NotFound
from taktline.kernel.operation import operation
from taktline.office import services as office
from taktline.purchasing import locks, permits
from taktline.purchasing.errors import NothingToBuy
from taktline.purchasing.life import PurchaseState
from taktline.purchasing.models import PurchaseLine, PurchaseOrder
from taktline.purchasing.services.approve_order import open_request

LARGEST = Decimal(10**9)


@dataclass(frozen=True, slots=True)
class LineChange:
    """How a line should be; None leaves it as it is. quantity: in the item's stock unit, price: per stock unit."""

    line_id: int
    quantity: Decimal | None = None
    price: Decimal | None = None
    due: date | None = None


@operation
def change_order(
    order_id: int, changes: Sequence[LineChange], *, note: str | None = None, by: Actor, at: datetime
) -> None:
    """Change lines of a draft order, and what it tells the supplier. A request about it is taken back.

    Raises IllegalMove unless it is a draft, NothingToBuy, InvalidInput, NotFound; then nothing is changed.
    """
    by.require(permits.ORDER)
    order = locks.order(order_id, scope=by.scope)
    if order.state != PurchaseState.DRAFT:
        raise IllegalMove(what=order, now=order.get_state_display(), then=PurchaseState.DRAFT.label)
    known = {line.pk: line for line in locks.lines(order)}
    for each in changes:
        line = known.get(each.line_id)
        if line is None:
            raise NotFound(what=str(order), key=each.line_id)
        _change(order, line, each, by, at)
    if note is not None and note.strip() != order.note:
        before, order.note = order.note, note.strip()
        check(order, ["note"])
        order.save(update_fields=["note"])
        journal.record(
            "purchasing.change-order",
            subject=order,
            by=by,
            at=at,
            before={"note": before},
            after={"note": order.note},
        )
    waiting = open_request(order)
    if waiting is not None:
        office.withdraw_approval(waiting, by=system("purchasing"), at=at)


def _change(order: PurchaseOrder, line: PurchaseLine, wanted: LineChange, by: Actor, at: datetime) -> None:
    if wanted.quantity is not None and not 0 < wanted.quantity <= LARGEST:
        raise NothingToBuy(item=line.item, quantity=wanted.quantity)
    if wanted.price is not None and not 0 <= wanted.price <= LARGEST:
        raise InvalidInput(field="price", reason=_("Zero or more."))
    before, after = {}, {}
    for name in ("quantity", "price", "due"):
        value, now = getattr(wanted, name), getattr(line, name)
        if value is not None and value != now:
            setattr(line, name, value)
            before[name], after[name] = now, value
    if not after:
        return
    check(line, list(after))
    line.save(update_fields=list(after))
    money = {"before": before.pop("price"), "after": after.pop("price")} if "price" in after else {}
    journal.record(
        "purchasing.change-order", subject=order, by=by, at=at, before=before,
        after={"line": line.position} | after, money=money,
    )  # fmt: skip
