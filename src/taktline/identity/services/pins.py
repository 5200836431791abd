"""The PIN that opens the floor terminal."""

from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from taktline.identity import permits
from taktline.identity.models import User
from taktline.kernel import journal
from taktline.kernel.actor import Actor, ActorKind
from taktline.kernel.errors import InvalidInput
from taktline.kernel.locks import lock_one
from taktline.kernel.operation import operation

SHORTEST, LONGEST = 4, 8


def set_pin(user_id: int, pin: str, *, by: Actor, at: datetime) -> None:
    """Set one's own PIN, or anybody's for who manages users. "" takes it away. Raises InvalidInput, NotFound."""
    if by.kind is not ActorKind.USER or by.id != user_id:
        by.require(permits.USER_CHANGE)
    if pin and not (pin.isascii() and pin.isdigit() and SHORTEST <= len(pin) <= LONGEST):
        raise InvalidInput(field="pin", reason=_("A PIN has 4 to 8 digits."))
    if pin and (len(set(pin)) == 1 or pin in "0123456789" or pin in "9876543210"):
        raise InvalidInput(field="pin", reason=_("This PIN is too easy to guess."))
    _store(
        user_id, make_password(pin) if pin else "", by=by, at=at
    )  # hashed outside the transaction, being slow


@operation
def _store(user_id: int, encoded: str, *, by: Actor, at: datetime) -> None:
    user = lock_one(User.objects.filter(pk=user_id), what=N_("user"), key=user_id)
    user.pin = encoded
    user.save(update_fields=["pin"])
    journal.record("identity.set-pin", subject=user, by=by, at=at)
