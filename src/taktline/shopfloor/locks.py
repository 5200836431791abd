"""Rows of the shop floor, locked for a change."""

from collections.abc import Iterable

from django.utils.translation import gettext_noop as N_

from taktline.kernel.errors import NotFound
from taktline.kernel.locks import lock_rows
from taktline.kernel.scope import Scope
from taktline.shopfloor.models import WorkOrder


def work_order(work_order_id: int, *, scope: Scope) -> WorkOrder:
    """The work order, locked. Raises NotFound if there is none that the actor may see."""
    return work_orders([work_order_id], scope=scope)[0]


def work_orders(ids: Iterable[int], *, scope: Scope) -> list[WorkOrder]:
    """The work orders, locked in key order. Raises NotFound naming the first that is missing or may not be seen."""
    wanted = sorted(set(ids))
    rows = WorkOrder.objects.filter(pk__in=wanted)
    found = lock_rows(rows if scope.sites is None else rows.filter(site_id__in=scope.sites))
    if missing := set(wanted) - {order.pk for order in found}:
        raise NotFound(what=N_("work order"), key=min(missing))
    return found
