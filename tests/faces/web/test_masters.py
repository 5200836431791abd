"""Masters on pages: every list, form and page opens, says what is wrong, and keeps what was typed."""

import json
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from taktline.catalog import queries
from taktline.identity import services as identity
from taktline.kernel.actor import SYSTEM
from taktline.kernel.scope import EVERYTHING
from taktline.parties import queries as parties
from taktline.resources import queries as resources
from tests.builders.catalog import make_bom, make_item, make_price, make_product, make_routing, make_unit
from tests.builders.identity import NOW, make_site
from tests.builders.parties import make_customer, make_supplier, make_terms
from tests.builders.resources import default_calendar, make_centre, make_group, make_person, make_skill
from tests.builders.web import browser, text_of

pytestmark = pytest.mark.django_db
LISTS = (
    "parties/customers",
    "parties/suppliers",
    "parties/terms",
    "resources/centres",
    "resources/machines",
    "resources/people",
    "resources/skills",
    "resources/calendars",
    "resources/changeovers",
    "resources/downtimes",
    "catalog/items",
    "catalog/boms",
    "catalog/routings",
    "catalog/price-lists",
    "catalog/prices",
    "catalog/customer-items",
    "catalog/units",
    "catalog/classes",
    "catalog/taxes",
    "catalog/rates",
)
NEW = tuple(f"{each}/new" for each in LISTS)


@pytest.mark.parametrize("path", [*LISTS, *NEW, "catalog/costs/roll-up"])
def test_every_page_opens(path):
    assert browser("admin").get(f"/{path}/").status_code == 200


def test_the_page_of_an_item_tells_everything():
    supplier = make_supplier()
    lathe, oven = make_centre("LATHE"), make_centre("OVEN", kind="outside", supplier_id=supplier)
    seal = make_item("SEAL")
    pump = make_product(
        "PUMP",
        lines=[(seal, 2)],
        operations=[
            (lathe, 90, {"skill_id": make_skill()}),
            (oven, 0, {"outside_days": 5, "outside_price": Decimal("3.2")}),
        ],
    )
    make_price(pump, 199)
    client = browser("admin")
    for tab in ("overview", "bom", "routing", "used", "prices", "documents", "log"):
        assert client.get(f"/catalog/items/PUMP/?tab={tab}").status_code == 200
    assert "SEAL" in text_of(client.get(f"/catalog/items/{pump}/tree.json"))
    assert "LATHE" in text_of(client.get("/catalog/items/PUMP/?tab=routing"))
    assert "PUMP" in text_of(client.get("/catalog/items/SEAL/?tab=used"))


def test_an_operator_sees_no_price_of_an_item():
    pump = make_product("PUMP", purchase_price=Decimal("123.45"))
    make_price(pump, "199.99")
    client = browser("operator")
    pages = "".join(
        text_of(client.get(f"/catalog/items/PUMP/?tab={tab}")) for tab in ("overview", "prices", "routing")
    )
    assert "199.99" not in pages
    assert "123.45" not in pages


def test_an_item_is_entered_by_form_and_wrong_boxes_are_named():
    unit = make_unit()
    client = browser("admin")
    data = {
        "code": "PUMP",
        "name": "齿轮泵",
        "unit_id": str(unit),
        "supply": "make",
        "tracking": "none",
        "pick_rule": "fifo",
        "lot_rule": "fixed",
    }
    wrong = client.post("/catalog/items/new/", data)
    assert wrong.status_code == 422
    assert "aria-invalid" in text_of(wrong)
    assert queries.item_ids(["PUMP"]) == {}
    box = {"conversions[0].from_quantity": "1", "conversions[0].from_unit_id": str(make_unit("box"))}
    box |= {"conversions[0].to_quantity": "24", "conversions[0].to_unit_id": str(unit)}
    done = client.post("/catalog/items/new/", data | {"lot_quantity": "60"} | box)
    assert done.status_code == 302
    item = queries.item_by_code("PUMP")
    assert item.lot_quantity == 60
    assert queries.conversions([item.id])[item.id][0].to_quantity == 24
    shown = text_of(client.get("/catalog/items/PUMP/edit/"))
    assert 'value="60"' in shown


def test_the_tree_saves_lines_and_shows_a_circle():
    pump, body = make_item("PUMP", supply="make"), make_item("BODY", supply="make")
    make_bom(body, (pump, 1))
    draft = make_bom(pump, (make_item("STEEL"), 1), active=False)
    client = browser("engineer")

    def save(*lines):
        return client.post(
            f"/catalog/boms/{draft}/lines/", json.dumps({"lines": lines}), content_type="application/json"
        )

    circle = save({"item": body, "quantity": "1"})
    assert circle.status_code == 422
    assert circle.json()["code"] == "catalog.bom-cycle"
    assert "PUMP → BODY → PUMP" in circle.json()["title"]
    wrong = save(
        {"item": make_item(), "quantity": "x"}, {"item": make_item(), "quantity": "1", "scrap": "250"}
    )
    assert [fault["field"] for fault in wrong.json()["faults"]] == ["lines[0].quantity"]
    assert (
        client.post(f"/catalog/boms/{draft}/lines/", "{", content_type="application/json").status_code == 422
    )
    seal = make_item("SEAL")
    fine = save({"item": seal, "quantity": "2", "scrap": "2.5", "alternate": "a/1", "operation": "20"})
    assert fine.status_code == 200
    (line,) = queries.bom(draft).lines
    assert (line.component_code, str(line.scrap), line.alternate_group, line.operation_number) == (
        "SEAL",
        "0.025000",
        "a",
        20,
    )


