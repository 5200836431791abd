"""What follows a decision about a purchase order."""

from collections.abc import Mapping
from datetime import datetime

from taktline.kernel.actor import system
from taktline.kernel.deliver import Reaction
from taktline.kernel.scope import EVERYTHING
from taktline.office import facts as office
from taktline.office import queries as desk
from taktline.purchasing import services as purchasing
from taktline.purchasing.types import APPROVAL


def settle_purchase_order(body: Mapping[str, object], at: datetime) -> None:
    """Somebody decided about a purchase order: it is approved, or goes back to its buyer."""
    if body["kind"] != APPROVAL:
        return
    decided = desk.approval(int(str(body["approval_id"])), scope=EVERYTHING)
    purchasing.settle_approval(
        decided.source.id,
        approve=bool(body["approved"]),
        note=decided.note,
        by=system(decided.decided_by),
        at=at,
    )


REACTIONS = (Reaction(office.ApprovalDecided.topic, "purchasing.settle-order", settle_purchase_order),)
