"""“When?” on the page of an order: dates with what holds them, ways to have them sooner, and choosing one."""

from datetime import datetime
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from taktline.faces.web import answers
from taktline.faces.web.access import WebRequest
from taktline.faces.web.promising.words import Teller
from taktline.flows import take_order
from taktline.identity import queries as identity
from taktline.kernel.actor import Actor
from taktline.kernel.errors import InvalidInput, Refusal
from taktline.promising import permits, queries
from taktline.promising.types import OfferRow, OptionKind
from taktline.sales import permits as sales_permits
from taktline.sales import queries as sales
from taktline.sales.queries import OrderSheet


def panel(request: HttpRequest, number: str) -> HttpResponse:
    """The panel as a fragment: the offer that holds, or the question."""
    asked = cast(WebRequest, request)
    order = sales.sheet(number, scope=asked.actor.scope)
    offer = queries.current_offer(order.id, scope=asked.actor.scope)
    return render(request, "promising/panel.html", context(order, offer, asked.actor, asked.at))


def ask(request: HttpRequest, number: str) -> HttpResponse:
    """Compute dates and hold them for a while. A refusal is told in the panel; nothing was changed then."""
    asked = cast(WebRequest, request)
    by, at = asked.actor, asked.at
    order = sales.sheet(number, scope=by.scope)
    refused = None
    try:
        take_order.quote_order(order.id, by=by, at=at)
    except Refusal as refusal:
        refused = refusal
    offer = queries.current_offer(order.id, scope=by.scope)
    shown = context(order, offer, by, at) | {"refused": refused}
    return render(request, "promising/panel.html", shown)


def left(request: HttpRequest, number: str) -> HttpResponse:
    """How long the offer still holds; when it does not any more, the whole panel anew."""
    asked = cast(WebRequest, request)
    by = asked.actor
    order_id = sales.order_id_of(number, scope=by.scope)
    offer = queries.current_offer(order_id, scope=by.scope)
    if offer is not None and offer.holds(asked.at):
        return render(request, "promising/left.html", {"left": _left(offer, asked.at), "number": number})
    order = sales.sheet(number, scope=by.scope)
    answer = render(request, "promising/panel.html", context(order, offer, by, asked.at))
    answer["HX-Retarget"], answer["HX-Reswap"] = "#promise", "outerHTML"
    return answer


def choose(request: HttpRequest, number: str) -> HttpResponse:
    """Confirm the order with one way of its offer. Raises what confirming raises; then nothing was changed."""
    asked = cast(WebRequest, request)
    offer_id, option = request.POST.get("offer", ""), request.POST.get("option", "")
    if not offer_id.isdigit() or len(offer_id) > 18:
        raise InvalidInput(field="offer", reason=_("Ask for dates first."))
    order_id = sales.order_id_of(number, scope=asked.actor.scope)
    take_order.confirm_order(order_id, offer_id=int(offer_id), option=option, by=asked.actor, at=asked.at)
    answers.say(request, _("Confirmed. Stock and capacity are reserved."))
    return answers.go(request, f"/sales/orders/{number}/")


def context(order: OrderSheet, offer: OfferRow | None, by: Actor, at: datetime) -> dict[str, Any]:
    """What the panel shows."""
    found: dict[str, Any] = {"order": order, "offer": offer, "may_ask": by.may(permits.QUOTE), "state": "none"}
    found["may_ask"] = found["may_ask"] and order.state in ("draft", "submitted", "reviewed")
    if offer is None or (offer.state == "open" and order.state in ("cancelled", "closed")):
        return found
    teller = Teller(order, identity.site(offer.site_id).time_zone, by)
    if offer.state == "accepted":
        chosen = next((each for each in offer.options if each.kind == offer.accepted), offer.options[0])
        return found | {"state": "accepted", "way": OptionKind(chosen.kind).label, "lines": teller.lines(chosen)}
    usual, *others = offer.options
    is_open = offer.holds(at)
    return found | {
        "state": "open" if is_open else "expired",
        "lines": teller.lines(usual),
        "ways": [teller.way(each, usual) for each in (usual, *others)] if is_open else [],
        "left": _left(offer, at),
        "until": teller.moment(offer.expires_at),
        "may_choose": by.may(sales_permits.CONFIRM) and "confirm" in order.legal,
        "blocked": _blocked(order, by),
        "seconds": f"{offer.milliseconds / 1000:.1f}",
    }


def _left(offer: OfferRow, at: datetime) -> str:
    minutes = max(0, int((offer.expires_at - at).total_seconds()) // 60)
    if minutes < 1:
        return _("less than a minute left")
    return ngettext("%(n)s minute left", "%(n)s minutes left", minutes) % {"n": minutes}


def _blocked(order: OrderSheet, by: Actor) -> str:
    """Why none of the ways can be chosen now; empty when one can."""
    if not by.may(sales_permits.CONFIRM):
        return _("You may look, not confirm.")
    if order.holds:
        return _("The order is on hold. Release the hold, then choose.")
    if "confirm" not in order.legal:
        return _("Have the order reviewed, then choose.")
    return ""
