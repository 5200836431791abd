"""Answers that both whole pages and HTMX fragments understand."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme

from taktline.faces.web.access import Text
from taktline.kernel.errors import Refusal


def is_partial(request: HttpRequest) -> bool:
    """Whether HTMX asked for a fragment (not for history it lost)."""
    headers = request.headers
    return headers.get("HX-Request") == "true" and headers.get("HX-History-Restore-Request") != "true"


def target(request: HttpRequest) -> str:
    """The id of the element HTMX will fill, "" where none."""
    return str(request.headers.get("HX-Target", ""))


def go(request: HttpRequest, url: str) -> HttpResponse:
    """Lead the browser to another page, from a form or from HTMX."""
    safe = url if url_has_allowed_host_and_scheme(url, allowed_hosts=None) else "/"
    if is_partial(request):
        return HttpResponse(status=204, headers={"HX-Redirect": safe})
    return HttpResponseRedirect(safe)


def toast(request: HttpRequest, text: Text, *, tone: str = "green") -> str:
    """A toast as a fragment."""
    return render_to_string("web/toast.html", {"text": text, "tone": tone}, request)


def say(request: HttpRequest, text: Text) -> None:
    """Show a toast on the next page."""
    if text:
        messages.success(request, str(text))


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """A refusal as a toast for HTMX, as a page otherwise. Never a server error."""
    facts: dict[str, Any] = {
        "text": str(refusal),
        "code": refusal.code,
        "tone": "red",
        "faults": faults(refusal),
    }
    if is_partial(request):
        body = render_to_string("web/toast.html", facts, request)
        headers = {"HX-Retarget": "#toasts", "HX-Reswap": "beforeend", "HX-Push-Url": "false"}
        return HttpResponse(body, status=refusal.status, headers=headers)
    body = render_to_string("web/refused.html", facts | {"status": refusal.status}, request)
    return HttpResponse(body, status=refusal.status)


def faults(refusal: Refusal) -> list[tuple[str, str]]:
    """Field and reason of each wrong value a refusal names."""
    many = getattr(refusal, "faults", None)
    if many is not None:
        return [(fault.field, fault.reason) for fault in many]
    if "field" in refusal.facts and "reason" in refusal.facts:
        return [(str(refusal.facts["field"]), str(refusal.facts["reason"]))]
    return []
