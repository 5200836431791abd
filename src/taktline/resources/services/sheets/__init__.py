"""Masters of the plant from Excel."""

from taktline.resources.services.sheets.calendars import CALENDAR_SHEET, EXCEPTION_SHEET
from taktline.resources.services.sheets.people import PERSON_SHEET, PERSON_SKILL_SHEET, SKILL_SHEET
from taktline.resources.services.sheets.plant import MACHINE_SHEET, centre_sheet
from taktline.resources.services.sheets.stops import CHANGEOVER_SHEET, DOWNTIME_SHEET

__all__ = [
    "CALENDAR_SHEET",
    "CHANGEOVER_SHEET",
    "DOWNTIME_SHEET",
    "EXCEPTION_SHEET",
    "MACHINE_SHEET",
    "PERSON_SHEET",
    "PERSON_SKILL_SHEET",
    "SKILL_SHEET",
    "centre_sheet",
]
