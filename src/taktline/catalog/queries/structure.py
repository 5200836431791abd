"""Bills of material and routings, as rows; always in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_noop as N_

from taktline.catalog.life import StructureState
from taktline.catalog.models import Bom, BomLine, Item, OperationAlternative, Routing, RoutingOperation
from taktline.catalog.types import (
    AlternativeRow,
    BomLineRow,
    BomRow,
    OperationRow,
    OutsideRow,
    RoutingRow,
    UsedIn,
)
from taktline.kernel.errors import NotFound
from taktline.kernel.naming import Name
from taktline.kernel.scope import EVERYTHING, Scope

IN_FORCE = (StructureState.ACTIVE, StructureState.SUPERSEDED)
DEEPEST = 40


def covering(on: date, prefix: str = "") -> Q:
    """Structures in force on a day. Of several, the one that began last counts."""
    return Q(
        **{f"{prefix}state__in": IN_FORCE, f"{prefix}effective_from__lte": on},
    ) & (Q(**{f"{prefix}effective_until__isnull": True}) | Q(**{f"{prefix}effective_until__gt": on}))


def boms_on(item_ids: Iterable[int], on: date) -> dict[int, BomRow]:
    """The bill of material in force of each item that has one; two queries."""
    rows = Bom.objects.filter(covering(on), item_id__in=set(item_ids)).order_by("effective_from", "id")
    latest = {row.item_id: row for row in _boms(rows)}
    return _with_lines(latest)


def active_bom(item_id: int, on: date) -> BomRow | None:
    """The bill of material in force on a day, None where there is none."""
    return boms_on([item_id], on).get(item_id)


def bom(bom_id: int) -> BomRow:
    """One bill of material, in whatever state. Raises NotFound."""
    found = _boms(Bom.objects.filter(pk=bom_id))
    if not found:
        raise NotFound(what=N_("bill of material"), key=bom_id)
    return _with_lines({found[0].item_id: found[0]})[found[0].item_id]


def boms_of(item_id: int) -> list[BomRow]:
    """All bills of material of an item, latest first, without lines."""
    return _boms(
        Bom.objects.filter(item_id=item_id).order_by(F("effective_from").desc(nulls_first=True), "-id")
    )


def _boms(rows: "QuerySet[Bom]") -> list[BomRow]:
    return [
        BomRow(pk, item_id, code, StructureState(state), base, revision or "", begins, ends)
        for pk, item_id, code, state, base, revision, begins, ends in rows.values_list(
            "id", "item_id", "code", "state", "base", "revision__code", "effective_from", "effective_until"
        )
    ]


LINE = (
    "id",
    "position",
    "component_id",
    "quantity",
    "scrap",
    "alternate_group",
    "alternate_priority",
    "is_by_product",
    "operation_number",
)
LINE_COMPONENT = (
    "component__code",
    "component__name",
    "component__name_en",
    "component__unit__code",
    "component__unit__places",
    "component__is_phantom",
)


def _line(raw: dict[str, Any]) -> BomLineRow:
    return BomLineRow(
        **{name: raw[name] for name in LINE},
        component_code=raw["component__code"],
        component_name=Name(raw["component__name"], raw["component__name_en"]),
        unit=raw["component__unit__code"],
        unit_places=raw["component__unit__places"],
        is_phantom=raw["component__is_phantom"],
        has_bom=raw["has_bom"],
    )


def _with_lines(boms: dict[int, BomRow]) -> dict[int, BomRow]:
    lines: dict[int, list[BomLineRow]] = defaultdict(list)
    below = Bom.objects.filter(item_id=OuterRef("component_id"), state=StructureState.ACTIVE)
    rows = BomLine.objects.filter(bom_id__in=[row.id for row in boms.values()]).order_by("bom_id", "position")
    for raw in rows.annotate(has_bom=Exists(below)).values(*LINE, *LINE_COMPONENT, "bom_id", "has_bom"):
        lines[raw["bom_id"]].append(_line(raw))
    return {item_id: replace(row, lines=tuple(lines[row.id])) for item_id, row in boms.items()}


def routings_on(item_ids: Iterable[int], on: date, *, scope: Scope = EVERYTHING) -> dict[int, RoutingRow]:
    """The routing in force of each item that has one; three queries."""
    rows = Routing.objects.filter(covering(on), item_id__in=set(item_ids)).order_by("effective_from", "id")
    return _with_operations({row.item_id: row for row in _routings(rows)}, scope)


def active_routing(item_id: int, on: date, *, scope: Scope = EVERYTHING) -> RoutingRow | None:
    """The routing in force on a day, None where there is none."""
    return routings_on([item_id], on, scope=scope).get(item_id)


def routing(routing_id: int, *, scope: Scope = EVERYTHING) -> RoutingRow:
    """One routing, in whatever state. Raises NotFound."""
    found = _routings(Routing.objects.filter(pk=routing_id))
    if not found:
        raise NotFound(what=N_("routing"), key=routing_id)
    return _with_operations({found[0].item_id: found[0]}, scope)[found[0].item_id]


def routings_of(item_id: int) -> list[RoutingRow]:
    """All routings of an item, latest first, without operations."""
    rows = Routing.objects.filter(item_id=item_id).order_by(F("effective_from").desc(nulls_first=True), "-id")
    return _routings(rows)


def _routings(rows: "QuerySet[Routing]") -> list[RoutingRow]:
    return [
        RoutingRow(pk, item_id, code, StructureState(state), begins, ends)
        for pk, item_id, code, state, begins, ends in rows.values_list(
            "id", "item_id", "code", "state", "effective_from", "effective_until"
        )
    ]


OPERATION = (
    "id",
    "number",
    "centre_id",
    "setup_seconds",
    "run_seconds",
    "is_pausable",
    "transfer_quantity",
    "queue_minutes",
    "wait_minutes",
    "skill_id",
    "inspection_point",
    "note",
)


def _with_operations(routings: dict[int, RoutingRow], scope: Scope) -> dict[int, RoutingRow]:
    ids = [row.id for row in routings.values()]
    others: dict[int, list[AlternativeRow]] = defaultdict(list)
    for operation, *rest in (
        OperationAlternative.objects.filter(operation__routing_id__in=ids)
        .order_by("priority", "id")
        .values_list("operation_id", "centre_id", "machine_id", "setup_seconds", "run_seconds", "priority")
    ):
        others[operation].append(AlternativeRow(*rest))
    steps: dict[int, list[OperationRow]] = defaultdict(list)
    rows = RoutingOperation.objects.filter(routing_id__in=ids).order_by("routing_id", "number")
    for raw in rows.values(
        *OPERATION,
        "routing_id",
        "name",
        "name_en",
        "family_id",
        "routing__item__family_id",
        "routing__item__family__group_id",
        "centre__changeover_group_id",
        "centre__kind",
        "supplier_id",
        "outside_price",
        "outside_currency",
        "outside_days",
    ):
        steps[raw["routing_id"]].append(_operation(raw, tuple(others[raw["id"]]), scope))
    return {item_id: replace(row, operations=tuple(steps[row.id])) for item_id, row in routings.items()}


def own_families(routing_id: int) -> dict[int, int | None]:
    """The changeover family that each operation has of its own, by its number; None where the item's counts."""
    rows = RoutingOperation.objects.filter(routing_id=routing_id)
    return dict(rows.values_list("number", "family_id"))


