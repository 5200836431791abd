"""Credit exposure is reported by who knows the orders and invoices.

No journal lines: the figure follows from documents that have theirs, and it moves with every order.
"""

from collections.abc import Mapping

from taktline.kernel import bulk
from taktline.kernel.actor import Actor
from taktline.kernel.operation import operation
from taktline.parties import locks, permits
from taktline.parties.models import Party


@operation
def set_exposure(exposures: Mapping[int, int], *, by: Actor) -> None:
    """Write what parties owe or will owe: minor units of each party's currency, by party id."""
    by.require(permits.EXPOSURE)
    rows = list(Party.objects.filter(pk__in=exposures).order_by("pk").only("id"))
    for row in rows:
        row.exposure_minor = exposures[row.pk]
    Party.objects.bulk_update(rows, ["exposure_minor"], batch_size=500)


@operation
def move_exposure(party_id: int, *, minor: int, by: Actor) -> int:
    """Add to what a party owes or will owe (negative takes away); the new exposure in minor units.

    Raises NotFound.
    """
    by.require(permits.EXPOSURE)
    party = locks.party(party_id)
    party.exposure_minor = int(party.exposure_minor) + minor
    bulk.update_rows([party], ["exposure_minor"])
    return int(party.exposure_minor)
