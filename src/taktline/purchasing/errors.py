"""What purchasing refuses."""

from django.utils.translation import gettext_noop as N_

from taktline.kernel.errors import Refusal


class NoSupplier(Refusal):
    """Nobody is named to buy from."""

    code = "purchasing.no-supplier"
    sentence = N_("%(what)s names no supplier. Choose one, or set the item's usual supplier.")


class NothingToBuy(Refusal):
    """A quantity that is not positive."""

    code = "purchasing.nothing-to-buy"
    sentence = N_("%(item)s: %(quantity)s cannot be bought. Give a quantity above zero.")
    status = 422


class MixedOrder(Refusal):
    """Requisitions that do not fit into one purchase order."""

    code = "purchasing.mixed-order"
    sentence = N_("These requisitions differ in supplier or site. Make one purchase order for each.")


class EmptyPurchase(Refusal):
    """A purchase order without lines."""

    code = "purchasing.empty-purchase"
    sentence = N_("A purchase order needs at least one line. Choose requisitions that are approved.")
    status = 422


class OverReceipt(Refusal):
    """More came than was ordered."""

    code = "purchasing.over-receipt"
    sentence = N_("%(order)s line %(line)s: %(received)s would exceed what is still to come, %(open)s. Check the quantity.")


class ReceiptFollowed(Refusal):
    """Something happened to the goods since."""

    code = "purchasing.receipt-followed"
    sentence = N_("%(receipt)s cannot be reversed, for this followed: %(blockers)s. Reverse that first, or return the goods.")


class NotHereAnyMore(Refusal):
    """Less of a received lot is free to go back."""

    code = "purchasing.not-here"
    sentence = N_(
        "Only %(there)s of %(item)s lie here unreserved; %(asked)s cannot go back. Release what is reserved, or return less."
    )


class ReturnedTooMuch(Refusal):
    """More than came is to go back."""

    code = "purchasing.returned-too-much"
    sentence = N_("%(item)s: %(asked)s cannot go back, %(open)s of this receipt are left. Check the quantity.")


class UnapprovedSupplier(Refusal):
    """The supplier may not deliver this item."""

    code = "purchasing.unapproved-supplier"
    sentence = N_(
        "%(supplier)s is not approved for %(item)s. Choose an approved supplier, or have the supplier item approved."
    )


class SupplierItemTaken(Refusal):
    """There is a supplier item of this pair already."""

    code = "purchasing.supplier-item-taken"
    sentence = N_("%(item)s of this supplier is listed already. Open that entry and change it.")


class NoSellingSupplier(Refusal):
    """The party does not supply."""

    code = "purchasing.no-selling-supplier"
    sentence = N_("%(party)s is not an active supplier. Choose another, or change the supplier first.")
    status = 422


class AboveLimit(Refusal):
    """The amount is for somebody else to approve."""

    code = "purchasing.above-limit"
    sentence = N_("%(order)s comes to %(amount)s; you may approve up to %(limit)s. Ask for approval.")


class NoApprovalNeeded(Refusal):
    """The asker may decide it."""

    code = "purchasing.no-approval-needed"
    sentence = N_("%(order)s lies within what you may approve yourself. Approve it.")


class NotAsked(Refusal):
    """Nobody waits for a decision."""

    code = "purchasing.not-asked"
    sentence = N_("Nobody has asked for an approval of %(order)s. Cancel it, or let the buyer ask first.")


class AlreadyBilled(Refusal):
    """The supplier's invoice was entered before."""

    code = "purchasing.already-billed"
    sentence = N_("Invoice %(number)s of this supplier was entered already. Look for it among the suppliers' invoices.")


class MixedInvoice(Refusal):
    """Lines that no single invoice can charge."""

    code = "purchasing.mixed-invoice"
    sentence = N_("An invoice charges lines of one supplier, site and currency. Enter one invoice for each.")
    status = 422


class OwnInvoice(Refusal):
    """Two pairs of eyes are wanted."""

    code = "purchasing.own-invoice"
    sentence = N_("You entered this invoice yourself; somebody else has to agree to the difference.")
    status = 403
