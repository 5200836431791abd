"""What several of these screens share."""

from django.utils.translation import gettext_lazy as _

from taktline.faces.web.declare import (
    Col,
    Field,
    Link,
)
from taktline.faces.web.inventory.words import (
    source_text,
)
from taktline.inventory import permits

STOCK_URL = "/inventory/stock/{item_code}@{site}/"
RECEIVE = Link(
    _("Receive"), "/inventory/receive/", permits.RECEIVE, icon="package-import", primary=True, key="n"
)
REASON = Field("reason", _("Reason"), required=True, wide=True)
QUANTITY = Field("quantity", _("Quantity"), "number", required=True)
FOR = Col(
    "source_kind",
    _("For document"),
    url="/to/{source_kind}/{source_id}/",
    value=source_text,
)
