"""People, and what they are able to do."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from taktline.kernel import journal
from taktline.kernel.actor import Actor
from taktline.kernel.errors import Fault, InvalidInputs
from taktline.kernel.operation import operation
from taktline.resources import locks, permits, store
from taktline.resources.models import Person, PersonSkill, Skill
from taktline.resources.types import HeldSkill, PersonDraft, SkillDraft


@operation
def create_skill(draft: SkillDraft, *, by: Actor, at: datetime) -> int:
    """A new skill; its id. Raises CodeTaken, InvalidInputs."""
    by.require(permits.PEOPLE)
    row = Skill()
    store.write(row, draft, what="skill", by=by, at=at)
    return row.pk


@operation
def change_skill(skill_id: int, draft: SkillDraft, *, by: Actor, at: datetime) -> bool:
    """Make a skill as the draft says; whether anything changed. Raises CodeTaken, InvalidInputs, NotFound."""
    by.require(permits.PEOPLE)
    return bool(store.write(locks.skill(skill_id), draft, what="skill", by=by, at=at))


@operation
def create_person(draft: PersonDraft, *, by: Actor, at: datetime) -> int:
    """Somebody new on the floor; their id. Raises CodeTaken, InvalidInputs."""
    by.require(permits.PEOPLE)
    row = Person()
    store.write(row, draft, what="person", by=by, at=at)
    return row.pk


@operation
def change_person(person_id: int, draft: PersonDraft, *, by: Actor, at: datetime) -> bool:
    """Make a person as the draft says; whether anything changed. Raises CodeTaken, InvalidInputs, NotFound."""
    by.require(permits.PEOPLE)
    return bool(store.write(locks.person(person_id), draft, what="person", by=by, at=at))


@operation
def set_skills(person_id: int, skills: Sequence[HeldSkill], *, by: Actor, at: datetime) -> None:
    """Replace what a person is able to do. Raises NotFound, InvalidInputs for an unknown skill or a wrong period."""
    by.require(permits.PEOPLE)
    person = locks.person(person_id)
    codes = dict(Skill.objects.values_list("id", "code"))
    faults = []
    for number, held in enumerate(skills):
        if held.skill_id not in codes:
            faults.append(Fault(f"skills[{number}].skill_id", _("There is no such skill.")))
        elif held.valid_until is not None and held.valid_until < held.valid_from:
            faults.append(Fault(f"skills[{number}].valid_until", _("The last day lies before the first.")))
    if faults:
        raise InvalidInputs(faults=faults)
    before = _spoken(
        codes, [HeldSkill(*row) for row in person.skills.values_list("skill_id", "valid_from", "valid_until")]
    )
    person.skills.all().delete()
    unique = dict.fromkeys((held.skill_id, held.valid_from) for held in skills)
    latest = {(held.skill_id, held.valid_from): held for held in skills}
    PersonSkill.objects.bulk_create(
        [
            PersonSkill(
                person=person, skill_id=key[0], valid_from=key[1], valid_until=latest[key].valid_until
            )
            for key in unique
        ]
    )
    after = _spoken(codes, skills)
    journal.record(
        "resources.set-skills",
        subject=person,
        by=by,
        at=at,
        before={"skills": before},
        after={"skills": after},
    )
    store.changed("person", person.pk, at=at)


def _spoken(codes: dict[int, str], skills: Sequence[HeldSkill]) -> list[str]:
    return [f"{codes[held.skill_id]} {held.valid_from}..{held.valid_until or ''}" for held in skills]
