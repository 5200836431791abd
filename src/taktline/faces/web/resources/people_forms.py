"""Forms about people, skills and downtimes."""

from dataclasses import replace
from datetime import date, datetime

from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from taktline.faces.web.declare import Field, FormSpec
from taktline.faces.web.filling import Data, key_of, one, text, told, values
from taktline.faces.web.pairs import Does, new_and_edit
from taktline.faces.web.resources import choices
from taktline.faces.web.resources.forms import ACTIVE, CALENDAR, NAMES, first_site, linked
from taktline.kernel.actor import Actor
from taktline.kernel.errors import InvalidInput
from taktline.kernel.operation import operation
from taktline.resources import permits, queries, services
from taktline.resources.types import (
    DowntimeRow,
    HeldSkill,
    PersonDraft,
    SkillDraft,
)


def _held(data: Data) -> list[HeldSkill]:
    rows = data.get("skills")
    held = []
    for at, row in enumerate(rows if isinstance(rows, list) else []):
        if not row.get("skill_id"):
            continue
        begins, ends = row.get("valid_from"), row.get("valid_until")
        if not isinstance(begins, date):
            raise InvalidInput(field=f"skills[{at}].valid_from", reason=now("Say from when on."))
        held.append(HeldSkill(int(row["skill_id"]), begins, ends if isinstance(ends, date) else None))
    return held


@operation
def _create_person(data: Data, by: Actor, at: datetime, _key: str) -> str:
    pk = services.create_person(told(PersonDraft("", "", 0), linked(data)), by=by, at=at)
    services.set_skills(pk, _held(data), by=by, at=at)
    return f"/resources/people/{text(data, 'code')}/"


@operation
def _change_person(data: Data, by: Actor, at: datetime, key: str) -> str:
    pk = queries.person_by_code(key, scope=by.scope).id
    services.change_person(pk, told(queries.person_draft_of(pk), linked(data)), by=by, at=at)
    services.set_skills(pk, _held(data), by=by, at=at)
    return f"/resources/people/{text(data, 'code')}/"


def _load_person(key: str, by: Actor) -> Data:
    row = queries.person_by_code(key, scope=by.scope)
    held = [
        {"skill_id": skill, "valid_from": begins, "valid_until": ends} for skill, begins, ends in row.skills
    ]
    return values(queries.person_draft_of(row.id)) | {"skills": held}


def _create_skill(data: Data, by: Actor, at: datetime, _key: str) -> str:
    services.create_skill(told(SkillDraft("", ""), data), by=by, at=at)
    return "/resources/skills/"


def _change_skill(data: Data, by: Actor, at: datetime, key: str) -> str:
    services.change_skill(key_of(key), told(SkillDraft("", ""), data), by=by, at=at)
    return "/resources/skills/"


def _load_skill(key: str, _by: Actor) -> Data:
    row = one((each for each in queries.skills().values() if each.id == key_of(key)), key)
    return {"code": row.code, "name": row.name.zh, "name_en": row.name.en}


def _add_downtime(data: Data, by: Actor, at: datetime, _key: str) -> str:
    start, end = data.get("start"), data.get("end")
    if not isinstance(start, datetime) or not isinstance(end, datetime):
        raise InvalidInput(field="start", reason=now("Enter when it begins and ends."))
    plain = linked(data)
    machine, person = plain.get("machine_id"), plain.get("person_id")
    row = DowntimeRow(0, _id(machine), _id(person), start, end, text(data, "reason"))
    services.add_downtime(row, by=by, at=at)
    return "/resources/downtimes/"


def _id(value: object) -> int | None:
    return value if isinstance(value, int) else None


def remove_downtime(downtime_id: int, by: Actor, at: datetime, data: Data) -> None:
    """Take a downtime back."""
    del data
    services.remove_downtime(downtime_id, by=by, at=at)


_PERSON = (
    *NAMES,
    Field("site_id", _("Site"), "choice", choices=choices.sites, required=True),
    replace(CALENDAR, help=_("Empty: the site's own calendar.")),
    Field("user_id", _("Signs in as"), "choice", choices=choices.users),
    ACTIVE,
    Field(
        "skills",
        _("Skills"),
        "lines",
        wide=True,
        rows=2,
        fields=(
            Field("skill_id", _("Skill"), "choice", choices=choices.skills),
            Field("valid_from", _("Valid from"), "date"),
            Field("valid_until", _("Last day"), "date"),
        ),
    ),
)


FORMS = (
    *new_and_edit(
        "resources",
        "people",
        (_("New person"), _("Change person")),
        permits.PEOPLE,
        _PERSON,
        Does(_create_person, _change_person, _load_person, first_site),
    ),
    *new_and_edit(
        "resources",
        "skills",
        (_("New skill"), _("Change skill")),
        permits.PEOPLE,
        NAMES,
        Does(_create_skill, _change_skill, _load_skill),
    ),
    FormSpec(
        "resources.downtime-new",
        _("New downtime"),
        permits.DOWNTIME,
        "resources/downtimes/new/",
        (
            Field("machine_id", _("Machine"), "choice", choices=choices.machines),
            Field("person_id", _("Or person"), "choice", choices=choices.people),
            Field("start", _("Start"), "datetime", required=True),
            Field("end", _("End"), "datetime", required=True),
            Field("reason", _("Reason"), required=True, wide=True),
        ),
        _add_downtime,
        back="/resources/downtimes/",
        says=_("Entered; schedules made from now on know it."),
    ),
)
