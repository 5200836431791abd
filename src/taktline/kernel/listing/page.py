"""Pages of a list by keyset: a page costs the same wherever it lies."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from taktline.kernel.errors import InvalidInput
from taktline.kernel.exact import Money
from taktline.kernel.listing import cursor
from taktline.kernel.listing.declare import Column, Kind, Listing
from taktline.kernel.listing.narrow import narrowed
from taktline.kernel.listing.rows import Measured, Page, Row
from taktline.kernel.naming import Name
from taktline.kernel.scope import Scope

LARGEST_PAGE = 500
COUNT_LIMIT = 10_000


def page(
    listing: Listing,
    *,
    scope: Scope,
    where: Mapping[str, str] | None = None,
    text: str = "",
    sort: str = "",
    after: str | None = None,
    before: str | None = None,
    size: int = 50,
) -> Page:
    """One page of rows in the order asked for.

    where: filter texts by filter name. sort: column name, "-" before it for descending. after, before: a cursor of
    an earlier page. Raises InvalidInput for a filter, sort or cursor that cannot be read.
    """
    rows, path, ascending = _sorted(listing, narrowed(listing, scope=scope, where=where or {}, text=text), sort, scope)
    size = max(1, min(size, LARGEST_PAGE))
    forward = before is None
    mark = after if forward else before
    if mark:
        value, pk = cursor.read(mark)
        rows = rows.filter(cursor.beyond(path, value, pk, ascending=ascending == forward))
    rows = rows.order_by(*cursor.ordering(path, ascending=ascending == forward))
    columns = listing.visible(scope)
    found = list(_raw(rows, columns, path)[: size + 1])
    more = len(found) > size
    found = found[:size] if forward else found[:size][::-1]
    shown = [_row(columns, raw) for raw in found]
    key = "pk" if path == "id" else path
    first = cursor.write(found[0][key], found[0]["pk"]) if found and (bool(mark) if forward else more) else None
    last = cursor.write(found[-1][key], found[-1]["pk"]) if found and (more if forward else True) else None
    return Page(rows=shown, after=last, before=first)


def every_row(
    listing: Listing, *, scope: Scope, where: Mapping[str, str] | None = None, text: str = "", sort: str = ""
) -> Iterator[Row]:
    """All rows in order, streamed; for exports."""
    rows, path, ascending = _sorted(listing, narrowed(listing, scope=scope, where=where or {}, text=text), sort, scope)
    rows = rows.order_by(*cursor.ordering(path, ascending=ascending))
    columns = listing.visible(scope)
    for raw in _raw(rows, columns, path).iterator(chunk_size=2000):
        yield _row(columns, raw)


def count(listing: Listing, *, scope: Scope, where: Mapping[str, str] | None = None, text: str = "") -> int:
    """How many rows there are, counted no further than COUNT_LIMIT + 1."""
    rows = narrowed(listing, scope=scope, where=where or {}, text=text)
    return rows.order_by()[: COUNT_LIMIT + 1].count()


def _sorted(
    listing: Listing, rows: "QuerySet[Any]", sort: str, scope: Scope
) -> tuple["QuerySet[Any]", str, bool]:
    name = (sort or listing.sort).removeprefix("-")
    ascending = not (sort or listing.sort).startswith("-")
    computed = {f"_{c.name}": c.expression for c in listing.visible(scope) if c.expression is not None}
    if computed:
        rows = rows.annotate(**computed)
    if name in ("id", "pk"):
        return rows, "id", ascending
    column = listing.names.get(name)
    if column is not None and column.is_money and not scope.money and not sort:
        return rows, "id", ascending  # neither the order nor the cursor tells what is hidden
    if column is None or not column.sort or (column.is_money and not scope.money):
        raise InvalidInput(field="sort", reason=_("This list cannot be sorted by “%(name)s”.") % {"name": name})
    return rows, column.source, ascending


def _raw(rows: "QuerySet[Any]", columns: Sequence[Column], path: str) -> "QuerySet[Any, dict[str, Any]]":
    """Key, sort value, and each column's value and companion, by ORM path."""
    wanted = ["pk", "pk" if path == "id" else path]
    for column in columns:
        wanted.append(column.source)
        if companion := _companion(column):
            wanted.append(companion)
    return rows.values(*dict.fromkeys(wanted))


def _companion(column: Column) -> str:
    if column.kind is Kind.NAME:
        return f"{column.source}_en"
    return column.unit or column.currency


def _row(columns: Sequence[Column], raw: Mapping[str, Any]) -> Row:
    values = {column.name: _value(column, raw[column.source], raw.get(_companion(column))) for column in columns}
    return Row(id=raw["pk"], values=values)


def _value(column: Column, value: Any, companion: Any) -> object:
    if value is None:
        return None
    if column.kind is Kind.NAME:
        return Name(value, companion or "")
    if column.kind is Kind.QUANTITY and column.unit:
        return Measured(value, companion or "")
    if column.kind is Kind.MONEY:
        return Money(value, companion or "CNY") if column.currency else Money(value)
    return value
