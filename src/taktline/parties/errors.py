"""Refusals of this room: each says what to do next."""

from django.utils.translation import gettext_noop as N_

from taktline.kernel.errors import Refusal


class CodeTaken(Refusal):
    """Two things cannot share a code."""

    code = "parties.code-taken"
    sentence = N_("The code %(key)s is taken already. Choose another, or change the one that has it.")


class NeitherCustomerNorSupplier(Refusal):
    """A party must be something to us."""

    code = "parties.neither-customer-nor-supplier"
    sentence = N_("%(party)s must be a customer, a supplier, or both. Tick at least one.")
    status = 422


class ReasonNeeded(Refusal):
    """Who blocks says why."""

    code = "parties.reason-needed"
    sentence = N_("Say why %(party)s is blocked: the reason is shown to everybody whose order it holds.")
    status = 422


class AlreadyBlocked(Refusal):
    """It is blocked."""

    code = "parties.already-blocked"
    sentence = N_("%(party)s is blocked already: %(reason)s")


class NotBlocked(Refusal):
    """It is not blocked."""

    code = "parties.not-blocked"
    sentence = N_("%(party)s is not blocked. There is nothing to lift.")
