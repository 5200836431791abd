"""Layouts of senders' tables: confirmed once, then known."""

from collections.abc import Mapping
from datetime import datetime

from taktline.kernel.actor import Actor
from taktline.kernel.operation import operation
from taktline.sales import permits
from taktline.sales.models import SenderLayout


def known_layout(sender: str, heading: str) -> dict[str, int] | None:
    """Which column is which in this sender's table with these titles, if somebody confirmed it."""
    found = SenderLayout.objects.filter(sender=sender, heading=heading).values_list("columns", flat=True).first()
    return None if found is None else {str(name): int(index) for name, index in found.items()}


@operation
def remember_layout(sender: str, *, heading: str, columns: Mapping[str, int], by: Actor, at: datetime) -> None:
    """Keep which heading is which column for a sender. heading: the seal of the table's titles."""
    by.require(permits.MESSAGES)
    SenderLayout.objects.update_or_create(
        sender=sender,
        heading=heading,
        defaults={"columns": dict(columns), "confirmed_at": at, "confirmed_by": by.name[:80]},
    )
