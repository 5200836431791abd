"""Small tables that items and prices refer to."""

from django.db import models
from django.db.models import Q

from taktline.catalog.types import ClassKind, RoundingRule
from taktline.kernel.exact import PriceField, RatioField


class Unit(models.Model):
    """A unit of measure: how many decimal places may be counted, and how a conversion into it is rounded."""

    code = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=40)
    name_en = models.CharField(max_length=40, default="", blank=True)
    places = models.PositiveSmallIntegerField(default=0)
    rounding = models.CharField(max_length=8, choices=RoundingRule, default=RoundingRule.NEAREST)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(places__lte=6), name="unit_six_places_at_most")]

    def __str__(self) -> str:
        return self.code


class ItemClass(models.Model):
    """A class of items, for lists, figures and rules."""

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60, default="", blank=True)
    kind = models.CharField(max_length=8, choices=ClassKind, default=ClassKind.PART)

    def __str__(self) -> str:
        return self.code


class TaxCode(models.Model):
    """A rate of value added tax: 0.13 for 13 %."""

    code = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60, default="", blank=True)
    rate = RatioField()

    def __str__(self) -> str:
        return self.code


class CurrencyRate(models.Model):
    """What one unit of a currency is worth in CNY from a day on."""

    currency = models.CharField(max_length=3)
    on = models.DateField()
    rate = PriceField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["currency", "on"], name="rate_once_a_day"),
            models.CheckConstraint(condition=Q(rate__gt=0), name="rate_above_zero"),
        ]

    def __str__(self) -> str:
        return f"{self.currency} {self.on} {self.rate}"


class CatalogVersion(models.Model):
    """Counts the changes to items, bills of material and routings, in one row."""

    number = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.number)
