"""What the company decides once about buying."""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from taktline.office.types import Policy


@dataclass(frozen=True, slots=True)
class ApprovalPolicy(Policy):
    """Up to which amount of the site's currency a purchase order is approved by whom; above it, by the owner."""

    key: ClassVar[str] = "purchasing.approval"
    buyer_limit: Decimal = Decimal(50_000)
    manager_limit: Decimal = Decimal(1_000_000)


@dataclass(frozen=True, slots=True)
class MatchPolicy(Policy):
    """What a supplier's invoice may differ by and still match.

    price_share: of the ordered price, 0.02 for 2 %. quantity_share: of what was received and not billed yet.
    amount: of the site's currency; differences up to it match whatever their share.
    """

    key: ClassVar[str] = "purchasing.match"
    price_share: Decimal = Decimal("0.01")
    quantity_share: Decimal = Decimal(0)
    amount: Decimal = Decimal(1)
