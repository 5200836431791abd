"""A declared list and its forms, seen through the pages of users, roles and keys."""

import io

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from taktline.faces.web import grid
from taktline.faces.web.declare import SIGNED_IN, Col, Screen
from taktline.identity import queries
from taktline.kernel.actor import SYSTEM, Actor, ActorKind
from taktline.kernel.listing import Column, Kind, Listing
from tests.builders.identity import make_user
from tests.builders.web import HTMX, browser, text_of

pytestmark = pytest.mark.django_db


def test_a_list_shows_its_rows_and_narrows_them():
    client = browser("admin")
    make_user("planner", username="lin", name="林计划", name_en="")
    everybody = text_of(client.get("/system/users/"))
    assert "林计划" in everybody
    nobody = text_of(client.get("/system/users/?is_active=0"))
    assert "林计划" not in nobody
    assert "Nothing matches" in nobody
    one = text_of(client.get("/system/users/?username=lin"))
    assert one.count("<tr data-id=") == 1


def test_only_the_table_answers_when_only_the_table_is_asked_for():
    client = browser("admin")
    part = text_of(client.get("/system/users/?sort=-username", headers=HTMX | {"HX-Target": "list-body"}))
    assert part.startswith('<div id="list-body"')
    assert 'aria-sort="descending"' in part
    assert "<html" not in part


def test_a_list_asks_the_database_the_same_number_of_times_however_long_it_is():
    client = browser("admin")
    with CaptureQueriesContext(connection) as few:
        client.get("/system/users/")
    for at in range(30):
        make_user("planner", username=f"p{at}")
    with CaptureQueriesContext(connection) as many:
        client.get("/system/users/")
    assert len(many) == len(few) <= 8


def test_pages_lead_forth_and_back_without_losing_anybody():
    client = browser("admin")
    for at in range(60):
        make_user("planner", username=f"p{at:03d}")
    first = text_of(client.get("/system/users/?sort=username"))
    forth = first.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")
    second = text_of(client.get(forth))
    seen = {part.split('"')[0] for part in (first + second).split('<tr data-id="')[1:]}
    assert len(seen) == len(queries.users())
    assert 'rel="prev"' in second


def test_what_cannot_be_read_is_refused_not_ignored():
    client = browser("admin")
    assert client.get("/system/users/?sort=password").status_code == 422
    assert client.get("/system/users/?after=nonsense").status_code == 422


def test_the_columns_one_chose_stay_and_come_back():
    client = browser("admin")
    client.post(
        "/system/users/columns/", {"column": ["username", "time_zone", "no-such"], "query": "?is_active=1"}
    )
    page = text_of(client.get("/system/users/"))
    assert ">Time zone<" in page
    assert 'data-column="email">' in page
    client.post("/system/users/columns/", {})
    assert 'data-column="email" checked>' in text_of(client.get("/system/users/"))


def test_a_view_is_kept_under_a_name_and_forgotten():
    client = browser("admin")
    client.post("/system/users/views/", {"name": "Active", "query": "?is_active=1"})
    page = text_of(client.get("/system/users/"))
    assert '<a href="/system/users/?is_active=1">Active</a>' in page
    path = page.split('hx-post="/system/users/views/')[1].split('"')[0]
    client.post(f"/system/users/views/{path}")
    assert 'hx-post="/system/users/views/' not in text_of(client.get("/system/users/"))


def test_excel_has_typed_cells_and_never_a_formula():
    client = browser("admin")
    make_user("planner", username="evil", name='=HYPERLINK("http://x")', name_en="")
    answer = client.get("/system/users/export/?sort=username")
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    rows = list(book.active.iter_rows())
    assert [cell.value for cell in rows[0]][:2] == ["User name", "Name"]
    cells = [cell for row in rows for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert any(str(cell.value).startswith("'=HYPERLINK") for cell in cells)


def test_a_form_keeps_what_was_typed_and_says_what_is_wrong_where():
    client = browser("admin")
    answer = client.post(
        "/system/users/new/",
        {"username": "new", "password": "short", "name": "", "roles": ["planner"]},
        headers=HTMX,
    )
    page = text_of(answer)
    assert answer.status_code == 422
    assert 'value="new"' in page
    assert 'id="e-name"' in page
    assert 'value="planner" checked' in page
    assert not [row for row in queries.users() if row.username == "new"]


def test_a_refusal_of_the_room_lands_at_its_box():
    client = browser("admin")
    filled = {"username": "new", "password": "short", "name": "新人", "language": "en", "time_zone": "UTC"}
    page = text_of(client.post("/system/users/new/", filled | {"is_active": "1", "roles": ["planner"]}))
    assert 'id="e-password"' in page


def test_a_form_does_what_it_says_and_tells():
    client = browser("admin")
    filled = {
        "username": "New.Man",
        "password": "pump-house-77",
        "name": "新人",
        "language": "en",
        "time_zone": "UTC",
        "is_active": "1",
        "roles": ["planner"],
    }
    answer = client.post("/system/users/new/", filled, headers=HTMX)
    assert answer.headers["HX-Redirect"] == "/system/users/new.man/"
    page = text_of(client.get("/system/users/new.man/"))
    assert "新人" in page
    assert "The user is set up." in page


def test_an_action_asks_first_then_acts():
    client = browser("admin")
    user_id = make_user("planner", username="lin")
    dialog = text_of(client.get(f"/system/users/{user_id}/do/password/", headers=HTMX))
    assert 'name="password"' in dialog
    wrong = client.post(f"/system/users/{user_id}/do/password/", {"password": ""}, headers=HTMX)
    assert wrong.status_code == 422
    done = client.post(f"/system/users/{user_id}/do/password/", {"password": "gear-shaft-99"}, headers=HTMX)
    assert done.status_code == 204
    assert browser_signs_in("lin", "gear-shaft-99")


def browser_signs_in(name, password) -> bool:
    from django.test import Client

    return Client().post("/sign-in/", {"username": name, "password": password}).status_code == 302


def test_many_rows_are_acted_on_and_each_refusal_is_told():
    client = browser("admin")
    for name in ("one", "two"):
        client.post("/system/keys/new/", {"name": name})
    page = text_of(client.get("/system/keys/?sort=name"))
    ids = [part.split('"')[0] for part in page.split('<tr data-id="')[1:]]
    assert len(ids) == 2
    assert client.post(f"/system/keys/{ids[0]}/do/revoke/").status_code == 302
    client.post("/system/keys/do/revoke/", {"ids": ids})
    page = text_of(client.get("/system/keys/"))
    assert "1 done. 1 refused" in page
    nothing = client.post("/system/keys/do/revoke/", {}, headers=HTMX)
    assert nothing.status_code == 422


def test_money_columns_are_gone_for_those_who_may_not_see_money():

    listing = Listing(
        "x.y", type(queries.USERS.model.objects.none()), (Column("code"), Column("price", Kind.PRICE))
    )
    screen = Screen("x.y", "X", listing, SIGNED_IN, "x/", (Col("code", "Code"), Col("price", "Price")))
    floor = Actor(kind=ActorKind.USER, id=1, name="x")
    assert [col.name for col in grid.columns_for(screen, floor, ["code", "price"])] == ["code"]
    assert [col.name for col in grid.columns_for(screen, SYSTEM, None)] == ["code", "price"]
