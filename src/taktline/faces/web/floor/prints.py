"""The traveller card 流转卡 with its codes, and the pick list, as PDF."""

import io
from typing import cast
from zoneinfo import ZoneInfo

import segno
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from taktline.faces.web.access import WebRequest
from taktline.identity import queries as identity
from taktline.inventory import queries as inventory
from taktline.kernel.exact import plain
from taktline.kernel.naming import Name
from taktline.kernel.scope import EVERYTHING
from taktline.kernel.source import Source
from taktline.office import services as office
from taktline.resources import queries as resources
from taktline.shopfloor import queries
from taktline.shopfloor.types import MATERIAL, WorkOrderRow


def _code(text: str) -> str:
    """A QR code as SVG."""
    out = io.BytesIO()
    segno.make(text, error="m").save(out, kind="svg", scale=4, border=1, xmldecl=False, svgns=True)
    return out.getvalue().decode()


def _both(name: Name) -> dict[str, str]:
    return {"zh": name.zh, "en": name.en or name.zh}


def _answer(request: HttpRequest, template: str, data: dict[str, object], name: str) -> HttpResponse:
    language = request.GET.get("language") or translation.get_language() or "zh-hans"
    content = office.render(template, data, language=language)
    headers = {"Content-Disposition": f'inline; filename="{name}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _head(row: WorkOrderRow) -> dict[str, object]:
    return {
        "company": str(identity.site(row.site_id).name), "number": row.number, "code": _code(row.number),
        "item": row.item_code, "name": _both(row.item_name), "quantity": f"{plain(row.quantity)} {row.unit}",
        "start": row.start.isoformat(), "due": row.due.isoformat(), "rush": row.is_rush,
    }  # fmt: skip


def traveller(request: HttpRequest, number: str) -> HttpResponse:
    """The card that goes with the parts: each operation with the code that opens it at the terminal."""
    row = queries.work_order_by_number(number, scope=cast(WebRequest, request).actor.scope)
    operations = queries.operations_of([row.id]).get(row.id, [])
    centres = resources.centres({each.centre_id for each in operations})
    machines = resources.machine_names(
        [each.planned_machine_id for each in operations if each.planned_machine_id]
    )
    zone = ZoneInfo(identity.site(row.site_id).time_zone)
    steps = [
        {
            "number": each.number, "name": _both(each.name), "centre": _both(centres[each.centre_id].name),
            "machine": machines[each.planned_machine_id][0] if each.planned_machine_id in machines else "",
            "start": f"{each.planned_start.astimezone(zone):%m-%d %H:%M}" if each.planned_start else "",
            "setup": -(-each.setup_seconds // 60), "run": each.run_seconds, "code": _code(f"{row.number}/{each.number}"),
        }
        for each in operations
    ]  # fmt: skip
    return _answer(request, "traveller", {**_head(row), "steps": steps}, f"{row.number}-traveller")


def pick_list(request: HttpRequest, number: str) -> HttpResponse:
    """What to bring, from which bin and lot where it is kept for the order."""
    row = queries.work_order_by_number(number, scope=cast(WebRequest, request).actor.scope)
    lines = []
    for each in queries.materials_of([row.id]).get(row.id, []):
        if each.is_by_product:
            continue
        kept = inventory.reservations_of([Source(MATERIAL, each.id)], scope=EVERYTHING)
        lots = inventory.lots([part.lot_id for part in kept if part.lot_id])
        where = [
            {
                "place": inventory.place(part.place_id, scope=EVERYTHING).code if part.place_id else "",
                "lot": lots[part.lot_id].code if part.lot_id in lots else "",
                "quantity": plain(part.quantity),
            }
            for part in kept
        ]  # fmt: skip
        lines.append(
            {
                "item": each.item_code, "name": _both(each.item_name), "unit": each.unit, "needed": plain(each.quantity),
                "issued": plain(each.issued), "open": plain(max(each.quantity - each.issued, 0 * each.quantity)),
                "where": where, "code": _code(each.item_code),
            }
        )  # fmt: skip
    return _answer(request, "pick_list", {**_head(row), "lines": lines}, f"{row.number}-pick-list")
