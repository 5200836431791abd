"""Forms about users, roles and sites."""

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from taktline.faces.web.declare import SIGNED_IN, Field, FormSpec
from taktline.faces.web.filling import key_of
from taktline.faces.web.form import Choices
from taktline.faces.web.people.words import named, permit_labels
from taktline.identity import permits, queries, services
from taktline.identity.types import UserDraft
from taktline.kernel.actor import Actor
from taktline.kernel.naming import Name

Data = Mapping[str, object]
ZONES: Choices = (
    ("Asia/Shanghai", "Asia/Shanghai"),
    ("Asia/Tokyo", "Asia/Tokyo"),
    ("Asia/Singapore", "Asia/Singapore"),
    ("Europe/Berlin", "Europe/Berlin"),
    ("America/New_York", "America/New_York"),
    ("America/Los_Angeles", "America/Los_Angeles"),
    ("UTC", "UTC"),
)
CURRENCIES: Choices = tuple((code, code) for code in ("CNY", "USD", "EUR", "GBP", "HKD", "JPY"))
PASSWORD = FormSpec(
    fields=(
        Field("password", _("New password"), "password", required=True, help=_("At least 8 characters.")),
    )
)


def _roles(_by: Actor) -> Choices:
    return [(role.code, str(role.name)) for role in queries.roles()]


def _sites(_by: Actor) -> Choices:
    return [(str(site.id), f"{site.code} {site.name}") for site in queries.sites()]


_USER_FIELDS = (
    Field("name", _("Name"), required=True),
    Field("name_en", _("Name in English")),
    Field("email", _("Mail")),
    Field(
        "language",
        _("Language"),
        "choice",
        choices=tuple(settings.LANGUAGES),
        initial="zh-hans",
        required=True,
    ),
    Field("time_zone", _("Time zone"), "choice", choices=ZONES, initial="Asia/Shanghai", required=True),
    Field("is_active", _("May sign in"), "bool", initial=True),
    Field("roles", _("Roles"), "choices", choices=_roles, wide=True),
    Field("sites", _("Sites (none: all)"), "choices", choices=_sites, wide=True),
)


def _draft(data: Data) -> UserDraft:
    return UserDraft(
        name=str(data["name"]),
        name_en=str(data["name_en"]),
        email=str(data["email"]),
        language=str(data["language"]),
        time_zone=str(data["time_zone"]),
        roles=_words(data["roles"]),
        sites=tuple(int(site) for site in _words(data["sites"])),
        is_active=bool(data["is_active"]),
    )


def _words(value: object) -> tuple[str, ...]:
    return tuple(str(part) for part in value) if isinstance(value, tuple) else ()


def _create_user(data: Data, by: Actor, at: datetime, _key: str) -> str:
    services.create_user(str(data["username"]), str(data["password"]), _draft(data), by=by, at=at)
    return f"/system/users/{str(data['username']).strip().lower()}/"


def _change_user(data: Data, by: Actor, at: datetime, key: str) -> str:
    services.change_user(queries.user_by_name(key).id, _draft(data), by=by, at=at)
    return f"/system/users/{key}/"


def _load_user(key: str, _by: Actor) -> Data:
    row = queries.user_by_name(key)
    return {
        "name": row.name.zh,
        "name_en": row.name.en,
        "email": row.email,
        "language": row.language,
        "time_zone": row.time_zone,
        "is_active": row.is_active,
        "roles": row.roles,
        "sites": row.sites,
    }


def _every_permit(_by: Actor) -> Choices:
    return named({*permit_labels(), *(code for role in queries.roles() for code in role.permits)})


def _create_role(data: Data, by: Actor, at: datetime, _key: str) -> str:
    role_id = services.create_role(
        str(data["code"]), name=str(data["name"]), name_en=str(data["name_en"]), by=by, at=at
    )
    return f"/system/roles/{role_id}/edit/"


def _grant(data: Data, by: Actor, at: datetime, key: str) -> str:
    services.grant(key_of(key), _words(data["permits"]), by=by, at=at)
    return f"/system/roles/{key_of(key)}/"


def _load_role(key: str, _by: Actor) -> Data:
    return {"permits": queries.role(key_of(key)).permits}


