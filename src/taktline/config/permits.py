"""All permits of the house, for roles and for the permission matrix."""

from importlib import import_module
from importlib.util import find_spec

from django.conf import settings

from taktline.kernel.permit import Permit

# Rooms that declare permits, from the ground up.
ROOMS = tuple(f"taktline.{room}.permits" for room in settings.ROOMS if room != "kernel")


def every_permit() -> tuple[Permit, ...]:
    """The permits of every room. Raises ValueError when two share a code."""
    found = [
        permit for room in ROOMS if find_spec(room) is not None for permit in import_module(room).PERMITS
    ]
    codes = [permit.code for permit in found]
    if twice := sorted({code for code in codes if codes.count(code) > 1}):
        raise ValueError(f"permits declared twice: {', '.join(twice)}")
    return tuple(found)
