"""What one seeding knows: its clock, its dice, and the ids of what it has made so far."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from taktline.identity import queries as identity
from taktline.kernel.actor import SYSTEM, Actor

ZONE = ZoneInfo("Asia/Shanghai")
SEED = 20_240_617


@dataclass(slots=True)
class World:
    """The company while it is being made.

    at: the moment that counts as now; scale: 1 for the whole demo, less for tests; say: hears each step. The other
    fields give ids by code. held: stock kept back for stories, by item code.
    """

    at: datetime
    scale: float = 1.0
    say: Callable[[str], None] = lambda _step: None
    site_id: int = 0
    users: dict[str, int] = field(default_factory=dict)
    terms: dict[str, int] = field(default_factory=dict)
    parties: dict[str, int] = field(default_factory=dict)
    units: dict[str, int] = field(default_factory=dict)
    classes: dict[str, int] = field(default_factory=dict)
    taxes: dict[str, int] = field(default_factory=dict)
    calendars: dict[str, int] = field(default_factory=dict)
    centres: dict[str, int] = field(default_factory=dict)
    machines: dict[str, int] = field(default_factory=dict)
    families: dict[str, int] = field(default_factory=dict)
    skills: dict[str, int] = field(default_factory=dict)
    items: dict[str, int] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    orders: dict[str, int] = field(default_factory=dict)
    _actors: dict[str, Actor] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The local day."""
        return self.at.astimezone(ZONE).date()

    def dice(self, purpose: str) -> random.Random:
        """Dice of their own for each purpose, so that adding one story leaves the others as they were."""
        return random.Random(f"{SEED}/{purpose}")

    def by(self, login: str) -> Actor:
        """Somebody of the staff; the house itself before there is any."""
        if login not in self.users:
            return SYSTEM
        if login not in self._actors:
            self._actors[login] = identity.actor_of(self.users[login], self.at)
        return self._actors[login]

    def moment(self, day: date, hour: int = 9, minute: int = 0) -> datetime:
        """A local clock time of a day, never later than now."""
        return min(datetime.combine(day, time(hour, minute), ZONE), self.at)

    def day(self, offset: int) -> date:
        """A day so many days from today."""
        return self.today + timedelta(days=offset)
