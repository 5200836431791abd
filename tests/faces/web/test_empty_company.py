"""An empty company: its first user finds every page open, is led on by the first steps, and is offered no tour."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from taktline.demo.seed import seed_empty
from tests.builders.web import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def first_user() -> Client:
    (login,) = seed_empty(at=timezone.now()).logins
    client = Client()
    data = {"username": login["login"], "password": login["password"]}
    assert client.post("/sign-in/", data).status_code == 302
    return client


def test_the_first_user_is_led_to_the_first_steps_and_not_on_a_tour(first_user):
    home = text_of(first_user.get("/"))
    cards = re.findall(r'hx-get="(/home/[^"]+)"', home)
    assert "/home/first-steps.card/" in cards
    assert "/home/tour.card/" not in cards
    assert {card: first_user.get(card).status_code for card in cards} == dict.fromkeys(cards, 200)


def test_every_page_of_the_menu_and_every_first_step_opens(first_user):
    links = set(re.findall(r'<a href="(/[^"]*)"', text_of(first_user.get("/"))))
    steps = set(re.findall(r'href="(/[^"]*)"', text_of(first_user.get("/first-steps/"))))
    links |= {each for each in steps if not each.startswith("/static/")}
    assert len(links) > 40
    assert sorted(each for each in links if first_user.get(each).status_code != 200) == []
