"""What these pages are made of."""

from django.utils.translation import gettext_lazy as _

from taktline.faces.web.access import SIGNED_IN
from taktline.faces.web.declare import (
    Action,
    Chip,
    Choice,
    Col,
    Empty,
    Endpoint,
    Link,
    Lookup,
    Page,
    Pick,
    Screen,
)
from taktline.faces.web.people import acts, forms, pages
from taktline.identity import permits, queries
from taktline.kernel.actor import Actor

LANGUAGES = {"zh-hans": "中文", "en": "English"}

USERS = Screen(
    key="identity.users",
    title=_("Users"),
    listing=queries.USERS,
    permit=permits.USER_SEE,
    url="system/users/",
    group="system",
    icon="users",
    order=10,
    columns=(
        Col("username", _("User name"), widget="link"),
        Col("name", _("Name")),
        Col("email", _("Mail")),
        Col("language", _("Language"), widget="choice", choices=LANGUAGES),
        Col("time_zone", _("Time zone"), hidden=True),
        Col("is_active", _("Active"), widget="flag"),
        Col("created_at", _("Since")),
    ),
    filters=(
        Pick("username", _("User name")),
        Pick("name", _("Name")),
        Pick("is_active", _("Active")),
    ),
    chips=(Chip(_("Active"), {"is_active": "1"}), Chip(_("No longer active"), {"is_active": "0"})),
    actions=(
        Action(
            "password",
            _("New password"),
            permits.USER_CHANGE,
            run=acts.set_password,
            form=forms.PASSWORD,
            icon="key",
            says=_("The password is set; all their browsers are signed out."),
        ),
    ),
    new=Link(_("New user"), "/system/users/new/", permits.USER_CHANGE),
    row_url="/system/users/{username}/",
    find=acts.find_user,
    detail=pages.user,
    help=_(
        "Who may sign in, with which roles and for which sites. What a role may do is set on the page of roles."
    ),
    empty=Empty(_("Nobody may sign in yet."), Link(_("New user"), "/system/users/new/", permits.USER_CHANGE)),
)

ROLES = Screen(
    key="identity.roles",
    title=_("Roles"),
    listing=queries.ROLES,
    permit=permits.USER_SEE,
    url="system/roles/",
    group="system",
    icon="shield-lock",
    order=20,
    columns=(Col("code", _("Code"), widget="code"), Col("name", _("Name"), widget="link", wide=True)),
    filters=(Pick("code", _("Code")),),
    new=Link(_("New role"), "/system/roles/new/", permits.ROLE_CHANGE),
    row_url="/system/roles/{id}/",
    detail=pages.role,
    help=_(
        "A role is a kind of work. Its permits say what those who have it may do; without a permit nothing is allowed."
    ),
)

SITES = Screen(
    key="identity.sites",
    title=_("Sites"),
    listing=queries.SITES,
    permit=permits.SITE_SEE,
    url="system/sites/",
    group="system",
    icon="building-factory-2",
    order=30,
    columns=(
        Col("code", _("Code"), widget="code"),
        Col("name", _("Name"), widget="link", wide=True),
        Col("time_zone", _("Time zone")),
        Col("currency", _("Currency")),
        Col("is_active", _("Active"), widget="flag"),
    ),
    new=Link(_("New site"), "/system/sites/new/", permits.SITE_CHANGE),
    row_url="/system/sites/{id}/edit/",
    help=_("A site is a plant with its own clock, calendar and document numbers."),
)

KEYS = Screen(
    key="identity.api-keys",
    title=_("API keys"),
    listing=queries.API_KEYS,
    permit=permits.KEY_CHANGE,
    url="system/keys/",
    group="system",
    icon="key",
    order=40,
    columns=(
        Col("name", _("Name"), wide=True),
        Col("prefix", _("Begins with"), widget="code"),
        Col("owner", _("Made by")),
        Col("created_at", _("Since")),
        Col("expires_at", _("Ends")),
        Col("revoked_at", _("Revoked")),
    ),
    filters=(Pick("name", _("Name")), Pick("is_revoked", _("Revoked"))),
    actions=(
        Action(
            "revoke",
            _("Revoke"),
            permits.KEY_CHANGE,
            run=acts.revoke_key,
            bulk=True,
            tone="red",
            icon="ban",
            confirm=_("Programs that use this key are refused at once, for good."),
            says=_("Revoked."),
        ),
    ),
    new=Link(_("New key"), "/system/keys/new/", permits.KEY_CHANGE),
    help=_(
        "A key lets a program use the API with permits of its own. The secret is shown once, when it is made."
    ),
    empty=Empty(_("No program has a key yet."), Link(_("New key"), "/system/keys/new/", permits.KEY_CHANGE)),
)

SIGN_INS = Screen(
    key="identity.sign-ins",
    title=_("Sign-ins"),
    listing=queries.SIGN_INS,
    permit=permits.SIGN_IN_SEE,
    url="system/sign-ins/",
    group="system",
    icon="history",
    order=50,
    columns=(
        Col("at", _("When")),
        Col("username", _("User name")),
        Col("user", _("Name")),
        Col("address", _("Address"), widget="code"),
        Col(
            "outcome",
            _("Outcome"),
            widget="badge",
            tones={"done": "green", "wrong": "amber", "locked": "red", "inactive": "red"},
        ),
    ),
    filters=(Pick("outcome", _("Outcome")), Pick("username", _("User name")), Pick("at", _("When"))),
    help=_(
        "Every attempt to sign in. A name or an address with too many wrong passwords is shut out for a while."
    ),
)

SCREENS = (USERS, ROLES, SITES, KEYS, SIGN_INS)
FORMS = (*forms.FORMS,)
PAGES = (
    Endpoint("system/keys/new/", pages.new_key, permits.KEY_CHANGE, "identity.key-new", ("GET", "POST")),
    Page(
        "identity.me",
        _("My account"),
        SIGNED_IN,
        "me/",
        pages.me,
        group="system",
        icon="user-circle",
        menu=False,
    ),
    Endpoint(
        "me/sessions/<int:session_id>/end/", pages.end_session, SIGNED_IN, "identity.end-session", ("POST",)
    ),
)


def _find_user(text: str, by: Actor, limit: int) -> list[Choice]:
    del by
    rows = [
        row
        for row in queries.users()
        if text.lower() in f"{row.username} {row.name.zh} {row.name.en}".lower()
    ]
    return [Choice(row.id, str(row.name), row.username) for row in rows[:limit]]


LOOKUPS = (
    Lookup(
        "identity.user", SIGNED_IN, find=_find_user, label=lambda key, _by: str(queries.user(int(key)).name)
    ),
)
SOURCES = {"identity.user": lambda user_id, _by: f"/system/users/{queries.user(user_id).username}/"}
