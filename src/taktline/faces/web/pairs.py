"""The two forms that most masters have: one enters, the other changes, with the same boxes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from taktline.faces.web.access import Access, Text
from taktline.faces.web.filling import Data
from taktline.faces.web.form import Field, FormSpec
from taktline.kernel.actor import Actor

Run = Callable[[Data, Actor, datetime, str], str]
Load = Callable[[str, Actor], Data]


@dataclass(frozen=True, slots=True)
class Does:
    """What the two forms do. load: the values to change; blank: what a new one starts with."""

    create: Run
    change: Run
    load: Load
    blank: Load | None = None


def new_and_edit(
    room: str, what: str, titles: tuple[Text, Text], permit: Access, fields: tuple[Field, ...], does: Does
) -> tuple[FormSpec, FormSpec]:
    """The forms at room/what/new/ and room/what/<key>/edit/. what: as it stands in the address, in the plural."""
    url = f"{room}/{what}/"

    def form(verb: str, title: Text, tail: str, run: Run, load: Load | None) -> FormSpec:
        return FormSpec(
            f"{room}.{what}-{verb}",
            title,
            permit,
            url + tail,
            fields,
            run,
            load,
            back=f"/{url}",
            says=_("Saved."),
        )

    return (
        form("new", titles[0], "new/", does.create, does.blank),
        form("edit", titles[1], "<str:key>/edit/", does.change, does.load),
    )
