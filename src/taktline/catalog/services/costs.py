"""Standard costs are rolled up from what items are made of."""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from taktline.catalog import load, locks, permits
from taktline.catalog.facts import CostsRolledUp
from taktline.catalog.models import Item, ItemCost
from taktline.catalog.queries.recipes import recipes
from taktline.catalog.rules import costs, structure
from taktline.catalog.types import CostReport, Supply
from taktline.kernel import journal, outbox
from taktline.kernel.actor import Actor
from taktline.kernel.operation import operation


@operation
def roll_up_cost(*, on: date, by: Actor, at: datetime) -> CostReport:
    """Compute every item's standard cost from the structures, rates and prices of a day, and keep it with the day.

    Bought: the purchase price in CNY. Made: materials with what is lost, machine time at the centre's rate with
    the setup spread over the usual lot, and what subcontractors are paid. Customers' own material costs nothing.
    """
    by.require(permits.COST)
    rows = {row.pk: row for row in Item.objects.order_by("id")}
    made = [pk for pk, row in rows.items() if row.supply != Supply.BUY]
    recipe_of = {pk: each for pk, each in recipes(made, on).items() if each.materials or each.operations}
    rates = load.rates(on)
    below = {pk: {material.component_id for material in each.materials} for pk, each in recipe_of.items()}
    found: dict[int, costs.Parts] = {}
    unpriced = []
    for pk in structure.levels(rows, below):
        row = rows[pk]
        if row.is_customer_supplied:
            found[pk] = costs.Parts()
        elif pk in recipe_of:
            each = recipe_of[pk]
            found[pk] = costs.made(
                each.materials, each.operations, found, rates, lot=_usual_lot(row), scrap=each.scrap
            )
        else:
            found[pk] = costs.bought(row.purchase_price, row.purchase_currency, rates)
            if not found[pk].is_complete:
                unpriced.append(row.code)
    changed = _store(rows, found, on)
    subject = locks.version()
    journal.record(
        "catalog.roll-up-cost", subject=subject, by=by, at=at, after={"on": on, "changed": changed}
    )
    outbox.publish(CostsRolledUp(changed), at=at)
    return CostReport(rolled=len(found), changed=changed, unpriced=tuple(sorted(unpriced)))


def _usual_lot(row: Item) -> Fraction:
    return max(Fraction(1), Fraction(row.lot_quantity), Fraction(row.lot_minimum))


def _store(rows: dict[int, Item], found: dict[int, costs.Parts], on: date) -> int:
    made, changed = [], []
    for pk, parts in found.items():
        total = costs.micro(parts.total)
        made.append(
            ItemCost(
                item_id=pk,
                on=on,
                material=costs.micro(parts.material),
                work=costs.micro(parts.work),
                outside=costs.micro(parts.outside),
                total=total,
                is_complete=parts.is_complete,
            )
        )
        if rows[pk].standard_cost != total:
            rows[pk].standard_cost = Decimal(total)
            changed.append(rows[pk])
    ItemCost.objects.bulk_create(
        made,
        batch_size=500,
        update_conflicts=True,
        unique_fields=["item", "on"],
        update_fields=["material", "work", "outside", "total", "is_complete"],
    )
    Item.objects.bulk_update(changed, ["standard_cost"], batch_size=500)
    return len(changed)
