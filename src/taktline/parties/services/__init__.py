"""What changes customers, suppliers and payment terms."""

from taktline.parties.services.block import block_party, unblock_party
from taktline.parties.services.exposure import move_exposure, set_exposure
from taktline.parties.services.party import change_party, create_party, set_addresses, set_contacts
from taktline.parties.services.sheets import CUSTOMER_SHEET, SUPPLIER_SHEET, TERMS_SHEET
from taktline.parties.services.terms import change_terms, create_terms

__all__ = [
    "CUSTOMER_SHEET",
    "SUPPLIER_SHEET",
    "TERMS_SHEET",
    "block_party",
    "change_party",
    "change_terms",
    "create_party",
    "create_terms",
    "move_exposure",
    "set_addresses",
    "set_contacts",
    "set_exposure",
    "unblock_party",
]
