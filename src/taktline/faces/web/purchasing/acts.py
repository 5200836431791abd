"""What the buttons of these pages do."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import cast
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from taktline.faces.web.declare import Done
from taktline.identity import queries as identity
from taktline.kernel.actor import Actor
from taktline.purchasing import queries, services

Data = Mapping[str, object]


def approve(ids: Sequence[int], by: Actor, at: datetime, data: Data) -> None:
    """Let requisitions be ordered."""
    services.approve(ids, by=by, at=at)


def cancel(ids: Sequence[int], by: Actor, at: datetime, data: Data) -> None:
    """They are not wanted any more."""
    services.cancel(ids, reason=str(data.get("reason") or ""), by=by, at=at)


def name_supplier(ids: Sequence[int], by: Actor, at: datetime, data: Data) -> None:
    """Say who is to supply them."""
    services.name_supplier(ids, supplier_id=int(cast("int", data["supplier"])), by=by, at=at)


def order(ids: Sequence[int], by: Actor, at: datetime, data: Data) -> Done:
    """Purchase orders of approved requisitions, one for each supplier, site and currency."""
    site = queries.requisition(ids[0], scope=by.scope).site_id
    today = at.astimezone(ZoneInfo(identity.site(site).time_zone)).date()
    made = services.order_by_supplier(ids, on=today, by=by, at=at)
    numbers = [queries.purchase_order(each, scope=by.scope).number for each in made]
    if len(numbers) == 1:
        return Done(_("Purchase order %(number)s was made.") % {"number": numbers[0]}, f"/purchasing/orders/{numbers[0]}/")
    told = {"count": len(numbers), "numbers": ", ".join(numbers)}
    return Done(_("%(count)s purchase orders were made: %(numbers)s.") % told, "/purchasing/orders/?state=draft")
