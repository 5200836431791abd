"""Months are closed, one after the other."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from taktline.identity import queries as identity
from taktline.inventory import permits, rules
from taktline.inventory.errors import PeriodIsClosed, PeriodNotOver
from taktline.inventory.facts import PeriodClosed
from taktline.inventory.models import Period
from taktline.kernel import journal, outbox
from taktline.kernel.actor import Actor
from taktline.kernel.errors import NotFound
from taktline.kernel.locks import lock_rows
from taktline.kernel.operation import operation

# Work that began before midnight has ended by then.
_GRACE = timedelta(hours=1)


@operation
def close_period(site_id: int, *, month: date, by: Actor, at: datetime) -> int:
    """Close a month of a site and all before it: nothing more can be posted into them. Returns the period's id.

    month: any day of it. Raises PeriodNotOver, PeriodIsClosed if it is closed already.
    """
    by.require(permits.CLOSE)
    if not by.scope.covers_site(site_id):
        raise NotFound(what=_("site"), key=site_id)
    site = identity.site(site_id)
    first = month.replace(day=1)
    ends_at = rules.end_of_month(first, site.time_zone)
    if at < ends_at + _GRACE:
        opens = (ends_at + _GRACE).astimezone(ZoneInfo(site.time_zone))
        raise PeriodNotOver(month=f"{first:%Y-%m}", site=site.code, from_when=f"{opens:%Y-%m-%d %H:%M}")
    Period.objects.bulk_create([Period(site_id=site_id, month=first, ends_at=ends_at)], ignore_conflicts=True)
    # Whoever posts back into an earlier month holds that month's row; wait for all of them.
    rows = lock_rows(Period.objects.filter(site_id=site_id, month__lte=first))
    if Period.objects.filter(site_id=site_id, month__gte=first, closed_at__isnull=False).exists():
        raise PeriodIsClosed(month=f"{first:%Y-%m}", site=site.code)
    still_open = [row for row in rows if row.closed_at is None]
    for row in still_open:
        row.closed_at, row.closed_by = at, by.name[:80]
    Period.objects.bulk_update(still_open, ["closed_at", "closed_by"])
    period = next(row for row in rows if row.month == first)
    journal.record("inventory.close-period", subject=period, by=by, at=at, after={"month": f"{first:%Y-%m}"})
    outbox.publish(PeriodClosed(site_id=site_id, month=first.isoformat()), at=at)
    return period.pk
