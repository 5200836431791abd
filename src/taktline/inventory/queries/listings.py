"""The lists of inventory."""

from typing import Any

from django.db.models import Case, ExpressionWrapper, F, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from taktline.inventory.life import LotState, ReservationState
from taktline.inventory.models import OPEN, Balance, Expectation, Lot, Place, Reservation, StockCard
from taktline.inventory.queries.card_figures import card_figures
from taktline.inventory.types import STORAGE, AbcClass, Direction, PlaceKind, Status
from taktline.kernel.exact import QuantityField
from taktline.kernel.listing import Column, Filter, FilterKind, Kind, Listing
from taktline.kernel.scope import Scope

UNIT = "item__unit__code"
ITEM = (Column("item_code", path="item__code"), Column("item_name", Kind.NAME, path="item__name"))
ITEM_FILTERS = (Filter("item_id", FilterKind.ID), Filter("item", FilterKind.TEXT, path="item__code"))
LABELS = {kind.value: kind.label for kind in PlaceKind}


def labels(choices: Any) -> dict[str, Any]:
    """Labels by code of a TextChoices."""
    return {each.value: each.label for each in choices}


def at_sites(path: str) -> Any:
    """A scope that narrows by the site at this path."""

    def narrowed(rows: "QuerySet[Any]", scope: Scope) -> "QuerySet[Any]":
        return rows if scope.sites is None else rows.filter(**{f"{path}__in": scope.sites})

    return narrowed


def _total(rows: "QuerySet[Any]", what: Any) -> Combinable:
    """The sum over rows of the outer row's item, 0 where there are none."""
    sums = (
        rows.filter(item=OuterRef("item")).order_by().values("item").annotate(total=Sum(what)).values("total")
    )
    zero = Value(0, output_field=QuantityField())
    return Coalesce(Subquery(sums, output_field=QuantityField()), zero, output_field=QuantityField())


def _quantity(expression: Any) -> Combinable:
    """Sums and differences lose their type on the way through SQL; say it again."""
    return ExpressionWrapper(expression, output_field=QuantityField())


_OURS = Balance.objects.filter(owner=None, place__kind__in=STORAGE, place__site=OuterRef("site"))
_SOFT = Reservation.objects.filter(state=ReservationState.SOFT, site=OuterRef("site"))
_EXPECTED = Expectation.objects.filter(site=OuterRef("site"))
ON_HAND = _total(_OURS, "on_hand")
USABLE = _total(_OURS.filter(status=Status.FREE), "on_hand")
HARD = _total(_OURS, "reserved")
SOFT = _total(_SOFT, OPEN)
INCOMING = _total(_EXPECTED.filter(direction=Direction.IN), "quantity")
OUTGOING = _total(_EXPECTED.filter(direction=Direction.OUT), "quantity")
HELD = _total(_OURS.exclude(status=Status.FREE), "on_hand")
_LEFT = ExpressionWrapper(F("on_hand") - F("reserved"), output_field=QuantityField())
_SIGNED = Case(
    When(direction=Direction.IN, then=F("quantity")),
    default=ExpressionWrapper(F("quantity") * -1, output_field=QuantityField()),
    output_field=QuantityField(),
)
# One sum instead of three where it can be had: this list is read all day.
PROJECTED = _quantity(USABLE + _total(_EXPECTED, _SIGNED))
FREE = _quantity(_total(_OURS.filter(status=Status.FREE), _LEFT) - SOFT)


def _short(rows: "QuerySet[Any]", text: str) -> "QuerySet[Any]":
    rows = rows.annotate(short=PROJECTED)
    return rows.filter(short__lt=0) if text in ("1", "true") else rows.filter(short__gte=0)


def _in_stock(rows: "QuerySet[Any]", text: str) -> "QuerySet[Any]":
    there = Q(pk__in=rows.annotate(there=ON_HAND).filter(there__gt=0).values("pk"))
    return rows.filter(there) if text in ("1", "true") else rows.exclude(there)


