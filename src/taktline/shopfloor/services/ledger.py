"""How the shop floor moves stock: as the consequence of its own verbs, for which it has asked for its own permits."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from taktline.identity import queries as identity
from taktline.inventory import permits as stock
from taktline.inventory import queries as inventory
from taktline.inventory import services
from taktline.inventory.types import STORAGE, Picked, PlaceKind, Posting, Withdrawal
from taktline.kernel.actor import Actor
from taktline.kernel.errors import InvalidInput
from taktline.kernel.exact import Money
from taktline.kernel.scope import EVERYTHING
from taktline.kernel.source import Source
from taktline.office import queries as office
from taktline.shopfloor.errors import NoStore
from taktline.shopfloor.models import Issue, WorkOrder
from taktline.shopfloor.types import WORK_ORDER, MakingPolicy

_LENT = frozenset(
    each.code
    for each in (
        stock.ISSUE,
        stock.RECEIVE,
        stock.RESERVE,
        stock.REVERSE,
        stock.PLACES,
        stock.COUNT,
        stock.HOLD,
    )
)


def lent(by: Actor) -> Actor:
    """The same person, with what the ledger asks for; name, sites and scope stay theirs."""
    return replace(by, permits=by.permits | _LENT)


def posting(order: WorkOrder, reason: str = "") -> Posting:
    """What a move for an order is about."""
    return Posting(source=Source(WORK_ORDER, order.pk), reason=reason[:200])


@dataclass(frozen=True, slots=True)
class Books:
    """Where an order's material and products go. currency: of its site."""

    policy: MakingPolicy
    wip_id: int
    currency: str


def books(order: WorkOrder, *, by: Actor, at: datetime) -> Books:
    """The order's place for work in process, made at its first use."""
    policy = office.policy(MakingPolicy, at=at, site_id=order.site_id)
    currency = identity.site(order.site_id).currency
    wip = inventory.place_by_code(policy.wip_place, site_id=order.site_id)
    if wip is not None:
        return Books(policy, wip.id, currency)
    new = services.NewPlace(order.site_id, policy.wip_place, "在制品", "Work in process", PlaceKind.WIP, None)
    return Books(policy, services.create_place(new, by=lent(by), at=at), currency)


def finished_place(order: WorkOrder, policy: MakingPolicy, *, chosen: int, by: Actor) -> int:
    """Where products go: as somebody chose, the site's policy says, else its last store by code. Raises NoStore."""
    if chosen:
        return own_place(order, chosen, by=by)
    if policy.finished_place:
        found = inventory.place_by_code(policy.finished_place, site_id=order.site_id)
        if found is None or found.kind not in STORAGE:
            raise NoStore(place=policy.finished_place)
        return found.id
    stores = inventory.places(scope=EVERYTHING, site_id=order.site_id, kinds=[PlaceKind.WAREHOUSE])
    if not stores:
        raise NoStore(place="")
    return stores[-1].id


def own_place(order: WorkOrder, place_id: int, *, by: Actor) -> int:
    """The place somebody chose. Raises NotFound, InvalidInput for one of another site."""
    if inventory.place(place_id, scope=by.scope).site_id != order.site_id:
        raise InvalidInput(field="place", reason=_("This place belongs to another site."))
    return place_id


def take(
    order: WorkOrder,
    withdrawals: Sequence[Withdrawal],
    *,
    to: str | int,
    reason: str = "",
    by: Actor,
    at: datetime,
) -> list[Picked]:
    """Take stock for an order. Raises ShortOfStock and what else the ledger refuses."""
    about = posting(order, reason)
    return services.issue(withdrawals, site_id=order.site_id, to=to, posting=about, by=lent(by), at=at)


def out_of_wip(row: Issue, quantity: Decimal, *, wip_id: int, value: Money) -> Withdrawal:
    """So much of an issue's lot leaves work in process, with exactly its value."""
    worth = None if row.owner_id else value
    return Withdrawal(row.item_id, quantity, wip_id, row.lot_id or 0, row.owner_id or 0, value=worth)
