"""Lists of the shop floor."""

from typing import Any

from django.db.models import QuerySet

from taktline.kernel.listing import Column, Filter, FilterKind, Kind, Listing
from taktline.kernel.scope import Scope
from taktline.shopfloor.life import Clearance, OperationState, WorkOrderState
from taktline.shopfloor.models import Operation, WorkOrder

_STATES = dict(WorkOrderState.choices)
_CLEARANCES = dict(Clearance.choices)
_OPERATION_STATES = dict(OperationState.choices)


def _at_sites(rows: "QuerySet[Any]", scope: Scope) -> "QuerySet[Any]":
    return rows if scope.sites is None else rows.filter(site_id__in=scope.sites)


def _at_their_sites(rows: "QuerySet[Any]", scope: Scope) -> "QuerySet[Any]":
    return rows if scope.sites is None else rows.filter(work_order__site_id__in=scope.sites)


WORK_ORDERS = Listing(
    key="shopfloor.work-orders",
    model=WorkOrder,
    columns=(
        Column("number"),
        Column("item_code", path="item__code"),
        Column("item_name", Kind.NAME, path="item__name"),
        Column("quantity", Kind.QUANTITY, unit="item__unit__code"),
        Column("completed", Kind.QUANTITY, unit="item__unit__code"),
        Column("state", Kind.CHOICE, choices=_STATES),
        Column("clearance", Kind.CHOICE, choices=_CLEARANCES),
        Column("start", Kind.DATE),
        Column("due", Kind.DATE),
        Column("priority", Kind.NUMBER),
        Column("is_rush", Kind.FLAG),
    ),
    filters=(
        Filter("state", FilterKind.CHOICE, choices=_STATES),
        Filter("clearance", FilterKind.CHOICE, choices=_CLEARANCES),
        Filter("due", FilterKind.DAY),
        Filter("is_rush", FilterKind.FLAG),
        Filter("item", FilterKind.ID, path="item_id"),
    ),
    sort="due",
    search="shopfloor.work-order",
    scope=_at_sites,
)

OPERATIONS = Listing(
    key="shopfloor.operations",
    model=Operation,
    columns=(
        Column("work_order", path="work_order__number"),
        Column("number", Kind.NUMBER),
        Column("name", Kind.NAME),
        Column("item_code", path="work_order__item__code"),
        Column("centre", Kind.NAME, path="centre__name"),
        Column("planned_machine", Kind.NAME, path="planned_machine__name"),
        Column("quantity", Kind.QUANTITY, unit="work_order__item__unit__code"),
        Column("good", Kind.QUANTITY, unit="work_order__item__unit__code"),
        Column("state", Kind.CHOICE, choices=_OPERATION_STATES),
        Column("planned_start", Kind.DATETIME),
        Column("planned_end", Kind.DATETIME),
    ),
    filters=(
        Filter("state", FilterKind.CHOICE, choices=_OPERATION_STATES),
        Filter("centre", FilterKind.ID, path="centre_id"),
        Filter("machine", FilterKind.ID, path="planned_machine_id"),
        Filter("work_order", FilterKind.TEXT, path="work_order__number"),
    ),
    sort="planned_start",
    scope=_at_their_sites,
)
