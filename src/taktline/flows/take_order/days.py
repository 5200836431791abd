"""The day it is at a site."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from taktline.identity import queries as identity


def site_day(site_id: int, at: datetime) -> date:
    """The calendar day at the site: 08:00 in China is still yesterday in UTC."""
    return at.astimezone(ZoneInfo(identity.site(site_id).time_zone)).date()
