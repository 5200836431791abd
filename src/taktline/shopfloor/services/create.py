"""Create work orders from drafts."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_noop as N_

from taktline.catalog import queries as catalog
from taktline.catalog.types import Recipe
from taktline.identity import queries as identity
from taktline.kernel import journal, numbering, outbox, search
from taktline.kernel.actor import Actor
from taktline.kernel.errors import NotFound
from taktline.kernel.operation import operation
from taktline.shopfloor import permits
from taktline.shopfloor.errors import NoRecipe, NothingToMake
from taktline.shopfloor.facts import WorkOrderCreated
from taktline.shopfloor.models import WorkOrder
from taktline.shopfloor.services import recipes, supply
from taktline.shopfloor.types import WorkOrderDraft


@operation
def create_work_orders(drafts: Sequence[WorkOrderDraft], *, by: Actor, at: datetime) -> list[int]:
    """Make a planned work order of each draft, with its own copy of materials and operations.

    Returns their ids in the drafts' order. Raises NoRecipe if an item has no active bill of material or routing,
    NothingToMake for a quantity that is not positive; then none is made.
    """
    by.require(permits.PLAN)
    if not drafts:
        return []
    items = catalog.items({draft.item_id for draft in drafts})
    for draft in drafts:
        if draft.item_id not in items:
            raise NotFound(what=N_("item"), key=draft.item_id)
        if draft.quantity <= 0:
            raise NothingToMake(item=items[draft.item_id].code, quantity=draft.quantity)
        if not by.scope.covers_site(draft.site_id):
            raise NotFound(what=N_("site"), key=draft.site_id)
    known = catalog.recipes(sorted({draft.item_id for draft in drafts}), min(draft.start for draft in drafts))
    sites = {site_id: identity.site(site_id).code for site_id in {draft.site_id for draft in drafts}}
    orders = [_order(draft, sites[draft.site_id], at) for draft in drafts]
    pairs = [(order, _complete(known.get(order.item_id), items[order.item_id].code)) for order in orders]
    WorkOrder.objects.bulk_create(orders)
    materials = recipes.copy(pairs)
    supply.expect(orders, materials, at=at)
    search.index_many(
        "shopfloor.work-order", {order.pk: (order.number, items[order.item_id].code) for order in orders}
    )
    for order in orders:
        after = {
            "number": order.number,
            "item": items[order.item_id].code,
            "quantity": order.quantity,
            "due": order.due,
        }
        journal.record("shopfloor.create-work-order", subject=order, by=by, at=at, after=after)
    outbox.publish(*(WorkOrderCreated(each.pk, each.item_id, each.site_id) for each in orders), at=at)
    return [order.pk for order in orders]


def _order(draft: WorkOrderDraft, site: str, at: datetime) -> WorkOrder:
    return WorkOrder(
        number=numbering.draw("WO", site=site, year=draft.start.year),
        item_id=draft.item_id,
        site_id=draft.site_id,
        quantity=draft.quantity,
        good_quantity=draft.quantity if draft.good is None else min(draft.good, draft.quantity),
        start=min(draft.start, draft.due),
        due=draft.due,
        priority=draft.priority,
        is_rush=draft.is_rush,
        demand_kind=draft.demand.kind if draft.demand else "",
        demand_id=draft.demand.id if draft.demand else None,
        created_at=at,
    )


def _complete(recipe: Recipe | None, item_code: str) -> Recipe:
    if recipe is None or not recipe.materials:
        raise NoRecipe(item=item_code, missing="BOM")
    if not recipe.operations:
        raise NoRecipe(item=item_code, missing="routing")
    return recipe
