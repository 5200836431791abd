"""The minutes of one problem: where they begin, where they end, and how moments become minutes."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from taktline.engines.timeline import (
    CalendarSpec,
    WorkingTime,
    compile_calendar,
    day_span,
    to_minute,
    to_moment,
)

LOOK_BACK = timedelta(days=14)
SHORTEST = timedelta(days=56)
AFTER_LAST_DUE = timedelta(days=28)
LONGEST = timedelta(days=240)


@dataclass(frozen=True, slots=True)
class Clock:
    """origin: the moment of minute 0; end: of the horizon. Days are the site's own."""

    origin: datetime
    end: datetime
    zone: ZoneInfo

    @property
    def horizon(self) -> int:
        """Minutes from origin to end."""
        return to_minute(self.end, self.origin)

    def minute(self, moment: datetime) -> int:
        """Minutes from the origin, rounded up."""
        return to_minute(moment, self.origin)

    def moment(self, minute: int) -> datetime:
        """The moment of a minute, UTC."""
        return to_moment(minute, self.origin)

    def end_of_day(self, day: date) -> int:
        """The minute at which a local day is over."""
        return day_span(day, self.origin, self.zone)[1]

    def start_of_day(self, day: date) -> int:
        """The minute at which a local day begins."""
        return day_span(day, self.origin, self.zone)[0]

    def compiled(self, spec: CalendarSpec) -> WorkingTime:
        """A calendar in minutes of this clock."""
        return compile_calendar(spec, self.origin, self.end, self.zone)


def clock_for(at: datetime, time_zone: str, last_due: date | None) -> Clock:
    """Begin two weeks back, so that what is running has a place; end well after the last due day."""
    zone = ZoneInfo(time_zone)
    today = at.astimezone(zone).date()
    last = min(max(last_due or today, today) + AFTER_LAST_DUE, today + LONGEST)
    last = max(last, today + SHORTEST)
    first = today - LOOK_BACK
    return Clock(
        origin=datetime(first.year, first.month, first.day, tzinfo=zone),
        end=datetime(last.year, last.month, last.day, tzinfo=zone),
        zone=zone,
    )
