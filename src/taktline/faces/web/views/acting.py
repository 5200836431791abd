"""Actions on one thing or on many: asked for in a dialog where needed, then done, then told."""

from collections.abc import Mapping, Sequence
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from taktline.faces.web import answers, reading
from taktline.faces.web.access import Context, WebRequest
from taktline.faces.web.form import FormSpec
from taktline.faces.web.parts import Action, Done
from taktline.faces.web.reading import Box
from taktline.faces.web.registry import registry
from taktline.faces.web.screen import Screen
from taktline.faces.web.views import forms
from taktline.kernel.errors import InvalidInput, NotFound, Refusal

MOST_AT_ONCE = 500
TOO_LARGE = 2**63  # for an id in the database


def one(screen: Screen, request: HttpRequest, thing_id: int, *, action_key: str) -> HttpResponse:
    """Do one action on one thing."""
    action = cast(Action, screen.action(action_key))
    if thing_id >= TOO_LARGE:
        raise NotFound(what=str(screen.title), key=thing_id)
    return _serve(screen, action, request, [thing_id])


def many(screen: Screen, request: HttpRequest, *, action_key: str) -> HttpResponse:
    """Do one action on all ticked rows."""
    action = cast(Action, screen.action(action_key))
    source = request.POST if request.method == "POST" else request.GET
    ids = [int(part) for part in source.getlist("ids") if part.isdecimal() and len(part) < 19][:MOST_AT_ONCE]
    if not ids:
        raise InvalidInput(field="ids", reason=_("Tick the rows first."))
    return _serve(screen, action, request, ids)


def _serve(screen: Screen, action: Action, request: HttpRequest, ids: Sequence[int]) -> HttpResponse:
    actor = cast(WebRequest, request).actor
    spec = action.form or FormSpec()
    lookups = registry().lookups
    if request.method == "GET":
        start = dict(spec.load(str(ids[0]), actor)) if spec.load else {}
        return _dialog(action, request, ids, reading.empty(spec, actor, lookups, start))
    form = reading.filled(spec, actor, lookups, request.POST, request.FILES)
    if form.errors:
        return _dialog(action, request, ids, form.boxes, status=422)
    try:
        done = _do(action, request, ids, form.data)
    except Refusal as refusal:
        if action.form is None:
            raise
        rest = form.blame(answers.faults(refusal)) or ([] if answers.faults(refusal) else [str(refusal)])
        return _dialog(action, request, ids, form.boxes, status=refusal.status, problems=rest)
    answers.say(request, done.text)
    return answers.go(request, done.url or _here(request) or screen.path)


def _do(action: Action, request: HttpRequest, ids: Sequence[int], data: Mapping[str, object]) -> Done:
    asked = cast(WebRequest, request)
    if action.run_many is not None and (len(ids) > 1 or action.run is None):
        return _as_done(action, action.run_many(ids, asked.actor, asked.at, data))
    if action.run is None:
        return Done(text=action.says)
    if len(ids) == 1:
        return _as_done(action, action.run(ids[0], asked.actor, asked.at, data))
    refusals: list[Refusal] = []
    for each in ids:
        try:
            action.run(each, asked.actor, asked.at, data)
        except Refusal as refusal:
            refusals.append(refusal)
    done = len(ids) - len(refusals)
    text = ngettext("%(count)s done.", "%(count)s done.", done) % {"count": done}
    if refusals:
        first = str(refusals[0])
        text += " " + _("%(count)s refused; the first: %(first)s") % {"count": len(refusals), "first": first}
    if not done:
        raise refusals[0]
    return Done(text=text)


def _as_done(action: Action, outcome: Done | str | None) -> Done:
    if isinstance(outcome, Done):
        return Done(text=outcome.text or action.says, url=outcome.url)
    return Done(text=action.says, url=outcome or "")


def _here(request: HttpRequest) -> str:
    current = request.headers.get("HX-Current-URL") or request.headers.get("Referer") or ""
    return "/" + current.split("/", 3)[3] if current.count("/") >= 3 else ""


def _dialog(
    action: Action,
    request: HttpRequest,
    ids: Sequence[int],
    boxes: list[Box],
    *,
    status: int = 200,
    problems: Sequence[str] = (),
) -> HttpResponse:
    spec = action.form or FormSpec()
    context: Context = {
        "action": action,
        "ids": ids,
        "groups": forms.groups(spec, boxes),
        "form": spec,
        "problems": problems,
        "post_to": request.path,
    }
    return render(request, "web/dialog.html", context, status=status)
