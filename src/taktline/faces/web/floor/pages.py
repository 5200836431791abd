"""The terminal's page, its worker, who is signed in, and the papers of a job."""

from pathlib import Path
from typing import cast
from urllib.parse import quote

from django.contrib.staticfiles import finders
from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils.translation import gettext as _

from taktline.faces.web import account, answers
from taktline.faces.web.access import WebRequest
from taktline.faces.web.floor import words
from taktline.identity import queries as identity
from taktline.kernel.errors import NotFound, Refusal
from taktline.kernel.source import Source
from taktline.office import queries as office
from taktline.resources import queries as resources
from taktline.shopfloor import permits, queries
from taktline.shopfloor.types import WORK_ORDER


def terminal(request: HttpRequest) -> HttpResponse:
    """The page the worker keeps; everything that changes is fetched."""
    context = {
        "texts": words.terminal_texts(),
        "reasons": words.scrap_reasons(),
        "stops": words.stop_reasons(),
    }
    return render(request, "floor/terminal.html", context)


def worker(request: HttpRequest) -> HttpResponseBase:
    """The worker's code, below the address it may serve."""
    path = finders.find("taktline/build/terminal-worker.js")
    if not isinstance(path, str):
        raise NotFound(what=_("file"), key="terminal-worker.js")
    return HttpResponse(
        Path(path).read_bytes(), content_type="text/javascript", headers={"Cache-Control": "no-cache"}
    )


def state(request: HttpRequest) -> JsonResponse:
    """Who is signed in at this terminal, and the machines of the site."""
    asked = cast(WebRequest, request)
    actor = asked.actor
    sites = identity.sites(scope=actor.scope)
    machines = resources.machines(site_id=sites[0].id if sites else None, scope=actor.scope)
    return JsonResponse(
        {
            "user": actor.id,
            "name": actor.name,
            "token": get_token(request),
            "now": asked.at.isoformat(),
            "site": sites[0].id if sites else 0,
            "may_mend": actor.may(permits.MEND),
            "machines": [
                {"id": row.id, "code": row.code, "name": str(row.name)}
                for row in machines
                if not row.is_outside
            ],
        }
    )


def sign_in(request: HttpRequest) -> HttpResponse:
    """Badge and PIN. The badge holds the person's number at the plant, or the user name."""
    asked = cast(WebRequest, request)
    if request.method == "GET":
        return render(request, "floor/sign_in.html", {})
    badge = request.POST.get("badge", "").strip()
    try:
        username = _username(badge)
        account.sign_in_with_pin(request, username=username, pin=request.POST.get("pin", ""), at=asked.at)
    except Refusal as refusal:
        context = {"badge": badge, "problem": str(refusal), "code": refusal.code}
        return render(request, "floor/sign_in.html", context, status=refusal.status)
    return answers.go(request, "/floor/")


def _username(badge: str) -> str:
    """The user of the person with this number; the badge itself where there is none."""
    person = next((each for each in resources.people() if each.code.lower() == badge.lower()), None)
    return identity.user(person.user_id).username if person and person.user_id else badge


def papers(request: HttpRequest, number: str) -> HttpResponse:
    """Drawings and instructions of a job: the files of its item and of the order."""
    asked = cast(WebRequest, request)
    order = queries.work_order_by_number(number, scope=asked.actor.scope)
    files = [
        *office.attachments_of(Source(WORK_ORDER, order.id), scope=asked.actor.scope),
        *office.attachments_of(Source("catalog.item", order.item_id), scope=asked.actor.scope),
    ]
    return render(request, "floor/papers.html", {"order": order, "files": files})


def paper(request: HttpRequest, number: str, file_id: int) -> HttpResponseBase:
    """One of a job's files, shown in the browser where it can."""
    asked = cast(WebRequest, request)
    order = queries.work_order_by_number(number, scope=asked.actor.scope)
    row, path = office.attachment(file_id, scope=asked.actor.scope)
    if row.source not in (Source(WORK_ORDER, order.id), Source("catalog.item", order.item_id)):
        raise NotFound(what=_("document"), key=file_id)
    response = FileResponse(path.open("rb"), content_type=row.content_type)
    shown = "inline" if row.content_type in ("application/pdf", "image/png", "image/jpeg") else "attachment"
    response.headers["Content-Disposition"] = f"{shown}; filename*=UTF-8''{quote(row.name)}"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
