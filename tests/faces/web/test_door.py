"""Who comes in, what one is told who may not, and in which language."""

import pytest
from django.test import Client

from taktline.faces.web.urls import routes
from tests.builders.identity import make_user
from tests.builders.web import HTMX, browser, text_of

pytestmark = pytest.mark.django_db


def test_a_stranger_is_led_to_the_door_and_back_to_where_he_wanted():
    make_user("admin", username="chen")
    stranger = Client()
    sent = stranger.get("/system/users/?q=a")
    assert sent.status_code == 302
    assert sent.headers["Location"] == "/sign-in/?next=/system/users/%3Fq%3Da"
    assert stranger.get("/tasks/", headers=HTMX).headers["HX-Redirect"].startswith("/sign-in/")


def test_the_door_opens_for_the_right_password_only():
    make_user("planner", username="wang")
    visitor = Client()
    wrong = visitor.post("/sign-in/", {"username": "wang", "password": "guess", "next": "/tasks/"})
    assert wrong.status_code >= 400
    assert "identity." in text_of(wrong)
    assert 'value="wang"' in text_of(wrong)
    right = visitor.post("/sign-in/", {"username": "wang", "password": "gear-pump-42", "next": "/tasks/"})
    assert right.headers["Location"] == "/tasks/"
    assert visitor.get("/tasks/").status_code == 200


def test_the_door_leads_nowhere_outside_the_house():
    make_user("planner", username="wang")
    answer = Client().post(
        "/sign-in/", {"username": "wang", "password": "gear-pump-42", "next": "//evil.example/"}
    )
    assert answer.headers["Location"] == "/"


def test_signing_out_ends_the_session():
    client = browser("planner")
    assert client.post("/sign-out/").headers["Location"] == "/sign-in/"
    assert client.get("/tasks/").status_code == 302


def test_a_page_without_its_permit_is_refused_in_a_friendly_way():
    client = browser("operator")
    page = client.get("/system/users/")
    assert page.status_code == 403
    assert "kernel.not-permitted" in text_of(page)
    toast = client.get("/system/users/", headers=HTMX)
    assert toast.status_code == 403
    assert toast.headers["HX-Retarget"] == "#toasts"
    assert 'role="alert"' in text_of(toast)


def test_the_menu_shows_only_what_one_may_open():
    assert "/system/users/" not in text_of(browser("operator").get("/"))
    assert "/system/users/" in text_of(browser("admin").get("/"))


def test_the_language_changes_without_leaving_the_page():
    client = browser("admin")
    assert "Users" in text_of(client.get("/system/users/?is_active=1"))
    answer = client.post("/language/", {"language": "zh-hans", "next": "/system/users/?is_active=1"})
    assert answer.headers["Location"] == "/system/users/?is_active=1"
    page = text_of(client.get("/system/users/?is_active=1"))
    assert "<h1>用户</h1>" in page
    assert 'lang="zh-hans"' in page


def test_nothing_inline_may_run_and_nothing_comes_from_outside():
    client = browser("admin")
    for path in ("/", "/gallery/", "/system/users/", "/system/users/new/", "/sign-in/"):
        answer = client.get(path)
        policy = answer.headers["Content-Security-Policy"]
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
        page = text_of(answer)
        assert " style=" not in page
        assert " onclick=" not in page
        assert "https://" not in page


def test_every_address_without_a_session_leads_to_the_door_unless_said_otherwise():
    stranger = Client()
    for route in routes():
        if "GET" not in route.methods:
            continue
        path = route.path.replace("<int:", "<").replace("<str:", "<")
        while "<" in path:
            path = path[: path.index("<")] + "1" + path[path.index(">") + 1 :]
        answer = stranger.get(path)
        if path == "/favicon.ico":
            assert answer["Location"].startswith("/static/")
            continue
        assert answer.status_code == (200 if route.permit == "public" else 302), path
