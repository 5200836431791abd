"""The guided tour, for whoever may take in messages."""

from django.utils.translation import gettext_lazy as _

from taktline.faces.web.declare import Endpoint, HomeCard, Page
from taktline.faces.web.tour import pages
from taktline.sales import permits

PAGES = (
    Page(
        key="tour.show",
        title=_("Guided tour"),
        permit=permits.MESSAGES,
        url="tour/",
        view=pages.show,
        group="home",
        icon="route",
        order=8,
    ),
    Endpoint("tour/start/", pages.start, permits.MESSAGES, "tour.start", ("POST",)),
    Endpoint("tour/file/", pages.file, permits.MESSAGES, "tour.file"),
)

HOME_CARDS = (
    HomeCard(
        key="tour.card",
        title=_("Guided tour"),
        permit=permits.MESSAGES,
        template="tour/card.html",
        view=pages.card,
        roles=("sales_clerk", "owner", "plant_manager"),
        order=5,
        icon="route",
        more="/tour/",
        shown=pages.is_demo,
    ),
)
