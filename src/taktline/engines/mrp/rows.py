"""Problems written row by row, for loads of modest size, tests and specimens."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from taktline.engines.mrp.calendar import Calendar
from taktline.engines.mrp.problem import (
    UNIT,
    DemandKind,
    Demands,
    Items,
    LineKind,
    Lines,
    LotRule,
    Problem,
    Supplies,
    SupplyKind,
)

Table = TypeVar("Table")


@dataclass(frozen=True, slots=True)
class Item:
    """One row of ``Items``; see there for meaning and units."""

    id: int
    on_hand: int = 0
    safety: int = 0
    lead: int = 0
    rule: int = LotRule.LOT_FOR_LOT
    lot_size: int = 0
    lot_min: int = 0
    lot_multiple: int = 0
    lot_max: int = 0
    period: int = 0
    quantum: int = UNIT
    scrap: int = 0
    make: bool = False
    phantom: bool = False
    fence: int = 0
    window: int = 10
    tolerance: int = 0
    calendar: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One row of ``Lines``."""

    id: int
    parent: int
    child: int
    per: int = UNIT
    scrap: int = 0
    kind: int = LineKind.COMPONENT
    group: int = -1
    priority: int = 0


@dataclass(frozen=True, slots=True)
class Demand:
    """One row of ``Demands``."""

    id: int
    item: int
    due: int
    quantity: int
    kind: int = DemandKind.SALES
    priority: int = 0
    reserved: int = 0
    supply: int = -1


@dataclass(frozen=True, slots=True)
class Supply:
    """One row of ``Supplies``."""

    id: int
    item: int
    due: int
    quantity: int
    kind: int = SupplyKind.PURCHASE
    firm: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """Everything but time."""

    items: Sequence[Item]
    lines: Sequence[Line] = ()
    demands: Sequence[Demand] = ()
    supplies: Sequence[Supply] = ()


FLAGS = frozenset({"make", "phantom", "firm"})


def table(kind: type[Table], rows: Iterable[object]) -> Table:
    """Turn row objects into the column table of the same field names."""
    listed = list(rows)
    columns: list[NDArray[Any]] = []
    for field in fields(kind):  # type: ignore[arg-type]
        dtype = np.bool_ if field.name in FLAGS else np.int64
        columns.append(np.array([getattr(row, field.name) for row in listed], dtype=dtype))
    return kind(*columns)


def problem(rows: Rows, horizon: int, calendars: tuple[Calendar, ...] = ()) -> Problem:
    """Make a Problem; without calendars every day is a working day."""
    return Problem(
        table(Items, rows.items),
        table(Lines, rows.lines),
        table(Demands, rows.demands),
        table(Supplies, rows.supplies),
        calendars or (Calendar.every_day(horizon),),
        horizon,
    )
