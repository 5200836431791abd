"""Sites as rows."""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_noop as N_

from taktline.identity.models import Site
from taktline.identity.types import SiteRow
from taktline.kernel.errors import NotFound
from taktline.kernel.naming import Name
from taktline.kernel.remembered import remembered
from taktline.kernel.scope import EVERYTHING, Scope

SITES_READ = "identity.sites"


@dataclass(frozen=True, slots=True)
class _Known:
    """A site with whether it is in use."""

    row: SiteRow
    is_active: bool


def sites(*, scope: Scope = EVERYTHING) -> list[SiteRow]:
    """The active sites that may be seen, oldest first."""
    return [each.row for each in _every() if each.is_active and scope.covers_site(each.row.id)]


def site(site_id: int) -> SiteRow:
    """One site, active or not. Raises NotFound."""
    return _one([each.row for each in _every() if each.row.id == site_id], site_id)


def site_by_code(code: str) -> SiteRow:
    """One site by its code. Raises NotFound."""
    return _one([each.row for each in _every() if each.row.code == code], code)


def default_site(*, scope: Scope = EVERYTHING) -> SiteRow:
    """The oldest active site that may be seen. Raises NotFound in an empty company."""
    return _one(sites(scope=scope), "")


def is_site_active(site_id: int) -> bool:
    """Whether the site is in use."""
    return any(each.is_active for each in _every() if each.row.id == site_id)


def site_day(site_id: int, at: datetime) -> date:
    """The calendar day at a site: 08:00 in China is still yesterday in UTC. Raises NotFound."""
    return at.astimezone(ZoneInfo(site(site_id).time_zone)).date()


def end_of_site_day(site_id: int, day: date) -> datetime:
    """The last minute of a day at a site. Raises NotFound."""
    return datetime.combine(day, time(23, 59), ZoneInfo(site(site_id).time_zone))


def company_day(at: datetime) -> date:
    """The calendar day where the company is, for what belongs to no site; the first site's, in UTC before there is one."""
    first = next(iter(sites()), None)
    return at.astimezone(ZoneInfo(first.time_zone if first else "UTC")).date()


def _every() -> list[_Known]:
    """All sites, read once in a transaction: there are few, and every step asks for one."""
    return remembered(SITES_READ, _read)


def _read() -> list[_Known]:
    found = Site.objects.order_by("id").values_list(
        "id", "code", "name", "name_en", "time_zone", "currency", "is_active"
    )
    return [
        _Known(SiteRow(pk, code, Name(zh, en), zone, currency), is_active)
        for pk, code, zh, en, zone, currency, is_active in found
    ]


def _one(rows: list[SiteRow], key: object) -> SiteRow:
    if not rows:
        raise NotFound(what=N_("site"), key=key)
    return rows[0]
