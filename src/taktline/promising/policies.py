"""The company's rules for promises."""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from taktline.office.types import Policy


@dataclass(frozen=True, slots=True)
class PromisePolicy(Policy):
    """How dates are promised.

    hold_minutes: how long an offer keeps stock and capacity. overtime_premium: cost of an overtime hour as a share of
    the centre's hourly rate. second_delivery: cost of one more delivery in major units of the site's currency.
    saturday_start, saturday_end: minutes of the day of a Saturday shift. saturdays: how many ahead may be worked. most_slips: going before
    less urgent orders is not offered where it makes more work orders later than so many.
    """

    key: ClassVar[str] = "promising.promise"
    hold_minutes: int = 60
    overtime_premium: Decimal = Decimal("1.5")
    second_delivery: Decimal = Decimal(280)
    saturday_start: int = 480
    saturday_end: int = 1260
    saturdays: int = 4
    most_slips: int = 8
