"""Whether an order may be promised as it stands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from taktline.sales.errors import (
    EmptyOrder,
    NotReviewedAsItStands,
    OpenHolds,
    UnpromisedLines,
    UnresolvedLines,
)


@dataclass(frozen=True, slots=True)
class ToPromise:
    """One delivery that needs a date."""

    delivery_id: int
    position: int
    item_id: int | None


def require_ready(order: object, *, edition: int, reviewed_edition: int, holds: str) -> None:
    """Refuse unless the review is of what stands there and nothing holds the order.

    Raises NotReviewedAsItStands, OpenHolds.
    """
    if edition != reviewed_edition:
        raise NotReviewedAsItStands(order=order)
    if holds:
        raise OpenHolds(order=order, axes=holds.replace(",", ", "))


def require_a_date_for_each(
    order: object, deliveries: Iterable[ToPromise], promises: Mapping[int, date]
) -> None:
    """Refuse unless every delivery is of an item of ours and has a date.

    Raises EmptyOrder, UnresolvedLines, UnpromisedLines.
    """
    found = tuple(deliveries)
    if not found:
        raise EmptyOrder(order=order)
    if unknown := sorted({each.position for each in found if each.item_id is None}):
        raise UnresolvedLines(order=order, lines=", ".join(map(str, unknown)))
    missing = sorted({each.position for each in found if promises.get(each.delivery_id) is None})
    if missing:
        raise UnpromisedLines(order=order, lines=", ".join(map(str, missing)))
