"""What others may ask about customers, suppliers and payment terms."""

from taktline.parties.queries.listings import CUSTOMERS, SUPPLIERS, TERMS
from taktline.parties.queries.parties import (
    addresses,
    contacts,
    customer,
    customer_codes,
    draft_of,
    parties,
    party,
    party_by_code,
    party_id_of,
    suggest_parties,
    supplier_codes,
)
from taktline.parties.queries.terms import all_terms, terms, terms_by_code, terms_draft_of

__all__ = [
    "CUSTOMERS",
    "SUPPLIERS",
    "TERMS",
    "addresses",
    "all_terms",
    "contacts",
    "customer",
    "customer_codes",
    "draft_of",
    "parties",
    "party",
    "party_by_code",
    "party_id_of",
    "suggest_parties",
    "supplier_codes",
    "terms",
    "terms_by_code",
    "terms_draft_of",
]
