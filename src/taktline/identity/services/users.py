"""Making and changing users."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from taktline.identity import permits
from taktline.identity.errors import LastAdministrator, NameTaken
from taktline.identity.models import Role, Site, User
from taktline.identity.services.passwords import checked_hash, drop_sessions
from taktline.identity.types import UserDraft
from taktline.kernel import journal
from taktline.kernel.actor import Actor
from taktline.kernel.errors import Fault, InvalidInput, InvalidInputs
from taktline.kernel.locks import lock_one, lock_rows
from taktline.kernel.operation import operation


def create_user(username: str, password: str, draft: UserDraft, *, by: Actor, at: datetime) -> int:
    """Let somebody in. Returns the user's id. Raises NameTaken, InvalidInput(s)."""
    by.require(permits.USER_CHANGE)
    return _create(username.strip().lower(), checked_hash(password), draft, by=by, at=at)


def create_users(drafts: Mapping[str, UserDraft], *, password: str, by: Actor, at: datetime) -> dict[str, int]:
    """Let many in at once, with one first password that is hashed once: for a new company. Ids by user name.

    Raises NameTaken, InvalidInput(s).
    """
    by.require(permits.USER_CHANGE)
    encoded = checked_hash(password)
    return _create_all({name.strip().lower(): draft for name, draft in drafts.items()}, encoded, by=by, at=at)


@operation
def _create_all(drafts: Mapping[str, UserDraft], encoded: str, *, by: Actor, at: datetime) -> dict[str, int]:
    return {name: _create(name, encoded, draft, by=by, at=at) for name, draft in drafts.items()}


@operation
def _create(username: str, encoded: str, draft: UserDraft, *, by: Actor, at: datetime) -> int:
    if not username or len(username) > 60 or any(letter.isspace() for letter in username):
        raise InvalidInput(field="username", reason=_("Write 1 to 60 characters without spaces."))
    if User.objects.filter(username=username).exists():
        raise NameTaken(name=username)
    roles, sites = _checked(draft)
    user = User.objects.create(username=username, password=encoded, created_at=at, **_columns(draft))
    user.roles.set(roles)
    user.sites.set(sites)
    after = _columns(draft) | {"username": username, "roles": list(draft.roles), "sites": list(draft.sites)}
    journal.record("identity.create-user", subject=user, by=by, at=at, after=after)
    return user.pk


@operation
def change_user(user_id: int, draft: UserDraft, *, by: Actor, at: datetime) -> None:
    """Replace what is told about a user; one made inactive is signed out. Raises LastAdministrator, InvalidInputs."""
    by.require(permits.USER_CHANGE)
    user = lock_one(User.objects.filter(pk=user_id), what=N_("user"), key=user_id)
    roles, sites = _checked(draft)
    before, managed = _told(user), has_administrator()
    for column, value in _columns(draft).items():
        setattr(user, column, value)
    user.save(update_fields=list(_columns(draft)))
    user.roles.set(roles)
    user.sites.set(sites)
    if not user.is_active:
        drop_sessions(user_id)
    if managed and not has_administrator():
        raise LastAdministrator
    journal.record("identity.change-user", subject=user, by=by, at=at, before=before, after=_told(user))


@operation
def set_roles(user_id: int, roles: tuple[str, ...], *, by: Actor, at: datetime) -> None:
    """Give a user exactly these roles, by code. Raises LastAdministrator, InvalidInputs."""
    user = lock_one(User.objects.filter(pk=user_id), what=N_("user"), key=user_id)
    change_user(user_id, replace(_draft(user), roles=roles), by=by, at=at)


@operation
def set_language(user_id: int, *, language: str, time_zone: str, by: Actor, at: datetime) -> None:
    """Somebody chooses their own language and clock. Raises InvalidInputs."""
    user = lock_one(User.objects.filter(pk=user_id), what=N_("user"), key=user_id)
    if by.id != user_id:
        by.require(permits.USER_CHANGE)
    draft = replace(_draft(user), language=language, time_zone=time_zone)
    _checked(draft)
    before = {"language": user.language, "time_zone": user.time_zone}
    user.language, user.time_zone = language, time_zone
    user.save(update_fields=["language", "time_zone"])
    after = {"language": language, "time_zone": time_zone}
    journal.record("identity.set-language", subject=user, by=by, at=at, before=before, after=after)


def has_administrator() -> bool:
    """Whether somebody active may manage users."""
    active = User.objects.filter(is_active=True).values_list("roles__permits", flat=True)
    return any(permits.USER_CHANGE.code in (held or ()) for held in active)


def _columns(draft: UserDraft) -> dict[str, object]:
    return {
        "name": draft.name.strip(),
        "name_en": draft.name_en.strip(),
        "email": draft.email.strip(),
        "language": draft.language,
        "time_zone": draft.time_zone,
        "is_active": draft.is_active,
    }


def _draft(user: User) -> UserDraft:
    return UserDraft(
        name=user.name,
        name_en=user.name_en,
        email=user.email,
        language=user.language,
        time_zone=user.time_zone,
        is_active=user.is_active,
        roles=tuple(user.roles.order_by("id").values_list("code", flat=True)),
        sites=tuple(user.sites.order_by("id").values_list("id", flat=True)),
    )


def _told(user: User) -> dict[str, object]:
    draft = _draft(user)
    return _columns(draft) | {"roles": list(draft.roles), "sites": list(draft.sites)}


def _checked(draft: UserDraft) -> tuple[list[Role], list[Site]]:
    """The rows a draft names. Raises InvalidInputs."""
    faults = []
    if not draft.name.strip():
        faults.append(Fault("name", _("This must be filled.")))
    if draft.language not in dict(settings.LANGUAGES):
        faults.append(Fault("language", _("There is no such language here.")))
    if not is_time_zone(draft.time_zone):
        faults.append(Fault("time_zone", _("There is no such time zone; write one such as Asia/Shanghai.")))
    roles = lock_rows(Role.objects.filter(code__in=draft.roles))
    if missing := sorted(set(draft.roles) - {role.code for role in roles}):
        faults.append(Fault("roles", _("There is no role “%(code)s”.") % {"code": missing[0]}))
    sites = list(Site.objects.filter(pk__in=draft.sites))
    if len(sites) != len(set(draft.sites)):
        faults.append(Fault("sites", _("There is no such site.")))
    if faults:
        raise InvalidInputs(faults=faults)
    return roles, sites


def is_time_zone(name: str) -> bool:
    """Whether there is a clock of that name."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
