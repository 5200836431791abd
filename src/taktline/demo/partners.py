"""Customers and suppliers, all of them invented."""

from dataclasses import dataclass
from decimal import Decimal

from taktline.demo.world import World
from taktline.kernel.actor import SYSTEM
from taktline.kernel.exact import Money
from taktline.kernel.operation import operation
from taktline.parties import services as parties
from taktline.parties.types import AddressDraft, ContactDraft, PartyDraft


@dataclass(frozen=True, slots=True)
class Customer:
    """A customer. limit: credit limit in whole units of its currency; weight: how much it orders; kinds: of what."""

    code: str
    name: str
    name_en: str
    clerk: str
    terms: str
    limit: int
    weight: int
    kinds: str
    city: str
    province: str
    place: tuple[str, str]
    contact: str
    currency: str = "CNY"
    auto_confirm: bool = False


FORKLIFT, ON_HOLD, DEPOSIT, EXPORT, SELF_SERVICE, MINING = "C001", "C008", "C009", "C010", "C007", "C014"
CUSTOMERS = (
    Customer(FORKLIFT, "华岭叉车（演示）", "Hualing Forklift (demo)", "sales", "M60", 9_000_000, 20, "1 2 T", "合肥", "安徽", ("31.820600", "117.227200"), "程采"),
    Customer("C002", "丰禾农机（演示）", "Fenghe Farm Machinery (demo)", "sales", "M90", 7_500_000, 15, "2 3 M", "洛阳", "河南", ("34.618100", "112.454000"), "田禾"),
    Customer("C003", "山岳自卸车（演示）", "Shanyue Dump Trucks (demo)", "sales2", "M60", 7_500_000, 14, "3 T U", "十堰", "湖北", ("32.629200", "110.798000"), "石磊"),
    Customer("C004", "田野农业装备（演示）", "Tianye Agri Equipment (demo)", "sales2", "M60", 4_500_000, 9, "1 2 M", "潍坊", "山东", ("36.706900", "119.161800"), "麦青"),
    Customer("C005", "北辰叉车（演示）", "Beichen Forklift (demo)", "sales", "M90", 4_500_000, 9, "1 2 T", "天津", "天津", ("39.084200", "117.200900"), "白帆"),
    Customer("C006", "通达液压经销（演示）", "Tongda Hydraulics Dealer (demo)", "sales2", "CBD", 1_500_000, 4, "1 2 3 K", "广州", "广东", ("23.129100", "113.264400"), "邓达"),
    Customer(SELF_SERVICE, "汇流液压配件（演示）", "Huiliu Hydraulic Parts (demo)", "sales2", "M30", 2_500_000, 4, "1 2 K", "杭州", "浙江", ("30.274100", "120.155100"), "汪流", auto_confirm=True),
    Customer(ON_HOLD, "远山专用车（演示）", "Yuanshan Special Vehicles (demo)", "sales", "M60", 800_000, 4, "3 U", "长春", "吉林", ("43.817100", "125.323500"), "岳远"),
    Customer(DEPOSIT, "蓝湾环卫车（演示）", "Lanwan Sanitation Vehicles (demo)", "sales2", "DEP30", 1_500_000, 3, "2 U", "青岛", "山东", ("36.067100", "120.382600"), "海蓝"),
    Customer(EXPORT, "北野液压（演示）", "Northfield Hydraulics Ltd (demo)", "sales3", "TT30", 900_000, 6, "2 3 K", "Leeds", "", ("53.800800", "-1.549100"), "Oliver North", "USD"),
    Customer("C011", "金穗收割机（演示）", "Jinsui Harvesters (demo)", "sales", "M90", 4_500_000, 8, "2 3 M", "佳木斯", "黑龙江", ("46.799900", "130.318900"), "金满"),
    Customer("C012", "顺驰物流装备（演示）", "Shunchi Logistics Equipment (demo)", "sales2", "M60", 3_500_000, 6, "1 T U", "苏州", "江苏", ("31.298900", "120.585300"), "顾驰"),
    Customer("C013", "岭南液压维修（演示）", "Lingnan Hydraulic Service (demo)", "sales3", "M30", 1_200_000, 3, "1 3 K", "佛山", "广东", ("23.021500", "113.121400"), "岭南生"),
    Customer(MINING, "重峰矿用车（演示）", "Zhongfeng Mining Trucks (demo)", "sales", "M60", 5_000_000, 7, "3 T", "包头", "内蒙古", ("40.657400", "109.840300"), "牛峰"),
)  # fmt: skip
SUPPLIERS = (
    ("V01", "宏钢特钢（演示）", "Honggang Special Steel (demo)", "M30", "大冶", "钢诚"),
    ("V02", "三合铸造（演示）", "Sanhe Foundry (demo)", "M60", "邯郸", "铸成"),
    ("V03", "明轩铝业（演示）", "Mingxuan Aluminium (demo)", "M30", "佛山", "明亮"),
    ("V04", "永固紧固件（演示）", "Yonggu Fasteners (demo)", "M60", "宁波", "罗丝"),
    ("V05", "密安密封（演示）", "Mi'an Seals (demo)", "M60", "衡水", "封安"),
    ("V06", "精润轴承（演示）", "Jingrun Bearings (demo)", "M60", "嘉善", "润生"),
    ("V07", "华淬热处理（演示）", "Huacui Heat Treatment (demo)", "M30", "无锡", "淬火良"),
    ("V08", "洁镀表面处理（演示）", "Jiedu Plating (demo)", "M30", "无锡", "洁白"),
    ("V09", "恒电电机（演示）", "Hengdian Motors (demo)", "M60", "台州", "恒力"),
    ("V10", "佳箱包装（演示）", "Jiaxiang Packaging (demo)", "M30", "无锡", "纸满"),
)


