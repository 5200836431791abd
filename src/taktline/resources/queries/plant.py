"""The whole plant of a site at one moment."""

from datetime import datetime

from taktline.kernel.operation import snapshot
from taktline.resources.models import Downtime, PlantVersion
from taktline.resources.queries.calendars import ZONE, calendars, specs
from taktline.resources.queries.changeovers import changeover_groups
from taktline.resources.queries.masters import centres, machines, people, site_defaults, skills
from taktline.resources.types import DowntimeRow, Plant


def version() -> int:
    """How many changes the plant has seen; a decision that rests on the plant keeps it."""
    return PlantVersion.objects.filter(pk=1).values_list("number", flat=True).first() or 0


def plant(*, site_id: int, time_zone: str = ZONE, since: datetime | None = None) -> Plant:
    """All that works at a site, in a fixed number of queries. since: downtimes that ended before are left out."""
    with snapshot():
        known = calendars()
        lost = Downtime.objects.order_by("start", "id")
        if since is not None:
            lost = lost.filter(end__gt=since)
        return Plant(
            site_id=site_id,
            time_zone=time_zone,
            version=version(),
            centres=centres(site_id=site_id),
            machines=tuple(machines(site_id=site_id)),
            people=tuple(people(site_id=site_id)),
            skills=skills(),
            changeovers=changeover_groups(),
            calendars=specs(known, known),
            downtimes=tuple(
                DowntimeRow(*row)
                for row in lost.values_list("id", "machine_id", "person_id", "start", "end", "reason")
            ),
            site_calendar_id=site_defaults().get(site_id),
        )
