"""What the boxes of these forms offer."""

from django.utils.dates import WEEKDAYS

from taktline.faces.web.form import Choices
from taktline.identity import queries as identity
from taktline.kernel.actor import Actor
from taktline.resources import queries


def sites(by: Actor) -> Choices:
    """Sites that may be seen."""
    return [(str(site.id), f"{site.code} {site.name}") for site in identity.sites(scope=by.scope)]


def any_site(by: Actor) -> Choices:
    """A site, or none."""
    return sites(by)


def calendars(_by: Actor) -> Choices:
    """A calendar, or none."""
    return [(str(pk), f"{row.code} {row.name}") for pk, row in queries.calendars().items()]


def groups(_by: Actor) -> Choices:
    """A changeover group, or none."""
    return [(str(pk), row.code) for pk, row in queries.changeover_groups().items()]


def centres(by: Actor) -> Choices:
    """Work centres that may be seen."""
    rows = queries.centres(scope=by.scope)
    return [(str(pk), f"{row.code} {row.name}") for pk, row in rows.items() if row.is_active]


def skills(_by: Actor) -> Choices:
    """A skill."""
    return [(str(pk), f"{row.code} {row.name}") for pk, row in queries.skills().items()]


def machines(by: Actor) -> Choices:
    """A machine, or none."""
    rows = queries.machines(scope=by.scope)
    return [(str(row.id), f"{row.code} {row.name}") for row in rows]


def people(by: Actor) -> Choices:
    """Somebody, or nobody."""
    rows = queries.people(scope=by.scope)
    return [(str(row.id), f"{row.code} {row.name}") for row in rows]


def users(_by: Actor) -> Choices:
    """A user to sign in as, or none."""
    return [(str(row.id), f"{row.username} {row.name}") for row in identity.users()]


def weekdays(_by: Actor) -> Choices:
    """Monday to Sunday."""
    return [(str(day), WEEKDAYS[day]) for day in range(7)]
