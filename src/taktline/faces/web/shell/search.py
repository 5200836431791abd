"""Global search and type-ahead."""

from collections.abc import Sequence
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_noop as N_

from taktline.faces.web import answers
from taktline.faces.web.access import WebRequest, allows, require
from taktline.faces.web.pages import Hit
from taktline.faces.web.registry import registry
from taktline.kernel.errors import NotFound

EACH_IN_MENU = 5
EACH_ON_PAGE = 30


def show(request: HttpRequest) -> HttpResponse:
    """Everything that has the text, by kind: a menu below the box for HTMX, a page otherwise."""
    actor = cast(WebRequest, request).actor
    text = request.GET.get("q", "").strip()
    partial = answers.is_partial(request)
    limit = EACH_IN_MENU if partial else EACH_ON_PAGE
    mine = [each for each in registry().searches if text and allows(actor, each.permit)]
    found = [(each, _nearest(hits, text)) for each in mine if (hits := each.find(text, actor, limit))]
    context = {"text": text, "found": found}
    return render(request, "web/search_menu.html" if partial else "web/search.html", context)


def _nearest(hits: Sequence[Hit], text: str) -> list[Hit]:
    """The hits, first those that say the very words; where one bears the very name, it alone."""
    wanted = text.casefold()
    same = [hit for hit in hits if hit.title.casefold() == wanted]
    return same or sorted(hits, key=lambda hit: wanted not in f"{hit.title} {hit.note}".casefold())


def lookup(request: HttpRequest, key: str) -> HttpResponse:
    """Options of a type-ahead as list items."""
    actor = cast(WebRequest, request).actor
    each = registry().lookups.get(key)
    if each is None:
        raise NotFound(what=N_("type-ahead"), key=key)
    require(actor, each.permit)
    choices = each.find(request.GET.get("q", "").strip(), actor, 12)
    return render(request, "web/lookup.html", {"choices": choices})
