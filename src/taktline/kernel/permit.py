"""Permits: what one may be allowed to do. Each room declares its own; identity grants them to roles."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Permit:
    """One thing that needs permission.

    code: "room.thing.verb", stable. label: what a person reads. roles: who has it in a fresh company.
    """

    code: str
    label: str | Promise
    roles: tuple[str, ...] = ()
