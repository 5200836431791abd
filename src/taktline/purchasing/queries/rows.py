"""Requisitions and purchase lines as rows, and short descriptions for pegs."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_noop as N_

from taktline.kernel import search
from taktline.kernel.errors import NotFound
from taktline.kernel.naming import Name
from taktline.kernel.scope import EVERYTHING, Scope
from taktline.kernel.source import Source
from taktline.purchasing.life import COMING, RequisitionState
from taktline.purchasing.models import PurchaseLine, PurchaseOrder, Requisition
from taktline.purchasing.types import PurchaseLineRow, PurchaseOrderRow, RequisitionRow

_REQUISITION = (
    "id", "number", "item_id", "item__code", "item__name", "item__name_en", "item__unit__code", "site_id", "state",
    "quantity", "due", "order_by", "supplier_id", "demand_kind", "demand_id",
)
_ORDER = (
    "id", "number", "supplier_id", "supplier__name", "supplier__name_en", "site_id", "state", "currency", "ordered_on",
    "note", "sent_at", "supplier_reference",
)  # fmt: skip
_LINE = (
    "id", "order_id", "order__number", "position", "item_id", "item__code", "item__name", "item__name_en",
    "item__unit__code", "quantity", "received", "due", "promised", "order__supplier_id", "order__state",
    "requisition_id", "part_number", "inspect", "over_share", "under_share", "price",
)


def requisition_rows(ids: Iterable[int], *, scope: Scope = EVERYTHING) -> dict[int, RequisitionRow]:
    """Requisitions that may be seen, by id."""
    found = {}
    for values in visible_requisitions(scope).filter(pk__in=list(ids)).values_list(*_REQUISITION):
        pk, number, item_id, code, name, name_en, *rest, kind, demand_id = values
        demand = Source(kind, demand_id) if kind else None
        row: Any = (pk, number, item_id, code, Name(name, name_en), *rest, demand)
        found[pk] = RequisitionRow(*row)
    return found


def requisition(requisition_id: int, *, scope: Scope) -> RequisitionRow:
    """One requisition. Raises NotFound."""
    row = requisition_rows([requisition_id], scope=scope).get(requisition_id)
    if row is None:
        raise NotFound(what=N_("requisition"), key=requisition_id)
    return row


def visible_orders(scope: Scope) -> "QuerySet[PurchaseOrder]":
    """The purchase orders that may be seen."""
    orders = PurchaseOrder.objects.all()
    if scope.sites is not None:
        orders = orders.filter(site_id__in=scope.sites)
    return orders if scope.party is None else orders.filter(supplier_id=scope.party)


def visible_requisitions(scope: Scope) -> "QuerySet[Requisition]":
    """The requisitions that may be seen; they are nothing for suppliers."""
    rows = Requisition.objects.all() if scope.party is None else Requisition.objects.none()
    return rows if scope.sites is None else rows.filter(site_id__in=scope.sites)


def purchase_order(order_id: int, *, scope: Scope) -> PurchaseOrderRow:
    """One purchase order. Raises NotFound."""
    row = visible_orders(scope).filter(pk=order_id).values_list(*_ORDER).first()
    if row is None:
        raise NotFound(what=N_("purchase order"), key=order_id)
    pk, number, supplier_id, zh, en, *rest = row
    return PurchaseOrderRow(pk, number, supplier_id, Name(zh, en), *rest)


def purchase_order_id_of(number: str, *, scope: Scope) -> int:
    """The id of a purchase order by its number. Raises NotFound."""
    found = visible_orders(scope).filter(number=number).values_list("pk", flat=True).first()
    if found is None:
        raise NotFound(what=N_("purchase order"), key=number)
    return found


def requisition_id_of(number: str, *, scope: Scope) -> int:
    """The id of a requisition by its number. Raises NotFound."""
    found = visible_requisitions(scope).filter(number=number).values_list("pk", flat=True).first()
    if found is None:
        raise NotFound(what=N_("requisition"), key=number)
    return found


def buy_now(*, scope: Scope, limit: int = 100) -> list[RequisitionRow]:
    """Requisitions that are not ordered yet, those that must be ordered first on top."""
    waiting = visible_requisitions(scope).filter(state__in=[RequisitionState.DRAFT, RequisitionState.APPROVED])
    ids = list(waiting.order_by(F("order_by").asc(nulls_last=True), "due", "id").values_list("pk", flat=True)[:limit])
    known = requisition_rows(ids)
    return [known[pk] for pk in ids]


def suggest_purchases(text: str, limit: int = 8, *, scope: Scope) -> list[PurchaseOrderRow]:
    """Purchase orders whose number or supplier has the text, newest first."""
    if not text.strip():
        return []
    found = visible_orders(scope).filter(pk__in=search.matching("purchasing.order", text)).order_by("-pk")[:limit]
    return [
        PurchaseOrderRow(pk, number, supplier_id, Name(zh, en), *rest)
        for pk, number, supplier_id, zh, en, *rest in found.values_list(*_ORDER)
    ]


def lines_of(number: str, *, scope: Scope) -> list[PurchaseLineRow]:
    """The lines of one purchase order, by its number. Raises NotFound."""
    order_id = purchase_order_id_of(number, scope=scope)
    rows = PurchaseLine.objects.filter(order_id=order_id).order_by("position").values_list(*_LINE)
    return _lines(rows, scope)


def line_rows(ids: Iterable[int], *, scope: Scope = EVERYTHING) -> dict[int, PurchaseLineRow]:
    """Purchase lines by id, in one query."""
    rows = PurchaseLine.objects.filter(pk__in=list(ids)).values_list(*_LINE)
    return {row.id: row for row in _lines(rows, scope)}


def _lines(rows: Iterable[tuple[Any, ...]], scope: Scope) -> list[PurchaseLineRow]:
    found = []
    for pk, order_id, order_number, position, item_id, code, name, name_en, *rest, price in rows:
        shown = price if scope.money else None
        row: Any = (pk, order_id, order_number, position, item_id, code, Name(name, name_en), *rest, shown)
        found.append(PurchaseLineRow(*row))
    return found


def open_lines(*, scope: Scope, limit: int = 500) -> list[PurchaseLineRow]:
    """Lines of which something is still to come, those expected first on top."""
    rows = PurchaseLine.objects.filter(order__in=visible_orders(scope).filter(state__in=COMING), received__lt=F("quantity"))
    ordered = rows.order_by(Coalesce("promised", "due"), "order_id", "position")
    return _lines(ordered.values_list(*_LINE)[:limit], scope)


def describe_requisitions(ids: Iterable[int]) -> dict[int, str]:
    """The number of each requisition, by id."""
    return dict(Requisition.objects.filter(pk__in=list(ids)).values_list("pk", "number"))


def describe_lines(ids: Iterable[int]) -> dict[int, str]:
    """The purchase order's number of each line, by line id."""
    return dict(PurchaseLine.objects.filter(pk__in=list(ids)).values_list("pk", "order__number"))
