"""Working-time algebra against a model that looks at every minute."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from taktline.engines.errors import EngineError
from taktline.engines.timeline import (
    CalendarSpec,
    Downtime,
    Holiday,
    Overtime,
    Shift,
    ShiftPattern,
    SwappedDay,
    WorkingTime,
    compile_calendar,
    day_span,
    local_day,
    to_minute,
    to_moment,
)

LIMIT = 60
spans = st.lists(st.tuples(st.integers(0, LIMIT), st.integers(0, LIMIT)), max_size=6)
CHINA = ZoneInfo("Asia/Shanghai")


def minutes(working: WorkingTime) -> set[int]:
    return {m for start, end in working.spans() for m in range(start, end)}


@given(spans)
def test_windows_are_sorted_disjoint_and_apart(given_spans):
    working = WorkingTime.of(given_spans)
    flat = [m for span in working.spans() for m in span]
    assert flat == sorted(set(flat))
    assert working.total == len(minutes(working))


@given(spans, spans)
def test_set_operations_are_those_of_minutes(one, two):
    a, b = WorkingTime.of(one), WorkingTime.of(two)
    assert minutes(a.union(b)) == minutes(a) | minutes(b)
    assert minutes(a.intersect(b)) == minutes(a) & minutes(b)
    assert minutes(a.subtract(b)) == minutes(a) - minutes(b)
    assert a.union(b) == b.union(a)
    assert a.subtract(b).union(a.intersect(b)) == a


@given(spans, st.integers(-5, LIMIT + 5), st.integers(0, LIMIT))
def test_adding_work_counts_minutes(given_spans, at, work):
    working = WorkingTime.of(given_spans)
    worked = sorted(m for m in minutes(working) if m >= at)
    if work == 0:
        assert working.add_work(at, 0) == at
    elif work > len(worked):
        with pytest.raises(EngineError, match="beyond_calendar"):
            working.add_work(at, work)
    else:
        end = working.add_work(at, work)
        assert end == worked[work - 1] + 1
        assert working.work_between(at, end) == work
        assert working.subtract_work(end, work) == worked[0]


@given(spans, st.integers(0, LIMIT), st.integers(0, LIMIT), st.integers(0, LIMIT))
def test_work_between_adds_up_and_never_shrinks(given_spans, a, b, c):
    working = WorkingTime.of(given_spans)
    assert working.work_between(a, b) + working.work_between(b, c) == working.work_between(a, c)
    assert working.elapsed_work(min(a, b)) <= working.elapsed_work(max(a, b))
    many = np.array([a, b, c], dtype=np.int64)
    assert working.elapsed_works(many).tolist() == [working.elapsed_work(m) for m in (a, b, c)]


@given(spans, st.integers(0, LIMIT), st.integers(1, 20))
def test_fitting_without_a_break_finds_the_first_window(given_spans, at, work):
    working = WorkingTime.of(given_spans)
    worked = minutes(working)
    fitting = [m for m in range(at, LIMIT) if all(x in worked for x in range(m, m + work))]
    if fitting:
        assert working.fits_without_break(at, work) == fitting[0]
    else:
        with pytest.raises(EngineError, match="longer_than_any_window"):
            working.fits_without_break(at, work)


@given(spans, st.integers(1, 25))
def test_buckets_conserve_work(given_spans, width):
    working = WorkingTime.of(given_spans)
    parts = working.buckets(width, LIMIT)
    assert parts.sum() == working.total
    assert parts[0] == working.work_between(0, width)


def test_a_week_of_shifts_with_everything_that_differs():
    monday = date(2026, 11, 23)
    spec = CalendarSpec(
        patterns=(ShiftPattern((Shift(480, 1020, breaks=((720, 780),)),)),),
        exceptions=(
            Holiday(date(2026, 11, 24), date(2026, 11, 24)),
            SwappedDay(date(2026, 11, 28), works_as=1),
            Overtime(datetime(2026, 11, 25, 17), datetime(2026, 11, 25, 19)),
            Downtime(datetime(2026, 11, 27, 8), datetime(2026, 11, 27, 12)),
        ),
    )
    origin = datetime(2026, 11, 22, 16, tzinfo=UTC)  # Monday 00:00 in China
    working = compile_calendar(spec, origin, datetime(2026, 11, 29, 16, tzinfo=UTC), CHINA)
    days = [working.work_between(*day_span(date(2026, 11, 23 + d), origin, CHINA)) for d in range(7)]
    assert days == [480, 0, 600, 480, 240, 480, 0]
    assert local_day(0, origin, CHINA) == monday
    assert to_moment(480, origin) == datetime(2026, 11, 23, 0, tzinfo=UTC)
    assert to_minute(datetime(2026, 11, 22, 16, 0, 1, tzinfo=UTC), origin) == 1


def test_a_night_shift_keeps_its_clock_when_the_clocks_change():
    spec = CalendarSpec((ShiftPattern((Shift(1320, 1800),), weekdays=(5, 6)),))
    berlin = ZoneInfo("Europe/Berlin")
    spring = compile_calendar(
        spec, datetime(2026, 3, 28, tzinfo=UTC), datetime(2026, 3, 30, 12, tzinfo=UTC), berlin
    )
    assert [end - start for start, end in spring.spans()] == [420, 480]
    autumn = compile_calendar(
        spec, datetime(2026, 10, 24, tzinfo=UTC), datetime(2026, 10, 26, 12, tzinfo=UTC), berlin
    )
    assert [end - start for start, end in autumn.spans()] == [540, 480]


def test_a_shift_that_began_yesterday_is_cut_at_the_origin():
    spec = CalendarSpec((ShiftPattern((Shift(1320, 1800),), weekdays=tuple(range(7))),))
    working = compile_calendar(
        spec, datetime(2026, 11, 23, tzinfo=UTC), datetime(2026, 11, 24, tzinfo=UTC), ZoneInfo("UTC")
    )
    assert working.spans() == [(0, 360), (1320, 1440)]


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: Shift(-1, 60), "timeline.shift_out_of_day"),
        (lambda: Shift(60, 60), "timeline.shift_out_of_day"),
        (lambda: Shift(60, 120, breaks=((30, 70),)), "timeline.break_outside_shift"),
        (lambda: ShiftPattern((), weekdays=(7,)), "timeline.no_such_weekday"),
        (
            lambda: compile_calendar(CalendarSpec(), datetime(2026, 1, 2), datetime(2026, 1, 1), CHINA),
            "timeline.naive_moment",
        ),
        (
            lambda: compile_calendar(
                CalendarSpec(), datetime(2026, 1, 2, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC), CHINA
            ),
            "timeline.empty_period",
        ),
        (
            lambda: compile_calendar(
                CalendarSpec((), (Overtime(datetime(2026, 1, 2), datetime(2026, 1, 1)),)),
                datetime(2026, 1, 1, tzinfo=UTC),
                datetime(2026, 1, 3, tzinfo=UTC),
                CHINA,
            ),
            "timeline.ends_before_it_starts",
        ),
        (lambda: WorkingTime.of(()).next_working(0), "timeline.beyond_calendar"),
        (lambda: WorkingTime.of([(5, 9)]).subtract_work(6, 2), "timeline.before_calendar"),
    ],
)
def test_what_makes_no_sense_is_refused(make, code):
    with pytest.raises(EngineError) as caught:
        make()
    assert caught.value.code == code
