"""Forms and buttons about bills of material and routings."""

from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from taktline.catalog import permits, services
from taktline.faces.web.catalog.routing_forms import EDIT_ROUTING
from taktline.faces.web.declare import Done, Field, FormSpec
from taktline.faces.web.filling import Data, number, text, today
from taktline.kernel.actor import Actor


def _new_bom(data: Data, by: Actor, at: datetime, _key: str) -> str:
    base = data.get("base")
    bom_id = services.create_bom(
        number(data["item_id"]),
        code=text(data, "code"),
        base=base if isinstance(base, Decimal) else Decimal(1),
        by=by,
        at=at,
    )
    return f"/catalog/boms/{bom_id}/"


def revise_bom(bom_id: int, by: Actor, at: datetime, data: Data) -> Done:
    """A draft with the same lines."""
    del data
    return Done(url=f"/catalog/boms/{services.revise_bom(bom_id, by=by, at=at)}/")


def activate_bom(bom_id: int, by: Actor, at: datetime, data: Data) -> None:
    """Put a draft in force."""
    services.activate_bom(bom_id, effective_from=_start(data, by, at), by=by, at=at)


def drop_bom(bom_id: int, by: Actor, at: datetime, data: Data) -> Done:
    """Throw a draft away."""
    del data
    services.drop_bom(bom_id, by=by, at=at)
    return Done(url="/catalog/boms/")


def revise_routing(routing_id: int, by: Actor, at: datetime, data: Data) -> Done:
    """A draft with the same operations."""
    del data
    return Done(url=f"/catalog/routings/{services.revise_routing(routing_id, by=by, at=at)}/edit/")


def activate_routing(routing_id: int, by: Actor, at: datetime, data: Data) -> None:
    """Put a draft in force."""
    services.activate_routing(routing_id, effective_from=_start(data, by, at), by=by, at=at)


def drop_routing(routing_id: int, by: Actor, at: datetime, data: Data) -> Done:
    """Throw a draft away."""
    del data
    services.drop_routing(routing_id, by=by, at=at)
    return Done(url="/catalog/routings/")


def _start(data: Data, by: Actor, at: datetime) -> date:
    day = data.get("effective_from")
    return day if isinstance(day, date) else today(at, by)


def _new_routing(data: Data, by: Actor, at: datetime, _key: str) -> str:
    routing_id = services.create_routing(number(data["item_id"]), code=text(data, "code"), by=by, at=at)
    return f"/catalog/routings/{routing_id}/edit/"


ACTIVATE = FormSpec(
    fields=(Field("effective_from", _("In force from"), "date", help=_("Empty: from today.")),),
)
_ITEM = (
    Field("item_id", _("Item"), "ref", lookup="catalog.made-item", required=True),
    Field("code", _("Version"), help=_("Empty: the next number.")),
)
FORMS = (
    FormSpec(
        key="catalog.bom-new",
        title=_("New bill of material"),
        permit=permits.STRUCTURE,
        url="catalog/boms/new/",
        fields=(*_ITEM, Field("base", _("Lines are for"), "number", initial=1, unit=_("pieces"))),
        run=_new_bom,
        back="/catalog/boms/",
    ),
    FormSpec(
        key="catalog.routing-new",
        title=_("New routing"),
        permit=permits.STRUCTURE,
        url="catalog/routings/new/",
        fields=_ITEM,
        run=_new_routing,
        back="/catalog/routings/",
    ),
    EDIT_ROUTING,
)
