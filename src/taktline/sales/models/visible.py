"""What an actor may see of this room's documents."""

from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from taktline.kernel.scope import Scope

M = TypeVar("M", bound=Model)


def visible(rows: "QuerySet[M]", scope: Scope, *, at: str = "") -> "QuerySet[M]":
    """The rows of the actor's sites and customers. at: path to the document, such as "order__"."""
    if scope.sites is not None:
        rows = rows.filter(**{f"{at}site_id__in": sorted(scope.sites)})
    if scope.party is not None:
        rows = rows.filter(**{f"{at}customer_id": scope.party})
    if scope.clerk is not None:
        rows = rows.filter(**{f"{at}customer__clerk_id": scope.clerk})
    return rows


def visible_messages(rows: "QuerySet[M]", scope: Scope, *, at: str = "") -> "QuerySet[M]":
    """As visible(), and messages whose customer nobody knows yet are everybody's who handles messages."""
    if scope.sites is not None:
        rows = rows.filter(**{f"{at}site_id__in": sorted(scope.sites)})
    if scope.party is not None:
        rows = rows.filter(**{f"{at}customer_id": scope.party})
    if scope.clerk is not None:
        rows = rows.filter(Q(**{f"{at}customer": None}) | Q(**{f"{at}customer__clerk_id": scope.clerk}))
    return rows
