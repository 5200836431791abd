"""Rows of the room `parties`; only its own services write them."""

from taktline.parties.models.party import Address, Contact, Party
from taktline.parties.models.terms import PaymentTerms

__all__ = ["Address", "Contact", "Party", "PaymentTerms"]
