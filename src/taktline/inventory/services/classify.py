"""Which items carry most of the usage value, and so are counted more often."""

from datetime import datetime, timedelta

from django.db.models import Sum

from taktline.inventory import permits, rules
from taktline.inventory.models import Move, StockCard
from taktline.inventory.types import STORAGE, PlaceKind
from taktline.kernel import journal
from taktline.kernel.actor import Actor
from taktline.kernel.operation import operation

_USED_BY = (PlaceKind.CUSTOMER, PlaceKind.PRODUCTION, PlaceKind.WIP)


@operation
def classify_abc(site_id: int, *, by: Actor, at: datetime) -> int:
    """Sort the site's items into A, B and C by the value used in the last year. Returns how many changed class."""
    by.require(permits.COUNT)
    used = dict(
        Move.objects.filter(
            from_place__site_id=site_id,
            from_place__kind__in=STORAGE,
            to_place__kind__in=_USED_BY,
            posted_at__gte=at - timedelta(days=365),
        )
        .values_list("item_id")
        .annotate(Sum("value_minor"))
    )
    cards = list(StockCard.objects.filter(site_id=site_id).order_by("pk"))
    classes = rules.abc_classes({card.item_id: used.get(card.item_id, 0) for card in cards})
    changed = [card for card in cards if card.abc != classes[card.item_id]]
    for card in changed:
        card.abc = classes[card.item_id]
    StockCard.objects.bulk_update(changed, ["abc"], batch_size=500)
    if changed:
        after = {"changed": len(changed)}
        journal.record("inventory.classify", subject=changed[0], by=by, at=at, after=after)
    return len(changed)
