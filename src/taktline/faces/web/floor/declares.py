"""Addresses of the floor terminal."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from taktline.faces.web.declare import PUBLIC, Done, Endpoint, Field, FormSpec, Page
from taktline.faces.web.floor import pages, prints
from taktline.identity import services as identity
from taktline.kernel.actor import Actor
from taktline.kernel.errors import InvalidInput
from taktline.shopfloor import permits


def _set_pin(data: Mapping[str, object], by: Actor, at: datetime, _key: str) -> Done:
    """One's own PIN, typed twice."""
    if data["pin"] != data["again"]:
        raise InvalidInput(field="again", reason=now("The two PINs differ."))
    identity.set_pin(by.id, str(data["pin"]), by=by, at=at)
    return Done(now("The PIN is set."), "/floor/")


PAGES = (
    Page(
        key="floor.terminal",
        title=_("Floor terminal"),
        permit=permits.REPORT,
        url="floor/",
        view=pages.terminal,
        group="shopfloor",
        icon="device-tablet",
        order=5,
    ),
    Endpoint("floor/state/", pages.state, permits.REPORT, "floor.state"),
    Endpoint("floor/worker.js", pages.worker, PUBLIC, "floor.worker"),
    Endpoint("floor/sign-in/", pages.sign_in, PUBLIC, "floor.sign-in", ("GET", "POST")),
    Endpoint("floor/papers/<str:number>/", pages.papers, permits.SEE, "floor.papers"),
    Endpoint("floor/papers/<str:number>/<int:file_id>/", pages.paper, permits.SEE, "floor.paper"),
    Endpoint(
        "shopfloor/work-orders/<str:number>/traveller/", prints.traveller, permits.SEE, "floor.traveller"
    ),
    Endpoint(
        "shopfloor/work-orders/<str:number>/pick-list/", prints.pick_list, permits.SEE, "floor.pick-list"
    ),
)

FORMS = (
    FormSpec(
        "floor.pin",
        _("Set my PIN"),
        permits.REPORT,
        "floor/pin/",
        fields=(
            Field("pin", _("PIN, 4 to 8 digits"), "password", required=True),
            Field("again", _("The same again"), "password", required=True),
        ),
        run=_set_pin,
        back="/floor/",
        submit=_("Set"),
    ),
)
