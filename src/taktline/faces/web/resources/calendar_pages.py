"""Pages of one calendar or changeover group."""

from datetime import date, timedelta
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taktline.faces.web import answers
from taktline.faces.web.access import Context, WebRequest
from taktline.faces.web.declare import Badge, Col, Detail, Fact, Lazy, Lines, Part, Tab
from taktline.faces.web.filling import today
from taktline.faces.web.resources import times
from taktline.faces.web.resources.pages import calendar_name, history
from taktline.kernel.actor import Actor
from taktline.kernel.errors import InvalidInput
from taktline.resources import permits, queries, services
from taktline.resources.types import CalendarRow, ExceptionKind

_DAY = timedelta(days=1)
TONES = {ExceptionKind.HOLIDAY: "red", ExceptionKind.WORKDAY: "blue", ExceptionKind.OVERTIME: "amber"}

SHIFTS = (
    Col("day", gettext_lazy("Weekday")),
    Col("from", gettext_lazy("Start"), "code"),
    Col("until", gettext_lazy("End"), "code"),
)
DAYS = (
    Col("day", gettext_lazy("Date"), "date"),
    Col("kind", gettext_lazy("Kind")),
    Col("what", gettext_lazy("Hours")),
    Col("name", gettext_lazy("Name"), wide=True),
)


def calendar(calendar_id: int, by: Actor) -> Detail:
    """One calendar: its month, its weekly shifts, its special days."""
    row = queries.calendar(calendar_id)
    shifts, days = _shifts(row), _days(row)
    inherits = calendar_name(row.parent_id)
    empty = (
        _("It takes the shifts of %(name)s.") % {"name": inherits}
        if inherits
        else _("No shift yet: it never works.")
    )
    return Detail(
        title=str(row.name),
        subtitle=row.code,
        badges=(Badge(_("the site's own"), "blue"),) if row.is_site_default else (),
        facts=(Fact(_("Inherits from"), inherits),) if inherits else (),
        tabs=(
            Tab("month", _("Month"), (Lazy(f"/resources/calendars/{calendar_id}/month/"),)),
            Tab("shifts", _("Weekly shifts"), (Lines(SHIFTS, shifts, empty=empty),), len(shifts)),
            Tab(
                "days",
                _("Special days"),
                (Lines(DAYS, days, empty=_("No special day yet.")),),
                len(days),
            ),
            history("calendar", calendar_id, by),
        ),
        edit_url=f"/resources/calendars/{calendar_id}/edit/",
        edit_permit=permits.CALENDAR,
    )


def _days(row: CalendarRow) -> list[dict[str, object]]:
    return [
        {
            "day": each.day,
            "kind": Badge(each.kind.label, TONES[each.kind]),
            "what": _what(each.weekday, each.start, each.end),
            "name": each.name,
        }
        for each in row.exceptions
    ]


def _shifts(row: CalendarRow) -> list[dict[str, object]]:
    return [
        {"day": WEEKDAYS_ABBR[each.weekday], "from": times.shown(each.start), "until": times.shown(each.end)}
        for each in row.shifts
    ]


def _what(weekday: int | None, start: int | None, end: int | None) -> str:
    if weekday is not None:
        return _("like %(day)s") % {"day": WEEKDAYS_ABBR[weekday]}
    return f"{times.shown(start)}–{times.shown(end)}" if start is not None else ""


def month(request: HttpRequest, calendar_id: int) -> HttpResponse:
    """A month of a calendar as a fragment; ?month=2026-03 shows another."""
    here = cast(WebRequest, request)
    now = today(here.at, here.actor)
    asked = request.GET.get("month", "")
    try:
        first = date.fromisoformat(f"{asked}-01") if asked else now.replace(day=1)
    except ValueError as error:
        raise InvalidInput(field="month", reason=_("Write it as 2026-03.")) from error
    if not 2000 <= first.year <= 2100:
        raise InvalidInput(field="month", reason=_("Write it as 2026-03."))
    rows = queries.month(calendar_id, first.year, first.month)
    cells: list[dict[str, object]] = [
        {
            "number": row.day.day,
            "hours": f"{row.minutes / 60:g}" if row.minutes else "",
            "spans": [f"{times.shown(start)}–{times.shown(end)}" for start, end in row.spans],
            "tone": TONES.get(ExceptionKind(row.kind), "") if row.kind else "",
            "name": row.name or (ExceptionKind(row.kind).label if row.kind else ""),
            "today": row.day == now,
        }
        for row in rows
    ]
    context: Context = {
        "calendar_id": calendar_id,
        "title": first,
        "weekdays": [WEEKDAYS_ABBR[day] for day in range(7)],
        "weeks": _weeks(first.weekday(), cells),
        "before": (first.replace(day=1) - _DAY).strftime("%Y-%m"),
        "after": (first.replace(day=28) + 4 * _DAY).strftime("%Y-%m"),
        "hours": f"{sum(row.minutes for row in rows) / 60:g}",
        "days": sum(1 for row in rows if row.minutes),
    }
    return render(request, "resources/month.html", context)


def _weeks(blanks: int, cells: list[dict[str, object]]) -> list[list[dict[str, object] | None]]:
    padded: list[dict[str, object] | None] = [*([None] * blanks), *cells]
    padded += [None] * (-len(padded) % 7)
    return [padded[at : at + 7] for at in range(0, len(padded), 7)]


def changeover(group_id: int, by: Actor) -> Detail:
    """One changeover group with its matrix, to be edited in place by who may."""
    row = queries.changeover(group_id)
    names = queries.family_names(row.families)
    grid = [
        {
            "name": f"{names[one][0]} {names[one][1]}",
            "cells": [
                {
                    "name": f"m-{one}-{two}",
                    "minutes": row.minutes[y][x],
                    "label": f"{names[one][0]} → {names[two][0]}",
                }
                for x, two in enumerate(row.families)
            ],
        }
        for y, one in enumerate(row.families)
    ]
    context: Context = {
        "group_id": group_id,
        "heads": [f"{names[pk][0]} {names[pk][1]}" for pk in row.families],
        "grid": grid,
        "may": by.may(permits.CHANGE),
    }
    return Detail(
        title=str(row.name),
        subtitle=row.code,
        tabs=(
            Tab(
                "matrix",
                _("Matrix"),
                (Part("resources/matrix.html", context, _("Minutes from row to column")),),
            ),
            history("changeovergroup", group_id, by),
        ),
        facts=(Fact(_("Families"), len(row.families)),),
        edit_url=f"/resources/changeovers/{group_id}/edit/",
        edit_permit=permits.CHANGE,
    )


def save_matrix(request: HttpRequest, group_id: int) -> HttpResponse:
    """Keep the matrix as the page shows it."""
    asked = cast(WebRequest, request)
    row = queries.changeover(group_id)
    minutes = {}
    for one in row.families:
        for two in row.families:
            text = request.POST.get(f"m-{one}-{two}", "").strip()
            if text and not text.isdecimal():
                raise InvalidInput(field=f"m-{one}-{two}", reason=_("Whole minutes."))
            minutes[one, two] = int(text[:9] or 0)
    services.set_changeovers(group_id, minutes, by=asked.actor, at=asked.at)
    answers.say(request, _("Saved."))
    return answers.go(request, f"/resources/changeovers/{group_id}/")
