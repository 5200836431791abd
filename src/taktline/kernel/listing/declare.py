"""The declaration of a list, made by a room in its queries."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.db.models import Model, QuerySet
from django.db.models.expressions import Combinable

from taktline.kernel.scope import Scope


class Kind(StrEnum):
    """What a column holds; decides how it is aligned, compared and shown."""

    TEXT = "text"
    NAME = "name"
    QUANTITY = "quantity"
    PRICE = "price"
    MONEY = "money"
    NUMBER = "number"
    RATIO = "ratio"
    DATE = "date"
    DATETIME = "datetime"
    FLAG = "flag"
    CHOICE = "choice"


MONEY_KINDS = frozenset({Kind.PRICE, Kind.MONEY})


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    path: ORM path, the name where empty. kind NAME reads `path` and `path` + "_en" into a Name.
    unit: ORM path of the unit, makes a QUANTITY a Measured. currency: ORM path of the currency of a MONEY.
    expression: computed in the database instead of `path`. choices: labels by code. sort: whether one may sort by it.
    money: hidden from those who may not see money (PRICE and MONEY always are).
    """

    name: str
    kind: Kind = Kind.TEXT
    path: str = ""
    unit: str = ""
    currency: str = ""
    expression: Combinable | None = None
    choices: Mapping[str, Any] | None = None
    sort: bool = True
    money: bool = False

    @property
    def source(self) -> str:
        """The name to read it by in values_list()."""
        return f"_{self.name}" if self.expression is not None else self.path or self.name

    @property
    def is_money(self) -> bool:
        """Whether only those who may see money may see it."""
        return self.money or self.kind in MONEY_KINDS


class FilterKind(StrEnum):
    """How a filter's text is read."""

    CHOICE = "choice"  # code or codes parted by commas
    TEXT = "text"  # contained, any case
    DAY = "day"  # 2026-01-01..2026-01-31, either end may be missing
    NUMBER = "number"  # 10..20, either end may be missing
    FLAG = "flag"  # 1 or 0
    ID = "id"  # id or ids parted by commas


@dataclass(frozen=True, slots=True)
class Filter:
    """One way to narrow a list. condition: for what no path can say, text → a narrowed queryset."""

    name: str
    kind: FilterKind
    path: str = ""
    choices: Mapping[str, Any] | None = None
    narrow: Callable[["QuerySet[Any]", str], "QuerySet[Any]"] | None = None


def _everyone(rows: "QuerySet[Any]", scope: Scope) -> "QuerySet[Any]":  # noqa: ARG001 - the shape of a scope
    return rows


@dataclass(frozen=True, slots=True)
class Listing:
    """One list of a room.

    key: "room.things". sort: the default, a column name, with "-" for descending. search: kind in the search
    table. search_path: what its ids mean here, such as "item_id". scope: narrows rows to what the actor may see.
    prepare: narrows or annotates all rows at the start. fill: the computed columns of some rows by id, in few queries;
    what one sorts or filters by is still computed by its expression, and both must say the same.
    """

    key: str
    model: type[Model]
    columns: tuple[Column, ...]
    filters: tuple[Filter, ...] = ()
    sort: str = "-id"
    search: str = ""
    search_path: str = "pk"
    scope: Callable[["QuerySet[Any]", Scope], "QuerySet[Any]"] = _everyone
    prepare: Callable[["QuerySet[Any]"], "QuerySet[Any]"] | None = None
    fill: Callable[[Sequence[int]], Mapping[int, Mapping[str, object]]] | None = None
    names: Mapping[str, Column] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", {column.name: column for column in self.columns})

    def visible(self, scope: Scope) -> tuple[Column, ...]:
        """The columns that may be shown."""
        return tuple(column for column in self.columns if scope.money or not column.is_money)
