"""The machine board: its page and the data it draws."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from taktline.faces.web.access import WebRequest
from taktline.faces.web.scheduling import labels, runs
from taktline.faces.web.scheduling.places import Place, place_of, whole
from taktline.kernel.actor import Actor
from taktline.scheduling import permits, queries
from taktline.scheduling.types import Bar, Board, Lane

STATES = {"ready": "ready", "setup": "running", "running": "running", "paused": "held", "done": "done", "skipped": "done"}


def page(request: HttpRequest) -> HttpResponse:
    """The board in force, or a proposed run with what it would change; ?order= lights that order's chain."""
    asked = cast(WebRequest, request)
    by, place = asked.actor, place_of(request)
    run_id = whole(request.GET["run"], "run") if request.GET.get("run") else None
    found = runs.context(place, by)
    standing = found["standing"]
    looked = queries.run(run_id, scope=by.scope) if run_id is not None else None
    context: dict[str, Any] = {
        **found,
        "looked": looked,
        "site_text": str(place.id),
        "run_text": str(run_id or ""),
        "order": request.GET.get("order", "")[:40],
        "can_move": looked is None and standing is not None and by.may(permits.MOVE),
        "shown": (standing is not None) if looked is None else looked.operations > 0,
    }
    if looked is not None and looked.state == "proposed":
        context["change"] = runs.difference(looked, place, by)
        context["outdated"] = runs.outdated(looked)
    return render(request, "scheduling/board.html", context)


def data(request: HttpRequest) -> HttpResponse:
    """What the island draws. Raises NotPublished."""
    asked = cast(WebRequest, request)
    place = place_of(request)
    run_id = whole(request.GET["run"], "run") if request.GET.get("run") else None
    board = queries.board(place.id, at=asked.at, run_id=run_id)
    return JsonResponse(drawn(board, place, asked.actor, movable=run_id is None))


def drawn(board: Board, place: Place, by: Actor, *, movable: bool) -> dict[str, Any]:
    """The board as the island wants it: minutes since local midnight, outside lanes last."""
    may_move = movable and by.may(permits.MOVE)
    demands = {bar.work_order_id: bar.demand for bar in board.bars}
    orders = labels.numbers(demands, {(bar.work_order_id, bar.work_order) for bar in board.bars}, by)
    return {
        "origin": f"{place.local(board.origin):%Y-%m-%dT%H:%M}",
        "now": board.now,
        "version": board.version,
        "lanes": [_lane(lane) for lane in sorted(board.lanes, key=lambda each: each.is_outside)],
        "bars": [_bar(bar, orders[bar.work_order_id], movable=may_move and not bar.is_frozen) for bar in board.bars],
        "links": board.links,
    }


def _lane(lane: Lane) -> dict[str, Any]:
    return {
        "id": lane.machine_id,
        "name": str(lane.name) or lane.code,
        "group": str(lane.centre),
        "load": round(lane.load_ppm / 1_000_000, 3),
        "windows": lane.windows,
    }


def _bar(bar: Bar, order: str, *, movable: bool) -> dict[str, Any]:
    return {
        "id": bar.operation_id,
        "lane": bar.machine_id,
        "start": bar.start,
        "end": bar.end,
        "setup": bar.setup,
        "order": order,
        "item": f"{bar.item_code} {bar.item_name}",
        "label": f"{bar.work_order} · {bar.number} {bar.name}",
        "late": bar.late,
        "pinned": bar.is_pinned,
        "state": STATES.get(bar.state, "planned"),
        "eligible": bar.eligible if movable else (),
    }
