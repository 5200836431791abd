"""Coded values in words: every declared choice of the rooms, and the kinds of things a Source names."""

from collections.abc import Mapping
from functools import cache
from types import ModuleType

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from taktline.catalog import life as catalog_life
from taktline.catalog import types as catalog_types
from taktline.faces.web.access import Text
from taktline.identity import types as identity_types
from taktline.inventory import life as inventory_life
from taktline.inventory import types as inventory_types
from taktline.office import life as office_life
from taktline.office import types as office_types
from taktline.parties import types as parties_types
from taktline.planning import life as planning_life
from taktline.planning import types as planning_types
from taktline.promising import life as promising_life
from taktline.promising import types as promising_types
from taktline.purchasing import life as purchasing_life
from taktline.purchasing import types as purchasing_types
from taktline.resources import types as resources_types
from taktline.sales import life as sales_life
from taktline.sales import queries as sales
from taktline.sales import types as sales_types
from taktline.scheduling import life as scheduling_life
from taktline.scheduling import types as scheduling_types
from taktline.shopfloor import life as shopfloor_life
from taktline.shopfloor import types as shopfloor_types

_DOORS: Mapping[str, tuple[ModuleType, ...]] = {
    "catalog": (catalog_life, catalog_types),
    "identity": (identity_types,),
    "inventory": (inventory_life, inventory_types),
    "office": (office_life, office_types),
    "parties": (parties_types,),
    "planning": (planning_life, planning_types),
    "promising": (promising_life, promising_types),
    "purchasing": (purchasing_life, purchasing_types),
    "resources": (resources_types,),
    "sales": (sales_life, sales_types),
    "scheduling": (scheduling_life, scheduling_types),
    "shopfloor": (shopfloor_life, shopfloor_types),
}
_KINDS: Mapping[str, Text] = {
    "shopfloor.work-order": _("Work order"),
    "planning.proposal": _("Planned order"),
    "purchasing.requisition": _("Requisition"),
    "purchasing.order-line": _("Purchase order"),
    "sales.order": _("Sales order"),
    "sales.quotation": _("Quotation"),
    "sales.message": _("Message"),
    "zh-hans": _("Chinese"),
    "en": _("English"),
}


@cache
def _choices(room: str) -> Mapping[str, Text]:
    """Labels of the room's declared choices by code; a state goes before a kind of the same code."""
    found: dict[str, Text] = {}
    for door in _DOORS.get(room, ()):
        for thing in vars(door).values():
            if isinstance(thing, type) and issubclass(thing, TextChoices) and thing is not TextChoices:
                for code, label in thing.choices:
                    found.setdefault(str(code), label)
    return found


def word_of(code: str, room: str) -> Text | None:
    """What a code of a room means, None where it is no code."""
    word = _choices(room).get(code) or _KINDS.get(code)
    return word or (str(sales.RULES[code]) if room == "sales" and code in sales.RULES else None)
