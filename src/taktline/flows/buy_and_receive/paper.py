"""What goes to a supplier on paper."""

from decimal import Decimal

from django.utils import translation
from django.utils.translation import gettext as _

from taktline.catalog import queries as catalog
from taktline.identity import queries as identity
from taktline.kernel.exact import Money, extend, plain
from taktline.kernel.naming import Name
from taktline.kernel.scope import Scope
from taktline.office import services as office
from taktline.parties import queries as parties
from taktline.purchasing import queries
from taktline.purchasing.types import PurchaseLineRow, PurchaseOrderRow

LANGUAGES = ("zh-hans", "en")


def order_paper(order_id: int, *, language: str = "", scope: Scope) -> bytes:
    """The purchase order as a PDF. language: zh-hans or en, else the supplier's. Prices only for who may see money.

    Raises NotFound, CannotPrint.
    """
    order = queries.purchase_order(order_id, scope=scope)
    supplier = parties.party(order.supplier_id)
    language = language if language in LANGUAGES else supplier.language
    rows = queries.lines_of(order.number, scope=scope)
    with translation.override(language):
        data = _order(order, rows, money=scope.money)
    return office.render("document", data, language=language)


def _order(order: PurchaseOrderRow, rows: list[PurchaseLineRow], *, money: bool) -> dict[str, object]:
    site = identity.site(order.site_id)
    supplier = parties.party(order.supplier_id)
    contacts = parties.contacts(order.supplier_id)
    items = catalog.items({row.item_id for row in rows})
    facts = [
        [_("Supplier"), said(order.supplier)],
        [_("Ordered on"), order.ordered_on.isoformat()],
        [_("Contact"), f"{contacts[0].name} {contacts[0].phone}".strip() if contacts else ""],
        [_("Currency"), order.currency],
        [_("Deliver to"), said(site.name)],
        [_("Terms"), said(supplier.terms.name) if supplier.terms else ""],
    ]
    lines = [
        {
            "no": row.position, "item": row.item_code, "part": row.part_number,
            "name": " ".join(filter(None, [str(row.item_name), items[row.item_id].specification])),
            "quantity": f"{plain(row.quantity)} {row.unit}", "due": (row.promised or row.due).isoformat(),
            "price": shown(row.price), "amount": "" if row.price is None else f"{_amount(row, order).amount:,f}",
        }
        for row in rows
    ]  # fmt: skip
    total = sum((_amount(row, order) for row in rows if row.price is not None), Money(0, order.currency))
    return {
        "title": _("Purchase order"),
        "company": said(site.name),
        "number": order.number,
        "facts": facts,
        "columns": _columns(money=money),
        "rows": lines,
        "totals": [[_("Total"), str(total)]] if money else [],
        "notes": [order.note] if order.note else [],
        "signatures": [_("For the buyer"), _("For the supplier")],
    }


def _columns(*, money: bool) -> list[dict[str, object]]:
    columns = [
        column("no", _("No.")), column("item", _("Item")), column("part", _("Your part number")),
        column("name", _("Name"), width="1"), column("quantity", _("Quantity"), align="right"),
        column("due", _("Wanted on")),
    ]  # fmt: skip
    if money:
        columns += [column("price", _("Price"), align="right"), column("amount", _("Amount"), align="right")]
    return columns


def column(name: str, label: str, *, align: str = "left", width: str = "auto") -> dict[str, object]:
    """One column of a printed table."""
    return {"name": name, "label": label, "align": align, "width": width}


def said(name: Name) -> dict[str, str]:
    """A name as prints take it."""
    return {"zh": name.zh, "en": name.en}


def shown(price: Decimal | None) -> str:
    """A price as prints show it."""
    return "" if price is None else plain(price)


def _amount(row: PurchaseLineRow, order: PurchaseOrderRow) -> Money:
    return extend(row.price or Decimal(0), row.quantity, order.currency)
