"""The plant: calendars, work centres, machines, changeovers, skills and the people on the floor."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from taktline.demo import holidays
from taktline.demo.world import World
from taktline.kernel.actor import SYSTEM
from taktline.kernel.operation import operation
from taktline.resources import services as resources
from taktline.resources.types import (
    CalendarDraft,
    CentreDraft,
    CentreKind,
    DowntimeRow,
    FamilyDraft,
    GroupDraft,
    HeldSkill,
    MachineDraft,
    PersonDraft,
    ShiftDraft,
    SkillDraft,
)

WEEKDAYS = range(5)
DAY = ((480, 590), (600, 720), (780, 910), (920, 1050))  # 08:00–17:30 with lunch and two short breaks
EARLY = ((480, 720), (750, 990))  # 08:00–16:30
LATE = ((990, 1230), (1260, 1500))  # 16:30–01:00
TRUCK = ((840, 900),)  # the subcontractor's truck is here from 14:00 to 15:00
CALENDARS = (
    ("DAY", "日班", "Day shift", DAY, WEEKDAYS),
    ("TWO", "两班", "Two shifts", EARLY + LATE, WEEKDAYS),
    ("EARLY", "早班", "Early shift", EARLY, WEEKDAYS),
    ("LATE", "晚班", "Late shift", LATE, WEEKDAYS),
    ("HEAT", "热处理外协", "Heat treatment", ((0, 1440),), range(7)),
    ("PLATING", "表面处理外协", "Plating", ((0, 1440),), range(6)),
    ("TRUCK-TF", "周二、周五班车", "Truck on Tuesday and Friday", TRUCK, (1, 4)),
    ("TRUCK-D", "每日班车", "Daily truck", TRUCK, WEEKDAYS),
)


@dataclass(frozen=True, slots=True)
class Centre:
    """A work centre with its machines. speeds: speed factor of each machine."""

    code: str
    name: str
    name_en: str
    calendar: str
    machine: str
    machine_en: str
    speeds: tuple[str, ...]
    rate: int
    kind: str = CentreKind.MACHINE
    group: str = ""


CENTRES = (
    Centre("SAW", "下料", "Sawing", "TWO", "锯床", "Saw", ("1",), 30),
    Centre("TURN", "数控车", "Turning", "TWO", "数控车床", "CNC lathe", ("1", "1"), 60),
    Centre("HOB", "滚齿", "Hobbing", "TWO", "滚齿机", "Hobbing machine", ("1", "1"), 75, group="HOB"),
    Centre("GRIND", "磨削", "Grinding", "TWO", "磨床", "Grinding machine", ("1", "1"), 80, group="GRIND"),
    Centre(
        "MC",
        "加工中心",
        "Machining centres",
        "TWO",
        "加工中心",
        "Machining centre",
        ("1", "1", "1", "1", "1.1"),
        85,
        group="MC",
    ),
    Centre(
        "ASSY",
        "装配",
        "Assembly",
        "DAY",
        "装配台",
        "Assembly bench",
        ("1", "1", "1", "1"),
        55,
        CentreKind.BENCH,
    ),
    Centre("TEST", "试验", "Testing", "DAY", "试验台", "Test bench", ("1", "1"), 70),
)
OUTSIDE = (
    ("CARB", "渗碳淬火（委外）", "Carburising (outside)", "HEAT", "TRUCK-TF", "V07"),
    ("PLATE", "镀锌（委外）", "Plating (outside)", "PLATING", "TRUCK-D", "V08"),
)
# Families that follow each other cost setup only; from one to another, minutes by how far apart they are.
GROUPS = (
    ("HOB", "滚刀模数", "Hob module", (("M2", "模数2", "Module 2"), ("M25", "模数2.5", "Module 2.5"), ("M35", "模数3.5", "Module 3.5")), (45, 70)),
    ("GRIND", "磨削轴径", "Journal diameter", (("D16", "轴径16", "Ø16"), ("D20", "轴径20", "Ø20"), ("D28", "轴径28", "Ø28")), (20, 30)),
    ("MC", "夹具", "Fixture", (("B", "壳体夹具", "Body fixture"), ("F", "前盖夹具", "Front cover fixture"), ("R", "后盖夹具", "Rear cover fixture"), ("V", "阀块夹具", "Valve block fixture")), (35, 35)),
)  # fmt: skip
SKILLS = (
    ("SAW", "下料", "Sawing"), ("TURN", "数控车", "Turning"), ("HOB", "滚齿调机", "Hobbing set-up"),
    ("GRIND", "外圆磨", "Cylindrical grinding"), ("MC", "加工中心", "Machining centre"),
    ("ASSY", "泵装配", "Pump assembly"), ("TEST", "液压试验", "Hydraulic testing"), ("FORK", "叉车驾驶", "Forklift driving"),
)  # fmt: skip
PEOPLE = (
    ("王铁柱", "Wang Tiezhu", "EARLY", "SAW TURN FORK"), ("李建军", "Li Jianjun", "LATE", "SAW TURN"),
    ("张宝山", "Zhang Baoshan", "EARLY", "TURN"), ("赵一鸣", "Zhao Yiming", "LATE", "TURN"),
    ("钱进", "Qian Jin", "EARLY", "HOB"), ("冯志远", "Feng Zhiyuan", "LATE", "HOB"),
    ("褚良", "Chu Liang", "EARLY", "HOB GRIND"), ("卫东升", "Wei Dongsheng", "LATE", "GRIND"),
    ("蒋平", "Jiang Ping", "EARLY", "GRIND"), ("沈阿福", "Shen Afu", "LATE", "GRIND HOB"),
    ("韩雷", "Han Lei", "EARLY", "MC"), ("杨柳", "Yang Liu", "EARLY", "MC"), ("朱强", "Zhu Qiang", "LATE", "MC"),
    ("秦川", "Qin Chuan", "LATE", "MC"), ("尤利", "You Li", "EARLY", "MC FORK"),
    ("何丽", "He Li", "DAY", "ASSY TEST"), ("吕梅", "Lü Mei", "DAY", "ASSY TEST"), ("施琴", "Shi Qin", "DAY", "ASSY TEST"),
    ("孔祥", "Kong Xiang", "DAY", "ASSY TEST"), ("曹敬", "Cao Jing", "DAY", "ASSY TEST"),
    ("严格", "Yan Ge", "DAY", "TEST ASSY"), ("华安", "Hua An", "DAY", "TEST ASSY"),
)  # fmt: skip


@operation
def build_plant(world: World) -> None:
    """Everything that work is done on, and everybody who does it. The subcontractors must be known."""
    _calendars(world)
    for group in GROUPS:
        _group(world, *group)
    _centres(world)
    _people(world)
    _stops(world)


def _calendars(world: World) -> None:
    years = (world.today.year, world.today.year + 1)
    base = CalendarDraft("CN", "国家节假日", "Public holidays", site_id=world.site_id)
    world.calendars["CN"] = resources.create_calendar(base, by=SYSTEM, at=world.at)
    days = [each for year in years for each in holidays.exceptions(year)]
    resources.set_exceptions(world.calendars["CN"], days, by=SYSTEM, at=world.at)
    for code, name, name_en, spans, weekdays in CALENDARS:
        draft = CalendarDraft(
            code, name, name_en, world.site_id, world.calendars["CN"], is_site_default=code == "DAY"
        )
        world.calendars[code] = resources.create_calendar(draft, by=SYSTEM, at=world.at)
        shifts = [ShiftDraft(weekday, start, end) for weekday in weekdays for start, end in spans]
        resources.set_shifts(world.calendars[code], shifts, by=SYSTEM, at=world.at)


def _group(
    world: World,
    code: str,
    name: str,
    name_en: str,
    families: tuple[tuple[str, str, str], ...],
    minutes: tuple[int, int],
) -> None:
    group_id = resources.create_group(GroupDraft(code, name, name_en), by=SYSTEM, at=world.at)
    ids = resources.set_families(group_id, [FamilyDraft(*each) for each in families], by=SYSTEM, at=world.at)
    near, far = minutes
    matrix = {
        (one, two): near if abs(i - j) == 1 else far
        for i, one in enumerate(ids)
        for j, two in enumerate(ids)
        if i != j
    }
    resources.set_changeovers(group_id, matrix, by=SYSTEM, at=world.at)
    world.families.update({each[0]: pk for each, pk in zip(families, ids, strict=True)})
    world.families[f"group {code}"] = group_id


def _centres(world: World) -> None:
    for each in CENTRES:
        draft = CentreDraft(
            each.code, each.name, world.site_id, each.name_en, each.kind, world.calendars[each.calendar],
            changeover_group_id=world.families.get(f"group {each.group}"), hour_rate=Decimal(each.rate),
        )  # fmt: skip
        world.centres[each.code] = resources.create_centre(draft, by=SYSTEM, at=world.at)
        for number, speed in enumerate(each.speeds, start=1):
            machine = MachineDraft(
                f"{each.machine}-{number:02}", f"{each.machine}-{number:02}", world.centres[each.code],
                f"{each.machine_en} {number:02}", Decimal(speed),
            )  # fmt: skip
            world.machines[machine.code] = resources.create_machine(machine, by=SYSTEM, at=world.at)
    for code, name, name_en, calendar, truck, supplier in OUTSIDE:
        draft = CentreDraft(
            code, name, world.site_id, name_en, CentreKind.OUTSIDE, world.calendars[calendar],
            world.calendars[truck], supplier_id=world.parties[supplier],
        )  # fmt: skip
        world.centres[code] = resources.create_centre(draft, by=SYSTEM, at=world.at)


def _people(world: World) -> None:
    for code, name, name_en in SKILLS:
        world.skills[code] = resources.create_skill(SkillDraft(code, name, name_en), by=SYSTEM, at=world.at)
    since = world.day(-900)
    for number, (name, name_en, calendar, skills) in enumerate(PEOPLE, start=1):
        user = world.users.get("operator") if number == 1 else None
        draft = PersonDraft(f"P{number:02}", name, world.site_id, name_en, world.calendars[calendar], user)
        person = resources.create_person(draft, by=SYSTEM, at=world.at)
        held = [HeldSkill(world.skills[code], since) for code in skills.split()]
        if number == 22:  # a certificate that runs out soon
            held = [HeldSkill(each.skill_id, since, world.day(200)) for each in held]
        resources.set_skills(person, held, by=SYSTEM, at=world.at)


def _stops(world: World) -> None:
    """One service of a machining centre next week, one day off of a grinder."""
    monday = world.today + timedelta(days=7 - world.today.weekday())
    start = world.at.replace(hour=0, minute=0, second=0, microsecond=0)
    ahead = (monday - start.date()).days
    service = DowntimeRow(
        0,
        world.machines["加工中心-03"],
        None,
        start + timedelta(days=ahead + 2),
        start + timedelta(days=ahead + 2, hours=8),
        "年度保养",
    )
    resources.add_downtime(service, by=SYSTEM, at=world.at)
