"""What the tree of components asks for and sends."""

import json
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from taktline.catalog import queries, services
from taktline.catalog.types import BomLineDraft, BomLineRow, BomRow
from taktline.faces.web import answers
from taktline.faces.web.access import WebRequest
from taktline.faces.web.filling import today
from taktline.kernel.errors import Fault, InvalidInput, InvalidInputs, Refusal
from taktline.kernel.exact import plain

# Names of the tree's boxes by field of a line.
BOXES = {"component_id": "item", "alternate_group": "alternate", "operation_number": "operation"}
MOST_LINES = 2000


def of_bom(request: HttpRequest, bom_id: int) -> HttpResponse:
    """A bill of material, one level."""
    del request
    return JsonResponse(_node(queries.bom(bom_id)))


def of_item(request: HttpRequest, item_id: int) -> HttpResponse:
    """What an item is made of today, one level; nothing for one without a bill of material."""
    asked = cast(WebRequest, request)
    bom = queries.active_bom(item_id, today(asked.at, asked.actor))
    if bom is None:
        row = queries.item(item_id)
        return JsonResponse({"code": row.code, "name": str(row.name), "lines": []})
    return JsonResponse(_node(bom))


def save(request: HttpRequest, bom_id: int) -> HttpResponse:
    """Replace the lines of a draft; what is refused comes back by line and box."""
    asked = cast(WebRequest, request)
    try:
        services.set_bom_lines(bom_id, _lines(request.body), by=asked.actor, at=asked.at)
    except Refusal as refusal:
        faults = [{"field": _box(field), "reason": reason} for field, reason in answers.faults(refusal)]
        body = {"code": refusal.code, "title": str(refusal), "faults": faults}
        return JsonResponse(body, status=refusal.status)
    return JsonResponse({})


def _node(bom: BomRow) -> dict[str, object]:
    row = queries.item(bom.item_id)
    return {
        "code": row.code,
        "name": str(row.name),
        "base": plain(bom.base),
        "lines": [_line(each) for each in bom.lines],
    }


def _line(row: BomLineRow) -> dict[str, object]:
    alternate = f"{row.alternate_group}/{row.alternate_priority}" if row.alternate_group else ""
    return {
        "id": row.id,
        "item": row.component_id,
        "code": row.component_code,
        "name": str(row.component_name),
        "quantity": plain(row.quantity),
        "unit": row.unit,
        "scrap": plain(row.scrap * 100) if row.scrap else "",
        "operation": str(row.operation_number or ""),
        "alternate": alternate,
        "byProduct": row.is_by_product,
        "phantom": row.is_phantom,
        "hasBelow": row.has_bom,
        "below": f"/catalog/items/{row.component_id}/tree.json",
    }


def _lines(body: bytes) -> list[BomLineDraft]:
    try:
        told = json.loads(body)
        rows = told["lines"]
    except (ValueError, KeyError, TypeError) as error:
        raise InvalidInput(field="lines", reason=_("The lines cannot be read.")) from error
    if not isinstance(rows, list) or len(rows) > MOST_LINES or not all(isinstance(row, dict) for row in rows):
        raise InvalidInput(field="lines", reason=_("The lines cannot be read."))
    drafts, faults = [], []
    for at, row in enumerate(rows):
        try:
            drafts.append(_draft(row, at))
        except InvalidInput as wrong:
            faults.append(Fault(str(wrong.facts["field"]), str(wrong.facts["reason"])))
    if faults:
        raise InvalidInputs(faults=faults)
    return drafts


def _draft(row: Mapping[str, Any], at: int) -> BomLineDraft:
    group, _slash, priority = str(row.get("alternate") or "").strip().partition("/")
    operation = _number(row, "operation", at)
    return BomLineDraft(
        component_id=int(_number(row, "item", at)),
        quantity=_number(row, "quantity", at),
        scrap=_number(row, "scrap", at) / 100,
        alternate_group=group.strip(),
        alternate_priority=int(priority) if priority.strip().isdecimal() else 0,
        is_by_product=row.get("byProduct") is True,
        operation_number=int(operation) or None,
    )


def _number(row: Mapping[str, Any], name: str, at: int) -> Decimal:
    text = str(row.get(name) or "0").strip().replace(",", "")
    try:
        value = Decimal(text)
    except InvalidOperation:
        value = Decimal("NaN")
    whole = name in ("item", "operation")
    if not value.is_finite() or abs(value) > 10**12 or (whole and (value != int(value) or value < 0)):
        raise InvalidInput(field=f"lines[{at}].{name}", reason=_("This is not a number."))
    return value


def _box(field: str) -> str:
    head, dot, name = field.rpartition(".")
    return f"{head}{dot}{BOXES.get(name, name)}"


def texts(*, title: str) -> dict[str, str]:
    """The words of the tree, in the reader's language."""
    return {
        "title": title,
        "item": _("Item"),
        "name": _("Name"),
        "quantity": _("Quantity"),
        "unit": _("Unit"),
        "scrap": _("Scrap %"),
        "operation": _("Operation"),
        "alternate": _("Alternate"),
        "byProduct": _("By-product"),
        "open": _("Unfold"),
        "add": _("Add a component: code or name"),
        "up": _("Up"),
        "down": _("Down"),
        "drag": _("Drag to another place"),
        "remove": _("Remove"),
        "save": _("Save"),
        "undo": _("Undo"),
        "saved": _("Saved."),
        "empty": _("No line yet. Add a component below."),
        "none": _("It has no lines."),
        "phantom": _("phantom"),
        "unreachable": _("The server cannot be reached. Try again shortly."),
    }
