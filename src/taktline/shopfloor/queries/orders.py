"""Single work orders, their materials and operations."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_noop as N_

from taktline.kernel import search
from taktline.kernel.errors import NotFound
from taktline.kernel.naming import Name
from taktline.kernel.scope import Scope
from taktline.kernel.source import Source
from taktline.shopfloor.models import Material, Operation, OperationAlternative, WorkOrder
from taktline.shopfloor.types import AlternativeRow, MaterialRow, OperationRow, WorkOrderRow

_ORDER = (
    "id",
    "number",
    "item_id",
    "item__code",
    "item__name",
    "item__name_en",
    "item__unit__code",
    "site_id",
    "state",
    "quantity",
    "completed",
    "start",
    "due",
    "priority",
    "is_rush",
    "clearance",
    "demand_kind",
    "demand_id",
)
_MATERIAL = (
    "id",
    "work_order_id",
    "item_id",
    "item__code",
    "item__name",
    "item__name_en",
    "item__unit__code",
    "quantity",
    "issued",
    "needed_on",
    "operation_number",
    "is_by_product",
)
_OPERATION = (
    "id",
    "work_order_id",
    "number",
    "name",
    "name_en",
    "state",
    "centre_id",
    "quantity",
    "good",
    "setup_seconds",
    "run_seconds",
    "is_pausable",
    "transfer_quantity",
    "queue_minutes",
    "wait_minutes",
    "skill_id",
    "family_id",
    "outside_days",
    "supplier_id",
    "planned_machine_id",
    "planned_person_id",
    "planned_start",
    "planned_end",
    "sequence",
)


def order_rows(orders: "QuerySet[WorkOrder]") -> list[WorkOrderRow]:
    """Rows of work orders, in the queryset's order."""
    rows = []
    for values in orders.values_list(*_ORDER):
        (pk, number, item_id, code, name, name_en, unit, *rest, kind, demand_id) = values
        demand = Source(kind, demand_id) if kind else None
        row: Any = (pk, number, item_id, code, Name(name, name_en), unit, *rest, demand)
        rows.append(WorkOrderRow(*row))
    return rows


def visible(scope: Scope) -> "QuerySet[WorkOrder]":
    """The work orders that may be seen."""
    orders = WorkOrder.objects.all()
    return orders if scope.sites is None else orders.filter(site_id__in=scope.sites)


def work_order(work_order_id: int, *, scope: Scope) -> WorkOrderRow:
    """One work order. Raises NotFound."""
    return _one(order_rows(visible(scope).filter(pk=work_order_id)), work_order_id)


def work_order_by_number(number: str, *, scope: Scope) -> WorkOrderRow:
    """One work order by its number. Raises NotFound."""
    return _one(order_rows(visible(scope).filter(number=number)), number)


def work_order_id_of(number: str, *, scope: Scope) -> int:
    """The id of a work order by its number. Raises NotFound."""
    return work_order_by_number(number, scope=scope).id


def suggest_work_orders(text: str, limit: int = 8, *, scope: Scope) -> list[WorkOrderRow]:
    """Work orders whose number or item has the text, newest first."""
    if not text.strip():
        return []
    found = visible(scope).filter(pk__in=search.matching("shopfloor.work-order", text)).order_by("-pk")
    return order_rows(found[:limit])


def work_orders(ids: Iterable[int]) -> dict[int, WorkOrderRow]:
    """Work orders by id."""
    return {row.id: row for row in order_rows(WorkOrder.objects.filter(pk__in=list(ids)))}


def of_demand(sources: Sequence[Source]) -> dict[Source, list[WorkOrderRow]]:
    """The work orders made for each of the documents."""
    wanted = Q()
    for kind in {source.kind for source in sources}:
        wanted |= Q(demand_kind=kind, demand_id__in=[source.id for source in sources if source.kind == kind])
    found: dict[Source, list[WorkOrderRow]] = defaultdict(list)
    if sources:
        for row in order_rows(WorkOrder.objects.filter(wanted).order_by("id")):
            if row.demand is not None:
                found[row.demand].append(row)
    return found


def materials_of(ids: Iterable[int]) -> dict[int, list[MaterialRow]]:
    """What each work order needs, by work order id."""
    found: dict[int, list[MaterialRow]] = defaultdict(list)
    rows = Material.objects.filter(work_order_id__in=list(ids)).order_by("work_order_id", "position")
    for pk, order_id, item_id, code, name, name_en, *rest in rows.values_list(*_MATERIAL):
        found[order_id].append(MaterialRow(pk, order_id, item_id, code, Name(name, name_en), *rest))
    return found


def operations_of(ids: Iterable[int]) -> dict[int, list[OperationRow]]:
    """The operations of each work order in their order, with alternatives, by work order id."""
    found: dict[int, list[OperationRow]] = defaultdict(list)
    for row in operation_rows(
        Operation.objects.filter(work_order_id__in=list(ids)).order_by("work_order_id", "number")
    ):
        found[row.work_order_id].append(row)
    return found


def operation_rows(operations: "QuerySet[Operation]") -> list[OperationRow]:
    """Rows of operations in the queryset's order, in two queries."""
    raw = list(operations.values_list(*_OPERATION))
    others = _alternatives(operations)
    rows: list[Any] = [
        (pk, order_id, number, Name(name, name_en), *rest, others.get(pk, ()))
        for pk, order_id, number, name, name_en, *rest in raw
    ]
    return [OperationRow(*row) for row in rows]


def _alternatives(operations: "QuerySet[Operation]") -> Mapping[int, tuple[AlternativeRow, ...]]:
    found: dict[int, tuple[AlternativeRow, ...]] = {}
    rows = OperationAlternative.objects.filter(operation__in=operations.order_by().values("pk")).order_by(
        "id"
    )
    for operation_id, *rest in rows.values_list("operation_id", "centre_id", "machine_id", "run_seconds"):
        found[operation_id] = (*found.get(operation_id, ()), AlternativeRow(*rest))
    return found


def _one(rows: Sequence[WorkOrderRow], key: object) -> WorkOrderRow:
    if not rows:
        raise NotFound(what=N_("work order"), key=key)
    return rows[0]


def operation(operation_id: int, *, scope: Scope) -> OperationRow:
    """One operation. Raises NotFound."""
    rows = operation_rows(Operation.objects.filter(pk=operation_id, work_order__in=visible(scope)))
    if not rows:
        raise NotFound(what=N_("operation"), key=operation_id)
    return rows[0]
