"""Pages of planning that are more than a list."""

from datetime import date, timedelta
from typing import Any, cast
from urllib.parse import quote
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from taktline.catalog import queries as catalog
from taktline.faces.web.access import WebRequest
from taktline.faces.web.declare import Badge, Detail, Fact, Link
from taktline.faces.web.planning import walk
from taktline.flows.plan_and_release.net_change import JOB
from taktline.identity import queries as identity
from taktline.kernel import jobs
from taktline.kernel.actor import Actor
from taktline.kernel.errors import InvalidInput, NotFound
from taktline.kernel.listing import Measured, page
from taktline.kernel.source import Source
from taktline.planning import permits, queries
from taktline.planning.errors import PlanStopped
from taktline.planning.types import PROPOSAL, Bucket

_STATES = {"proposed": "blue", "firmed": "green", "dismissed": "grey", "withdrawn": "grey"}


def today_of(request: HttpRequest) -> date:
    """Today at the actor's first site."""
    asked = cast(WebRequest, request)
    zone = ZoneInfo(identity.default_site(scope=asked.actor.scope).time_zone)
    return asked.at.astimezone(zone).date()


def desk(request: HttpRequest) -> HttpResponse:
    """The planner's page: exceptions first, then what to firm, then what changed."""
    asked = cast(WebRequest, request)
    by, today = asked.actor, today_of(request)
    since = asked.at - timedelta(days=1)
    context = {
        "figures": queries.figures(scope=by.scope, today=today, since=since),
        "exceptions": page(queries.EXCEPTIONS, scope=by.scope, size=12).rows,
        "proposals": page(queries.PROPOSALS, scope=by.scope, size=10).rows,
        "changes": page(queries.CHANGES, scope=by.scope, size=8, where={"since": f"{since.date()}.."}).rows,
        "may_run": by.may(permits.RUN),
        **_job(by),
    }
    return render(request, "planning/desk.html", context)


def progress(request: HttpRequest) -> HttpResponse:
    """How far the run is, as a fragment that asks again while there is one."""
    return render(request, "planning/progress.html", _job(cast(WebRequest, request).actor))


def _job(by: Actor) -> dict[str, Any]:
    mine = (each for each in jobs.latest(JOB) if by.scope.covers_site(int(each.key)))
    latest = next(mine, None)
    dirty = any(moved for _site, moved, _since in queries.standing(scope=by.scope))
    return {
        "job": latest,
        "running": latest is not None and latest.state in ("queued", "running"),
        "stopped": latest is not None and (latest.state == "stopped" or latest.result.get("code") == PlanStopped.code),
        "step": _(latest.step) if latest is not None and latest.step else _("waiting for a worker"),
        "run": latest.result.get("run") if latest is not None else None,
        "dirty": dirty,
        "may_run": by.may(permits.RUN),
    }


def proposal(proposal_id: int, by: Actor) -> Detail:
    """One proposal with its chain."""
    row = queries.proposal(proposal_id, scope=by.scope)
    source = Source(PROPOSAL, row.id)
    cover = queries.covers([source], scope=by.scope).get(source)
    facts = [
        Fact(_("Order quantity"), Measured(row.started, row.unit), "quantity"),
        Fact(_("Good quantity"), Measured(row.quantity, row.unit), "quantity"),
        Fact(_("Start"), row.start, "date"),
        Fact(_("Due"), row.due, "date"),
        Fact(_("Needed on"), row.wanted, "date"),
        Fact(_("Expected on"), row.expected, "date", tone="red" if row.expected > row.wanted else ""),
    ]
    if cover is not None:
        more = _(" and %(more)s more") % {"more": cover.others} if cover.others else ""
        facts.append(Fact(_("For customer"), f"{cover.number} · {cover.customer}{more}", url=f"/sales/orders/{cover.number}/"))
    if row.firmed is not None:
        facts.append(Fact(_("Became"), walk.kind_names().get(row.firmed.kind, ""), url=walk.url_of(row.firmed)))
    legal = {"proposed": {"firm", "dismiss"}, "dismissed": {"reopen"}}.get(row.state, set())
    return Detail(
        title=row.item_code,
        subtitle=str(row.item_name),
        badges=(
            Badge(_("to make") if row.kind == "make" else _("to buy"), "blue" if row.kind == "make" else "green"),
            Badge(dict(queries.CHANGES.names["state"].choices or {}).get(row.state, ""), _STATES[row.state]),
        ),
        facts=facts,
        blocks=(walk.chain(source, by),),
        legal=frozenset(legal),
        links=(Link(_("Item over time"), f"/planning/items/{quote(row.item_code, safe='')}/", permits.SEE),),
        live=("planning.plan-changed",),
    )


