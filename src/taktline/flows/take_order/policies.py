"""What the company decides once about taking orders."""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from taktline.office.types import Policy


@dataclass(frozen=True, slots=True)
class ReviewPolicy(Policy):
    """How orders are reviewed.

    sign_off: departments that must sign off a part that is new. credit_warning: share of the limit from which an
    order is amber. price_tolerance: share below the agreement that still counts as agreed. duplicate_days: how far
    back a duplicate is looked for.
    """

    key: ClassVar[str] = "sales.review"
    sign_off: tuple[str, ...] = ("engineering", "purchasing", "production", "quality")
    credit_warning: Decimal = Decimal("0.9")
    price_tolerance: Decimal = Decimal(0)
    duplicate_days: int = 30
