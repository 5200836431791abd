"""How full each work centre is, and the planner's card about the schedule."""

from datetime import datetime, timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from taktline.faces.web.access import WebRequest
from taktline.faces.web.scheduling.places import Place, place_of, whole
from taktline.identity import queries as identity
from taktline.kernel.actor import Actor
from taktline.scheduling import queries
from taktline.scheduling.errors import NothingToSchedule, NotPublished
from taktline.scheduling.types import Board, CentreLoad

FULL, TIGHT = 950_000, 850_000


def page(request: HttpRequest) -> HttpResponse:
    """Load per work centre and week of the schedule in force or of a run; before the first one, what to do."""
    asked = cast(WebRequest, request)
    place = place_of(request)
    run_id = whole(request.GET["run"], "run") if request.GET.get("run") else None
    try:
        board = queries.board(place.id, at=asked.at, run_id=run_id)
    except (NotPublished, NothingToSchedule):
        return render(request, "scheduling/no_load.html")
    rows = [_row(each) for each in queries.centre_loads(board)]
    context = {"rows": rows, "weeks": _weeks(board, place), "run_id": run_id}
    return render(request, "scheduling/load.html", context)


def _weeks(board: Board, place: Place) -> list[str]:
    loads = queries.centre_loads(board)
    starts = [board.origin + timedelta(minutes=week.start) for week in loads[0].weeks] if loads else []
    return [f"{place.local(start):%m-%d}" for start in starts]


def _row(centre: CentreLoad) -> dict[str, Any]:
    return {
        "name": str(centre.centre),
        "machines": centre.machines,
        "weeks": [_cell(week.ppm) for week in centre.weeks],
        "whole": _cell(centre.whole.ppm),
        "free": max(0, centre.whole.free - centre.whole.busy) // 60,
    }


def _cell(ppm: int) -> dict[str, Any]:
    tone = "red" if ppm >= FULL else "amber" if ppm >= TIGHT else ""
    return {"percent": min(ppm // 10_000, 100), "tone": tone}


def card(*, by: Actor, at: datetime) -> dict[str, Any]:
    """How old the schedule in force is, what is late in it, which centre is the bottleneck."""
    site = identity.default_site(scope=by.scope)
    run = queries.published_run(site.id, scope=by.scope)
    if run is None:
        return {"run": None}
    try:
        board = queries.board(site.id, at=at)
    except (NotPublished, NothingToSchedule):
        return {"run": None}
    place = Place(site.id, ZoneInfo(site.time_zone))
    loads = queries.centre_loads(board)
    return {
        "run": run,
        "age_hours": int((at - run.created_at) / timedelta(hours=1)),
        "published": place.told(run.created_at),
        "late": len({bar.work_order_id for bar in board.bars if bar.late > 0}),
        "pins": sum(1 for bar in board.bars if bar.is_pinned),
        "rows": [_row(each) for each in loads[:4]],
    }
