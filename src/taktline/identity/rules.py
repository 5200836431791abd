"""Decisions of this room over plain values."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta

from taktline.identity.permits import EVERY_CUSTOMER, MONEY_SEE, OWN_CUSTOMERS
from taktline.kernel.scope import Scope

WINDOW = timedelta(minutes=15)
MOST_PER_NAME = 5  # wrong passwords for one name from one address
MOST_PER_ADDRESS = 50  # wrong passwords from one address, whatever the names

# Roles of a fresh company: code, Chinese, English.
DEFAULT_ROLES: tuple[tuple[str, str, str], ...] = (
    ("sales_clerk", "销售跟单员", "Sales clerk"),
    ("planner", "计划员", "Planner"),
    ("operator", "操作工", "Operator"),
    ("team_leader", "班组长", "Team leader"),
    ("warehouse_clerk", "仓管员", "Warehouse clerk"),
    ("inspector", "质检员", "Inspector"),
    ("quality_engineer", "质量工程师", "Quality engineer"),
    ("buyer", "采购员", "Buyer"),
    ("service_clerk", "客服", "Service clerk"),
    ("finance_clerk", "财务", "Finance clerk"),
    ("plant_manager", "厂长", "Plant manager"),
    ("owner", "老板", "Owner"),
    ("engineer", "工程师", "Engineer"),
    ("admin", "系统管理员", "Administrator"),
)
ADMIN = "admin"


def locked_until(failures: Sequence[datetime], *, most: int, at: datetime) -> datetime | None:
    """When sign-in opens again after these failures, None if it is open.

    Closed while `most` failures lie within WINDOW; it opens when the first of the last `most` leaves the window.
    """
    recent = sorted(each for each in failures if at - WINDOW < each <= at)
    return recent[-most] + WINDOW if len(recent) >= most else None


def scope_of(user_id: int, permits: Collection[str], sites: Iterable[int]) -> Scope:
    """What somebody with these permits may see. No sites named means all sites."""
    own_only = OWN_CUSTOMERS in permits and EVERY_CUSTOMER not in permits
    return Scope(
        sites=frozenset(sites) or None,
        clerk=user_id if own_only else None,
        money=MONEY_SEE.code in permits,
    )


def newly_granted(
    offered: Iterable[str], *, held: Sequence[str], seen: Sequence[str]
) -> tuple[list[str], list[str]]:
    """What a role holds and has ever been offered after an installation.

    A permit is granted when it is offered for the first time; taken away by somebody, it stays away.
    """
    fresh = [code for code in dict.fromkeys(offered) if code not in seen]
    return [*held, *(code for code in fresh if code not in held)], [*seen, *fresh]