def item(request: HttpRequest, code: str) -> HttpResponse:
    """One item over time; every number opens its pegs."""
    asked = cast(WebRequest, request)
    row = catalog.item_by_code(code, scope=asked.actor.scope)
    site = _site(request)
    weekly = request.GET.get("by") != "day"
    today = today_of(request)
    plan = queries.item_plan(row.id, site_id=site, today=today, at=asked.at, weekly=weekly, count=16 if weekly else 21)
    here = {"item": str(row.id), "site": str(site)}
    live = page(queries.PROPOSALS, scope=asked.actor.scope, where=here, size=30)
    known = page(queries.EXCEPTIONS, scope=asked.actor.scope, where=here, size=10)
    context = {
        "item": row,
        "plan": plan,
        "rows": _grid(plan.buckets),
        "weekly": weekly,
        "site": site,
        "safety": Measured(row.safety_stock, row.unit),
        "on_hand": Measured(plan.on_hand, row.unit),
        "proposals": live.rows,
        "exceptions": known.rows,
    }
    return render(request, "planning/item.html", context)


def _grid(buckets: Any) -> list[tuple[str, str, list[tuple[Bucket, object, bool]]]]:
    """The grid's lines: label, which pegs its numbers open, (bucket, value, whether it is below zero)."""
    names = (
        ("gross", _("Needed"), "needs"),
        ("receipts", _("Open orders in"), "coming"),
        ("proposed", _("Proposed"), "coming"),
        ("projected", _("Left at the end"), "until"),
        ("orders", _("To start"), "starting"),
    )
    return [
        (label, opens, [(each, getattr(each, name), getattr(each, name) < 0) for each in buckets])
        for name, label, opens in names
    ]


def _site(request: HttpRequest) -> int:
    scope = cast(WebRequest, request).actor.scope
    text = request.GET.get("site", "")
    if text and not text.isdigit():
        raise InvalidInput(field="site", reason=_("This must be a whole number."))
    if text and not scope.covers_site(int(text)):
        raise NotFound(what=_("site"), key=text)
    return identity.site(int(text)).id if text else identity.default_site(scope=scope).id


def item_pegs(request: HttpRequest, code: str) -> HttpResponse:
    """Who needs an item in a span of days and what gives it, or what comes then and whom it is for; for a dialog.

    of: "coming" for supplies by the day they are there, "starting" for planned orders by their start, else needs.
    """
    asked = cast(WebRequest, request)
    scope = asked.actor.scope
    row = catalog.item_by_code(code, scope=scope)
    days, what = (_day(request, "since"), _day(request, "until")), request.GET.get("of", "")
    if what in ("coming", "starting"):
        found = queries.supplies_between(
            row.id, site_id=_site(request), days=days, starting=what == "starting", at=asked.at, scope=scope
        )
        pegs = [(demand, supply, edge) for supply, demand, edge in found]
    else:
        pegs = queries.pegs_between(row.id, site_id=_site(request), since=days[0], until=days[1], scope=scope)
    names = walk.kind_names()
    shown = [
        {
            "demand": demand, "demand_kind": names.get(demand.source.kind, ""), "demand_url": walk.pegs_url(demand.source),
            "supply": supply, "supply_kind": names.get(supply.source.kind, ""), "supply_url": walk.pegs_url(supply.source),
            "quantity": Measured(edge.quantity, row.unit), "needed_on": edge.needed_on, "late_days": edge.late_days,
        }
        for demand, supply, edge in pegs
    ]  # fmt: skip
    return render(request, "planning/item_pegs.html", {"pegs": shown, "item": row})


def _day(request: HttpRequest, name: str) -> date | None:
    text = request.GET.get(name, "")
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InvalidInput(field=name, reason=_("Write the day as 2026-01-31.")) from error


def planner_card(*, by: Actor, at: Any) -> dict[str, Any]:
    """A planner's morning: numbers and the five worst exceptions."""
    zone = ZoneInfo(identity.default_site(scope=by.scope).time_zone)
    today = at.astimezone(zone).date()
    return {
        "figures": queries.figures(scope=by.scope, today=today, since=at - timedelta(days=1)),
        "exceptions": page(queries.EXCEPTIONS, scope=by.scope, size=5).rows,
    }


