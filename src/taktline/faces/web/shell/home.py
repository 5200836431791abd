"""The workbench: cards by role, each loaded on its own so that a slow one holds up none."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_noop as N_

from taktline.faces.web.access import WebRequest, allows
from taktline.faces.web.pages import HomeCard
from taktline.faces.web.registry import registry
from taktline.kernel.actor import Actor
from taktline.kernel.errors import NotFound


def cards(actor: Actor) -> list[HomeCard]:
    """The cards of this person's roles; an administrator sees all that the permits allow."""
    return [
        each
        for each in registry().cards
        if allows(actor, each.permit)
        and (not each.roles or set(each.roles) & actor.roles or "admin" in actor.roles)
    ]


def show(request: HttpRequest) -> HttpResponse:
    """The page with empty cards, in two columns that each run down on their own: no holes beside a tall card."""
    mine = cards(cast(WebRequest, request).actor)
    found = [each for each in mine if each.shown is None or each.shown()]
    sides = [side for side in (found[0::2], found[1::2]) if side]
    return render(request, "web/home.html", {"sides": sides, "hour": _part_of_day(request)})


def _part_of_day(request: HttpRequest) -> int:
    return timezone.localtime(cast(WebRequest, request).at).hour


def card(request: HttpRequest, key: str) -> HttpResponse:
    """One card's inside. Raises NotFound for one that is not this person's."""
    asked = cast(WebRequest, request)
    found = next((each for each in cards(asked.actor) if each.key == key), None)
    if found is None:
        raise NotFound(what=N_("card"), key=key)
    context = found.view(by=asked.actor, at=asked.at)
    return render(request, found.template, {**context, "card": found})
