"""What a run would change in the schedule in force."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from taktline.identity import queries as identity
from taktline.kernel.scope import Scope
from taktline.scheduling.queries.problem.loading import published_slots, slots_of
from taktline.scheduling.queries.runs import run
from taktline.scheduling.types import Comparison, Moving, Slipped, SlotRow
from taktline.shopfloor import queries as shopfloor
from taktline.shopfloor.types import WorkOrderRow

Slots = Mapping[int, SlotRow]


def compare(run_id: int, *, scope: Scope, most: int = 40) -> Comparison:
    """Which operations move and which work orders end at another time, in a fixed number of queries. Raises NotFound.

    most: how many of the moved operations are named.
    """
    row = run(run_id, scope=scope)
    before, after = published_slots(row.site_id), slots_of(run_id)
    changed = [
        pk
        for pk, slot in after.items()
        if pk in before and (slot.machine_id, slot.begin) != (before[pk].machine_id, before[pk].begin)
    ]
    changed.sort(key=lambda pk: (-abs(after[pk].begin - before[pk].begin), pk))
    orders = shopfloor.work_orders({slot.work_order_id for slot in after.values()})
    zone = ZoneInfo(identity.site(row.site_id).time_zone)
    slips = _slips(_ends(before), _ends(after), orders, zone)
    return Comparison(
        moving=_moving(changed[:most], before, after, orders),
        slips=slips,
        added=sum(1 for pk in after if pk not in before),
        orders={each.work_order_id: orders[each.work_order_id] for each in slips},
    )


def _ends(slots: Slots) -> dict[int, datetime]:
    ends: dict[int, datetime] = {}
    for slot in slots.values():
        ends[slot.work_order_id] = max(slot.end, ends.get(slot.work_order_id, slot.end))
    return ends


def _slips(
    was: Mapping[int, datetime], becomes: Mapping[int, datetime], orders: Mapping[int, WorkOrderRow], zone: ZoneInfo
) -> list[Slipped]:
    found = []
    for pk, end in becomes.items():
        if pk in was and pk in orders and was[pk] != end:
            due = datetime.combine(orders[pk].due + timedelta(days=1), time(), zone)
            found.append(Slipped(pk, was[pk], end, _late(was[pk], due), _late(end, due)))
    return sorted(found, key=lambda each: (each.late_before - each.late_after, each.before - each.after))


def _late(end: datetime, due: datetime) -> int:
    return max(0, int((end - due).total_seconds()) // 60)


def _moving(changed: list[int], before: Slots, after: Slots, orders: Mapping[int, WorkOrderRow]) -> list[Moving]:
    rows = shopfloor.operations_of({after[pk].work_order_id for pk in changed})
    operations = {row.id: row for each in rows.values() for row in each}
    found = []
    for pk in changed:
        order = orders.get(after[pk].work_order_id)
        row = operations.get(pk)
        if order is not None and row is not None:
            found.append(
                Moving(
                    operation_id=pk,
                    work_order_id=order.id,
                    work_order=order.number,
                    number=row.number,
                    name=row.name,
                    item_code=order.item_code,
                    machine_before=before[pk].machine_id,
                    machine_after=after[pk].machine_id,
                    begin_before=before[pk].begin,
                    begin_after=after[pk].begin,
                )
            )
    return found
