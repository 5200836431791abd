"""The plant from Excel: calendars with shifts, changeover matrices, planned stops."""

from datetime import UTC, date, datetime

import pytest

from taktline.kernel.actor import SYSTEM
from taktline.kernel.listing import page
from taktline.kernel.scope import EVERYTHING
from taktline.kernel.sheets import read
from taktline.resources import queries, services
from tests.builders.identity import NOW, make_site
from tests.builders.resources import make_centre, make_machine, make_person

pytestmark = pytest.mark.django_db


def bring(sheet, *rows, dry_run=False):
    typed, faults = read(sheet, rows)
    assert faults == []
    return sheet.apply(typed, SYSTEM, NOW, dry_run)


def counts(report):
    return report.created, report.changed, report.unchanged


def places(report):
    return [(fault.row, fault.column) for fault in report.faults]


def test_a_calendar_comes_with_its_shifts_and_the_breaks_between_them():
    make_site()
    names = {"code": "DAY", "name": "白班", "is_site_default": "yes"}
    rows = [
        names | {"weekday": "1", "start": "08:00", "end": "12:00"},
        names | {"weekday": "1", "start": "13:00", "end": "17:00"},
        names | {"weekday": "2", "start": "20:00", "end": "04:00"},
    ]
    assert counts(bring(services.CALENDAR_SHEET, *rows)) == (1, 0, 0)
    assert counts(bring(services.CALENDAR_SHEET, *rows)) == (0, 0, 1)
    calendar = queries.site_calendar(make_site().id)
    assert queries.working_days(calendar, date(2026, 3, 2), 4).tolist() == [True, True, True, False]


def test_shifts_that_overlap_or_lack_an_end_are_named_by_their_row():
    make_site()
    good = {"code": "DAY", "name": "白班", "weekday": "1", "start": "08:00", "end": "12:00"}
    report = bring(
        services.CALENDAR_SHEET, good, good | {"start": "13:00", "end": ""}, good | {"weekday": "9"}
    )
    assert places(report) == [(2, "end"), (3, "weekday")]
    assert bring(services.CALENDAR_SHEET, good, good | {"start": "11:00", "end": "13:00"}).faults
    assert queries.calendars() == {}


def test_a_changeover_matrix_makes_its_group_and_families_and_leaves_what_is_not_told():
    one = {"group": "HOB", "name": "滚齿", "from_family": "M2", "to_family": "M3", "minutes": "45"}
    back = one | {"from_family": "M3", "to_family": "M2", "minutes": "30"}
    assert counts(bring(services.CHANGEOVER_SHEET, one, back)) == (1, 0, 0)
    assert counts(bring(services.CHANGEOVER_SHEET, one | {"minutes": "50"})) == (0, 1, 0)
    assert counts(bring(services.CHANGEOVER_SHEET, back)) == (0, 0, 1)
    report = bring(services.CHANGEOVER_SHEET, back, one | {"minutes": "-1"})
    assert places(report) == [(2, "minutes")]


def test_planned_stops_are_told_in_the_sites_time_and_only_once():
    make_person("P1")
    machine = make_machine(make_centre(machines=0), code="M1")
    stop = {"machine": "M1", "start": "2026-03-02 08:00", "end": "2026-03-02 12:00", "reason": "保养"}
    away = {"person": "P1", "start": "2026-03-03", "end": "2026-03-04", "reason": "休假"}
    assert counts(bring(services.DOWNTIME_SHEET, stop, away)) == (2, 0, 0)
    assert counts(bring(services.DOWNTIME_SHEET, stop)) == (0, 0, 1)
    (row,) = page(queries.DOWNTIMES, scope=EVERYTHING, where={"machine": str(machine)}).rows
    assert row["start"] == datetime(2026, 3, 2, 0, 0, tzinfo=UTC)
    report = bring(
        services.DOWNTIME_SHEET,
        stop | {"person": "P1"},
        stop | {"start": "soon"},
        stop | {"end": "2026-03-01"},
    )
    assert [row for row, _column in places(report)] == [1, 2, 3]
