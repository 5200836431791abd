"""What the promising room shows: a panel on the page of an order."""

from taktline.faces.web.declare import Endpoint
from taktline.faces.web.promising import panel
from taktline.promising import permits
from taktline.sales import permits as sales_permits

PAGES = (
    Endpoint("promise/<str:number>/", panel.panel, sales_permits.SEE, "promising.panel"),
    Endpoint("promise/<str:number>/left/", panel.left, sales_permits.SEE, "promising.left"),
    Endpoint("promise/<str:number>/ask/", panel.ask, permits.QUOTE, "promising.ask", ("POST",)),
    Endpoint("promise/<str:number>/choose/", panel.choose, sales_permits.CONFIRM, "promising.choose", ("POST",)),
)
