"""What lies on one's desk: notifications, tasks, and the way from a task to what it is about."""

from datetime import datetime
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from taktline.faces.web import answers
from taktline.faces.web.access import Context, WebRequest
from taktline.faces.web.registry import registry
from taktline.identity import queries as people
from taktline.kernel.actor import Actor
from taktline.kernel.errors import NotFound
from taktline.office import queries, services


def notifications(request: HttpRequest) -> HttpResponse:
    """The bell's menu, or only its count."""
    actor = cast(WebRequest, request).actor
    context: Context = {"unread": queries.unread_count(actor.id)}
    if "count" not in request.GET:
        context["notes"] = queries.notifications(actor.id)
    return render(request, "web/notifications.html", context)


def read_all(request: HttpRequest) -> HttpResponse:
    """Everything in the bell's menu has been read."""
    asked = cast(WebRequest, request)
    services.mark_read(asked.actor.id, at=asked.at)
    return HttpResponse(status=204, headers={"HX-Trigger": "live-notifications"})


def tasks(request: HttpRequest) -> HttpResponse:
    """One's tasks."""
    asked = cast(WebRequest, request)
    partial = answers.is_partial(request) and answers.target(request) == "tasks"
    context = task_card(by=asked.actor, at=asked.at, limit=200)
    return render(request, "web/tasks_body.html" if partial else "web/tasks.html", context)


def task_card(*, by: Actor, at: datetime, limit: int = 8) -> Context:
    """One's open tasks, for the page and for the home card."""
    rows = queries.my_tasks(actor=by, limit=limit)
    names = people.user_names(row.taken_by for row in rows if row.taken_by is not None)
    roles = {role.code: role.name for role in people.roles()}
    shown = [
        {
            "row": row,
            "url": f"/to/{row.source.kind}/{row.source.id}/" if row.source else "",
            "role": roles.get(row.role, row.role),
            "taken_by": names.get(row.taken_by or 0, ""),
            "is_mine": row.taken_by == by.id,
            "late": row.due is not None and row.due < at,
        }
        for row in rows
    ]
    return {"tasks": shown, "count": queries.my_task_count(actor=by)}


def do(request: HttpRequest, task_id: int, verb: str) -> HttpResponse:
    """Take a task, give it back, or say that it is done."""
    asked = cast(WebRequest, request)
    verbs = {"take": services.take_task, "give-back": services.give_back_task, "finish": services.finish_task}
    if verb not in verbs:
        raise NotFound(what=N_("action"), key=verb)
    verbs[verb](task_id, by=asked.actor, at=asked.at)
    told = {"take": _("It is yours now."), "give-back": _("Given back."), "finish": _("Done.")}
    answers.say(request, told[verb])
    return answers.go(request, "/tasks/")


def to_source(request: HttpRequest, kind: str, thing_id: int) -> HttpResponse:
    """From a pointer to the page of the thing it points at. Raises NotFound where no room shows such things."""
    actor = cast(WebRequest, request).actor
    address = registry().sources.get(kind)
    if address is None:
        raise NotFound(what=N_("page"), key=f"{kind} {thing_id}")
    return answers.go(request, address(thing_id, actor))
