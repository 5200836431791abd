"""Words and values that cross this room's door."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from taktline.kernel.exact import Money
from taktline.kernel.naming import Name

DELIVERY = "sales.delivery"
ORDER = "sales.order"
LINE = "sales.line"
MESSAGE = "sales.message"
QUOTATION = "sales.quotation"


class OrderType(TextChoices):
    """Why goods are made."""

    STANDARD = "standard", _("standard")
    SAMPLE = "sample", _("sample")
    STOCK = "stock", _("make to stock")
    REPLACEMENT = "replacement", _("free replacement")
    REWORK = "rework", _("rework")


class Axis(TextChoices):
    """What an order can be held for."""

    CREDIT = "credit", _("credit")
    STOCK = "stock", _("stock")
    DATE = "date", _("date")
    DATA = "data", _("data")
    TERMS = "terms", _("terms")
    ENGINEERING = "engineering", _("engineering")


class Outcome(TextChoices):
    """What a review rule found."""

    GREEN = "green", _("in order")
    AMBER = "amber", _("look at it")
    RED = "red", _("holds the order")


class Channel(TextChoices):
    """How a message came."""

    FORM = "form", _("web form")
    FILE = "file", _("file")
    PASTE = "paste", _("pasted")
    API = "api", _("API")
    EDI = "edi", _("EDI")


class Department(TextChoices):
    """Who signs off a line that is new to the factory."""

    ENGINEERING = "engineering", _("engineering")
    PURCHASING = "purchasing", _("purchasing")
    PRODUCTION = "production", _("production")
    QUALITY = "quality", _("quality")
    FINANCE = "finance", _("finance")


@dataclass(frozen=True, slots=True)
class DeliveryWish:
    """One dated part of a line: quantity in the line's unit, None for all that is left."""

    requested_on: date | None
    quantity: Decimal | None = None


@dataclass(frozen=True, slots=True)
class LineInput:
    """A line as it is entered.

    quantity in `unit` (the item's stock unit where empty). price per that unit, with or without tax as the order
    says; None takes the agreement. discount, tolerances: ratios. tax_code: "" takes the item's or the usual rate.
    """

    quantity: Decimal
    item_id: int | None = None
    text: str = ""
    customer_item_code: str = ""
    drawing_revision: str = ""
    unit: str = ""
    price: Decimal | None = None
    discount: Decimal = Decimal(0)
    tax_rate: Decimal | None = None
    over_tolerance: Decimal = Decimal(0)
    under_tolerance: Decimal = Decimal(0)
    note: str = ""
    deliveries: tuple[DeliveryWish, ...] = ()


@dataclass(frozen=True, slots=True)
class OrderInput:
    """An order as it is entered. currency, tax_included: None takes the customer's."""

    customer_id: int
    site_id: int
    lines: tuple[LineInput, ...]
    type: OrderType = OrderType.STANDARD
    customer_number: str = ""
    currency: str | None = None
    tax_included: bool = True
    priority: int = 5
    is_rush: bool = False
    ordered_on: date | None = None
    ship_to_id: int | None = None
    note: str = ""
    message_id: int | None = None
    quotation_id: int | None = None


@dataclass(frozen=True, slots=True)
class MessageInput:
    """A message as it came. sender: who, in the channel's words; content: exactly what was sent, at most 5 MB.

    layout_known: the columns need no confirmation, for senders whose layout we made ourselves.
    """

    channel: Channel
    site_id: int
    content: bytes
    sender: str = ""
    customer_id: int | None = None
    subject: str = ""
    name: str = ""
    media_type: str = ""
    layout_known: bool = False


@dataclass(frozen=True, slots=True)
class LineAnswer:
    """What a person says about one line of a message. None leaves a value as it was read.

    learn: remember the customer's part number and unit. unit_factor: stock units per customer's unit, to be learnt.
    as_new: the line is a part we never made; it goes to engineering with the order.
    """

    item_id: int | None = None
    quantity: Decimal | None = None
    unit: str | None = None
    requested_on: date | None = None
    price: Decimal | None = None
    ignored: bool | None = None
    as_new: bool = False
    learn: bool = True
    unit_factor: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Received:
    """A message that came. is_new: False when the same one had come before."""

    message_id: int
    number: str
    is_new: bool
    order_id: int | None = None
    order_number: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What one review rule says of an order (line_id None) or of one line.

    code: which sentence of the room's wording. evidence holds no money; money holds what only those see who may.
    weight: what a released hold was released for; another weight brings the hold back.
    """

    rule: str
    outcome: Outcome
    code: str
    axis: Axis | None = None
    line_id: int | None = None
    evidence: dict[str, object] = field(default_factory=dict)
    money: dict[str, object] = field(default_factory=dict)
    weight: str = ""


@dataclass(frozen=True, slots=True)
class DemandRow:
    """One dated delivery as deciders read it; quantity in the stock unit, still to deliver."""

    delivery_id: int
    line_id: int
    item_id: int
    quantity: Decimal
    requested_on: date
    promised_on: date | None = None


@dataclass(frozen=True, slots=True)
class Described:
    """A delivery in a few words, for whoever points at it."""

    delivery_id: int
    order_id: int
    number: str
    position: int
    customer_id: int
    customer: Name
    requested_on: date | None
    promised_on: date | None
    projected_on: date | None
    is_rush: bool
    priority: int
    open_minor: int = 0
    currency: str = "CNY"


@dataclass(frozen=True, slots=True)
class LastPrice:
    """What this customer paid for this item the last time."""

    item_id: int
    price: Decimal
    currency: str
    tax_included: bool
    number: str
    on: date | None


@dataclass(frozen=True, slots=True)
class LineChange:
    """One wanted change of a confirmed order.

    line_id None adds `new`. cancel drops what is not delivered. None leaves a value as it is; quantity in the line's
    unit. promised_on: the new promise; a new line needs one, others keep theirs. delivery_id: quantity, days and
    cancelling are of this dated delivery only; the line's sum follows.
    """

    line_id: int | None = None
    delivery_id: int | None = None
    quantity: Decimal | None = None
    requested_on: date | None = None
    promised_on: date | None = None
    price: Decimal | None = None
    drawing_revision: str | None = None
    item_id: int | None = None
    cancel: bool = False
    new: LineInput | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A wanted change of an order, with its reason."""

    lines: tuple[LineChange, ...] = ()
    reason: str = ""
    priority: int | None = None
    is_rush: bool | None = None
    customer_number: str | None = None


@dataclass(frozen=True, slots=True)
class ProgressRow:
    """How far a line is; quantities in the stock unit, made: finished quantity by operation, in order."""

    line_id: int
    planned: Decimal | None = None
    finished: Decimal | None = None
    billed: Decimal | None = None
    received_minor: int | None = None
    made: tuple[tuple[int, str, str, Decimal], ...] | None = None


@dataclass(frozen=True, slots=True)
class Totals:
    """An order's amounts."""

    net: Money
    tax: Money
    gross: Money


@dataclass(frozen=True, slots=True)
class HoldSeen:
    """An open or released hold."""

    id: int
    axis: str
    rules: str
    raised_at: datetime
    released_at: datetime | None
    released_by: str
    release_reason: str
