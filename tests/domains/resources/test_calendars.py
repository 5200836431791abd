"""When the plant works: parents, holidays, shifted workdays, overtime, downtimes."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from taktline.engines.timeline import compile_calendar
from taktline.kernel.actor import SYSTEM
from taktline.kernel.errors import InvalidInputs, NotPermitted
from taktline.resources import queries, services
from taktline.resources.errors import CalendarCycle, EndsBeforeItStarts, NoCalendar, ShiftsOverlap
from taktline.resources.types import CalendarDraft, DowntimeRow, ExceptionDraft, ShiftDraft
from tests.builders.identity import NOW, actor, make_site
from tests.builders.resources import (
    default_calendar,
    make_calendar,
    make_centre,
    make_machine,
    make_person,
    make_skill,
    moment,
    stop_machine,
)

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("Asia/Shanghai")
MONDAY = date(2026, 3, 2)


def days(calendar_id, start=MONDAY, count=7):
    return "".join("x" if worked else "." for worked in queries.working_days(calendar_id, start, count))


def test_a_week_a_holiday_and_the_saturday_that_makes_up_for_it():
    calendar = make_calendar()
    assert days(calendar) == "xxxxx.."
    services.add_exceptions(
        calendar,
        [
            ExceptionDraft(date(2026, 3, 4), "holiday", name="放假"),
            ExceptionDraft(date(2026, 3, 7), "workday", 2),
        ],
        by=SYSTEM,
        at=NOW,
    )
    assert days(calendar) == "xx.xxx."


def test_a_child_takes_its_parents_days_until_it_says_otherwise():
    parent = make_calendar()
    child = make_calendar(windows=(), parent_id=parent)
    services.add_exceptions(parent, [ExceptionDraft(MONDAY, "holiday")], by=SYSTEM, at=NOW)
    assert days(child) == ".xxxx.."
    services.add_exceptions(child, [ExceptionDraft(MONDAY, "workday", 0)], by=SYSTEM, at=NOW)
    assert (days(child), days(parent)) == ("xxxxx..", ".xxxx..")


def test_a_nearer_holiday_beats_overtime_said_further_up():
    parent = make_calendar()
    child = make_calendar(windows=(), parent_id=parent)
    saturday = date(2026, 3, 7)
    services.add_exceptions(parent, [ExceptionDraft(saturday, "overtime", None, 480, 720)], by=SYSTEM, at=NOW)
    assert days(child) == "xxxxxx."
    services.add_exceptions(child, [ExceptionDraft(saturday, "holiday")], by=SYSTEM, at=NOW)
    assert days(child) == "xxxxx.."


def test_the_month_shows_breaks_and_names():
    calendar = make_calendar()
    services.add_exceptions(
        calendar, [ExceptionDraft(date(2026, 3, 4), "holiday", name="检修")], by=SYSTEM, at=NOW
    )
    month = queries.month(calendar, 2026, 3)
    assert month[1].spans == ((480, 720), (780, 1020))
    assert (month[3].spans, month[3].kind, month[3].name) == ((), "holiday", "检修")
    assert len(month) == 31


def test_night_shifts_run_into_the_next_morning_and_must_not_overlap():
    calendar = make_calendar(windows=())
    night = [ShiftDraft(day, 1200, 1920) for day in range(7)]
    services.set_shifts(calendar, night, by=SYSTEM, at=NOW)
    with pytest.raises(ShiftsOverlap) as refused:
        services.set_shifts(calendar, [*night, ShiftDraft(0, 420, 600)], by=SYSTEM, at=NOW)
    assert "20:00-08:00+1" in str(refused.value)
    assert len(queries.calendar(calendar).shifts) == 7


def test_wrong_days_are_named():
    calendar = make_calendar()
    with pytest.raises(InvalidInputs) as refused:
        services.add_exceptions(
            calendar,
            [ExceptionDraft(MONDAY, "overtime"), ExceptionDraft(MONDAY, "workday")],
            by=SYSTEM,
            at=NOW,
        )
    assert [fault.field for fault in refused.value.faults] == ["days[0].start", "days[1].weekday"]
    assert queries.calendar(calendar).exceptions == ()


def test_calendars_do_not_inherit_in_a_circle():
    top = make_calendar("TOP")
    below = make_calendar("BELOW", parent_id=top)
    draft = CalendarDraft("TOP", "日历", site_id=make_site().id, parent_id=below)
    with pytest.raises(CalendarCycle) as refused:
        services.change_calendar(top, draft, by=SYSTEM, at=NOW)
    assert refused.value.facts["path"] == "TOP → BELOW → TOP"


def test_the_nearest_calendar_counts_for_a_machine():
    site, own = default_calendar(), make_calendar("OWN")
    centre = make_centre("MILL", machines=1)
    special = make_machine(centre, code="MILL-X", calendar_id=own)
    machines = {machine.code: machine.calendar_id for machine in queries.machines()}
    assert machines == {"MILL-01": site, "MILL-X": own}
    assert special


def test_a_machine_nobody_knows_the_hours_of_is_refused_with_its_name():
    centre = make_centre("MILL", machines=2, with_calendar=False)
    plant = queries.plant(site_id=make_site().id)
    with pytest.raises(NoCalendar) as refused:
        plant.require_calendars([centre])
    assert refused.value.code == "resources.no-calendar"
    assert "MILL-01, MILL-02" in str(refused.value)
    plant.require_calendars([])


def test_a_downtime_is_taken_out_of_a_machines_time_only():
    centre = make_centre("MILL", machines=2)
    one, two = (machine.id for machine in queries.machines())
    stop_machine(one, start=moment(2, 0), end=moment(2, 2))  # 08:00-10:00 in Shanghai
    plant = queries.plant(site_id=make_site().id)
    start, end = datetime(2026, 3, 2, 0, 0, tzinfo=ZONE), datetime(2026, 3, 3, 0, 0, tzinfo=ZONE)
    assert compile_calendar(plant.spec_of_machine(one), start, end, ZONE).total == 360
    assert compile_calendar(plant.spec_of_machine(two), start, end, ZONE).total == 480
    assert centre in plant.centres


def test_a_downtime_runs_forward():
    centre = make_centre("MILL")
    row = DowntimeRow(0, queries.machines()[0].id, None, moment(3), moment(2), "保养")
    with pytest.raises(EndsBeforeItStarts):
        services.add_downtime(row, by=SYSTEM, at=NOW)
    assert centre
    assert queries.plant(site_id=make_site().id).downtimes == ()


def test_a_skill_counts_while_it_is_valid():
    skill = make_skill("GRIND")
    worker = make_person("W1", skills=[skill])
    person = queries.person_by_code("W1")
    assert person.can(skill, date(2026, 1, 1))
    assert not person.can(skill, date(2019, 12, 31))
    assert worker == person.id


def test_every_change_is_counted_and_the_plant_is_read_in_a_fixed_number_of_queries(
    django_assert_num_queries,
):
    before = queries.version()
    make_centre("A", machines=3)
    assert queries.version() > before
    with django_assert_num_queries(18):
        queries.plant(site_id=make_site().id)
    make_centre("B", machines=5)
    make_person(skills=[make_skill()])
    with django_assert_num_queries(18):
        plant = queries.plant(site_id=make_site().id)
    assert len(plant.machines) == 8


def test_an_operator_may_look_but_not_change():
    operator = actor("operator")
    assert operator.may("resources.plant.see")
    with pytest.raises(NotPermitted):
        services.create_calendar(CalendarDraft("X", "X"), by=operator, at=datetime(2026, 3, 2, tzinfo=UTC))
