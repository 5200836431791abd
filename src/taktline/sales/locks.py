"""Documents are locked by their head; whoever holds the head may write the lines."""

from django.db.models import QuerySet
from django.utils.translation import gettext_noop as N_

from taktline.kernel.composed import Given, composed
from taktline.kernel.errors import NotFound
from taktline.kernel.locks import lock_one, locking
from taktline.kernel.scope import Scope
from taktline.sales.models import ChangeRequest, Order, OrderMessage, Quotation
from taktline.sales.models.visible import visible, visible_messages


def order(order_id: int, *, scope: Scope) -> Order:
    """The order, locked. Raises NotFound if there is none that the actor may see."""
    if scope.clerk is not None:
        return lock_one(visible(Order.objects.filter(pk=order_id), scope), what=N_("order"), key=order_id)
    row = _order().first({"id": order_id})
    if row is None or not scope.covers_site(row.site_id) or scope.party not in (None, row.customer_id):
        raise NotFound(what=N_("order"), key=order_id)
    return row


@composed
def _order() -> "QuerySet[Order]":
    return locking(Order.objects.filter(pk=Given("id")))


def message(message_id: int, *, scope: Scope) -> OrderMessage:
    """The message, locked. Raises NotFound."""
    rows = visible_messages(OrderMessage.objects.filter(pk=message_id), scope)
    return lock_one(rows, what=N_("message"), key=message_id)


def quotation(quotation_id: int, *, scope: Scope) -> Quotation:
    """The quotation, locked. Raises NotFound."""
    rows = visible(Quotation.objects.filter(pk=quotation_id), scope)
    return lock_one(rows, what=N_("quotation"), key=quotation_id)


def change(change_id: int, *, scope: Scope) -> ChangeRequest:
    """The change request, locked after its order. Raises NotFound."""
    rows = visible(ChangeRequest.objects.filter(pk=change_id), scope, at="order__")
    return lock_one(rows, what=N_("change request"), key=change_id)
