"""The tour's page, and its first click."""

from dataclasses import dataclass
from datetime import datetime
from typing import cast
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from taktline.demo import sample
from taktline.faces.web.access import WebRequest
from taktline.flows import take_order
from taktline.identity import queries as identity
from taktline.kernel.actor import Actor
from taktline.kernel.errors import NotFound
from taktline.sales import queries as sales
from taktline.sales.life import OrderState

LAST = "tour.message"


@dataclass(frozen=True, slots=True)
class Step:
    """One click of the tour. url: where it is done, "" while an earlier one is open."""

    title: str
    text: str
    url: str = ""
    label: str = ""
    done: bool = False


def show(request: HttpRequest) -> HttpResponse:
    """The six steps, as far as this browser's last sample has come."""
    asked = cast(WebRequest, request)
    return render(
        request,
        "tour/tour.html",
        {"steps": steps(_last(request, asked.actor), asked.actor), "is_demo": is_demo()},
    )


def start(request: HttpRequest) -> HttpResponse:
    """Let the forklift maker's order come in, and go where it leads."""
    asked = cast(WebRequest, request)
    site = identity.default_site(scope=asked.actor.scope)
    message = sample.sample_message(site.id, at=asked.at)
    received = take_order.receive_message(message, by=asked.actor, at=asked.at)
    request.session[LAST] = received.message_id
    url = (
        f"/sales/orders/{received.order_number}/"
        if received.order_number
        else f"/sales/messages/{received.number}/"
    )
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": url})
    return HttpResponseRedirect(url)


def file(request: HttpRequest) -> HttpResponse:
    """The sample as a file, for whoever would rather drop it into the inbox."""
    asked = cast(WebRequest, request)
    message = sample.sample_message(identity.default_site(scope=asked.actor.scope).id, at=asked.at)
    return HttpResponse(
        message.content,
        content_type=message.media_type,
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{quote(message.name)}"},
    )


def card(*, by: Actor, at: datetime) -> dict[str, object]:
    """What the home card says."""
    return {"is_demo": is_demo()}


def is_demo() -> bool:
    """Whether this is the demo company, whose forklift maker orders."""
    return sample.is_ready()


def steps(last: sales.MessageSheet | None, by: Actor) -> list[Step]:
    """The six clicks with what is done of them."""
    message = f"/sales/messages/{last.number}/" if last else ""
    number = last.order_number if last else ""
    order = f"/sales/orders/{number}/" if number else ""
    confirmed = _is_confirmed(number, by)
    return [
        Step(
            _("An order comes in"),
            _("The forklift maker sends a purchase order: four lines in its own part numbers, one of them unknown."),
            done=last is not None,
        ),
        Step(
            _("Accept the suggestion"),
            _("The unknown part is learnt for ever. The review turns green but for one price, 3 % under the agreement."),
            message, _("Open the message"), bool(number),
        ),
        Step(
            _("Ask: when?"),
            _("Line 1 leaves from stock. Line 2 comes nine days later than asked; the chain under the date says why."),
            order, _("Open the order"), confirmed,
        ),
        Step(
            _("Choose how, and confirm"),
            _("Split, Saturday overtime, or both, each with its price and with what slips. Stock and capacity are kept."),
            order, _("Open the order"), confirmed,
        ),
        Step(
            _("See it made"),
            _("The planned orders are there already. The board opens on this order's chain; what to buy names the customer."),
            f"/board/?order={number}" if confirmed else "", _("Open the board"),
        ),
        Step(
            _("Move a bar"),
            _("Drag it on the board, and see who slips before you keep it."),
            "/board/" if confirmed else "", _("Open the board"),
        ),
    ]  # fmt: skip


def _is_confirmed(number: str, by: Actor) -> bool:
    if not number:
        return False
    try:
        return sales.sheet(number, scope=by.scope).state in (OrderState.CONFIRMED, OrderState.CLOSED)
    except NotFound:
        return False


def _last(request: HttpRequest, by: Actor) -> sales.MessageSheet | None:
    message_id = request.session.get(LAST)
    if not isinstance(message_id, int):
        return None
    try:
        return sales.message(message_id, scope=by.scope)
    except NotFound:
        return None
