"""How to make items, phantoms blown through."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext_noop as N_

from taktline.catalog.models import Item
from taktline.catalog.queries.structure import DEEPEST, boms_on, routings_on
from taktline.catalog.rules import structure
from taktline.catalog.types import BomRow, Recipe
from taktline.kernel.errors import NotFound


def recipe(item_id: int, on: date) -> Recipe:
    """How to make one started piece of an item on a day. Raises NotFound."""
    found = recipes([item_id], on)
    if item_id not in found:
        raise NotFound(what=N_("item"), key=item_id)
    return found[item_id]


def recipes(item_ids: Iterable[int], on: date) -> dict[int, Recipe]:
    """Recipes of many items: six queries, and two more for each level of phantoms within phantoms.

    An item without bill of material or routing gets a recipe with an empty part; see engineering_gaps.
    """
    wanted = set(item_ids)
    scraps = dict(Item.objects.filter(pk__in=wanted).values_list("id", "scrap"))
    boms = with_phantoms(boms_on(wanted, on), on)
    routings = routings_on(wanted, on)
    found = {}
    for item_id, scrap in scraps.items():
        bom, routing = boms.get(item_id), routings.get(item_id)
        found[item_id] = Recipe(
            item_id=item_id,
            bom_id=bom.id if bom else None,
            routing_id=routing.id if routing else None,
            scrap=scrap,
            materials=structure.materials(item_id, boms),
            operations=routing.operations if routing else (),
        )
    return found


def with_phantoms(boms: dict[int, BomRow], on: date) -> dict[int, BomRow]:
    """The bills of material, and those of all phantoms below them."""
    known = dict(boms)
    fresh = list(boms.values())
    for _ in range(DEEPEST):
        below = {line.component_id for bom in fresh for line in bom.lines if line.is_phantom} - set(known)
        if not below:
            break
        found = boms_on(below, on)
        known |= found
        fresh = list(found.values())
    return known
