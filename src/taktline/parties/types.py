"""Values that leave this room."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from taktline.kernel.exact import Money
from taktline.kernel.naming import Name


class TermsKind(TextChoices):
    """When a customer pays, or a supplier is paid."""

    PREPAID = "prepaid", _("share paid in advance")
    CASH_BEFORE_DELIVERY = "cash_before_delivery", _("paid before delivery")
    MONTHLY = "monthly", _("monthly statement")
    DAYS = "days", _("days after invoice")


class AddressKind(TextChoices):
    """What an address is for."""

    SHIP = "ship", _("delivery")
    BILL = "bill", _("invoice")
    BOTH = "both", _("delivery and invoice")


@dataclass(frozen=True, slots=True)
class TermsRow:
    """Payment terms. prepaid_share: 0 to 1, due before work starts; days: credit after the count begins."""

    id: int
    code: str
    name: Name
    kind: TermsKind
    prepaid_share: Decimal
    days: int
    is_active: bool = True

    def due_on(self, invoiced_on: date) -> date:
        """When an invoice of that day falls due; a monthly statement counts from the end of its month."""
        if self.kind == TermsKind.MONTHLY:
            following = (invoiced_on.replace(day=28) + timedelta(days=4)).replace(day=1)
            return following - timedelta(days=1) + timedelta(days=self.days)
        return invoiced_on + timedelta(days=self.days)


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A customer, a supplier, or both. terms: None where none were agreed.

    credit_limit: None for no limit; both it and exposure are None for who may not see money.
    """

    id: int
    code: str
    name: Name
    is_customer: bool
    is_supplier: bool
    tax_number: str
    currency: str
    terms: TermsRow | None
    credit_limit: Money | None
    exposure: Money | None
    blocked: bool
    block_reason: str
    clerk_id: int | None
    language: str
    auto_confirm: bool
    is_active: bool


CustomerRow = PartyRow


@dataclass(frozen=True, slots=True)
class AddressRow:
    """One address. latitude, longitude: degrees, None where nobody knows."""

    id: int
    kind: AddressKind
    name: str
    lines: str
    city: str
    province: str
    country: str
    postcode: str
    latitude: Decimal | None
    longitude: Decimal | None


@dataclass(frozen=True, slots=True)
class ContactRow:
    """Somebody to speak to."""

    id: int
    name: str
    role: str
    phone: str
    mail: str


@dataclass(frozen=True, slots=True)
class TermsDraft:
    """How payment terms should be."""

    code: str
    name: str
    name_en: str = ""
    kind: str = TermsKind.DAYS
    prepaid_share: Decimal = Decimal(0)
    days: int = 0
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class PartyDraft:
    """How a party should be. credit_limit: in the party's own currency, None for no limit."""

    code: str
    name: str
    name_en: str = ""
    is_customer: bool = False
    is_supplier: bool = False
    tax_number: str = ""
    currency: str = "CNY"
    terms_id: int | None = None
    credit_limit: Money | None = None
    clerk_id: int | None = None
    language: str = "zh-hans"
    auto_confirm: bool = False
    is_active: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class AddressDraft:
    """How an address should be."""

    kind: str = AddressKind.BOTH
    name: str = ""
    lines: str = ""
    city: str = ""
    province: str = ""
    country: str = "CN"
    postcode: str = ""
    latitude: Decimal | None = None
    longitude: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ContactDraft:
    """How a contact should be."""

    name: str
    role: str = ""
    phone: str = ""
    mail: str = ""


@dataclass(frozen=True, slots=True)
class PartyPage:
    """A party with everything about it, as its page shows it."""

    party: PartyRow
    addresses: tuple[AddressRow, ...] = ()
    contacts: tuple[ContactRow, ...] = ()
    note: str = field(default="")
