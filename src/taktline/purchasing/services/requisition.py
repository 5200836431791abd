"""Requisitions: asked for, approved, given a supplier, or cancelled."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.utils.translation import gettext_noop as N_

from taktline.catalog import queries as catalog
from taktline.catalog.types import ItemRow
from taktline.identity import queries as identity
from taktline.kernel import journal, numbering, outbox, search
from taktline.kernel.actor import Actor
from taktline.kernel.errors import NotFound
from taktline.kernel.operation import operation
from taktline.parties import queries as parties
from taktline.purchasing import locks, permits, queries
from taktline.purchasing.errors import NothingToBuy
from taktline.purchasing.facts import RequisitionCancelled, RequisitionCreated
from taktline.purchasing.life import REQUISITION_LIFE, RequisitionState
from taktline.purchasing.models import Requisition
from taktline.purchasing.services import supply
from taktline.purchasing.services.make_order import require_approved
from taktline.purchasing.types import RequisitionDraft


@operation
def create_requisitions(drafts: Sequence[RequisitionDraft], *, by: Actor, at: datetime) -> list[int]:
    """Ask for things to be bought. Returns the requisitions' ids in the drafts' order.

    Raises NothingToBuy for a quantity that is not positive, NotFound for a site; then none is made.
    """
    by.require(permits.REQUEST)
    if not drafts:
        return []
    items = _known(drafts, by)
    sites = {site_id: identity.site(site_id).code for site_id in {draft.site_id for draft in drafts}}
    preferred = queries.preferred_suppliers(items)
    rows = [
        _requisition(
            draft,
            sites[draft.site_id],
            preferred.get(draft.item_id, items[draft.item_id].default_supplier_id),
            at,
        )
        for draft in drafts
    ]
    Requisition.objects.bulk_create(rows)
    supply.expect_requisitions(rows, at=at)
    search.index_many(
        "purchasing.requisition", {row.pk: (row.number, items[row.item_id].code) for row in rows}
    )
    for row in rows:
        after = {
            "number": row.number,
            "item": items[row.item_id].code,
            "quantity": row.quantity,
            "due": row.due,
        }
        journal.record("purchasing.create-requisition", subject=row, by=by, at=at, after=after)
    outbox.publish(*(RequisitionCreated(row.pk, row.item_id, row.site_id) for row in rows), at=at)
    return [row.pk for row in rows]


def _known(drafts: Sequence[RequisitionDraft], by: Actor) -> dict[int, ItemRow]:
    """The items of sound drafts, by id. Raises NotFound, NothingToBuy."""
    items = catalog.items({draft.item_id for draft in drafts})
    suppliers = parties.parties({draft.supplier_id for draft in drafts if draft.supplier_id})
    for draft in drafts:
        if draft.item_id not in items:
            raise NotFound(what=N_("item"), key=draft.item_id)
        if draft.supplier_id and draft.supplier_id not in suppliers:
            raise NotFound(what=N_("supplier"), key=draft.supplier_id)
        if draft.quantity <= 0:
            raise NothingToBuy(item=items[draft.item_id].code, quantity=draft.quantity)
        if not by.scope.covers_site(draft.site_id):
            raise NotFound(what=N_("site"), key=draft.site_id)
    return items


def _requisition(
    draft: RequisitionDraft, site: str, usual_supplier_id: int | None, at: datetime
) -> Requisition:
    return Requisition(
        number=numbering.draw("PR", site=site, year=at.year),
        item_id=draft.item_id,
        site_id=draft.site_id,
        supplier_id=draft.supplier_id or usual_supplier_id,
        quantity=draft.quantity,
        due=draft.due,
        order_by=draft.order_by,
        demand_kind=draft.demand.kind if draft.demand else "",
        demand_id=draft.demand.id if draft.demand else None,
        created_at=at,
    )


@operation
def approve(requisition_ids: Iterable[int], *, by: Actor, at: datetime) -> None:
    """Let requisitions be ordered. Raises IllegalMove unless every one is a draft; then none is approved."""
    by.require(permits.APPROVE_REQUISITION)
    _move(
        locks.requisitions(requisition_ids, scope=by.scope),
        RequisitionState.APPROVED,
        "purchasing.approve-requisition",
        "",
        by,
        at,
    )


@operation
def cancel(requisition_ids: Iterable[int], *, reason: str, by: Actor, at: datetime) -> None:
    """They are not wanted any more. Raises IllegalMove if one is ordered already; then none is cancelled."""
    by.require(permits.REQUEST)
    rows = locks.requisitions(requisition_ids, scope=by.scope)
    _move(rows, RequisitionState.CANCELLED, "purchasing.cancel-requisition", reason, by, at)
    supply.forget_requisitions([row.pk for row in rows], at=at)
    outbox.publish(*(RequisitionCancelled(row.pk, row.item_id, row.site_id) for row in rows), at=at)


@operation
def name_supplier(requisition_ids: Iterable[int], *, supplier_id: int, by: Actor, at: datetime) -> None:
    """Say who is to supply requisitions that are not ordered yet.

    Raises IllegalMove, NotFound for a supplier there is not, UnapprovedSupplier.
    """
    by.require(permits.ORDER)
    rows = locks.requisitions(requisition_ids, scope=by.scope)
    if supplier_id not in parties.parties([supplier_id]):
        raise NotFound(what=N_("supplier"), key=supplier_id)
    require_approved(((supplier_id, row.item_id) for row in rows), by=by)
    for row in rows:
        REQUISITION_LIFE.require(row, RequisitionState(row.state), RequisitionState.CANCELLED)
        before, row.supplier_id = row.supplier_id, supplier_id
        journal.record(
            "purchasing.name-supplier",
            subject=row,
            by=by,
            at=at,
            before={"supplier": before},
            after={"supplier": supplier_id},
        )
    Requisition.objects.bulk_update(rows, ["supplier"])


def _move(
    rows: list[Requisition], then: RequisitionState, action: str, reason: str, by: Actor, at: datetime
) -> None:
    for row in rows:
        REQUISITION_LIFE.require(row, RequisitionState(row.state), then)
    for row in rows:
        before, row.state = row.state, then
        journal.record(
            action,
            subject=row,
            by=by,
            at=at,
            before={"state": before},
            after={"state": then.value},
            reason=reason,
        )
    Requisition.objects.bulk_update(rows, ["state"])
