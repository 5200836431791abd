"""Rows of this room, locked until the transaction ends; and the count of changes."""

from django.db.models import F
from django.utils.translation import gettext_noop as N_

from taktline.kernel.locks import lock_one
from taktline.resources.models import (
    Calendar,
    ChangeoverGroup,
    Machine,
    Person,
    PlantVersion,
    Skill,
    WorkCentre,
)


def centre(centre_id: int) -> WorkCentre:
    """One work centre. Raises NotFound."""
    return lock_one(WorkCentre.objects.filter(pk=centre_id), what=N_("work centre"), key=centre_id)


def machine(machine_id: int) -> Machine:
    """One machine. Raises NotFound."""
    return lock_one(Machine.objects.filter(pk=machine_id), what=N_("machine"), key=machine_id)


def person(person_id: int) -> Person:
    """One person. Raises NotFound."""
    return lock_one(Person.objects.filter(pk=person_id), what=N_("person"), key=person_id)


def skill(skill_id: int) -> Skill:
    """One skill. Raises NotFound."""
    return lock_one(Skill.objects.filter(pk=skill_id), what=N_("skill"), key=skill_id)


def calendar(calendar_id: int) -> Calendar:
    """One calendar. Raises NotFound."""
    return lock_one(Calendar.objects.filter(pk=calendar_id), what=N_("calendar"), key=calendar_id)


def group(group_id: int) -> ChangeoverGroup:
    """One changeover group. Raises NotFound."""
    return lock_one(ChangeoverGroup.objects.filter(pk=group_id), what=N_("changeover group"), key=group_id)


def bump() -> None:
    """Count a change; whoever changes the plant at the same time waits here."""
    if not PlantVersion.objects.filter(pk=1).update(number=F("number") + 1):
        PlantVersion.objects.bulk_create([PlantVersion(pk=1, number=0)], ignore_conflicts=True)
        PlantVersion.objects.filter(pk=1).update(number=F("number") + 1)
