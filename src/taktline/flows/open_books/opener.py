"""Who opens the books fills every table, whatever room it is of."""

from dataclasses import replace

from taktline.catalog import permits as catalog
from taktline.inventory import permits as inventory
from taktline.kernel.actor import Actor
from taktline.office import permits
from taktline.parties import permits as parties
from taktline.resources import permits as resources
from taktline.sales import permits as sales

_NEEDED = frozenset(
    permit.code for room in (catalog, inventory, parties, resources, sales) for permit in room.PERMITS
)


def opener(by: Actor) -> Actor:
    """The same person, who for this one work may do what each room asks for. Raises NotPermitted."""
    by.require(permits.BOOKS_OPEN)
    return replace(by, permits=by.permits | _NEEDED)
