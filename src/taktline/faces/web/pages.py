"""Hand-made pages, type-ahead, global search and home cards: the other things a room declares."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from taktline.faces.web.access import Access, Context, Text, View
from taktline.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Page:
    """A page made by hand. view(request, **parts) answers it; `parts` are what the url captures.

    group, icon, order: its place in the side menu; menu=False keeps it out.
    """

    key: str
    title: Text
    permit: Access
    url: str
    view: View
    group: str = "home"
    icon: str = "file"
    order: int = 50
    menu: bool = True
    methods: tuple[str, ...] = ("GET",)

    @property
    def path(self) -> str:
        """The address with its leading slash."""
        return f"/{self.url}"


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing a type-ahead offers."""

    id: int | str
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Lookup:
    """A type-ahead. find(text, by, limit): what matches; an empty text gives the usual ones.

    label(id, by): the text of one already chosen.
    """

    key: str
    permit: Access
    find: Callable[[str, Actor, int], Sequence[Choice]]
    label: Callable[[str, Actor], str]


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing the global search found."""

    title: str
    url: str
    note: str = ""
    badge: str = ""
    tone: str = "grey"


@dataclass(frozen=True, slots=True)
class Search:
    """A kind of thing the global search looks through. find(text, by, limit)."""

    key: str
    label: Text
    permit: Access
    find: Callable[[str, Actor, int], Sequence[Hit]]
    icon: str = "search"
    order: int = 50


@dataclass(frozen=True, slots=True)
class HomeCard:
    """One card of the home page, loaded on its own. view(by, at): what its template gets.

    roles: whose home shows it (empty: everybody who has the permit). width: quarters of the page, 1 to 4.
    topics: live topics on which it reads itself anew. shown: whether this company has a use for it (None: always).
    """

    key: str
    title: Text
    permit: Access
    template: str
    view: Callable[..., Context]
    roles: tuple[str, ...] = ()
    width: int = 2
    order: int = 50
    icon: str = ""
    more: str = ""
    topics: tuple[str, ...] = ()
    shown: Callable[[], bool] | None = None
