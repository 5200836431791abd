"""Keep an answered question as an offer."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from taktline.engines.scheduling import Slip
from taktline.kernel.exact import Money
from taktline.promising.load.way import Slot, Way
from taktline.promising.models import Offer, OfferOption, OfferPart, OfferSlot
from taktline.promising.types import OptionKind, Part
from taktline.scheduling.queries import Snapshot


def write(offer: Offer, ways: Sequence[Way], costs: Mapping[OptionKind, Money], plant: Snapshot) -> None:
    """The options of a new offer with their parts and the capacity they hold; three statements."""
    options = OfferOption.objects.bulk_create(
        [_option(offer, position, way, costs[way.kind], plant) for position, way in enumerate(ways)]
    )
    both = list(zip(options, ways, strict=True))
    parts = OfferPart.objects.bulk_create([_part(option, part) for option, way in both for part in way.parts])
    slots, first = [], 0
    for way in ways:
        slots += [_held(parts[first + slot.part], slot) for slot in way.slots]
        first += len(way.parts)
    OfferSlot.objects.bulk_create(slots)


def _option(offer: Offer, position: int, way: Way, cost: Money, plant: Snapshot) -> OfferOption:
    return OfferOption(
        offer=offer,
        position=position,
        kind=way.kind,
        cost_minor=cost.minor,
        currency=cost.currency,
        slips=[_slip(plant, each) for each in (way.outcome.slips if way.outcome else ())],
        overtime=[asdict(each) for each in way.overtime],
        overtime_minutes=way.outcome.overtime if way.outcome else 0,
    )


def _part(option: OfferOption, part: Part) -> OfferPart:
    return OfferPart(
        option=option,
        delivery_id=part.delivery_id,
        quantity=part.quantity,
        requested_on=part.requested_on,
        earliest_on=part.earliest_on,
        promised_on=part.promised_on,
        method=part.method,
        chain=list(part.chain),
    )


def _held(part: OfferPart, slot: Slot) -> OfferSlot:
    return OfferSlot(
        part=part,
        item_id=slot.item_id,
        machine_id=slot.machine_id,
        person_id=slot.person_id,
        begin=slot.begin,
        end=slot.end,
    )


def _slip(plant: Snapshot, slip: Slip) -> dict[str, object]:
    return {
        "number": plant.order_numbers[plant.order_ids[slip.job]],
        "before": plant.clock.moment(slip.before).isoformat(),
        "after": plant.clock.moment(slip.after).isoformat(),
        "late_minutes": slip.late_after,
    }
