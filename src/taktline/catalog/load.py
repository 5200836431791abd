"""What decisions of this room rest on, read at once."""

from collections.abc import Collection, Iterable
from datetime import date
from fractions import Fraction

from taktline.catalog.models import BomLine, CurrencyRate, Item
from taktline.catalog.queries.money import HOME
from taktline.catalog.queries.structure import DEEPEST
from taktline.catalog.rules.costs import Rates
from taktline.resources import queries as resources


def children_below(
    item_ids: Iterable[int], *, on: date, without_bom: int | None = None
) -> dict[int, set[int]]:
    """Components by item, from the given items downwards, of every bill of material not past on a day.

    without_bom: one to leave out, because it is being replaced. One query a level; by-products do not count.
    """
    found: dict[int, set[int]] = {}
    frontier = set(item_ids)
    for _ in range(DEEPEST):
        if not frontier:
            break
        rows = BomLine.objects.filter(bom__item_id__in=frontier, is_by_product=False)
        rows = rows.exclude(bom__effective_until__lte=on)
        if without_bom is not None:
            rows = rows.exclude(bom_id=without_bom)
        found |= {item_id: set() for item_id in frontier}
        for parent, child in rows.values_list("bom__item_id", "component_id"):
            found[parent].add(child)
        frontier = {child for children in found.values() for child in children} - set(found)
    return found


def names(path: Collection[int]) -> str:
    """A path of items as people read it: codes with arrows."""
    codes = dict(Item.objects.filter(pk__in=path).values_list("id", "code"))
    return " → ".join(codes.get(each, str(each)) for each in path)


def rates(on: date) -> Rates:
    """Machine hours and currencies in CNY on a day."""
    currency = {HOME: Fraction(1)}
    for code, rate in CurrencyRate.objects.filter(on__lte=on).order_by("on").values_list("currency", "rate"):
        currency[code] = Fraction(rate)
    hour = {
        pk: Fraction(centre.hour_rate) * currency.get(centre.currency, Fraction(0))
        for pk, centre in resources.centres().items()
    }
    return Rates(hour, currency)