@operation
def meet_partners(world: World) -> None:
    """Enter everybody we sell to and buy from, with addresses and somebody to speak to."""
    for number, each in enumerate(CUSTOMERS):
        foreign = each.currency != "CNY"
        draft = PartyDraft(
            each.code, each.name, each.name_en, is_customer=True, tax_number=_tax_number(number, foreign=foreign),
            currency=each.currency, terms_id=world.terms[each.terms],
            credit_limit=Money.of(each.limit, each.currency), clerk_id=world.users[each.clerk],
            language="en" if foreign else "zh-hans", auto_confirm=each.auto_confirm,
        )  # fmt: skip
        party = world.parties[each.code] = parties.create_party(draft, by=SYSTEM, at=world.at)
        latitude, longitude = (Decimal(part) for part in each.place)
        address = AddressDraft(
            name=each.name_en if foreign else each.name, lines="12 Mill Road" if foreign else "工业大道88号",
            city=each.city, province=each.province, country="GB" if foreign else "CN",
            latitude=latitude, longitude=longitude,
        )  # fmt: skip
        _reach(world, party, address, each.contact, each.code)
    for number, (code, name, name_en, terms, city, contact) in enumerate(SUPPLIERS):
        draft = PartyDraft(
            code,
            name,
            name_en,
            is_supplier=True,
            tax_number=_tax_number(100 + number),
            terms_id=world.terms[terms],
        )
        party = world.parties[code] = parties.create_party(draft, by=SYSTEM, at=world.at)
        _reach(world, party, AddressDraft(name=name, lines="园区路16号", city=city), contact, code)


def _reach(world: World, party: int, address: AddressDraft, contact: str, code: str) -> None:
    parties.set_addresses(party, [address], by=SYSTEM, at=world.at)
    role = "采购" if code.startswith("C") else "销售"
    person = ContactDraft(contact, role, f"0510-5550{code[1:]}", f"{code.lower()}@partner.example")
    parties.set_contacts(party, [person], by=SYSTEM, at=world.at)


def _tax_number(number: int, *, foreign: bool = False) -> str:
    return "" if foreign else f"91320000DEMO{number:06}"
