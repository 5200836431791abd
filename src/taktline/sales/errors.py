"""Refusals of this room: each says what to do next."""

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as N_

from taktline.kernel.errors import Refusal


class EmptyOrder(Refusal):
    """An order without lines."""

    code = "sales.empty-order"
    sentence = N_("%(order)s has no lines. Add at least one, or cancel it.")
    status = 422


class UnresolvedLines(Refusal):
    """Lines that name no item of ours."""

    code = "sales.unresolved-lines"
    sentence = N_("%(order)s: lines %(lines)s name no item of ours yet. Choose the item for each, then go on.")


class UnpromisedLines(Refusal):
    """Deliveries without a promised date."""

    code = "sales.unpromised-lines"
    sentence = N_("%(order)s has deliveries without a promised date: lines %(lines)s. Ask for an offer, or enter the dates.")


class OpenHolds(Refusal):
    """Something still holds the order."""

    code = "sales.open-holds"
    sentence = N_("%(order)s is on hold (%(axes)s). Release the hold with a reason, or mend what caused it and review again.")


class NotReviewedAsItStands(Refusal):
    """The review is of an older version of the order."""

    code = "sales.not-reviewed-as-it-stands"
    sentence = N_("%(order)s was edited after its review. Review it again before you confirm.")


class BelowFloor(Refusal):
    """The price is below what may be sold at."""

    code = "sales.below-floor"
    sentence = N_("%(order)s: lines %(lines)s are priced below the floor. Raise the price, or have it approved by a manager.")


class OverCredit(Refusal):
    """The order would grow beyond its customer's credit."""

    code = "sales.over-credit"
    sentence = N_(
        "%(order)s would grow beyond the customer's credit, or the customer is blocked. "
        "Have finance apply the change, or ask for payment first."
    )


class PromiseNotKept(Refusal):
    """A change asks more than the promised dates allow."""

    code = "sales.promise-not-kept"
    sentence = N_(
        "%(order)s cannot keep what was promised; the earliest days by line are %(lines)s. "
        "Apply the change with the dates that can be kept, or have planning apply it as it stands."
    )


class EngineeringGap(Refusal):
    """A line cannot be made yet."""

    code = "sales.engineering-gap"
    sentence = N_("%(order)s: lines %(lines)s are not released by engineering. They can be promised when item, BOM and routing are.")


class ReasonNeeded(Refusal):
    """Who overrides says why."""

    code = "sales.reason-needed"
    sentence = N_("Say why: a reason is needed here. It is kept in the history.")
    status = 422


class NothingToChange(Refusal):
    """The change changes nothing."""

    code = "sales.nothing-to-change"
    sentence = N_("This change leaves %(order)s as it is. Enter what should be different.")
    status = 422


class BelowDelivered(Refusal):
    """Less than has been delivered cannot be ordered."""

    code = "sales.below-delivered"
    sentence = N_("Line %(line)s: %(delivered)s were delivered already. The quantity cannot go below that.")


class AlreadyDelivered(Refusal):
    """What has left cannot be cancelled."""

    code = "sales.already-delivered"
    sentence = N_("%(order)s has deliveries that left the house. Cancel the open lines by a change, or take the goods back.")


class DeliveriesDoNotAddUp(Refusal):
    """Dated parts and the line differ."""

    code = "sales.deliveries-do-not-add-up"
    sentence = N_("Line %(line)s: the dated deliveries add up to %(sum)s, the line says %(quantity)s. Make them equal.")
    status = 422


class MessageIncomplete(Refusal):
    """A message cannot become an order yet."""

    code = "sales.message-incomplete"
    sentence = N_("%(message)s cannot become an order yet: %(count)s lines need an answer, or the customer is not known.")


class CustomerMissing(Refusal):
    """Nobody knows whose message this is."""

    code = "sales.customer-missing"
    sentence = N_("%(message)s names no customer of ours. Choose the customer first.")
    status = 422


class QuotationExpired(Refusal):
    """The offer no longer stands."""

    code = "sales.quotation-expired"
    sentence = N_("%(quotation)s was valid until %(until)s. Revise it with a new date before it becomes an order.")


class TableRefused(Refusal):
    """A file cannot be read as an order; subclasses say why."""

    code = "sales.table-refused"
    sentence = N_("This file cannot be read as an order. Send an Excel or CSV file with one line per item.")
    status = 422


class NotATable(TableRefused):
    """Neither a workbook nor delimited text."""

    code = "sales.not-a-table"
    sentence = N_("%(name)s is neither an Excel workbook nor a CSV text. Save it as .xlsx or .csv and send it again.")


class TooLarge(TableRefused):
    """More bytes than we take."""

    code = "sales.file-too-large"
    sentence = N_("%(name)s has %(size)s MB; at most %(limit)s MB are taken. Send only the sheet with the order.")
    status = 413


class ZipBomb(TableRefused):
    """Unpacks to far more than it says."""

    code = "sales.file-unpacks-too-large"
    sentence = N_("%(name)s unpacks to %(size)s MB; at most %(limit)s MB are read. Send only the sheet with the order.")
    status = 413


class TooManyLines(TableRefused):
    """More lines than one order may have."""

    code = "sales.too-many-lines"
    sentence = N_("%(name)s has more than %(limit)s lines. Split it into several orders.")
    status = 413


_COLUMNS = {"item": N_("Item"), "quantity": N_("Quantity")}


class WrongSheet(TableRefused):
    """No sheet looks like an order."""

    code = "sales.wrong-sheet"
    sentence = N_("No sheet of %(name)s has a heading with item and quantity. Sheets looked at: %(sheets)s.")


class MissingColumn(TableRefused):
    """A column that an order needs is not there."""

    code = "sales.missing-column"
    sentence = N_("Sheet %(sheet)s has no column for %(column)s. Headings found: %(headings)s. Name the column, or add it.")

    def __str__(self) -> str:
        return gettext(self.sentence) % {**self.facts, "column": gettext(_COLUMNS.get(str(self.facts["column"]), ""))}


class EmptyTable(TableRefused):
    """A heading without lines."""

    code = "sales.empty-table"
    sentence = N_("Sheet %(sheet)s has a heading but no lines below it. Fill in at least one line.")
