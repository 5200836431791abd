"""Places: where stock lies, and where it comes from and goes to."""

from django.db import models
from django.db.models import Q

from taktline.inventory.types import PlaceKind


class Place(models.Model):
    """A warehouse, zone or bin, work in process, transit, or a virtual counterpart such as the supplier."""

    site = models.ForeignKey("identity.Site", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80, default="", blank=True)
    kind = models.CharField(max_length=10, choices=PlaceKind)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["site", "code"], name="place_code_once_per_site"),
            models.UniqueConstraint(
                fields=["site", "kind"],
                condition=Q(kind__in=["supplier", "customer", "production", "scrap", "adjustment"]),
                name="place_one_virtual_per_kind",
            ),
            models.CheckConstraint(condition=Q(kind__in=PlaceKind.values), name="place_kind_known"),
        ]

    def __str__(self) -> str:
        return self.code
