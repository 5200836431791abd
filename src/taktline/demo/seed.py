"""The whole seeding, read top to bottom."""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from taktline.demo import (
    buying,
    company,
    desk,
    history,
    making,
    orders,
    partners,
    plan,
    plant,
    purchases,
    stock,
    structures,
    tables,
)
from taktline.demo.world import World
from taktline.kernel.naming import Name
from taktline.kernel.operation import operation

STEPS: tuple[tuple[str, Callable[[World], None]], ...] = (
    ("company and staff", company.found),
    ("units, taxes, terms", tables.lay_tables),
    ("customers and suppliers", partners.meet_partners),
    ("plant and people", plant.build_plant),
    ("items, structures, costs", structures.enter_items),
    ("prices and agreements", structures.agree_prices),
    ("supplier items", buying.agree_with_suppliers),
    ("opening stock", stock.open_stock),
    ("order history", history.load_past),
    ("open orders", orders.take_orders),
    ("inbox and quotations", desk.fill_desk),
    ("purchase orders", purchases.order_supplies),
    ("suppliers' invoices", buying.match_invoices),
    ("plan and work orders", plan.plan),
    ("release", plan.release),
    ("schedule", plan.schedule),
    ("on the floor", making.work),
)


@dataclass(frozen=True, slots=True)
class Seeded:
    """What was made: logins to print, and seconds by step."""

    logins: list[dict[str, str]]
    seconds: dict[str, float]


def seed(*, at: datetime, scale: float = 1.0, say: Callable[[str], None] = lambda _step: None) -> Seeded:
    """Build the demo company as of `at`. scale: share of its orders and history, for tests."""
    world = World(at=at, scale=scale, say=say)
    seconds = {}
    for name, step in STEPS:
        began = time.perf_counter()
        operation(step)(world)  # one commit a step
        seconds[name] = time.perf_counter() - began
        say(f"{name}: {seconds[name]:.1f} s")
    return Seeded(company.logins(), seconds)


def seed_empty(*, at: datetime) -> Seeded:
    """A company with nothing in it but its site, units, taxes, terms and an administrator with a password of its own."""
    world = World(at=at)
    admin = [each for each in company.STAFF if each.login == "admin"]
    password = secrets.token_urlsafe(9)
    company.found(world, staff=admin, name=Name("我的工厂", "My factory"), password=password)
    tables.lay_tables(world, with_classes=False)
    return Seeded(company.logins(admin, password), {})
