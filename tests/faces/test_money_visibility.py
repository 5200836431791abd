"""Who may not see money sees none: every amount of every declared list, for every role."""

from importlib import import_module
from importlib.util import find_spec

import pytest
from django.conf import settings

from taktline.config.permits import every_permit
from taktline.identity.permits import MONEY_SEE
from taktline.identity.rules import DEFAULT_ROLES
from taktline.kernel.errors import InvalidInput
from taktline.kernel.listing import Kind, Listing, page
from taktline.kernel.scope import Scope
from tests.builders.identity import actor

BLIND = ("operator", "team_leader", "warehouse_clerk", "inspector")
# A column that sounds like an amount and is none says so here, with the reason.
NO_AMOUNT: dict[str, str] = {"catalog.prices.price_list": "the code of a list"}
SOUNDS_LIKE_MONEY = (
    "price",
    "cost",
    "amount",
    "money",
    "net",
    "gross",
    "tax_minor",
    "credit",
    "exposure",
    "discount",
)


def listings() -> dict[str, Listing]:
    """Every Listing that a room's queries export."""
    found: dict[str, Listing] = {}
    for room in settings.ROOMS:
        name = f"taktline.{room}.queries"
        if find_spec(name) is None:
            continue
        for thing in vars(import_module(name)).values():
            if isinstance(thing, Listing):
                found[thing.key] = thing
    return found


LISTINGS = listings()
COLUMNS = [(key, name) for key, listing in LISTINGS.items() for name in listing.names]


def test_there_is_something_to_look_at():
    assert len(LISTINGS) >= 10


@pytest.mark.parametrize(("key", "name"), COLUMNS)
def test_a_column_that_sounds_like_an_amount_is_declared_as_one(key, name):
    column = LISTINGS[key].names[name]
    words = name.split("_")
    if any(word in words or name == word for word in SOUNDS_LIKE_MONEY) and f"{key}.{name}" not in NO_AMOUNT:
        assert column.is_money or column.kind in (Kind.FLAG, Kind.DATE, Kind.DATETIME), (
            f"{key}.{name} shows money"
        )


@pytest.mark.django_db
@pytest.mark.parametrize("role", [code for code, _zh, _en in DEFAULT_ROLES])
def test_each_role_sees_amounts_or_none(role):
    scope = actor(role).scope
    assert scope.money == (role not in BLIND)
    for listing in LISTINGS.values():
        shown = {column.name for column in listing.visible(scope)}
        amounts = {column.name for column in listing.columns if column.is_money}
        assert amounts <= shown if scope.money else not amounts & shown


@pytest.mark.django_db
@pytest.mark.parametrize("key", LISTINGS)
def test_no_list_hands_out_sorts_or_breaks_on_amounts_for_the_blind(key):
    listing = LISTINGS[key]
    page(listing, scope=Scope())
    for column in listing.columns:
        if column.is_money:
            with pytest.raises(InvalidInput):
                page(listing, scope=Scope(), sort=column.name)


def test_the_floor_is_not_given_the_permit_by_default():
    assert not set(BLIND) & set(MONEY_SEE.roles)
    assert MONEY_SEE in every_permit()
