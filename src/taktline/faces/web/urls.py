"""The addresses of this face: each with its permit, and none without."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path

from taktline.faces.web import answers
from taktline.faces.web.access import PUBLIC, Endpoint, Open, Route
from taktline.faces.web.pages import Page
from taktline.faces.web.registry import registry
from taktline.faces.web.registry import routes as routes_of
from taktline.faces.web.views import forms as form_views
from taktline.faces.web.views import screens as screen_views


def endpoints() -> list[Endpoint]:
    """Every address: those made for screens and forms, and those the rooms wrote by hand."""
    found = registry()
    made = [_page(each) for each in found.pages]
    for screen in found.screens.values():
        made.extend(screen_views.endpoints(screen))
    for form in found.forms:
        made.extend(form_views.endpoints(form))
    # Fixed addresses before those with parts, so that "new/" is never taken for somebody's number.
    return sorted(made, key=lambda each: [("<" in part, part) for part in each.url.split("/")])


def _page(each: Page | Endpoint) -> Endpoint:
    if isinstance(each, Endpoint):
        return each
    return Endpoint(url=each.url, view=each.view, permit=each.permit, name=each.key, methods=each.methods)


def routes() -> list[Route]:
    """All addresses for the permission matrix."""
    return routes_of(endpoints())


def guarded(endpoint: Endpoint) -> Callable[..., HttpResponseBase]:
    """The view behind its permit and its methods."""

    @wraps(endpoint.view)
    def view(request: HttpRequest, **parts: Any) -> HttpResponseBase:
        if request.method not in (*endpoint.methods, "HEAD"):
            return HttpResponseNotAllowed(endpoint.methods)
        actor = getattr(request, "actor", None)
        if endpoint.permit is not PUBLIC:
            if actor is None:
                return answers.go(request, f"/sign-in/?next={quote(_back(request))}")
            if not isinstance(endpoint.permit, Open):
                actor.require(endpoint.permit)
        return endpoint.view(request, **parts)

    return view


def _back(request: HttpRequest) -> str:
    if answers.is_partial(request):
        current = str(request.headers.get("HX-Current-URL", "/"))
        return "/" + current.split("/", 3)[3] if current.count("/") >= 3 else "/"
    return request.get_full_path()


urlpatterns: list[URLPattern] = [path(each.url, guarded(each)) for each in endpoints()]
