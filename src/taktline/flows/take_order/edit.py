"""Editing an order that is not confirmed: what was offered for it no longer speaks of it."""

from datetime import datetime

from taktline.kernel.actor import Actor
from taktline.kernel.operation import operation
from taktline.promising import services as promising
from taktline.sales import queries as sales
from taktline.sales import services
from taktline.sales.life import EDITABLE
from taktline.sales.types import OrderInput


@operation
def edit_order(order_id: int, order: OrderInput, *, by: Actor, at: datetime) -> None:
    """Replace what an unconfirmed order says; its offers go, with the stock and capacity they keep.

    Raises what sales.edit_order raises; then nothing was changed.
    """
    if sales.sheet_of(order_id, scope=by.scope).state in EDITABLE:
        promising.forget(order_id, by=by, at=at)
    services.edit_order(order_id, order, by=by, at=at)
