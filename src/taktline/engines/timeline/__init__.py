"""Working-time algebra: calendars compiled once into minutes, then added, cut and asked.

    spec = CalendarSpec(patterns=(ShiftPattern((Shift(480, 1020, breaks=((720, 780),)),)),))
    calendar = compile_calendar(spec, start, end, ZoneInfo("Asia/Shanghai"))   # -> WorkingTime
    calendar.add_work(minute, work); calendar.work_between(a, b); calendar.intersect(other)

Minutes are whole, count from ``start`` (the origin of one problem), and every span is half-open.
"""

from taktline.engines.timeline.compile import compile_calendar, day_span, local_day, to_minute, to_moment
from taktline.engines.timeline.spec import (
    CalendarSpec,
    Downtime,
    Holiday,
    Overtime,
    Shift,
    ShiftPattern,
    SwappedDay,
)
from taktline.engines.timeline.working_time import Minutes, WorkingTime

__all__ = [
    "CalendarSpec",
    "Downtime",
    "Holiday",
    "Minutes",
    "Overtime",
    "Shift",
    "ShiftPattern",
    "SwappedDay",
    "WorkingTime",
    "compile_calendar",
    "day_span",
    "local_day",
    "to_minute",
    "to_moment",
]
