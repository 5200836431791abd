"""Reports, times, issues and completions of work orders, as people see them."""

from collections import defaultdict
from typing import Any

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext_noop as N_

from taktline.kernel.errors import NotFound
from taktline.kernel.naming import Name
from taktline.kernel.scope import Scope
from taktline.shopfloor.models import Completion, Issue, MadeLot, QuantityReport, TimeRecord
from taktline.shopfloor.types import CompletionKind, CompletionRow, IssueRow, ReportRow, TimeRow, WipRow

REPORT = (
    "pk", "operation_id", "operation__work_order__number", "operation__number", "operation__name", "operation__name_en",
    "operation__work_order__item__code", "operation__work_order__item__unit__code", "good", "scrap_machining",
    "scrap_material", "rework", "reworked", "reason", "note", "person__name", "person__name_en", "actor_name", "happened_at",
    "reverses_id", "reversed_by__pk",
)  # fmt: skip


def report_rows(reports: "QuerySet[QuantityReport]") -> list[ReportRow]:
    """Rows of reports in the queryset's order."""
    found = []
    for values in reports.values_list(*REPORT):
        pk, op, order, number, name, name_en, item, unit, *told = values
        *counts, reason, note, zh, en, who, when, of, by = told
        person = Name(zh, en) if zh else None
        row: Any = (
            pk,
            op,
            order,
            number,
            Name(name, name_en),
            item,
            unit,
            *counts,
            reason,
            note,
            person,
            who,
            when,
        )
        found.append(ReportRow(*(*row, of is not None or by is not None)))
    return found


def reports_of(work_order_id: int) -> list[ReportRow]:
    """All reports of an order, newest first."""
    return report_rows(QuantityReport.objects.filter(operation__work_order_id=work_order_id).order_by("-pk"))


def report(report_id: int, *, scope: Scope) -> ReportRow:
    """One report. Raises NotFound."""
    rows = QuantityReport.objects.filter(pk=report_id)
    if scope.sites is not None:
        rows = rows.filter(operation__work_order__site_id__in=scope.sites)
    found = report_rows(rows)
    if not found:
        raise NotFound(what=N_("report"), key=report_id)
    return found[0]


def times_of(work_order_id: int) -> list[TimeRow]:
    """All time of an order, newest first."""
    rows = TimeRecord.objects.filter(operation__work_order_id=work_order_id).order_by("-start", "-pk")
    return [
        TimeRow(pk, op, order, number, Name(name, name_en), kind, person, Name(zh, en) if zh else None, machine, begin, end)
        for pk, op, order, number, name, name_en, kind, person, zh, en, machine, begin, end in rows.values_list(
            "pk", "operation_id", "operation__work_order__number", "operation__number", "operation__name",
            "operation__name_en", "kind", "person_id", "person__name", "person__name_en", "machine_id", "start", "end",
        )
    ]  # fmt: skip


def issues_of(work_order_id: int) -> list[IssueRow]:
    """All material that went to an order or back, newest first."""
    rows = Issue.objects.filter(material__work_order_id=work_order_id).order_by("-pk")
    undone = set(rows.filter(undoes__isnull=False).order_by().values_list("undoes_id", flat=True))
    return [
        IssueRow(
            pk, material, order, item, code, Name(name, name_en), unit, lot or "", lot_id, place, kind, quantity, left,
            reason, who, when, pk in undone,
        )
        for pk, material, order, item, code, name, name_en, unit, lot, lot_id, place, kind, quantity, left, reason, who, when
        in rows.values_list(
            "pk", "material_id", "material__work_order_id", "item_id", "item__code", "item__name", "item__name_en",
            "item__unit__code", "lot__code", "lot_id", "place__code", "kind", "quantity", "left", "reason", "actor_name", "at",
        )
    ]  # fmt: skip


def completions_of(work_order_id: int) -> list[CompletionRow]:
    """All that was booked from an order into stock, newest first."""
    lots: dict[int, list[tuple[int, str]]] = defaultdict(list)
    made = MadeLot.objects.filter(completion__work_order_id=work_order_id, lot__isnull=False).order_by("pk")
    for event, pk, code in made.values_list("completion_id", "lot_id", "lot__code"):
        lots[event].append((int(pk or 0), str(code)))
    rows = Completion.objects.filter(work_order_id=work_order_id).order_by("-pk")
    return [
        CompletionRow(
            pk, work_order_id, kind, quantity, unit, place or "", tuple(code for _id, code in lots[pk]),
            tuple(lot for lot, _code in lots[pk]), who, when, by is not None or kind == CompletionKind.REVERSAL,
        )
        for pk, kind, quantity, unit, place, who, when, by in rows.values_list(
            "pk", "kind", "quantity", "work_order__item__unit__code", "place__code", "actor_name", "at", "reversed_by__pk",
        )
    ]  # fmt: skip


def order_of_issue(issue_id: int, *, scope: Scope) -> int:
    """The work order an issue of material belongs to. Raises NotFound."""
    rows = Issue.objects.filter(pk=issue_id).values_list(
        "material__work_order_id", "material__work_order__site_id"
    )
    return _seen(rows.first(), issue_id, N_("material issue"), scope)


def order_of_completion(completion_id: int, *, scope: Scope) -> int:
    """The work order a completion belongs to. Raises NotFound."""
    rows = Completion.objects.filter(pk=completion_id).values_list("work_order_id", "work_order__site_id")
    return _seen(rows.first(), completion_id, N_("completion"), scope)


def _seen(found: tuple[int, int] | None, key: int, what: str, scope: Scope) -> int:
    if found is None or not scope.covers_site(found[1]):
        raise NotFound(what=what, key=key)
    return found[0]


def wip_of(work_order_id: int, *, time_minor: int) -> WipRow:
    """What an order has cost and what of it is booked out. time_minor: from `services.time_value`."""
    issued = Issue.objects.filter(material__work_order_id=work_order_id).aggregate(Sum("value_minor"))
    booked = Completion.objects.filter(work_order_id=work_order_id).exclude(kind=CompletionKind.OFFCUT)
    sums = booked.aggregate(Sum("material_minor"), Sum("time_minor"))
    out = (sums["material_minor__sum"] or 0) + (sums["time_minor__sum"] or 0)
    return WipRow(issued["value_minor__sum"] or 0, time_minor, out)