STOCK = Listing(
    key="inventory.stock",
    model=StockCard,
    columns=(
        *ITEM,
        Column("item_id", Kind.NUMBER),
        Column("site", path="site__code"),
        Column("site_id", Kind.NUMBER),
        Column("on_hand", Kind.QUANTITY, unit=UNIT, expression=ON_HAND),
        Column("held", Kind.QUANTITY, unit=UNIT, expression=HELD),
        Column("reserved", Kind.QUANTITY, unit=UNIT, expression=_quantity(HARD + SOFT)),
        Column("free", Kind.QUANTITY, unit=UNIT, expression=FREE),
        Column("incoming", Kind.QUANTITY, unit=UNIT, expression=INCOMING),
        Column("outgoing", Kind.QUANTITY, unit=UNIT, expression=OUTGOING),
        Column("projected", Kind.QUANTITY, unit=UNIT, expression=PROJECTED),
        Column("abc", Kind.CHOICE, choices=labels(AbcClass)),
        Column("counted_at", Kind.DATETIME),
    ),
    filters=(
        *ITEM_FILTERS,
        Filter("site_id", FilterKind.ID),
        Filter("abc", FilterKind.CHOICE, choices=labels(AbcClass)),
        Filter("short", FilterKind.FLAG, narrow=_short),
        Filter("in_stock", FilterKind.FLAG, narrow=_in_stock),
    ),
    sort="item_code",
    search="catalog.item",
    search_path="item_id",
    scope=at_sites("site_id"),
    fill=card_figures,
)


def _not_empty(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    return rows.filter(on_hand__gt=0)


BALANCES = Listing(
    key="inventory.balances",
    model=Balance,
    columns=(
        *ITEM,
        Column("item_id", Kind.NUMBER),
        Column("site", path="place__site__code"),
        Column("place", path="place__code"),
        Column("place_id", Kind.NUMBER),
        Column("place_kind", Kind.CHOICE, path="place__kind", choices=LABELS),
        Column("lot", path="lot__code"),
        Column("lot_id", Kind.NUMBER),
        Column("expires_on", Kind.DATE, path="lot__expires_on"),
        Column("owner", Kind.NAME, path="owner__name"),
        Column("owner_id", Kind.NUMBER),
        Column("status", Kind.CHOICE, choices=labels(Status)),
        Column("on_hand", Kind.QUANTITY, unit=UNIT),
        Column("reserved", Kind.QUANTITY, unit=UNIT),
        Column("value", Kind.MONEY, path="value_minor", currency="place__site__currency"),
    ),
    filters=(
        *ITEM_FILTERS,
        Filter("site_id", FilterKind.ID, path="place__site_id"),
        Filter("place_id", FilterKind.ID),
        Filter("place", FilterKind.TEXT, path="place__code"),
        Filter("lot_id", FilterKind.ID),
        Filter("lot", FilterKind.TEXT, path="lot__code"),
        Filter("status", FilterKind.CHOICE, choices=labels(Status)),
        Filter("place_kind", FilterKind.CHOICE, path="place__kind", choices=LABELS),
        Filter("expires_on", FilterKind.DAY, path="lot__expires_on"),
    ),
    sort="item_code",
    search="catalog.item",
    search_path="item_id",
    scope=at_sites("place__site_id"),
    prepare=_not_empty,
)

_IN_LOT = Balance.objects.filter(lot=OuterRef("pk"), place__kind__in=STORAGE)

LOTS = Listing(
    key="inventory.lots",
    model=Lot,
    columns=(
        Column("code"),
        *ITEM,
        Column("item_id", Kind.NUMBER),
        Column("state", Kind.CHOICE, choices=labels(LotState)),
        Column(
            "on_hand",
            Kind.QUANTITY,
            unit=UNIT,
            expression=Coalesce(
                Subquery(
                    _IN_LOT.order_by().values("lot").annotate(total=Sum("on_hand")).values("total"),
                    output_field=QuantityField(),
                ),
                Value(0, output_field=QuantityField()),
                output_field=QuantityField(),
            ),
        ),
        Column("expires_on", Kind.DATE),
        Column("made_on", Kind.DATE),
        Column("supplier_lot"),
        Column("received_at", Kind.DATETIME),
    ),
    filters=(
        *ITEM_FILTERS,
        Filter("code", FilterKind.TEXT),
        Filter("state", FilterKind.CHOICE, choices=labels(LotState)),
        Filter("expires_on", FilterKind.DAY),
    ),
    sort="-id",
    search="catalog.item",
    search_path="item_id",
)

PLACES = Listing(
    key="inventory.places",
    model=Place,
    columns=(
        Column("code"),
        Column("name", Kind.NAME),
        Column("site", path="site__code"),
        Column("kind", Kind.CHOICE, choices=LABELS),
        Column("parent", path="parent__code"),
        Column("is_active", Kind.FLAG),
    ),
    filters=(
        Filter("code", FilterKind.TEXT),
        Filter("site_id", FilterKind.ID),
        Filter("kind", FilterKind.CHOICE, choices=LABELS),
        Filter("is_active", FilterKind.FLAG),
    ),
    sort="code",
    scope=at_sites("site_id"),
)
