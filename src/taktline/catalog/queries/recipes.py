"""How to make items, phantoms blown through."""

from collections.abc import Iterable
from datetime import date

from django.db import connection
from django.utils.translation import gettext_noop as N_

from taktline.catalog.models import Bom, BomLine, Item
from taktline.catalog.queries.structure import DEEPEST, IN_FORCE, boms_on, routings_on
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


def recipes_below(item_ids: Iterable[int], on: date) -> dict[int, Recipe]:
    """Recipes of the items and of everything below them, however deep: one query more than `recipes`."""
    return recipes(_below(set(item_ids), on), on)


def _below(item_ids: set[int], on: date) -> set[int]:
    """The items with all that any structure in force on the day puts below them; circles are walked once."""
    if not item_ids:
        return set()
    given = ", ".join(["(CAST(%s AS bigint))"] * len(item_ids))
    states = ", ".join(["%s"] * len(IN_FORCE))
    bom, line = Bom._meta.db_table, BomLine._meta.db_table
    day = connection.ops.adapt_datefield_value(on)
    sql = f"""
        WITH RECURSIVE below(item_id) AS (
            VALUES {given}
            UNION
            SELECT {line}.component_id FROM below
            JOIN {bom} ON {bom}.item_id = below.item_id
            JOIN {line} ON {line}.bom_id = {bom}.id
            WHERE {bom}.state IN ({states}) AND {bom}.effective_from <= %s
            AND ({bom}.effective_until IS NULL OR {bom}.effective_until > %s)
        )
        SELECT item_id FROM below"""  # noqa: S608 - names of our own tables, values are parameters
    with connection.cursor() as cursor:
        cursor.execute(sql, [*sorted(item_ids), *(state.value for state in IN_FORCE), day, day])
        return {item_id for (item_id,) in cursor.fetchall()}


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
