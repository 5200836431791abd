"""What one may be allowed to do in planning."""

from django.utils.translation import gettext_lazy as _

from taktline.kernel.permit import Permit

_PLANNERS = ("planner", "plant_manager", "owner")

SEE = Permit(
    "planning.plan.see",
    _("See the plan, its exceptions and where quantities come from"),
    (*_PLANNERS, "buyer", "sales_clerk", "warehouse_clerk", "engineer", "service_clerk"),
)
RUN = Permit("planning.plan.run", _("Run the plan"), (*_PLANNERS, "buyer"))
FIRM = Permit("planning.proposal.firm", _("Firm and dismiss proposals"), _PLANNERS)
HANDLE = Permit("planning.exception.handle", _("Dismiss exception messages"), (*_PLANNERS, "buyer"))
RULES = Permit("planning.rule.change", _("Set which proposals are firmed by themselves"), _PLANNERS)
PERMITS = (SEE, RUN, FIRM, HANDLE, RULES)
