"""What may be allowed in this room."""

from django.utils.translation import gettext_lazy as _

from taktline.kernel.permit import Permit

_ALL_BUT_FLOOR = (
    "sales_clerk",
    "planner",
    "quality_engineer",
    "buyer",
    "service_clerk",
    "finance_clerk",
    "plant_manager",
    "owner",
    "engineer",
    "admin",
)

MONEY_SEE = Permit("identity.money.see", _("See prices, costs and amounts"), _ALL_BUT_FLOOR)
SITE_SEE = Permit(
    "identity.site.see",
    _("See sites"),
    (*_ALL_BUT_FLOOR, "operator", "team_leader", "warehouse_clerk", "inspector"),
)
SITE_CHANGE = Permit("identity.site.change", _("Set up sites"), ("owner", "admin"))
USER_SEE = Permit("identity.user.see", _("See users and roles"), ("plant_manager", "owner", "admin"))
USER_CHANGE = Permit("identity.user.change", _("Manage users"), ("owner", "admin"))
ROLE_CHANGE = Permit("identity.role.change", _("Manage roles and their permits"), ("owner", "admin"))
KEY_CHANGE = Permit("identity.key.change", _("Manage API keys"), ("owner", "admin"))
SIGN_IN_SEE = Permit("identity.sign-in.see", _("See who signed in"), ("owner", "admin"))

PERMITS = (MONEY_SEE, SITE_SEE, SITE_CHANGE, USER_SEE, USER_CHANGE, ROLE_CHANGE, KEY_CHANGE, SIGN_IN_SEE)

# Declared by sales, read here to narrow a clerk to own customers.
EVERY_CUSTOMER = "sales.every-customer"
OWN_CUSTOMERS = "sales.own-customers"
