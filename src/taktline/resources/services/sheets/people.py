"""People, skills and who can do what, from Excel."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext_lazy

from taktline.kernel.actor import Actor
from taktline.kernel.bring import Became, bring, overlaid
from taktline.kernel.cells import linked
from taktline.kernel.sheets import Cell, Sheet, SheetColumn, SheetReport, Values
from taktline.resources.models import (
    Calendar,
    Person,
    Skill,
)
from taktline.resources.queries import (
    person_draft_of,
    site_codes,
)
from taktline.resources.services.people import (
    change_person,
    change_skill,
    create_person,
    create_skill,
    set_skills,
)
from taktline.resources.services.sheets.columns import (
    ACTIVE,
    CALENDAR,
    NAMES,
    SITE,
    needed_day,
)
from taktline.resources.types import (
    HeldSkill,
    PersonDraft,
    SkillDraft,
)


def _people(rows: Sequence[Values], by: Actor, at: datetime, dry_run: bool) -> SheetReport:  # noqa: FBT001
    ids, sites = dict(Person.objects.values_list("code", "id")), site_codes()
    calendars = dict(Calendar.objects.values_list("code", "id"))

    def each(values: Values) -> Became:
        code = str(values["code"])
        old = (
            person_draft_of(ids[code])
            if code in ids
            else PersonDraft(code, "", next(iter(sites.values()), 0))
        )
        draft = overlaid(
            old, values, links=linked(values, "site", sites) | linked(values, "calendar", calendars)
        )
        if code in ids:
            return Became.CHANGED if change_person(ids[code], draft, by=by, at=at) else Became.UNCHANGED
        ids[code] = create_person(draft, by=by, at=at)
        return Became.CREATED

    return bring(rows, each, dry_run=dry_run)


def _skills(rows: Sequence[Values], by: Actor, at: datetime, dry_run: bool) -> SheetReport:  # noqa: FBT001
    known = {row.code: row for row in Skill.objects.all()}

    def each(values: Values) -> Became:
        code = str(values["code"])
        if code in known:
            row = known[code]
            draft = overlaid(SkillDraft(row.code, row.name, row.name_en), values)
            return Became.CHANGED if change_skill(row.pk, draft, by=by, at=at) else Became.UNCHANGED
        create_skill(overlaid(SkillDraft(code, ""), values), by=by, at=at)
        return Became.CREATED

    return bring(rows, each, dry_run=dry_run)


def _person_skills(rows: Sequence[Values], by: Actor, at: datetime, dry_run: bool) -> SheetReport:  # noqa: FBT001
    people = dict(Person.objects.values_list("code", "id"))
    skills = dict(Skill.objects.values_list("code", "id"))

    def each(values: Values) -> Became:
        person = int(str(linked(values, "person", people)["person_id"]))
        skill = int(str(linked(values, "skill", skills)["skill_id"]))
        ends = values.get("valid_until")
        row = Person.objects.get(pk=person)
        held = {
            (pk, first): HeldSkill(pk, first, last)
            for pk, first, last in row.skills.values_list("skill_id", "valid_from", "valid_until")
        }
        wanted = HeldSkill(skill, needed_day(values, "valid_from"), ends if isinstance(ends, date) else None)
        key = (wanted.skill_id, wanted.valid_from)
        if held.get(key) == wanted:
            return Became.UNCHANGED
        became = Became.CHANGED if key in held else Became.CREATED
        set_skills(row.pk, list((held | {key: wanted}).values()), by=by, at=at)
        return became

    return bring(rows, each, dry_run=dry_run)


PERSON_SHEET = Sheet("resources.people", gettext_lazy("People"), (*NAMES, SITE, CALENDAR, ACTIVE), _people)
SKILL_SHEET = Sheet("resources.skills", gettext_lazy("Skills"), NAMES, _skills)
PERSON_SKILL_SHEET = Sheet(
    "resources.person-skills",
    gettext_lazy("Who can do what"),
    (
        SheetColumn("person", gettext_lazy("Person"), required=True),
        SheetColumn("skill", gettext_lazy("Skill"), required=True),
        SheetColumn("valid_from", gettext_lazy("Valid from"), Cell.DATE, required=True),
        SheetColumn("valid_until", gettext_lazy("Last day"), Cell.DATE),
    ),
    _person_skills,
)
