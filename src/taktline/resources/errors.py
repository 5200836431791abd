"""Refusals of this room: each says what to do next."""

from django.utils.translation import gettext_noop as N_

from taktline.kernel.errors import Refusal


class CodeTaken(Refusal):
    """Two things cannot share a code."""

    code = "resources.code-taken"
    sentence = N_("The code %(key)s is taken already. Choose another, or change the one that has it.")


class NoCalendar(Refusal):
    """Nobody knows when it works."""

    code = "resources.no-calendar"
    sentence = N_(
        "%(what)s has no calendar, so nobody knows when it works. Give it one, or give one to its work centre or site."
    )


class CalendarCycle(Refusal):
    """A calendar cannot be its own ancestor."""

    code = "resources.calendar-cycle"
    sentence = N_("These calendars would inherit in a circle: %(path)s. Choose another parent.")
    status = 422


class ShiftsOverlap(Refusal):
    """Two shifts of a day lie over each other."""

    code = "resources.shifts-overlap"
    sentence = N_("Two shifts overlap on %(day)s: %(first)s and %(second)s. Leave a gap, or make them one.")
    status = 422


class EndsBeforeItStarts(Refusal):
    """Time runs forward."""

    code = "resources.ends-before-it-starts"
    sentence = N_("It would end before it starts. Enter an end after the start.")
    status = 422


class InUse(Refusal):
    """Something still needs it."""

    code = "resources.in-use"
    sentence = N_("%(what)s is still used by %(users)s. Change those first.")


class OutsideNeedsSupplier(Refusal):
    """Work done outside is done by somebody."""

    code = "resources.outside-needs-supplier"
    sentence = N_("%(centre)s is outside the house: name the supplier who works there.")
    status = 422
