"""What hangs on certain lines of an order: reservations, proposals and work, machine time, promises. No prices here."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from taktline.catalog import queries as catalog
from taktline.identity import queries as identity
from taktline.inventory import queries as inventory
from taktline.kernel.exact import plain
from taktline.kernel.scope import EVERYTHING
from taktline.kernel.source import Source
from taktline.planning import queries as planning
from taktline.planning.types import BY_PRODUCT, PROPOSAL, SAFETY, STOCK
from taktline.resources import queries as resources
from taktline.sales.queries import LineRow, OrderSheet
from taktline.sales.types import DELIVERY
from taktline.shopfloor import queries as shopfloor
from taktline.shopfloor.types import MATERIAL, WORK_ORDER

MOST = 50
# Stock on the shelf is told by its reservations; materials by their work orders.
NOT_WORK = frozenset({STOCK, SAFETY, MATERIAL})
Impact = dict[str, object]


def impact_of(order: OrderSheet, lines: Iterable[LineRow]) -> Impact:
    """What is kept, planned and promised for the lines, as rows to show; it can be kept as JSON."""
    lines = [line for line in lines if not line.is_cancelled]
    sources = [Source(DELIVERY, each.id) for line in lines for each in line.deliveries if not each.is_cancelled]
    work = work_of(sources)
    return {
        "reservations": reservations_of(sources),
        "work": list(work.values()),
        "schedule": schedule_of(work, site_id=order.site_id),
        "promises": [
            {"line": line.position, "from": line.promised_on.isoformat(), "to": None}
            for line in lines
            if line.promised_on
        ],
    }


def reservations_of(sources: Sequence[Source]) -> list[dict[str, object]]:
    """What is reserved for the deliveries."""
    rows = inventory.reservations_of(sources, scope=EVERYTHING)
    items = catalog.items({row.item_id for row in rows})
    return [
        {
            "item": items[row.item_id].code,
            "quantity": plain(row.quantity),
            "unit": items[row.item_id].unit,
            "state": str(row.state),
        }
        for row in rows
    ]


def work_of(sources: Sequence[Source]) -> dict[Source, dict[str, object]]:
    """What the plan has pegged to the deliveries: proposals, work orders, requisitions, in words."""
    found: dict[Source, dict[str, object]] = {}
    for source in sources[:MOST]:
        for step in planning.trace(source, scope=EVERYTHING).down:
            kind = step.node.source.kind
            if step.depth and kind not in NOT_WORK and step.node.source != source and len(found) < MOST:
                text = f"{step.item_code} {plain(step.quantity)} {step.unit}".strip()
                number = "" if kind in (PROPOSAL, BY_PRODUCT) else step.node.text
                found[step.node.source] = {"kind": step.node.source.kind, "number": number, "text": text}
    return found


def schedule_of(work: Iterable[Source], *, site_id: int) -> list[dict[str, object]]:
    """The machine time that is planned for the work orders among them, in the site's own time."""
    ids = [source.id for source in work if source.kind == WORK_ORDER]
    operations = [each for rows in shopfloor.operations_of(ids).values() for each in rows if each.planned_start]
    machines = resources.machine_names({each.planned_machine_id for each in operations if each.planned_machine_id})
    numbers = {pk: row.number for pk, row in shopfloor.work_orders(ids).items()}
    zone = ZoneInfo(identity.site(site_id).time_zone)
    rows: list[dict[str, object]] = []
    for each in operations[:MOST]:
        code, name = machines.get(each.planned_machine_id or 0, ("", ""))
        rows.append(
            {
                "work_order": numbers.get(each.work_order_id, ""),
                "operation": f"{each.number} {each.name}",
                "machine": code if code == str(name) else f"{code} {name}".strip(),
                "from": _local(each.planned_start, zone),
                "to": _local(each.planned_end, zone),
            }
        )
    return rows


def _local(moment: datetime | None, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).strftime("%Y-%m-%d %H:%M") if moment else ""
