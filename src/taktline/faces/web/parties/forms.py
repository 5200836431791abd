"""Forms about customers, suppliers and payment terms."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from taktline.faces.web.access import Text
from taktline.faces.web.declare import Field, FormSpec, Section
from taktline.faces.web.filling import Data, key_of, listed, text, told, values
from taktline.faces.web.form import Choices
from taktline.identity import queries as identity
from taktline.kernel.actor import Actor
from taktline.kernel.exact import Money
from taktline.kernel.operation import operation
from taktline.kernel.permit import Permit
from taktline.parties import permits, queries, services
from taktline.parties.types import AddressDraft, AddressKind, ContactDraft, PartyDraft, TermsDraft, TermsKind

CURRENCIES: Choices = tuple((code, code) for code in ("CNY", "USD", "EUR", "GBP", "HKD", "JPY"))


def _terms(_by: Actor) -> Choices:
    return [(str(row.id), f"{row.code} {row.name}") for row in queries.all_terms()]


def _clerks(_by: Actor) -> Choices:
    return [(str(row.id), str(row.name)) for row in identity.users(role="sales_clerk")]


_ADDRESS = (
    Field("kind", _("Used for"), "choice", choices=listed(AddressKind), initial=AddressKind.BOTH),
    Field("name", _("Addressee")),
    Field("lines", _("Street")),
    Field("city", _("City")),
    Field("province", _("Province")),
    Field("country", _("Country"), initial="CN"),
    Field("postcode", _("Postcode")),
    Field("latitude", _("Latitude"), "number"),
    Field("longitude", _("Longitude"), "number"),
)
_CONTACT = (
    Field("name", _("Name")),
    Field("role", _("Position")),
    Field("phone", _("Phone")),
    Field("mail", _("Mail")),
)
_FIELDS = (
    Field("code", _("Code"), required=True),
    Field("name", _("Chinese name"), required=True),
    Field("name_en", _("English name")),
    Field("is_customer", _("Customer"), "bool"),
    Field("is_supplier", _("Supplier"), "bool"),
    Field("tax_number", _("Tax number")),
    Field("currency", _("Currency"), "choice", choices=CURRENCIES, initial="CNY", required=True),
    Field("terms_id", _("Payment terms"), "choice", choices=_terms, permit=permits.CREDIT),
    Field(
        "credit_limit",
        _("Credit limit"),
        "number",
        permit=permits.CREDIT,
        money=True,
        help=_("In the currency above; empty for no limit."),
    ),
    Field("clerk_id", _("Sales clerk"), "choice", choices=_clerks),
    Field(
        "language", _("Language of documents"), "choice", choices=tuple(settings.LANGUAGES), initial="zh-hans"
    ),
    Field("auto_confirm", _("Clean orders pass without hands"), "bool"),
    Field("is_active", _("Active"), "bool", initial=True),
    Field("note", _("Note"), "textarea", wide=True),
)
_LINES = (
    Field("addresses", _("Addresses"), "lines", fields=_ADDRESS, rows=1, wide=True),
    Field("contacts", _("Contacts"), "lines", fields=_CONTACT, rows=1, wide=True),
)
_SECTIONS = (
    Section(
        _("Who it is"), ("code", "name", "name_en", "is_customer", "is_supplier", "tax_number", "is_active")
    ),
    Section(
        _("How we deal"),
        ("currency", "terms_id", "credit_limit", "clerk_id", "language", "auto_confirm", "note"),
    ),
    Section(_("Addresses and contacts"), ("addresses", "contacts")),
)


def _draft(start: PartyDraft, data: Data) -> PartyDraft:
    plain = dict(data)
    for name in ("terms_id", "clerk_id"):
        if name in plain:
            plain[name] = int(str(plain[name])) if plain[name] else None
    limit = plain.pop("credit_limit", start.credit_limit.amount if start.credit_limit else None)
    draft = told(start, plain)
    return replace(
        draft, credit_limit=Money.of(limit, draft.currency) if isinstance(limit, Decimal) else None
    )


def _rows(data: Data, name: str) -> Sequence[Data]:
    rows = data.get(name)
    return rows if isinstance(rows, list) else []


def _save_parts(party_id: int, data: Data, by: Actor, at: datetime) -> None:
    addresses = [told(AddressDraft(), row) for row in _rows(data, "addresses")]
    contacts = [told(ContactDraft(""), row) for row in _rows(data, "contacts")]
    filled = [each for each in addresses if each.lines or each.city or each.name]
    services.set_addresses(party_id, filled, by=by, at=at)
    services.set_contacts(party_id, contacts, by=by, at=at)


@operation
def _create(data: Data, by: Actor, at: datetime, _key: str) -> str:
    draft = _draft(PartyDraft("", ""), data)
    party_id = services.create_party(draft, by=by, at=at)
    _save_parts(party_id, data, by, at)
    return f"/parties/{'customers' if draft.is_customer else 'suppliers'}/{draft.code.strip()}/"


@operation
def _change(data: Data, by: Actor, at: datetime, key: str) -> str:
    party_id = queries.party_id_of(key, scope=by.scope)
    draft = _draft(queries.draft_of(party_id, scope=by.scope), data)
    services.change_party(party_id, draft, by=by, at=at)
    _save_parts(party_id, data, by, at)
    return f"/parties/{'customers' if draft.is_customer else 'suppliers'}/{draft.code.strip()}/"


def _load(key: str, by: Actor) -> Data:
    party_id = queries.party_id_of(key, scope=by.scope)
    draft = queries.draft_of(party_id, scope=by.scope)
    return values(draft) | {
        "credit_limit": draft.credit_limit.amount if draft.credit_limit else None,
        "addresses": [values(row) for row in queries.addresses(party_id, scope=by.scope)],
        "contacts": [values(row) for row in queries.contacts(party_id, scope=by.scope)],
    }


def _party_forms(url: str, key: str, permit: Permit, new: Text, change: Text) -> tuple[FormSpec, FormSpec]:
    return (
        FormSpec(
            key=f"parties.{key}-new",
            title=new,
            permit=permit,
            url=f"{url}new/",
            fields=(*_FIELDS, *_LINES),
            sections=_SECTIONS,
            load=lambda _key, _by: {f"is_{key}": True},
            run=_create,
            back=f"/{url}",
            says=_("Saved."),
        ),
        FormSpec(
            key=f"parties.{key}-edit",
            title=change,
            permit=permit,
            url=f"{url}<str:key>/edit/",
            fields=(*_FIELDS, *_LINES),
            sections=_SECTIONS,
            load=_load,
            run=_change,
            back=f"/{url}",
            says=_("Saved."),
        ),
    )


def _create_terms(data: Data, by: Actor, at: datetime, _key: str) -> str:
    services.create_terms(told(TermsDraft("", ""), data), by=by, at=at)
    return "/parties/terms/"


def _change_terms(data: Data, by: Actor, at: datetime, key: str) -> str:
    services.change_terms(key_of(key), told(queries.terms_draft_of(key_of(key)), data), by=by, at=at)
    return "/parties/terms/"


_TERMS_FIELDS = (
    Field("code", _("Code"), required=True),
    Field("name", _("Chinese name"), required=True),
    Field("name_en", _("English name")),
    Field("kind", _("Kind"), "choice", choices=listed(TermsKind), required=True),
    Field(
        "prepaid_share",
        _("Share in advance"),
        "number",
        help=_("0.3 for 30 %; only where part is paid in advance."),
    ),
    Field("days", _("Days"), "whole", help=_("Monthly: counted from the end of the invoice's month.")),
    Field("is_active", _("Active"), "bool", initial=True),
)
BLOCK = FormSpec(fields=(Field("reason", _("Reason"), "textarea", required=True),))
FORMS = (
    *_party_forms(
        "parties/customers/", "customer", permits.CHANGE_CUSTOMER, _("New customer"), _("Change customer")
    ),
    *_party_forms(
        "parties/suppliers/", "supplier", permits.CHANGE_SUPPLIER, _("New supplier"), _("Change supplier")
    ),
    FormSpec(
        key="parties.terms-new",
        title=_("New payment terms"),
        permit=permits.CREDIT,
        url="parties/terms/new/",
        fields=_TERMS_FIELDS,
        run=_create_terms,
        back="/parties/terms/",
        says=_("Saved."),
    ),
    FormSpec(
        key="parties.terms-edit",
        title=_("Change payment terms"),
        permit=permits.CREDIT,
        url="parties/terms/<str:key>/edit/",
        fields=_TERMS_FIELDS,
        load=lambda key, _by: values(queries.terms_draft_of(key_of(key))),
        run=_change_terms,
        back="/parties/terms/",
        says=_("Saved."),
    ),
)


def block(party_id: int, by: Actor, at: datetime, data: Data) -> None:
    """Stop dealing with a party."""
    services.block_party(party_id, reason=text(data, "reason"), by=by, at=at)


def unblock(party_id: int, by: Actor, at: datetime, data: Data) -> None:
    """Deal with a party again."""
    services.unblock_party(party_id, reason=text(data, "reason"), by=by, at=at)
