"""Small decisions of this room, from values."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import combinations

from taktline.engines.timeline import CalendarSpec, Holiday, Overtime, Shift, ShiftPattern, SwappedDay
from taktline.resources.errors import CalendarCycle, ShiftsOverlap
from taktline.resources.types import CalendarRow, ExceptionKind, ExceptionRow, ShiftDraft

WEEK = 7 * 1440


def clock(minute: int) -> str:
    """A minute of the day as people write it; beyond midnight it says so."""
    day, rest = divmod(minute, 1440)
    return f"{rest // 60:02d}:{rest % 60:02d}" + ("+1" if day else "")


def require_apart(shifts: Sequence[ShiftDraft], weekdays: Sequence[str]) -> None:
    """Refuse shifts that overlap within the week, also over midnight and from Sunday into Monday.

    weekdays: their names, for the sentence. Raises ShiftsOverlap.
    """
    spans = [(each.weekday * 1440 + each.start, each.weekday * 1440 + each.end, each) for each in shifts]
    for (start, end, one), (begin, finish, two) in combinations(sorted(spans, key=lambda span: span[0]), 2):
        if (begin < end or start + WEEK < finish) and _together(one, two):
            raise ShiftsOverlap(
                day=weekdays[two.weekday],
                first=f"{clock(one.start)}-{clock(one.end)}",
                second=f"{clock(two.start)}-{clock(two.end)}",
            )


def _together(one: ShiftDraft, two: ShiftDraft) -> bool:
    ends = [each.valid_until or date.max for each in (one, two)]
    begins = [each.valid_from or date.min for each in (one, two)]
    return max(begins) < min(ends)


def lineage(calendar_id: int, parents: Mapping[int, int | None], codes: Mapping[int, str]) -> tuple[int, ...]:
    """The calendar and its ancestors, nearest first. Raises CalendarCycle."""
    path: list[int] = []
    here: int | None = calendar_id
    while here is not None:
        if here in path:
            circle = [*path[path.index(here) :], here]
            raise CalendarCycle(path=" → ".join(codes.get(each, str(each)) for each in circle))
        path.append(here)
        here = parents.get(here)
    return tuple(path)


def merged(line: Sequence[CalendarRow]) -> CalendarSpec:
    """One calendar with its ancestors, nearest first, as the timeline engine wants it.

    Shifts are the nearest calendar's that has any. The nearest calendar that calls a day a holiday or a workday
    decides about that day; overtime said further up then no longer counts.
    """
    shifts = next((each.shifts for each in line if each.shifts), ())
    decided: dict[date, ExceptionRow] = {}
    extra: list[ExceptionRow] = []
    for calendar in line:
        said = [each for each in calendar.exceptions if each.kind != ExceptionKind.OVERTIME]
        extra += [e for e in calendar.exceptions if e.kind == ExceptionKind.OVERTIME and e.day not in decided]
        for each in said:
            decided.setdefault(each.day, each)
    days = [decided[day] for day in sorted(decided)]
    return CalendarSpec(
        patterns=tuple(_patterns(shifts)),
        exceptions=(
            *(SwappedDay(e.day, e.weekday or 0) for e in days if e.kind == ExceptionKind.WORKDAY),
            *_holidays([e.day for e in days if e.kind == ExceptionKind.HOLIDAY]),
            *(Overtime(_moment(e.day, e.start or 0), _moment(e.day, e.end or 0)) for e in extra),
        ),
    )


def _patterns(shifts: Iterable[ShiftDraft]) -> Iterable[ShiftPattern]:
    alike: dict[tuple[date | None, date | None, tuple[Shift, ...]], list[int]] = defaultdict(list)
    by_day: dict[tuple[date | None, date | None, int], list[ShiftDraft]] = defaultdict(list)
    for each in shifts:
        by_day[each.valid_from, each.valid_until, each.weekday].append(each)
    for (begin, end, weekday), parts in by_day.items():
        windows = tuple(Shift(part.start, part.end) for part in sorted(parts, key=lambda part: part.start))
        alike[begin, end, windows].append(weekday)
    for (begin, end, windows), weekdays in alike.items():
        yield ShiftPattern(windows, tuple(sorted(weekdays)), begin, end)


def _holidays(days: Sequence[date]) -> Iterable[Holiday]:
    first = last = None
    for day in days:
        if last is not None and day == last + timedelta(days=1):
            last = day
            continue
        if first is not None and last is not None:
            yield Holiday(first, last)
        first = last = day
    if first is not None and last is not None:
        yield Holiday(first, last)


def _moment(day: date, minute: int) -> datetime:
    # Naive on purpose: the engine reads it in the calendar's own zone.
    return datetime.combine(day, time()) + timedelta(minutes=minute)
