"""What hangs on certain deliveries: reservations, proposals, work orders, purchases. No prices here."""

from collections.abc import Sequence

from taktline.inventory import queries as inventory
from taktline.kernel.exact import plain
from taktline.kernel.scope import EVERYTHING
from taktline.kernel.source import Source
from taktline.planning import queries as planning

MOST = 50


def reservations_of(sources: Sequence[Source]) -> list[dict[str, object]]:
    """What is reserved for the deliveries."""
    return [
        {"item": row.item_id, "quantity": plain(row.quantity), "state": str(row.state)}
        for row in inventory.reservations_of(sources, scope=EVERYTHING)
    ]


def work_of(sources: Sequence[Source]) -> list[dict[str, object]]:
    """What the plan has pegged to the deliveries: proposals, work orders, requisitions, in words."""
    found: dict[Source, dict[str, object]] = {}
    for source in sources[:MOST]:
        for step in planning.trace(source, scope=EVERYTHING).down:
            if step.depth and step.node.source != source:
                text = f"{step.item_code} {plain(step.quantity)} {step.unit}".strip()
                found[step.node.source] = {"kind": step.node.source.kind, "number": step.node.text, "text": text}
    return list(found.values())[:MOST]
