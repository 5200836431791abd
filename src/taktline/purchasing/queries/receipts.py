"""What came in and what went back, as rows and lists."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_noop as N_

from taktline.kernel import search
from taktline.kernel.errors import NotFound
from taktline.kernel.listing import Column, Filter, FilterKind, Kind, Listing
from taktline.kernel.naming import Name
from taktline.kernel.scope import Scope
from taktline.purchasing.life import ReceiptState, ReturnOutcome
from taktline.purchasing.models import GoodsReceipt, GoodsReceiptLine, SupplierReturn, SupplierReturnLine
from taktline.purchasing.types import RECEIPT, ReceiptLineRow, ReceiptRow, ReturnRow

_RECEIPT = (
    "id", "number", "order_id", "order__number", "order__supplier_id", "order__supplier__name",
    "order__supplier__name_en", "order__site_id", "place__code", "state", "delivery_note", "note", "received_by",
    "received_at",
)  # fmt: skip
_LINE = (
    "id", "receipt_id", "position", "line_id", "line__position", "line__item_id", "line__item__code",
    "line__item__name", "line__item__name_en", "line__item__unit__code", "quantity", "returned", "status", "lot_id",
    "lot__code", "lot__supplier_lot", "lot__expires_on", "lot__attributes",
)  # fmt: skip


def _seen(path: str) -> Any:
    def narrowed(rows: "QuerySet[Any]", scope: Scope) -> "QuerySet[Any]":
        if scope.party is not None:
            rows = rows.filter(**{f"{path}supplier_id": scope.party})
        return rows if scope.sites is None else rows.filter(**{f"{path}site_id__in": scope.sites})

    return narrowed


RECEIPTS = Listing(
    key="purchasing.receipts",
    model=GoodsReceipt,
    columns=(
        Column("number"),
        Column("order", path="order__number"),
        Column("supplier", Kind.NAME, path="order__supplier__name"),
        Column("delivery_note"),
        Column("place", path="place__code"),
        Column("state", Kind.CHOICE, choices=dict(ReceiptState.choices)),
        Column("received_by"),
        Column("received_at", Kind.DATETIME),
    ),
    filters=(
        Filter("state", FilterKind.CHOICE, choices=dict(ReceiptState.choices)),
        Filter("supplier", FilterKind.ID, path="order__supplier_id"),
        Filter("received_on", FilterKind.DAY, path="received_at__date"),
        Filter("delivery_note", FilterKind.TEXT),
        Filter("order", FilterKind.TEXT, path="order__number"),
    ),
    sort="-id",
    search=RECEIPT,
    scope=_seen("order__"),
)
RECEIPT_LINES = Listing(
    key="purchasing.receipt-lines",
    model=GoodsReceiptLine,
    columns=(
        Column("receipt", path="receipt__number"),
        Column("order", path="line__order__number"),
        Column("supplier", Kind.NAME, path="line__order__supplier__name"),
        Column("item_code", path="line__item__code"),
        Column("item_name", Kind.NAME, path="line__item__name"),
        Column("quantity", Kind.QUANTITY, unit="line__item__unit__code"),
        Column("returned", Kind.QUANTITY, unit="line__item__unit__code"),
        Column("lot", path="lot__code"),
        Column("supplier_lot", path="lot__supplier_lot"),
        Column("status"),
        Column("received_at", Kind.DATETIME, path="receipt__received_at"),
        Column("state", Kind.CHOICE, path="receipt__state", choices=dict(ReceiptState.choices)),
    ),
    filters=(
        Filter("item", FilterKind.ID, path="line__item_id"),
        Filter("supplier", FilterKind.ID, path="line__order__supplier_id"),
        Filter("lot", FilterKind.TEXT, path="lot__code"),
        Filter("state", FilterKind.CHOICE, path="receipt__state", choices=dict(ReceiptState.choices)),
        Filter("received_on", FilterKind.DAY, path="receipt__received_at__date"),
    ),
    sort="-id",
    search=RECEIPT,
    search_path="receipt_id",
    scope=_seen("line__order__"),
)
RETURNS = Listing(
    key="purchasing.returns",
    model=SupplierReturn,
    columns=(
        Column("number"),
        Column("receipt", path="receipt__number"),
        Column("order", path="receipt__order__number"),
        Column("supplier", Kind.NAME, path="receipt__order__supplier__name"),
        Column("outcome", Kind.CHOICE, choices=dict(ReturnOutcome.choices)),
        Column("reason", sort=False),
        Column("returned_by"),
        Column("returned_at", Kind.DATETIME),
    ),
    filters=(
        Filter("outcome", FilterKind.CHOICE, choices=dict(ReturnOutcome.choices)),
        Filter("supplier", FilterKind.ID, path="receipt__order__supplier_id"),
        Filter("returned_on", FilterKind.DAY, path="returned_at__date"),
    ),
    sort="-id",
    scope=_seen("receipt__order__"),
)


def receipt(receipt_id: int, *, scope: Scope) -> ReceiptRow:
    """One receipt. Raises NotFound."""
    found = _receipts(_seen("order__")(GoodsReceipt.objects.filter(pk=receipt_id), scope))
    if not found:
        raise NotFound(what=N_("receipt"), key=receipt_id)
    return found[0]


def receipt_id_of(number: str, *, scope: Scope) -> int:
    """The id of a receipt by its number. Raises NotFound."""
    rows = _seen("order__")(GoodsReceipt.objects.filter(number=number), scope)
    found: int | None = rows.values_list("pk", flat=True).first()
    if found is None:
        raise NotFound(what=N_("receipt"), key=number)
    return found


def receipts_of(order_id: int, *, scope: Scope) -> list[ReceiptRow]:
    """The receipts of a purchase order, newest first."""
    return _receipts(_seen("order__")(GoodsReceipt.objects.filter(order_id=order_id), scope).order_by("-pk"))


def suggest_receipts(text: str, limit: int = 8, *, scope: Scope) -> list[ReceiptRow]:
    """Receipts whose number, delivery note, order or supplier has the text, newest first."""
    if not text.strip():
        return []
    rows = _seen("order__")(GoodsReceipt.objects.filter(pk__in=search.matching(RECEIPT, text)), scope)
    return _receipts(rows.order_by("-pk")[:limit])


def receipt_lines(receipt_id: int, *, scope: Scope) -> list[ReceiptLineRow]:
    """What came, lot by lot. Raises NotFound."""
    receipt(receipt_id, scope=scope)
    found = []
    rows = GoodsReceiptLine.objects.filter(receipt_id=receipt_id).order_by("position").values_list(*_LINE)
    for *head, zh, en, unit, quantity, returned, status, lot_id, lot, supplier_lot, expires, attributes in rows:
        facts = dict(attributes or {})
        told = (lot or "", supplier_lot or "", expires, facts)
        values: Any = (*head, Name(zh, en), unit, quantity, returned, status, lot_id, *told)
        found.append(ReceiptLineRow(*values))
    return found


def supplier_return(return_id: int, *, scope: Scope) -> ReturnRow:
    """What went back. Raises NotFound."""
    found = _returns(_seen("receipt__order__")(SupplierReturn.objects.filter(pk=return_id), scope))
    if not found:
        raise NotFound(what=N_("return"), key=return_id)
    return found[0]


def return_id_of(number: str, *, scope: Scope) -> int:
    """The id of a return by its number. Raises NotFound."""
    rows = _seen("receipt__order__")(SupplierReturn.objects.filter(number=number), scope)
    found: int | None = rows.values_list("pk", flat=True).first()
    if found is None:
        raise NotFound(what=N_("return"), key=number)
    return found


def returns_of(receipt_id: int, *, scope: Scope) -> list[ReturnRow]:
    """What of a receipt went back, newest first."""
    rows = _seen("receipt__order__")(SupplierReturn.objects.filter(receipt_id=receipt_id), scope)
    return _returns(rows.order_by("-pk"))


def return_lines(return_id: int, *, scope: Scope) -> list[dict[str, Any]]:
    """What went back, lot by lot: item_code, item_name, lot, quantity, unit. Raises NotFound."""
    supplier_return(return_id, scope=scope)
    rows = SupplierReturnLine.objects.filter(supplier_return_id=return_id).order_by("receipt_line__position")
    return [
        {"item_code": code, "item_name": Name(zh, en), "lot": lot or "", "quantity": quantity, "unit": unit}
        for code, zh, en, lot, quantity, unit in rows.values_list(
            "receipt_line__line__item__code", "receipt_line__line__item__name", "receipt_line__line__item__name_en",
            "receipt_line__lot__code", "quantity", "receipt_line__line__item__unit__code",
        )
    ]  # fmt: skip


def _receipts(rows: "QuerySet[GoodsReceipt]") -> list[ReceiptRow]:
    found = []
    for pk, number, order_id, order, supplier_id, zh, en, *rest in rows.values_list(*_RECEIPT):
        values: Any = (pk, number, order_id, order, supplier_id, Name(zh, en), *rest)
        found.append(ReceiptRow(*values))
    return found


def _returns(rows: "QuerySet[SupplierReturn]") -> list[ReturnRow]:
    values = rows.values_list(
        "id", "number", "receipt_id", "receipt__number", "receipt__order__number", "receipt__order__supplier__name",
        "receipt__order__supplier__name_en", "outcome", "reason", "returned_by", "returned_at",
    )  # fmt: skip
    return [
        ReturnRow(pk, number, receipt_id, receipt_number, order, Name(zh, en), outcome, reason, who, at)
        for pk, number, receipt_id, receipt_number, order, zh, en, outcome, reason, who, at in values
    ]
