"""Rows of promising; only its own services write them."""

from taktline.promising.models.offer import Offer, OfferOption, OfferPart, OfferSlot

__all__ = ["Offer", "OfferOption", "OfferPart", "OfferSlot"]
