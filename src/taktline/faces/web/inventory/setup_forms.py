"""Forms for places, counts and months."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from taktline.faces.web.declare import Field, FormSpec
from taktline.faces.web.filling import number
from taktline.faces.web.inventory.forms import Data, as_day, as_id, sites
from taktline.identity import queries as identity
from taktline.inventory import permits, queries, services
from taktline.inventory.types import (
    CountKind,
    PlaceKind,
)
from taktline.kernel.actor import Actor


def _place(data: Data, by: Actor, at: datetime, _key: str) -> str:
    parent = data["parent"]
    new = services.NewPlace(
        number(data["site"]),
        str(data["code"]),
        str(data["name"]),
        str(data["name_en"]),
        str(data["kind"]),
        parent if isinstance(parent, int) else None,
    )
    services.create_place(new, by=by, at=at)
    return "/inventory/places/"


_NAMES = (Field("name", _("Name"), required=True), Field("name_en", _("Name in English")))
_KINDS = tuple(
    (kind.value, kind.label) for kind in (PlaceKind.WAREHOUSE, PlaceKind.ZONE, PlaceKind.BIN, PlaceKind.WIP)
)
NEW_PLACE = FormSpec(
    "inventory.place-new",
    _("New place"),
    permits.PLACES,
    "inventory/places/new/",
    fields=(
        Field("code", _("Code"), required=True),
        *_NAMES,
        Field("kind", _("Kind"), "choice", choices=_KINDS, initial="warehouse", required=True),
        Field("site", _("Site"), "choice", choices=sites, required=True),
        Field("parent", _("Lies in"), "ref", lookup="inventory.place"),
    ),
    run=_place,
    back="/inventory/places/",
)


def _change_place(data: Data, by: Actor, at: datetime, key: str) -> str:
    services.change_place(
        int(key),
        name=str(data["name"]),
        name_en=str(data["name_en"]),
        is_active=bool(data["is_active"]),
        by=by,
        at=at,
    )
    return "/inventory/places/"


def _place_now(key: str, by: Actor) -> Mapping[str, object]:
    row = queries.place(int(key) if key.isdigit() else 0, scope=by.scope)
    return {"name": row.name.zh, "name_en": row.name.en, "is_active": row.is_active}


EDIT_PLACE = FormSpec(
    "inventory.place-edit",
    _("Change place"),
    permits.PLACES,
    "inventory/places/<str:key>/edit/",
    fields=(*_NAMES, Field("is_active", _("In use"), "bool", initial=True)),
    run=_change_place,
    load=_place_now,
    back="/inventory/places/",
)


def _plan_count(data: Data, by: Actor, at: datetime, _key: str) -> str:
    place, item = as_id(data["place"]), as_id(data["item"])
    plan = services.CountPlan(
        number(data["site"]),
        CountKind(str(data["kind"])),
        (place,) if place else (),
        (item,) if item else (),
        is_blind=bool(data["is_blind"]),
        note=str(data["note"]),
    )
    count = services.plan_count(plan, by=by, at=at)
    return f"/inventory/counts/{queries.count(count, scope=by.scope).number}/"


NEW_COUNT = FormSpec(
    "inventory.count-new",
    _("New count"),
    permits.COUNT,
    "inventory/counts/new/",
    fields=(
        Field("site", _("Site"), "choice", choices=sites, required=True),
        Field(
            "kind",
            _("Kind"),
            "choice",
            choices=(
                ("cycle", _("what is due by ABC class")),
                ("full", _("a place, an item, or everything")),
            ),
            initial="cycle",
            required=True,
        ),
        Field("place", _("Place"), "ref", lookup="inventory.place", help=_("Empty: all.")),
        Field("item", _("Item"), "ref", lookup="catalog.item", help=_("Empty: all.")),
        Field(
            "is_blind",
            _("Blind"),
            "bool",
            initial=True,
            help=_("Who counts does not see what the books say."),
        ),
        Field("note", _("Note"), wide=True),
    ),
    run=_plan_count,
    back="/inventory/counts/",
    submit=_("Draft the sheet"),
)


def _close(data: Data, by: Actor, at: datetime, _key: str) -> str:
    month = as_day(data["month"])
    services.close_period(
        number(data["site"]), month=month or identity.site_day(number(data["site"]), at), by=by, at=at
    )
    return "/inventory/periods/"


CLOSE = FormSpec(
    "inventory.period-close",
    _("Close a month"),
    permits.CLOSE,
    "inventory/periods/close/",
    fields=(
        Field("site", _("Site"), "choice", choices=sites, required=True),
        Field("month", _("Month"), "date", required=True, help=_("Any day of it.")),
    ),
    run=_close,
    back="/inventory/periods/",
    submit=_("Close it"),
    help=_("Nothing can be posted into a closed month any more. It cannot be opened again."),
)


SETUP_FORMS = (NEW_PLACE, EDIT_PLACE, NEW_COUNT, CLOSE)
