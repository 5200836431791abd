"""Three years of closed orders: seasons, the Spring Festival dip, growth, new and dying models, late deliveries."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from taktline.demo.demand import KITS_A_DAY, PIECES_A_DAY
from taktline.demo.holidays import holidays, shifted_workdays, spring_festival
from taktline.demo.partners import CUSTOMERS, ON_HOLD, Customer
from taktline.demo.products import Product, products
from taktline.demo.structures import DISCOUNT, DOLLAR, FORKLIFT_NUMBERS
from taktline.demo.world import ZONE, World
from taktline.kernel.actor import SYSTEM
from taktline.sales import services
from taktline.sales.services import PastLine, PastOrder

MONTHS = 36
ORDERS_A_MONTH = 27
LATE = 0.13  # share of lines that left after their promised day
GROWTH = 0.07  # a year
# Farm machines sell before the spring; nothing much happens around the Spring Festival.
SEASON = (0.92, 0.9, 1.18, 1.15, 1.08, 0.98, 0.92, 0.95, 1.05, 1.0, 0.98, 0.95)
FESTIVAL, AFTER_FESTIVAL = 0.55, 1.12
# Models younger than three years: months since the first one was sold.
NEW = {"JP1-10": 15, "JP2-25": 20, "JP3-63": 11, "JU-12-4": 18, "JU-24-4": 14, "JT1612": 9}


@dataclass(frozen=True, slots=True)
class Month:
    """One month of the past. ago: months before this one; days: working days on which goods left."""

    ago: int
    days: Sequence[date]
    factor: float


def load_past(world: World) -> None:
    """Bring the closed orders in, the oldest first."""
    dice = world.dice("history")
    drawn = [order for month in _months(world) for order in _orders(world, month, dice)]
    drawn.sort(key=lambda each: each.ordered_on)
    services.load_history(world.site_id, drawn, by=SYSTEM, at=world.at)


def _months(world: World) -> list[Month]:
    first = world.today.replace(day=1)
    found = []
    for ago in range(max(1, round(MONTHS * min(1.0, world.scale * 2))), -1, -1):
        year, month = divmod(first.year * 12 + first.month - 1 - ago, 12)
        start = date(year, month + 1, 1)
        end = min((start + timedelta(days=32)).replace(day=1), world.day(-1))
        off, worked = holidays(year), shifted_workdays(year)
        days = [
            day
            for day in (start + timedelta(days=offset) for offset in range((end - start).days))
            if day in worked or (day.weekday() < 5 and day not in off)
        ]
        if days:
            found.append(Month(ago, days, _factor(start, ago)))
    return found


def _factor(start: date, ago: int) -> float:
    festival = spring_festival(start.year)
    season = SEASON[start.month - 1]
    if (festival.year, festival.month) == (start.year, start.month):
        season *= FESTIVAL
    elif (festival.month % 12 + 1) == start.month:
        season *= AFTER_FESTIVAL
    return season * float((1 + GROWTH) ** (-ago / 12))


def _orders(world: World, month: Month, dice: random.Random) -> list[PastOrder]:
    count = max(1, round(ORDERS_A_MONTH * world.scale * len(month.days) / 21 * (0.6 + 0.4 * month.factor)))
    usual = [each for each in CUSTOMERS if each.code != ON_HOLD or month.ago > 2]
    chosen = dice.choices(usual, [each.weight for each in usual], k=count)
    lines = [_wanted(customer, month, dice) for customer in chosen]
    pieces = sum(quantity for own in lines for product, quantity in own if product.kind != "K") or 1
    kits = sum(quantity for own in lines for product, quantity in own if product.kind == "K") or 1
    days = len(month.days) * month.factor * world.scale
    scale = {True: KITS_A_DAY * days / kits, False: PIECES_A_DAY * days / pieces}
    return [
        _order(world, customer, [(p, max(2, round(q * scale[p.kind == "K"]))) for p, q in own], month, dice)
        for customer, own in zip(chosen, lines, strict=True)
    ]


def _wanted(customer: Customer, month: Month, dice: random.Random) -> list[tuple[Product, int]]:
    mine = [
        each
        for each in products()
        if each.kind in customer.kinds.split() and NEW.get(each.code, MONTHS + 1) > month.ago
    ]
    weights = [each.weight * (1 + each.trend) ** (-month.ago / 12) for each in mine]
    chosen = {each.code: each for each in dice.choices(mine, weights, k=dice.choice((2, 3, 3, 4)))}
    return [(each, dice.randint(20, 120) // (4 if each.kind in "TMU" else 1)) for each in chosen.values()]


def _order(
    world: World, customer: Customer, wanted: Sequence[tuple[Product, int]], month: Month, dice: random.Random
) -> PastOrder:
    left = dice.choice(month.days)
    ordered = left - timedelta(days=dice.randint(16, 38))
    lines = tuple(
        _line(world, customer, product, quantity, _dates(left, dice)) for product, quantity in wanted
    )
    closed = max(line.delivered_on for line in lines)
    return PastOrder(
        world.parties[customer.code], f"{customer.code}-PO{ordered:%y%m}{dice.randint(100, 999)}", ordered,
        datetime.combine(min(closed, world.today), time(16), ZONE), customer.currency, customer.currency == "CNY", lines,
    )  # fmt: skip


def _dates(left: date, dice: random.Random) -> tuple[date, date, date]:
    """Requested, promised, delivered."""
    late = dice.randint(1, 6) if dice.random() < LATE else -dice.randint(0, 2)
    promised = left - timedelta(days=max(late, 0))
    return promised - timedelta(days=dice.choice((0, 0, 0, 2, 5))), promised, left


def _line(
    world: World, customer: Customer, product: Product, quantity: int, dates: tuple[date, date, date]
) -> PastLine:
    export = customer.currency != "CNY"
    net = product.price * (1 - DISCOUNT[customer.clerk])
    price = (net / DOLLAR if export else net * Decimal("1.13")).quantize(Decimal("0.01"))
    code = FORKLIFT_NUMBERS.get(product.code, ("", ""))[0] if customer.code == "C001" else ""
    return PastLine(
        world.items[product.code], "set" if product.kind == "K" else "pcs", Decimal(quantity), price,
        Decimal(0) if export else Decimal("0.13"), *dates, customer_item_code=code,
    )  # fmt: skip
