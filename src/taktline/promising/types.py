"""Values that cross the doors of promising."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from taktline.kernel.exact import Money
from taktline.kernel.naming import Name

NAMELESS = Name("")


class Method(TextChoices):
    """How a quantity is had."""

    STOCK = "stock", _("from stock")
    SUPPLY = "supply", _("from expected supply")
    MAKE = "make", _("made for it")
    BUY = "buy", _("bought for it")


class OptionKind(TextChoices):
    """Ways to have a late line earlier."""

    AS_IS = "as_is", _("as it comes")
    SPLIT = "split", _("in two deliveries")
    OVERTIME = "overtime", _("with Saturday overtime")
    BOTH = "both", _("in two deliveries, with Saturday overtime")
    EXPEDITE = "expedite", _("before less urgent orders")


class LinkKind(StrEnum):
    """What holds a date, in the order a person would tell it."""

    STOCK = "stock"
    SUPPLY = "supply"
    PURCHASE = "purchase"
    MACHINE = "machine"
    PERSON = "person"
    CALENDAR = "calendar"
    TRUCK = "truck"
    PREDECESSOR = "predecessor"
    MATERIAL = "material"
    WORK = "work"
    BEYOND = "beyond"


@dataclass(frozen=True, slots=True)
class Demand:
    """One delivery to promise; quantity in the item's stock unit. weight: what being late matters, 1 is usual."""

    delivery_id: int
    item_id: int
    quantity: Decimal
    requested_on: date


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of promising: the open deliveries of one order."""

    order_id: int
    number: str
    site_id: int
    weight: int
    demands: Sequence[Demand]


Link = Mapping[str, object]
"""One link of the chain that holds a date: kind, and names and moments as text; no money."""


@dataclass(frozen=True, slots=True)
class Part:
    """One dated part of a delivery in an option."""

    delivery_id: int
    quantity: Decimal
    requested_on: date
    earliest_on: date
    promised_on: date
    method: str
    chain: Sequence[Link]

    @property
    def days_late(self) -> int:
        """Days after what the customer asked for."""
        return max(0, (self.promised_on - self.requested_on).days)


@dataclass(frozen=True, slots=True)
class SlippedOrder:
    """A work order that would end later."""

    number: str
    before: datetime
    after: datetime
    late_minutes: int


@dataclass(frozen=True, slots=True)
class Overtime:
    """Extra working time that an option needs, and who works it. machine: its code."""

    machine_id: int
    machine: str
    start: datetime
    end: datetime
    person_ids: tuple[int, ...] = ()
    name: Name = NAMELESS


@dataclass(frozen=True, slots=True)
class OptionRow:
    """One way to deliver. cost: on top of the usual, None for who may not see money."""

    kind: str
    cost: Money | None
    parts: Sequence[Part]
    slips: Sequence[SlippedOrder]
    overtime: Sequence[Overtime]
    overtime_minutes: int


@dataclass(frozen=True, slots=True)
class OfferRow:
    """An offer with its options, the usual one first."""

    id: int
    order_id: int
    site_id: int
    state: str
    created_at: datetime
    expires_at: datetime
    accepted: str
    options: Sequence[OptionRow]
    milliseconds: int

    def holds(self, at: datetime) -> bool:
        """Whether it can still be accepted at that moment."""
        return self.state == "open" and at < self.expires_at


@dataclass(frozen=True, slots=True)
class Accepted:
    """What an accepted offer promises. parts: by delivery, one or two; overtime: now in the calendars."""

    offer_id: int
    order_id: int
    site_id: int
    kind: str
    parts: Sequence[Part]
    overtime: Sequence[Overtime]
