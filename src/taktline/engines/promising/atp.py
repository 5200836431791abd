"""Available to promise: what stock and supply can still be promised without breaking a promise made.

Quantities are exact integers in an item's smallest unit; moments are any increasing integers (days, minutes).
Source: Fogarty, Blackstone, Hoffmann, Production and Inventory Management, 1991.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from taktline.engines.errors import EngineError, Fact

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Availability:
    """when: int64[K], increasing, the first is 0 or earlier than every supply; available: int64[K].

    available[k] can be promised from when[k] on (until when[k + 1]) on top of everything promised already;
    it never falls with time and is negative where promises already exceed supply.
    """

    when: Ints
    available: Ints

    def at(self, moment: int) -> int:
        """What can be promised for a moment."""
        k = int(np.searchsorted(self.when, moment, side="right")) - 1
        return int(self.available[max(k, 0)])

    def earliest(self, quantity: int) -> int | None:
        """The first moment from which a quantity can be promised, None if it never can."""
        k = np.flatnonzero(self.available >= quantity)
        return int(self.when[k[0]]) if len(k) else None


def availability(
    on_hand: int, supplies: Sequence[tuple[int, int]], demands: Sequence[tuple[int, int]], start: int = 0
) -> Availability:
    """Cumulative availability with look-ahead.

    supplies, demands: (moment, quantity), quantity >= 0; what lies before ``start`` counts at ``start``.
    A unit is promisable at a moment only if no later demand needs it: the projected stock's lowest point
    from then on. Raises EngineError promising.negative_quantity.
    """
    for kind, rows in (("supply", supplies), ("demand", demands)):
        for moment, quantity in rows:
            if quantity < 0:
                facts: dict[str, Fact] = {"kind": kind, "moment": moment, "quantity": quantity}
                raise EngineError("promising.negative_quantity", facts)
    changes: dict[int, int] = {start: on_hand}
    for moment, quantity in supplies:
        changes[max(moment, start)] = changes.get(max(moment, start), 0) + quantity
    for moment, quantity in demands:
        changes[max(moment, start)] = changes.get(max(moment, start), 0) - quantity
    when = np.array(sorted(changes), dtype=np.int64)
    projected = np.cumsum(np.array([changes[int(m)] for m in when], dtype=np.int64))
    return Availability(when, np.minimum.accumulate(projected[::-1])[::-1].astype(np.int64))


def discrete(on_hand: int, receipts: Sequence[int], demands: Sequence[int]) -> list[int]:
    """Textbook ATP per bucket: a receipt less the demand until the next receipt.

    What a receipt lacks is taken from the receipts before it. Buckets without a receipt show 0, the first
    one carries the stock.

    Raises EngineError promising.series_differ if the two series differ in length.
    """
    if len(receipts) != len(demands):
        raise EngineError("promising.series_differ", {"receipts": len(receipts), "demands": len(demands)})
    atp = [0] * len(receipts)
    begins = [b for b, quantity in enumerate(receipts) if b == 0 or quantity > 0]
    for b, following in zip(begins, [*begins[1:], len(receipts)], strict=True):
        atp[b] = receipts[b] + (on_hand if b == 0 else 0) - sum(demands[b:following])
    for i in range(len(begins) - 1, 0, -1):
        b, before = begins[i], begins[i - 1]
        if atp[b] < 0:
            atp[before] += atp[b]
            atp[b] = 0
    return atp
