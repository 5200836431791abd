"""Who may not see money finds no amount anywhere: every page, print, export, search, history, note and API route."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from django.test import Client

from taktline.config.permits import every_permit
from taktline.identity import services
from taktline.identity.permits import MONEY_SEE
from taktline.kernel.actor import SYSTEM
from taktline.kernel.exact import Money, plain
from taktline.kernel.listing import every_row
from taktline.kernel.scope import EVERYTHING
from tests.builders import money
from tests.builders.crawl import answers_of_api, body_of, pages_for
from tests.builders.identity import NOW, PASSWORD, install_roles, make_key, make_user
from tests.faces.test_money_visibility import BLIND, LISTINGS

pytestmark = pytest.mark.django_db


def sign_in(username) -> Client:
    client = Client()
    assert client.post("/sign-in/", {"username": username, "password": PASSWORD}).status_code == 302
    return client


def everything_but_money() -> str:
    """A role that may do all but see money: whatever a blind role may open, it may."""
    install_roles()
    permits = [each.code for each in every_permit() if each.code != MONEY_SEE.code]
    role = services.create_role("blind", name="看不到价格", name_en="Blind", by=SYSTEM, at=NOW)
    services.grant(role, permits, by=SYSTEM, at=NOW)
    make_user("blind", username="blind")
    return "blind"


def amounts() -> set[str]:
    """Every amount that a declared list shows to who may see it, as it may be written; small ones could be anything."""
    found = {
        str(each) for each in (money.PRICE, money.FLOOR, money.BUY, money.RATE, money.CREDIT, money.VALUE)
    }
    for listing in LISTINGS.values():
        names = [column.name for column in listing.columns if column.is_money]
        for row in every_row(listing, scope=replace(EVERYTHING)) if names else ():
            for value in (row[name] for name in names):
                amount = value.amount if isinstance(value, Money) else value
                if isinstance(amount, Decimal) and amount > 999:
                    found.add(plain(amount))
    return found | {f"{Decimal(each) * 100:.0f}" for each in found}


def shown_in(text: str, needles: set[str]) -> set[str]:
    """Which amounts a text holds, however its thousands are parted."""
    numbers = set(re.findall(r"\d+(?:\.\d+)?", re.sub(r"(?<=\d),(?=\d{3})", "", text)))
    return {plain(Decimal(number)) for number in numbers if len(number) < 20} & needles


def test_no_address_shows_an_amount_to_the_blind_nor_anothers_customer_to_a_clerk():
    money.make_company()
    make_user("admin", username="boss")
    everything_but_money()
    needles = amounts()
    theirs = re.compile(f"{money.OTHER}|Zyxwv|C-OTHER|PO2?-theirs")
    assert len(needles) >= 16
    sighted, blind, clerk = sign_in("boss"), sign_in("blind"), sign_in("lin")
    seen = pages_for(sighted)
    telling = {path for path, text in seen.items() if shown_in(text, needles)}
    naming = {path for path, text in seen.items() if theirs.search(text)}
    assert len(telling) > 25, "the amounts must be there to be hidden"
    assert len(naming) > 10
    leaks = {path: found for path in telling if (found := shown_in(body_of(blind.get(path)), needles))}
    assert leaks == {}
    answers = {path: clerk.get(path) for path in naming if "q=" not in path}
    found = [
        path for path, each in answers.items() if each.status_code == 200 and theirs.search(body_of(each))
    ]
    assert found == []


def test_no_api_route_shows_an_amount_to_who_may_not_see_money():
    money.make_company()
    install_roles()
    needles = amounts()
    codes = [each.code for each in every_permit()]
    keys = [make_key(permits=codes), make_key(permits=[code for code in codes if code != MONEY_SEE.code])]
    sighted, blind = (answers_of_api(Client(headers={"Authorization": f"Bearer {key}"})) for key in keys)
    assert sum(1 for text in sighted.values() if shown_in(text, needles)) > 10
    assert {path: found for path, text in blind.items() if (found := shown_in(text, needles))} == {}


@pytest.mark.parametrize("role", BLIND)
def test_the_workbench_and_notes_of_the_floor_show_no_amount(role):
    money.make_company()
    make_user(role, username="floor")
    needles = amounts()
    client = sign_in("floor")
    pages = {
        path: body_of(client.get(path)) for path in ("/", "/tasks/", "/notifications/", "/search/?q=PUMP")
    }
    pages |= {card: body_of(client.get(card)) for card in re.findall(r'hx-get="(/home/[^"]+)"', pages["/"])}
    assert {path: found for path, text in pages.items() if (found := shown_in(text, needles))} == {}
