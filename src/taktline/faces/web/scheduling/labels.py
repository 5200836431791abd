"""Whose order an operation is for: the customer's, where there is one and the asker may see it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from taktline.kernel.actor import Actor
from taktline.kernel.naming import Name
from taktline.kernel.source import Source
from taktline.planning import queries as planning
from taktline.sales import queries as sales
from taktline.sales.types import DELIVERY
from taktline.shopfloor.types import WORK_ORDER


@dataclass(frozen=True, slots=True)
class For:
    """The customer's order behind a work order."""

    number: str
    customer: Name


def for_whom(demands: Mapping[int, Source | None], by: Actor) -> dict[int, For]:
    """The customer's order by work order id. demands: the document each work order was made for.

    Who sees only their own customers gets what the plan's chains show them of these.
    """
    if by.scope.clerk is not None or by.scope.party is not None:
        covers = planning.covers([Source(WORK_ORDER, pk) for pk in demands], scope=by.scope)
        return {source.id: For(cover.number, cover.customer) for source, cover in covers.items()}
    wanted = {pk: each.id for pk, each in demands.items() if each is not None and each.kind == DELIVERY}
    known = sales.describe(wanted.values())
    return {pk: For(known[to].number, known[to].customer) for pk, to in wanted.items() if to in known}


def numbers(demands: Mapping[int, Source | None], names: Iterable[tuple[int, str]], by: Actor) -> dict[int, str]:
    """The number to show for each work order: the customer's order, else its own. names: (id, own number)."""
    known = for_whom(demands, by)
    return {pk: known[pk].number if pk in known else own for pk, own in names}
