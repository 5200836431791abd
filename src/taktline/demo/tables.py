"""Small tables: units, taxes, currency rates, item classes, payment terms."""

from datetime import timedelta
from decimal import Decimal

from taktline.catalog import services as catalog
from taktline.catalog.types import ClassDraft, ClassKind, ConversionDraft, RoundingRule, TaxDraft, UnitDraft
from taktline.demo.world import World
from taktline.kernel.actor import SYSTEM
from taktline.kernel.operation import operation
from taktline.parties import services as parties
from taktline.parties.types import TermsDraft, TermsKind

UNITS = (
    UnitDraft("pcs", "件", "piece"),
    UnitDraft("set", "套", "set"),
    UnitDraft("kg", "千克", "kilogram", 3),
    UnitDraft("g", "克", "gram", 1),
    UnitDraft("m", "米", "metre", 3),
    UnitDraft("mm", "毫米", "millimetre", 1),
    UnitDraft("bar", "根", "bar", 3, RoundingRule.UP),
    UnitDraft("box", "箱", "box"),
    UnitDraft("L", "升", "litre", 2),
)
CONVERSIONS = (("kg", 1, "g", 1000), ("m", 1, "mm", 1000))
TAXES = (("13", "增值税13%", "VAT 13 %", "0.13"), ("9", "增值税9%", "VAT 9 %", "0.09"),
         ("6", "增值税6%", "VAT 6 %", "0.06"), ("0", "出口零税率", "Zero-rated export", "0"))  # fmt: skip
CLASSES = (
    ClassDraft("PUMP", "齿轮泵", "Gear pumps", ClassKind.PRODUCT),
    ClassDraft("TANDEM", "双联泵", "Tandem pumps", ClassKind.PRODUCT),
    ClassDraft("MOTOR", "齿轮马达", "Gear motors", ClassKind.PRODUCT),
    ClassDraft("UNIT", "动力单元", "Power units", ClassKind.PRODUCT),
    ClassDraft("KIT", "密封包", "Seal kits", ClassKind.PRODUCT),
    ClassDraft("GEAR", "齿轮轴", "Gear shafts", ClassKind.PART),
    ClassDraft("BODY", "壳体与端盖", "Bodies and covers", ClassKind.PART),
    ClassDraft("STEEL", "钢材铝材", "Bars and profiles", ClassKind.RAW),
    ClassDraft("CAST", "铸件", "Castings", ClassKind.RAW),
    ClassDraft("SEAL", "密封件", "Seals", ClassKind.BOUGHT),
    ClassDraft("BEAR", "轴套侧板", "Bushes and plates", ClassKind.BOUGHT),
    ClassDraft("STD", "标准件", "Standard parts", ClassKind.BOUGHT),
    ClassDraft("ELEC", "电机与附件", "Motors and fittings", ClassKind.BOUGHT),
    ClassDraft("PACK", "包装", "Packaging", ClassKind.SUPPLY),
)
TERMS = (
    TermsDraft("CBD", "款到发货", "Cash before delivery", TermsKind.CASH_BEFORE_DELIVERY),
    TermsDraft("DEP30", "预付30%，发货前付清", "30 % deposit", TermsKind.PREPAID, Decimal("0.3")),
    TermsDraft("M30", "月结30天", "Monthly, 30 days", TermsKind.MONTHLY, days=30),
    TermsDraft("M60", "月结60天", "Monthly, 60 days", TermsKind.MONTHLY, days=60),
    TermsDraft("M90", "月结90天", "Monthly, 90 days", TermsKind.MONTHLY, days=90),
    TermsDraft("TT30", "电汇，开票后30天", "T/T 30 days after invoice", TermsKind.DAYS, days=30),
)


@operation
def lay_tables(world: World, *, with_classes: bool = True) -> None:
    """Enter units, taxes and terms; for the demo also item classes and a year of dollar rates."""
    at = world.at
    for unit in UNITS:
        world.units[unit.code] = catalog.create_unit(unit, by=SYSTEM, at=at)
    general = [ConversionDraft(world.units[a], n, world.units[b], m) for a, n, b, m in CONVERSIONS]
    catalog.set_conversions(None, general, by=SYSTEM, at=at)
    for code, name, name_en, rate in TAXES:
        draft = TaxDraft(code, name, Decimal(rate), name_en)
        world.taxes[code] = catalog.create_tax(draft, by=SYSTEM, at=at)
    for terms in TERMS:
        world.terms[terms.code] = parties.create_terms(terms, by=SYSTEM, at=at)
    if not with_classes:
        return
    for each in CLASSES:
        world.classes[each.code] = catalog.create_class(each, by=SYSTEM, at=at)
    dice = world.dice("rates")
    for month in range(36, -1, -1):
        day = world.today - timedelta(days=30 * month)
        dollar = Decimal(7_100 + dice.randint(-120, 120)) / 1000
        catalog.set_rate("USD", day, dollar, by=SYSTEM, at=at)
