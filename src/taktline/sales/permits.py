"""What people may be allowed to do with orders."""

from django.utils.translation import gettext_lazy as _

from taktline.kernel.permit import Permit

SELLERS = ("sales_clerk", "plant_manager", "owner")
SEE = Permit(
    "sales.order.see",
    _("see orders"),
    (
        *SELLERS,
        "planner",
        "buyer",
        "warehouse_clerk",
        "quality_engineer",
        "service_clerk",
        "finance_clerk",
        "engineer",
    ),
)
ENTER = Permit("sales.order.enter", _("enter and edit orders"), SELLERS)
REVIEW = Permit("sales.order.review", _("have orders reviewed"), (*SELLERS, "planner"))
CONFIRM = Permit("sales.order.confirm", _("confirm orders"), SELLERS)
PROMISE_BY_HAND = Permit("sales.order.promise-by-hand", _("promise a date without an offer"), ("planner", "plant_manager", "owner"))
CHANGE = Permit("sales.order.change", _("change confirmed orders"), (*SELLERS, "planner"))
CANCEL = Permit("sales.order.cancel", _("cancel orders"), SELLERS)
CLOSE = Permit("sales.order.close", _("close orders"), SELLERS)
RELEASE_CREDIT = Permit("sales.hold.release-credit", _("release credit and terms holds"), ("finance_clerk", "plant_manager", "owner"))
RELEASE_DATE = Permit("sales.hold.release-date", _("release date and stock holds"), ("planner", "plant_manager", "owner"))
RELEASE_DATA = Permit("sales.hold.release-data", _("release data holds"), SELLERS)
RELEASE_ENGINEERING = Permit("sales.hold.release-engineering", _("release engineering holds"), ("engineer", "plant_manager", "owner"))
HEADS = ("plant_manager", "owner")
SIGN_OFFS = {
    "engineering": Permit("sales.sign-off.engineering", _("sign off new lines for engineering"), ("engineer", *HEADS)),
    "purchasing": Permit("sales.sign-off.purchasing", _("sign off new lines for purchasing"), ("buyer", *HEADS)),
    "production": Permit("sales.sign-off.production", _("sign off new lines for production"), ("planner", *HEADS)),
    "quality": Permit("sales.sign-off.quality", _("sign off new lines for quality"), ("quality_engineer", *HEADS)),
    "finance": Permit("sales.sign-off.finance", _("sign off new lines for finance"), ("finance_clerk", *HEADS)),
}
BELOW_FLOOR = Permit("sales.price.below-floor", _("sell below the floor price"), ("plant_manager", "owner"))
MESSAGES = Permit("sales.message.handle", _("receive and resolve customers' messages"), SELLERS)
QUOTE = Permit("sales.quotation.make", _("make quotations"), SELLERS)
SEE_QUOTATIONS = Permit("sales.quotation.see", _("see quotations"), (*SELLERS, "planner", "finance_clerk"))
REPORT = Permit("sales.order.report", _("write progress onto orders"), ("planner",))
EVERY_CUSTOMER = Permit(
    "sales.every-customer",
    _("see the orders of all customers"),
    (
        "plant_manager",
        "owner",
        "planner",
        "buyer",
        "warehouse_clerk",
        "inspector",
        "quality_engineer",
        "finance_clerk",
        "engineer",
        "admin",
    ),
)
OWN_CUSTOMERS = Permit("sales.own-customers", _("see the orders of one's own customers"), ("sales_clerk", "service_clerk"))

PERMITS = (
    SEE,
    ENTER,
    REVIEW,
    CONFIRM,
    PROMISE_BY_HAND,
    CHANGE,
    CANCEL,
    CLOSE,
    RELEASE_CREDIT,
    RELEASE_DATE,
    RELEASE_DATA,
    RELEASE_ENGINEERING,
    *SIGN_OFFS.values(),
    BELOW_FLOOR,
    MESSAGES,
    QUOTE,
    SEE_QUOTATIONS,
    REPORT,
    EVERY_CUSTOMER,
    OWN_CUSTOMERS,
)

RELEASES = {
    "credit": RELEASE_CREDIT,
    "terms": RELEASE_CREDIT,
    "stock": RELEASE_DATE,
    "date": RELEASE_DATE,
    "data": RELEASE_DATA,
    "engineering": RELEASE_ENGINEERING,
}
