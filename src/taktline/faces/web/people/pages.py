"""Pages about users and keys that are more than a list."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taktline.faces.web import answers, reading
from taktline.faces.web.access import WebRequest
from taktline.faces.web.declare import Badge, Col, Detail, Fact, Field, FormSpec, Lines, Part
from taktline.faces.web.form import Choices
from taktline.faces.web.people.words import named
from taktline.faces.web.views import forms
from taktline.identity import permits, queries, services
from taktline.identity.types import KeyDraft
from taktline.kernel.actor import Actor


def user(user_id: int, _by: Actor) -> Detail:
    """One user."""
    row = queries.user(user_id)
    names = {role.code: str(role.name) for role in queries.roles()}
    sites = {site.id: f"{site.code} {site.name}" for site in queries.sites()}
    browsers = [
        {"address": each.address, "agent": each.agent, "since": each.started_at}
        for each in queries.sessions(user_id)
    ]
    columns = (
        Col("since", _("Since")),
        Col("address", _("Address"), "code"),
        Col("agent", _("Browser"), wide=True),
    )
    return Detail(
        title=str(row.name),
        subtitle=row.username,
        badges=(Badge(_("active"), "green") if row.is_active else Badge(_("no longer active"), "grey"),),
        facts=(
            Fact(_("Roles"), [names.get(code, code) for code in row.roles], "tags"),
            Fact(_("Sites"), [sites.get(each, each) for each in row.sites] or [_("all")], "tags"),
            Fact(_("Mail"), row.email),
            Fact(_("Time zone"), row.time_zone),
        ),
        blocks=(Lines(columns, browsers, title=_("Signed in with"), empty=_("Not signed in anywhere.")),),
        edit_url=f"/system/users/{row.username}/edit/",
        edit_permit=permits.USER_CHANGE,
    )


def role(role_id: int, _by: Actor) -> Detail:
    """One role, with what it may do and who has it."""
    row = queries.role(role_id)
    people = [{"name": str(each.name), "username": each.username} for each in queries.users(role=row.code)]
    columns = (Col("name", _("Name"), url="/system/users/{username}/"), Col("username", _("User name")))
    return Detail(
        title=str(row.name),
        subtitle=row.code,
        facts=(Fact(_("Permits"), len(row.permits)), Fact(_("Number of people"), len(people))),
        blocks=(
            Lines(columns, people, title=_("Who has it"), empty=_("Nobody has this role.")),
            Part("people/permits.html", {"permits": named(row.permits)}, title=_("Permits")),
        ),
        edit_url=f"/system/roles/{role_id}/edit/",
        edit_permit=permits.ROLE_CHANGE,
    )


def me(request: HttpRequest) -> HttpResponse:
    """One's own account: where one is signed in."""
    actor = cast(WebRequest, request).actor
    key = request.session.session_key or ""
    return render(request, "people/me.html", {"sessions": queries.sessions(actor.id, current_key=key)})


def end_session(request: HttpRequest, session_id: int) -> HttpResponse:
    """Sign one of one's browsers out."""
    asked = cast(WebRequest, request)
    services.end_session(session_id, by=asked.actor, at=asked.at)
    answers.say(request, _("Signed out there."))
    return answers.go(request, "/me/")


def _own_permits(by: Actor) -> Choices:
    return named(by.permits)


NEW_KEY = FormSpec(
    key="identity.key-new",
    title=gettext_lazy("New key"),
    permit=permits.KEY_CHANGE,
    url="system/keys/new/",
    fields=(
        Field("name", gettext_lazy("Name"), required=True, help=gettext_lazy("What program this is for.")),
        Field("expires_at", gettext_lazy("Ends"), "datetime"),
        Field("permits", gettext_lazy("Permits"), "choices", choices=_own_permits, wide=True),
    ),
    back="/system/keys/",
)


def new_key(request: HttpRequest) -> HttpResponse:
    """Make a key and show its secret this once."""
    if request.method == "GET":
        return forms.serve(NEW_KEY, request)
    asked = cast(WebRequest, request)
    form = reading.filled(NEW_KEY, asked.actor, {}, request.POST, request.FILES)
    if form.errors:
        return forms.serve(NEW_KEY, request)
    codes = form.data["permits"]
    draft = KeyDraft(
        name=str(form.data["name"]),
        permits=tuple(str(code) for code in codes) if isinstance(codes, tuple) else (),
        expires_at=form.data["expires_at"],  # type: ignore[arg-type]
    )
    made = services.create_api_key(draft, by=asked.actor, at=asked.at)
    return render(request, "people/key.html", {"secret": made.secret, "name": draft.name})
