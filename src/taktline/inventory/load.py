"""What an operation reads before it decides."""

from collections.abc import Collection, Mapping

from django.utils.translation import gettext as _

from taktline.catalog import queries as catalog
from taktline.catalog.types import ItemRow
from taktline.identity import queries as identity
from taktline.inventory import locks
from taktline.inventory.errors import WrongPlace
from taktline.inventory.life import CountState, LotState
from taktline.inventory.models import Balance, CountLine, Lot, Place
from taktline.inventory.types import PHYSICAL, VIRTUAL, CountKind, Key, PlaceKind, Status
from taktline.kernel.errors import NotFound
from taktline.kernel.scope import Scope
from taktline.parties import queries as parties

_VIRTUAL_NAMES = {
    PlaceKind.SUPPLIER: ("SUPPLIER", "供应商", "Supplier"),
    PlaceKind.CUSTOMER: ("CUSTOMER", "客户", "Customer"),
    PlaceKind.PRODUCTION: ("PRODUCTION", "生产", "Production"),
    PlaceKind.SCRAP: ("SCRAP", "报废", "Scrap"),
    PlaceKind.ADJUSTMENT: ("ADJUSTMENT", "盘盈盘亏", "Adjustment"),
}


def places(ids: Collection[int], *, scope: Scope) -> dict[int, Place]:
    """Places by id, with their sites. Raises NotFound for one that is not there or not in scope."""
    found = {place.pk: place for place in Place.objects.filter(pk__in=set(ids)).select_related("site")}
    for each in ids:
        if each not in found or not scope.covers_site(found[each].site_id):
            raise NotFound(what=_("place"), key=each)
    return found


def physical(ids: Collection[int], *, scope: Scope) -> dict[int, Place]:
    """Places that hold stock and are in use. Raises NotFound, WrongPlace."""
    found = places(ids, scope=scope)
    for place in found.values():
        if PlaceKind(place.kind) not in PHYSICAL or not place.is_active:
            raise WrongPlace(place=place.code, wanted=_("a place in use that holds stock"))
    return found


def virtual(site_id: int, kind: PlaceKind) -> Place:
    """The site's counterpart of this kind, made at its first use. Raises WrongPlace for a kind that is not virtual."""
    if kind not in VIRTUAL:
        raise WrongPlace(place=kind.label, wanted=_("supplier, customer, production, scrap or adjustment"))
    found = Place.objects.filter(site_id=site_id, kind=kind).select_related("site").first()
    if found is None:
        identity.site(site_id)
        code, name, name_en = _VIRTUAL_NAMES[kind]
        fresh = Place(site_id=site_id, code=code, name=name, name_en=name_en, kind=kind)
        Place.objects.bulk_create([fresh], ignore_conflicts=True)
        found = Place.objects.select_related("site").get(site_id=site_id, kind=kind)
    return found


def require_keys(keys: Collection[Key]) -> None:
    """Refuse keys whose lot belongs to another item, or whose lot or owner does not exist. Raises NotFound."""
    lots = {key.lot_id for key in keys if key.lot_id}
    of_item = dict(Lot.objects.filter(pk__in=lots).values_list("pk", "item_id")) if lots else {}
    for key in keys:
        if key.lot_id and of_item.get(key.lot_id) != key.item_id:
            raise NotFound(what=_("lot"), key=key.lot_id)
    require_owners({key.owner_id for key in keys})


def require_owners(ids: Collection[int]) -> None:
    """Refuse owners that are no parties. Raises NotFound."""
    wanted = {each for each in ids if each}
    if wanted and (unknown := wanted - parties.parties(wanted).keys()):
        raise NotFound(what=_("party"), key=min(unknown))


def items(ids: Collection[int]) -> Mapping[int, ItemRow]:
    """Items by id. Raises NotFound for one that is not there."""
    found = catalog.items(set(ids))
    for each in ids:
        if each not in found:
            raise NotFound(what=_("item"), key=each)
    return found


def keys_in(item_id: int, place_id: int) -> list[Key]:
    """Every balance of an item in a place that is not empty."""
    rows = Balance.objects.filter(item_id=item_id, place_id=place_id, on_hand__gt=0).order_by("pk")
    return [locks.key_of(row) for row in rows]


def status_of_lot(item_id: int, code: str) -> Status:
    """In which status more of a lot lies: a held lot stays held; free where there is no lot."""
    state = (
        Lot.objects.filter(item_id=item_id, code=code).values_list("state", flat=True).first()
        if code
        else None
    )
    if state in (LotState.QUARANTINED, LotState.RECALLED):
        return Status.QUARANTINE
    return Status.INSPECTION if state == LotState.IN_INSPECTION else Status.FREE


def open_recount(item_id: int, place_id: int) -> int | None:
    """The recount of the item in the place that nobody has finished yet."""
    lines = CountLine.objects.filter(
        item_id=item_id,
        place_id=place_id,
        count__kind=CountKind.RECOUNT,
        count__state__in=(CountState.DRAFT, CountState.COUNTING),
    )
    return lines.values_list("count_id", flat=True).first()
