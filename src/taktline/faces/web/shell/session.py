"""Sign in and out."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from taktline.faces.web import account, answers
from taktline.faces.web.access import WebRequest
from taktline.kernel.errors import Refusal


def sign_in(request: HttpRequest) -> HttpResponse:
    """The door: a name, a password, and back to where one wanted to go."""
    then = request.POST.get("next", request.GET.get("next", "/"))
    if not url_has_allowed_host_and_scheme(then, allowed_hosts=None):
        then = "/"
    if request.method == "GET":
        if cast(WebRequest, request).actor is not None:
            return answers.go(request, then)
        return render(request, "web/sign_in.html", {"next": then})
    username = request.POST.get("username", "").strip()
    try:
        at = cast(WebRequest, request).at
        account.sign_in(request, username=username, password=request.POST.get("password", ""), at=at)
    except Refusal as refusal:
        context = {"next": then, "username": username, "problem": str(refusal), "code": refusal.code}
        return render(request, "web/sign_in.html", context, status=refusal.status)
    return answers.go(request, then)


def sign_out(request: HttpRequest) -> HttpResponse:
    """Leave."""
    account.sign_out(request, at=cast(WebRequest, request).at)
    return answers.go(request, "/sign-in/")
