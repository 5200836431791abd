"""Makes sites, users and actors for tests."""

from datetime import UTC, datetime
from functools import cache
from itertools import count

from django.contrib.auth.hashers import make_password

from taktline.config.permits import every_permit
from taktline.identity import queries, services
from taktline.identity.models import Role
from taktline.identity.services.users import _create
from taktline.identity.types import KeyDraft, SiteRow, UserDraft
from taktline.kernel.actor import SYSTEM, Actor
from taktline.kernel.naming import Name

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)  # a Monday, 09:00 in Shanghai
PASSWORD = "gear-pump-42"
_number = count(1)


@cache
def _hash() -> str:
    return make_password(PASSWORD)


def make_site(
    code="S1", *, name="一厂", name_en="Plant one", time_zone="Asia/Shanghai", currency="CNY"
) -> SiteRow:
    """A site; the one of that code if it is there already."""
    found = next((each for each in queries.sites() if each.code == code), None)
    if found is not None:
        return found
    site_id = services.create_site(
        code, name=Name(name, name_en), time_zone=time_zone, currency=currency, by=SYSTEM, at=NOW
    )
    return queries.site(site_id)


def install_roles() -> None:
    """The default roles with the permits of every room."""
    if not Role.objects.exists():
        services.install_roles(every_permit(), by=SYSTEM, at=NOW)


def make_user(
    role="sales_clerk", *, username="", sites=(), language="zh-hans", name="张三", name_en="Zhang San"
) -> int:
    """Somebody with a role; signs in with PASSWORD. Returns the id. An administrator is always there too."""
    install_roles()
    if role != "admin" and not queries.user_ids(role="admin"):
        make_user("admin", username="admin")
    draft = UserDraft(name=name, name_en=name_en, language=language, roles=(role,), sites=tuple(sites))
    return _create(username or f"{role}{next(_number)}", _hash(), draft, by=SYSTEM, at=NOW)


def actor(role="admin", *, sites=(), language="zh-hans") -> Actor:
    """A fresh user of a role, as an actor."""
    return queries.actor_of(make_user(role, sites=sites, language=language), NOW)


def make_key(*, role="admin", permits=None, expires_at=None, sites=(), at=NOW) -> str:
    """The secret of an API key with the permits of a role, or with these permits. It answers in English."""
    install_roles()
    if permits is None:
        permits = Role.objects.values_list("permits", flat=True).get(code=role)
    draft = KeyDraft(name="test", permits=tuple(permits), sites=tuple(sites), expires_at=expires_at)
    return services.create_api_key(draft, by=SYSTEM, at=at).secret
