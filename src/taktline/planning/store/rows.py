"""Thousands of rows at once, past the ORM's objects: COPY on PostgreSQL, one prepared statement elsewhere."""

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import Model


def insert(model: type[Model], names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert rows. names: field names; values as the database holds them, exact numbers as whole millionths."""
    if not rows:
        return
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)
    columns = ", ".join(quote(_field(model, name).column) for name in names)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        marks = ", ".join(["%s"] * len(names))
        cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)  # noqa: S608 - names from models


def _field(model: type[Model], name: str) -> Any:
    """A column's field."""
    return model._meta.get_field(name)


def day_value(day: Any) -> Any:
    """A date as the database takes it."""
    return connection.ops.adapt_datefield_value(day)


def reserve(model: type[Model], count: int) -> list[int]:
    """Keys for so many rows that are about to be inserted; on SQLite the caller holds the only write transaction."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                [connection.ops.quote_name(table), count],
            )
            return [int(row[0]) for row in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = cursor.fetchone()
    return list(range(1 + (last[0] if last else 0), 1 + (last[0] if last else 0) + count))


def insert_objects(model: type[Model], objects: Sequence[Model]) -> None:
    """Insert many unsaved objects and give them their keys, for much less than bulk_create."""
    if not objects:
        return
    fields: list[Any] = [field for field in model._meta.concrete_fields if not field.primary_key]
    keys = reserve(model, len(objects))
    names = ("id", *(field.name for field in fields))
    rows = [
        (key, *(field.get_db_prep_save(getattr(each, field.attname), connection) for field in fields))
        for key, each in zip(keys, objects, strict=True)
    ]
    insert(model, names, rows)
    for key, each in zip(keys, objects, strict=True):
        each.pk = key
