"""Working-day arithmetic by two lookups, exact for any pattern of holidays."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from taktline.engines.errors import EngineError

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Calendar:
    """The working days among days first … first + D - 1.

    workday_index: length D + 1, how many working days lie before day first + k.
    day_of_workday: length W, the day of each working day, ascending.
    Days after the last one count as working days, so that an offset always has an answer.
    """

    first: int
    workday_index: Ints
    day_of_workday: Ints

    @property
    def last(self) -> int:
        """The last day the calendar knows."""
        return self.first + len(self.workday_index) - 2

    @staticmethod
    def of(first: int, working: NDArray[np.bool_]) -> "Calendar":
        """Build from a flag a day: working[k] says whether day first + k is worked."""
        flags = np.asarray(working, dtype=np.bool_)
        before = np.zeros(len(flags) + 1, np.int64)
        np.cumsum(flags, out=before[1:])
        return Calendar(first, before, np.flatnonzero(flags).astype(np.int64) + first)

    @staticmethod
    def every_day(horizon: int, before: int = 0) -> "Calendar":
        """A calendar without a day off from day -before to the horizon."""
        return Calendar.of(-before, np.ones(horizon + before + 1, np.bool_))

    def ordinal(self, days: Ints) -> Ints:
        """Working days before each day (for a working day: its own ordinal). Days before first count as first."""
        inside = np.clip(days, self.first, self.last + 1) - self.first
        return self.workday_index[inside] + np.maximum(days - self.last - 1, 0)

    def day(self, ordinals: Ints) -> Ints:
        """The day of each working-day ordinal ≥ 0."""
        known = len(self.day_of_workday)
        beyond = self.last + 1 + ordinals - known
        if not known:
            return beyond
        return np.where(ordinals < known, self.day_of_workday[np.minimum(ordinals, known - 1)], beyond)

    def after(self, days: Ints, offset: Ints) -> Ints:
        """The working day ``offset`` working days after the first working day on or after each day."""
        return self.day(self.ordinal(days) + offset)


class PackedCalendars(NamedTuple):
    """All calendars end to end, for the kernels; ``index_at[c]`` and ``day_at[c]`` say where c begins."""

    first: Ints
    last: Ints
    index_at: Ints
    ordinal: Ints
    day_at: Ints
    day: Ints


def pack(calendars: tuple[Calendar, ...]) -> PackedCalendars:
    """Lay the calendars end to end."""
    sizes = np.array([len(c.workday_index) for c in calendars], np.int64)
    counts = np.array([len(c.day_of_workday) for c in calendars], np.int64)
    return PackedCalendars(
        np.array([c.first for c in calendars], np.int64),
        np.array([c.last for c in calendars], np.int64),
        np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64),
        np.concatenate([c.workday_index for c in calendars]).astype(np.int64),
        np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        np.concatenate([c.day_of_workday for c in calendars]).astype(np.int64),
    )


def require_calendars(calendars: tuple[Calendar, ...], horizon: int) -> None:
    """Refuse a calendar that does not cover day 0 … horizon - 1, or whose two arrays disagree."""
    for position, calendar in enumerate(calendars):
        if calendar.first > 0 or calendar.last < horizon - 1:
            told = {"calendar": position, "first": calendar.first, "last": calendar.last, "horizon": horizon}
            raise EngineError("mrp.calendar_too_short", told)
        days = calendar.day_of_workday - calendar.first
        steps = np.zeros(len(calendar.workday_index) - 1, np.int64)
        inside = len(days) == 0 or (days.min() >= 0 and days.max() < len(steps))
        if inside:
            steps[days] = 1
        expected = np.concatenate([[0], np.cumsum(steps)])
        if not inside or not np.array_equal(expected, calendar.workday_index):
            raise EngineError("mrp.calendar_inconsistent", {"calendar": position})
