"""Lists of work centres, machines, people, calendars, skills, changeovers and downtimes."""

from collections.abc import Callable
from typing import Any

from django.db.models import Count, Q, QuerySet

from taktline.kernel.listing import Column, Filter, FilterKind, Kind, Listing
from taktline.kernel.scope import Scope
from taktline.resources.models import Calendar, ChangeoverGroup, Downtime, Machine, Person, Skill, WorkCentre
from taktline.resources.types import CentreKind

Narrow = Callable[["QuerySet[Any]", Scope], "QuerySet[Any]"]


def _at_sites(path: str, *, shared: bool = False) -> Narrow:
    """Narrows to the sites that may be seen; shared rows belong to no site."""

    def narrow(rows: "QuerySet[Any]", scope: Scope) -> "QuerySet[Any]":
        if scope.sites is None:
            return rows
        wanted = Q(**{f"{path}__in": scope.sites})
        return rows.filter(wanted | Q(**{f"{path}__isnull": True}) if shared else wanted)

    return narrow


def _of_sites_downtimes(rows: "QuerySet[Downtime]", scope: Scope) -> "QuerySet[Downtime]":
    if scope.sites is None:
        return rows
    return rows.filter(Q(machine__centre__site_id__in=scope.sites) | Q(person__site_id__in=scope.sites))


WORK_CENTRES = Listing(
    key="resources.work-centres",
    model=WorkCentre,
    columns=(
        Column("code"),
        Column("name", Kind.NAME),
        Column("kind", Kind.CHOICE, choices=dict(CentreKind.choices)),
        Column("site", path="site__code"),
        Column("calendar", Kind.NAME, path="calendar__name"),
        Column("changeover_group", Kind.NAME, path="changeover_group__name"),
        Column("machines", Kind.NUMBER, expression=Count("machines", filter=Q(machines__is_active=True))),
        Column("hour_rate", Kind.PRICE),
        Column("currency", money=True),
        Column("is_active", Kind.FLAG),
    ),
    filters=(
        Filter("code", FilterKind.TEXT),
        Filter("kind", FilterKind.CHOICE, choices=dict(CentreKind.choices)),
        Filter("site", FilterKind.ID, path="site_id"),
        Filter("is_active", FilterKind.FLAG),
    ),
    sort="code",
    search="resources.work-centre",
    scope=_at_sites("site_id"),
)
MACHINES = Listing(
    key="resources.machines",
    model=Machine,
    columns=(
        Column("code"),
        Column("name", Kind.NAME),
        Column("centre", Kind.NAME, path="centre__name"),
        Column("centre_code", path="centre__code"),
        Column("speed_factor", Kind.QUANTITY),
        Column("calendar", Kind.NAME, path="calendar__name"),
        Column("centre_calendar", Kind.NAME, path="centre__calendar__name"),
        Column("is_active", Kind.FLAG),
    ),
    filters=(
        Filter("code", FilterKind.TEXT),
        Filter("centre", FilterKind.ID, path="centre_id"),
        Filter("is_active", FilterKind.FLAG),
        Filter(
            "no_calendar",
            FilterKind.FLAG,
            narrow=lambda rows, text: rows.filter(
                Q(calendar__isnull=True, centre__calendar__isnull=True) if text == "1" else Q()
            ),
        ),
    ),
    sort="code",
    search="resources.machine",
    scope=_at_sites("centre__site_id"),
)
PEOPLE = Listing(
    key="resources.people",
    model=Person,
    columns=(
        Column("code"),
        Column("name", Kind.NAME),
        Column("site", path="site__code"),
        Column("calendar", Kind.NAME, path="calendar__name"),
        Column("user", path="user__username"),
        Column("skills", Kind.NUMBER, expression=Count("skills")),
        Column("is_active", Kind.FLAG),
    ),
    filters=(
        Filter("code", FilterKind.TEXT),
        Filter("skill", FilterKind.ID, path="skills__skill_id"),
        Filter("site", FilterKind.ID, path="site_id"),
        Filter("is_active", FilterKind.FLAG),
    ),
    sort="code",
    search="resources.person",
    scope=_at_sites("site_id"),
)
CALENDARS = Listing(
    key="resources.calendars",
    model=Calendar,
    columns=(
        Column("code"),
        Column("name", Kind.NAME),
        Column("site", path="site__code"),
        Column("parent", Kind.NAME, path="parent__name"),
        Column("is_site_default", Kind.FLAG),
        Column("shifts", Kind.NUMBER, expression=Count("shifts", distinct=True)),
        Column("days", Kind.NUMBER, expression=Count("exceptions", distinct=True)),
    ),
    filters=(Filter("code", FilterKind.TEXT), Filter("site", FilterKind.ID, path="site_id")),
    sort="code",
    search="resources.calendar",
    scope=_at_sites("site_id", shared=True),
)
SKILLS = Listing(
    key="resources.skills",
    model=Skill,
    columns=(
        Column("code"),
        Column("name", Kind.NAME),
        Column("people", Kind.NUMBER, expression=Count("people__person", distinct=True)),
    ),
    filters=(Filter("code", FilterKind.TEXT),),
    sort="code",
    search="resources.skill",
)
CHANGEOVER_GROUPS = Listing(
    key="resources.changeovers",
    model=ChangeoverGroup,
    columns=(
        Column("code"),
        Column("name", Kind.NAME),
        Column("families", Kind.NUMBER, expression=Count("families", distinct=True)),
        Column("centres", Kind.NUMBER, expression=Count("centres", distinct=True)),
    ),
    filters=(Filter("code", FilterKind.TEXT),),
    sort="code",
    search="resources.changeover-group",
)
DOWNTIMES = Listing(
    key="resources.downtimes",
    model=Downtime,
    columns=(
        Column("machine", path="machine__code"),
        Column("machine_name", Kind.NAME, path="machine__name"),
        Column("person", Kind.NAME, path="person__name"),
        Column("start", Kind.DATETIME),
        Column("end", Kind.DATETIME),
        Column("reason"),
    ),
    filters=(
        Filter("machine", FilterKind.ID, path="machine_id"),
        Filter("person", FilterKind.ID, path="person_id"),
        Filter("start", FilterKind.DAY, path="start__date"),
        Filter("end", FilterKind.DAY, path="end__date"),
    ),
    sort="-start",
    scope=_of_sites_downtimes,
)
