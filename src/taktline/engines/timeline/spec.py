"""How a plant describes its working time: weekly shifts and the days that differ."""

from dataclasses import dataclass
from datetime import date, datetime

from taktline.engines.errors import EngineError

DAY = 1440
EVERY_WEEKDAY = (0, 1, 2, 3, 4)


@dataclass(frozen=True, slots=True)
class Shift:
    """One shift in local minutes of the day it starts on; an end beyond 1440 is the next morning.

    breaks: (start, end) pairs within the shift, on the same count (01:00 in a night shift is 1500).
    """

    start: int
    end: int
    breaks: tuple[tuple[int, int], ...] = ()

    def __post_init__(self) -> None:
        if not (0 <= self.start < DAY and self.start < self.end <= self.start + DAY):
            raise EngineError("timeline.shift_out_of_day", {"start": self.start, "end": self.end})
        for start, end in self.breaks:
            if not self.start <= start < end <= self.end:
                raise EngineError("timeline.break_outside_shift", {"start": start, "end": end})


@dataclass(frozen=True, slots=True)
class ShiftPattern:
    """Shifts that repeat on weekdays (Monday is 0), from ``valid_from`` until before ``valid_until``."""

    shifts: tuple[Shift, ...]
    weekdays: tuple[int, ...] = EVERY_WEEKDAY
    valid_from: date | None = None
    valid_until: date | None = None

    def __post_init__(self) -> None:
        if any(not 0 <= day <= 6 for day in self.weekdays):
            raise EngineError("timeline.no_such_weekday", {"weekdays": tuple(self.weekdays)})

    def covers(self, day: date) -> bool:
        """Whether the pattern is in force on this local day, whatever the weekday."""
        begun = self.valid_from is None or day >= self.valid_from
        return begun and (self.valid_until is None or day < self.valid_until)


@dataclass(frozen=True, slots=True)
class Holiday:
    """No shift starts from ``first`` to ``last``, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class SwappedDay:
    """A day worked as if it were another weekday: the made-up Saturday before a long holiday."""

    day: date
    works_as: int


@dataclass(frozen=True, slots=True)
class Overtime:
    """Extra working time between two moments (aware, or naive in the calendar's zone)."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Downtime:
    """No work between two moments (aware, or naive in the calendar's zone): maintenance, leave."""

    start: datetime
    end: datetime


CalendarChange = Holiday | SwappedDay | Overtime | Downtime


@dataclass(frozen=True, slots=True)
class CalendarSpec:
    """Patterns first, then holidays close, swapped days open, overtime adds, and downtime takes last."""

    patterns: tuple[ShiftPattern, ...] = ()
    exceptions: tuple[CalendarChange, ...] = ()
