"""Queries that are composed once and asked with other values: for what is asked with every order.

Composing a query costs Django several times what asking it costs. Only the paths that must be fast use this; everything
else says what it wants as ever.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, ParamSpec, TypeVar, cast

from django.db import connection
from django.db.models import Expression, Field, ForeignObject, Lookup, QuerySet
from django.db.models.query import (
    FlatValuesListIterable,
    ModelIterable,
    ValuesIterable,
    get_related_populators,
)

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a value goes. is_list: as one array, or as JSON where there are none."""

    name: str
    is_list: bool = False


class Given(Expression):
    """A value that is handed in when the query is asked: a number, text, flag, day or moment, not an exact number."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """A place for the value."""
        return "%s", [_Place(self.name)]


@ForeignObject.register_lookup
@Field.register_lookup
class Among(Lookup):
    """`pk__among=Given("ids")`: one of several, however many they are."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """One statement for lists of any length."""
        told, values = self.process_lhs(compiler, connection)
        place = _Place(self.rhs.name, is_list=True)
        if connection.vendor == "postgresql":
            return f"{told} = ANY(%s)", [*values, place]
        return f"{told} IN (SELECT value FROM json_each(%s))", [*values, place]  # noqa: S608 - a column of ours


@dataclass(frozen=True, slots=True)
class _Ready:
    """A composed query. read: from a raw row to what the queryset would give."""

    sql: str
    places: tuple[Any, ...]
    converters: tuple[tuple[int, tuple[Any, ...], Any], ...]
    read: Callable[[Sequence[Any]], Any]


class Asked(Generic[R]):
    """One query, ready to be asked."""

    def __init__(self, build: "Callable[[], QuerySet[Any, R]]") -> None:
        self._build = build
        self._ready: dict[str, _Ready] = {}

    def rows(self, given: Mapping[str, object]) -> list[R]:
        """What the queryset would give for these values."""
        ready = self._ready.get(connection.vendor)
        if ready is None:
            ready = self._ready[connection.vendor] = _composed(self._build())
        with connection.cursor() as cursor:
            cursor.execute(ready.sql, [_value(each, given) for each in ready.places])
            found = cursor.fetchall()
        return [ready.read(row) for row in _converted(found, ready)]

    def first(self, given: Mapping[str, object]) -> R | None:
        """The first of the rows."""
        return next(iter(self.rows(given)), None)


def composed(build: "Callable[P, QuerySet[Any, R]]") -> "Callable[P, Asked[R]]":
    """Make a function that builds a queryset answer it composed, once for each set of arguments: flags, no values."""

    @cache
    def asked(*args: P.args, **kwargs: P.kwargs) -> Asked[R]:
        return Asked(lambda: build(*args, **kwargs))

    return cast("Callable[P, Asked[R]]", asked)


def _value(place: Any, given: Mapping[str, object]) -> Any:
    if not isinstance(place, _Place):
        return place
    value = given[place.name]
    if not place.is_list:
        return connection.ops.adapt_unknown_value(value)
    several = list(value)  # type: ignore[call-overload]
    return several if connection.vendor == "postgresql" else json.dumps(several)


def _composed(rows: "QuerySet[Any, Any]") -> _Ready:
    compiler = rows.query.get_compiler(rows.db)
    sql, places = compiler.as_sql()
    converters = compiler.get_converters([each[0] for each in compiler.select])
    steps = tuple((at, tuple(each), expression) for at, (each, expression) in converters.items())
    return _Ready(sql, tuple(places), steps, _reader(rows, compiler))


def _reader(rows: "QuerySet[Any, Any]", compiler: Any) -> Callable[[Sequence[Any]], Any]:
    """Rows of a model with what select_related() names, mappings, tuples, or single values; as the queryset would."""
    kind = getattr(rows, "_iterable_class", ModelIterable)
    if kind is FlatValuesListIterable:
        return lambda row: row[0]
    if kind is ValuesIterable:
        names = [*rows.query.values_select, *rows.query.annotation_select]
        return lambda row: dict(zip(names, row, strict=True))
    if kind is not ModelIterable:
        return tuple
    told, model = compiler.klass_info, compiler.klass_info["model"]
    begin, end = told["select_fields"][0], told["select_fields"][-1] + 1
    names = [each[0].target.attname for each in compiler.select[begin:end]]
    populators: Any = get_related_populators
    related = populators(told, compiler.select, rows.db)

    def read(row: Sequence[Any]) -> Any:
        found = model.from_db(rows.db, names, row[begin:end])
        for each in related:
            each.populate(row, found)
        return found

    return read


def _converted(found: Sequence[Sequence[Any]], ready: _Ready) -> Iterator[Sequence[Any]]:
    if not ready.converters:
        yield from found
        return
    for raw in found:
        row = list(raw)
        for at, steps, expression in ready.converters:
            value = row[at]
            for step in steps:
                value = step(value, expression, connection)
            row[at] = value
        yield row
