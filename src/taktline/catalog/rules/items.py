"""What an item's figures may be, and whether conversions agree."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction

from taktline.catalog.errors import NotConvertible
from taktline.catalog.types import ItemDraft, LotRule, Supply
from taktline.kernel.errors import Fault, InvalidInputs
from taktline.kernel.exact import Conversion

Say = Callable[[str], str]
NOT_NEGATIVE = "Zero or more."
A_SHARE = "A share from 0 to below 1; write 0.03 for 3 %."
NEEDED = "This lot rule needs it."
ORDER = "The maximum lies below the minimum."
PHANTOM = "A phantom is made; it cannot be only bought."


def require_sound_item(draft: ItemDraft, say: Say) -> None:
    """Refuse figures that contradict each other. say: translates a reason. Raises InvalidInputs."""
    faults = [
        Fault(name, say(NOT_NEGATIVE))
        for name in (
            "lot_quantity",
            "lot_minimum",
            "lot_multiple",
            "lot_maximum",
            "safety_stock",
            "purchase_price",
        )
        if (getattr(draft, name) or Decimal(0)) < 0
    ]
    if not 0 <= draft.scrap < 1:
        faults.append(Fault("scrap", say(A_SHARE)))
    if draft.lot_rule == LotRule.FIXED and draft.lot_quantity <= 0:
        faults.append(Fault("lot_quantity", say(NEEDED)))
    if draft.lot_rule == LotRule.PERIOD and draft.period_days <= 0:
        faults.append(Fault("period_days", say(NEEDED)))
    if 0 < draft.lot_maximum < draft.lot_minimum:
        faults.append(Fault("lot_maximum", say(ORDER)))
    if draft.is_phantom and draft.supply == Supply.BUY:
        faults.append(Fault("is_phantom", say(PHANTOM)))
    if faults:
        raise InvalidInputs(faults=faults)


def require_agreement(conversions: Sequence[Conversion]) -> None:
    """Refuse conversions by which one unit would be two different amounts of another. Raises NotConvertible."""
    worth: dict[str, tuple[str, Fraction]] = {}
    edges: dict[str, list[tuple[str, Fraction]]] = {}
    for each in conversions:
        edges.setdefault(each.from_unit, []).append((each.to_unit, each.ratio))
        edges.setdefault(each.to_unit, []).append((each.from_unit, 1 / each.ratio))
    for root in edges:
        if root in worth:
            continue
        worth[root] = (root, Fraction(1))
        queue = [root]
        for here in queue:
            for there, ratio in edges[here]:
                amount = worth[here][1] * ratio
                if there not in worth:
                    worth[there] = (root, amount)
                    queue.append(there)
                elif worth[there][1] != amount:
                    raise NotConvertible(unit=root, other=there, one=worth[there][1], two=amount)
