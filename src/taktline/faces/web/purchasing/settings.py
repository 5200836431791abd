"""What the company decides once about buying: who approves how much, and what an invoice may differ by."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from taktline.faces.web.declare import Field, FormSpec, Section
from taktline.faces.web.filling import Data, told, values
from taktline.kernel.actor import Actor
from taktline.kernel.operation import operation
from taktline.office import permits, queries, services
from taktline.purchasing.types import ApprovalPolicy, MatchPolicy


@operation
def _save(data: Data, by: Actor, at: datetime, _key: str) -> str:
    services.set_policy(told(ApprovalPolicy(), data), valid_from=at, by=by, at=at)
    services.set_policy(told(MatchPolicy(), data), valid_from=at, by=by, at=at)
    return "/purchasing/orders/"


def _load(_key: str, _by: Actor) -> Data:
    at = timezone.now()
    return values(queries.policy(ApprovalPolicy, at=at)) | values(queries.policy(MatchPolicy, at=at))


FORMS = (
    FormSpec(
        "purchasing.settings",
        _("Rules of buying"),
        permits.POLICY_CHANGE,
        "purchasing/settings/",
        (
            Field("buyer_limit", _("A buyer approves up to"), "number", required=True, help=_("In the site's currency.")),
            Field("manager_limit", _("The plant manager approves up to"), "number", required=True, help=_("Above it, the owner decides.")),
            Field("price_share", _("Price difference allowed"), "number", required=True, help=_("0.05 for 5 %")),
            Field("quantity_share", _("Quantity difference allowed"), "number", required=True, help=_("0.05 for 5 %")),
            Field("amount", _("Difference always allowed"), "number", required=True, help=_("In the site's currency.")),
        ),
        _save,
        _load,
        sections=(
            Section(_("Approval of purchase orders"), ("buyer_limit", "manager_limit")),
            Section(_("Suppliers' invoices"), ("price_share", "quantity_share", "amount")),
        ),
        back="/purchasing/orders/",
        says=_("Saved."),
    ),
)