def _operation(raw: dict[str, Any], alternatives: tuple[AlternativeRow, ...], scope: Scope) -> OperationRow:
    same_group = raw["routing__item__family__group_id"] == raw["centre__changeover_group_id"]
    outside = None
    if raw["centre__kind"] == "outside" and raw["supplier_id"] is not None:
        price = raw["outside_price"] if scope.money else None
        outside = OutsideRow(raw["supplier_id"], price, raw["outside_currency"], raw["outside_days"])
    return OperationRow(
        **{name: raw[name] for name in OPERATION},
        name=Name(raw["name"], raw["name_en"]),
        family_id=raw["family_id"] or (raw["routing__item__family_id"] if same_group else None),
        outside=outside,
        alternatives=alternatives,
    )


def where_used(item_id: int, *, deepest: int = DEEPEST) -> list[UsedIn]:
    """Every structure that uses an item, directly or through others, one query a level. By-products are left out.

    quantity: pieces of the item per piece of the user, along the path, losses in use not counted.
    """
    found: list[UsedIn] = []
    reach: dict[int, tuple[Fraction, tuple[str, ...]]] = {item_id: (Fraction(1), ())}
    unit = Item.objects.filter(pk=item_id).values_list("unit__code", flat=True).first() or ""
    for level in range(1, deepest + 1):
        rows = BomLine.objects.filter(component_id__in=reach, is_by_product=False).exclude(
            bom__state=StructureState.SUPERSEDED
        )
        upper: dict[int, tuple[Fraction, tuple[str, ...]]] = {}
        for component, quantity, base, parent, code, zh, en, bom_id, bom_code, state in rows.order_by(
            "bom__item__code", "bom_id", "position"
        ).values_list(
            "component_id",
            "quantity",
            "bom__base",
            "bom__item_id",
            "bom__item__code",
            "bom__item__name",
            "bom__item__name_en",
            "bom_id",
            "bom__code",
            "bom__state",
        ):
            amount, path = reach[component]
            total = amount * Fraction(quantity) / Fraction(base)
            name = Name(zh, en)
            found.append(
                UsedIn(level, parent, code, name, bom_id, bom_code, StructureState(state), total, unit, path)
            )
            upper[parent] = (upper[parent][0] + total if parent in upper else total, (*path, code))
        if not upper:
            break
        reach = upper
    return found
