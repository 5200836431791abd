"""Columns and cells that several tables of the plant have."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taktline.kernel.bring import YES_NO
from taktline.kernel.errors import InvalidInput
from taktline.kernel.sheets import Cell, SheetColumn, Values

NAMES = (
    SheetColumn("code", gettext_lazy("Code"), required=True),
    SheetColumn("name", gettext_lazy("Chinese name"), required=True),
    SheetColumn("name_en", gettext_lazy("English name")),
)
ACTIVE = SheetColumn("is_active", gettext_lazy("Active"), Cell.CHOICE, choices=YES_NO)
CALENDAR = SheetColumn("calendar", gettext_lazy("Calendar"), help=gettext_lazy("Code of the calendar"))
SITE = SheetColumn("site", gettext_lazy("Site"), help=gettext_lazy("Empty: your first site."))


def needed_day(values: Values, name: str) -> date:
    """The date in a cell. Raises InvalidInput for an empty one."""
    value = values.get(name)
    if isinstance(value, date):
        return value
    raise InvalidInput(field=name, reason=_("This cell must be filled."))


def minute(values: Values, name: str) -> int | None:
    """A time of day in minutes, None for an empty cell; 26:00 is two in the next morning."""
    text = str(values.get(name) or "")
    if not text:
        return None
    hours, colon, rest = text.partition(":")
    if not (colon and hours.isdecimal() and rest[:2].isdecimal() and int(rest[:2]) < 60 and int(hours) <= 48):
        raise InvalidInput(field=name, reason=_("Write a time as 08:30; 26:00 is two in the next morning."))
    return int(hours) * 60 + int(rest[:2])


def moment(values: Values, name: str, zone: str) -> datetime:
    """A moment written as 2026-01-31 08:30, or a day alone for its beginning, in the site's time. Raises InvalidInput."""
    text = str(values.get(name) or "").replace("/", "-").replace("T", " ").strip()
    for pattern in ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d"):
        try:
            local = datetime.strptime(text, pattern).replace(tzinfo=ZoneInfo(zone))
        except ValueError:
            continue
        # A cell that Excel keeps as a binary fraction comes back a few microseconds early.
        return (local + timedelta(seconds=30)).replace(second=0, microsecond=0).astimezone(UTC)
    raise InvalidInput(field=name, reason=_("Write a moment as 2026-01-31 08:30."))
