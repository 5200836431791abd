"""Which sites' plans are out of date: facts mark them, the worker's clock plans them."""

from datetime import datetime, timedelta

from taktline.identity import queries as identity
from taktline.kernel.operation import operation
from taktline.planning.models import PlanState


@operation
def mark_dirty(site_id: int | None = None, *, at: datetime) -> int:
    """Demand or supply of a site (None: of all) has moved. Returns how many plans were in order until now."""
    if site_id is None:
        known = set(PlanState.objects.values_list("site_id", flat=True))
        missing = [site.id for site in identity.sites() if site.id not in known]
    else:
        missing = [] if PlanState.objects.filter(site_id=site_id).exists() else [site_id]
    if missing:
        PlanState.objects.bulk_create([PlanState(site_id=each) for each in missing], ignore_conflicts=True)
    clean = PlanState.objects.filter(dirty_at=None)
    if site_id is not None:
        clean = clean.filter(site_id=site_id)
    return clean.update(dirty_at=at)


@operation
def clear_dirty(site_id: int) -> None:
    """A run is about to read everything: what is marked from here on needs another run."""
    PlanState.objects.filter(site_id=site_id).exclude(dirty_at=None).update(dirty_at=None)


def dirty_sites(*, at: datetime, quiet: timedelta) -> list[int]:
    """Sites whose plans have been out of date for at least `quiet`."""
    rows = PlanState.objects.filter(dirty_at__lte=at - quiet)
    return list(rows.order_by("site_id").values_list("site_id", flat=True))
