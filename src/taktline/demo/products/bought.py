"""Seals with expiry, bushes, screws, nameplates, electric motors, cartons."""

from collections.abc import Iterator
from decimal import Decimal

from taktline.demo.products.part import Line, Part
from taktline.demo.products.series import SERIES, Series


def seals(series: Series) -> Iterator[Part]:
    """Shaft seals and rings of a series in NBR and FKM, and the phantom set that pumps name."""
    size = int(series.code)
    for rubber, factor, lead, shelf in (("NBR", Decimal(1), 10, 1460), ("FKM", Decimal("3.4"), 20, 2190)):
        for prefix, name, name_en, price in (
            ("SS", "轴封", "Shaft seal", Decimal("2.6")),
            ("OR", "O形圈", "O-ring", Decimal("0.35")),
            ("BR", "挡圈", "Back-up ring", Decimal("0.8")),
        ):
            yield Part(
                f"{prefix}{size}-{rubber}", f"{name} {size}系列 {rubber}", f"{name_en}, series {size}, {rubber}", "SEAL",
                rubber, supplier="V05", price=(price * factor * (8 + size) / 9).quantize(Decimal("0.01")), lead=lead,
                lot=(500, 100), safety=400, tracking="lot", days=shelf,
            )  # fmt: skip
        yield Part(
            f"SET{size}-{rubber}", f"密封组件 {size}系列 {rubber}", f"Seal set, series {size}, {rubber}", "SEAL", unit="set",
            is_phantom=True,
            lines=(
                Line(f"SS{size}-{rubber}"),
                Line(f"OR{size}-{rubber}", Decimal(2)),
                Line(f"BR{size}-{rubber}", Decimal(2)),
            ),
        )  # fmt: skip


def bearings(series: Series) -> Iterator[Part]:
    """Bushes and wear plates."""
    size = int(series.code)
    yield Part(
        f"BU{size}", f"轴套 DU {size}系列", f"DU bush, series {size}", "BEAR", supplier="V06",
        price=Decimal("1.9") + Decimal("0.6") * size, lead=15, lot=(1000, 200), safety=800, tracking="lot",
    )  # fmt: skip
    yield Part(
        f"PL{size}", f"浮动侧板 {size}系列", f"Floating side plate, series {size}", "BEAR", supplier="V06",
        price=Decimal(4) + Decimal("1.4") * size, lead=15, lot=(500, 100), safety=300, tracking="lot",
    )  # fmt: skip


def sundries() -> Iterator[Part]:
    """Screws by the piece (200 in a box), keys, cartons, nameplates, and the fittings of power units."""
    for series in SERIES:
        size = 6 + 2 * int(series.code)
        yield Part(
            f"SCR-M{size}", f"内六角螺钉 M{size}", f"Socket screw M{size}", "STD", "GB/T 70.1 12.9", supplier="V04",
            price=Decimal("0.22") * int(series.code), lead=7, lot=(2000, 200), safety=1500,
        )  # fmt: skip
        yield Part(
            f"KEY-{series.code}", f"半圆键 {series.code}系列", f"Woodruff key, series {series.code}", "STD", supplier="V04",
            price=Decimal("0.45"), lead=7, lot=(1000, 100), safety=500,
        )  # fmt: skip
        yield Part(
            f"BOX-{series.code}", f"纸箱 {series.code}系列", f"Carton, series {series.code}", "PACK", supplier="V10",
            price=Decimal("2.4") + Decimal("0.5") * int(series.code), lead=5, lot=(500, 100), safety=300,
        )  # fmt: skip
    yield from _fittings()


def _fittings() -> Iterator[Part]:
    yield Part(
        "NP-SN", "序列号铭牌", "Serial nameplate", "STD", "连续编号", supplier="V04", price=Decimal("0.9"), lead=7,
        lot=(1000, 500), safety=800, tracking="lot",
    )  # fmt: skip
    for volt, price in ((12, 168), (24, 182)):
        yield Part(
            f"DCM-{volt}", f"直流电机 {volt}V", f"DC motor {volt} V", "ELEC", "2.2 kW", supplier="V09", price=Decimal(price),
            lead=18, lot=(50, 10), safety=20, tracking="lot",
        )  # fmt: skip
    for code, name, name_en, cost in (
        ("TANK-6", "油箱 6L", "Tank 6 L", "46"),
        ("SOL-2", "电磁阀", "Solenoid valve", "58"),
        ("CPL-1", "联轴器", "Coupling", "12.5"),
    ):
        yield Part(
            code, name, name_en, "ELEC", supplier="V09", price=Decimal(cost), lead=18, lot=(50, 10), safety=20
        )
