"""The company itself: its site, roles and staff."""

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps

from taktline.demo.world import World
from taktline.identity import services as identity
from taktline.identity.types import UserDraft
from taktline.kernel.actor import SYSTEM
from taktline.kernel.naming import Name
from taktline.kernel.operation import operation
from taktline.kernel.permit import Permit

PASSWORD = "gear-pump-2"  # noqa: S105 - printed by ./demo for everybody to see


@dataclass(frozen=True, slots=True)
class Staff:
    """Somebody with a desk. roles: codes; says: the role as it is printed beside the login."""

    login: str
    name: str
    name_en: str
    roles: tuple[str, ...]
    says: str
    language: str = "zh-hans"


STAFF = (
    Staff("sales", "林晓雯", "Lin Xiaowen", ("sales_clerk",), "销售跟单员 sales clerk"),
    Staff("sales2", "周启明", "Zhou Qiming", ("sales_clerk",), "销售跟单员 sales clerk"),
    Staff("sales3", "何嘉", "He Jia", ("sales_clerk",), "外贸跟单员 export sales clerk", "en"),
    Staff("planner", "陈国梁", "Chen Guoliang", ("planner",), "计划员 planner"),
    Staff("buyer", "吴海燕", "Wu Haiyan", ("buyer",), "采购员 buyer"),
    Staff("buyer2", "郑晨", "Zheng Chen", ("buyer",), "采购员 buyer"),
    Staff("warehouse", "刘大力", "Liu Dali", ("warehouse_clerk",), "仓管员 warehouse clerk"),
    Staff("warehouse2", "孙福", "Sun Fu", ("warehouse_clerk",), "仓管员 warehouse clerk"),
    Staff("warehouse3", "马玉兰", "Ma Yulan", ("warehouse_clerk",), "仓管员 warehouse clerk"),
    Staff("quality", "高洁", "Gao Jie", ("inspector",), "质检员 inspector"),
    Staff("quality2", "罗斌", "Luo Bin", ("inspector",), "质检员 inspector"),
    Staff("quality3", "谢文静", "Xie Wenjing", ("quality_engineer",), "质量工程师 quality engineer"),
    Staff("finance", "许慧", "Xu Hui", ("finance_clerk",), "财务 finance clerk"),
    Staff("finance2", "曹敏", "Cao Min", ("finance_clerk",), "财务 finance clerk"),
    Staff("manager", "方正平", "Fang Zhengping", ("plant_manager",), "厂长 plant manager"),
    Staff("owner", "沈节", "Shen Jie", ("owner",), "老板 owner"),
    Staff("engineer", "唐工", "Tang Gong", ("engineer",), "工程师 engineer"),
    Staff("operator", "王铁柱", "Wang Tiezhu", ("operator",), "操作工 operator"),
    Staff("admin", "管理员", "Administrator", ("admin",), "系统管理员 administrator"),
)


def every_permit() -> Iterable[Permit]:
    """The permits of all rooms that are installed."""
    for app in apps.get_app_configs():
        name = f"{app.name}.permits"
        if app.name.startswith("taktline.") and find_spec(name) is not None:
            yield from import_module(name).PERMITS


DEMO = Name("节拍液压（演示）", "Taktline Hydraulics (demo)")


@operation
def found(
    world: World, *, staff: Iterable[Staff] = STAFF, name: Name = DEMO, password: str = PASSWORD
) -> None:
    """The site, the roles and the people who sign in."""
    world.site_id = identity.create_site(
        "S1",
        name=name,
        time_zone="Asia/Shanghai",
        currency="CNY",
        by=SYSTEM,
        at=world.at,
    )
    identity.install_roles(list(every_permit()), by=SYSTEM, at=world.at)
    drafts = {
        each.login: UserDraft(
            each.name,
            each.name_en,
            email=f"{each.login}@taktline.example",
            language=each.language,
            roles=each.roles,
        )
        for each in staff
    }
    world.users = identity.create_users(drafts, password=password, by=SYSTEM, at=world.at)


def logins(staff: Iterable[Staff] = STAFF, password: str = PASSWORD) -> list[dict[str, str]]:
    """What is printed when the server starts: role, login and password of everybody."""
    return [{"role": each.says, "login": each.login, "password": password} for each in staff]
