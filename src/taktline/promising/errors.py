"""What promising refuses."""

from django.utils.translation import gettext_noop as N_

from taktline.kernel.errors import Refusal


class NothingToPromise(Refusal):
    """There is no open delivery of a known item."""

    code = "promising.nothing-to-promise"
    sentence = N_("%(order)s has no open delivery that could be promised. Resolve its lines first.")


class AlreadyPromised(Refusal):
    """The order is past promising: its dates stand, or it has ended."""

    code = "promising.already-promised"
    sentence = N_("%(order)s is not open for new dates. Change the order, and promise what changes.")


class EngineeringMissing(Refusal):
    """A line's item cannot be made yet, so no date can be kept."""

    code = "promising.engineering-missing"
    sentence = N_("%(items)s cannot be promised yet: engineering has not released item, BOM or routing.")


class OfferExpired(Refusal):
    """The time for which stock and capacity were held is over."""

    code = "promising.offer-expired"
    sentence = N_("The offer was held until %(until)s and has expired. Ask for new dates.")


class NoSuchOption(Refusal):
    """An offer has no option of this name."""

    code = "promising.no-such-option"
    sentence = N_("The offer has no option “%(option)s”. Choose one of those shown.")
    status = 404


class BrokenPromise(Refusal):
    """The independent look found a machine or a person taken twice; nothing was stored."""

    code = "promising.broken-promise"
    sentence = N_(
        "The computed dates take machine %(machine)s twice at %(begin)s and were not kept. Please report this."
    )
