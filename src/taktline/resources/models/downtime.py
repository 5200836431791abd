"""Times in which a machine stands still, or a person is away, by plan."""

from django.db import models
from django.db.models import F, Q

from taktline.resources.models.people import Person
from taktline.resources.models.plant import Machine


class Downtime(models.Model):
    """A planned stop of one machine, or an absence of one person; [start, end)."""

    machine = models.ForeignKey(
        Machine, null=True, blank=True, on_delete=models.CASCADE, related_name="downtimes"
    )
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.CASCADE, related_name="absences"
    )
    start = models.DateTimeField()
    end = models.DateTimeField()
    reason = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="downtime_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(machine__isnull=True, person__isnull=False)
                | Q(machine__isnull=False, person__isnull=True),
                name="downtime_of_one_thing",
            ),
        ]
        indexes = [models.Index(fields=["end"], name="downtime_end")]

    def __str__(self) -> str:
        return f"{self.machine_id or self.person_id} {self.start:%Y-%m-%d %H:%M}"
