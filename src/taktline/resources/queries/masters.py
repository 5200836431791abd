"""Work centres, machines, people and skills, as rows."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_noop as N_

from taktline.identity import queries as identity
from taktline.kernel import search
from taktline.kernel.errors import NotFound
from taktline.kernel.exact import to_micro
from taktline.kernel.naming import Name
from taktline.kernel.scope import EVERYTHING, Scope
from taktline.resources.models import Calendar, Machine, Person, PersonSkill, Skill, WorkCentre
from taktline.resources.types import (
    CentreDraft,
    CentreKind,
    CentreRow,
    MachineDraft,
    MachineRow,
    PersonDraft,
    PersonRow,
    SkillRow,
)

T = TypeVar("T")


def centres(
    ids: Iterable[int] | None = None, *, site_id: int | None = None, scope: Scope = EVERYTHING
) -> dict[int, CentreRow]:
    """Work centres by id (all without `ids`), by code; unknown ids are left out."""
    rows = WorkCentre.objects.all() if ids is None else WorkCentre.objects.filter(pk__in=set(ids))
    rows = rows if site_id is None else rows.filter(site_id=site_id)
    rows = rows if scope.sites is None else rows.filter(site_id__in=scope.sites)
    defaults = site_defaults()
    return {
        row.pk: CentreRow(
            id=row.pk,
            code=row.code,
            name=Name(row.name, row.name_en),
            site_id=row.site_id,
            kind=CentreKind(row.kind),
            calendar_id=row.calendar_id or defaults.get(row.site_id),
            truck_calendar_id=row.truck_calendar_id,
            changeover_group_id=row.changeover_group_id,
            supplier_id=row.supplier_id,
            hour_rate=row.hour_rate,
            currency=row.currency,
            is_active=row.is_active,
        )
        for row in rows.order_by("code")
    }


def site_defaults() -> dict[int, int]:
    """The default calendar of each site that has one."""
    rows = Calendar.objects.filter(is_site_default=True, site__isnull=False)
    return {site: pk for site, pk in rows.values_list("site_id", "id") if site is not None}


def centre_by_code(code: str, *, scope: Scope = EVERYTHING) -> CentreRow:
    """One work centre by its code. Raises NotFound."""
    found = centres(WorkCentre.objects.filter(code=code).values_list("id", flat=True), scope=scope)
    return _one(found.values(), N_("work centre"), code)


def suggest_centres(text: str, *, scope: Scope = EVERYTHING, limit: int = 12) -> list[CentreRow]:
    """Active centres whose code or name has the text, for type-ahead."""
    rows = WorkCentre.objects.filter(is_active=True)
    if text.strip():
        rows = rows.filter(pk__in=search.matching("resources.work-centre", text))
    return list(centres(rows.order_by("code").values_list("id", flat=True)[:limit], scope=scope).values())


def machines(*, site_id: int | None = None, scope: Scope = EVERYTHING) -> list[MachineRow]:
    """Active machines by code, each with the calendar in force."""
    rows = Machine.objects.filter(is_active=True, centre__is_active=True)
    rows = rows if site_id is None else rows.filter(centre__site_id=site_id)
    rows = rows if scope.sites is None else rows.filter(centre__site_id__in=scope.sites)
    return _machines(rows)


def machine_by_code(code: str, *, scope: Scope = EVERYTHING) -> MachineRow:
    """One machine, active or not, by its code. Raises NotFound."""
    rows = Machine.objects.filter(code=code)
    rows = rows if scope.sites is None else rows.filter(centre__site_id__in=scope.sites)
    return _one(_machines(rows), N_("machine"), code)


def machine_names(ids: Iterable[int]) -> dict[int, tuple[str, Name]]:
    """Code and name by machine id; unknown ids are left out."""
    rows = Machine.objects.filter(pk__in=set(ids)).values_list("id", "code", "name", "name_en")
    return {pk: (code, Name(zh, en)) for pk, code, zh, en in rows}


def _machines(rows: "QuerySet[Machine]") -> list[MachineRow]:
    defaults = site_defaults()
    found = rows.annotate(nearest=Coalesce("calendar_id", "centre__calendar_id")).order_by("code")
    return [
        MachineRow(pk, code, Name(zh, en), centre, to_micro(speed), near or defaults.get(site), kind == "outside", on)
        for pk, code, zh, en, centre, speed, near, site, kind, on in found.values_list(
            "id", "code", "name", "name_en", "centre_id", "speed_factor", "nearest", "centre__site_id", "centre__kind",
            "is_active",
        )
    ]  # fmt: skip


def people(*, site_id: int | None = None, scope: Scope = EVERYTHING) -> list[PersonRow]:
    """Active people by code, with their skills and the calendar in force."""
    rows = Person.objects.filter(is_active=True)
    rows = rows if site_id is None else rows.filter(site_id=site_id)
    return _people(rows if scope.sites is None else rows.filter(site_id__in=scope.sites))


def person_by_code(code: str, *, scope: Scope = EVERYTHING) -> PersonRow:
    """One person, active or not, by their code. Raises NotFound."""
    rows = Person.objects.filter(code=code)
    rows = rows if scope.sites is None else rows.filter(site_id__in=scope.sites)
    return _one(_people(rows), N_("person"), code)


def _people(rows: "QuerySet[Person]") -> list[PersonRow]:
    defaults = site_defaults()
    held: dict[int, list[tuple[int, date, date | None]]] = defaultdict(list)
    skills_of = PersonSkill.objects.filter(person__in=rows.values("id")).order_by("skill_id", "valid_from")
    for person, skill, begins, ends in skills_of.values_list(
        "person_id", "skill_id", "valid_from", "valid_until"
    ):
        held[person].append((skill, begins, ends))
    return [
        PersonRow(pk, code, Name(zh, en), site, own or defaults.get(site), user, tuple(held[pk]), active)
        for pk, code, zh, en, site, own, user, active in rows.order_by("code").values_list(
            "id", "code", "name", "name_en", "site_id", "calendar_id", "user_id", "is_active"
        )
    ]


def skills() -> dict[int, SkillRow]:
    """All skills by id, by code."""
    rows = Skill.objects.order_by("code").values_list("id", "code", "name", "name_en")
    return {pk: SkillRow(pk, code, Name(zh, en)) for pk, code, zh, en in rows}


def skill_by_code(code: str) -> SkillRow:
    """One skill by its code. Raises NotFound."""
    return _one([row for row in skills().values() if row.code == code], N_("skill"), code)


def centre_draft_of(centre_id: int) -> CentreDraft:
    """A work centre as it is, ready to be changed. Raises NotFound."""
    row = _one(WorkCentre.objects.filter(pk=centre_id), N_("work centre"), centre_id)
    return CentreDraft(
        code=row.code,
        name=row.name,
        site_id=row.site_id,
        name_en=row.name_en,
        kind=row.kind,
        calendar_id=row.calendar_id,
        truck_calendar_id=row.truck_calendar_id,
        changeover_group_id=row.changeover_group_id,
        supplier_id=row.supplier_id,
        hour_rate=row.hour_rate,
        currency=row.currency,
        is_active=row.is_active,
    )


def machine_draft_of(machine_id: int) -> MachineDraft:
    """A machine as it is, ready to be changed. Raises NotFound."""
    row = _one(Machine.objects.filter(pk=machine_id), N_("machine"), machine_id)
    return MachineDraft(
        row.code, row.name, row.centre_id, row.name_en, row.speed_factor, row.calendar_id, row.is_active
    )


def person_draft_of(person_id: int) -> PersonDraft:
    """A person as they are, ready to be changed. Raises NotFound."""
    row = _one(Person.objects.filter(pk=person_id), N_("person"), person_id)
    return PersonDraft(
        row.code, row.name, row.site_id, row.name_en, row.calendar_id, row.user_id, row.is_active
    )


def _one(rows: Iterable[T], what: str, key: object) -> T:
    found = next(iter(rows), None)
    if found is None:
        raise NotFound(what=what, key=key)
    return found


def site_codes() -> dict[str, int]:
    """Active sites by code, oldest first."""
    return {site.code: site.id for site in identity.sites()}
