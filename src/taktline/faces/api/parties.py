"""Customers, suppliers, payment terms."""

from decimal import Decimal
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from taktline.faces.api.access import ApiRequest, needs
from taktline.faces.api.fields import Body, Code, Id, Made, MoneyOut, NameOut, Ratio, ShortText
from taktline.faces.api.routing import RoomRouter
from taktline.kernel.exact import Money
from taktline.kernel.naming import Name
from taktline.parties import permits, queries, services
from taktline.parties.types import AddressDraft, ContactDraft, PartyDraft, PartyRow, TermsDraft

router = RoomRouter(tags=["parties"])

router.lists("/customers", queries.CUSTOMERS, permits.SEE, summary="Customers")
router.lists("/suppliers", queries.SUPPLIERS, permits.SEE, summary="Suppliers")
router.lists("/payment-terms", queries.TERMS, permits.SEE, summary="Payment terms")

Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
Degrees = Annotated[Decimal, Field(ge=-180, le=180, max_digits=9, decimal_places=6)]


class PartyIn(Body):
    """How a party should be. credit_limit_minor: minor units of its currency, null for no limit."""

    code: Annotated[str, Field(min_length=1, max_length=30)]
    name: Annotated[str, Field(min_length=1, max_length=120)]
    name_en: Annotated[str, Field(max_length=120)] = ""
    is_customer: bool = False
    is_supplier: bool = False
    tax_number: Annotated[str, Field(max_length=40)] = ""
    currency: Currency = "CNY"
    terms_id: Id | None = None
    credit_limit_minor: Annotated[int, Field(ge=0, le=10**15)] | None = None
    clerk_id: Id | None = None
    language: Literal["zh-hans", "en"] = "zh-hans"
    auto_confirm: bool = False
    is_active: bool = True
    note: Annotated[str, Field(max_length=400)] = ""

    def draft(self) -> PartyDraft:
        """As the service takes it."""
        told = self.model_dump(exclude={"credit_limit_minor"})
        limit = self.credit_limit_minor
        return PartyDraft(**told, credit_limit=None if limit is None else Money(limit, self.currency))


class AddressIn(Body):
    """Where goods or invoices go; coordinates in degrees."""

    kind: Literal["ship", "bill", "both"] = "both"
    name: Annotated[str, Field(max_length=80)] = ""
    lines: ShortText = ""
    city: Annotated[str, Field(max_length=60)] = ""
    province: Annotated[str, Field(max_length=60)] = ""
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] = "CN"
    postcode: Annotated[str, Field(max_length=12)] = ""
    latitude: Degrees | None = None
    longitude: Degrees | None = None


class ContactIn(Body):
    """Somebody to speak to."""

    name: Annotated[str, Field(min_length=1, max_length=60)]
    role: Annotated[str, Field(max_length=60)] = ""
    phone: Annotated[str, Field(max_length=40)] = ""
    mail: Annotated[str, Field(max_length=120)] = ""


class AddressOut(AddressIn):
    """An address as it stands."""

    id: int


class ContactOut(ContactIn):
    """A contact as it stands."""

    id: int


class PartyOut(Schema):
    """A party. credit_limit and exposure are left out for who may not see money."""

    id: int
    code: str
    name: NameOut
    is_customer: bool
    is_supplier: bool
    tax_number: str
    currency: str
    terms: str | None
    credit_limit: MoneyOut | None
    exposure: MoneyOut | None
    blocked: bool
    block_reason: str
    clerk_id: int | None
    auto_confirm: bool
    is_active: bool
    addresses: list[AddressOut]
    contacts: list[ContactOut]


@router.get("/parties/{code}", response=PartyOut, summary="One customer or supplier")
@needs(permits.SEE)
def party(request: ApiRequest, code: str) -> PartyOut:
    scope = request.actor.scope
    row = queries.party_by_code(code, scope=scope)
    return PartyOut(
        id=row.id,
        code=row.code,
        name=name_out(row.name),
        is_customer=row.is_customer,
        is_supplier=row.is_supplier,
        tax_number=row.tax_number,
        currency=row.currency,
        terms=row.terms.code if row.terms else None,
        credit_limit=money_out(row.credit_limit),
        exposure=money_out(row.exposure),
        blocked=row.blocked,
        block_reason=row.block_reason,
        clerk_id=row.clerk_id,
        auto_confirm=row.auto_confirm,
        is_active=row.is_active,
        addresses=[AddressOut.from_orm(each) for each in queries.addresses(row.id, scope=scope)],
        contacts=[ContactOut.from_orm(each) for each in queries.contacts(row.id, scope=scope)],
    )


