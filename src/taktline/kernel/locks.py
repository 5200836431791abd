"""Locks are waited for, always in key order, so that no two operations can wait for each other."""

from typing import TypeVar

from django.db import connection
from django.db.models import Model, QuerySet

from taktline.kernel.errors import NotFound

M = TypeVar("M", bound=Model)


def lock_rows(rows: "QuerySet[M]") -> list[M]:
    """The rows, locked until the transaction ends, in primary-key order.

    SQLite's write transactions are one at a time already, so there the rows are only read.
    """
    return list(locking(rows))


def locking(rows: "QuerySet[M]") -> "QuerySet[M]":
    """The same rows, to be locked when they are read; for queries that are composed once."""
    ordered = rows.order_by("pk")
    return ordered.select_for_update(no_key=True, of=("self",)) if connection.vendor == "postgresql" else ordered


def lock_one(rows: "QuerySet[M]", *, what: object, key: object) -> M:
    """The one row, locked. Raises NotFound with what and key if there is none."""
    found = lock_rows(rows)
    if not found:
        raise NotFound(what=what, key=key)
    return found[0]


def one_at_a_time(name: str) -> None:
    """Wait until nobody else is inside the same named passage; it is left when the transaction ends.

    For what no row stands for yet, such as the next offer at a site. SQLite's writers take turns anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])
