"""What changes work centres, machines, people, calendars, changeovers and downtimes."""

from taktline.resources.services.calendars import (
    add_exceptions,
    change_calendar,
    create_calendar,
    remove_exceptions,
    set_exceptions,
    set_shifts,
)
from taktline.resources.services.changeovers import change_group, create_group, set_changeovers, set_families
from taktline.resources.services.downtimes import add_downtime, remove_downtime
from taktline.resources.services.overtime import take_back_overtime, work_overtime
from taktline.resources.services.people import (
    change_person,
    change_skill,
    create_person,
    create_skill,
    set_skills,
)
from taktline.resources.services.plant import change_centre, change_machine, create_centre, create_machine
from taktline.resources.services.sheets import (
    CALENDAR_SHEET,
    CHANGEOVER_SHEET,
    DOWNTIME_SHEET,
    EXCEPTION_SHEET,
    MACHINE_SHEET,
    PERSON_SHEET,
    PERSON_SKILL_SHEET,
    SKILL_SHEET,
    centre_sheet,
)

__all__ = [
    "CALENDAR_SHEET",
    "CHANGEOVER_SHEET",
    "DOWNTIME_SHEET",
    "EXCEPTION_SHEET",
    "MACHINE_SHEET",
    "PERSON_SHEET",
    "PERSON_SKILL_SHEET",
    "SKILL_SHEET",
    "add_downtime",
    "add_exceptions",
    "centre_sheet",
    "change_calendar",
    "change_centre",
    "change_group",
    "change_machine",
    "change_person",
    "change_skill",
    "create_calendar",
    "create_centre",
    "create_group",
    "create_machine",
    "create_person",
    "create_skill",
    "remove_downtime",
    "remove_exceptions",
    "set_changeovers",
    "set_exceptions",
    "set_families",
    "set_shifts",
    "set_skills",
    "take_back_overtime",
    "work_overtime",
]
