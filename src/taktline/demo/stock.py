"""Opening stock by place and lot, and the stories that lie in the warehouse."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from taktline.catalog import queries as catalog
from taktline.demo.book import Ordered, Story, the_book, working_days
from taktline.demo.demand import SHELF, exploded, parts, usual_day
from taktline.demo.partners import MINING
from taktline.demo.products import Part
from taktline.demo.products.series import SERIES
from taktline.demo.world import World
from taktline.inventory import queries as inventory
from taktline.inventory import services
from taktline.inventory.services import CountPlan, NewPlace
from taktline.inventory.types import CountedLine, LotGiven, PlaceKind, Receipt
from taktline.kernel.actor import SYSTEM
from taktline.kernel.errors import NotFound
from taktline.kernel.exact import Money
from taktline.kernel.operation import operation
from taktline.kernel.scope import EVERYTHING

PLACES = (
    ("W1", "原料仓", "Raw material store", PlaceKind.WAREHOUSE, ""),
    ("W1-STEEL", "钢材区", "Steel rack", PlaceKind.ZONE, "W1"),
    ("W1-CAST", "铸件区", "Castings", PlaceKind.ZONE, "W1"),
    ("W1-SEAL", "密封件恒温柜", "Seal cabinet", PlaceKind.BIN, "W1"),
    ("W1-STD", "标准件货架", "Standard parts shelf", PlaceKind.BIN, "W1"),
    ("W1-ELEC", "电机货架", "Motor shelf", PlaceKind.BIN, "W1"),
    ("W1-CUST", "客供料区", "Customers' material", PlaceKind.ZONE, "W1"),
    ("W2", "半成品仓", "Parts store", PlaceKind.WAREHOUSE, ""),
    ("W2-GEAR", "齿轮轴货架", "Gear shaft rack", PlaceKind.BIN, "W2"),
    ("W2-BODY", "壳体货架", "Body rack", PlaceKind.BIN, "W2"),
    ("W3", "成品仓", "Finished goods store", PlaceKind.WAREHOUSE, ""),
    ("W3-A", "成品A区", "Finished goods A", PlaceKind.BIN, "W3"),
    ("W3-B", "成品B区", "Finished goods B", PlaceKind.BIN, "W3"),
    ("W3-KIT", "密封包货架", "Seal kit shelf", PlaceKind.BIN, "W3"),
)
WHERE = {
    "STEEL": "W1-STEEL", "CAST": "W1-CAST", "SEAL": "W1-SEAL", "BEAR": "W1-STD", "STD": "W1-STD", "PACK": "W1-STD",
    "ELEC": "W1-ELEC", "GEAR": "W2-GEAR", "BODY": "W2-BODY", "PUMP": "W3-A", "TANDEM": "W3-B", "MOTOR": "W3-B",
    "UNIT": "W3-B", "KIT": "W3-KIT",
}  # fmt: skip
# Bought goods: usual working days that lie there.
COVER = {"STEEL": 10, "CAST": 14, "SEAL": 30, "BEAR": 30, "STD": 44, "PACK": 30, "ELEC": 8}
# What we make was made for orders: it covers what falls due within so many working days. Gears have a long way.
REACH = {"GEAR": 16, "BODY": 9, "PUMP": 4, "TANDEM": 4, "MOTOR": 4, "UNIT": 5, "KIT": 8}
BLANKS_REACH, FRONT_COVERS_REACH = 22, 13
LUCK = (0.96, 1.08)
KITS = Decimal(24)  # of each seal kit at least: dealers want them at once
SLOW = (("CM1", 640), ("MC1", 85))  # a tandem pump of series 1 that nobody orders any more
SHORT = "PL3"  # too few of it: its supplier slips
FAILED = ("SS2-FKM", "密安-0917F", "邵氏硬度超差，来料检验不合格")
SHELF_STOCK = 420
# For the forklift maker's own pump all lies ready but the sleeve.
READY = {"DG2-14": 640, "NG2-14": 640, "BD2-14": 520, "SL2-B": 800}


@operation
def open_stock(world: World) -> None:
    """Bring in what lies where, with its value; then a failed lot, and a count that does not tie."""
    for code, name, name_en, kind, parent in PLACES:
        new = NewPlace(world.site_id, code, name, name_en, kind, world.places.get(parent))
        world.places[code] = services.create_place(new, by=SYSTEM, at=world.at)
    cost = {row.code: row.standard_cost or Decimal(0) for row in catalog.items(world.items.values()).values()}
    slow = [_receipt(world, parts()[code], Decimal(quantity), cost, "2024旧批") for code, quantity in SLOW]
    services.bring_in_stock(slow, by=SYSTEM, at=world.at - timedelta(days=540))
    services.bring_in_stock(list(_usual(world, cost)), by=SYSTEM, at=world.at - timedelta(days=35))
    _customers_castings(world)
    _failed_lot(world, cost)
    _doubtful_count(world)


def _usual(world: World, cost: dict[str, Decimal]) -> Iterator[Receipt]:
    """Stock of every item, in one to three lots. The dice make it uneven, as it is."""
    dice = world.dice("stock")
    slow = {code for code, _quantity in SLOW}
    ours = _made_for_orders(world)
    for code, part in parts().items():
        if part.is_phantom or part.is_customers or not part.released or code in slow:
            continue
        luck = Decimal(str(round(dice.uniform(*LUCK), 3)))
        quantity = luck * (ours.get(code, Decimal(0)) if part.is_made else _bought(part, world.scale))
        if part.tracking == "serial":
            for number in range(int(quantity)):
                yield _receipt(world, part, Decimal(1), cost, f"SN26{hash_of(code) % 90 + 10}{number + 1:04}")
            continue
        for share, lot in _split(part, world):
            amount = (quantity * share).quantize(Decimal(1))
            if amount > 0:
                yield _receipt(world, part, amount, cost, lot)


def _made_for_orders(world: World) -> dict[str, Decimal]:
    """Stock of what we make: the open book's needs within each item's reach. Late orders are late: nothing lies there."""
    book = [order for order in the_book(world) if order.story is not Story.LATE]
    found = {code: Decimal(quantity) for code, quantity in {SHELF: SHELF_STOCK, **READY}.items()}
    needs = {
        reach: _needs(world, book, reach) for reach in {*REACH.values(), BLANKS_REACH, FRONT_COVERS_REACH}
    }
    for code, part in parts().items():
        if not part.is_made or part.is_phantom or code in found:
            continue
        if code.endswith("-B"):
            found[code] = needs[BLANKS_REACH].get(code, Decimal(0)) - needs[REACH["GEAR"]].get(
                code, Decimal(0)
            )
        else:
            reach = FRONT_COVERS_REACH if code.startswith("FC") else REACH[part.kind]
            found[code] = max(needs[reach].get(code, Decimal(0)), KITS if part.kind == "KIT" else Decimal(0))
    return found


def _needs(world: World, book: list[Ordered], reach: int) -> dict[str, Decimal]:
    until = working_days(world, 0, reach)[-1]
    wanted: dict[str, Decimal] = {}
    for order in book:
        for line in order.lines:
            if line.due <= until:
                wanted[line.code] = wanted.get(line.code, Decimal(0)) + line.quantity
    return exploded(wanted)


def _bought(part: Part, scale: float) -> Decimal:
    days = 12 if part.code == SHORT else COVER[part.kind]
    usual = usual_day().get(part.code, Decimal(0))
    return max(usual * Decimal(str(round(days * scale, 3))), Decimal(part.safety))


def hash_of(text: str) -> int:
    """A number of a text that is the same in every run."""
    return sum(ord(letter) * place for place, letter in enumerate(text, start=1))


def _split(part: Part, world: World) -> list[tuple[Decimal, str]]:
    year = world.today.strftime("%y")
    tag = f"{year}{hash_of(part.code) % 900 + 100}"
    if part.tracking == "none":
        return [(Decimal(1), "")]
    if part.kind in ("STEEL", "SEAL", "CAST", "BEAR"):
        return [(Decimal("0.35"), f"{part.supplier}-{tag}A"), (Decimal("0.65"), f"{part.supplier}-{tag}B")]
    return [(Decimal(1), f"L{tag}")]


def _receipt(world: World, part: Part, quantity: Decimal, cost: dict[str, Decimal], lot: str) -> Receipt:
    value = Money.of(cost[part.code] * quantity)
    place = world.places[WHERE[part.kind]]
    given = _lot(world, part, quantity, lot) if part.tracking != "none" else None
    return Receipt(world.items[part.code], place, quantity, lot=given, value=value)


def _lot(world: World, part: Part, quantity: Decimal, lot: str) -> LotGiven:
    attributes, second, expires = {}, None, None
    heat = f"{world.today.strftime('%y')}-{hash_of(part.code + lot) % 9000 + 1000}"
    if part.kind in ("STEEL", "GEAR"):
        attributes["heat_number"] = heat
    if part.second == "kg":
        series = next(each for each in SERIES if part.code.endswith(f"-{each.bar}"))
        second = (quantity * series.bar_kg).quantize(Decimal("0.001"))
    if part.code == "NP-SN":
        attributes["serials"] = (
            f"TL{world.today.strftime('%y')}000001–TL{world.today.strftime('%y')}{int(quantity):06}"
        )
    if part.days:
        # The older half of each seal expires before long.
        expires = world.day(75 if lot.endswith("A") else part.days - 200)
    return LotGiven(
        lot, expires_on=expires, supplier_lot=lot[-6:], attributes=attributes, second_quantity=second
    )


def _customers_castings(world: World) -> None:
    lot = LotGiven("ZF-来料-01", attributes={"heat_number": "ZF-2231"})
    receipt = Receipt(
        world.items["CF3-K"], world.places["W1-CUST"], Decimal(80), lot=lot, owner_id=world.parties[MINING]
    )
    services.bring_in_stock([receipt], by=SYSTEM, at=world.at - timedelta(days=12))


def _failed_lot(world: World, cost: dict[str, Decimal]) -> None:
    code, lot, reason = FAILED
    receipt = _receipt(world, parts()[code], Decimal(1200), cost, lot)
    services.bring_in_stock([receipt], by=SYSTEM, at=world.at - timedelta(days=6))
    row = inventory.lot_by_code(lot, item_id=world.items[code])
    if row is None:
        raise NotFound(what="lot", key=lot)
    services.hold_lot(row.id, reason=reason, by=world.by("quality3"), at=world.at - timedelta(days=5))


def _doubtful_count(world: World) -> None:
    """Yesterday somebody counted the seal kits; one kind ties no more, and the sheet waits for its review."""
    by, then = world.by("warehouse"), world.at - timedelta(hours=20)
    plan = CountPlan(world.site_id, place_ids=(world.places["W3-KIT"],), note="月度循环盘点")
    count = services.plan_count(plan, by=by, at=then)
    services.start_count(count, by=by, at=then)
    kits = [code for code in parts() if code.startswith("SK")]
    rows = [
        row
        for code in kits
        for row in inventory.balances_of(world.items[code], site_id=world.site_id, scope=EVERYTHING)
    ]
    found = [CountedLine(row.key, row.on_hand - (6 if at == 1 else 0)) for at, row in enumerate(rows)]
    services.record_count(count, found, by=by, at=then)
    services.finish_count(count, by=by, at=then)
