"""Masters in a real browser: the tree of components is edited, a circle is shown, nothing scrolls sideways."""

import os
import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from taktline.catalog import queries, services
from taktline.catalog.types import LearntItem
from taktline.kernel.actor import SYSTEM
from taktline.resources import services as plant
from taktline.resources.types import ExceptionDraft
from tests.builders.catalog import START, make_bom, make_item, make_price, make_product, make_routing
from tests.builders.identity import NOW, PASSWORD, make_user
from tests.builders.parties import give_address, make_customer, make_supplier
from tests.builders.resources import default_calendar, make_centre, make_group, make_person, make_skill

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
ROOT = Path(__file__).resolve().parents[3]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
BUILT = ROOT / "src/taktline/faces/web/static/taktline/build/bom-editor.js"
SIZES = {"desktop": {"width": 1440, "height": 900}, "tablet": {"width": 1024, "height": 768}}
PICTURES = os.environ.get("TAKTLINE_PICTURES", "")

pytestmark = [
    pytest.mark.chromium,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not BUILT.exists(), reason="the front end has not been built"),
]


@pytest.fixture
def chromium():
    from playwright.sync_api import sync_playwright

    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with sync_playwright() as started:
        running = started.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield running
        running.close()


def company():
    """A small plant with a pump, its kit, its prices."""
    supplier = make_supplier("HEAT")
    default = default_calendar()
    days = [ExceptionDraft(START.replace(month=3, day=day), "holiday", name="检修") for day in (4, 5)]
    plant.add_exceptions(default, days, by=SYSTEM, at=NOW)
    group, (hard, _soft) = make_group(
        "HOB", families=("M2", "M3"), minutes={("M2", "M3"): 45, ("M3", "M2"): 30}
    )
    hob = make_centre("HOB", machines=2, group_id=group, rate=90)
    oven = make_centre("OVEN", kind="outside", supplier_id=supplier)
    make_person("W01", skills=[make_skill("HOBBING")])
    bar = make_item("BAR-45", name="20CrMnTi 圆钢", unit="kg", purchase_price=Decimal("6.3"))
    shaft = make_item("SHAFT-F3", name="主动齿轮轴", supply="make", family_id=hard)
    make_bom(shaft, (bar, "1.48"))
    make_routing(
        shaft,
        (hob, 150, {"setup_seconds": 1800, "skill_id": make_skill("HOBBING")}),
        (oven, 0, {"outside_days": 5, "outside_price": Decimal("3.2")}),
    )
    seal = make_item("SEAL-40", name="骨架油封", shelf_days=720, pick_rule="fefo")
    kit = make_product("KIT-40", name="密封包", lines=[(seal, 2)], is_phantom=True)
    pump = make_product(
        "CBN-F310",
        name="单联齿轮泵",
        specification="10 mL/r",
        lines=[(shaft, 1), (kit, 1, {"scrap": Decimal("0.02")})],
    )
    ancha = make_customer("ANCHA", credit_limit=500_000)
    give_address(ancha)
    make_price(pump, 199, customer_id=ancha, floor_price=Decimal(180))
    services.learn_customer_item(LearntItem(ancha, "F3-10", pump), by=SYSTEM, at=NOW)
    services.roll_up_cost(on=START.replace(month=3), by=SYSTEM, at=NOW)
    return pump, default, group


def enter(chromium, live_server, size, language):
    make_user("admin", username="boss", language=language)
    page = chromium.new_context(viewport=SIZES[size]).new_page()
    page.set_default_timeout(60_000)  # a busy machine is slow, not wrong
    complaints = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda line: complaints.append(line.text) if "Security Policy" in line.text else None)
    page.goto(live_server.url + "/sign-in/")
    page.fill("[name=username]", "boss")
    page.fill("[name=password]", PASSWORD)
    page.click("button.tk-primary")
    page.wait_for_url(live_server.url + "/")
    return page, complaints


def picture(page, name):
    if PICTURES:
        page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)


@pytest.mark.parametrize(("size", "language"), [("desktop", "zh-hans"), ("tablet", "en")])
def test_masters_fit_and_are_accessible(chromium, live_server, size, language):
    _pump, default, group = company()
    page, complaints = enter(chromium, live_server, size, language)
    paths = (
        "/catalog/items/",
        "/catalog/items/CBN-F310/",
        "/catalog/items/CBN-F310/?tab=bom",
        "/catalog/items/SHAFT-F3/?tab=routing",
        "/catalog/items/SEAL-40/?tab=used",
        "/catalog/items/new/",
        f"/catalog/routings/{queries.routings_of(queries.item_by_code('SHAFT-F3').id)[0].id}/",
        "/catalog/prices/",
        "/parties/customers/",
        "/parties/customers/ANCHA/",
        "/parties/customers/ANCHA/edit/",
        "/resources/centres/",
        "/resources/machines/HOB-01/",
        f"/resources/calendars/{default}/",
        f"/resources/calendars/{default}/edit/",
        f"/resources/changeovers/{group}/",
    )
    for path in paths:
        page.goto(live_server.url + path)
        page.wait_for_load_state("networkidle")
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        picture(page, f"{size}-{language}-{path.strip('/').replace('/', '_').replace('?', '_')}")
        assert wide <= 0, path
        page.evaluate(AXE.read_text("utf-8"))
        found = page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
        serious = [
            (each["id"], each["nodes"][0]["html"])
            for each in found
            if each["impact"] in ("serious", "critical")
        ]
        assert serious == [], path
    assert complaints == []


def test_the_tree_is_opened_edited_saved_and_a_circle_is_shown(chromium, live_server):
    pump, _default, _group = company()
    draft = services.revise_bom(queries.boms_of(pump)[0].id, by=SYSTEM, at=NOW)
    top = make_item("UNIT-9", name="动力单元", supply="make")
    make_bom(top, (pump, 1))
    page, complaints = enter(chromium, live_server, "desktop", "zh-hans")
    page.goto(f"{live_server.url}/catalog/boms/{draft}/")
    page.click("[data-at='0'] .tk-twig")
    page.wait_for_selector("tr[aria-level='2'] >> text=BAR-45")
    picture(page, "tree-open")
    page.fill("[data-at='1'] .tk-tree-wide input", "2")
    page.click("[data-at='1'] .tk-tree-buttons button:first-child")
    page.click(".tk-bom-foot .tk-primary")
    page.wait_for_selector(".tk-bom-foot .tk-primary:disabled")
    assert [(line.component_code, line.quantity) for line in queries.bom(draft).lines] == [
        ("KIT-40", 2),
        ("SHAFT-F3", 1),
    ]
    page.fill(".tk-bom-foot [role=combobox]", "动力")
    page.click("[role=option] >> text=UNIT-9")
    page.wait_for_selector("[data-at='2']")
    page.click(".tk-bom-foot .tk-primary")
    page.wait_for_selector("[role=alert] >> text=CBN-F310 → UNIT-9 → CBN-F310")
    picture(page, "tree-circle")
    handle = page.locator("[data-at='0'] [data-handle]").bounding_box()
    goal = page.locator("[data-at='1'] [data-handle]").bounding_box()
    page.mouse.move(handle["x"] + 5, handle["y"] + 5)
    page.mouse.down()
    page.mouse.move(goal["x"] + 5, goal["y"] + 8, steps=5)
    page.mouse.up()
    page.wait_for_selector("[data-at='0'] >> text=SHAFT-F3")
    assert len(queries.bom(draft).lines) == 2
    assert complaints == []
