"""Where a lot comes from and where it went, and the list of what to call back."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from taktline.catalog import queries as catalog
from taktline.faces.web import answers
from taktline.faces.web.access import WebRequest
from taktline.inventory import queries as inventory
from taktline.kernel.actor import Actor
from taktline.shopfloor import queries
from taktline.shopfloor.types import LotLink


def start(request: HttpRequest) -> HttpResponse:
    """Ask for a lot: by code, from a scan."""
    code = request.GET.get("lot", "").strip()
    found = [
        each
        for each in inventory.scan(code, scope=cast(WebRequest, request).actor.scope)
        if each.kind == "lot"
    ]
    if len(found) == 1:
        return answers.go(request, f"/shopfloor/trace/{found[0].id}/")
    names = catalog.items([each.item_id for each in found])
    choices = [(each.id, each.code, names[each.item_id].code) for each in found if each.item_id in names]
    return render(request, "shopfloor/trace_ask.html", {"code": code, "choices": choices})


def show(request: HttpRequest, lot_id: int) -> HttpResponse:
    """Both ways at once, and where the lots to call back lie now."""
    actor = cast(WebRequest, request).actor
    lot = inventory.lot(lot_id)
    item = catalog.items([lot.item_id])[lot.item_id]
    back = queries.trace_back(lot_id, scope=actor.scope)
    forward = queries.trace_forward(lot_id, scope=actor.scope)
    context = {
        "lot": lot, "item": item, "back": _indented(back), "forward": _indented(forward),
        "recall": _recall(lot_id, actor), "title": _("Lot %(lot)s") % {"lot": lot.code},
    }  # fmt: skip
    return render(request, "shopfloor/trace.html", context)


def _indented(links: list[LotLink]) -> list[tuple[str, LotLink]]:
    return [("\u2003" * (link.level - 1) + "\u21b3 " * min(link.level - 1, 1), link) for link in links]


def _recall(lot_id: int, actor: Actor) -> list[dict[str, object]]:
    """Each lot to call back, with what of it lies where."""
    rows = queries.recall_list(lot_id, scope=actor.scope)
    lots = inventory.lots([row.lot_id for row in rows])
    items = catalog.items({lot.item_id for lot in lots.values()})
    places = inventory.places(scope=actor.scope)
    sites = {place.site_id for place in places}
    found = []
    for row in rows:
        if row.lot_id not in lots:
            continue
        lot = lots[row.lot_id]
        lying = [
            balance
            for site in sorted(sites)
            for balance in inventory.balances_of(lot.item_id, site_id=site, scope=actor.scope)
            if balance.key.lot_id == row.lot_id
        ]
        found.append({"row": row, "lot": lot, "item": items[lot.item_id], "lying": lying})
    return found
