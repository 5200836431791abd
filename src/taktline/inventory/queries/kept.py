"""What is reserved for whom, in bulk."""

from datetime import datetime

from django.db.models import Q, Sum

from taktline.inventory.life import ReservationState
from taktline.inventory.models import Reservation
from taktline.kernel.exact import to_micro


def reserved_for(*, site_id: int, at: datetime) -> dict[tuple[str, int, int], int]:
    """Millionths reserved, hard or softly and not expired, by (source kind, source id, item id)."""
    standing = Q(state=ReservationState.HARD) | Q(state=ReservationState.SOFT, expires_at__gt=at)
    rows = (
        Reservation.objects.filter(standing, site_id=site_id, balance__owner=None)
        .order_by()
        .values_list("source_kind", "source_id", "item_id")
        .annotate(Sum("quantity"), Sum("taken"))
    )
    return {
        (kind, source, item): to_micro(quantity - taken)
        for kind, source, item, quantity, taken in rows
        if quantity > taken
    }
