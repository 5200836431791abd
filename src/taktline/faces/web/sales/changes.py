"""Pages of decisions on an order: a wanted change, cancelling, a department's sign-off."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from taktline.faces.web import answers
from taktline.faces.web.declare import Endpoint, WebRequest
from taktline.faces.web.sales.words import CHANGES
from taktline.flows import take_order
from taktline.kernel.errors import NotFound
from taktline.sales import permits, queries
from taktline.sales.types import Department


def show(request: HttpRequest, change_id: int) -> HttpResponse:
    """What would follow."""
    scope = cast(WebRequest, request).actor.scope
    return render(
        request, "sales/change.html", {"change": queries.change(change_id, scope=scope), "words": CHANGES}
    )


def apply(request: HttpRequest, change_id: int) -> HttpResponse:
    """Do it, whole or not at all."""
    asked = cast(WebRequest, request)
    new_dates = bool(request.POST.get("new_dates"))
    number = take_order.apply_change(change_id, new_dates=new_dates, by=asked.actor, at=asked.at)
    answers.say(request, _("The order is changed."))
    return answers.go(request, f"/sales/orders/{number}/")


def reject(request: HttpRequest, change_id: int) -> HttpResponse:
    """Leave the order as it is."""
    asked = cast(WebRequest, request)
    found = queries.change(change_id, scope=asked.actor.scope)
    reason = request.POST.get("reason", "")
    take_order.reject_change(change_id, reason=reason, by=asked.actor, at=asked.at)
    return answers.go(request, f"/sales/orders/{found.order_number}/")


def cancel(request: HttpRequest, number: str) -> HttpResponse:
    """What goes with the order, and then it goes."""
    asked = cast(WebRequest, request)
    order = queries.sheet(number, scope=asked.actor.scope)
    if request.method == "POST":
        reason = request.POST.get("reason", "")
        take_order.cancel_order(order.id, reason=reason, by=asked.actor, at=asked.at)
        answers.say(request, _("Cancelled."))
        return answers.go(request, f"/sales/orders/{number}/")
    impact = take_order.preview_cancel(order.id, by=asked.actor)
    return render(request, "sales/cancel.html", {"order": order, "impact": impact, "words": CHANGES})


def sign_off(request: HttpRequest, line_id: int, department: str) -> HttpResponse:
    """A department's word on a new line."""
    asked = cast(WebRequest, request)
    if department not in Department.values:
        raise NotFound(what=_("department"), key=department)
    order_id, _position = queries.place_of_line(line_id, scope=asked.actor.scope)
    take_order.sign_off(
        line_id,
        department=Department(department),
        approved=request.POST.get("approved") == "yes",
        remark=request.POST.get("remark", ""),
        by=asked.actor,
        at=asked.at,
    )
    answers.say(request, _("Signed off."))
    return answers.go(
        request, f"/sales/orders/{queries.sheet_of(order_id, scope=asked.actor.scope).number}/?tab=review"
    )


PAGES = (
    Endpoint(
        "sales/sign-offs/<int:line_id>/<str:department>/", sign_off, permits.SEE, "sales.sign-off", ("POST",)
    ),
    Endpoint(
        "sales/orders/<str:number>/cancel/", cancel, permits.CANCEL, "sales.order-cancel", ("GET", "POST")
    ),
    Endpoint("sales/changes/<int:change_id>/", show, permits.CHANGE, "sales.change"),
    Endpoint("sales/changes/<int:change_id>/apply/", apply, permits.CHANGE, "sales.change-apply", ("POST",)),
    Endpoint(
        "sales/changes/<int:change_id>/reject/", reject, permits.CHANGE, "sales.change-reject", ("POST",)
    ),
)
