"""Payment terms."""

from django.db import models
from django.db.models import Q

from taktline.kernel.exact import RatioField
from taktline.parties.types import TermsKind


class PaymentTerms(models.Model):
    """When money is due: a share in advance, before delivery, days after invoice, or after the month's statement."""

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60, default="", blank=True)
    kind = models.CharField(max_length=20, choices=TermsKind)
    prepaid_share = RatioField(default=0)
    days = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=TermsKind.values), name="terms_kind_known"),
        ]

    def __str__(self) -> str:
        return self.code
