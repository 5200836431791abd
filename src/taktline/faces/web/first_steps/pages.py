"""Which of the first steps are done, seen from what is there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from taktline.catalog import queries as catalog
from taktline.faces.web.access import WebRequest
from taktline.identity import queries as identity
from taktline.inventory import queries as inventory
from taktline.kernel.actor import SYSTEM, Actor
from taktline.kernel.listing import Listing, page
from taktline.office import permits
from taktline.parties import queries as parties
from taktline.resources import queries as resources
from taktline.sales import queries as sales


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to set up. url: where; done: whether there is any of it."""

    title: str
    text: str
    url: str
    done: bool


def show(request: HttpRequest) -> HttpResponse:
    """All steps, in an order in which each finds what it needs."""
    by = cast(WebRequest, request).actor
    context = _context(steps(by)) | {"may_open": by.may(permits.BOOKS_OPEN)}
    return render(request, "first_steps/steps.html", context)


def card(*, by: Actor, at: datetime) -> dict[str, object]:
    """The next steps, for the workbench."""
    return _context(steps(by))


def is_unfinished() -> bool:
    """Whether something is still to be set up; a company at work is not reminded of it."""
    return not all(step.done for step in steps(SYSTEM))


def _context(found: Sequence[Step]) -> dict[str, object]:
    waiting = [step for step in found if not step.done]
    return {"steps": found, "next": waiting[:3], "done": len(found) - len(waiting), "total": len(found)}


def steps(by: Actor) -> list[Step]:
    """What a company needs before it can promise its first order."""
    people = [each for each in identity.users() if "admin" not in each.roles]
    return [
        Step(_("People"), _("Let your colleagues in, each with a role."), "/system/users/", bool(people)),
        Step(_("Calendars"), _("Shifts, breaks and holidays of the plant."), "/resources/calendars/", _any(resources.CALENDARS, by)),
        Step(_("Machines"), _("Work centres and the machines in them; also subcontractors."), "/resources/machines/", _any(resources.MACHINES, by)),
        Step(_("Items"), _("What you sell, make and buy; best from Excel."), "/catalog/items/", _any(catalog.ITEMS, by)),
        Step(_("Bills of material"), _("What each product is made of."), "/catalog/boms/", _any(catalog.BOMS, by)),
        Step(_("Routings"), _("Which operations it passes, and how long each takes."), "/catalog/routings/", _any(catalog.ROUTINGS, by)),
        Step(_("Customers and suppliers"), _("With terms, currency and credit limit."), "/parties/customers/", _any(parties.CUSTOMERS, by)),
        Step(_("Prices"), _("A price list, or agreements by customer."), "/catalog/prices/", _any(catalog.PRICES, by)),
        Step(_("Opening stock"), _("What lies where, by lot and with its value; checked before it counts."), "/inventory/stock/", _any(inventory.BALANCES, by)),
        Step(_("The first order"), _("Drop a customer's Excel file into the inbox."), "/sales/messages/", _any(sales.ORDERS, by)),
    ]  # fmt: skip


def _any(listing: Listing, by: Actor) -> bool:
    return bool(page(listing, scope=by.scope, size=1).rows)
