"""What one may be allowed to do in purchasing."""

from django.utils.translation import gettext_lazy as _

from taktline.kernel.permit import Permit

_BUYING = ("buyer", "owner")
_CHIEF = ("plant_manager", "owner")

SEE = Permit(
    "purchasing.see",
    _("See requisitions and purchase orders"),
    ("buyer", "planner", "warehouse_clerk", "plant_manager", "owner", "finance_clerk", "inspector", "quality_engineer"),
)
SEE_PRICES = Permit(
    "purchasing.price.see", _("See suppliers' prices"), ("buyer", "planner", "plant_manager", "owner", "finance_clerk")
)
REQUEST = Permit(
    "purchasing.requisition.create",
    _("Ask for something to be bought"),
    ("planner", "buyer", "plant_manager", "owner", "warehouse_clerk"),
)
APPROVE_REQUISITION = Permit(
    "purchasing.requisition.approve", _("Approve requisitions"), ("buyer", "plant_manager", "owner")
)
ORDER = Permit("purchasing.order.create", _("Make and send purchase orders"), _BUYING)
APPROVE_ORDER = Permit("purchasing.order.approve", _("Approve purchase orders"), (*_CHIEF, "buyer"))
RECEIVE = Permit("purchasing.order.receive", _("Receive purchased goods"), ("warehouse_clerk", "admin"))
REVERSE_RECEIPT = Permit("purchasing.receipt.reverse", _("Reverse receipts of purchased goods"), ("warehouse_clerk", "plant_manager", "admin"))
RETURN = Permit("purchasing.return.make", _("Return goods to suppliers"), ("warehouse_clerk", "admin"))
SEE_INVOICES = Permit(
    "purchasing.invoice.see", _("See suppliers' invoices"), ("buyer", "finance_clerk", "plant_manager", "owner")
)
BILL = Permit("purchasing.invoice.enter", _("Enter suppliers' invoices"), ("buyer", "finance_clerk", "owner"))
APPROVE_INVOICE = Permit(
    "purchasing.invoice.approve", _("Agree to differences of suppliers' invoices"), (*_CHIEF, "finance_clerk")
)
SUPPLIER_ITEMS = Permit("purchasing.supplier-item.change", _("Change what suppliers sell us"), _BUYING)
APPROVE_SUPPLIER = Permit(
    "purchasing.supplier-item.approve",
    _("Approve suppliers for items"),
    (*_CHIEF, "quality_engineer"),
)
BUY_UNAPPROVED = Permit("purchasing.order.unapproved", _("Buy from suppliers not approved for the item"), _CHIEF)
PERMITS = (
    SEE, SEE_PRICES, REQUEST, APPROVE_REQUISITION, ORDER, APPROVE_ORDER, RECEIVE, REVERSE_RECEIPT, RETURN, SEE_INVOICES, BILL, APPROVE_INVOICE, SUPPLIER_ITEMS, APPROVE_SUPPLIER, BUY_UNAPPROVED,
)  # fmt: skip
