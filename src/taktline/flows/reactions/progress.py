"""What the shop floor makes for an order line shows on the order: planned quantity and what each operation has done."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from taktline.kernel.actor import system
from taktline.kernel.deliver import Reaction
from taktline.kernel.source import Source
from taktline.sales import queries as sales
from taktline.sales import services as orders
from taktline.sales.types import DELIVERY, ProgressRow
from taktline.shopfloor import facts, queries
from taktline.shopfloor.types import OperationRow

_HOUSE = system("progress")
_GONE = "cancelled"


def show_progress(body: Mapping[str, object], at: datetime) -> None:  # noqa: ARG001 - the shape of a reaction
    """Write the figures of the line that a changed work order is for; one without a customer shows nowhere."""
    work_order = queries.work_orders([int(str(body["work_order_id"]))])
    for row in work_order.values():
        if row.demand is not None and row.demand.kind == DELIVERY:
            _write(row.demand.id)


def _write(delivery_id: int) -> None:
    lines = sales.lines_of([delivery_id])
    if delivery_id not in lines:
        return
    line = lines[delivery_id]
    siblings = [each.delivery_id for each in sales.demand_of(line.order_id) if each.line_id == line.line_id]
    made = queries.of_demand([Source(DELIVERY, pk) for pk in {delivery_id, *siblings}])
    own = [
        row for rows in made.values() for row in rows if row.item_id == line.item_id and row.state != _GONE
    ]
    operations = queries.operations_of([row.id for row in own])
    progress = ProgressRow(
        line_id=line.line_id,
        planned=sum((row.quantity for row in own), Decimal(0)),
        finished=sum((row.completed for row in own), Decimal(0)),
        made=_by_operation([each for rows in operations.values() for each in rows]),
    )
    orders.set_progress([progress], by=_HOUSE)


def _by_operation(operations: Sequence[OperationRow]) -> tuple[tuple[int, str, str, Decimal], ...]:
    """Number, names and good quantity of each operation, summed over the line's work orders."""
    found: dict[tuple[int, str, str], Decimal] = {}
    for each in operations:
        key = (each.number, each.name.zh, each.name.en)
        found[key] = found.get(key, Decimal(0)) + each.good
    return tuple((*key, good) for key, good in sorted(found.items()))


REACTIONS = tuple(
    Reaction(fact.topic, f"progress.shown-after.{fact.topic}", show_progress)
    for fact in (
        facts.WorkOrderCreated,
        facts.WorkOrderReleased,
        facts.WorkOrderChanged,
        facts.WorkOrderCancelled,
        facts.OperationReported,
        facts.OperationFinished,
        facts.WorkOrderCompleted,
    )
)
