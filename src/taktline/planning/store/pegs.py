"""Pegs: what differs from those that stand."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.db.models import BigIntegerField, ExpressionWrapper, F

from taktline.engines import mrp
from taktline.planning.load.solved import Solved
from taktline.planning.models import Peg
from taktline.planning.store.rows import day_value, insert
from taktline.planning.types import BY_PRODUCT, PROPOSAL, SAFETY, STOCK

Thing = tuple[str, int]
Key = tuple[int, str, int, str, int, date]
_CHUNK = 500
_COLUMNS = (
    "site", "item", "supply_kind", "supply_id", "demand_kind", "demand_id", "needed_on", "quantity", "late_days",
)  # fmt: skip


def keep_pegs(solved: Solved, ids: Sequence[int]) -> int:
    """Write the pegs. ids: proposal id by engine row. Returns how many rows were written or deleted.

    A peg whose quantity or lateness changed is written anew: nothing refers to pegs.
    """
    site_id = solved.inputs.site_id
    wanted = _wanted(solved, ids)
    gone: list[int] = []
    micro = ExpressionWrapper(F("quantity"), output_field=BigIntegerField())
    rows = (
        Peg.objects.filter(site_id=site_id)
        .annotate(micro=micro)
        .values_list(
            "item_id", "supply_kind", "supply_id", "demand_kind", "demand_id", "needed_on", "pk", "micro", "late_days"
        )
    )
    for item, supply_kind, supply_id, demand_kind, demand_id, day, pk, quantity, late in rows.iterator(5000):
        key: Key = (item, supply_kind, supply_id, demand_kind, demand_id, day)
        if wanted.get(key) == (quantity, late):
            del wanted[key]
        else:
            gone.append(pk)
    for start in range(0, len(gone), _CHUNK):
        Peg.objects.filter(pk__in=gone[start : start + _CHUNK]).delete()
    days = {key[5]: day_value(key[5]) for key in wanted}
    insert(Peg, _COLUMNS, [(site_id, *key[:5], days[key[5]], *told) for key, told in wanted.items()])
    return len(wanted) + len(gone)


def _wanted(solved: Solved, ids: Sequence[int]) -> dict[Key, tuple[int, int]]:
    """Millionths and lateness by item, supply, demand and day; two BOM lines of one component are one peg."""
    result, inputs = solved.result, solved.inputs
    demands = _demands(solved, ids)
    needs = list(zip(result.requirements.item.tolist(), result.requirements.due.tolist(), strict=True))
    days = {number: inputs.day(number) for number in set(result.requirements.due.tolist())}
    by_product = result.by_products.proposal.tolist()
    sums: dict[Key, list[int]] = defaultdict(lambda: [0, 0])
    pegs = result.pegs
    rows = zip(
        *(column.tolist() for column in (pegs.requirement, pegs.source, pegs.ref, pegs.quantity, pegs.late)), strict=True
    )
    for requirement, source, ref, quantity, late in rows:
        item, due = needs[requirement]
        if source == mrp.Source.STOCK:
            supply: Thing = (STOCK, item)
        elif source == mrp.Source.OPEN:
            named = inputs.supplies[ref]
            supply = (named.kind, named.id)
        elif source == mrp.Source.BY_PRODUCT:
            supply = (BY_PRODUCT, ids[by_product[ref]])
        else:
            supply = (PROPOSAL, ids[ref])
        told = sums[(item, *supply, *demands[requirement], days[due])]
        told[0] += quantity
        told[1] = max(told[1], late)
    return {key: (quantity, late) for key, (quantity, late) in sums.items() if quantity > 0}


def _demands(solved: Solved, ids: Sequence[int]) -> list[Thing]:
    """What asks for each requirement."""
    needs, inputs = solved.result.requirements, solved.inputs
    found: list[Thing] = []
    for kind, item, demand, proposal in zip(
        needs.kind.tolist(), needs.item.tolist(), needs.demand.tolist(), needs.proposal.tolist(), strict=True
    ):
        if kind == mrp.DemandKind.SAFETY:
            found.append((SAFETY, item))
        elif proposal >= 0:
            found.append((PROPOSAL, ids[proposal]))
        else:
            named = inputs.demands[demand]
            found.append((named.kind, named.id))
    return found
