"""Changing a confirmed order: a form whose answer is what would follow, before anything happens."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import cast

from django.utils.translation import gettext_lazy as _

from taktline.faces.web.declare import Field, FormSpec
from taktline.faces.web.sales.rows import Rows, line_inputs
from taktline.flows import take_order
from taktline.kernel.actor import Actor
from taktline.sales import permits, queries
from taktline.sales.queries import LineRow
from taktline.sales.types import Change, LineChange

Data = Mapping[str, object]


def _changes(rows: Rows, lines: Iterable[LineRow]) -> tuple[LineChange, ...]:
    """What differs between the form and the order, line by line."""
    by_position = {line.position: line for line in lines}
    found = []
    for row in rows:
        line = by_position.get(row.get("position") or 0)
        promised = row.get("promised_on")
        if line is None:
            (new,) = line_inputs([row], fallback=promised)
            found.append(LineChange(new=new, promised_on=promised))
            continue
        change = LineChange(
            line_id=line.id,
            quantity=row["quantity"] if row.get("quantity") not in (None, line.quantity) else None,
            requested_on=row["requested_on"]
            if row.get("requested_on") not in (None, line.requested_on)
            else None,
            promised_on=promised if promised not in (None, line.promised_on) else None,
            drawing_revision=row["drawing_revision"]
            if row.get("drawing_revision") != line.drawing_revision
            else None,
            item_id=row["item"] if row.get("item") not in (None, line.item_id) else None,
            cancel=bool(row.get("cancel")),
        )
        if change != LineChange(line_id=line.id):
            found.append(change)
    return tuple(found)


def change(data: Data, by: Actor, at: datetime, key: str) -> str:
    """Show what a change would do, before anything happens."""
    order = queries.sheet(key, scope=by.scope)
    wanted = Change(
        lines=_changes(cast(Rows, data.get("lines") or ()), order.lines), reason=str(data["reason"])
    )
    preview = take_order.preview_change(order.id, wanted, by=by, at=at)
    return f"/sales/changes/{preview.change_id}/"


def load_change(key: str, by: Actor) -> Data:
    """The open lines as they stand."""
    order = queries.sheet(key, scope=by.scope)
    names = ("position", "quantity", "requested_on", "promised_on", "drawing_revision")
    return {
        "lines": [
            {name: getattr(line, name) for name in names} | {"item": line.item_id}
            for line in order.lines
            if not line.is_cancelled
        ]
    }


CHANGE = FormSpec(
    "sales.order-change",
    _("Change a confirmed order"),
    permits.CHANGE,
    "sales/orders/<str:key>/change/",
    fields=(
        Field("reason", _("Reason"), required=True, wide=True),
        Field(
            "lines",
            _("Lines"),
            "lines",
            fields=(
                Field("position", _("Line"), "whole", help=_("Empty: a new line.")),
                Field("item", _("Item"), "ref", lookup="sales.item"),
                Field("quantity", _("Quantity"), "number"),
                Field("requested_on", _("Requested"), "date"),
                Field("promised_on", _("Promised"), "date"),
                Field("drawing_revision", _("Drawing revision")),
                Field("cancel", _("Cancel the line"), "bool"),
            ),
        ),
    ),
    run=change,
    load=load_change,
    submit=_("Show what would follow"),
    help=_("Nothing changes yet: the next page shows what follows for stock, work and promises."),
)
