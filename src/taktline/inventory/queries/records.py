"""The lists of what happened and of what waits: moves, reservations, expectations, counts, periods."""

from typing import Any

from django.db.models import Case, ExpressionWrapper, F, Q, QuerySet, Value, When
from django.db.models import Count as Number

from taktline.inventory.life import CountState, ReservationState
from taktline.inventory.models import OPEN, Count, CountLine, Expectation, Move, Period, Reservation
from taktline.inventory.queries.listings import ITEM, ITEM_FILTERS, UNIT, at_sites, labels
from taktline.inventory.types import CountKind, Direction, MoveKind, Status
from taktline.kernel.exact import QuantityField
from taktline.kernel.listing import Column, Filter, FilterKind, Kind, Listing
from taktline.kernel.scope import Scope


def _moves_at_sites(rows: "QuerySet[Any]", scope: Scope) -> "QuerySet[Any]":
    if scope.sites is None:
        return rows
    return rows.filter(Q(from_place__site_id__in=scope.sites) | Q(to_place__site_id__in=scope.sites))


def _through_place(rows: "QuerySet[Any]", text: str) -> "QuerySet[Any]":
    return rows.filter(Q(from_place__code__iexact=text) | Q(to_place__code__iexact=text))


SOURCE_FILTERS = (Filter("source_kind", FilterKind.TEXT), Filter("source_id", FilterKind.ID))
SOURCE = (Column("source_kind"), Column("source_id", Kind.NUMBER))

MOVES = Listing(
    key="inventory.moves",
    model=Move,
    columns=(
        Column("posted_at", Kind.DATETIME),
        Column("kind", Kind.CHOICE, choices=labels(MoveKind)),
        *ITEM,
        Column("item_id", Kind.NUMBER),
        Column("lot", path="lot__code"),
        Column("owner", Kind.NAME, path="owner__name"),
        Column("from_place", path="from_place__code"),
        Column("from_status", Kind.CHOICE, choices=labels(Status)),
        Column("to_place", path="to_place__code"),
        Column("to_status", Kind.CHOICE, choices=labels(Status)),
        Column("quantity", Kind.QUANTITY, unit=UNIT),
        Column("value", Kind.MONEY, path="value_minor", currency="from_place__site__currency"),
        *SOURCE,
        Column("reason"),
        Column("who", path="actor_name"),
        Column("recorded_at", Kind.DATETIME),
        Column("reverses_id", Kind.NUMBER),
    ),
    filters=(
        *ITEM_FILTERS,
        *SOURCE_FILTERS,
        Filter("kind", FilterKind.CHOICE, choices=labels(MoveKind)),
        Filter("lot_id", FilterKind.ID),
        Filter("lot", FilterKind.TEXT, path="lot__code"),
        Filter("place", FilterKind.TEXT, narrow=_through_place),
        Filter("posted_on", FilterKind.DAY, path="posted_at__date"),
        Filter("who", FilterKind.TEXT, path="actor_name"),
    ),
    sort="-id",
    search="catalog.item",
    search_path="item_id",
    scope=_moves_at_sites,
)

# What was let go of or issued keeps nothing any more, whatever of it was never taken.
_STILL_OPEN = Case(
    When(state__in=(ReservationState.SOFT, ReservationState.HARD), then=OPEN),
    default=Value(0),
    output_field=QuantityField(),
)
RESERVATIONS = Listing(
    key="inventory.reservations",
    model=Reservation,
    columns=(
        *ITEM,
        Column("item_id", Kind.NUMBER),
        *SOURCE,
        Column("site", path="site__code"),
        Column("state", Kind.CHOICE, choices=labels(ReservationState)),
        Column("open", Kind.QUANTITY, unit=UNIT, expression=_STILL_OPEN),
        Column("quantity", Kind.QUANTITY, unit=UNIT),
        Column("place", path="balance__place__code"),
        Column("lot", path="balance__lot__code"),
        Column("expires_at", Kind.DATETIME),
        Column("created_at", Kind.DATETIME),
    ),
    filters=(
        *ITEM_FILTERS,
        *SOURCE_FILTERS,
        Filter("site_id", FilterKind.ID),
        Filter("state", FilterKind.CHOICE, choices=labels(ReservationState)),
    ),
    sort="-id",
    search="catalog.item",
    search_path="item_id",
    scope=at_sites("site_id"),
)

