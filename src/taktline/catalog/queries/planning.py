"""Items and structures as columns for planning: a handful of queries whatever the size."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from taktline.catalog.life import ItemState
from taktline.catalog.models import Bom, BomLine, Item
from taktline.catalog.queries.structure import covering
from taktline.catalog.types import LotRule, Supply
from taktline.kernel.columns import Columns
from taktline.kernel.exact import MICRO, to_micro

LOT_RULES = {LotRule.LOT_FOR_LOT: 0, LotRule.FIXED: 1, LotRule.MIN_MULTIPLE: 2, LotRule.PERIOD: 3}
SUPPLIES = {Supply.MAKE: 0, Supply.BUY: 1, Supply.BOTH: 2}
COMPONENT, ALTERNATE, BY_PRODUCT = 0, 1, 2


ITEM_FIELDS = (
    "id",
    "lead_days",
    "lot_rule",
    "lot_quantity",
    "lot_minimum",
    "lot_multiple",
    "lot_maximum",
    "period_days",
    "safety_stock",
    "scrap",
    "unit__places",
    "supply",
    "is_phantom",
    "is_customer_supplied",
    "state",
    "default_supplier_id",
)
LINE_FIELDS = (
    "id",
    "bom_id",
    "component_id",
    "quantity",
    "scrap",
    "alternate_group",
    "alternate_priority",
    "is_by_product",
    "operation_number",
)
Ints = NDArray[np.int64]


def planning_items(*, site_id: int | None = None) -> Columns:  # noqa: ARG001 - items are company-wide so far
    """Every item that is not a draft; quantities in millionths of its stock unit, shares in parts per million.

    Columns: lead (days), rule (0 lot for lot, 1 fixed, 2 minimum/multiple/maximum, 3 period), lot_size, lot_min,
    lot_multiple, lot_max, period (days), safety, scrap (ppm), quantum (smallest countable amount),
    supply (0 make, 1 buy, 2 both), make, phantom, customer_supplied, released (flags), supplier (0 for none),
    unit_places. One query.
    """
    rows = list(Item.objects.exclude(state=ItemState.DRAFT).order_by("id").values(*ITEM_FIELDS))
    supply = _ints(SUPPLIES[Supply(row["supply"])] for row in rows)
    return Columns(
        _ints(row["id"] for row in rows),
        {
            "lead": _ints(row["lead_days"] for row in rows),
            "rule": _ints(LOT_RULES[LotRule(row["lot_rule"])] for row in rows),
            "lot_size": _ints(to_micro(row["lot_quantity"]) for row in rows),
            "lot_min": _ints(to_micro(row["lot_minimum"]) for row in rows),
            "lot_multiple": _ints(to_micro(row["lot_multiple"]) for row in rows),
            "lot_max": _ints(to_micro(row["lot_maximum"]) for row in rows),
            "period": _ints(row["period_days"] for row in rows),
            "safety": _ints(to_micro(row["safety_stock"]) for row in rows),
            "scrap": _ints(to_micro(row["scrap"]) for row in rows),
            "quantum": _ints(10 ** (6 - row["unit__places"]) for row in rows),
            "unit_places": _ints(row["unit__places"] for row in rows),
            "supply": supply,
            "make": supply != SUPPLIES[Supply.BUY],
            "phantom": _flags(row["is_phantom"] for row in rows),
            "customer_supplied": _flags(row["is_customer_supplied"] for row in rows),
            "released": _flags(row["state"] == ItemState.RELEASED for row in rows),
            "supplier": _ints(row["default_supplier_id"] or 0 for row in rows),
        },
    )


def bom_edges(on: date) -> Columns:
    """Every line of the bills of material in force on a day; ids are the lines'. Two queries.

    Columns: parent, child (item ids), per (millionths of the child per one unit of the parent, rounded up),
    numerator and denominator (the same as exact millionths / millionths), scrap (ppm lost in use),
    kind (0 component, 1 alternate, 2 by-product), group (-1 none; the same number for lines that stand in for each
    other, one of them the component), priority, operation (number, 0 for none).
    """
    chosen: dict[int, tuple[int, int]] = {}
    for pk, item_id, base in (
        Bom.objects.filter(covering(on)).order_by("effective_from", "id").values_list("id", "item_id", "base")
    ):
        chosen[item_id] = (pk, to_micro(base))
    boms = {pk: (item_id, base) for item_id, (pk, base) in chosen.items()}
    lines = BomLine.objects.filter(covering(on, "bom__")).order_by("bom_id", "position").values(*LINE_FIELDS)
    rows = [row for row in lines if row["bom_id"] in boms]
    group, kind = _roles(rows)
    numerator = _ints(to_micro(row["quantity"]) for row in rows)
    denominator = _ints(boms[row["bom_id"]][1] for row in rows)
    per = (
        -(-top * MICRO // below) for top, below in zip(numerator.tolist(), denominator.tolist(), strict=True)
    )
    return Columns(
        _ints(row["id"] for row in rows),
        {
            "parent": _ints(boms[row["bom_id"]][0] for row in rows),
            "child": _ints(row["component_id"] for row in rows),
            "per": _ints(per),
            "numerator": numerator,
            "denominator": denominator,
            "scrap": _ints(to_micro(row["scrap"]) for row in rows),
            "kind": kind,
            "group": group,
            "priority": _ints(row["alternate_priority"] for row in rows),
            "operation": _ints(row["operation_number"] or 0 for row in rows),
        },
    )


def _roles(rows: Sequence[Mapping[str, Any]]) -> tuple[Ints, Ints]:
    """Group numbers and kinds of lines: in each group the lowest priority, then the first, is the component."""
    groups: dict[tuple[int, str], int] = {}
    best: dict[int, tuple[int, int]] = {}
    group = np.full(len(rows), -1, dtype=np.int64)
    for at, row in enumerate(rows):
        if row["alternate_group"] and not row["is_by_product"]:
            number = groups.setdefault((row["bom_id"], row["alternate_group"]), len(groups))
            group[at] = number
            mine = (row["alternate_priority"], at)
            best[number] = min(best.get(number, mine), mine)
    mains = {at for _, at in best.values()}
    kind = _ints(
        BY_PRODUCT if row["is_by_product"] else ALTERNATE if group[at] >= 0 and at not in mains else COMPONENT
        for at, row in enumerate(rows)
    )
    return group, kind


def _ints(values: Iterable[int]) -> Ints:
    return np.fromiter(values, dtype=np.int64)


def _flags(values: Iterable[bool]) -> NDArray[np.bool_]:
    return np.fromiter(values, dtype=np.bool_)
