"""Every address of every face, for every role: who may passes the door, who may not is turned away."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from taktline.config.permits import every_permit
from taktline.faces.api import registry as api
from taktline.faces.web import urls as web
from taktline.identity import queries
from taktline.identity.rules import DEFAULT_ROLES
from tests.builders.identity import install_roles, make_key, make_user

pytestmark = pytest.mark.django_db
ROLES = [code for code, _zh, _en in DEFAULT_ROLES]
OPEN = {"public", "signed-in"}


def address(path: str) -> str:
    """A path with something in the place of each parameter."""
    return re.sub(r"\{[^}]*\}|<[^>]*>", "999999", path)


def test_every_route_names_a_permit_that_exists():
    known = {permit.code for permit in every_permit()} | OPEN
    assert [route for route in (*api.routes(), *web.routes()) if route.permit not in known] == []


def test_what_needs_no_permit_is_a_short_list_somebody_decided_on():
    assert sorted(route.name for route in api.routes() if route.permit == "public") == ["docs", "openapi"]


def test_every_permit_is_for_a_role_that_exists_and_has_a_label():
    assert [p.code for p in every_permit() if not set(p.roles) <= set(ROLES) or not str(p.label)] == []


@pytest.mark.parametrize("role", ROLES)
def test_each_role_passes_exactly_the_doors_it_has_permits_for(role):
    install_roles()
    held = next(set(each.permits) for each in queries.roles() if each.code == role)
    client = Client(headers={"Authorization": f"Bearer {make_key(role=role)}"}, raise_request_exception=True)
    wrong = []
    for route in api.routes():
        for method in route.methods:
            answer = client.generic(method, address(route.path), b"", content_type="application/json")
            turned_away = answer.status_code == 403 and answer.json().get("code") == "kernel.not-permitted"
            if turned_away != (route.permit not in held | OPEN):
                wrong.append((method, route.path, route.permit, answer.status_code))
    assert wrong == []


def test_nobody_passes_without_signing_in():
    client = Client()
    for route in api.routes():
        for method in route.methods:
            status = client.generic(
                method, address(route.path), b"", content_type="application/json"
            ).status_code
            assert (status == 401) == (route.permit != "public"), (method, route.path, status)


@pytest.mark.parametrize("role", ROLES)
def test_each_role_opens_exactly_the_pages_it_has_permits_for(role):
    client = Client(raise_request_exception=False)
    client.force_login(get_user_model().objects.get(pk=make_user(role)))
    held = next(set(each.permits) for each in queries.roles() if each.code == role)
    wrong = []
    for route in sorted(web.routes(), key=lambda each: "sign-out" in each.path):  # leave last
        may = route.permit in held | OPEN
        if may and role not in (
            "admin",
            "operator",
        ):  # whole pages take long; two roles stand for those who may
            continue
        for method in route.methods:
            status = client.generic(method, address(route.path)).status_code
            if status >= 500 or (status == 403) == may:
                wrong.append((method, route.path, route.permit, status))
    assert wrong == []


def test_no_page_but_the_public_ones_opens_without_signing_in():
    client = Client(raise_request_exception=False)
    wrong = []
    for route in web.routes():
        for method in route.methods:
            answer = client.generic(method, address(route.path))
            led_away = answer.status_code == 302 and answer["Location"].startswith("/sign-in/")
            if led_away != (route.permit != "public"):
                wrong.append((method, route.path, route.permit, answer.status_code))
    assert wrong == []
