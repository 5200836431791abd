"""From a user or a key to an actor: one query each."""

import hashlib
import hmac
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from taktline.identity.errors import NoLongerActive, UnknownKey
from taktline.identity.models import ApiKey, User
from taktline.identity.rules import scope_of
from taktline.kernel.actor import Actor, ActorKind
from taktline.kernel.composed import Given, composed

KEY_MARK = "tk"


def actor_of(user_id: int, at: datetime) -> Actor:
    """The user as an actor, with the permits of all roles. Raises NoLongerActive."""
    rows = list(
        User.objects.filter(pk=user_id, is_active=True).values_list(
            "name", "language", "time_zone", "active_until", "roles__code", "roles__permits", "sites__id"
        )
    )
    if not rows or (rows[0][3] is not None and rows[0][3] <= at):
        raise NoLongerActive
    permits = frozenset(code for row in rows for code in row[5] or ())
    return Actor(
        kind=ActorKind.USER,
        id=user_id,
        name=rows[0][0],
        permits=permits,
        scope=scope_of(user_id, permits, {row[6] for row in rows if row[6] is not None}),
        language=rows[0][1],
        time_zone=rows[0][2],
        roles=frozenset(row[4] for row in rows if row[4]),
    )


@composed
def _keys() -> "QuerySet[ApiKey, tuple[Any, ...]]":
    columns = ("id", "name", "digest", "permits", "language", "expires_at", "sites__id")
    return ApiKey.objects.filter(prefix=Given("prefix"), revoked_at=None).values_list(*columns)


def actor_of_key(secret: str, at: datetime) -> Actor:
    """The program that holds an API key. Raises UnknownKey, also for an expired or revoked one."""
    rows = _keys().rows({"prefix": prefix_of(secret)})
    digest = rows[0][2] if rows else ""
    if not hmac.compare_digest(digest, digest_of(secret)) or not rows:
        raise UnknownKey
    key_id, name, _digest, permits, language, expires_at, _site = rows[0]
    if expires_at is not None and expires_at <= at:
        raise UnknownKey
    return Actor(
        kind=ActorKind.KEY,
        id=key_id,
        name=name,
        permits=frozenset(permits),
        scope=scope_of(0, permits, {row[6] for row in rows if row[6] is not None}),
        language=language,
    )


def prefix_of(secret: str) -> str:
    """The part of a key that is kept to tell it apart, "" if this is no key of ours."""
    mark, _first, rest = secret.partition("_")
    prefix, _second, tail = rest.partition("_")
    return prefix if mark == KEY_MARK and prefix and tail else ""


def digest_of(secret: str) -> str:
    """What is kept of a key. It is long and random, so a fast digest is safe."""
    return hashlib.sha256(secret.encode()).hexdigest()
