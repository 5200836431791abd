"""Calendars, as rows, as specs for the timeline engine, as working days and as a month to look at."""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np
from django.utils.translation import gettext_noop as N_
from numpy.typing import NDArray

from taktline.engines.timeline import CalendarSpec, WorkingTime, compile_calendar
from taktline.kernel.errors import NotFound
from taktline.kernel.naming import Name
from taktline.resources import rules
from taktline.resources.models import Calendar, CalendarException, Shift
from taktline.resources.types import (
    CalendarDraft,
    CalendarRow,
    DayRow,
    ExceptionKind,
    ExceptionRow,
    ShiftDraft,
)

ZONE = "Asia/Shanghai"


def calendars() -> dict[int, CalendarRow]:
    """Every calendar with its own shifts and days, by id, by code; three queries."""
    shifts: dict[int, list[ShiftDraft]] = defaultdict(list)
    for each in Shift.objects.order_by("weekday", "start"):
        shift = ShiftDraft(each.weekday, each.start, each.end, each.valid_from, each.valid_until)
        shifts[each.calendar_id].append(shift)
    days: dict[int, list[ExceptionRow]] = defaultdict(list)
    for said in CalendarException.objects.order_by("day", "id"):
        kind = ExceptionKind(said.kind)
        row = ExceptionRow(said.pk, said.day, kind, said.weekday, said.start, said.end, said.name)
        days[said.calendar_id].append(row)
    return {
        each.pk: CalendarRow(
            each.pk,
            each.code,
            Name(each.name, each.name_en),
            each.site_id,
            each.parent_id,
            each.is_site_default,
            tuple(shifts[each.pk]),
            tuple(days[each.pk]),
        )
        for each in Calendar.objects.order_by("code")
    }


def calendar(calendar_id: int) -> CalendarRow:
    """One calendar. Raises NotFound."""
    found = calendars().get(calendar_id)
    if found is None:
        raise NotFound(what=N_("calendar"), key=calendar_id)
    return found


def calendar_draft_of(calendar_id: int) -> CalendarDraft:
    """A calendar as it is, ready to be changed. Raises NotFound."""
    row = calendar(calendar_id)
    return CalendarDraft(row.code, row.name.zh, row.name.en, row.site_id, row.parent_id, row.is_site_default)


def site_calendar(site_id: int) -> int | None:
    """The default calendar of a site, None where there is none."""
    return Calendar.objects.filter(site_id=site_id, is_site_default=True).values_list("id", flat=True).first()


def specs(known: dict[int, CalendarRow], wanted: Iterable[int]) -> dict[int, CalendarSpec]:
    """Calendars with their ancestors merged in, by id."""
    parents = {pk: row.parent_id for pk, row in known.items()}
    codes = {pk: row.code for pk, row in known.items()}
    return {
        pk: rules.merged([known[each] for each in rules.lineage(pk, parents, codes)])
        for pk in wanted
        if pk in known
    }


def working_days(calendar_id: int, start: date, days: int) -> NDArray[np.bool_]:
    """Whether each of `days` local days from `start` has any working time. Raises NotFound."""
    known = calendars()
    if calendar_id not in known:
        raise NotFound(what=N_("calendar"), key=calendar_id)
    spec = specs(known, [calendar_id])[calendar_id]
    zone = ZoneInfo(zone_of(known[calendar_id]))
    marks = np.zeros(days, dtype=np.bool_)
    for day, spans in _by_day(spec, start, days, zone).items():
        marks[(day - start).days] = bool(spans)
    return marks


def month(calendar_id: int, year: int, number: int) -> list[DayRow]:
    """A calendar month day by day: working spans, and how a day differs. Raises NotFound."""
    known = calendars()
    if calendar_id not in known:
        raise NotFound(what=N_("calendar"), key=calendar_id)
    parents = {pk: row.parent_id for pk, row in known.items()}
    line = rules.lineage(calendar_id, parents, {pk: row.code for pk, row in known.items()})
    said: dict[date, ExceptionRow] = {}
    for each in line:
        for exception in known[each].exceptions:
            said.setdefault(exception.day, exception)
    first, length = date(year, number, 1), monthrange(year, number)[1]
    spec = rules.merged([known[each] for each in line])
    spans = _by_day(spec, first, length, ZoneInfo(zone_of(known[calendar_id])))
    rows = []
    for day in (first + timedelta(days=at) for at in range(length)):
        differs = said.get(day)
        rows.append(DayRow(day, spans[day], differs.kind if differs else "", differs.name if differs else ""))
    return rows


def zone_of(row: CalendarRow) -> str:
    """The time zone a calendar's clock times are meant in: its site's."""
    if row.site_id is None:
        return ZONE
    zone = Calendar.objects.filter(pk=row.id).values_list("site__time_zone", flat=True).first()
    return zone or ZONE


def _by_day(
    spec: CalendarSpec, start: date, days: int, zone: ZoneInfo
) -> dict[date, tuple[tuple[int, int], ...]]:
    """Working spans by the local day they begin on, in minutes of that day."""
    origin = datetime.combine(start, time(), zone)
    work = compile_calendar(spec, origin, datetime.combine(start + timedelta(days=days), time(), zone), zone)
    spans: dict[date, list[tuple[int, int]]] = {start + timedelta(days=at): [] for at in range(days)}
    for day, found in spans.items():
        begin = _minutes(origin, datetime.combine(day, time(), zone))
        finish = _minutes(origin, datetime.combine(day + timedelta(days=1), time(), zone))
        today = work.intersect(WorkingTime.always(begin, finish))
        found.extend((one - begin, two - begin) for one, two in today.spans())
    return {day: tuple(found) for day, found in spans.items()}


def _minutes(origin: datetime, moment: datetime) -> int:
    return int((moment.timestamp() - origin.timestamp()) // 60)
