"""What the market usually takes: the base of orders, history and opening stock."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache

from taktline.demo.partners import CUSTOMERS
from taktline.demo.products import Part, catalogue, products

PIECES_A_DAY = 240  # pumps, motors and units: about 60,000 in a year of 250 working days
KITS_A_DAY = 40
# Kept free of open orders, so that the tour can promise it from stock.
SHELF = "JP1-06"


@cache
def parts() -> dict[str, Part]:
    """Every item by code."""
    return {part.code: part for part in catalogue()}


@cache
def shares() -> dict[str, float]:
    """Each product's share of what is ordered: of the pieces, for seal kits of the kits."""
    weights = dict.fromkeys((each.code for each in products()), 0.0)
    for customer in CUSTOMERS:
        mine = [each for each in products() if each.kind in customer.kinds.split()]
        total = sum(each.weight for each in mine)
        for each in mine:
            weights[each.code] += customer.weight * each.weight / total
    kits = {each.code for each in products() if each.kind == "K"}
    sums = {
        True: sum(weights[code] for code in kits),
        False: sum(v for c, v in weights.items() if c not in kits),
    }
    return {code: value / sums[code in kits] for code, value in weights.items()}


@cache
def usual_day() -> dict[str, Decimal]:
    """Pieces of every item that a usual working day takes, through all levels."""
    kits = {each.code for each in products() if each.kind == "K"}
    return exploded(
        {
            code: Decimal(str(round(share * (KITS_A_DAY if code in kits else PIECES_A_DAY), 3)))
            for code, share in shares().items()
        }
    )


def exploded(wanted: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """What so many pieces take of every item below them, and themselves."""
    found = dict(wanted)
    for part in reversed(catalogue()):  # what uses before what is used
        quantity = found.get(part.code, Decimal(0))
        for line in part.lines if quantity else ():
            found[line.code] = found.get(line.code, Decimal(0)) + quantity * line.quantity
    return found
