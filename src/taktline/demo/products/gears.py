"""Gear shafts: sawn and turned blanks, hobbed, carburised outside, ground. The longest way through the plant."""

from collections.abc import Iterator
from decimal import Decimal

from taktline.demo.products.part import Line, Part, Step
from taktline.demo.products.series import BAR_LENGTH, Series

DRIVING, DRIVEN, THROUGH = "DG", "NG", "TG"
_NAMES = {
    DRIVING: ("主动齿轮轴", "Driving gear shaft", Decimal("1.35")),
    DRIVEN: ("从动齿轮轴", "Driven gear shaft", Decimal(1)),
    THROUGH: ("贯通齿轮轴", "Through-drive gear shaft", Decimal("1.55")),
}


def bar_code(series: Series) -> str:
    """The bar that a series' gears are cut from."""
    return f"20CRMNTI-{series.bar}"


def gear_code(kind: str, series: Series, displacement: int) -> str:
    """A finished gear shaft."""
    return f"{kind}{series.code}-{displacement:02}"


def bars(series: Series) -> Part:
    """Bought by weight, issued by the bar, with its heat number."""
    return Part(
        bar_code(series), f"20CrMnTi 圆钢 Ø{series.bar}", f"20CrMnTi round bar Ø{series.bar}", "STEEL",
        f"GB/T 3077 · 6 m · {series.bar_kg} kg", unit="bar", second="kg", supplier="V01",
        price=(series.bar_kg * Decimal("6.4")).quantize(Decimal("0.01")), lead=15, lot=(20, 10), safety=12, tracking="lot",
    )  # fmt: skip


def gears(series: Series, displacement: int, kinds: tuple[str, ...]) -> Iterator[Part]:
    """Blank and gear shaft of each kind for one displacement."""
    for kind in kinds:
        name, name_en, longer = _NAMES[kind]
        length = round(series.length(displacement) * longer)
        label = f"{series.code}-{displacement:02}"
        blank = f"{kind}{label}-B"
        share = (Decimal(length + 4) / BAR_LENGTH).quantize(Decimal("0.0001"))
        yield Part(
            blank, f"{name}毛坯 {label}", f"{name_en} blank {label}", "GEAR", f"Ø{series.bar}×{length}",
            lead=3, lot=(60, 10), scrap=Decimal("0.01"),
            lines=(Line(bar_code(series), share, Decimal("0.02")),),
            steps=(
                Step("SAW", "下料", "Saw", series.saw, 12),
                Step("TURN", "车外圆端面", "Turn", series.turn, 40, transfer=20),
            ),
        )  # fmt: skip
        yield Part(
            gear_code(kind, series, displacement), f"{name} {label}", f"{name_en} {label}", "GEAR",
            f"{series.module} · z=12", lead=14, lot=(40, 10), scrap=Decimal("0.02"), tracking="lot",
            lines=(Line(blank),),
            steps=(
                Step("HOB", "滚齿", "Hob", series.hob, 25, family=series.module, inspects=True),
                Step("CARB", "渗碳淬火", "Carburise and harden", days=5, price=Decimal("6.5")),
                Step("GRIND", "磨轴颈端面", "Grind journals", series.grind, 25, family=series.journal, inspects=True),
            ),
        )  # fmt: skip


def sleeves(series: Series) -> Iterator[Part]:
    """The spline sleeve of the forklift pump: hobbed and carburised like a gear, but never ground."""
    yield Part(
        "SL2-B", "花键套毛坯", "Spline sleeve blank", "GEAR", f"Ø{series.bar}×46", lead=3, lot=(60, 10),
        lines=(Line(bar_code(series), Decimal("0.0085"), Decimal("0.02")),),
        steps=(Step("SAW", "下料", "Saw", series.saw, 12), Step("TURN", "车外圆内孔", "Turn and bore", series.turn, 40)),
    )  # fmt: skip
    yield Part(
        "SL2", "花键套", "Spline sleeve", "GEAR", f"{series.module} · 花键", lead=12, lot=(20, 10), tracking="lot",
        lines=(Line("SL2-B"),),
        steps=(
            Step("HOB", "滚花键", "Hob the spline", series.hob, 25, family=series.module, inspects=True),
            Step("CARB", "渗碳淬火", "Carburise and harden", days=5, price=Decimal("4.8")),
        ),
    )  # fmt: skip
