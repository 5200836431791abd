"""Places are made and closed."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from taktline.identity import queries as identity
from taktline.inventory import load, permits
from taktline.inventory.errors import PlaceInUse, WrongPlace
from taktline.inventory.models import Balance, Place
from taktline.inventory.types import PHYSICAL, PlaceKind
from taktline.kernel import journal
from taktline.kernel.actor import Actor
from taktline.kernel.errors import InvalidInput, NotFound
from taktline.kernel.operation import operation


@dataclass(frozen=True, slots=True)
class NewPlace:
    """A place to be made. parent_id: the warehouse of a zone, the zone or warehouse of a bin."""

    site_id: int
    code: str
    name: str
    name_en: str = ""
    kind: str = PlaceKind.WAREHOUSE
    parent_id: int | None = None


@operation
def create_place(new: NewPlace, *, by: Actor, at: datetime) -> int:
    """Make a place that holds stock. Raises WrongPlace for a virtual kind (those make themselves), InvalidInput."""
    by.require(permits.PLACES)
    _require_sound(new, by)
    place = Place.objects.create(
        site_id=new.site_id,
        code=new.code.strip(),
        name=new.name.strip(),
        name_en=new.name_en.strip(),
        kind=new.kind,
        parent_id=new.parent_id,
    )
    journal.record(
        "inventory.create-place", subject=place, by=by, at=at, after={"code": place.code, "kind": place.kind}
    )
    return place.pk


def _require_sound(new: NewPlace, by: Actor) -> None:
    if not by.scope.covers_site(new.site_id):
        raise NotFound(what=_("site"), key=new.site_id)
    identity.site(new.site_id)
    if new.kind not in PHYSICAL:
        raise WrongPlace(place=new.code, wanted=_("a kind that holds stock; the others make themselves"))
    if not new.code.strip() or not new.name.strip():
        raise InvalidInput(field="code" if not new.code.strip() else "name", reason=_("This must be filled."))
    if len(new.code.strip()) > 40:
        raise InvalidInput(field="code", reason=_("At most 40 characters."))
    if Place.objects.filter(site_id=new.site_id, code=new.code.strip()).exists():
        raise InvalidInput(field="code", reason=_("This code is taken at the site."))
    if new.parent_id:
        parent = load.physical([new.parent_id], scope=by.scope)[new.parent_id]
        if parent.site_id != new.site_id:
            raise WrongPlace(place=parent.code, wanted=_("a place of the same site"))


@operation
def change_place(place_id: int, *, name: str, name_en: str, is_active: bool, by: Actor, at: datetime) -> None:
    """Rename a place, close it or open it again. Raises PlaceInUse when stock lies in a place to be closed."""
    by.require(permits.PLACES)
    place = load.places([place_id], scope=by.scope)[place_id]
    if not name.strip():
        raise InvalidInput(field="name", reason=_("This must be filled."))
    if not is_active and Balance.objects.filter(place=place, on_hand__gt=0).exists():
        raise PlaceInUse(place=place.code)
    before = {"name": place.name, "name_en": place.name_en, "is_active": place.is_active}
    place.name, place.name_en, place.is_active = name.strip(), name_en.strip(), is_active
    place.save(update_fields=["name", "name_en", "is_active"])
    after = {"name": place.name, "name_en": place.name_en, "is_active": is_active}
    journal.record("inventory.change-place", subject=place, by=by, at=at, before=before, after=after)
