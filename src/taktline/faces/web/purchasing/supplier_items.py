"""What suppliers sell us: the list, the page, and the form with its price breaks."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import cast

from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from taktline.faces.web.declare import (
    Action,
    Badge,
    Chip,
    Col,
    Detail,
    Empty,
    Fact,
    Field,
    FormSpec,
    Lines,
    Link,
    Pick,
    Screen,
    Section,
    Tab,
    Timeline,
)
from taktline.faces.web.filling import Data, key_of, told
from taktline.kernel import journal
from taktline.kernel.actor import Actor
from taktline.kernel.listing import Measured
from taktline.kernel.operation import operation
from taktline.purchasing import permits, queries, services
from taktline.purchasing.types import SupplierItemDraft, SupplierItemRow, SupplierPriceDraft

URL = "/purchasing/supplier-items/"
_NEW = Link(_("New supplier item"), f"{URL}new/", permits.SUPPLIER_ITEMS)
_WHY = FormSpec(fields=(Field("reason", _("Reason"), "textarea"),))


def _prices(data: Data) -> list[SupplierPriceDraft]:
    rows = cast("list[Mapping[str, object]]", data.get("prices") or [])
    return [
        SupplierPriceDraft(
            cast("Decimal", row["price"]), cast("date", row["valid_from"]),
            cast("Decimal | None", row.get("from_quantity")) or Decimal(0), cast("date | None", row.get("valid_until")),
        )
        for row in rows
    ]  # fmt: skip


def _approve(ids: Sequence[int], by: Actor, at: datetime, data: Data) -> None:
    services.approve_supplier_items(ids, approve=True, reason=str(data.get("reason") or ""), by=by, at=at)


def _disapprove(ids: Sequence[int], by: Actor, at: datetime, data: Data) -> None:
    services.approve_supplier_items(ids, approve=False, reason=str(data.get("reason") or ""), by=by, at=at)


@operation
def _new(data: Data, by: Actor, at: datetime, _key: str) -> str:
    draft = told(SupplierItemDraft(0, 0), {name: value for name, value in data.items() if name != "prices"})
    pk = services.create_supplier_item(draft, by=by, at=at)
    services.set_supplier_prices(pk, _prices(data), by=by, at=at)
    return f"{URL}{pk}/"


@operation
def _change(data: Data, by: Actor, at: datetime, key: str) -> str:
    row = queries.supplier_item(key_of(key), scope=by.scope)
    draft = told(
        queries.supplier_item_draft(row), {name: value for name, value in data.items() if name != "prices"}
    )
    services.change_supplier_item(
        row.id, replace(draft, supplier_id=row.supplier_id, item_id=row.item_id), by=by, at=at
    )
    if by.scope.money:
        services.set_supplier_prices(row.id, _prices(data), by=by, at=at)
    return f"{URL}{row.id}/"


def _load(key: str, by: Actor) -> Data:
    row = queries.supplier_item(key_of(key), scope=by.scope)
    names = SupplierItemDraft.__slots__
    prices = [{name: getattr(each, name) for name in SupplierPriceDraft.__slots__} for each in row.prices]
    return {name: getattr(row, name) for name in names} | {"prices": prices}


_PARTIES = (
    Field("supplier_id", _("Supplier"), "ref", lookup="purchasing.supplier", required=True),
    Field("item_id", _("Item"), "ref", lookup="catalog.item", required=True),
)
_FIELDS = (
    Field("part_number", _("Supplier's part number")),
    Field("part_name", _("Supplier's name for it")),
    Field("currency", _("Currency"), placeholder="CNY", help=_("Empty: the supplier's own.")),
    Field("minimum", _("Minimum"), "number", help=_("The least one order takes, in the stock unit.")),
    Field("multiple", _("Multiple"), "number", help=_("Orders are raised to a multiple of it.")),
    Field("lead_days", _("Lead time"), "whole", unit=_("days"), help=_("Empty: the item's planning lead time holds.")),
    Field("is_preferred", _("Preferred"), "bool", help=_("Requisitions of the item name this supplier by themselves.")),
    Field("inspect", _("Incoming inspection"), "bool", help=_("What comes waits for inspection and cannot be used before.")),
    Field("over_share", _("Over-delivery allowed"), "number", help=_("0.05 for 5 %")),
    Field("under_share", _("Under-delivery allowed"), "number", help=_("0.05 for 5 %")),
    Field("is_active", _("Active"), "bool", initial=True),
    Field("note", _("Note"), "textarea", wide=True),
    Field(
        "prices", _("Price breaks"), "lines", rows=1, wide=True,
        fields=(
            Field("from_quantity", _("From quantity"), "number"),
            Field("price", _("Price"), "number", required=True),
            Field("valid_from", _("Valid from"), "date", required=True),
            Field("valid_until", _("Valid until before"), "date"),
        ),
    ),
)  # fmt: skip
_SECTIONS = (
    Section(_("How it is sold"), ("currency", "minimum", "multiple", "lead_days")),
    Section(_("How it is received"), ("inspect", "over_share", "under_share")),
    Section(_("Prices"), ("prices",)),
)
FORMS = (
    FormSpec("purchasing.supplier-item-new", _("New supplier item"), permits.SUPPLIER_ITEMS,
             "purchasing/supplier-items/new/", (*_PARTIES, *_FIELDS), _new, sections=_SECTIONS, back=URL, says=_("Saved.")),
    FormSpec("purchasing.supplier-item-edit", _("Change supplier item"), permits.SUPPLIER_ITEMS,
             "purchasing/supplier-items/<str:key>/edit/", _FIELDS, _change, _load, sections=_SECTIONS, back=URL,
             says=_("Saved.")),
)  # fmt: skip


def _detail(supplier_item_id: int, by: Actor) -> Detail:
    row = queries.supplier_item(supplier_item_id, scope=by.scope)
    labels = {
        "purchasing.create-supplier-item": now("Created"), "purchasing.change-supplier-item": now("Changed"),
        "purchasing.set-supplier-prices": now("Prices changed"), "purchasing.approve-supplier-item": now("Approval changed"),
    }  # fmt: skip
    history = journal.history("purchasing.supplieritem", row.id, scope=by.scope)
    tabs = [Tab("log", now("History"), (Timeline(history, labels=labels),))]
    if by.scope.money:
        tabs.insert(0, Tab("prices", now("Price breaks"), (_table(row),), count=len(row.prices)))
    return Detail(
        title=f"{row.item_code} · {row.supplier}",
        subtitle=str(row.item_name),
        badges=_badges(row),
        facts=(
            Fact(now("Supplier's part number"), row.part_number),
            Fact(now("Currency"), row.currency),
            Fact(now("Minimum"), Measured(row.minimum, row.unit), "quantity"),
            Fact(now("Multiple"), Measured(row.multiple, row.unit), "quantity"),
            Fact(
                now("Lead time"),
                now("as planned") if row.lead_days is None else row.lead_days,
                "" if row.lead_days is None else "days",
            ),
            Fact(now("Over-delivery allowed"), row.over_share, "ratio"),
            Fact(now("Under-delivery allowed"), row.under_share, "ratio"),
        ),
        tabs=tabs,
        legal=frozenset({"disapprove"} if row.is_approved else {"approve"}),
        edit_url=f"{URL}{row.id}/edit/",
        edit_permit=permits.SUPPLIER_ITEMS,
    )


def _badges(row: SupplierItemRow) -> list[Badge]:
    found = [Badge(now("approved"), "green") if row.is_approved else Badge(now("not approved"), "amber")]
    if row.is_preferred:
        found.append(Badge(now("preferred"), "blue"))
    if row.inspect:
        found.append(Badge(now("incoming inspection"), "purple"))
    if not row.is_active:
        found.append(Badge(now("not sold any more"), "grey"))
    return found


def _table(row: SupplierItemRow) -> Lines:
    columns = (
        Col("from_quantity", now("From quantity"), "quantity"), Col("price", now("Price"), "price"),
        Col("valid_from", now("Valid from"), "date"), Col("valid_until", now("Valid until before"), "date"),
    )  # fmt: skip
    rows = [
        {
            "from_quantity": Measured(each.from_quantity, row.unit), "price": each.price,
            "valid_from": each.valid_from, "valid_until": each.valid_until,
        }
        for each in row.prices
    ]  # fmt: skip
    return Lines(columns, rows, empty=now("No price is agreed; the item's purchase price counts."))


SUPPLIER_ITEMS = Screen(
    key="purchasing.supplier-items",
    title=_("Supplier items"),
    listing=queries.SUPPLIER_ITEMS,
    permit=permits.SEE,
    url="purchasing/supplier-items/",
    group="purchasing",
    icon="truck",
    order=80,
    columns=(
        Col("item_code", _("Item"), "link"),
        Col("item_name", _("Name"), wide=True),
        Col("supplier", _("Supplier")),
        Col("supplier_code", _("Code"), "code", hidden=True),
        Col("part_number", _("Supplier's part number"), "code"),
        Col("is_approved", _("Approved")),
        Col("is_preferred", _("Preferred")),
        Col("minimum", _("Minimum")),
        Col("multiple", _("Multiple")),
        Col("lead_days", _("Lead time"), "days"),
        Col("inspect", _("Incoming inspection"), hidden=True),
        Col("over_share", _("Over-delivery allowed"), hidden=True),
        Col("under_share", _("Under-delivery allowed"), hidden=True),
        Col("currency", _("Currency"), hidden=True),
    ),
    filters=(
        Pick("supplier", _("Supplier"), lookup="purchasing.supplier"),
        Pick("item", _("Item"), lookup="catalog.item"),
        Pick("part_number", _("Supplier's part number")),
        Pick("is_approved", _("Approved")),
        Pick("is_preferred", _("Preferred")),
        Pick("is_active", _("Active")),
    ),
    chips=(Chip(_("Waiting for approval"), {"is_approved": "0", "is_active": "1"}),),
    actions=(
        Action("approve", _("Approve"), permits.APPROVE_SUPPLIER, run_many=_approve, bulk=True, icon="check",
               tone="primary", form=_WHY, says=_("Approved.")),
        Action("disapprove", _("Withdraw approval"), permits.APPROVE_SUPPLIER, run_many=_disapprove, bulk=True, icon="x",
               tone="red", form=_WHY, says=_("Withdrawn.")),
    ),
    new=_NEW,
    row_url=f"{URL}{{id}}/",
    detail=_detail,
    sheet=services.SUPPLIER_ITEM_SHEET,
    sheet_permit=permits.SUPPLIER_ITEMS,
    help=_(
        "Who sells us what: part number, price breaks, minimum, lead time. Once a supplier is approved for an item,"
        " it is bought from approved ones only."
    ),
    empty=Empty(_("No supplier item yet. Enter one, or bring them in from Excel."), _NEW),
)  # fmt: skip
SUPPLIER_PRICES = Screen(
    key="purchasing.supplier-prices",
    title=_("Suppliers' prices"),
    listing=queries.SUPPLIER_PRICES,
    permit=permits.SEE_PRICES,
    url="purchasing/supplier-prices/",
    group="purchasing",
    icon="tag",
    order=82,
    columns=(
        Col("item_code", _("Item"), "link", url=f"{URL}{{supplier_item_id}}/"),
        Col("item_name", _("Name"), wide=True),
        Col("supplier", _("Supplier")),
        Col("part_number", _("Supplier's part number"), "code"),
        Col("from_quantity", _("From quantity")),
        Col("price", _("Price")),
        Col("currency", _("Currency")),
        Col("valid_from", _("Valid from"), "date"),
        Col("valid_until", _("Valid until before"), "date"),
    ),
    filters=(
        Pick("supplier", _("Supplier"), lookup="purchasing.supplier"),
        Pick("item", _("Item"), lookup="catalog.item"),
        Pick("valid_from", _("Valid from")),
    ),
    help=_("Every price break that was agreed with a supplier, with the days on which it holds."),
    empty=Empty(_("No price is agreed yet. Enter it with the supplier item."), _NEW),
)
SCREENS = (SUPPLIER_ITEMS, SUPPLIER_PRICES)
