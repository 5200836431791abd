"""What the shop floor refuses."""

from django.utils.translation import gettext_noop as N_

from taktline.kernel.errors import Refusal


class NoRecipe(Refusal):
    """An item cannot be made: it has no active bill of material or routing."""

    code = "shopfloor.no-recipe"
    sentence = N_(
        "%(item)s cannot be made: it has no active %(missing)s. Have it released by engineering first."
    )


class NothingToMake(Refusal):
    """A quantity that is not positive."""

    code = "shopfloor.nothing-to-make"
    sentence = N_(
        "A work order makes more than nothing; %(item)s was asked for %(quantity)s. Give a larger quantity."
    )
    status = 422


class RecipeFrozen(Refusal):
    """The recipe of a released order changes only by a change request."""

    code = "shopfloor.recipe-frozen"
    sentence = N_(
        "%(order)s is %(state)s: its quantity, materials and operations are frozen. Raise a change request."
    )


class NotClearToBuild(Refusal):
    """Material is missing for a release."""

    code = "shopfloor.not-clear-to-build"
    sentence = N_(
        "%(order)s is not clear to build: %(missing)s %(unit)s of %(item)s are missing (and %(more)s more)."
        " Wait for them, or release anyway."
    )


class OrderNotOpen(Refusal):
    """Nothing is reported for an order that is not on the floor."""

    code = "shopfloor.order-not-open"
    sentence = N_("%(order)s is %(state)s; nothing can be reported for it. Ask your planner.")


class OperationClosed(Refusal):
    """The operation is done, or skipped."""

    code = "shopfloor.operation-closed"
    sentence = N_(
        "Operation %(number)s of %(order)s is %(state)s. If a report was wrong, let the team leader mend it."
    )


class OperationLocked(Refusal):
    """Something must be decided before the operation runs on."""

    code = "shopfloor.operation-locked"
    sentence = N_("Operation %(number)s of %(order)s may not run: %(why)s. Wait for its release.")


class NothingReported(Refusal):
    """A report of nothing, or of less than nothing."""

    code = "shopfloor.nothing-reported"
    sentence = N_("Report at least one piece; no figure may be negative.")
    status = 422


class NotCountedSo(Refusal):
    """A quantity the item's unit is not counted in, or an absurd one."""

    code = "shopfloor.not-counted-so"
    sentence = N_("%(quantity)s %(unit)s of %(item)s cannot be right. Count again.")
    status = 422


class ScrapNeedsReason(Refusal):
    """Scrap and rework say why."""

    code = "shopfloor.scrap-needs-reason"
    sentence = N_("Say why pieces were lost or set aside.")
    status = 422


class BeyondPredecessor(Refusal):
    """More pieces than have come into the operation."""

    code = "shopfloor.beyond-predecessor"
    sentence = N_(
        "Operation %(before)s has moved on %(delivered)s %(unit)s and %(taken)s are reported here; %(asked)s more cannot be."
        " Report the operation before first."
    )


class NotSetAside(Refusal):
    """More reworked pieces than were set aside."""

    code = "shopfloor.not-set-aside"
    sentence = N_("Only %(rework)s pieces are set aside for rework here; %(asked)s cannot come from them.")


class OverProduction(Refusal):
    """More than the order and its tolerance."""

    code = "shopfloor.over-production"
    sentence = N_(
        "%(order)s is for %(quantity)s %(unit)s; with the tolerance at most %(most)s may be made. Let the team leader or"
        " the planner report the rest."
    )


class ReportKeyUsed(Refusal):
    """The report's UUID came before, for something else."""

    code = "shopfloor.report-key-used"
    sentence = N_("This report's number was used before for something else. Enter it anew.")


class NotYourself(Refusal):
    """Somebody reports for another person."""

    code = "shopfloor.not-yourself"
    sentence = N_("You may report for yourself only. Sign in as %(person)s, or ask the team leader.")
    status = 403


class NotRunning(Refusal):
    """Nobody works at the operation."""

    code = "shopfloor.not-running"
    sentence = N_("Nobody has started operation %(number)s of %(order)s; there is nothing to stop.")


class HappenedNever(Refusal):
    """A time that cannot be."""

    code = "shopfloor.happened-never"
    sentence = N_("This cannot have happened then: it lies in the future, or before the order was released.")
    status = 422


class AlreadyStopped(Refusal):
    """The machine stands still already."""

    code = "shopfloor.already-stopped"
    sentence = N_("%(machine)s stands still already since %(since)s. End that stop first.")


class NoStore(Refusal):
    """There is no place for the products."""

    code = "shopfloor.no-store"
    sentence = N_(
        "There is no store %(place)s for the products. Set it in the policy of making, or make the place."
    )


class OverIssue(Refusal):
    """More material than the frozen recipe says."""

    code = "shopfloor.over-issue"
    sentence = N_(
        "%(order)s needs %(needed)s %(unit)s of %(item)s, %(issued)s are issued; %(asked)s more is too much. Let the team"
        " leader or the planner issue it, with a reason."
    )


class OverIssueNeedsReason(Refusal):
    """An over-issue says why."""

    code = "shopfloor.over-issue-needs-reason"
    sentence = N_("This is more than the bill of material says. Say why.")
    status = 422


class NoSuchAlternate(Refusal):
    """What was picked is not an approved alternate."""

    code = "shopfloor.no-such-alternate"
    sentence = N_(
        "%(picked)s is not approved in place of %(item)s. Take the right material, or ask engineering."
    )


class NotInWip(Refusal):
    """Less of an issue is left in work in process."""

    code = "shopfloor.not-in-wip"
    sentence = N_(
        "Only %(left)s %(unit)s of %(item)s from this issue are still at the machine; %(asked)s cannot go back."
    )


class NoOffcuts(Refusal):
    """The item is not kept by lot."""

    code = "shopfloor.no-offcuts"
    sentence = N_("%(item)s is not kept by lot, so an offcut of it cannot be told apart. Return it whole.")


class NotMade(Refusal):
    """More into stock than was reported good."""

    code = "shopfloor.not-made"
    sentence = N_(
        "%(good)s good pieces of %(order)s are reported and %(completed)s are in stock; %(asked)s more cannot be booked."
    )


class Blocked(Refusal):
    """Something follows that must be undone first."""

    code = "shopfloor.blocked"
    sentence = N_("This cannot be reversed yet. Undo first: %(blockers)s.")


class ReversedAlready(Refusal):
    """It was reversed before, or is a reversal."""

    code = "shopfloor.reversed-already"
    sentence = N_("This was reversed already, or is a reversal itself. Report what is right instead.")


class SayWhy(Refusal):
    """A reversal or a cancellation says why."""

    code = "shopfloor.say-why"
    sentence = N_("Say why; the reason stays in the journal.")
    status = 422


class NotSplittable(Refusal):
    """So many pieces cannot be taken out of an order."""

    code = "shopfloor.not-splittable"
    sentence = N_(
        "%(asked)s pieces cannot be split off %(order)s: at most %(most)s are not begun. Give a smaller quantity."
    )
