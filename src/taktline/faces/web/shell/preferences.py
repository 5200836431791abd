"""Language and theme: kept in cookies, chosen without leaving the page."""

from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.utils.http import url_has_allowed_host_and_scheme

from taktline.faces.web import account
from taktline.faces.web.access import WebRequest

YEAR = 365 * 24 * 3600


def language(request: HttpRequest) -> HttpResponse:
    """Speak this language from now on."""
    wanted = request.POST.get("language", "")
    known = {code for code, _label in settings.LANGUAGES}
    response = _back(request)
    if wanted in known:
        asked = cast(WebRequest, request)
        if asked.actor is not None and asked.actor.language != wanted:
            account.remember_language(asked.actor, wanted, at=asked.at)
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, wanted, max_age=YEAR, samesite="Lax")
    return response


def theme(request: HttpRequest) -> HttpResponse:
    """Light or dark from now on."""
    response = _back(request)
    wanted = "dark" if request.POST.get("theme") == "dark" else "light"
    response.set_cookie("taktline_theme", wanted, max_age=YEAR, samesite="Lax")
    return response


def favicon(_request: HttpRequest) -> HttpResponse:
    """The sign of the house, for pages and browsers that ask for it by its old name."""
    return HttpResponseRedirect(static("taktline/build/favicon.svg"))


def _back(request: HttpRequest) -> HttpResponse:
    then = request.POST.get("next", "/")
    return HttpResponseRedirect(then if url_has_allowed_host_and_scheme(then, allowed_hosts=None) else "/")
