"""Things in a chain described in batches, one room at a time."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from taktline.catalog import queries as catalog
from taktline.kernel.naming import Name
from taktline.kernel.scope import Scope
from taktline.kernel.source import Source
from taktline.parties import queries as parties
from taktline.planning.life import ProposalState
from taktline.planning.queries.rows import proposals
from taktline.planning.types import BY_PRODUCT, PROPOSAL, SAFETY, STOCK, Node
from taktline.purchasing import queries as purchasing
from taktline.purchasing.types import LINE, REQUISITION
from taktline.sales import queries as sales
from taktline.sales.types import DELIVERY, Described
from taktline.shopfloor import queries as shopfloor
from taktline.shopfloor.types import MATERIAL, WORK_ORDER


class Named(NamedTuple):
    """What an item is called."""

    code: str
    name: Name
    unit: str


def names_of_items(ids: Iterable[int]) -> dict[int, Named]:
    """Code, name and unit of items, in one query."""
    return {pk: Named(row.code, row.name, row.unit) for pk, row in catalog.items(ids).items()}


def visible_deliveries(ids: Iterable[int], *, scope: Scope) -> dict[int, Described]:
    """Customer deliveries one may see, by id."""
    found = sales.describe(ids)
    if scope.party is not None:
        found = {pk: row for pk, row in found.items() if row.customer_id == scope.party}
    if scope.clerk is not None:
        known = parties.parties({row.customer_id for row in found.values()})
        found = {
            pk: row
            for pk, row in found.items()
            if row.customer_id in known and known[row.customer_id].clerk_id == scope.clerk
        }
    return found


def describe_nodes(sources: Iterable[Source], *, scope: Scope) -> dict[Source, Node]:
    """Each thing in words; at most two queries a kind. What one may not see, or is gone, has no number."""
    by_kind: dict[str, list[int]] = {}
    for source in set(sources):
        by_kind.setdefault(source.kind, []).append(source.id)
    readers = {
        DELIVERY: _deliveries,
        WORK_ORDER: _work_orders,
        MATERIAL: _materials,
        REQUISITION: _requisitions,
        LINE: _lines,
        PROPOSAL: _proposals,
        BY_PRODUCT: _by_products,
        STOCK: _stock,
        SAFETY: _safety,
    }
    found: dict[Source, Node] = {}
    for kind, ids in by_kind.items():
        if kind in readers:
            found |= {node.source: node for node in readers[kind](ids, scope)}
        found |= {Source(kind, pk): Node(Source(kind, pk), "…") for pk in ids if Source(kind, pk) not in found}
    return found


def _deliveries(ids: Sequence[int], scope: Scope) -> list[Node]:
    return [
        Node(
            Source(DELIVERY, pk), f"{row.number} / {row.position}", day=row.promised_on or row.requested_on,
            customer=row.customer, customer_number=row.number,
        )
        for pk, row in visible_deliveries(ids, scope=scope).items()
    ]  # fmt: skip


def _work_orders(ids: Sequence[int], scope: Scope) -> list[Node]:
    return [
        Node(
            Source(WORK_ORDER, pk), row.number, row.item_id, row.item_code, row.item_name, row.unit, row.due, row.state,
            quantity=row.quantity,
        )
        for pk, row in shopfloor.work_orders(ids).items()
        if scope.covers_site(row.site_id)
    ]  # fmt: skip


def _materials(ids: Sequence[int], scope: Scope) -> list[Node]:  # noqa: ARG001 - all readers are called alike
    return [
        Node(Source(MATERIAL, pk), number) for pk, (_order, number) in shopfloor.describe_materials(ids).items()
    ]


def _requisitions(ids: Sequence[int], scope: Scope) -> list[Node]:
    return [
        Node(
            Source(REQUISITION, pk), row.number, row.item_id, row.item_code, row.item_name, row.unit, row.due, row.state,
            quantity=row.quantity,
        )
        for pk, row in purchasing.requisition_rows(ids).items()
        if scope.covers_site(row.site_id)
    ]  # fmt: skip


def _lines(ids: Sequence[int], scope: Scope) -> list[Node]:  # noqa: ARG001 - all readers are called alike
    return [
        Node(
            Source(LINE, pk), row.order_number, row.item_id, row.item_code, row.item_name, row.unit,
            row.promised or row.due, row.state, quantity=row.quantity - row.received,
        )
        for pk, row in purchasing.line_rows(ids).items()
    ]  # fmt: skip


def _proposals(ids: Sequence[int], scope: Scope) -> list[Node]:
    return [
        Node(
            Source(PROPOSAL, pk), _("phantom") if row.is_phantom else _("planned order"), row.item_id, row.item_code,
            row.item_name, row.unit, row.expected, row.kind if row.state == ProposalState.PROPOSED else row.state,
            quantity=row.started,
        )
        for pk, row in proposals(ids).items()
        if scope.covers_site(row.site_id)
    ]  # fmt: skip


def _by_products(ids: Sequence[int], scope: Scope) -> list[Node]:
    return [
        Node(Source(BY_PRODUCT, pk), _("by-product of %(item)s") % {"item": row.item_code}, day=row.due)
        for pk, row in proposals(ids).items()
        if scope.covers_site(row.site_id)
    ]


def _stock(ids: Sequence[int], scope: Scope) -> list[Node]:  # noqa: ARG001 - all readers are called alike
    return [
        Node(Source(STOCK, pk), _("stock"), pk, each.code, each.name, each.unit)
        for pk, each in names_of_items(ids).items()
    ]


def _safety(ids: Sequence[int], scope: Scope) -> list[Node]:  # noqa: ARG001 - all readers are called alike
    return [
        Node(Source(SAFETY, pk), _("safety stock"), pk, each.code, each.name, each.unit)
        for pk, each in names_of_items(ids).items()
    ]
