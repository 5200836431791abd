"""Bodies from aluminium profile, covers from castings, valve blocks: the machining centres' work."""

from collections.abc import Iterator
from decimal import Decimal

from taktline.demo.products.part import Line, Part, Step
from taktline.demo.products.series import SERIES, Series


def profile(series: Series) -> Part:
    """The extruded profile of a series, bought by the metre."""
    return Part(
        f"AL-{series.code}", f"泵体铝型材 {series.code}系列", f"Aluminium body profile, series {series.code}", "STEEL",
        "7003-T5", unit="m", supplier="V03", price=Decimal(92 + 38 * int(series.code)), lead=12, lot=(30, 6), safety=18, tracking="lot",
    )  # fmt: skip


def casting(code: str, name: str, name_en: str, price: int) -> Part:
    """A bought casting."""
    return Part(
        code, name, name_en, "CAST", "QT500-7", supplier="V02", price=Decimal(price), lead=20, lot=(200, 50),
        safety=120, tracking="lot",
    )  # fmt: skip


def bodies(series: Series, displacement: int, *, with_motor: bool) -> Iterator[Part]:
    """The body of a pump, and of a motor (with its drain port) where there is one."""
    metres = Decimal(46 + 9 * int(series.code) + displacement) / 1000
    kinds = [("BD", "泵体", "Pump body", 0)]
    if with_motor:
        kinds.append(("MB", "马达壳体", "Motor body", 55))
    for prefix, name, name_en, more in kinds:
        label = f"{series.code}-{displacement:02}"
        yield Part(
            f"{prefix}{label}", f"{name} {label}", f"{name_en} {label}", "BODY", lead=4, lot=(40, 10), scrap=Decimal("0.01"),
            lines=(Line(f"AL-{series.code}", metres, Decimal("0.03")),),
            steps=(Step("MC", "加工壳体", "Machine body", series.body + more, 40, family="B", transfer=20),),
        )  # fmt: skip


def covers(series: Series) -> Iterator[Part]:
    """Front and rear covers and the middle plate of tandem pumps, with their castings. The front cover is plated."""
    code, size = series.code, int(series.code)
    yield casting(f"CF{code}", f"前盖铸件 {code}系列", f"Front cover casting, series {code}", 10 + 5 * size)
    yield casting(f"CR{code}", f"后盖铸件 {code}系列", f"Rear cover casting, series {code}", 7 + 3 * size)
    yield casting(f"CM{code}", f"中间体铸件 {code}系列", f"Middle plate casting, series {code}", 9 + 4 * size)
    yield front_cover(series, f"FC{code}", f"前盖 {code}系列", f"Front cover, series {code}", f"CF{code}")
    for part, name, name_en in (("R", "后盖", "Rear cover"), ("M", "中间体", "Middle plate")):
        yield Part(
            f"{part}C{code}", f"{name} {code}系列", f"{name_en}, series {code}", "BODY", lead=4, lot=(60, 20), scrap=Decimal("0.01"),
            lines=(Line(f"C{part}{code}"),),
            steps=(Step("MC", f"加工{name}", f"Machine {name_en.lower()}", series.rear, 35, family="R", transfer=30),),
        )  # fmt: skip


def front_cover(series: Series, code: str, name: str, name_en: str, blank: str) -> Part:
    """A front cover from a casting, ours or the customer's."""
    return Part(
        code, name, name_en, "BODY", lead=9, lot=(60, 20), scrap=Decimal("0.01"), lines=(Line(blank),),
        steps=(
            Step("MC", "加工前盖", "Machine front cover", series.cover, 40, family="F"),
            Step("PLATE", "镀锌", "Zinc plating", days=3, price=Decimal("3.2")),
        ),
    )  # fmt: skip


def valve_blocks() -> Iterator[Part]:
    """The blocks of the power units."""
    yield Part(
        "AL-V", "阀块铝棒 70×70", "Aluminium bar 70×70", "STEEL", "6061-T6", unit="m", supplier="V03",
        price=Decimal(165), lead=12, lot=(12, 6), safety=4,
    )  # fmt: skip
    for volt in (12, 24):
        yield Part(
            f"VB-{volt}", f"阀块 {volt}V", f"Valve block {volt} V", "BODY", lead=4, lot=(20, 10),
            lines=(Line("AL-V", Decimal("0.09"), Decimal("0.03")),),
            steps=(Step("MC", "加工阀块", "Machine valve block", 540, 45, family="V"),),
        )  # fmt: skip


def customer_castings() -> Iterator[Part]:
    """A casting that the mining truck maker sends, and the cover made of it."""
    yield Part(
        "CF3-K", "前盖铸件（重峰来料）", "Front cover casting (supplied by Zhongfeng)", "CAST", "客供料", lead=10,
        tracking="lot", is_customers=True, supplier="",
    )  # fmt: skip
    yield front_cover(SERIES[2], "FC3-K", "前盖 3系列（重峰）", "Front cover, series 3 (Zhongfeng)", "CF3-K")
