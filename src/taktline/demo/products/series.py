"""The pump series: gear module, shafts and times. All figures of one size stand in one line."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Series:
    """One frame size. displacements: cm³ per revolution. Seconds per piece at each centre; bar: diameter in mm.

    grams_per_mm: weight of the bar; profile_mm: body length of the smallest displacement, growing with displacement.
    """

    code: str
    module: str
    journal: str
    bar: int
    bar_kg: Decimal
    displacements: tuple[int, ...]
    saw: int
    turn: int
    hob: int
    grind: int
    body: int
    cover: int
    rear: int
    assembly: int
    test: int
    price: int
    step: Decimal

    def length(self, displacement: int) -> int:
        """Length of a gear shaft blank in mm."""
        return 78 + 14 * int(self.code) + displacement * 2

    def pump_price(self, displacement: int) -> Decimal:
        """List price of a single pump without tax, in yuan."""
        return Decimal(self.price) + self.step * (displacement - self.displacements[0])


SERIES = (
    Series("1", "M2", "D16", 32, Decimal("37.8"), (4, 6, 8, 10), saw=82, turn=157, hob=192, grind=195,
           body=310, cover=260, rear=190, assembly=320, test=140, price=182, step=Decimal("6.5")),
    Series("2", "M25", "D20", 40, Decimal("59.2"), (12, 16, 20, 25), saw=98, turn=180, hob=220, grind=222,
           body=360, cover=300, rear=220, assembly=355, test=150, price=238, step=Decimal("7.5")),
    Series("3", "M35", "D28", 55, Decimal("111.9"), (32, 40, 50, 63), saw=120, turn=224, hob=276, grind=271,
           body=440, cover=360, rear=270, assembly=410, test=170, price=365, step=Decimal(6)),
)  # fmt: skip
BY_CODE = {each.code: each for each in SERIES}
BAR_LENGTH = 6000


def series_of(displacement: int) -> Series:
    """Which frame a displacement belongs to."""
    return next(each for each in SERIES if displacement in each.displacements)
