"""Turn a plant's shifts and exceptions into windows of minutes. The only place that knows time zones."""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import numpy as np

from taktline.engines.errors import EngineError
from taktline.engines.timeline.spec import (
    CalendarSpec,
    Downtime,
    Holiday,
    Overtime,
    Shift,
    SwappedDay,
)
from taktline.engines.timeline.working_time import WorkingTime

Span = tuple[int, int]


# A plant's calendars are the same from one question to the next; values in, values out, so they may be kept.
@lru_cache(maxsize=256)
def compile_calendar(spec: CalendarSpec, start: datetime, end: datetime, tz: ZoneInfo) -> WorkingTime:
    """Working windows within [start, end), in whole minutes since ``start``.

    start, end: aware moments; ``start`` is minute 0 of every calendar of one problem.
    A shift keeps its wall-clock times when the clocks change, so its length may differ that night.
    Raises EngineError timeline.naive_moment, timeline.empty_period.
    """
    if start.tzinfo is None or end.tzinfo is None:
        raise EngineError("timeline.naive_moment", {"start": start.isoformat(), "end": end.isoformat()})
    if end <= start:
        raise EngineError("timeline.empty_period", {"start": start.isoformat(), "end": end.isoformat()})
    regular: list[Span] = []
    day = start.astimezone(tz).date() - timedelta(days=1)
    last = end.astimezone(tz).date()
    while day <= last:
        for shift in _shifts_on(spec, day):
            regular.extend(_shift_spans(shift, day, start, tz))
        day += timedelta(days=1)
    horizon = _minutes(end, start)
    extra = [_moments(e.start, e.end, start, tz) for e in spec.exceptions if isinstance(e, Overtime)]
    lost = [_moments(e.start, e.end, start, tz) for e in spec.exceptions if isinstance(e, Downtime)]
    working = WorkingTime.of(regular).union(WorkingTime.of(extra)).subtract(WorkingTime.of(lost))
    return working.clip(0, horizon)


def local_day(minute: int, start: datetime, tz: ZoneInfo) -> date:
    """The local date in which a minute since ``start`` falls."""
    return (start + timedelta(minutes=minute)).astimezone(tz).date()


def day_span(day: date, start: datetime, tz: ZoneInfo) -> Span:
    """Minutes since ``start`` at which a local date begins and ends (23, 24 or 25 hours)."""
    return _at(day, 0, start, tz), _at(day, 1440, start, tz)


def to_minute(moment: datetime, start: datetime) -> int:
    """Whole minutes from ``start`` to a moment, rounded up: nothing may begin before it is true."""
    return -((start - moment) // timedelta(minutes=1))


def to_moment(minute: int, start: datetime) -> datetime:
    """The moment of a minute, in UTC."""
    return (start + timedelta(minutes=int(minute))).astimezone(UTC)


def _shifts_on(spec: CalendarSpec, day: date) -> tuple[Shift, ...]:
    weekday = day.weekday()
    for exception in spec.exceptions:
        if isinstance(exception, SwappedDay) and exception.day == day:
            weekday = exception.works_as
            break
    else:
        for exception in spec.exceptions:
            if isinstance(exception, Holiday) and exception.first <= day <= exception.last:
                return ()
    return tuple(
        shift
        for pattern in spec.patterns
        if weekday in pattern.weekdays and pattern.covers(day)
        for shift in pattern.shifts
    )


def _shift_spans(shift: Shift, day: date, start: datetime, tz: ZoneInfo) -> list[Span]:
    edges = [shift.start]
    for pause in sorted(shift.breaks):
        edges.extend(pause)
    edges.append(shift.end)
    marks = np.array([_at(day, minute, start, tz) for minute in edges], dtype=np.int64)
    pairs = marks.reshape(-1, 2)
    return [(int(s), int(e)) for s, e in pairs if e > s]


def _at(day: date, minute: int, start: datetime, tz: ZoneInfo) -> int:
    extra_days, of_day = divmod(minute, 1440)
    there = day + timedelta(days=extra_days)
    local = datetime(there.year, there.month, there.day, of_day // 60, of_day % 60, tzinfo=tz)
    return _minutes(local, start)


def _moments(begin: datetime, finish: datetime, start: datetime, tz: ZoneInfo) -> Span:
    one = begin if begin.tzinfo else begin.replace(tzinfo=tz)
    two = finish if finish.tzinfo else finish.replace(tzinfo=tz)
    span = _minutes(one, start), _minutes(two, start)
    if span[1] < span[0]:
        raise EngineError(
            "timeline.ends_before_it_starts", {"start": one.isoformat(), "end": two.isoformat()}
        )
    return span


def _minutes(moment: datetime, start: datetime) -> int:
    return (moment.astimezone(UTC) - start.astimezone(UTC)) // timedelta(minutes=1)
