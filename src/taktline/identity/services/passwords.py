"""Passwords and the sessions they end."""

from datetime import datetime

from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from taktline.identity import permits
from taktline.identity.models import BrowserSession, User
from taktline.kernel import journal
from taktline.kernel.actor import Actor
from taktline.kernel.errors import InvalidInput
from taktline.kernel.locks import lock_one
from taktline.kernel.operation import operation


def checked_hash(password: str) -> str:
    """The password as it is stored. Raises InvalidInput for one that is too easy to guess."""
    try:
        validate_password(password)
    except ValidationError as error:
        raise InvalidInput(field="password", reason=" ".join(error.messages)) from error
    return make_password(password)


def set_password(user_id: int, password: str, *, by: Actor, at: datetime) -> None:
    """Give somebody a new password; all their browsers are signed out. Raises InvalidInput, NotFound."""
    by.require(permits.USER_CHANGE)
    _store(user_id, checked_hash(password), by=by, at=at)


def change_password(user_id: int, *, old: str, new: str, by: Actor, at: datetime) -> None:
    """Somebody changes their own password; all browsers must sign in again. Raises InvalidInput."""
    stored = User.objects.filter(pk=user_id).values_list("password", flat=True).first()
    if stored is None or by.id != user_id or not check_password(old, stored):
        raise InvalidInput(field="old", reason=_("This is not your present password."))
    _store(user_id, checked_hash(new), by=by, at=at)


@operation
def _store(user_id: int, encoded: str, *, by: Actor, at: datetime) -> None:
    user = lock_one(User.objects.filter(pk=user_id), what=N_("user"), key=user_id)
    user.password = encoded
    user.save(update_fields=["password"])
    drop_sessions(user_id)
    journal.record("identity.set-password", subject=user, by=by, at=at)


def drop_sessions(user_id: int) -> int:
    """End every browser session of a user, inside the caller's transaction. Returns how many."""
    rows = BrowserSession.objects.filter(user_id=user_id)
    keys = list(rows.values_list("key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    rows.delete()
    return len(keys)


@operation
def end_session(session_id: int, *, by: Actor, at: datetime) -> None:
    """Sign one browser out: one's own, or anybody's for who manages users. Raises NotFound, NotPermitted."""
    row = lock_one(BrowserSession.objects.filter(pk=session_id), what=N_("session"), key=session_id)
    if row.user_id != by.id:
        by.require(permits.USER_CHANGE)
    Session.objects.filter(session_key=row.key).delete()
    journal.record("identity.end-session", subject=row.user, by=by, at=at, before={"address": row.address})
    row.delete()
