"""Refusals of this room: each says what to do next."""

from django.utils.translation import gettext_noop as N_

from taktline.kernel.errors import NotFound, Refusal


class CodeTaken(Refusal):
    """Two things cannot share a code."""

    code = "catalog.code-taken"
    sentence = N_("The code %(key)s is taken already. Choose another, or change the one that has it.")


class BomCycle(Refusal):
    """An item cannot be part of itself."""

    code = "catalog.bom-cycle"
    sentence = N_("This would make an item part of itself: %(path)s. Take one of these lines out.")
    status = 422


class NotADraft(Refusal):
    """What is in force is not edited."""

    code = "catalog.not-a-draft"
    sentence = N_(
        "%(what)s is %(state)s and no longer edited. Revise it: that makes a draft with the same lines."
    )


class EmptyStructure(Refusal):
    """Nothing to put in force."""

    code = "catalog.empty-structure"
    sentence = N_("%(what)s has no lines. Add at least one before you put it in force.")


class UnreleasedComponents(Refusal):
    """What a released product is made of must be released."""

    code = "catalog.unreleased-components"
    sentence = N_("%(what)s cannot be put in force: %(codes)s are not released. Release them first.")


class NotMade(Refusal):
    """A bought item is not made."""

    code = "catalog.not-made"
    sentence = N_(
        "%(item)s is only bought. Say that it is made, then give it a bill of material or a routing."
    )


class UnitIsFixed(Refusal):
    """Stock is counted in it."""

    code = "catalog.unit-is-fixed"
    sentence = N_(
        "%(item)s is released: its stock is counted in %(unit)s. Make a new item to count it otherwise."
    )


class BeginsTooEarly(Refusal):
    """It would begin before what it replaces."""

    code = "catalog.effective-before-previous"
    sentence = N_(
        "%(what)s would begin on %(day)s, before %(other)s which began on %(began)s. Choose a later day."
    )


class BelowFloor(Refusal):
    """A price below its own floor."""

    code = "catalog.price-below-floor"
    sentence = N_(
        "%(item)s: the price %(price)s lies below its floor %(floor)s. Raise it, or lower the floor."
    )
    status = 422


class PricesOverlap(Refusal):
    """Two prices for one thing on one day."""

    code = "catalog.prices-overlap"
    sentence = N_(
        "%(item)s has a price from %(quantity)s that begins on %(day)s already. Change that one, or begin on another day."
    )


class NoRate(NotFound):
    """A currency without a rate."""

    code = "catalog.no-rate"
    sentence = N_("There is no %(what)s rate on %(key)s. Enter one, then try again.")


class LearntOtherwise(Refusal):
    """A customer's code already means something else."""

    code = "catalog.learnt-otherwise"
    sentence = N_("%(code)s of this customer already means %(item)s. Change that entry if it was wrong.")


class NotConvertible(Refusal):
    """A conversion says two different things."""

    code = "catalog.not-convertible"
    sentence = N_(
        "The conversions contradict each other: 1 %(unit)s would be both %(one)s and %(two)s %(other)s."
    )
    status = 422
