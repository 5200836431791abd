"""The side menu, and the version stamp of built files."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from taktline.faces.web.access import Text, allows
from taktline.faces.web.pages import Page
from taktline.faces.web.registry import registry
from taktline.faces.web.screen import GROUPS, Screen
from taktline.kernel.actor import Actor

LABELS: dict[str, tuple[Text, str]] = {
    "home": (_("Workbench"), "layout-dashboard"),
    "orders": (_("Orders"), "shopping-cart"),
    "planning": (_("Planning"), "calendar-stats"),
    "scheduling": (_("Scheduling"), "timeline"),
    "shopfloor": (_("Shop floor"), "tool"),
    "inventory": (_("Inventory"), "packages"),
    "purchasing": (_("Purchasing"), "truck-delivery"),
    "masters": (_("Master data"), "database"),
    "system": (_("System"), "settings"),
}


# Who has one clear day sees the entries of that day: groups by name, single pages by address. A permit may open
# more (a link or the search leads there); a person with a role that is not here sees everything permitted.
_EVERYDAY: dict[str, tuple[str, ...]] = {
    "operator": ("home", "shopfloor", "/board/", "/inventory/scan/", "/inventory/found/"),
    "team_leader": ("home", "planning", "scheduling", "shopfloor", "inventory", "/catalog/items/"),
    "warehouse_clerk": (
        "home", "inventory", "purchasing", "shopfloor", "/sales/orders/", "/sales/progress/", "/catalog/items/",
    ),
    "inspector": ("home", "shopfloor", "inventory", "/purchasing/orders/", "/catalog/items/"),
    "quality_engineer": ("home", "orders", "shopfloor", "inventory", "purchasing", "masters"),
    "buyer": ("home", "orders", "planning", "inventory", "purchasing", "masters"),
    "sales_clerk": ("home", "orders", "planning", "scheduling", "shopfloor", "inventory", "masters"),
    "service_clerk": ("home", "orders", "shopfloor", "inventory", "masters"),
    "finance_clerk": ("home", "orders", "inventory", "purchasing", "masters"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Item:
    """One entry."""

    title: Text
    url: str
    icon: str
    here: bool
    order: int


@dataclass(frozen=True, slots=True)
class Group:
    """Entries of one part of the business."""

    key: str
    label: Text
    icon: str
    items: Sequence[Item]
    here: bool


def menu(actor: Actor, path: str) -> list[Group]:
    """What the actor may open, in the order of the business; the entry with the longest match is `here`."""
    found = registry()
    entries: list[Screen | Page] = [
        *found.screens.values(),
        *(page for page in found.pages if isinstance(page, Page)),
    ]
    mine = [each for each in entries if each.menu and allows(actor, each.permit) and _everyday(actor, each)]
    best = max(
        (e.path for e in mine if (path.startswith(e.path) if e.url else path == "/")), key=len, default=""
    )
    groups = []
    for key in GROUPS:
        inside = [Item(e.title, e.path, e.icon, e.path == best, e.order) for e in mine if e.group == key]
        if inside:
            inside.sort(key=lambda each: (each.order, each.url))
            label, icon = LABELS[key]
            groups.append(Group(key, label, icon, inside, any(each.here for each in inside)))
    return groups


def _everyday(actor: Actor, entry: Screen | Page) -> bool:
    """Whether the entry belongs to the day of one of the actor's roles."""
    if not actor.roles or not actor.roles <= _EVERYDAY.keys():
        return True
    return any(entry.group in _EVERYDAY[role] or entry.path in _EVERYDAY[role] for role in actor.roles)


def stamp(found: str | list[str] | None) -> str:
    """A short text that changes when the file does; 0 where it has not been built."""
    if not isinstance(found, str):
        return "0"
    facts = Path(found).stat()
    return f"{facts.st_size:x}{facts.st_mtime_ns // 1_000_000:x}"
