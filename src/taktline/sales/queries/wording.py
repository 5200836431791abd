"""Sentences for what reviews and readings found, in the reader's language."""

from collections.abc import Mapping

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as N_

RULES: Mapping[str, object] = {
    "customer": _("Customer"),
    "credit": _("Credit"),
    "terms": _("Payment terms"),
    "price": _("Price"),
    "quantity": _("Quantity"),
    "duplicate": _("Duplicate"),
    "stock": _("Stock"),
    "engineering": _("Engineering"),
    "date": _("Delivery date"),
    "by-hand": _("Held by hand"),
}

# Evidence may stand in these; money only in MONEY_SENTENCES.
SENTENCES: Mapping[str, str] = {
    "customer.active": N_("%(customer)s is active."),
    "customer.inactive": N_("%(customer)s is no longer active."),
    "customer.blocked": N_("%(customer)s is blocked: %(reason)s."),
    "credit.within": N_("Within the credit limit."),
    "credit.no-limit": N_("No credit limit is set."),
    "credit.near": N_("More than %(share)s %% of the credit limit is used with this order."),
    "credit.over": N_("The credit limit is exceeded with this order."),
    "terms.agreed": N_("Terms: %(terms)s."),
    "terms.missing": N_("No payment terms are agreed."),
    "terms.prepayment": N_("%(terms)s: %(share)s %% must be paid before work starts."),
    "terms.before-delivery": N_("%(terms)s: to be paid before delivery."),
    "price.agreed": N_("Price as agreed."),
    "price.above": N_("Price is %(share)s %% above the agreement."),
    "price.below": N_("Price is %(share)s %% below the agreement."),
    "price.below-floor": N_("Price is below the floor; a manager must approve it."),
    "price.no-agreement": N_("No agreement covers this item, customer and quantity."),
    "price.missing": N_("The line has no price."),
    "price.free": N_("Free of charge by its type."),
    "quantity.fits": N_("Quantity fits unit and lot rule."),
    "quantity.unit": N_("%(quantity)s %(unit)s cannot be counted in this unit."),
    "quantity.multiple": N_("Made in multiples of %(multiple)s %(unit)s; %(quantity)s were ordered."),
    "quantity.minimum": N_("The least lot is %(minimum)s %(unit)s; %(quantity)s were ordered."),
    "duplicate.none": N_("No similar order in the last %(days)s days."),
    "duplicate.number": N_("The customer's order number %(number)s stands on %(orders)s already."),
    "duplicate.lines": N_("%(orders)s has the same items and quantities."),
    "stock.now": N_("%(free)s %(unit)s are free in stock today."),
    "stock.later": N_("%(free)s %(unit)s are free today; enough is expected by %(on)s."),
    "stock.short": N_("%(free)s %(unit)s are free today; %(short)s %(unit)s must be made or bought."),
    "stock.no-supply": N_("%(free)s %(unit)s are free today, and this item is neither made nor bought now."),
    "engineering.released": N_("Item, BOM and routing are released."),
    "engineering.gap": N_("Not released for production: %(gaps)s."),
    "engineering.no-item": N_("This part has no item of ours yet: %(text)s."),
    "engineering.unsigned": N_("Sign-off is missing from: %(departments)s."),
    "date.in-time": N_("Can be delivered as requested, on %(on)s."),
    "date.later": N_("Earliest date is %(on)s, %(days)s days after the request. %(why)s"),
    "date.never": N_("No date can be found. %(why)s"),
    "date.past": N_("The requested date %(on)s is past."),
    "date.lead-time": N_("By its lead time of %(days)s days it is ready on %(on)s; ask for an offer to know better."),
    "date.lead-time-late": N_("By its lead time of %(days)s days it is ready on %(on)s, %(late)s days after the request."),
    "layout-unconfirmed": N_("Check which column is which; it is remembered for this sender."),
    "customer-missing": N_("It is not known whose message this is. Choose the customer."),
    "item-missing": N_("The row names no item."),
    "item-unknown": N_("“%(code)s” is not known for this customer. Choose the item; it is learnt."),
    "unit-unknown": N_("Unit “%(unit)s” is not known for this item; it is counted in %(stock)s."),
    "quantity-missing": N_("There is no quantity."),
    "quantity-unreadable": N_("“%(value)s” is not a quantity."),
    "quantity-not-positive": N_("The quantity %(value)s is not above zero."),
    "price-unreadable": N_("The price cannot be read."),
    "price-negative": N_("The price is below zero."),
    "date-missing": N_("There is no delivery date."),
    "date-unreadable": N_("“%(value)s” is not a date."),
    "date-ambiguous": N_("“%(value)s” could be two days; write it as 2026-01-31."),
    "date-past": N_("The delivery date %(value)s is past."),
    "formula-without-value": N_("Cell %(cell)s holds a formula without a value. Open the file, save it, and send it again."),
    "formula-read-as-value": N_("Cell %(cell)s holds a formula; its value was read."),
}
MONEY_SENTENCES: Mapping[str, str] = {
    "credit.within": N_("%(exposure)s of %(limit)s used with this order."),
    "credit.near": N_("%(exposure)s of %(limit)s used with this order."),
    "credit.over": N_("%(exposure)s of %(limit)s used with this order."),
    "credit.no-limit": N_("%(exposure)s used with this order."),
    "terms.prepayment": N_("Prepayment: %(amount)s."),
    "price.agreed": N_("%(price)s as agreed."),
    "price.above": N_("%(price)s; agreed are %(agreed)s."),
    "price.below": N_("%(price)s; agreed are %(agreed)s."),
    "price.below-floor": N_("%(price)s; the floor is %(floor)s, agreed are %(agreed)s."),
    "price.no-agreement": N_("%(price)s; last price %(last)s."),
}
FIELDS: Mapping[str, object] = {
    "item": _("Item"),
    "name": _("Name"),
    "spec": _("Specification"),
    "drawing": _("Drawing revision"),
    "quantity": _("Quantity"),
    "unit": _("Unit"),
    "price": _("Unit price"),
    "requested": _("Delivery date"),
    "note": _("Note"),
}
GAPS: Mapping[str, object] = {
    "no released item": _("no released item"),
    "no bom": _("no BOM"),
    "no routing": _("no routing"),
    "item": _("no released item"),
    "bom": _("no BOM"),
    "routing": _("no routing"),
}


def sentence(code: str, evidence: Mapping[str, object]) -> str:
    """What was found, in words; the code itself where the facts do not fit."""
    return _filled(SENTENCES.get(code, code), evidence)


def money_sentence(code: str, money: Mapping[str, object]) -> str:
    """The part with amounts, for those who may see it; empty where there is none."""
    if code not in MONEY_SENTENCES or not money:
        return ""
    return _filled(MONEY_SENTENCES[code], money)


def _filled(msgid: str, facts: Mapping[str, object]) -> str:
    try:
        return gettext(msgid) % facts
    except (KeyError, ValueError, TypeError):
        return msgid
