"""The finished range, and the whole list of items behind it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from taktline.demo.products import bought, gears, housings
from taktline.demo.products.part import Line, Part, Step
from taktline.demo.products.series import SERIES, Series, series_of

TANDEMS = ((10, 8), (16, 12), (20, 16), (25, 10), (40, 20), (50, 25))
MOTORS = (16, 20, 32, 40)
UNITS = (("JU-12-2", 12, 4), ("JU-12-4", 12, 6), ("JU-24-4", 24, 8))
LEFT_HANDED = (16, 20)
# The forklift maker's own pump: a size nobody else takes, its gears lie on the shelf, its spline sleeve is made to order.
FORKLIFT_PUMP, FORKLIFT_SIZE = "JP2-14F", 14


@dataclass(frozen=True, slots=True)
class Product:
    """Something sold. price: without tax in yuan; weight: how often it is ordered; kind: as customers' kinds say it.

    trend: yearly growth of its demand, 0.2 for a fifth more, negative for a dying model.
    """

    code: str
    kind: str
    price: Decimal
    weight: int
    trend: float = 0.0


def products() -> tuple[Product, ...]:
    """Everything sold, in the order of the price list."""
    return tuple(_products())


def catalogue() -> tuple[Part, ...]:
    """Every item, components before what is made of them."""
    return (*_bought(), *_made(), *_finished())


def _products() -> Iterator[Product]:
    for series in SERIES:
        for at, displacement in enumerate(series.displacements):
            trend = (-0.35, 0.0, 0.08, 0.15)[at]  # the smallest of each frame is dying, the largest is new
            yield Product(
                f"JP{series.code}-{displacement:02}",
                series.code,
                series.pump_price(displacement),
                (4, 9, 10, 6)[at],
                trend,
            )
    for displacement in LEFT_HANDED:
        yield Product(f"JP2-{displacement}L", "2", SERIES[1].pump_price(displacement) + 6, 3)
    yield Product(FORKLIFT_PUMP, "-", SERIES[1].pump_price(FORKLIFT_SIZE) + 24, 0)
    yield Product("JP3-50K", "-", SERIES[2].pump_price(50) - 22, 0)
    for first, second in TANDEMS:
        price = (series_of(first).pump_price(first) + series_of(second).pump_price(second)) * Decimal("1.12")
        yield Product(f"JT{first:02}{second:02}", "T", price.quantize(Decimal(1)), 4, 0.12)
    for displacement in MOTORS:
        series = series_of(displacement)
        yield Product(f"JM{series.code}-{displacement}", "M", series.pump_price(displacement) + 92, 5, 0.05)
    for code, volt, displacement in UNITS:
        yield Product(code, "U", Decimal(720 + volt * 4 + displacement * 10), 4, 0.3)
    for series in SERIES:
        for rubber, base in (("N", 16), ("V", 38)):
            if (series.code, rubber) != ("1", "V"):
                yield Product(f"SK{series.code}{rubber}", "K", Decimal(base + 4 * int(series.code)), 6)


def _bought() -> Iterator[Part]:
    for series in SERIES:
        yield gears.bars(series)
        yield housings.profile(series)
        yield from bought.bearings(series)
        yield from bought.seals(series)
    yield from bought.sundries()


def _made() -> Iterator[Part]:
    through = {first for first, _second in TANDEMS}
    for series in SERIES:
        yield from housings.covers(series)
        for displacement in series.displacements:
            kinds = (gears.DRIVING, gears.DRIVEN) + ((gears.THROUGH,) if displacement in through else ())
            yield from gears.gears(series, displacement, kinds)
            yield from housings.bodies(series, displacement, with_motor=displacement in MOTORS)
    yield from gears.gears(SERIES[1], FORKLIFT_SIZE, (gears.DRIVING, gears.DRIVEN))
    yield from housings.bodies(SERIES[1], FORKLIFT_SIZE, with_motor=False)
    yield from gears.sleeves(SERIES[1])
    yield from housings.valve_blocks()
    yield from housings.customer_castings()


def _finished() -> Iterator[Part]:
    for series in SERIES:
        for displacement in series.displacements:
            yield _pump(f"JP{series.code}-{displacement:02}", series, displacement, "齿轮泵", "Gear pump")
    for displacement in LEFT_HANDED:
        yield _pump(
            f"JP2-{displacement}L", SERIES[1], displacement, "齿轮泵（左旋）", "Gear pump, anticlockwise"
        )
    forklift = _pump(
        FORKLIFT_PUMP, SERIES[1], FORKLIFT_SIZE, "齿轮泵（花键轴）", "Gear pump with spline shaft"
    )
    yield replace(forklift, lines=(*forklift.lines, Line("SL2", step=10)))
    yield _pump(
        "JP3-50K", SERIES[2], 50, "齿轮泵（重峰客供端盖）", "Gear pump with Zhongfeng's cover", cover="FC3-K"
    )
    yield from (_tandem(*each) for each in TANDEMS)
    yield from (_motor(each) for each in MOTORS)
    yield from (_unit(*each) for each in UNITS)
    for series in SERIES:
        yield from _kits(series)
    yield Part(
        "JP2-18S",
        "齿轮泵 18 mL/r（打样）",
        "Gear pump 18 mL/r (sample)",
        "PUMP",
        "样品，图纸评审中",
        lead=30,
        released=False,
    )


def _section(series: Series, displacement: int, *, shaft: str = gears.DRIVING) -> tuple[Line, ...]:
    return (
        Line(gears.gear_code(shaft, series, displacement), step=10),
        Line(gears.gear_code(gears.DRIVEN, series, displacement), step=10),
        Line(f"BU{series.code}", Decimal(4), step=10),
        Line(f"PL{series.code}", Decimal(2), step=10),
    )


def _closing(series: Series, *, rubber: str = "NBR", screws: int = 4, cover: str = "") -> tuple[Line, ...]:
    return (
        Line(cover or f"FC{series.code}", step=10),
        Line(f"RC{series.code}", step=10),
        Line(f"SET{series.code}-{rubber}", step=10),
        Line(f"SCR-M{6 + 2 * int(series.code)}", Decimal(screws), step=10),
        Line(f"KEY-{series.code}", step=10),
        Line("NP-SN", step=20),
        Line(f"BOX-{series.code}", step=20),
    )


def _steps(assembly: int, test: int) -> tuple[Step, ...]:
    return (
        Step("ASSY", "装配", "Assemble", assembly, 15, skill="ASSY", transfer=10),
        Step("TEST", "出厂试验、打标", "Test and mark", test, 15, skill="TEST", inspects=True),
    )


def _pump(code: str, series: Series, displacement: int, name: str, name_en: str, *, cover: str = "") -> Part:
    body = Line(f"BD{series.code}-{displacement:02}", step=10)
    return Part(
        code, f"{name} {displacement} mL/r", f"{name_en} {displacement} mL/r", "PUMP", f"{series.code}系列 · 20 MPa", lead=3,
        period=3, tracking="lot", lines=(*_section(series, displacement), body, *_closing(series, cover=cover)),
        steps=_steps(series.assembly, series.test),
    )  # fmt: skip


def _tandem(first: int, second: int) -> Part:
    front, rear = series_of(first), series_of(second)
    lines = _merged(
        *_section(front, first, shaft=gears.THROUGH), *_section(rear, second), Line(f"BD{front.code}-{first:02}", step=10),
        Line(f"BD{rear.code}-{second:02}", step=10), Line(f"MC{front.code}", step=10), *_closing(front, screws=6),
    )  # fmt: skip
    return Part(
        f"JT{first:02}{second:02}", f"双联齿轮泵 {first}+{second} mL/r", f"Tandem gear pump {first}+{second} mL/r", "TANDEM",
        f"{front.code}系列", lead=4, period=3, tracking="lot", lines=lines,
        steps=_steps(front.assembly + rear.assembly // 2, front.test + 90),
    )  # fmt: skip


def _merged(*lines: Line) -> tuple[Line, ...]:
    """Both sections may take the same bushes: one line for each component."""
    found: dict[str, Line] = {}
    for line in lines:
        have = found.get(line.code)
        found[line.code] = replace(line, quantity=line.quantity + have.quantity) if have else line
    return tuple(found.values())


def _motor(displacement: int) -> Part:
    series = series_of(displacement)
    body = Line(f"MB{series.code}-{displacement:02}", step=10)
    return Part(
        f"JM{series.code}-{displacement}", f"齿轮马达 {displacement} mL/r", f"Gear motor {displacement} mL/r", "MOTOR",
        f"{series.code}系列 · FKM", lead=3, period=3, tracking="lot",
        lines=(*_section(series, displacement), body, *_closing(series, rubber="FKM")),
        steps=_steps(series.assembly + 40, series.test + 50),
    )  # fmt: skip


def _unit(code: str, volt: int, displacement: int) -> Part:
    lines = (
        Line(f"JP1-{displacement:02}", step=10), Line(f"VB-{volt}", step=10), Line(f"DCM-{volt}", step=10), Line("TANK-6", step=10),
        Line("SOL-2", step=10), Line("CPL-1", step=10), Line("SCR-M8", Decimal(8), step=10), Line("BOX-3", step=20),
    )  # fmt: skip
    return Part(
        code, f"动力单元 {volt}V {displacement} mL/r", f"Power unit {volt} V {displacement} mL/r", "UNIT", f"DC {volt} V", lead=3,
        period=5, tracking="serial", lines=lines, steps=_steps(900, 300),
    )  # fmt: skip


def _kits(series: Series) -> Iterator[Part]:
    for letter, rubber in (("N", "NBR"), ("V", "FKM")):
        if (series.code, letter) != ("1", "V"):
            yield Part(
                f"SK{series.code}{letter}", f"密封包 {series.code}系列 {rubber}", f"Seal kit, series {series.code}, {rubber}", "KIT",
                unit="set", lead=2, lot=(20, 10), lines=(Line(f"SET{series.code}-{rubber}", step=10),),
                steps=(Step("ASSY", "配套包装", "Pack", 45, 5, skill="ASSY"),),
            )  # fmt: skip
