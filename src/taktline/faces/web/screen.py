"""What a list page is made of. A room's declares.py builds these from its Listing; everything else is shared."""

from collections.abc import Callable
from dataclasses import dataclass

from taktline.faces.web.access import Access, Text
from taktline.faces.web.detail import Detail
from taktline.faces.web.parts import Action, Chip, Col, Empty, Link, Pick
from taktline.kernel.actor import Actor
from taktline.kernel.listing import Listing
from taktline.kernel.sheets import Sheet

# Side menu groups in the order of the business.
GROUPS = (
    "home",
    "orders",
    "planning",
    "scheduling",
    "shopfloor",
    "inventory",
    "purchasing",
    "masters",
    "system",
)


@dataclass(frozen=True, slots=True)
class Screen:
    """One list page with everything around it.

    key: "room.things", unique. url: below /, such as "sales/orders/". find(key, by): id of the thing whose human
    key stands in the address; without it the key is the id. more_sheets: further tables that fill what belongs to
    this list, chosen on the import page. row_url: where Enter and a click on the row lead.
    detail(id, by): the page of one thing, at url + key + "/". new: the n key and the main button.
    """

    key: str
    title: Text
    listing: Listing
    permit: Access
    url: str
    columns: tuple[Col, ...]
    group: str = "masters"
    icon: str = "list"
    order: int = 50
    menu: bool = True
    filters: tuple[Pick, ...] = ()
    chips: tuple[Chip, ...] = ()
    actions: tuple[Action, ...] = ()
    links: tuple[Link, ...] = ()
    new: Link | None = None
    help: Text = ""
    empty: Empty | None = None
    export: bool = True
    sheet: Sheet | None = None
    sheet_permit: Access | None = None
    more_sheets: tuple[Sheet, ...] = ()
    detail: Callable[[int, Actor], Detail] | None = None
    find: Callable[[str, Actor], int] | None = None
    row_url: str = ""
    live: str = ""
    page_size: int = 50

    @property
    def path(self) -> str:
        """The address with its leading slash."""
        return f"/{self.url}"

    def table(self, key: str) -> Sheet | None:
        """The table of that key that this list takes from Excel; its own for any other."""
        return next((each for each in self.more_sheets if each.key == key), self.sheet)

    def action(self, key: str) -> Action | None:
        """The action of that key."""
        return next((each for each in self.actions if each.key == key), None)
