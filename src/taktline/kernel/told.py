"""What an operation tells - lines of the journal, facts - is written at its end, together and in the order it was told.

It stays in the operation's transaction: it commits with the change or not at all. What was told inside a savepoint that
is rolled back is forgotten with it. Outside an operation everything is written at once.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any, cast

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.db.models import JSONField, Model

# A long operation does not hold more than this back.
MOST_HELD = 500
_BOOK = "taktline_told"


@dataclass(frozen=True, slots=True)
class _Line:
    """A row as it will be written; savepoints: those it was told in."""

    model: type[Model]
    values: tuple[object, ...]
    savepoints: frozenset[str]


@dataclass(slots=True)
class _Book:
    """What is held back. savepoints: those that were open before the operation, which are not its own."""

    savepoints: frozenset[str]
    lines: list[_Line] = field(default_factory=list)


def tell(*rows: Model) -> None:
    """Have new rows written by the end of the operation; nobody learns their keys. They are read now, not then."""
    book = _book()
    around = _savepoints()
    lines = [_Line(type(row), _values(row), around) for row in rows]
    if book is None:
        _write(lines)
        return
    book.lines.extend(lines)
    if len(book.lines) >= MOST_HELD:
        write()


def write() -> None:
    """Write what is held back, for somebody who wants to read it.

    Inside a savepoint of the operation nothing is written: what was told before it must outlive it.
    """
    book = _book()
    if book is None or not book.lines or _savepoints() - book.savepoints:
        return
    lines, book.lines = book.lines, []
    _write(lines)


def forget(wrapper: Any, savepoint: str) -> None:
    """A savepoint was rolled back; the database backends say so."""
    book = getattr(wrapper, _BOOK, None)
    if book is not None:
        book.lines = [line for line in book.lines if savepoint not in line.savepoints]


@contextmanager
def together() -> Iterator[None]:
    """Hold back until the outermost block ends well; it stands inside its transaction."""
    if _book() is not None:
        yield
        return
    setattr(connection, _BOOK, _Book(_savepoints()))
    try:
        yield
        write()
    finally:
        setattr(connection, _BOOK, None)


def _book() -> _Book | None:
    return getattr(connection, _BOOK, None)


def _savepoints() -> frozenset[str]:
    return frozenset(each for each in connection.savepoint_ids if each)


def _values(row: Model) -> tuple[object, ...]:
    return tuple(
        json.dumps(getattr(row, each.attname), cls=DjangoJSONEncoder)
        if isinstance(each, JSONField)
        else each.get_db_prep_save(getattr(row, each.attname), connection)
        for each in _fields(type(row))
    )


@cache
def _fields(model: type[Model]) -> tuple[Any, ...]:
    return tuple(each for each in model._meta.concrete_fields if not each.primary_key)


def _write(lines: Sequence[_Line]) -> None:
    by_model: dict[type[Model], list[tuple[object, ...]]] = {}
    for line in lines:
        by_model.setdefault(line.model, []).append(line.values)
    with connection.cursor() as cursor:
        for model, rows in by_model.items():
            if connection.vendor == "postgresql":
                cursor.execute(_by_arrays(model), [list(column) for column in zip(*rows, strict=True)])
            else:
                cursor.executemany(_by_row(model), cast("list[Any]", rows))


@cache
def _by_arrays(model: type[Model]) -> str:
    """One statement for any number of rows. Texts are cast by the column, which refuses what is too long."""
    quote, fields = connection.ops.quote_name, _fields(model)
    kinds = [str(each.db_type(connection)) for each in fields]
    given = ["text" if kind == "jsonb" or kind.startswith("varchar") else kind for kind in kinds]
    arrays = ", ".join(f"%s::{kind}[]" for kind in given)
    names = ", ".join(quote(each.column) for each in fields)
    values = ", ".join(
        f"{quote(each.column)}::jsonb" if kind == "jsonb" else quote(each.column)
        for each, kind in zip(fields, kinds, strict=True)
    )
    table = quote(model._meta.db_table)
    return f"INSERT INTO {table} ({names}) SELECT {values} FROM UNNEST({arrays}) AS told({names})"  # noqa: S608


@cache
def _by_row(model: type[Model]) -> str:
    quote, fields = connection.ops.quote_name, _fields(model)
    names = ", ".join(quote(each.column) for each in fields)
    table = quote(model._meta.db_table)
    return f"INSERT INTO {table} ({names}) VALUES ({', '.join('%s' for _ in fields)})"  # noqa: S608
