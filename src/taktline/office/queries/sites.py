"""Which rows of this room somebody may see, by their site."""

from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from taktline.kernel.scope import Scope

M = TypeVar("M", bound=Model)


def of_sites(rows: "QuerySet[M]", scope: Scope) -> "QuerySet[M]":
    """Those of the sites that may be seen, and those that belong to no site."""
    return rows if scope.sites is None else rows.filter(Q(site=None) | Q(site_id__in=scope.sites))
