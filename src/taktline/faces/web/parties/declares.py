"""What the pages of customers, suppliers and terms are made of."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from taktline.faces.web.declare import (
    Action,
    Chip,
    Choice,
    Col,
    Empty,
    Hit,
    Link,
    Lookup,
    Pick,
    Screen,
    Search,
)
from taktline.faces.web.filling import key_of
from taktline.faces.web.parties import forms, pages
from taktline.kernel.actor import Actor
from taktline.parties import permits, queries, services


def _find(key: str, by: Actor) -> int:
    return queries.party_id_of(key, scope=by.scope)


_ACTIONS = (
    Action(
        "block",
        _("Block"),
        permits.BLOCK,
        run=forms.block,
        form=forms.BLOCK,
        tone="red",
        icon="ban",
        bulk=True,
        says=_("Blocked."),
    ),
    Action(
        "unblock",
        _("Lift the block"),
        permits.BLOCK,
        run=forms.unblock,
        form=forms.BLOCK,
        icon="circle-check",
        bulk=True,
        says=_("The block is lifted."),
    ),
)
_PICKS = (
    Pick("code", _("Code")),
    Pick("currency", _("Currency")),
    Pick("is_blocked", _("Blocked")),
    Pick("is_active", _("Active")),
)
_CHIPS = (Chip(_("Active"), {"is_active": "1"}), Chip(_("Blocked"), {"is_blocked": "1"}))
_NEW_CUSTOMER = Link(_("New customer"), "/parties/customers/new/", permits.CHANGE_CUSTOMER)
_NEW_SUPPLIER = Link(_("New supplier"), "/parties/suppliers/new/", permits.CHANGE_SUPPLIER)
_NEW_TERMS = Link(_("New payment terms"), "/parties/terms/new/", permits.CREDIT)

CUSTOMERS = Screen(
    key="parties.customers",
    title=_("Customers"),
    listing=queries.CUSTOMERS,
    permit=permits.SEE,
    url="parties/customers/",
    icon="users",
    order=40,
    columns=(
        Col("code", _("Code"), "link"),
        Col("name", _("Name"), wide=True),
        Col("terms", _("Payment terms")),
        Col("currency", _("Currency")),
        Col("credit_limit", _("Credit limit")),
        Col("exposure", _("Exposure"), help=_("Confirmed orders not billed yet and invoices not paid yet.")),
        Col("clerk", _("Sales clerk")),
        Col("auto_confirm", _("Without hands"), hidden=True),
        Col("tax_number", _("Tax number"), hidden=True),
        Col("is_blocked", _("Blocked")),
        Col("block_reason", _("Why blocked"), hidden=True),
        Col("is_active", _("Active"), hidden=True),
    ),
    filters=_PICKS,
    chips=_CHIPS,
    actions=_ACTIONS,
    new=_NEW_CUSTOMER,
    row_url="/parties/customers/{code}/",
    find=_find,
    detail=pages.customer,
    sheet=services.CUSTOMER_SHEET,
    sheet_permit=permits.CREDIT,
    help=_("Whom we sell to, on which terms, and how much credit they have."),
    empty=Empty(_("No customer yet. Enter the first, or bring them in from Excel."), _NEW_CUSTOMER),
)
SUPPLIERS = Screen(
    key="parties.suppliers",
    title=_("Suppliers"),
    listing=queries.SUPPLIERS,
    permit=permits.SEE,
    url="parties/suppliers/",
    icon="truck-delivery",
    order=45,
    columns=(
        Col("code", _("Code"), "link"),
        Col("name", _("Name"), wide=True),
        Col("terms", _("Payment terms")),
        Col("currency", _("Currency")),
        Col("tax_number", _("Tax number"), hidden=True),
        Col("is_blocked", _("Blocked")),
        Col("is_active", _("Active"), hidden=True),
    ),
    filters=_PICKS,
    chips=_CHIPS,
    actions=_ACTIONS,
    new=_NEW_SUPPLIER,
    row_url="/parties/suppliers/{code}/",
    find=_find,
    detail=pages.supplier,
    sheet=services.SUPPLIER_SHEET,
    sheet_permit=permits.CHANGE_SUPPLIER,
    help=_("Whom we buy from, and who does work for us outside the house."),
    empty=Empty(_("No supplier yet. Enter the first, or bring them in from Excel."), _NEW_SUPPLIER),
)
TERMS = Screen(
    key="parties.terms",
    title=_("Payment terms"),
    listing=queries.TERMS,
    permit=permits.SEE,
    url="parties/terms/",
    icon="receipt",
    order=48,
    columns=(
        Col("code", _("Code"), "code"),
        Col("name", _("Name"), "link", wide=True),
        Col("kind", _("Kind")),
        Col("prepaid_share", _("Share in advance")),
        Col("days", _("Days")),
        Col("is_active", _("Active")),
    ),
    filters=(Pick("kind", _("Kind")), Pick("is_active", _("Active"))),
    new=_NEW_TERMS,
    row_url="/parties/terms/{id}/edit/",
    sheet=services.TERMS_SHEET,
    sheet_permit=permits.CREDIT,
    help=_(
        "When money is due: a share in advance, before delivery, days after the invoice, or by monthly statement."
    ),
    empty=Empty(_("No payment terms yet."), _NEW_TERMS),
)


def _offer(text: str, by: Actor, limit: int, *, customers: bool) -> Sequence[Choice]:
    rows = queries.suggest_parties(
        text, scope=by.scope, customers=customers, suppliers=not customers, limit=limit
    )
    return [Choice(row.id, f"{row.code} {row.name}") for row in rows]


def _customers(text: str, by: Actor, limit: int) -> Sequence[Choice]:
    return _offer(text, by, limit, customers=True)


def _suppliers(text: str, by: Actor, limit: int) -> Sequence[Choice]:
    return _offer(text, by, limit, customers=False)


def _label(key: str, by: Actor) -> str:
    row = queries.party(key_of(key), scope=by.scope)
    return f"{row.code} {row.name}"


def _hits(text: str, by: Actor, limit: int) -> Sequence[Hit]:
    rows = queries.suggest_parties(text, scope=by.scope, customers=True, suppliers=True, limit=limit)
    return [
        Hit(
            f"{row.name}", f"/parties/{'customers' if row.is_customer else 'suppliers'}/{row.code}/", row.code
        )
        for row in rows
    ]


def _page_of(party_id: int, by: Actor) -> str:
    row = queries.party(party_id, scope=by.scope)
    return f"/parties/{'customers' if row.is_customer else 'suppliers'}/{row.code}/"


SCREENS = (CUSTOMERS, SUPPLIERS, TERMS)
FORMS = forms.FORMS
LOOKUPS = (
    Lookup("parties.customer", permits.SEE, _customers, _label),
    Lookup("parties.supplier", permits.SEE, _suppliers, _label),
)
SEARCHES = (
    Search("parties.parties", _("Customers and suppliers"), permits.SEE, _hits, icon="users", order=30),
)
SOURCES = {"parties.party": _page_of}
