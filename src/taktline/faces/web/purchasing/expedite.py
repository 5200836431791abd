"""The expedite list: what is at risk, who waits for it, and why."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from taktline.faces.web.declare import Done, HomeCard, Page, WebRequest
from taktline.faces.web.filling import Data
from taktline.flows import buy_and_receive as flow
from taktline.flows.buy_and_receive import Chased, Risk
from taktline.kernel.actor import Actor
from taktline.kernel.listing import Measured
from taktline.parties import queries as parties
from taktline.purchasing import permits

TONES = {
    Risk.OVERDUE: "red", Risk.BREAKS: "red", Risk.SLIPPED: "amber", Risk.UNSENT: "amber", Risk.UNANSWERED: "blue",
}  # fmt: skip


def _why(each: Chased) -> str:
    told = {"days": each.days}
    return {
        Risk.OVERDUE: now("overdue by %(days)s days") % told,
        Risk.BREAKS: now("breaks the promise by %(days)s days") % told,
        Risk.SLIPPED: now("comes %(days)s days later than wanted") % told,
        Risk.UNSENT: now("not sent to the supplier yet"),
        Risk.UNANSWERED: now("the supplier has not answered"),
    }[each.risk]


def _rows(by: Actor, at: datetime, limit: int) -> list[dict[str, Any]]:
    found = flow.expedite_list(scope=by.scope, at=at, limit=limit)
    suppliers = parties.parties({each.line.supplier_id for each in found})
    return [
        {
            "line": each.line, "open": Measured(each.line.quantity - each.line.received, each.line.unit),
            "supplier": suppliers[each.line.supplier_id].name if each.line.supplier_id in suppliers else "",
            "expected": each.expected, "cover": each.cover, "why": _why(each), "tone": TONES[each.risk],
        }
        for each in found
    ]  # fmt: skip


def _page(request: HttpRequest) -> HttpResponse:
    asked = cast(WebRequest, request)
    return render(request, "purchasing/expedite.html", {"rows": _rows(asked.actor, asked.at, 200)})


def _card(*, by: Actor, at: datetime) -> dict[str, Any]:
    return {"rows": _rows(by, at, 8)}


def remind(ids: Sequence[int], by: Actor, at: datetime, data: Data) -> Done:
    """Mail the suppliers of these lines."""
    del data
    count = flow.remind_suppliers(ids, by=by, at=at)
    return Done(now("%(count)s reminders are on their way.") % {"count": count})


PAGES = (
    Page("purchasing.expedite", _("Expedite list"), permits.SEE, "purchasing/expedite/", _page, "purchasing", "urgent", 35),
)
HOME_CARDS = (
    HomeCard(
        "purchasing.expedite", _("Expedite list"), permits.SEE, "purchasing/expedite_card.html", _card,
        roles=("buyer", "planner"), width=2, order=32, icon="urgent", more="/purchasing/expedite/",
        topics=("planning.plan-changed", "purchasing.supplier-date-moved", "purchasing.received"),
    ),
)  # fmt: skip