EXPECTATIONS = Listing(
    key="inventory.expectations",
    model=Expectation,
    columns=(
        Column("due", Kind.DATE),
        *ITEM,
        Column("item_id", Kind.NUMBER),
        Column("site", path="site__code"),
        Column("direction", Kind.CHOICE, choices=labels(Direction)),
        Column("quantity", Kind.QUANTITY, unit=UNIT),
        *SOURCE,
        Column("priority", Kind.NUMBER),
    ),
    filters=(
        *ITEM_FILTERS,
        *SOURCE_FILTERS,
        Filter("site_id", FilterKind.ID),
        Filter("direction", FilterKind.CHOICE, choices=labels(Direction)),
        Filter("due", FilterKind.DAY),
    ),
    sort="due",
    search="catalog.item",
    search_path="item_id",
    scope=at_sites("site_id"),
)

COUNTS = Listing(
    key="inventory.counts",
    model=Count,
    columns=(
        Column("number"),
        Column("site", path="site__code"),
        Column("kind", Kind.CHOICE, choices=labels(CountKind)),
        Column("state", Kind.CHOICE, choices=labels(CountState)),
        Column("is_blind", Kind.FLAG),
        Column("lines", Kind.NUMBER, expression=Number("lines"), sort=False),
        Column("done", Kind.NUMBER, expression=Number("lines__counted"), sort=False),
        Column("note"),
        Column("created_at", Kind.DATETIME),
        Column("posted_at", Kind.DATETIME),
    ),
    filters=(
        Filter("number", FilterKind.TEXT),
        Filter("site_id", FilterKind.ID),
        Filter("kind", FilterKind.CHOICE, choices=labels(CountKind)),
        Filter("state", FilterKind.CHOICE, choices=labels(CountState)),
    ),
    sort="-id",
    scope=at_sites("site_id"),
)

# A blind count shows nobody what the books say before it is handed in.
_SEEN = ~Q(count__state__in=(CountState.DRAFT, CountState.COUNTING)) | Q(count__is_blind=False)

COUNT_LINES = Listing(
    key="inventory.count-lines",
    model=CountLine,
    columns=(
        Column("number", path="count__number"),
        *ITEM,
        Column("place", path="place__code"),
        Column("lot", path="lot__code"),
        Column("status", Kind.CHOICE, choices=labels(Status)),
        Column(
            "book",
            Kind.QUANTITY,
            unit=UNIT,
            expression=Case(When(_SEEN, then="book"), output_field=QuantityField(null=True)),
            sort=False,
        ),
        Column("counted", Kind.QUANTITY, unit=UNIT),
        Column(
            "difference",
            Kind.QUANTITY,
            unit=UNIT,
            expression=Case(
                When(_SEEN, then=ExpressionWrapper(F("counted") - F("book"), output_field=QuantityField())),
                output_field=QuantityField(null=True),
            ),
            sort=False,
        ),
        Column(
            "difference_value", Kind.MONEY, path="difference_value_minor", currency="count__site__currency"
        ),
        Column("counted_by"),
        Column("counted_at", Kind.DATETIME),
    ),
    filters=(
        *ITEM_FILTERS,
        Filter("count_id", FilterKind.ID),
        Filter("place", FilterKind.TEXT, path="place__code"),
    ),
    sort="id",
    scope=at_sites("count__site_id"),
)

PERIODS = Listing(
    key="inventory.periods",
    model=Period,
    columns=(
        Column("month", Kind.DATE),
        Column("site", path="site__code"),
        Column("closed_at", Kind.DATETIME),
        Column("closed_by"),
    ),
    filters=(Filter("site_id", FilterKind.ID),),
    sort="-month",
    scope=at_sites("site_id"),
)
