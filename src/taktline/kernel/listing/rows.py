"""What a list hands out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from taktline.kernel.exact import plain


@dataclass(frozen=True, slots=True)
class Measured:
    """A quantity with its unit."""

    quantity: Decimal
    unit: str

    def __str__(self) -> str:
        return f"{plain(self.quantity)} {self.unit}".strip()


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its id and its values by column name."""

    id: int
    values: Mapping[str, object]

    def __getitem__(self, name: str) -> object:
        return self.values[name]


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows of a list. after, before: cursors of the neighbouring pages, None where there is none."""

    rows: Sequence[Row]
    after: str | None
    before: str | None
