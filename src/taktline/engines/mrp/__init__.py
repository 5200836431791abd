"""Material requirements planning: levels, netting, lot sizing, lead-time offset, pegging, messages.

``solve(problem)`` plans; ``check(problem, result)`` judges a plan without sharing code with the solver.
Days are integers with today = 0, quantities int64 millionths of the stock unit.
"""

from taktline.engines.mrp.calendar import Calendar
from taktline.engines.mrp.check import Violation, check
from taktline.engines.mrp.plan import solve
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
from taktline.engines.mrp.result import (
    ByProducts,
    Call,
    Messages,
    Pegs,
    Proposals,
    Requirements,
    Result,
    Source,
    projected,
    same,
)

__all__ = [
    "UNIT",
    "ByProducts",
    "Calendar",
    "Call",
    "DemandKind",
    "Demands",
    "Items",
    "LineKind",
    "Lines",
    "LotRule",
    "Messages",
    "Pegs",
    "Problem",
    "Proposals",
    "Requirements",
    "Result",
    "Source",
    "Supplies",
    "SupplyKind",
    "Violation",
    "check",
    "projected",
    "same",
    "solve",
]
