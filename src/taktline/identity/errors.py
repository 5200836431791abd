"""What this room refuses, and what to do next."""

from django.utils.translation import gettext_noop as N_

from taktline.kernel.errors import Refusal


class WrongCredentials(Refusal):
    """Name and password do not belong together; which of them is wrong is not told."""

    code = "identity.wrong-credentials"
    sentence = N_(
        "The user name or the password is wrong. Check both, or ask your administrator to set a new password."
    )
    status = 401


class LockedOut(Refusal):
    """Too many wrong passwords from one address."""

    code = "identity.locked-out"
    sentence = N_("Too many wrong passwords. Sign-in is closed for %(minutes)s minutes; then try again.")
    status = 429


class NoLongerActive(Refusal):
    """The user or key exists but may not act any more."""

    code = "identity.no-longer-active"
    sentence = N_("This account is not active. Ask your administrator to open it again.")
    status = 401


class UnknownKey(Refusal):
    """An API key that does not exist, has expired or was revoked; which of them is not told."""

    code = "identity.unknown-key"
    sentence = N_("This API key is not valid. Make a new one under System, API keys.")
    status = 401


class NameTaken(Refusal):
    """A code or user name is in use."""

    code = "identity.name-taken"
    sentence = N_("“%(name)s” is in use already. Choose another.")


class LastAdministrator(Refusal):
    """Nobody would be left who may manage users."""

    code = "identity.last-administrator"
    sentence = N_("Nobody would be left who may manage users. Give another active user that permit first.")


class MoreThanOwn(Refusal):
    """Somebody tried to give away what they do not have."""

    code = "identity.more-than-own"
    sentence = N_("You cannot give a permit that you do not have yourself: %(permits)s. Leave it out.")
    status = 403
