"""One item over time: what is needed, what comes, what the plan adds, what is left."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db.models import Sum

from taktline.catalog import queries as catalog
from taktline.inventory import queries as inventory
from taktline.inventory.types import Direction
from taktline.kernel.scope import Scope
from taktline.kernel.source import Source
from taktline.planning.life import LIVE
from taktline.planning.models import Peg, Proposal
from taktline.planning.queries.nodes import describe_nodes
from taktline.planning.queries.trace import Edge
from taktline.planning.types import PROPOSAL, SAFETY, Bucket, ItemPlan, Node

ZERO = Decimal(0)
_MOST = 500


def item_plan(item_id: int, *, site_id: int, today: date, at: datetime, weekly: bool = True, count: int = 16) -> ItemPlan:
    """The planning grid of an item at a site, by day or by week beginning on Monday; seven queries.

    What is overdue counts in the first bucket; needs are gross: every peg but those of safety stock.
    """
    starts = bucket_starts(today, weekly=weekly, count=count)
    gross = _sums(
        Peg.objects.filter(item_id=item_id, site_id=site_id)
        .exclude(demand_kind=SAFETY)
        .values_list("needed_on")
        .annotate(Sum("quantity")),
        starts,
    )
    known = inventory.projection(item_id, site_id=site_id, at=at)
    receipts = _sums(
        [(step.due, step.quantity) for step in known if step.direction == Direction.IN], starts
    )
    live = list(
        Proposal.objects.filter(item_id=item_id, site_id=site_id, state__in=LIVE).values_list(
            "due", "quantity", "start", "started"
        )
    )
    proposed = _sums([(due, quantity) for due, quantity, _start, _started in live], starts)
    orders = _sums([(start, started) for _due, _quantity, start, started in live], starts)
    on_hand = inventory.usable_stock(item_id, site_id=site_id, at=at)
    balance, buckets = on_hand, []
    for at_, (begin, until) in enumerate(zip(starts, [*starts[1:], date.max], strict=True)):
        balance += receipts[at_] + proposed[at_] - gross[at_]
        buckets.append(Bucket(begin, until, gross[at_], receipts[at_], proposed[at_], balance, orders[at_]))
    row = catalog.item(item_id)
    return ItemPlan(item_id, on_hand, row.safety_stock, buckets)


def bucket_starts(today: date, *, weekly: bool, count: int) -> list[date]:
    """First days of the buckets, the first holds today."""
    if not weekly:
        return [today + timedelta(days=number) for number in range(count)]
    monday = today - timedelta(days=today.weekday())
    return [monday + timedelta(weeks=number) for number in range(count)]


def _sums(rows: object, starts: Sequence[date]) -> list[Decimal]:
    """Quantities added up by bucket; before the first counts in the first, behind the last in the last."""
    sums = [ZERO] * len(starts)
    step = (starts[1] - starts[0]).days if len(starts) > 1 else 1
    for day, quantity in rows:  # type: ignore[attr-defined]
        number = (day - starts[0]).days // step
        sums[max(0, min(number, len(starts) - 1))] += quantity
    return sums


def pegs_between(
    item_id: int, *, site_id: int, since: date | None, until: date | None, scope: Scope
) -> list[tuple[Node, Node, Edge]]:
    """Who needs an item in a span of days and what gives it: (demand, supply, the peg), by day."""
    rows = Peg.objects.filter(item_id=item_id, site_id=site_id)
    if since is not None:
        rows = rows.filter(needed_on__gte=since)
    if until is not None:
        rows = rows.filter(needed_on__lt=until)
    if not scope.covers_site(site_id):
        return []
    found = list(
        rows.order_by("needed_on", "id").values_list(
            "demand_kind", "demand_id", "supply_kind", "supply_id", "quantity", "needed_on", "late_days"
        )[:_MOST]
    )
    nodes = describe_nodes(
        {Source(row[0], row[1]) for row in found} | {Source(row[2], row[3]) for row in found}, scope=scope
    )
    return [
        (
            nodes[Source(row[0], row[1])], nodes[Source(row[2], row[3])],
            Edge(Source(row[2], row[3]), item_id, row[4], row[5], row[6]),
        )
        for row in found
    ]  # fmt: skip


def supplies_between(
    item_id: int, *, site_id: int, days: tuple[date | None, date | None], starting: bool, at: datetime, scope: Scope
) -> list[tuple[Node, Node, Edge]]:
    """Whom what comes in a span of days is for: (supply, demand, the peg). days: first, and the one after the last.

    starting: planned orders by the day they start, instead of all supplies by the day they are there.
    """
    if not scope.covers_site(site_id):
        return []
    since, until = days[0] or date.min, days[1] or date.max
    live = Proposal.objects.filter(item_id=item_id, site_id=site_id, state__in=LIVE)
    told = live.values_list("id", "start" if starting else "due")
    coming = {Source(PROPOSAL, pk): day for pk, day in told}
    if not starting:
        known = inventory.projection(item_id, site_id=site_id, at=at)
        coming |= {step.source: step.due for step in known if step.direction == Direction.IN}
    wanted = {source for source, day in coming.items() if since <= day < until}
    rows = Peg.objects.filter(item_id=item_id, site_id=site_id, supply_id__in={each.id for each in wanted})
    found = [
        (Source(row[0], row[1]), Source(row[2], row[3]), *row[4:])
        for row in rows.order_by("needed_on", "id").values_list(
            "supply_kind", "supply_id", "demand_kind", "demand_id", "quantity", "needed_on", "late_days"
        )[:_MOST]
        if Source(row[0], row[1]) in wanted
    ]
    nodes = describe_nodes({row[0] for row in found} | {row[1] for row in found}, scope=scope)
    return [
        (nodes[supply], nodes[demand], Edge(supply, item_id, quantity, needed_on, late))
        for supply, demand, quantity, needed_on, late in found
    ]
