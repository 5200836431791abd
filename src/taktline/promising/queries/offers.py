"""Offers as rows."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_noop as N_

from taktline.kernel.composed import Given, composed
from taktline.kernel.errors import NotFound
from taktline.kernel.exact import Money
from taktline.kernel.naming import Name
from taktline.kernel.scope import Scope
from taktline.promising.life import OfferState
from taktline.promising.models import Offer, OfferOption, OfferPart
from taktline.promising.types import OfferRow, OptionRow, Overtime, Part, SlippedOrder


def offer(offer_id: int, *, scope: Scope) -> OfferRow:
    """One offer with its options. Raises NotFound."""
    row = Offer.objects.filter(pk=offer_id).first()
    if row is None or not scope.covers_site(row.site_id):
        raise NotFound(what=N_("offer"), key=offer_id)
    return _row(row, scope)


def current_offer(order_id: int, *, scope: Scope) -> OfferRow | None:
    """The offer that holds for an order, None if there is none."""
    row = Offer.objects.filter(order_id=order_id).exclude(state=OfferState.LET_GO).order_by("-id").first()
    return None if row is None or not scope.covers_site(row.site_id) else _row(row, scope)


def _row(row: Offer, scope: Scope) -> OfferRow:
    options = list(OfferOption.objects.filter(offer=row).order_by("position"))
    parts = parts_of([option.pk for option in options])
    return OfferRow(
        id=row.pk,
        order_id=row.order_id,
        site_id=row.site_id,
        state=row.state,
        created_at=row.created_at,
        expires_at=row.expires_at,
        accepted=row.accepted,
        milliseconds=row.milliseconds,
        options=[
            OptionRow(
                kind=option.kind,
                cost=Money(option.cost_minor, option.currency) if scope.money else None,
                parts=parts[option.pk],
                slips=[_slip(each) for each in option.slips],
                overtime=overtime_of(option.overtime),
                overtime_minutes=option.overtime_minutes,
            )
            for option in options
        ],
    )


def parts_of(option_ids: Collection[int]) -> Mapping[int, list[Part]]:
    """The parts of each option, in order of delivery and day."""
    found: dict[int, list[Part]] = defaultdict(list)
    for option_id, *rest in _parts().rows({"options": option_ids}):
        found[option_id].append(Part(*rest))
    return found


@composed
def _parts() -> "QuerySet[OfferPart, tuple[Any, ...]]":
    rows = OfferPart.objects.filter(option_id__among=Given("options"))
    return rows.order_by("option_id", "delivery_id", "promised_on", "id").values_list("option_id", *Part.__slots__)


def overtime_of(stored: Sequence[Mapping[str, Any]]) -> list[Overtime]:
    """Overtime as it was stored."""
    return [
        Overtime(
            each["machine_id"],
            each["machine"],
            datetime.fromisoformat(each["start"]),
            datetime.fromisoformat(each["end"]),
            tuple(each["person_ids"]),
            Name(each["name"]["zh"], each["name"]["en"]),
        )
        for each in stored
    ]


def _slip(stored: Mapping[str, Any]) -> SlippedOrder:
    return SlippedOrder(
        stored["number"],
        datetime.fromisoformat(stored["before"]),
        datetime.fromisoformat(stored["after"]),
        stored["late_minutes"],
    )
