"""Work centres and their machines."""

from django.db import models
from django.db.models import Q

from taktline.kernel.exact import PriceField, RatioField
from taktline.resources.models.calendar import Calendar
from taktline.resources.models.changeover import ChangeoverGroup
from taktline.resources.types import CentreKind


class WorkCentre(models.Model):
    """Machines that can stand in for each other, a group of benches, or a subcontractor.

    supplier_id: the id of a party; parties stand beside this room, so it is no foreign key.
    hour_rate: cost of a machine hour. truck_calendar: when goods go to a subcontractor and come back.
    """

    code = models.CharField(max_length=30, unique=True)
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80, default="", blank=True)
    site = models.ForeignKey("identity.Site", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=CentreKind, default=CentreKind.MACHINE)
    calendar = models.ForeignKey(
        Calendar, null=True, blank=True, on_delete=models.PROTECT, related_name="centres"
    )
    truck_calendar = models.ForeignKey(
        Calendar, null=True, blank=True, on_delete=models.PROTECT, related_name="trucks"
    )
    changeover_group = models.ForeignKey(
        ChangeoverGroup, null=True, blank=True, on_delete=models.PROTECT, related_name="centres"
    )
    supplier_id = models.BigIntegerField(null=True, blank=True)
    hour_rate = PriceField(default=0)
    currency = models.CharField(max_length=3, default="CNY")
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=CentreKind.values), name="centre_kind_known"),
            models.CheckConstraint(
                condition=~Q(kind="outside") | Q(supplier_id__isnull=False),
                name="centre_outside_has_a_supplier",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Machine(models.Model):
    """One machine or bench of a work centre. speed_factor: 2 runs twice as fast as the routing says."""

    code = models.CharField(max_length=30, unique=True)
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80, default="", blank=True)
    centre = models.ForeignKey(WorkCentre, on_delete=models.PROTECT, related_name="machines")
    speed_factor = RatioField(default=1)
    calendar = models.ForeignKey(
        Calendar, null=True, blank=True, on_delete=models.PROTECT, related_name="machines"
    )
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(speed_factor__gt=0), name="machine_speed_above_zero")
        ]

    def __str__(self) -> str:
        return self.code


class PlantVersion(models.Model):
    """Counts the changes to all rows of this room, in one row; a decision keeps the number it rests on."""

    number = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.number)
