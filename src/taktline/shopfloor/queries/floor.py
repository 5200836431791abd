"""What a terminal shows: the jobs in dispatch order, and what somebody has made today."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from django.db.models import Q

from taktline.kernel.naming import Name
from taktline.kernel.scope import Scope
from taktline.shopfloor.life import OperationState, WorkOrderState
from taktline.shopfloor.models import MachineStop, Operation, QuantityReport, TimeRecord
from taktline.shopfloor.queries.records import report_rows
from taktline.shopfloor.rules import flow
from taktline.shopfloor.rules.hours import Span, fair_shares
from taktline.shopfloor.types import JobRow, StopRow, TodayRow

ZERO = Decimal(0)
_FLOOR = (WorkOrderState.RELEASED, WorkOrderState.IN_PROGRESS)
_ENDED = (OperationState.DONE, OperationState.SKIPPED)
_BEGUN = (OperationState.SETUP, OperationState.RUNNING, OperationState.PAUSED)


def jobs(
    *,
    scope: Scope,
    machine_id: int | None = None,
    person_id: int | None = None,
    order_id: int | None = None,
    limit: int = 30,
) -> list[JobRow]:
    """Operations on the floor that are not done, in dispatch order: begun ones first, then as the schedule says.

    order_id: of one order, waiting ones too. Work done outside stays out. Four queries.
    """
    rows = Operation.objects.filter(work_order__state__in=_FLOOR, outside_days=0).exclude(state__in=_ENDED)
    if scope.sites is not None:
        rows = rows.filter(work_order__site_id__in=scope.sites)
    if machine_id is not None:
        rows = rows.filter(
            Q(planned_machine_id=machine_id) | Q(times__machine_id=machine_id, times__end=None)
        )
    if order_id is not None:
        rows = rows.filter(work_order_id=order_id)
    else:
        rows = rows.exclude(state=OperationState.WAITING)
    found = list(
        rows.distinct()
        .select_related("work_order__item__unit", "planned_machine")
        .order_by("planned_start", "pk")[:200]
    )
    came = _came({row.work_order_id for row in found})
    mine = _mine([row.pk for row in found], person_id)
    told = [_job(row, came, mine) for row in found]
    return sorted(told, key=_dispatch)[:limit]


def _dispatch(job: JobRow) -> tuple[bool, bool, bool, bool, datetime | str, int]:
    """One's own running work, then what is begun, then rush, then the schedule's start."""
    planned = job.planned_start.isoformat() if job.planned_start else "9"
    return (
        not job.mine,
        job.state not in _BEGUN,
        bool(job.blocked),
        not job.is_rush,
        planned,
        job.operation_id,
    )


def _came(order_ids: Iterable[int]) -> dict[int, tuple[Decimal, bool]]:
    """Pieces that have come into each operation of the orders, and whether it is the last."""
    by_order: dict[int, list[Operation]] = defaultdict(list)
    rows = Operation.objects.filter(work_order_id__in=list(order_ids)).exclude(state=OperationState.SKIPPED)
    for row in rows.select_related("work_order").order_by("work_order_id", "number"):
        by_order[row.work_order_id].append(row)
    found: dict[int, tuple[Decimal, bool]] = {}
    for operations in by_order.values():
        steps = [
            flow.Step(
                each.good, each.scrap, each.rework, each.transfer_quantity, each.state == OperationState.DONE
            )
            for each in operations
        ]
        for row, came in zip(
            operations, flow.inputs(steps, started=operations[0].work_order.quantity), strict=True
        ):
            found[row.pk] = (came, row is operations[-1])
    return found


def _mine(operation_ids: Sequence[int], person_id: int | None) -> set[int]:
    if person_id is None:
        return set()
    rows = TimeRecord.objects.filter(operation_id__in=operation_ids, person_id=person_id, end=None)
    return set(rows.values_list("operation_id", flat=True))


def _job(row: Operation, known: dict[int, tuple[Decimal, bool]], mine: set[int]) -> JobRow:
    order, item = row.work_order, row.work_order.item
    came, is_last = known[row.pk]
    machine = row.planned_machine
    return JobRow(
        operation_id=row.pk, work_order_id=order.pk, work_order=order.number, item_id=item.pk, item_code=item.code,
        item_name=Name(item.name, item.name_en), drawing=item.drawing, unit=item.unit.code, number=row.number,
        name=Name(row.name, row.name_en), centre_id=row.centre_id, state=row.state, quantity=order.quantity, good=row.good,
        scrap=row.scrap, rework=row.rework, available=max(came - row.good - row.scrap - row.rework, ZERO),
        is_last=is_last, is_rush=order.is_rush, due=order.due.isoformat(), machine_id=row.planned_machine_id,
        machine=Name(machine.name, machine.name_en) if machine else None, planned_start=row.planned_start,
        planned_end=row.planned_end, setup_seconds=row.setup_seconds, run_seconds=row.run_seconds,
        blocked=row.locked_for, mine=row.pk in mine,
    )  # fmt: skip


def made_by(person_id: int, *, start: datetime, end: datetime) -> TodayRow:
    """What a person reported between two moments, and the time that counts for them where records overlap."""
    rows = QuantityReport.objects.filter(person_id=person_id, happened_at__gte=start, happened_at__lt=end)
    reports = report_rows(rows.order_by("-happened_at", "-pk"))
    times = TimeRecord.objects.filter(person_id=person_id, start__lt=end).filter(
        Q(end=None) | Q(end__gt=start)
    )
    spans = [
        Span(pk, max(begin, start), min(until or end, end))
        for pk, begin, until in times.values_list("pk", "start", "end")
    ]
    seconds = sum(fair_shares([span for span in spans if span.end > span.start]).values(), Fraction(0))
    return TodayRow(
        good=sum((row.good for row in reports), ZERO),
        scrap=sum((row.scrap_machining + row.scrap_material for row in reports), ZERO),
        rework=sum((row.rework - row.reworked for row in reports), ZERO),
        minutes=int(seconds // 60),
        reports=tuple(reports),
    )


def open_stops(*, scope: Scope) -> list[StopRow]:
    """Machines that stand still now, the longest first."""
    rows = MachineStop.objects.filter(end=None)
    if scope.sites is not None:
        rows = rows.filter(site_id__in=scope.sites)
    fields = ("pk", "machine_id", "reason", "note", "start", "end", "expected_end")
    return [StopRow(*values) for values in rows.order_by("start", "pk").values_list(*fields)]
