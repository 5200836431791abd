"""Rows of this room, locked until the transaction ends; and the count of changes."""

from django.db.models import F
from django.utils.translation import gettext_noop as N_

from taktline.catalog.models import Bom, CatalogVersion, Item, PriceList, Routing
from taktline.kernel.locks import lock_one


def item(item_id: int) -> Item:
    """One item. Raises NotFound."""
    return lock_one(Item.objects.filter(pk=item_id), what=N_("item"), key=item_id)


def bom(bom_id: int) -> Bom:
    """One bill of material. Raises NotFound."""
    return lock_one(Bom.objects.filter(pk=bom_id), what=N_("bill of material"), key=bom_id)


def routing(routing_id: int) -> Routing:
    """One routing. Raises NotFound."""
    return lock_one(Routing.objects.filter(pk=routing_id), what=N_("routing"), key=routing_id)


def price_list(list_id: int) -> PriceList:
    """One price list. Raises NotFound."""
    return lock_one(PriceList.objects.filter(pk=list_id), what=N_("price list"), key=list_id)


def bump() -> None:
    """Count a change of items or structure; whoever changes the same at the same time waits here.

    Two people adding one line each could otherwise close a circle that neither of them sees.
    """
    if not CatalogVersion.objects.filter(pk=1).update(number=F("number") + 1):
        CatalogVersion.objects.bulk_create([CatalogVersion(pk=1, number=0)], ignore_conflicts=True)
        CatalogVersion.objects.filter(pk=1).update(number=F("number") + 1)


def version() -> CatalogVersion:
    """The row that counts changes; also what journal lines about the whole catalogue are about."""
    CatalogVersion.objects.bulk_create([CatalogVersion(pk=1, number=0)], ignore_conflicts=True)
    return lock_one(CatalogVersion.objects.filter(pk=1), what=N_("catalogue"), key=1)
