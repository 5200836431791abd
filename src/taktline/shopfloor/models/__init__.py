"""Rows of the shop floor; only its own services write them."""

from taktline.shopfloor.models.operation import Operation, OperationAlternative
from taktline.shopfloor.models.work_order import Material, WorkOrder

__all__ = ["Material", "Operation", "OperationAlternative", "WorkOrder"]