def test_a_routing_is_edited_line_by_line_with_alternatives_in_their_own_time():
    pump = make_item("PUMP", supply="make")
    heat, plate = (
        make_supplier("HEAT"),
        make_centre("PLATE", kind="outside", machines=0, supplier_id=make_supplier()),
    )
    _group, (family, _other) = make_group()
    make_centre("LATHE", machines=2)
    make_centre("MILL")
    centre = resources.centre_by_code("LATHE").id
    mill, machine = resources.centre_by_code("MILL").id, resources.machine_by_code("LATHE-02").id
    routing = make_routing(
        pump, (centre, 30), (plate, 0, {"outside_days": 5, "outside_price": Decimal("2.5")}), active=False
    )
    client = browser("engineer")
    line = {
        "operations[0].number": "10",
        "operations[0].name": "车",
        "operations[0].centre_id": str(centre),
        "operations[0].setup_minutes": "0.3333",
        "operations[0].run_seconds": "90",
        "operations[0].family_id": str(family),
        "operations[1].number": "20",
        "operations[1].name": "镀",
        "operations[1].centre_id": str(plate),
        "alternatives[0].operation": "10",
        "alternatives[0].where": f"c{mill}",
        "alternatives[0].setup_minutes": "45",
        "alternatives[0].run_seconds": "120",
        "alternatives[1].operation": "10",
        "alternatives[1].where": f"m{machine}",
        "outside[0].operation": "20",
        "outside[0].supplier_id": str(heat),
        "outside[0].days": "4",
        "outside[0].price": "3.1",
    }
    assert client.post(f"/catalog/routings/{routing}/edit/", line).status_code == 302
    operation, outside = queries.routing(routing, scope=EVERYTHING).operations
    assert operation.setup_seconds == 20
    assert [(a.setup_seconds, a.run_seconds, a.machine_id) for a in operation.alternatives] == [
        (2700, 120, None),
        (20, 90, machine),
    ]
    assert queries.own_families(routing) == {10: family, 20: None}
    assert (outside.outside.supplier_id, outside.outside.days, outside.outside.price) == (
        heat,
        4,
        Decimal("3.1"),
    )
    again = text_of(client.get(f"/catalog/routings/{routing}/edit/"))
    assert f'value="m{machine}" selected' in again
    wrong = client.post(f"/catalog/routings/{routing}/edit/", line | {"alternatives[0].operation": "30"})
    assert wrong.status_code == 422
    activated = client.post(f"/catalog/routings/{routing}/do/activate/", {})
    assert activated.status_code in (200, 204, 302)
    assert queries.engineering_gaps([pump], queries.routing(routing).effective_from)[pump][0] == "no_bom"


def test_a_customer_is_entered_with_address_and_blocked():
    terms = make_terms()
    client = browser("admin")
    data = {
        "code": "ANCHA",
        "name": "安叉",
        "is_customer": "1",
        "is_active": "1",
        "currency": "CNY",
        "language": "zh-hans",
        "terms_id": str(terms),
        "credit_limit": "500000",
        "addresses[0].kind": "both",
        "addresses[0].city": "合肥",
        "addresses[0].country": "CN",
        "contacts[0].name": "李工",
    }
    assert client.post("/parties/customers/new/", data).status_code == 302
    row = parties.party_by_code("ANCHA")
    assert row.credit_limit.minor == 50_000_000
    assert [each.city for each in parties.addresses(row.id)] == ["合肥"]
    for tab in ("overview", "reach", "prices", "codes", "log"):
        assert client.get(f"/parties/customers/ANCHA/?tab={tab}").status_code == 200
    client.post(f"/parties/customers/{row.id}/do/block/", {"reason": "逾期"})
    assert parties.party_by_code("ANCHA").blocked
    assert "逾期" in text_of(client.get("/parties/customers/ANCHA/"))
    assert client.get("/parties/customers/ANCHA/edit/").status_code == 200


def test_a_calendar_is_made_looked_at_and_given_a_holiday():
    client = browser("admin")
    data = {
        "code": "NIGHT",
        "name": "夜班",
        "shifts[0].days": "1-5",
        "shifts[0].start": "20:00",
        "shifts[0].end": "04:00",
    }
    assert client.post("/resources/calendars/new/", data).status_code == 302
    (pk,) = [pk for pk, row in resources.calendars().items() if row.code == "NIGHT"]
    assert resources.calendar(pk).shifts[0].end == 1680
    assert "2026-03" in text_of(client.get(f"/resources/calendars/{pk}/month/?month=2026-03"))
    assert client.get(f"/resources/calendars/{pk}/month/?month=x").status_code == 422
    client.post(
        f"/resources/calendars/{pk}/do/days/",
        {"first": "2026-10-01", "last": "2026-10-07", "kind": "holiday"},
    )
    assert len(resources.calendar(pk).exceptions) == 7
    for tab in ("month", "shifts", "days", "log"):
        assert client.get(f"/resources/calendars/{pk}/?tab={tab}").status_code == 200
    shown = text_of(client.get(f"/resources/calendars/{pk}/edit/"))
    assert 'value="1-5"' in shown
    assert 'value="20:00"' in shown


