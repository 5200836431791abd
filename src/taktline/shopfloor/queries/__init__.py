"""What can be read of the shop floor."""

from taktline.shopfloor.queries.listings import OPERATIONS, WORK_ORDERS
from taktline.shopfloor.queries.orders import (
    materials_of,
    of_demand,
    operation,
    operations_of,
    suggest_work_orders,
    work_order,
    work_order_by_number,
    work_order_id_of,
    work_orders,
)
from taktline.shopfloor.queries.work import describe_materials, describe_work_orders, open_work, wiring

__all__ = [
    "OPERATIONS",
    "WORK_ORDERS",
    "describe_materials",
    "describe_work_orders",
    "materials_of",
    "of_demand",
    "open_work",
    "operation",
    "operations_of",
    "suggest_work_orders",
    "wiring",
    "work_order",
    "work_order_by_number",
    "work_order_id_of",
    "work_orders",
]
