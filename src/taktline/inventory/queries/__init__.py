"""What others may ask about stock."""

from taktline.inventory.queries.bulk import expectations, on_hand_columns
from taktline.inventory.queries.check import drifts
from taktline.inventory.queries.finding import (
    balance,
    balances_of,
    card,
    card_by_key,
    count,
    count_by_number,
    scan,
)
from taktline.inventory.queries.kept import reserved_for
from taktline.inventory.queries.listings import BALANCES, LOTS, PLACES, STOCK
from taktline.inventory.queries.positions import (
    Worth,
    free_stock,
    next_arrivals,
    position,
    positions,
    projection,
    usable_stock,
    value_of,
    worth_by_place,
)
from taktline.inventory.queries.records import (
    COUNT_LINES,
    COUNTS,
    EXPECTATIONS,
    MOVES,
    PERIODS,
    RESERVATIONS,
)
from taktline.inventory.queries.things import (
    count_lines,
    lot,
    lot_by_code,
    lots,
    lots_expiring,
    place,
    place_by_code,
    places,
    reservations_of,
    second_quantity,
)
from taktline.inventory.queries.uncommitted import uncommitted

__all__ = [
    "BALANCES",
    "COUNTS",
    "COUNT_LINES",
    "EXPECTATIONS",
    "LOTS",
    "MOVES",
    "PERIODS",
    "PLACES",
    "RESERVATIONS",
    "STOCK",
    "Worth",
    "balance",
    "balances_of",
    "card",
    "card_by_key",
    "count",
    "count_by_number",
    "count_lines",
    "drifts",
    "expectations",
    "free_stock",
    "lot",
    "lot_by_code",
    "lots",
    "lots_expiring",
    "next_arrivals",
    "on_hand_columns",
    "place",
    "place_by_code",
    "places",
    "position",
    "positions",
    "projection",
    "reservations_of",
    "reserved_for",
    "scan",
    "second_quantity",
    "uncommitted",
    "usable_stock",
    "value_of",
    "worth_by_place",
]
