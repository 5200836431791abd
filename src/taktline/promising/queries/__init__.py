"""What can be read of offers."""

from taktline.promising.queries.held import kept_room
from taktline.promising.queries.offers import current_offer, offer
from taktline.promising.queries.words import briefly, told, why

__all__ = ["briefly", "current_offer", "kept_room", "offer", "told", "why"]