def _name(data: Data) -> Name:
    return Name(str(data["name"]), str(data["name_en"]))


def _create_site(data: Data, by: Actor, at: datetime, _key: str) -> str:
    services.create_site(
        str(data["code"]),
        name=_name(data),
        time_zone=str(data["time_zone"]),
        currency=str(data["currency"]),
        by=by,
        at=at,
    )
    return "/system/sites/"


def _change_site(data: Data, by: Actor, at: datetime, key: str) -> str:
    zone, active = str(data["time_zone"]), bool(data["is_active"])
    services.change_site(key_of(key), name=_name(data), time_zone=zone, is_active=active, by=by, at=at)
    return "/system/sites/"


def _load_site(key: str, _by: Actor) -> Data:
    row = queries.site(key_of(key))
    return {
        "name": row.name.zh,
        "name_en": row.name.en,
        "time_zone": row.time_zone,
        "is_active": queries.is_site_active(row.id),
    }


_NAMES = (Field("name", _("Name"), required=True), Field("name_en", _("Name in English")))
_ZONE = Field("time_zone", _("Time zone"), "choice", choices=ZONES, initial="Asia/Shanghai", required=True)


def _change_password(data: Data, by: Actor, at: datetime, _key: str) -> str:
    services.change_password(by.id, old=str(data["old"]), new=str(data["password"]), by=by, at=at)
    return "/"


FORMS = (
    FormSpec(
        key="identity.my-password",
        title=_("Change password"),
        permit=SIGNED_IN,
        url="me/password/",
        fields=(
            Field("old", _("Present password"), "password", required=True),
            Field("password", _("New password"), "password", required=True, help=_("At least 8 characters.")),
        ),
        run=_change_password,
        back="/me/",
        says=_("Your password is changed. Sign in again with the new one."),
    ),
    FormSpec(
        key="identity.user-new",
        title=_("New user"),
        permit=permits.USER_CHANGE,
        url="system/users/new/",
        fields=(
            Field("username", _("User name"), required=True),
            Field("password", _("Password"), "password", required=True, help=_("At least 8 characters.")),
            *_USER_FIELDS,
        ),
        run=_create_user,
        back="/system/users/",
        says=_("The user is set up."),
    ),
    FormSpec(
        key="identity.user-edit",
        title=_("Change user"),
        permit=permits.USER_CHANGE,
        url="system/users/<str:key>/edit/",
        fields=_USER_FIELDS,
        load=_load_user,
        run=_change_user,
        back="/system/users/",
        says=_("Saved."),
    ),
    FormSpec(
        key="identity.role-new",
        title=_("New role"),
        permit=permits.ROLE_CHANGE,
        url="system/roles/new/",
        fields=(Field("code", _("Code"), required=True), *_NAMES),
        run=_create_role,
        back="/system/roles/",
    ),
    FormSpec(
        key="identity.role-edit",
        title=_("Permits of a role"),
        permit=permits.ROLE_CHANGE,
        url="system/roles/<str:key>/edit/",
        fields=(
            Field(
                "permits",
                _("Permits"),
                "choices",
                choices=_every_permit,
                wide=True,
                help=_(
                    "You can give what you may do yourself, and take anything away. An administrator may do all."
                ),
            ),
        ),
        load=_load_role,
        run=_grant,
        back="/system/roles/",
        says=_("Saved."),
    ),
    FormSpec(
        key="identity.site-new",
        title=_("New site"),
        permit=permits.SITE_CHANGE,
        url="system/sites/new/",
        fields=(
            Field("code", _("Code"), required=True),
            *_NAMES,
            _ZONE,
            Field("currency", _("Currency"), "choice", choices=CURRENCIES, initial="CNY", required=True),
        ),
        run=_create_site,
        back="/system/sites/",
    ),
    FormSpec(
        key="identity.site-edit",
        title=_("Change site"),
        permit=permits.SITE_CHANGE,
        url="system/sites/<str:key>/edit/",
        fields=(*_NAMES, _ZONE, Field("is_active", _("Active"), "bool", initial=True)),
        load=_load_site,
        run=_change_site,
        back="/system/sites/",
        says=_("Saved."),
    ),
)
