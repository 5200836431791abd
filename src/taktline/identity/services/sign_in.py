"""Signing in and out, with lock-out and audit."""

from datetime import datetime

from django.contrib.auth.hashers import check_password, make_password

from taktline.identity import rules
from taktline.identity.errors import LockedOut, NoLongerActive, WrongCredentials
from taktline.identity.models import BrowserSession, SignIn, User
from taktline.identity.types import Outcome
from taktline.kernel.operation import operation


def sign_in(username: str, password: str, *, address: str, at: datetime) -> int:
    """Check a name and a password; leave a line of audit whatever comes out. Returns the user's id.

    Raises LockedOut after too many wrong passwords, WrongCredentials, NoLongerActive. The password is checked
    outside the transaction, because that is slow on purpose and others want to write.
    """
    return _checked(username, password, "password", address=address, at=at)


def sign_in_with_pin(username: str, pin: str, *, address: str, at: datetime) -> int:
    """As `sign_in`, with the PIN of the floor terminal; wrong PINs and wrong passwords lock out alike."""
    return _checked(username, pin, "pin", address=address, at=at)


def _checked(username: str, secret: str, kind: str, *, address: str, at: datetime) -> int:
    name = username.strip().lower()[:60]
    if (wait := _minutes_closed(name, address, at=at)) > 0:
        _note(name, None, address=address, outcome=Outcome.LOCKED, at=at)
        raise LockedOut(minutes=wait)
    user = User.objects.filter(username=name).first()
    if user is None:
        make_password(secret)  # takes as long as checking one, so that names cannot be guessed by the clock
    if user is None or not check_password(secret, getattr(user, kind) or "!"):
        _note(name, user, address=address, outcome=Outcome.WRONG, at=at)
        raise WrongCredentials
    if not user.is_active or (user.active_until is not None and user.active_until <= at):
        _note(name, user, address=address, outcome=Outcome.INACTIVE, at=at)
        raise NoLongerActive
    _note(name, user, address=address, outcome=Outcome.DONE, at=at)
    return user.pk


@operation
def begin_session(user_id: int, *, key: str, address: str, agent: str, at: datetime) -> None:
    """Remember the browser somebody has just signed in with, so that it can be listed and ended."""
    BrowserSession.objects.update_or_create(
        key=key,
        defaults={"user_id": user_id, "address": address[:45], "agent": agent[:200], "started_at": at},
    )


@operation
def sign_out(user_id: int, *, key: str, address: str, at: datetime) -> None:
    """Somebody left: forget the browser and note it in the audit."""
    user = User.objects.filter(pk=user_id).first()
    BrowserSession.objects.filter(key=key).delete()
    SignIn.objects.create(
        at=at,
        username=user.username if user else "",
        user=user,
        address=address[:45],
        outcome=Outcome.SIGNED_OUT,
    )


def _minutes_closed(name: str, address: str, *, at: datetime) -> int:
    """For how many more minutes this name or this address may not sign in; 0 if it may."""
    failures = list(
        SignIn.objects.filter(
            address=address[:45], outcome=Outcome.WRONG, at__gt=at - rules.WINDOW
        ).values_list("username", "at")
    )
    since = _last_success(name, address, at=at)
    of_name = [when for who, when in failures if who == name and (since is None or when > since)]
    ends = [
        rules.locked_until(of_name, most=rules.MOST_PER_NAME, at=at),
        rules.locked_until([when for _who, when in failures], most=rules.MOST_PER_ADDRESS, at=at),
    ]
    left = max(((end - at).total_seconds() for end in ends if end is not None), default=0.0)
    return -int(-left // 60) if left > 0 else 0


def _last_success(name: str, address: str, *, at: datetime) -> datetime | None:
    done = SignIn.objects.filter(
        username=name, address=address[:45], outcome=Outcome.DONE, at__gt=at - rules.WINDOW
    )
    return done.order_by("-at").values_list("at", flat=True).first()


@operation
def _note(name: str, user: User | None, *, address: str, outcome: Outcome, at: datetime) -> None:
    SignIn.objects.create(at=at, username=name, user=user, address=address[:45], outcome=outcome)
