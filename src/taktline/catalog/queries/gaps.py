"""What engineering still has to do before an item can be promised."""

from collections.abc import Iterable
from datetime import date

from taktline.catalog.life import ItemState
from taktline.catalog.models import Bom, Item, Routing
from taktline.catalog.queries.structure import covering
from taktline.catalog.types import Gap, Supply


def engineering_gaps(item_ids: Iterable[int], on: date) -> dict[int, tuple[Gap, ...]]:
    """For each item with gaps, what is missing on a day; items without gaps are left out. Three queries.

    A phantom needs no routing; an item that may be bought needs neither.
    """
    wanted = set(item_ids)
    with_bom = set(Bom.objects.filter(covering(on), item_id__in=wanted).values_list("item_id", flat=True))
    with_routing = set(
        Routing.objects.filter(covering(on), item_id__in=wanted).values_list("item_id", flat=True)
    )
    gaps: dict[int, tuple[Gap, ...]] = {}
    for pk, state, supply, phantom in Item.objects.filter(pk__in=wanted).values_list(
        "id", "state", "supply", "is_phantom"
    ):
        made = supply == Supply.MAKE
        missing = [
            gap
            for gap, there in (
                (Gap.NOT_RELEASED, state == ItemState.RELEASED),
                (Gap.NO_BOM, not made or pk in with_bom),
                (Gap.NO_ROUTING, not made or phantom or pk in with_routing),
            )
            if not there
        ]
        if missing:
            gaps[pk] = tuple(missing)
    return gaps
