"""What permits are called."""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.conf import settings

from taktline.faces.web.access import Text
from taktline.faces.web.form import Choices
from taktline.kernel.permit import Permit


@cache
def permit_labels() -> Mapping[str, Text]:
    """The label of every permit that a room declares, by code, from the ground up."""
    found: dict[str, Text] = {}
    for room in settings.ROOMS:
        name = f"taktline.{room}.permits"
        if find_spec(name) is not None:
            permits: Iterable[Permit] = getattr(import_module(name), "PERMITS", ())
            found.update({each.code: each.label for each in permits})
    return found


def named(codes: Iterable[str]) -> Choices:
    """Permits with their labels, in the order of the house; one that no room declares any more is shown by its code."""
    known = permit_labels()
    order = {code: at for at, code in enumerate(known)}
    return [
        (code, known.get(code, code))
        for code in sorted(codes, key=lambda code: (order.get(code, len(order)), code))
    ]
