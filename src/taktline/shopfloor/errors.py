"""What the shop floor refuses."""

from django.utils.translation import gettext_noop as N_

from taktline.kernel.errors import Refusal


class NoRecipe(Refusal):
    """An item cannot be made: it has no active bill of material or routing."""

    code = "shopfloor.no-recipe"
    sentence = N_("%(item)s cannot be made: it has no active %(missing)s. Have it released by engineering first.")


class NothingToMake(Refusal):
    """A quantity that is not positive."""

    code = "shopfloor.nothing-to-make"
    sentence = N_("A work order makes more than nothing; %(item)s was asked for %(quantity)s. Give a larger quantity.")
    status = 422


class RecipeFrozen(Refusal):
    """The recipe of a released order changes only by a change request."""

    code = "shopfloor.recipe-frozen"
    sentence = N_("%(order)s is %(state)s: its quantity, materials and operations are frozen. Raise a change request.")


class NotClearToBuild(Refusal):
    """Material is missing for a release."""

    code = "shopfloor.not-clear-to-build"
    sentence = N_(
        "%(order)s is not clear to build: %(missing)s %(unit)s of %(item)s are missing (and %(more)s more)."
        " Wait for them, or release anyway."
    )
