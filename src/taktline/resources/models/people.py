"""People and what they are able to do."""

from django.db import models
from django.db.models import F, Q

from taktline.resources.models.calendar import Calendar


class Skill(models.Model):
    """Something an operation may ask of the person who runs it."""

    code = models.CharField(max_length=30, unique=True)
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80, default="", blank=True)

    def __str__(self) -> str:
        return self.code


class Person(models.Model):
    """Somebody who works on the floor; may have a user to sign in with."""

    code = models.CharField(max_length=30, unique=True)
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60, default="", blank=True)
    site = models.ForeignKey("identity.Site", on_delete=models.PROTECT, related_name="+")
    calendar = models.ForeignKey(
        Calendar, null=True, blank=True, on_delete=models.PROTECT, related_name="people"
    )
    user = models.ForeignKey(
        "identity.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    is_active = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.code


class PersonSkill(models.Model):
    """A skill somebody has, from a day until a last day."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="skills")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="people")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="skill_ends_after_it_begins",
            ),
            models.UniqueConstraint(fields=["person", "skill", "valid_from"], name="skill_begins_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.skill_id}"
