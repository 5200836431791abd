"""The kitting analysis as a page."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from taktline.faces.web.access import WebRequest
from taktline.flows.make.kitting import analyse_kits
from taktline.identity import queries as identity


def show(request: HttpRequest) -> HttpResponse:
    """Every open order: how much of it can be built completely, what is short and when it comes."""
    asked = cast(WebRequest, request)
    site = identity.default_site(scope=asked.actor.scope)
    kits = analyse_kits(site_id=site.id, by=asked.actor, at=asked.at)
    only = request.GET.get("only", "")
    shown = [kit for kit in kits if not only or (only == "short") == bool(kit.short)]
    context = {
        "kits": shown[:300], "total": len(kits), "clear": sum(not kit.short for kit in kits), "only": only,
        "more": max(len(shown) - 300, 0),
    }  # fmt: skip
    return render(request, "shopfloor/kitting.html", context)
