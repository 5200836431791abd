"""Open work in bulk, for planning and scheduling, and short descriptions for pegs."""

from collections.abc import Iterable

from django.db.models import F, QuerySet

from taktline.shopfloor.life import OPEN_STATES, OperationState, WorkOrderState
from taktline.shopfloor.models import Material, Operation, WorkOrder
from taktline.shopfloor.queries.orders import materials_of, operation_rows, order_rows
from taktline.shopfloor.types import OpenWork, Wiring, WorkToPlace


def open_work(*, site_id: int) -> OpenWork:
    """All work orders of a site that still want machines, with their unfinished operations and all their materials."""
    orders = order_rows(WorkOrder.objects.filter(site_id=site_id, state__in=OPEN_STATES).order_by("id"))
    materials = materials_of([order.id for order in orders])
    return OpenWork(
        orders=orders,
        operations=operation_rows(_unfinished(site_id)),
        materials=[row for rows in materials.values() for row in rows],
    )


def work_to_place(*, site_id: int) -> WorkToPlace:
    """What `open_work` says, for scheduling: of materials only which orders want more; four queries."""
    wanted = Material.objects.filter(
        work_order__site_id=site_id, work_order__state__in=OPEN_STATES, quantity__gt=F("issued")
    )
    return WorkToPlace(
        orders=order_rows(WorkOrder.objects.filter(site_id=site_id, state__in=OPEN_STATES).order_by("id")),
        operations=operation_rows(_unfinished(site_id)),
        waiting=frozenset(wanted.order_by().values_list("work_order_id", flat=True).distinct()),
    )


def _unfinished(site_id: int) -> "QuerySet[Operation]":
    rows = Operation.objects.filter(work_order__site_id=site_id, work_order__state__in=OPEN_STATES)
    done = [OperationState.DONE, OperationState.SKIPPED]
    return rows.exclude(state__in=done).order_by("work_order_id", "number")


def describe_work_orders(ids: Iterable[int]) -> dict[int, str]:
    """The number of each work order, by id."""
    return dict(WorkOrder.objects.filter(pk__in=list(ids)).values_list("pk", "number"))


def describe_materials(ids: Iterable[int]) -> dict[int, tuple[int, str]]:
    """Work order id and number by material id."""
    rows = Material.objects.filter(pk__in=list(ids)).values_list("pk", "work_order_id", "work_order__number")
    return {pk: (order_id, number) for pk, order_id, number in rows}


def wiring(*, site_id: int) -> Wiring:
    """How the open work orders of a site hang together, for planning; two queries."""
    feeds = Material.objects.filter(work_order__site_id=site_id, work_order__state__in=OPEN_STATES)
    begun = WorkOrder.objects.filter(
        site_id=site_id, state__in=[WorkOrderState.IN_PROGRESS, WorkOrderState.PAUSED, WorkOrderState.HELD]
    )
    return Wiring(
        feeds=dict(feeds.values_list("pk", "work_order_id")),
        fixed=frozenset(begun.values_list("pk", flat=True)),
    )
