"""Everything a promise of some items rests on, in a fixed number of queries."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import numpy as np
from numpy.typing import NDArray

from taktline.catalog import queries as catalog
from taktline.catalog.types import ItemRow, Recipe
from taktline.engines.timeline import compile_calendar, to_minute
from taktline.inventory import queries as inventory
from taktline.kernel.exact import to_micro
from taktline.kernel.operation import snapshot
from taktline.kernel.scope import EVERYTHING
from taktline.kernel.source import Source
from taktline.promising.load.book import Account, Book, events
from taktline.scheduling import queries as scheduling
from taktline.scheduling.queries import Snapshot
from taktline.scheduling.types import KeptRoom

DEEPEST = 12
DAYS_AHEAD = 200
_EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class Gathered:
    """Items and recipes of all make levels, what can still be promised, the loaded plant, and working days.

    working: whether each day from today on is worked at the site, for purchase lead times.
    """

    today: date
    items: Mapping[int, ItemRow]
    recipes: Mapping[int, Recipe]
    book: Book
    plant: Snapshot
    working: NDArray[np.bool_]

    def after_working_days(self, days: int) -> date:
        """The day after so many working days from today."""
        worked = np.flatnonzero(self.working)
        later = worked[worked > 0]
        ahead = int(later[days - 1]) if 0 < days <= len(later) else max(days, 0)
        return date.fromordinal(self.today.toordinal() + ahead)


def gather(
    item_ids: Collection[int],
    *,
    own: Collection[Source],
    kept: Sequence[KeptRoom],
    site_id: int,
    at: datetime,
) -> Gathered:
    """Read it all from one state. own: documents whose soft reservations count as free, for they are asked anew.

    kept: capacity that was promised to others.

    Raises what scheduling.published_snapshot raises.
    """
    with snapshot():
        plant = scheduling.published_snapshot(site_id, at=at, kept=kept)
        today = at.astimezone(plant.zone).date()
        recipes = catalog.recipes_below(item_ids, today)
        every = set(item_ids) | {
            each.component_id for recipe in recipes.values() for each in recipe.materials
        }
        items = catalog.items(every)
        book = Book(today, _accounts(every, own, site_id=site_id, at=at))
    return Gathered(
        today=today, items=items, recipes=recipes, book=book, plant=plant, working=_worked(plant, today)
    )


def _worked(plant: Snapshot, today: date) -> NDArray[np.bool_]:
    """Whether each of the next local days has any working time in the site's calendar; all where it has none."""
    spec = plant.plant.calendars.get(plant.plant.site_calendar_id or 0)
    if spec is None:
        return np.ones(DAYS_AHEAD, dtype=np.bool_)
    days = [today + timedelta(days=ahead) for ahead in range(DAYS_AHEAD + 1)]
    midnights = [datetime.combine(day, time(), plant.zone) for day in days]
    work = compile_calendar(spec, midnights[0], midnights[-1], plant.zone)
    minutes = np.array([to_minute(each, midnights[0]) for each in midnights], dtype=np.int64)
    return np.diff(work.elapsed_works(minutes)) > 0


def _accounts(
    item_ids: Collection[int], own: Collection[Source], *, site_id: int, at: datetime
) -> dict[int, Account]:
    expected = inventory.expectations(site_id=site_id)
    days = expected["due"].astype("datetime64[D]").astype(np.int64) + _EPOCH
    mine = np.isin(expected["item_id"], np.fromiter(item_ids, dtype=np.int64, count=len(item_ids)))
    columns = (expected["item_id"], days, expected["quantity"], expected["sign"])
    rows = zip(*(column[mine].tolist() for column in columns), strict=True)
    accounts = events(rows)
    for item_id, here in inventory.positions(item_ids, site_id=site_id, at=at).items():
        free = here.on_hand - here.held - here.soft
        accounts.setdefault(item_id, Account()).on_hand = max(0, to_micro(free))
    for each in inventory.reservations_of(own, scope=EVERYTHING):
        if each.state == "soft" and each.expires_at is not None and each.expires_at > at:
            accounts.setdefault(each.item_id, Account()).on_hand += to_micro(each.quantity)
    return accounts