def test_the_changeover_matrix_is_saved_whole():
    group, (one, two) = make_group(minutes={("A", "B"): 30})
    client = browser("admin")
    assert 'value="30"' in text_of(client.get(f"/resources/changeovers/{group}/"))
    client.post(f"/resources/changeovers/{group}/matrix/", {f"m-{one}-{two}": "45", f"m-{two}-{one}": "20"})
    assert resources.changeover(group).minutes == ((0, 45), (20, 0))
    assert client.post(f"/resources/changeovers/{group}/matrix/", {f"m-{one}-{two}": "x"}).status_code == 422
    assert client.get(f"/resources/changeovers/{group}/edit/").status_code == 200


def test_pages_of_the_plant_open():
    default_calendar()
    make_centre("MILL", machines=2)
    make_person("W1", skills=[make_skill("GRIND")])
    client = browser("planner")
    for path in ("centres/MILL", "machines/MILL-01", "people/W1"):
        assert client.get(f"/resources/{path}/").status_code == 200
        assert client.get(f"/resources/{path}/?tab=month").status_code == 200
        assert client.get(f"/resources/{path}/edit/").status_code in (200, 403)


def test_a_machine_without_calendar_is_said_aloud():
    make_centre("BARE", with_calendar=False)
    assert "tk-red" in text_of(browser("planner").get("/resources/machines/BARE-01/"))


@pytest.mark.parametrize("key", ["catalog.item", "catalog.made-item", "parties.customer", "resources.centre"])
def test_type_ahead_answers(key):
    make_product("PUMP")
    make_customer("ANCHA")
    assert browser("admin").get(f"/lookup/{key}/?q=").status_code == 200


def test_costs_are_rolled_up_from_the_page():
    make_item("GIFT")
    assert browser("admin").post("/catalog/costs/roll-up/", {}).status_code == 302


@pytest.mark.parametrize("key", ["999999", "abc", "9" * 30])
def test_what_is_not_there_is_said_not_crashed(key):
    client = browser("admin")
    for path in (
        "catalog/items",
        "catalog/units",
        "catalog/classes",
        "catalog/taxes",
        "catalog/price-lists",
        "catalog/routings",
        "resources/skills",
        "resources/calendars",
        "resources/changeovers",
        "resources/centres",
        "resources/machines",
        "resources/people",
        "parties/customers",
        "parties/terms",
    ):
        assert client.get(f"/{path}/{key}/edit/").status_code == 404, path
    for path in (
        "catalog/items",
        "catalog/boms",
        "catalog/routings",
        "resources/calendars",
        "resources/changeovers",
    ):
        assert client.get(f"/{path}/{key}/").status_code == 404, path


def test_the_only_site_is_chosen_already_and_a_closed_site_stays_closed():
    site = make_site()
    client = browser("admin")
    for form in ("resources/calendars/new", "inventory/places/new"):
        assert f'value="{site.id}" selected' in text_of(client.get(f"/{form}/")), form
    other = make_site("S2")
    identity.change_site(
        other.id, name=other.name, time_zone=other.time_zone, is_active=False, by=SYSTEM, at=NOW
    )
    page = text_of(client.get(f"/system/sites/{other.id}/edit/"))
    assert 'name="is_active" value="1" aria-label="Active" checked' not in page


def test_drawings_are_kept_with_bills_of_material_and_routings_too(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    seal = make_item("SEAL")
    pump = make_product("PUMP", lines=[(seal, 2)], operations=[(make_centre("LATHE"), 90)])
    on = NOW.date()
    bom, routing = queries.active_bom(pump, on), queries.active_routing(pump, on)
    admin = browser("admin")
    for page, name in (
        (f"items/{pump}", "pump.pdf"),
        (f"boms/{bom.id}", "parts.pdf"),
        (f"routings/{routing.id}", "fixture.pdf"),
    ):
        file = SimpleUploadedFile(name, b"%PDF-1.7 a drawing")
        sent = admin.post(f"/catalog/{page}/do/attach/", {"file": file}, headers={"HX-Request": "true"})
        assert sent.status_code < 300, text_of(sent)
        shown = text_of(admin.get(f"/catalog/{page.replace(str(pump), 'PUMP')}/?tab=documents"))
        assert name in shown
        assert "pump.pdf" in shown
    link = shown.split('href="/catalog/files/')[1].split("/")[0]
    assert b"".join(admin.get(f"/catalog/files/{link}/").streaming_content) == b"%PDF-1.7 a drawing"
