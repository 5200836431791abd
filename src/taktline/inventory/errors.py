"""What inventory refuses."""

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as N_

from taktline.kernel.errors import Refusal


class ShortOfStock(Refusal):
    """There is less free stock than asked for.

    Facts: item, asked, free, unit, more_on (ISO date or ""), more (quantity that then comes, or "").
    """

    code = "inventory.short-of-stock"
    sentence = N_("%(item)s: %(asked)s %(unit)s asked for, only %(free)s %(unit)s are free.")
    when = N_("%(more)s %(unit)s more are expected on %(more_on)s.")
    never = N_("Nothing more is on its way; have it made or bought.")

    def __str__(self) -> str:
        more = gettext(self.when if self.facts.get("more_on") else self.never)
        return f"{gettext(self.sentence) % self.facts} {more % self.facts}"


class NotCountable(Refusal):
    """The quantity is not positive, or has more places than its unit is counted in."""

    code = "inventory.not-countable"
    sentence = N_(
        "%(quantity)s %(unit)s of %(item)s cannot be counted. Give a positive amount with at most %(places)s decimal places."
    )
    status = 422


class UnevenSecondQuantity(Refusal):
    """The amount in the second unit is not a whole number of countable stock units."""

    code = "inventory.uneven-second-quantity"
    sentence = N_(
        "%(second)s is no countable number of %(unit)s in lot %(lot)s. Give the quantity in %(unit)s."
    )
    status = 422


class LotNeeded(Refusal):
    """The item is kept by lot or serial number."""

    code = "inventory.lot-needed"
    sentence = N_("%(item)s is kept by lot or serial number. Scan or enter the number.")
    status = 422


class NoLotsKept(Refusal):
    """The item has no lots."""

    code = "inventory.no-lots-kept"
    sentence = N_("%(item)s is not kept by lot. Leave the lot empty, or change the item's tracking first.")
    status = 422


class SerialIsOne(Refusal):
    """A serial number names one piece."""

    code = "inventory.serial-is-one"
    sentence = N_(
        "Serial number %(lot)s of %(item)s names one piece that is already in stock, or more than one was given. Book each piece by its own number."
    )


class DifferentLot(Refusal):
    """The lot exists already with other facts."""

    code = "inventory.different-lot"
    sentence = N_(
        "Lot %(lot)s exists already with another %(what)s: %(now)s. Check the label, or use a new lot number."
    )


class ReasonNeeded(Refusal):
    """An adjustment must say why."""

    code = "inventory.reason-needed"
    sentence = N_("Say why the stock is corrected; the reason stays in the journal.")
    status = 422


class NotThere(Refusal):
    """Less lies in the place than is to be taken from it."""

    code = "inventory.not-there"
    sentence = N_(
        "Only %(on_hand)s of %(item)s lie in %(place)s, %(reserved)s of them reserved; %(asked)s cannot be taken. Choose another place, or count it."
    )


class WrongPlace(Refusal):
    """The place is not of a kind this can be done with."""

    code = "inventory.wrong-place"
    sentence = N_("%(place)s is not a place for this. Choose %(wanted)s.")
    status = 422


class PlaceInUse(Refusal):
    """A place with stock cannot be closed."""

    code = "inventory.place-in-use"
    sentence = N_("There is still stock in %(place)s. Move it out before closing the place.")


class PeriodIsClosed(Refusal):
    """The posting date lies in a closed month."""

    code = "inventory.period-closed"
    sentence = N_(
        "%(month)s is closed at %(site)s; nothing more can be posted into it. Post it with today's date."
    )


class PeriodNotOver(Refusal):
    """A month can be closed one hour after its end."""

    code = "inventory.period-not-over"
    sentence = N_("%(month)s is not over at %(site)s. It can be closed from %(from_when)s.")


class InTheFuture(Refusal):
    """Stock cannot have moved in the future."""

    code = "inventory.in-the-future"
    sentence = N_("A move cannot be posted into the future. Give the time at which it happened.")
    status = 422


class OwnersValue(Refusal):
    """Stock that is not ours has no value in our books."""

    code = "inventory.owners-value"
    sentence = N_("Stock of another owner has no value in our books. Leave the value empty.")
    status = 422


class NotFullyCounted(Refusal):
    """Lines of the count are still open."""

    code = "inventory.not-fully-counted"
    sentence = N_(
        "%(open)s lines of count %(number)s are not counted yet. Count them, or take them off the sheet."
    )


class NothingToCount(Refusal):
    """The chosen part of the stock is empty."""

    code = "inventory.nothing-to-count"
    sentence = N_("There is nothing to count here. Choose other places or items.")


class NotReversible(Refusal):
    """The move was reversed already, or is a reversal itself."""

    code = "inventory.not-reversible"
    sentence = N_("Move %(move)s was reversed already or is a reversal itself. Post the right move instead.")


class NoReservation(Refusal):
    """Nothing (or not so much) is reserved for the document."""

    code = "inventory.no-reservation"
    sentence = N_(
        "Only %(reserved)s of %(item)s are reserved for this; %(asked)s were to be issued. Reserve the rest first."
    )
