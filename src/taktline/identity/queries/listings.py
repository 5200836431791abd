"""The lists of this room."""

from typing import Any

from django.db.models import QuerySet

from taktline.identity.models import ApiKey, Role, SignIn, Site, User
from taktline.identity.types import Outcome
from taktline.kernel.listing import Column, Filter, FilterKind, Kind, Listing
from taktline.kernel.scope import Scope


def _sites(rows: "QuerySet[Any]", scope: Scope) -> "QuerySet[Any]":
    return rows if scope.sites is None else rows.filter(pk__in=scope.sites)


SITES = Listing(
    key="identity.sites",
    model=Site,
    columns=(
        Column("code"),
        Column("name", Kind.NAME),
        Column("time_zone"),
        Column("currency"),
        Column("is_active", Kind.FLAG),
    ),
    filters=(Filter("code", FilterKind.TEXT), Filter("is_active", FilterKind.FLAG)),
    sort="code",
    scope=_sites,
)

USERS = Listing(
    key="identity.users",
    model=User,
    columns=(
        Column("username"),
        Column("name", Kind.NAME),
        Column("email"),
        Column("language"),
        Column("time_zone"),
        Column("is_active", Kind.FLAG),
        Column("created_at", Kind.DATETIME),
    ),
    filters=(
        Filter("username", FilterKind.TEXT),
        Filter("name", FilterKind.TEXT),
        Filter("is_active", FilterKind.FLAG),
        Filter("role", FilterKind.TEXT, narrow=lambda rows, text: rows.filter(roles__code=text)),
    ),
    sort="username",
)

ROLES = Listing(
    key="identity.roles",
    model=Role,
    columns=(Column("code"), Column("name", Kind.NAME)),
    filters=(Filter("code", FilterKind.TEXT),),
    sort="code",
)

API_KEYS = Listing(
    key="identity.api-keys",
    model=ApiKey,
    columns=(
        Column("name"),
        Column("prefix"),
        Column("owner", Kind.NAME, path="owner__name"),
        Column("created_at", Kind.DATETIME),
        Column("expires_at", Kind.DATETIME),
        Column("revoked_at", Kind.DATETIME),
    ),
    filters=(
        Filter("name", FilterKind.TEXT),
        Filter(
            "is_revoked",
            FilterKind.FLAG,
            narrow=lambda rows, text: rows.filter(revoked_at__isnull=text != "1"),
        ),
    ),
)

SIGN_INS = Listing(
    key="identity.sign-ins",
    model=SignIn,
    columns=(
        Column("at", Kind.DATETIME),
        Column("username"),
        Column("user", Kind.NAME, path="user__name"),
        Column("address"),
        Column("outcome", Kind.CHOICE, choices=dict(Outcome.choices)),
    ),
    filters=(
        Filter("username", FilterKind.TEXT),
        Filter("address", FilterKind.TEXT),
        Filter("outcome", FilterKind.CHOICE, choices=dict(Outcome.choices)),
        Filter("at", FilterKind.DAY, path="at__date"),
    ),
)
