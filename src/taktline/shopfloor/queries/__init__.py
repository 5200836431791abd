"""What can be read of the shop floor."""

from taktline.shopfloor.queries.floor import jobs, made_by, open_stops
from taktline.shopfloor.queries.genealogy import recall_list, trace_back, trace_forward
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
from taktline.shopfloor.queries.records import (
    completions_of,
    issues_of,
    order_of_completion,
    order_of_issue,
    report,
    reports_of,
    times_of,
    wip_of,
)
from taktline.shopfloor.queries.work import (
    describe_materials,
    describe_work_orders,
    open_work,
    wiring,
    work_to_place,
)

__all__ = [
    "OPERATIONS",
    "WORK_ORDERS",
    "completions_of",
    "describe_materials",
    "describe_work_orders",
    "issues_of",
    "jobs",
    "made_by",
    "materials_of",
    "of_demand",
    "open_stops",
    "open_work",
    "operation",
    "operations_of",
    "order_of_completion",
    "order_of_issue",
    "recall_list",
    "report",
    "reports_of",
    "suggest_work_orders",
    "times_of",
    "trace_back",
    "trace_forward",
    "wip_of",
    "wiring",
    "work_order",
    "work_order_by_number",
    "work_order_id_of",
    "work_orders",
    "work_to_place",
]
