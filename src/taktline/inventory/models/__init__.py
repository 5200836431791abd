"""Rows of inventory; only its own services write them."""

from taktline.inventory.models.balance import Balance, StockCard
from taktline.inventory.models.count import Count, CountLine
from taktline.inventory.models.expectation import Expectation
from taktline.inventory.models.lot import Lot
from taktline.inventory.models.move import Move
from taktline.inventory.models.period import Period
from taktline.inventory.models.place import Place
from taktline.inventory.models.reservation import OPEN, Reservation

__all__ = [
    "OPEN",
    "Balance",
    "Count",
    "CountLine",
    "Expectation",
    "Lot",
    "Move",
    "Period",
    "Place",
    "Reservation",
    "StockCard",
]
