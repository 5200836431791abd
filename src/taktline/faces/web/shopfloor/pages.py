"""The page of a work order."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from taktline.faces.web.declare import Badge, Col, Detail, Fact, Lazy, Lines, Link, Tab, Timeline
from taktline.faces.web.shopfloor import records
from taktline.kernel import journal
from taktline.kernel.actor import Actor
from taktline.kernel.exact import plain
from taktline.kernel.listing import Measured, page
from taktline.resources import queries as resources
from taktline.shopfloor import permits, queries
from taktline.shopfloor.life import Clearance, OperationState, WorkOrderState
from taktline.shopfloor.types import WORK_ORDER, MaterialRow, OperationRow

STATE_TONES = {
    "planned": "grey", "released": "blue", "in_progress": "blue", "paused": "amber", "held": "red", "completed": "green",
    "closed": "green", "cancelled": "grey",
}  # fmt: skip
CLEARANCE_TONES = {"waiting": "red", "partial": "amber", "clear": "green"}
OPERATION_TONES = {
    "waiting": "grey", "ready": "blue", "setup": "amber", "running": "blue", "paused": "amber", "done": "green",
    "skipped": "grey",
}  # fmt: skip
_FLOOR = {"split", "pause", "hold", "cancel", "reserve", "issue", "complete"}
LEGAL = {
    "planned": {"release", "release-anyway", "change", "split", "cancel", "hold"},
    "held": {"cancel", "resume"},
    "released": _FLOOR,
    "paused": {"cancel", "resume"},
    "in_progress": _FLOOR,
}


def work_order(order_id: int, by: Actor) -> Detail:
    """One work order: materials, operations, what it is for, what happened."""
    row = queries.work_order(order_id, scope=by.scope)
    materials = queries.materials_of([order_id]).get(order_id, [])
    operations = queries.operations_of([order_id]).get(order_id, [])
    actions = {"shopfloor.release": _("Released"), "shopfloor.cancel": _("Cancelled"),
               "shopfloor.create-work-order": _("Created"), "shopfloor.change-work-order": _("Changed")}  # fmt: skip
    history = journal.history("shopfloor.workorder", order_id, scope=by.scope)
    return Detail(
        title=row.number,
        subtitle=f"{row.item_code} {row.item_name}",
        badges=(
            Badge(WorkOrderState(row.state).label, STATE_TONES[row.state]),
            Badge(Clearance(row.clearance).label, CLEARANCE_TONES[row.clearance]),
            *((Badge(_("rush"), "red"),) if row.is_rush else ()),
        ),
        facts=(
            Fact(_("Quantity"), Measured(row.quantity, row.unit), "quantity"),
            Fact(_("Finished"), Measured(row.completed, row.unit), "quantity"),
            Fact(_("Start"), row.start, "date"),
            Fact(_("Due"), row.due, "due"),
            Fact(_("Item"), row.item_code, url=f"/planning/items/{row.item_code}/"),
        ),
        tabs=(
            Tab("operations", _("Operations"), (_operations(operations),), count=len(operations)),
            Tab("materials", _("Materials"), (_materials(materials),), count=len(materials)),
            *records.tabs(row, by, timezone.now()),
            Tab("pegs", _("Where from, what for"), (Lazy(f"/planning/chain/{WORK_ORDER}/{order_id}/"),)),
            Tab("log", _("History"), (Timeline(history, labels=actions),)),
        ),
        legal=frozenset(LEGAL.get(row.state, set())),
        links=_papers(row.number),
        live=(
            "shopfloor.work-order-released",
            "shopfloor.operations-planned",
            "shopfloor.operation-reported",
        ),
    )


def _papers(number: str) -> tuple[Link, ...]:
    address = f"/shopfloor/work-orders/{number}/"
    return (
        Link(_("Traveller card"), f"{address}traveller/", permits.SEE, icon="qrcode"),
        Link(_("Pick list"), f"{address}pick-list/", permits.SEE, icon="list"),
    )


def _materials(rows: list[MaterialRow]) -> Lines:
    columns = (
        Col("item_code", _("Item"), url="/planning/items/{item_code}/"),
        Col("item_name", _("Name"), wide=True),
        Col("quantity", _("Quantity needed"), "quantity"),
        Col("issued", _("Issued"), "quantity"),
        Col("needed_on", _("Needed on"), "date"),
        Col("operation_number", _("At operation")),
        Col("is_by_product", _("Comes out"), "flag"),
    )
    shown = [
        {
            "item_code": each.item_code, "item_name": each.item_name, "quantity": Measured(each.quantity, each.unit),
            "issued": Measured(each.issued, each.unit), "needed_on": each.needed_on,
            "operation_number": each.operation_number, "is_by_product": each.is_by_product,
        }
        for each in rows
    ]  # fmt: skip
    return Lines(columns, shown, title=_("Materials"), empty=_("It takes nothing."))


def _operations(rows: list[OperationRow]) -> Lines:
    centres = resources.centres({each.centre_id for each in rows})
    machines = resources.machine_names([each.planned_machine_id for each in rows if each.planned_machine_id])
    columns = (
        Col("number", _("No."), "number"),
        Col("name", _("Operation"), wide=True),
        Col("centre", _("Work centre")),
        Col("state", _("State"), "badge", tones=OPERATION_TONES, choices=dict(OperationState.choices)),
        Col("good", pgettext("pieces", "Good"), "number"),
        Col("setup", _("Set-up, min"), "number"),
        Col("run", _("Run, min"), "number"),
        Col("machine", _("Planned machine")),
        Col("planned_start", _("Planned start"), "datetime"),
        Col("planned_end", _("Planned end"), "datetime"),
    )
    shown: list[dict[str, Any]] = [
        {
            "number": each.number, "name": each.name, "centre": centres[each.centre_id].name, "state": each.state,
            "good": plain(each.good), "setup": -(-each.setup_seconds // 60), "run": -(-int(each.run_seconds * each.quantity) // 60),
            "machine": machines[each.planned_machine_id][1] if each.planned_machine_id in machines else "",
            "planned_start": each.planned_start, "planned_end": each.planned_end,
        }
        for each in rows
    ]  # fmt: skip
    return Lines(columns, shown, title=_("Operations"), empty=_("There is nothing to do."))


def next_card(*, by: Actor, at: datetime) -> dict[str, object]:
    """What can be started now, first what the published schedule starts first."""
    return {"rows": page(queries.OPERATIONS, scope=by.scope, where={"state": "ready"}, size=10).rows}
