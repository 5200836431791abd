"""Orders of the old books: the part that was billed there weighs on nobody's credit here."""

from datetime import datetime
from fractions import Fraction

from taktline.kernel import journal
from taktline.kernel.actor import Actor
from taktline.kernel.operation import operation
from taktline.sales import locks, permits


@operation
def lower_exposure(order_id: int, *, unbilled_minor: int, by: Actor, at: datetime) -> int:
    """Let a confirmed order expose us only to what is still to be billed of it.

    unbilled_minor: with tax, in the order's currency. Returns by how much the customer's exposure moves, in the
    customer's currency. Raises NotFound.
    """
    by.require(permits.REPORT)
    order = locks.order(order_id, scope=by.scope)
    before = int(order.exposed_minor)
    share = Fraction(unbilled_minor, int(order.gross_minor)) if order.gross_minor else Fraction(0)
    order.exposed_minor = round(before * share)
    order.save(update_fields=["exposed_minor"])
    money = {"before": before, "after": int(order.exposed_minor)}
    journal.record("sales.lower-exposure", subject=order, by=by, at=at, money=money)
    return int(order.exposed_minor) - before
