"""First steps: a page, and a card on the workbench of who sets the company up."""

from django.utils.translation import gettext_lazy as _

from taktline.faces.web.access import SIGNED_IN
from taktline.faces.web.declare import Endpoint, HomeCard, Page
from taktline.faces.web.first_steps import opening, pages
from taktline.office import permits

PAGES = (
    Page(
        key="first-steps.show",
        title=_("First steps"),
        permit=SIGNED_IN,
        url="first-steps/",
        view=pages.show,
        group="system",
        icon="list-check",
        order=1,
    ),
    Page(
        key="opening.show",
        title=_("Opening data"),
        permit=permits.BOOKS_OPEN,
        url="first-steps/opening/",
        view=opening.show,
        group="system",
        icon="book-upload",
        order=2,
        methods=("GET", "POST"),
    ),
    Endpoint("first-steps/opening/template/", opening.template, permits.BOOKS_OPEN, "opening.template"),
)

HOME_CARDS = (
    HomeCard(
        key="first-steps.card",
        title=_("First steps"),
        permit=SIGNED_IN,
        template="first_steps/card.html",
        view=pages.card,
        roles=("admin", "owner"),
        order=1,
        icon="list-check",
        more="/first-steps/",
        shown=pages.is_unfinished,
    ),
)
