"""Users, roles and their sessions, as rows."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.translation import gettext_noop as N_

from taktline.identity.models import BrowserSession, Role, User
from taktline.identity.types import RoleRow, SessionRow, UserRow
from taktline.kernel.errors import NotFound
from taktline.kernel.naming import Name


def users(*, role: str = "", active: bool = True) -> list[UserRow]:
    """Users by name, of one role where a role code is given."""
    rows = User.objects.filter(roles__code=role) if role else User.objects.all()
    return _rows(rows.filter(is_active=True) if active else rows)


def user(user_id: int) -> UserRow:
    """One user. Raises NotFound."""
    found = _rows(User.objects.filter(pk=user_id))
    if not found:
        raise NotFound(what=N_("user"), key=user_id)
    return found[0]


def _rows(rows: "QuerySet[User]") -> list[UserRow]:
    return [
        UserRow(
            id=each.pk,
            username=each.username,
            name=Name(each.name, each.name_en),
            email=each.email,
            language=each.language,
            time_zone=each.time_zone,
            is_active=each.is_active,
            roles=tuple(role.code for role in each.roles.all()),
            sites=tuple(site.pk for site in each.sites.all()),
        )
        for each in rows.order_by("name", "id").prefetch_related("roles", "sites")
    ]


def user_by_name(username: str) -> UserRow:
    """One user by the name used to sign in. Raises NotFound."""
    found = _rows(User.objects.filter(username=username.strip().lower()))
    if not found:
        raise NotFound(what=N_("user"), key=username)
    return found[0]


def user_names(ids: Iterable[int]) -> dict[int, Name]:
    """Names by user id; unknown ids are left out."""
    rows = User.objects.filter(pk__in=set(ids)).values_list("id", "name", "name_en")
    return {pk: Name(zh, en) for pk, zh, en in rows}


def user_ids(*, role: str) -> list[int]:
    """Ids of the active users of a role."""
    return list(
        User.objects.filter(roles__code=role, is_active=True).order_by("id").values_list("id", flat=True)
    )


def roles() -> list[RoleRow]:
    """All roles in the order they were made."""
    rows = Role.objects.order_by("id").values_list("id", "code", "name", "name_en", "permits")
    return [RoleRow(pk, code, Name(zh, en), tuple(permits)) for pk, code, zh, en, permits in rows]


def role(role_id: int) -> RoleRow:
    """One role. Raises NotFound."""
    found = next((each for each in roles() if each.id == role_id), None)
    if found is None:
        raise NotFound(what=N_("role"), key=role_id)
    return found


def sessions(user_id: int, *, current_key: str = "") -> list[SessionRow]:
    """Browsers the user is signed in with, newest first. current_key: the asking browser's session."""
    rows = BrowserSession.objects.filter(user_id=user_id).order_by("-started_at", "-id")
    return [
        SessionRow(pk, address, agent, started_at, key == current_key)
        for pk, address, agent, started_at, key in rows.values_list(
            "id", "address", "agent", "started_at", "key"
        )
    ]
