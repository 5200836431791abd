"""What is at risk or tied up behind messages, and how the documents they are about are called."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from taktline.catalog import queries as catalog
from taktline.identity import queries as identity
from taktline.kernel.errors import Refusal
from taktline.kernel.exact import Money, extend, from_micro
from taktline.planning.load.solved import NOBODY, Solved
from taktline.purchasing import queries as purchasing
from taktline.purchasing.types import LINE, REQUISITION
from taktline.sales import queries as sales
from taktline.shopfloor import queries as shopfloor
from taktline.shopfloor.types import WORK_ORDER


@dataclass(frozen=True, slots=True)
class Worth:
    """Money in whole minor units of `currency`, the house's. names: numbers of open orders by kind and id."""

    currency: str
    deliveries: Mapping[int, int]
    unit_cost: Mapping[int, Decimal]
    names: Mapping[tuple[str, int], str]

    def of_delivery(self, delivery_id: int) -> int | None:
        """What the customer pays for it."""
        return self.deliveries.get(delivery_id)

    def of_goods(self, item_id: int, micro: int) -> int:
        """What so many millionths of an item cost us."""
        return extend(self.unit_cost.get(item_id, Decimal(0)), from_micro(micro), self.currency).minor


def worth_of(solved: Solved) -> Worth:
    """Look up what the messages of a plan are about, in a handful of queries."""
    inputs = solved.inputs
    currency = identity.site(inputs.site_id).currency
    said = solved.result.messages
    covers = {int(solved.needs_cover[row]) for row in said.reason[said.reason >= 0]}
    covers |= {int(solved.proposal_cover[row]) for row in said.proposal[said.proposal >= 0]}
    covers |= {solved.supply_cover.get(int(row), NOBODY) for row in said.supply[said.supply >= 0]}
    wanted = {each for each in (solved.delivery(cover) for cover in covers) if each is not None}
    subjects = [inputs.supplies[int(row)] for row in set(said.supply[said.supply >= 0].tolist())]
    return Worth(
        currency,
        _deliveries(wanted, currency, inputs.today),
        _costs(set(said.item.tolist())),
        names_of((each.kind, each.id) for each in subjects),
    )


def _costs(item_ids: Iterable[int]) -> dict[int, Decimal]:
    """Standard cost of a stock unit, or the purchase price where none was rolled up yet."""
    return {
        pk: row.standard_cost or row.purchase_price or Decimal(0) for pk, row in catalog.items(item_ids).items()
    }


def _deliveries(ids: Iterable[int], currency: str, on: date) -> dict[int, int]:
    rates: dict[str, Decimal] = {currency: Decimal(1)}
    found = {}
    for pk, row in sales.describe(ids).items():
        if row.currency not in rates:
            rates[row.currency] = _rate(row.currency, on)
        amount = Money(row.open_minor, row.currency).amount * rates[row.currency]
        found[pk] = Money.of(amount, currency).minor
    return found


def _rate(currency: str, on: date) -> Decimal:
    """What the currency is worth; one where nobody has entered a rate, as only the order of messages rests on it."""
    try:
        return catalog.rate(currency, on)
    except Refusal:
        return Decimal(1)


def names_of(things: Iterable[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """The numbers of open orders, one query a kind."""
    by_kind: dict[str, list[int]] = {}
    for kind, pk in things:
        by_kind.setdefault(kind, []).append(pk)
    readers = {
        WORK_ORDER: shopfloor.describe_work_orders,
        REQUISITION: purchasing.describe_requisitions,
        LINE: purchasing.describe_lines,
    }
    return {
        (kind, pk): text
        for kind, ids in by_kind.items()
        if kind in readers
        for pk, text in readers[kind](ids).items()
    }


