"""Items, bills of material, routings, prices and customers' part numbers, entered through the catalogue."""

from datetime import date, timedelta
from decimal import Decimal

from taktline.catalog import services as catalog
from taktline.catalog.types import (
    BomLineDraft,
    ConversionDraft,
    ItemDraft,
    LearntItem,
    LotRule,
    OperationDraft,
    PickRule,
    PriceDraft,
    PriceListDraft,
    Supply,
)
from taktline.demo.partners import CUSTOMERS, EXPORT, FORKLIFT
from taktline.demo.products import Part, Step, catalogue, products
from taktline.demo.world import World
from taktline.kernel.actor import SYSTEM
from taktline.kernel.operation import operation

SINCE = timedelta(days=3 * 365)
# Their number for ours. What they call JP2-25 nobody has learnt yet: the tour shows how that goes.
FORKLIFT_NUMBERS = {
    "JP1-06": ("HL-7106", "转向泵 6"), "JP1-08": ("HL-7108", "转向泵 8"), "JP1-10": ("HL-7110", "转向泵 10"),
    "JP2-12": ("HL-7212", "起升泵 12"), "JP2-16": ("HL-7216", "起升泵 16"), "JP2-20": ("HL-7220", "起升泵 20"),
    "JP2-14F": ("HL-7214F", "起升泵 14 花键"), "JT1612": ("HL-7412", "双联泵 16/12"), "JT2016": ("HL-7416", "双联泵 20/16"),
}  # fmt: skip
DISCOUNT = {"sales": Decimal("0.06"), "sales2": Decimal("0.05"), "sales3": Decimal("0.03")}
DOLLAR = Decimal("7.1")


@operation
def enter_items(world: World) -> None:
    """Every item with its structure, in force for three years."""
    parts = catalogue()
    ids = catalog.create_items([_draft(world, part) for part in parts], by=SYSTEM, at=world.at)
    world.items = dict(zip([part.code for part in parts], ids, strict=True))
    catalog.release_items([world.items[part.code] for part in parts if part.released], by=SYSTEM, at=world.at)
    for part in parts:
        if part.is_made:
            _structure(world, part, world.today - SINCE)
    for part in parts:
        if part.code.startswith("SCR-"):
            box = ConversionDraft(world.units["box"], 1, world.units["pcs"], 200)
            catalog.set_conversions(world.items[part.code], [box], by=SYSTEM, at=world.at)
    catalog.roll_up_cost(on=world.today, by=SYSTEM, at=world.at)


@operation
def agree_prices(world: World) -> None:
    """The list, each customer's agreement, dollars for the export customer, and the forklift maker's part numbers."""
    start = date(world.today.year - 3, 1, 1)
    everybody = PriceListDraft("LIST", "标准价目表", "List prices")
    _prices(world, everybody, Decimal(0), start, Decimal(1))
    for each in CUSTOMERS:
        export = each.code == EXPORT
        draft = PriceListDraft(
            f"AG-{each.code}",
            f"{each.name}价格协议",
            f"Agreement {each.name_en}",
            world.parties[each.code],
            each.currency,
        )
        _prices(
            world, draft, DISCOUNT[each.clerk], date(world.today.year, 1, 1), DOLLAR if export else Decimal(1)
        )
    learnt = [
        LearntItem(world.parties[FORKLIFT], theirs, world.items[ours], "件", name=name)
        for ours, (theirs, name) in FORKLIFT_NUMBERS.items()
    ]
    catalog.learn_customer_items(learnt, by=SYSTEM, at=world.at)


def _draft(world: World, part: Part) -> ItemDraft:
    rule = LotRule.PERIOD if part.period else LotRule.MIN_MULTIPLE if part.lot else LotRule.LOT_FOR_LOT
    minimum, multiple = part.lot or (0, 0)
    return ItemDraft(
        code=part.code, name=part.name, name_en=part.name_en, specification=part.specification,
        unit_id=world.units[part.unit], item_class_id=world.classes[part.kind],
        second_unit_id=world.units.get(part.second), supply=Supply.BUY if _is_bought(part) else Supply.MAKE,
        tracking=part.tracking, pick_rule=PickRule.FEFO if part.days else PickRule.FIFO, lead_days=part.lead, lot_rule=rule,
        lot_quantity=Decimal(30 if part.period else 0),  # the usual lot, over which costing spreads the setup
        lot_minimum=Decimal(minimum), lot_multiple=Decimal(multiple), period_days=part.period,
        safety_stock=Decimal(part.safety), scrap=part.scrap, shelf_days=part.days or None, is_phantom=part.is_phantom,
        is_customer_supplied=part.is_customers, default_supplier_id=world.parties.get(part.supplier),
        purchase_price=part.price, tax_code_id=world.taxes["13"],
        drawing=f"TL-{part.code}" if part.is_made else "",
    )  # fmt: skip


def _is_bought(part: Part) -> bool:
    return not part.is_made and part.released


def _structure(world: World, part: Part, since: date) -> None:
    item = world.items[part.code]
    lines = [
        BomLineDraft(world.items[line.code], line.quantity, line.scrap, operation_number=line.step or None)
        for line in part.lines
    ]
    bom = catalog.create_bom(item, lines=lines, by=SYSTEM, at=world.at)
    catalog.activate_bom(bom, effective_from=since, by=SYSTEM, at=world.at)
    if part.steps:
        steps = [_operation(world, step, 10 * number) for number, step in enumerate(part.steps, start=1)]
        routing = catalog.create_routing(item, operations=steps, by=SYSTEM, at=world.at)
        catalog.activate_routing(routing, effective_from=since, by=SYSTEM, at=world.at)


def _operation(world: World, step: Step, number: int) -> OperationDraft:
    return OperationDraft(
        number, step.name, world.centres[step.centre], step.name_en, setup_seconds=60 * step.setup,
        run_seconds=step.seconds, is_pausable=step.pausable, transfer_quantity=Decimal(step.transfer),
        skill_id=world.skills.get(step.skill), family_id=world.families.get(step.family), inspection_point=step.inspects,
        outside_price=step.price, outside_days=step.days,
    )  # fmt: skip


def _prices(world: World, draft: PriceListDraft, discount: Decimal, start: date, rate: Decimal) -> None:
    """rate: yuan per unit of the list's currency."""
    list_id = catalog.create_price_list(draft, by=SYSTEM, at=world.at)
    prices = []
    for product in products():
        price = (product.price * (1 - discount) / rate).quantize(Decimal("0.01"))
        floor = (product.price * Decimal("0.88") / rate).quantize(Decimal("0.01"))
        item = world.items[product.code]
        prices.append(PriceDraft(item, price, start, floor_price=floor))
        if draft.customer_id is None:
            prices.append(PriceDraft(item, price, start, Decimal(100), Decimal("0.03"), floor))
    catalog.set_prices(list_id, prices, by=SYSTEM, at=world.at)
