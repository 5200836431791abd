"""Values that cross the doors of planning."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from taktline.kernel.exact import Money
from taktline.kernel.naming import Name
from taktline.kernel.source import Source

PROPOSAL = "planning.proposal"
BY_PRODUCT = "planning.by-product"  # id: of the proposal that gives it
SAFETY = "planning.safety"  # id: of the item
STOCK = "inventory.stock"  # id: of the item


class SupplyKind(TextChoices):
    """How a proposal is to be met."""

    MAKE = "make", _("make")
    BUY = "buy", _("buy")


class CallKind(TextChoices):
    """What a planner is asked to do."""

    ORDER = "order", _("order now")
    EXPEDITE = "expedite", _("expedite")
    DEFER = "defer", _("defer")
    INCREASE = "increase", _("increase")
    DECREASE = "decrease", _("decrease")
    CANCEL = "cancel", _("cancel")
    PAST_DUE = "past_due", _("overdue")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run came to. changed: whether anything was written. projected: day by customer delivery id."""

    changed: bool
    run_id: int | None = None
    figures: Mapping[str, int] | None = None
    projected: Mapping[int, date] | None = None


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """One proposal."""

    id: int
    site_id: int
    item_id: int
    item_code: str
    item_name: Name
    unit: str
    kind: str
    state: str
    quantity: Decimal
    started: Decimal
    start: date
    due: date
    wanted: date
    expected: date
    past_due: bool
    priority: int
    is_phantom: bool
    cover_id: int | None
    was_quantity: Decimal | None
    was_due: date | None
    firmed: Source | None
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Node:
    """One thing in a chain: a customer delivery, an order, a proposal, stock.

    text: its number or what it is; customer: for deliveries. day: when it is due or there. state: in a word.
    """

    source: Source
    text: str
    item_id: int | None = None
    item_code: str = ""
    item_name: Name | None = None
    unit: str = ""
    day: date | None = None
    state: str = ""
    customer: Name | None = None
    customer_number: str = ""
    quantity: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A node on a way through the pegs, with what it gives to (or takes from) the node before it.

    depth: 0 for where the walk began. again: this node stands further up already, what follows is shown there.
    """

    depth: int
    node: Node
    item_code: str
    item_name: Name | None
    unit: str
    quantity: Decimal
    needed_on: date | None
    late_days: int
    again: bool = False


@dataclass(frozen=True, slots=True)
class Trace:
    """The way down (what gives it) and the way up (whom it is for) from one thing, depth first."""

    start: Node
    down: Sequence[Step]
    up: Sequence[Step]

    @property
    def customers(self) -> tuple[Step, ...]:
        """The customer deliveries at the upper end."""
        return tuple(step for step in self.up if step.node.customer is not None)


@dataclass(frozen=True, slots=True)
class Cover:
    """The customer delivery that needs a supply first. others: how many more need it too."""

    delivery_id: int
    number: str
    position: int
    customer: Name
    promised_on: date | None
    needed_on: date
    late_days: int
    others: int = 0


@dataclass(frozen=True, slots=True)
class Bucket:
    """A day or week of one item: what is needed, what comes, what the plan adds, what is left at its end."""

    start: date
    until: date
    gross: Decimal
    receipts: Decimal
    proposed: Decimal
    projected: Decimal
    orders: Decimal


@dataclass(frozen=True, slots=True)
class ItemPlan:
    """How one item stands over time."""

    item_id: int
    on_hand: Decimal
    safety: Decimal
    buckets: Sequence[Bucket]


@dataclass(frozen=True, slots=True)
class FirmRow:
    """What is to be made or bought when a proposal is firmed. demand: the delivery that needs it first."""

    proposal_id: int
    site_id: int
    item_id: int
    kind: str
    quantity: Decimal
    started: Decimal
    start: date
    due: date
    priority: int
    demand: Source | None


@dataclass(frozen=True, slots=True)
class RunRow:
    """One run that changed the plan. steps: English name and milliseconds of each, in order.

    checked, checked_of: items judged by the independent checker, of those that are needed; seed: of the draw.
    """

    id: int
    site: Name
    today: date
    started_at: datetime
    by: str
    milliseconds: int
    proposals_new: int
    proposals_changed: int
    proposals_gone: int
    pegs_changed: int
    exceptions_new: int
    exceptions_gone: int
    steps: tuple[tuple[str, int], ...]
    checked: int
    checked_of: int
    seed: int
    requirements: int
    proposals: int
    pegs: int


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule of automatic firming."""

    id: int
    site_id: int
    item_class_id: int | None
    kind: str
    days: int
    is_active: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """A planner's morning in numbers."""

    open_exceptions: int
    to_make: int
    to_buy: int
    starting_now: int
    changed: int
    at_risk: Money | None
