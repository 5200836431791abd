"""What a sales clerk sees first: what to resolve, what is late, what is held."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from taktline.faces.web.declare import HomeCard
from taktline.faces.web.sales.words import AXES
from taktline.kernel.actor import Actor
from taktline.kernel.listing import Listing, Row, page
from taktline.sales import permits, queries

SELLERS = ("sales_clerk", "plant_manager", "owner")


def _rows(listing: Listing, by: Actor, where: Mapping[str, str], sort: str) -> dict[str, object]:
    return {"rows": page(listing, scope=by.scope, where=where, sort=sort, size=8).rows}


def inbox(*, by: Actor, at: datetime) -> dict[str, object]:
    """Messages that wait, oldest first."""
    return _rows(queries.MESSAGES, by, {"state": "needs_review"}, "received_at")


def late(*, by: Actor, at: datetime) -> dict[str, object]:
    """Orders that will be later than promised."""
    return _rows(queries.ORDERS, by, {"late": "1"}, "promised_on")


def held(*, by: Actor, at: datetime) -> dict[str, object]:
    """Orders that something holds."""
    found = page(queries.ORDERS, scope=by.scope, where={"held": "1", "open": "1"}, sort="-id", size=8).rows
    return {"rows": [{"values": row.values, "axes": [AXES.get(axis, axis) for axis in _axes(row)]} for row in found]}


def _axes(row: Row) -> list[str]:
    holds = row["holds"]
    return holds.split(",") if isinstance(holds, str) and holds else []


HOME_CARDS = (
    HomeCard(
        "sales.inbox",
        _("Inbox to resolve"),
        permits.MESSAGES,
        "sales/card_inbox.html",
        inbox,
        roles=SELLERS,
        order=20,
        icon="inbox",
        more="/sales/messages/?state=needs_review",
        topics=("sales.message-received", "sales.message-waits"),
    ),
    HomeCard(
        "sales.late",
        _("My late orders"),
        permits.SEE,
        "sales/card_late.html",
        late,
        roles=(*SELLERS, "planner"),
        order=30,
        icon="clock-exclamation",
        more="/sales/orders/?late=1",
        topics=("sales.projection-moved",),
    ),
    HomeCard(
        "sales.held",
        _("Orders on hold"),
        permits.SEE,
        "sales/card_held.html",
        held,
        roles=(*SELLERS, "finance_clerk", "engineer"),
        order=40,
        icon="lock",
        more="/sales/orders/?held=1",
        topics=("sales.order-reviewed", "sales.hold-released"),
    ),
)
