"""Lists of scheduling."""

from typing import Any

from django.db.models import QuerySet

from taktline.kernel.listing import Column, Filter, FilterKind, Kind, Listing
from taktline.kernel.scope import Scope
from taktline.scheduling.life import RunState
from taktline.scheduling.models import ScheduleRun

_STATES = dict(RunState.choices)


def _at_sites(rows: "QuerySet[Any]", scope: Scope) -> "QuerySet[Any]":
    return rows if scope.sites is None else rows.filter(site_id__in=scope.sites)


RUNS = Listing(
    key="scheduling.runs",
    model=ScheduleRun,
    columns=(
        Column("id", Kind.NUMBER),
        Column("created_at", Kind.DATETIME),
        Column("created_by"),
        Column("state", Kind.CHOICE, choices=_STATES),
        Column("operations", Kind.NUMBER),
        Column("late_orders", Kind.NUMBER),
        Column("tardiness", Kind.NUMBER),
        Column("changeover", Kind.NUMBER),
        Column("flow", Kind.NUMBER),
        Column("gap", Kind.RATIO),
        Column("bound_kind"),
        Column("moved", Kind.NUMBER),
        Column("note"),
    ),
    filters=(
        Filter("state", FilterKind.CHOICE, choices=_STATES),
        Filter("created_at", FilterKind.DAY, path="created_at__date"),
    ),
    sort="-id",
    scope=_at_sites,
)
