"""Write some columns of many rows in one statement that does not have to be composed anew each time.

Django's bulk_update spells out a CASE for every row and column, which costs more than the update itself.
"""

from collections.abc import Sequence
from enum import Enum
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Model


def update_rows(rows: Sequence[Model], names: Sequence[str]) -> None:
    """Save these fields of rows of one model that exist already: numbers, dates, texts and keys, no JSON.

    PostgreSQL takes them as one statement of arrays, SQLite one prepared statement a row.
    """
    if not rows:
        return
    model = type(rows[0])
    fields = [_field(model, name) for name in names]
    columns = [[_plain(field, row) for row in rows] for field in fields]
    keys = [row.pk for row in rows]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_by_arrays(model, tuple(names)), [keys, *columns])
        else:
            cursor.executemany(_by_key(model, tuple(names)), list(zip(*columns, keys, strict=True)))


def _field(model: type[Model], name: str) -> Any:
    """A field that has a column of its own; the stubs doubt that."""
    return model._meta.get_field(name)


def _plain(field: Any, row: Model) -> object:
    value = field.get_db_prep_save(getattr(row, field.attname), connection)
    return value.value if isinstance(value, Enum) else value


@cache
def _by_arrays(model: type[Model], names: tuple[str, ...]) -> str:
    quote, fields = connection.ops.quote_name, [_field(model, name) for name in names]
    key = _field(model, model._meta.pk.name)
    table, column = quote(model._meta.db_table), quote(key.column)
    sets = ", ".join(f"{quote(field.column)} = told.{quote(field.column)}" for field in fields)
    arrays = ", ".join(f"%s::{_array_type(field)}[]" for field in (key, *fields))
    told = ", ".join(quote(field.column) for field in (key, *fields))
    return f"UPDATE {table} SET {sets} FROM UNNEST({arrays}) AS told({told}) WHERE {table}.{column} = told.{column}"  # noqa: S608


def _array_type(field: Any) -> str:
    """The column's type; texts without their length, since a cast to varchar(n) cuts silently what the column would refuse."""
    kind: str = field.db_type(connection)
    return "text" if kind.startswith("varchar") else kind


@cache
def _by_key(model: type[Model], names: tuple[str, ...]) -> str:
    quote = connection.ops.quote_name
    sets = ", ".join(f"{quote(_field(model, name).column)} = %s" for name in names)
    table, column = quote(model._meta.db_table), quote(_field(model, model._meta.pk.name).column)
    return f"UPDATE {table} SET {sets} WHERE {column} = %s"  # noqa: S608
