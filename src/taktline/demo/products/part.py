"""How an item of the demo is written down, before it becomes rows."""

from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Line:
    """So much of a component for one piece. step: the operation that needs it, 0 for the first."""

    code: str
    quantity: Decimal = Decimal(1)
    scrap: Decimal = Decimal(0)
    step: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """One operation. seconds: per piece; setup: minutes. days, price: for a step outside, price per piece in yuan."""

    centre: str
    name: str
    name_en: str
    seconds: int = 0
    setup: int = 0
    family: str = ""
    skill: str = ""
    days: int = 0
    price: Decimal | None = None
    transfer: int = 0
    inspects: bool = False
    pausable: bool = True


@dataclass(frozen=True, slots=True)
class Part:
    """An item. lead: days; lot: (minimum, multiple) or a period in days; price: what it costs to buy, in yuan.

    stock: days of usual demand that lie there on the first day; days: of shelf life.
    """

    code: str
    name: str
    name_en: str
    kind: str
    specification: str = ""
    unit: str = "pcs"
    supplier: str = ""
    price: Decimal | None = None
    lead: int = 0
    lot: tuple[int, int] | None = None
    period: int = 0
    safety: int = 0
    scrap: Decimal = Decimal(0)
    tracking: str = "none"
    days: int = 0
    second: str = ""
    is_phantom: bool = False
    is_customers: bool = False
    released: bool = True
    lines: tuple[Line, ...] = ()
    steps: tuple[Step, ...] = field(default=())

    @property
    def is_made(self) -> bool:
        """Whether we make it."""
        return bool(self.lines)
