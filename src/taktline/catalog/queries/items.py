"""Items, as rows."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.utils.translation import gettext_noop as N_

from taktline.catalog.life import ItemState
from taktline.catalog.models import CatalogVersion, Item, ItemRevision
from taktline.catalog.types import (
    ItemDraft,
    ItemRow,
    LotRule,
    PickRule,
    RevisionRow,
    RoundingRule,
    Suggestion,
    Supply,
    Tracking,
)
from taktline.kernel import search
from taktline.kernel.composed import Given, composed
from taktline.kernel.errors import NotFound
from taktline.kernel.naming import Name
from taktline.kernel.scope import EVERYTHING, Scope

PLAIN = (
    "id",
    "code",
    "specification",
    "drawing",
    "lead_days",
    "lot_quantity",
    "lot_minimum",
    "lot_multiple",
    "lot_maximum",
    "period_days",
    "safety_stock",
    "scrap",
    "shelf_days",
    "is_phantom",
    "is_customer_supplied",
    "default_supplier_id",
    "purchase_currency",
    "family_id",
)
JOINED = (
    "name",
    "name_en",
    "item_class_id",
    "item_class__name",
    "item_class__name_en",
    "unit__code",
    "unit__places",
    "unit__rounding",
    "second_unit__code",
    "supply",
    "tracking",
    "pick_rule",
    "state",
    "lot_rule",
    "purchase_price",
    "standard_cost",
    "tax_code__code",
)


def items(ids: Iterable[int], *, scope: Scope = EVERYTHING) -> dict[int, ItemRow]:
    """Items by id, in one query; unknown ids are left out."""
    return {raw["id"]: _row(raw, scope) for raw in _by_id().rows({"ids": set(ids)})}


@composed
def _by_id() -> "QuerySet[Item, Any]":
    rows: QuerySet[Item, Any] = Item.objects.filter(pk__among=Given("ids")).order_by("code").values(*PLAIN, *JOINED)
    return rows


def item(item_id: int, *, scope: Scope = EVERYTHING) -> ItemRow:
    """One item. Raises NotFound."""
    return _one(_rows(Item.objects.filter(pk=item_id), scope), item_id)


def item_by_code(code: str, *, scope: Scope = EVERYTHING) -> ItemRow:
    """One item by its code. Raises NotFound."""
    return _one(_rows(Item.objects.filter(code=code), scope), code)


def item_ids(codes: Iterable[str]) -> dict[str, int]:
    """Ids by code, in one query; unknown codes are left out."""
    return dict(_ids().rows({"codes": set(codes)}))


@composed
def _ids() -> "QuerySet[Item, tuple[str, int]]":
    return Item.objects.filter(code__among=Given("codes")).values_list("code", "id")


def codes(ids: Iterable[int]) -> dict[int, str]:
    """Codes by id, in one query; unknown ids are left out."""
    return dict(Item.objects.filter(pk__in=set(ids)).values_list("id", "code"))


def suggest_items(
    text: str, limit: int = 12, *, released: bool = False, made: bool = False
) -> list[Suggestion]:
    """Items whose code, name or specification has the text, for type-ahead; codes that begin with it come first.

    released, made: only those that are.
    """
    rows = Item.objects.exclude(state=ItemState.OBSOLETE)
    rows = rows.filter(state=ItemState.RELEASED) if released else rows
    rows = rows.exclude(supply=Supply.BUY) if made else rows
    if text.strip():
        rows = rows.filter(pk__in=search.matching("catalog.item", text))
    begins = Case(
        When(code__istartswith=text.strip(), then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    found = rows.annotate(begins=begins).order_by("begins", "code")[:limit]
    return [
        Suggestion(pk, code, Name(zh, en), specification, unit, ItemState(state))
        for pk, code, zh, en, specification, unit, state in found.values_list(
            "id", "code", "name", "name_en", "specification", "unit__code", "state"
        )
    ]


def revisions(item_id: int) -> list[RevisionRow]:
    """An item's revisions, latest first."""
    rows = ItemRevision.objects.filter(item_id=item_id).order_by("-effective_from", "-id")
    return [
        RevisionRow(*row)
        for row in rows.values_list("id", "item_id", "code", "drawing", "effective_from", "effective_until")
    ]


def item_draft_of(item_id: int) -> ItemDraft:
    """An item as it is, ready to be changed. Raises NotFound."""
    row = Item.objects.filter(pk=item_id).first()
    if row is None:
        raise NotFound(what=N_("item"), key=item_id)
    return ItemDraft(**{name: getattr(row, name) for name in ItemDraft.__dataclass_fields__})


def version() -> int:
    """How many changes items and structures have seen; a decision that rests on them keeps it."""
    return CatalogVersion.objects.filter(pk=1).values_list("number", flat=True).first() or 0


def _rows(rows: "QuerySet[Item]", scope: Scope) -> list[ItemRow]:
    return [_row(raw, scope) for raw in rows.order_by("code").values(*PLAIN, *JOINED)]


def _row(raw: dict[str, Any], scope: Scope) -> ItemRow:
    class_id = raw["item_class_id"]
    return ItemRow(
        **{name: raw[name] for name in PLAIN},
        name=Name(raw["name"], raw["name_en"]),
        class_id=class_id,
        class_name=None if class_id is None else Name(raw["item_class__name"], raw["item_class__name_en"]),
        unit=raw["unit__code"],
        unit_places=raw["unit__places"],
        unit_rounding=RoundingRule(raw["unit__rounding"]),
        second_unit=raw["second_unit__code"] or "",
        supply=Supply(raw["supply"]),
        tracking=Tracking(raw["tracking"]),
        pick_rule=PickRule(raw["pick_rule"]),
        state=ItemState(raw["state"]),
        lot_rule=LotRule(raw["lot_rule"]),
        purchase_price=raw["purchase_price"] if scope.money else None,
        standard_cost=raw["standard_cost"] if scope.money else None,
        tax_code=raw["tax_code__code"] or "",
    )


def _one(rows: list[ItemRow], key: object) -> ItemRow:
    if not rows:
        raise NotFound(what=N_("item"), key=key)
    return rows[0]
