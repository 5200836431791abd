"""Pages of a list by keyset: a page costs the same wherever it lies."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
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
FILLED_AT_ONCE = 500


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
    rows, path, ascending = _sorted(
        listing, narrowed(listing, scope=scope, where=where or {}, text=text), sort, scope
    )
    size = max(1, min(size, LARGEST_PAGE))
    forward = before is None
    mark = after if forward else before
    if mark:
        value, pk = cursor.read(mark)
        rows = rows.filter(cursor.beyond(path, value, pk, ascending=ascending == forward))
    rows = rows.order_by(*cursor.ordering(path, ascending=ascending == forward))
    columns = listing.visible(scope)
    found = list(_raw(rows, columns, path, _later(listing, columns, path))[: size + 1])
    more = len(found) > size
    found = found[:size] if forward else found[:size][::-1]
    _fill(found, listing, columns, path)
    shown = _shown(columns, found)
    key = "pk" if path == "id" else path
    first = (
        cursor.write(found[0][key], found[0]["pk"]) if found and (bool(mark) if forward else more) else None
    )
    last = cursor.write(found[-1][key], found[-1]["pk"]) if found and (more if forward else True) else None
    return Page(rows=shown, after=last, before=first)


def every_row(
    listing: Listing, *, scope: Scope, where: Mapping[str, str] | None = None, text: str = "", sort: str = ""
) -> Iterator[Row]:
    """All rows in order, streamed; for exports."""
    rows, path, ascending = _sorted(
        listing, narrowed(listing, scope=scope, where=where or {}, text=text), sort, scope
    )
    rows = rows.order_by(*cursor.ordering(path, ascending=ascending))
    columns = listing.visible(scope)
    every = iter(_raw(rows, columns, path, _later(listing, columns, path)).iterator(chunk_size=2000))
    while some := list(islice(every, FILLED_AT_ONCE)):
        _fill(some, listing, columns, path)
        yield from _shown(columns, some)


def count(listing: Listing, *, scope: Scope, where: Mapping[str, str] | None = None, text: str = "") -> int:
    """How many rows there are, counted no further than COUNT_LIMIT + 1."""
    rows = narrowed(listing, scope=scope, where=where or {}, text=text)
    return rows.order_by()[: COUNT_LIMIT + 1].count()


def _sorted(
    listing: Listing, rows: "QuerySet[Any]", sort: str, scope: Scope
) -> tuple["QuerySet[Any]", str, bool]:
    name = (sort or listing.sort).removeprefix("-")
    ascending = not (sort or listing.sort).startswith("-")
    path = _sort_path(listing, name, scope, asked=bool(sort))
    columns = listing.visible(scope)
    later = _later(listing, columns, path)
    computed = {c.source: c.expression for c in columns if c.expression is not None and c not in later}
    return (rows.annotate(**computed) if computed else rows), path, ascending


def _sort_path(listing: Listing, name: str, scope: Scope, *, asked: bool) -> str:
    if name in ("id", "pk"):
        return "id"
    column = listing.names.get(name)
    if column is not None and column.is_money and not scope.money and not asked:
        return "id"  # neither the order nor the cursor tells what is hidden
    if column is None or not column.sort or (column.is_money and not scope.money):
        raise InvalidInput(
            field="sort", reason=_("This list cannot be sorted by “%(name)s”.") % {"name": name}
        )
    return column.source


def _later(listing: Listing, columns: Sequence[Column], path: str) -> list[Column]:
    """The computed columns that are filled in once it is known which rows are shown."""
    if listing.fill is None:
        return []
    return [column for column in columns if column.expression is not None and column.source != path]


def _fill(found: Sequence[dict[str, Any]], listing: Listing, columns: Sequence[Column], path: str) -> None:
    later = _later(listing, columns, path)
    if not found or not later or listing.fill is None:
        return
    figures = listing.fill([raw["pk"] for raw in found])
    for raw in found:
        for column in later:
            raw[column.source] = figures[raw["pk"]][column.name]


def _raw(
    rows: "QuerySet[Any]", columns: Sequence[Column], path: str, later: Sequence[Column]
) -> "QuerySet[Any, dict[str, Any]]":
    """Key, sort value, and each column's value and companion, by ORM path; no values of what is filled in later."""
    wanted = ["pk", "pk" if path == "id" else path]
    for column in columns:
        if column not in later:
            wanted.append(column.source)
        if companion := _companion(column):
            wanted.append(companion)
    return rows.values(*dict.fromkeys(wanted))


def _companion(column: Column) -> str:
    if column.kind is Kind.NAME:
        return f"{column.source}_en"
    return column.unit or column.currency


def _shown(columns: Sequence[Column], found: Sequence[Mapping[str, Any]]) -> list[Row]:
    """Rows of raw ones: what is made of more than the value itself is made afterwards, column by column."""
    plain = [(column.name, column.source) for column in columns]
    made = [
        (column.name, _maker(column), _companion(column)) for column in columns if _maker(column) is not None
    ]
    rows = []
    for raw in found:
        values = {name: raw[source] for name, source in plain}
        for name, make, companion in made:
            if make is not None and values[name] is not None:
                values[name] = make(values[name], raw.get(companion))
        rows.append(Row(id=raw["pk"], values=values))
    return rows


def _maker(column: Column) -> Callable[[Any, Any], object] | None:
    """From a value and its companion to what is shown, None where that is the value."""
    if column.kind is Kind.NAME:
        return _name
    if column.kind is Kind.QUANTITY and column.unit:
        return _measured
    if column.kind is Kind.MONEY:
        return _money
    return None


def _name(value: Any, companion: Any) -> Name:
    return Name(value, companion or "")


def _measured(value: Any, companion: Any) -> Measured:
    return Measured(value, companion or "")


def _money(value: Any, companion: Any) -> Money:
    return Money(value, companion or "CNY")
