"""A PIN opens the floor terminal; guessing locks out like a wrong password."""

import pytest

from taktline.identity import services
from taktline.identity.errors import LockedOut, WrongCredentials
from taktline.kernel.actor import SYSTEM
from taktline.kernel.errors import InvalidInput, NotPermitted
from tests.builders.identity import NOW, actor, make_user

pytestmark = pytest.mark.django_db


def enter(pin):
    return services.sign_in_with_pin("wang", pin, address="10.0.0.7", at=NOW)


def test_a_pin_is_set_by_oneself_and_opens_the_terminal_only():
    user = make_user("operator", username="wang")
    with pytest.raises(WrongCredentials):
        enter("")  # none is set: an empty one opens nothing
    services.set_pin(user, "4711", by=SYSTEM, at=NOW)
    assert enter("4711") == user
    with pytest.raises(WrongCredentials):
        services.sign_in("wang", "4711", address="10.0.0.7", at=NOW)
    with pytest.raises(NotPermitted):
        services.set_pin(user, "4712", by=actor("operator"), at=NOW)
    for easy in ("12", "1111", "1234", "12a4", "123456789"):
        with pytest.raises(InvalidInput):
            services.set_pin(user, easy, by=SYSTEM, at=NOW)


def test_five_wrong_pins_close_the_terminal():
    services.set_pin(make_user("operator", username="wang"), "4711", by=SYSTEM, at=NOW)
    for _ in range(5):
        with pytest.raises(WrongCredentials):
            enter("0815")
    with pytest.raises(LockedOut):
        enter("4711")
