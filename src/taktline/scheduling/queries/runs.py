"""Runs and their slots."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Max, Q, QuerySet
from django.utils.translation import gettext_noop as N_

from taktline.kernel.errors import NotFound
from taktline.kernel.scope import Scope
from taktline.scheduling.models import Publication, ScheduleRun, Slot
from taktline.scheduling.queries.problem.loading import slots_of
from taktline.scheduling.types import KeptRoom, RunRow, SlotRow


def _visible(scope: Scope) -> "QuerySet[ScheduleRun]":
    rows = ScheduleRun.objects.all()
    return rows if scope.sites is None else rows.filter(site_id__in=scope.sites)


def run(run_id: int, *, scope: Scope) -> RunRow:
    """One run. Raises NotFound."""
    row = _visible(scope).filter(pk=run_id).values_list(*RunRow.__slots__).first()
    if row is None:
        raise NotFound(what=N_("schedule run"), key=run_id)
    return RunRow(*row)


def latest_run(site_id: int, *, scope: Scope) -> RunRow | None:
    """The newest run of a site."""
    row = _visible(scope).filter(site_id=site_id).order_by("-id").values_list(*RunRow.__slots__).first()
    return None if row is None else RunRow(*row)


def published_run(site_id: int, *, scope: Scope) -> RunRow | None:
    """The run in force at a site, None before the first was published."""
    run_id = Publication.objects.filter(site_id=site_id).values_list("run_id", flat=True).first()
    return None if run_id is None else run(run_id, scope=scope)


def version(site_id: int) -> int:
    """Counts what was put into force at a site; 0 before the first."""
    return Publication.objects.filter(site_id=site_id).values_list("version", flat=True).first() or 0


def slots(run_id: int) -> dict[int, SlotRow]:
    """The slots of a run by operation id."""
    return slots_of(run_id)


def work_order_ends(work_order_ids: Iterable[int]) -> dict[int, datetime]:
    """When the schedule in force ends each work order."""
    rows = Slot.objects.filter(
        run__in=Publication.objects.values("run"), work_order_id__in=list(work_order_ids)
    )
    return dict(rows.values_list("work_order_id").annotate(last=Max("end")))


def is_taken(site_id: int, wanted: Iterable[KeptRoom], *, besides: Iterable[int] = ()) -> bool:
    """Whether the schedule in force has anything on the machine or the person of any of the rooms at its time.

    besides: work orders that do not count.
    """
    spans = list(wanted)
    if not spans:
        return False
    rows = Slot.objects.filter(
        run__in=Publication.objects.filter(site_id=site_id).values("run"),
        end__gt=min(each.begin for each in spans),
        begin__lt=max(each.end for each in spans),
    ).exclude(work_order_id__in=list(besides))
    people = {each.person_id for each in spans if each.person_id is not None}
    rows = rows.filter(Q(machine_id__in={each.machine_id for each in spans}) | Q(person_id__in=people))
    return any(
        (machine == each.machine_id or (person is not None and person == each.person_id))
        and each.begin < until
        and since < each.end
        for machine, person, since, until in rows.values_list("machine_id", "person_id", "begin", "end")
        for each in spans
    )
