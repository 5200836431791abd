"""Which site a request is about, and how its people read a clock."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from taktline.faces.web.access import WebRequest
from taktline.identity import queries as identity
from taktline.kernel.errors import InvalidInput, NotFound


@dataclass(frozen=True, slots=True)
class Place:
    """A site and its clock."""

    id: int
    zone: ZoneInfo

    def local(self, moment: datetime) -> datetime:
        """The moment on the site's clock."""
        return moment.astimezone(self.zone)

    def told(self, moment: datetime) -> str:
        """11-22 14:30, on the site's clock."""
        return f"{self.local(moment):%m-%d %H:%M}"


def place_of(request: HttpRequest) -> Place:
    """The site asked for, or the asker's first. Raises InvalidInput, NotFound."""
    scope = cast(WebRequest, request).actor.scope
    text = request.GET.get("site", "")
    if not text:
        row = identity.default_site(scope=scope)
    elif not text.isdigit() or len(text) > 18:
        raise InvalidInput(field="site", reason=_("This must be a whole number."))
    elif not scope.covers_site(int(text)):
        raise NotFound(what=N_("site"), key=text)
    else:
        row = identity.site(int(text))
    return Place(row.id, ZoneInfo(row.time_zone))


def whole(text: str, name: str) -> int:
    """A whole number of an address. Raises InvalidInput."""
    if not text.isdigit() or len(text) > 18:
        raise InvalidInput(field=name, reason=_("This must be a whole number."))
    return int(text)


def span(minutes: int) -> str:
    """2 d 3 h, or 40 min."""
    days, rest = divmod(abs(minutes), 1440)
    hours, left = divmod(rest, 60)
    facts = {"days": days, "hours": hours, "minutes": left}
    if days:
        return (_("%(days)s d %(hours)s h") if hours else _("%(days)s d")) % facts
    if hours:
        return (_("%(hours)s h %(minutes)s min") if left else _("%(hours)s h")) % facts
    return _("%(minutes)s min") % facts


def hours(minutes: int) -> str:
    """A sum of minutes in whole hours, one place below ten."""
    return f"{minutes / 60:,.1f}" if 0 < minutes < 600 else f"{round(minutes / 60):,}"


def later(was: datetime, becomes: datetime) -> str:
    """+2 d 3 h or −40 min."""
    minutes = int((becomes - was) / timedelta(minutes=1))
    return f"{'+' if minutes > 0 else '−'}{span(minutes)}"
