"""Everything the rooms of this face declare, collected once, and the addresses made from it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import TypeVar

from taktline.faces.web.access import Endpoint, Route
from taktline.faces.web.form import FormSpec
from taktline.faces.web.pages import HomeCard, Lookup, Page, Search
from taktline.faces.web.screen import Screen
from taktline.kernel.actor import Actor

Thing = TypeVar("Thing")

# Each is a module with any of SCREENS, PAGES, FORMS, LOOKUPS, SEARCHES, HOME_CARDS and SOURCES (kind of a Source →
# id, actor → address of its page, for tasks and notifications). Add yours at its floor's place.
ROOMS: tuple[str, ...] = (
    "taktline.faces.web.shell.declares",
    "taktline.faces.web.people.declares",
    "taktline.faces.web.mail.declares",
    "taktline.faces.web.first_steps.declares",
    "taktline.faces.web.tour.declares",
    "taktline.faces.web.parties.declares",
    "taktline.faces.web.resources.declares",
    "taktline.faces.web.catalog.declares",
    "taktline.faces.web.inventory.declares",
    "taktline.faces.web.floor.declares",
    "taktline.faces.web.shopfloor.declares",
    "taktline.faces.web.purchasing.declares",
    "taktline.faces.web.planning.declares",
    "taktline.faces.web.scheduling.declares",
    "taktline.faces.web.promising.declares",
    "taktline.faces.web.sales.declares",
)


@dataclass(slots=True)
class Registry:
    """All declarations by kind."""

    screens: dict[str, Screen] = field(default_factory=dict)
    pages: list[Page | Endpoint] = field(default_factory=list)
    forms: list[FormSpec] = field(default_factory=list)
    lookups: dict[str, Lookup] = field(default_factory=dict)
    searches: list[Search] = field(default_factory=list)
    cards: list[HomeCard] = field(default_factory=list)
    sources: dict[str, Callable[[int, Actor], str]] = field(default_factory=dict)


@cache
def registry() -> Registry:
    """The declarations of every room. Raises ValueError when two share a key."""
    found = Registry()
    for name in ROOMS:
        room = import_module(name)
        for screen in getattr(room, "SCREENS", ()):
            _once(found.screens, screen.key, screen)
        for lookup in getattr(room, "LOOKUPS", ()):
            _once(found.lookups, lookup.key, lookup)
        for kind, address in getattr(room, "SOURCES", {}).items():
            _once(found.sources, kind, address)
        found.pages.extend(getattr(room, "PAGES", ()))
        found.forms.extend(getattr(room, "FORMS", ()))
        found.searches.extend(getattr(room, "SEARCHES", ()))
        found.cards.extend(getattr(room, "HOME_CARDS", ()))
    found.searches.sort(key=lambda each: each.order)
    found.cards.sort(key=lambda each: each.order)
    return found


def _once(where: dict[str, Thing], key: str, what: Thing) -> None:
    if key in where:
        raise ValueError(f"{key} is declared twice")
    where[key] = what


def routes(endpoints: Iterable[Endpoint]) -> list[Route]:
    """The addresses with their methods and permits, for the permission matrix."""
    return [
        Route(path=f"/{each.url}", methods=each.methods, permit=each.access_code, name=each.name)
        for each in endpoints
    ]
