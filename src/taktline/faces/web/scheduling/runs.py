"""Runs of the scheduler: asked for, watched, stopped, compared, published or thrown away."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from taktline.faces.web import answers
from taktline.faces.web.access import WebRequest
from taktline.faces.web.scheduling import labels, words
from taktline.faces.web.scheduling.places import Place, later, place_of, span
from taktline.flows.plan_and_release.publish_schedule import publish_schedule
from taktline.kernel import jobs
from taktline.kernel.actor import Actor
from taktline.kernel.errors import InvalidInput, NotFound
from taktline.resources import queries as resources
from taktline.scheduling import permits, queries, services
from taktline.scheduling.errors import GROUNDS
from taktline.scheduling.types import Comparison, RunRow

SECONDS = (5, 10, 30, 60, 120)
USUAL = 10
OPEN = ("queued", "running")


def context(place: Place, by: Actor) -> dict[str, Any]:
    """The newest run and how far it is; what the controls show."""
    run = queries.latest_run(place.id, scope=by.scope)
    job = None if run is None or run.job_id is None else jobs.job(run.job_id)
    running = job is not None and job.state in OPEN
    return {
        "run": run,
        "standing": queries.published_run(place.id, scope=by.scope),
        "job": job,
        "running": running,
        "failed": job is not None and job.state == "failed",
        "proposed": run is not None and run.state == "proposed",
        "may_run": by.may(permits.RUN),
        "may_publish": by.may(permits.PUBLISH),
        "seconds": SECONDS,
        "usual": USUAL,
        "site": place.id,
        "step": words.step(job.step) if job is not None else "",
    }


def controls(request: HttpRequest) -> HttpResponse:
    """The controls as a fragment; while a run is computed it asks again every second."""
    asked = cast(WebRequest, request)
    found = context(place_of(request), asked.actor)
    watched = request.GET.get("watching", "")
    if watched and not found["running"] and found["run"] is not None:
        run: RunRow = found["run"]
        if run.state == "proposed" and str(run.id) == watched:
            return answers.go(request, f"/board/?run={run.id}&site={run.site_id}")
    return render(request, "scheduling/controls.html", found)


def compute(request: HttpRequest) -> HttpResponse:
    """Ask for a new schedule, to be improved for some seconds. Raises AlreadyRunning."""
    asked = cast(WebRequest, request)
    place = place_of(request)
    text = request.POST.get("seconds", str(USUAL))
    seconds = int(text) if text.isdigit() and len(text) < 5 else -1
    if not SECONDS[0] <= seconds <= SECONDS[-1]:
        reason = _("Choose between %(least)s and %(most)s seconds.")
        raise InvalidInput(field="seconds", reason=reason % {"least": SECONDS[0], "most": SECONDS[-1]})
    services.request_run(place.id, seconds=seconds, by=asked.actor, at=asked.at)
    return render(request, "scheduling/controls.html", context(place, asked.actor))


def stop(request: HttpRequest, run_id: int) -> HttpResponse:
    """Ask a run to end with the best it has so far."""
    asked = cast(WebRequest, request)
    run = queries.run(run_id, scope=asked.actor.scope)
    if run.job_id is None:
        raise NotFound(what=N_("running job"), key=run_id)
    jobs.stop(run.job_id)
    return render(request, "scheduling/controls.html", context(place_of(request), asked.actor) | {"stopping": True})


def publish(request: HttpRequest, run_id: int) -> HttpResponse:
    """Put a run into force and tell the shop floor."""
    asked = cast(WebRequest, request)
    site = queries.run(run_id, scope=asked.actor.scope).site_id
    moved = publish_schedule(run_id, by=asked.actor, at=asked.at)
    answers.say(request, _("Published: %(moved)s operations have another machine or time.") % {"moved": moved})
    return answers.go(request, f"/board/?site={site}")


def discard(request: HttpRequest, run_id: int) -> HttpResponse:
    """Throw a run away; the schedule in force stands."""
    asked = cast(WebRequest, request)
    site = queries.run(run_id, scope=asked.actor.scope).site_id
    services.discard(run_id, by=asked.actor, at=asked.at)
    answers.say(request, _("Thrown away. The schedule in force stands."))
    return answers.go(request, f"/board/?site={site}")


def do_publish(run_id: int, by: Actor, at: datetime, data: Mapping[str, object]) -> None:
    """Publish from the list or the run's page."""
    publish_schedule(run_id, by=by, at=at)


def do_discard(run_id: int, by: Actor, at: datetime, data: Mapping[str, object]) -> None:
    """Throw away from the list or the run's page."""
    services.discard(run_id, reason=str(data.get("reason") or ""), by=by, at=at)


def outdated(run: RunRow) -> str:
    """What has changed since a run was computed, in words; empty when it can still be published."""
    return ", ".join(gettext(GROUNDS[each]) for each in queries.outdated(run.id))


def difference(run: RunRow, place: Place, by: Actor) -> dict[str, Any]:
    """What a run would change, in words: who slips, who gains, what moves."""
    found = queries.compare(run.id, scope=by.scope)
    numbers = labels.numbers(
        {pk: row.demand for pk, row in found.orders.items()}, [(pk, row.number) for pk, row in found.orders.items()], by
    )
    slips = [_slip(found, at, numbers, place) for at in range(len(found.slips))]
    return {
        "run": run,
        "later": [each for each in slips if each["is_later"]],
        "sooner": [each for each in reversed(slips) if not each["is_later"]],
        "newly_late": sum(1 for each in found.slips if each.late_after and not each.late_before),
        "no_longer_late": sum(1 for each in found.slips if each.late_before and not each.late_after),
        "moving": _moving(found, place),
        "added": found.added,
        "figures": words.figures(run),
    }


def _slip(found: Comparison, at: int, numbers: Mapping[int, str], place: Place) -> dict[str, Any]:
    each = found.slips[at]
    order = found.orders[each.work_order_id]
    return {
        "number": numbers[each.work_order_id],
        "is_customers": numbers[each.work_order_id] != order.number,
        "work_order": order.number,
        "item": f"{order.item_code} {order.item_name}",
        "before": place.told(each.before),
        "after": place.told(each.after),
        "by": later(each.before, each.after),
        "is_later": each.after > each.before,
        "late": span(each.late_after) if each.late_after else "",
    }


def _moving(found: Comparison, place: Place) -> list[dict[str, Any]]:
    machines = resources.machine_names(
        {pk for each in found.moving for pk in (each.machine_before, each.machine_after)}
    )
    named = {pk: str(name) or code for pk, (code, name) in machines.items()}
    return [
        {
            "work_order": each.work_order,
            "what": f"{each.number} {each.name}",
            "item": each.item_code,
            "from": named.get(each.machine_before, ""),
            "to": named.get(each.machine_after, "") if each.machine_after != each.machine_before else "",
            "before": place.told(each.begin_before),
            "after": place.told(each.begin_after),
            "by": later(each.begin_before, each.begin_after),
        }
        for each in found.moving
    ]
