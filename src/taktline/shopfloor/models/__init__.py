"""Rows of the shop floor; only its own services write them."""

from taktline.shopfloor.models.genealogy import Completion, MadeLot, UsedLot
from taktline.shopfloor.models.issue import Issue
from taktline.shopfloor.models.operation import Operation, OperationAlternative
from taktline.shopfloor.models.records import MachineStop, QuantityReport, TimeRecord
from taktline.shopfloor.models.work_order import Material, WorkOrder

__all__ = [
    "Completion",
    "Issue",
    "MachineStop",
    "MadeLot",
    "Material",
    "Operation",
    "OperationAlternative",
    "QuantityReport",
    "TimeRecord",
    "UsedLot",
    "WorkOrder",
]
