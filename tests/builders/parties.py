"""Makes customers, suppliers and terms for tests."""

from decimal import Decimal
from itertools import count

from taktline.kernel.actor import SYSTEM
from taktline.kernel.exact import Money
from taktline.parties import queries, services
from taktline.parties.types import AddressDraft, PartyDraft, TermsDraft, TermsKind
from tests.builders.identity import NOW

_number = count(1)


def make_terms(code="M60", *, kind=TermsKind.MONTHLY, days=60, prepaid_share=Decimal(0)) -> int:
    """Payment terms; those of that code if they are there already."""
    found = next((each for each in queries.all_terms() if each.code == code), None)
    if found is not None:
        return found.id
    draft = TermsDraft(code=code, name=f"月结{days}", name_en=f"{days} days", kind=kind, days=days)
    return services.create_terms(
        TermsDraft(
            **{n: getattr(draft, n) for n in draft.__dataclass_fields__} | {"prepaid_share": prepaid_share}
        ),
        by=SYSTEM,
        at=NOW,
    )


def make_customer(
    code="",
    *,
    name="安叉工业车辆",
    name_en="Ancha Forklifts",
    currency="CNY",
    terms_id=None,
    credit_limit=None,
    clerk_id=None,
    auto_confirm=False,
) -> int:
    """A customer. credit_limit: in yuan, or None for no limit."""
    draft = PartyDraft(
        code=code or f"C{next(_number):04d}",
        name=name,
        name_en=name_en,
        is_customer=True,
        currency=currency,
        terms_id=make_terms() if terms_id is None else terms_id,
        credit_limit=None if credit_limit is None else Money.of(credit_limit, currency),
        clerk_id=clerk_id,
        auto_confirm=auto_confirm,
    )
    return services.create_party(draft, by=SYSTEM, at=NOW)


def make_supplier(code="", *, name="江南热处理", name_en="Jiangnan Heat Treatment", currency="CNY") -> int:
    """A supplier."""
    draft = PartyDraft(
        code=code or f"V{next(_number):04d}", name=name, name_en=name_en, is_supplier=True, currency=currency
    )
    return services.create_party(draft, by=SYSTEM, at=NOW)


def give_address(party_id, *, city="合肥", lines="望江西路 1 号") -> None:
    """The party's one address."""
    services.set_addresses(party_id, [AddressDraft(city=city, lines=lines)], by=SYSTEM, at=NOW)