def name_out(name: Name) -> NameOut:
    """A name in both languages."""
    return NameOut(zh=name.zh, en=name.en, text=str(name))


def money_out(money: Money | None) -> MoneyOut | None:
    """An amount, None for none."""
    return (
        None
        if money is None
        else MoneyOut(minor=money.minor, amount=str(money.amount), currency=money.currency)
    )


@router.post("/parties", response={201: Made}, summary="Enter a customer or supplier")
@needs(permits.SEE)
def create_party(request: ApiRequest, body: PartyIn) -> Made:
    return Made(id=services.create_party(body.draft(), by=request.actor, at=request.at))


@router.put("/parties/{code}", response={204: None}, summary="Make a customer or supplier as told")
@needs(permits.SEE)
def change_party(request: ApiRequest, code: str, body: PartyIn) -> None:
    services.change_party(_found(request, code).id, body.draft(), by=request.actor, at=request.at)


class AddressesIn(Body):
    """All addresses of a party."""

    addresses: Annotated[list[AddressIn], Field(max_length=100)]


@router.put("/parties/{code}/addresses", response={204: None}, summary="Replace the addresses")
@needs(permits.SEE)
def set_addresses(request: ApiRequest, code: str, body: AddressesIn) -> None:
    drafts = [AddressDraft(**each.model_dump()) for each in body.addresses]
    services.set_addresses(_found(request, code).id, drafts, by=request.actor, at=request.at)


class ContactsIn(Body):
    """All contacts of a party."""

    contacts: Annotated[list[ContactIn], Field(max_length=100)]


@router.put("/parties/{code}/contacts", response={204: None}, summary="Replace the contacts")
@needs(permits.SEE)
def set_contacts(request: ApiRequest, code: str, body: ContactsIn) -> None:
    drafts = [ContactDraft(**each.model_dump()) for each in body.contacts]
    services.set_contacts(_found(request, code).id, drafts, by=request.actor, at=request.at)


class PartyWhyIn(Body):
    """A reason that others read."""

    reason: Annotated[str, Field(max_length=200)]


@router.post("/parties/{code}/block", response={204: None}, summary="Stop dealing with a party")
@needs(permits.BLOCK)
def block(request: ApiRequest, code: str, body: PartyWhyIn) -> None:
    services.block_party(_found(request, code).id, reason=body.reason, by=request.actor, at=request.at)


@router.post("/parties/{code}/unblock", response={204: None}, summary="Deal with a party again")
@needs(permits.BLOCK)
def unblock(request: ApiRequest, code: str, body: PartyWhyIn) -> None:
    services.unblock_party(_found(request, code).id, reason=body.reason, by=request.actor, at=request.at)


class TermsIn(Body):
    """How payment terms should be."""

    code: Annotated[Code, Field(max_length=20)]
    name: Annotated[str, Field(min_length=1, max_length=60)]
    name_en: Annotated[str, Field(max_length=60)] = ""
    kind: Literal["prepaid", "cash_before_delivery", "monthly", "days"]
    prepaid_share: Ratio = Decimal(0)
    days: Annotated[int, Field(ge=0, le=365)] = 0
    is_active: bool = True


@router.post("/payment-terms", response={201: Made}, summary="Enter payment terms")
@needs(permits.CREDIT)
def create_terms(request: ApiRequest, body: TermsIn) -> Made:
    return Made(id=services.create_terms(TermsDraft(**body.model_dump()), by=request.actor, at=request.at))


@router.put("/payment-terms/{terms_id}", response={204: None}, summary="Make payment terms as told")
@needs(permits.CREDIT)
def change_terms(request: ApiRequest, terms_id: Id, body: TermsIn) -> None:
    services.change_terms(terms_id, TermsDraft(**body.model_dump()), by=request.actor, at=request.at)


def _found(request: ApiRequest, code: str) -> PartyRow:
    return queries.party_by_code(code, scope=request.actor.scope)
