"""Roles and what they may do."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from taktline.identity import permits, rules
from taktline.identity.errors import LastAdministrator, MoreThanOwn, NameTaken
from taktline.identity.models import Role
from taktline.identity.services.users import has_administrator
from taktline.kernel import journal
from taktline.kernel.actor import Actor
from taktline.kernel.errors import InvalidInput
from taktline.kernel.locks import lock_one
from taktline.kernel.operation import operation
from taktline.kernel.permit import Permit


@operation
def create_role(code: str, *, name: str, name_en: str, by: Actor, at: datetime) -> int:
    """A new kind of work, which may do nothing yet. Returns the role's id. Raises NameTaken, InvalidInput."""
    by.require(permits.ROLE_CHANGE)
    if not code or len(code) > 40 or not code.replace("_", "").isalnum():
        raise InvalidInput(field="code", reason=_("Write 1 to 40 letters, digits or underscores."))
    if Role.objects.filter(code=code).exists():
        raise NameTaken(name=code)
    role = Role.objects.create(code=code, name=name, name_en=name_en)
    journal.record("identity.create-role", subject=role, by=by, at=at, after={"code": code, "name": name})
    return role.pk


@operation
def grant(role_id: int, codes: Iterable[str], *, by: Actor, at: datetime) -> None:
    """Let a role do exactly what these permits allow; whoever has the role may at once.

    Raises MoreThanOwn if a permit is added that the giver lacks, LastAdministrator.
    """
    by.require(permits.ROLE_CHANGE)
    role = lock_one(Role.objects.filter(pk=role_id), what=N_("role"), key=role_id)
    wanted = sorted(set(codes))
    require_own(set(wanted) - set(role.permits), by=by)
    before, managed = list(role.permits), has_administrator()
    role.permits = wanted
    role.offered = sorted(set(role.offered) | set(wanted))
    role.save(update_fields=["permits", "offered"])
    if managed and not has_administrator():
        raise LastAdministrator
    journal.record(
        "identity.grant", subject=role, by=by, at=at, before={"permits": before}, after={"permits": wanted}
    )


def require_own(codes: Iterable[str], *, by: Actor) -> None:
    """Nobody gives what they do not have. Raises MoreThanOwn."""
    if excess := sorted(code for code in codes if not by.may(code)):
        raise MoreThanOwn(permits=", ".join(excess))


@operation
def install_roles(declared: Iterable[Permit], *, by: Actor, at: datetime) -> None:
    """Make the default roles and grant them the permits declared for them that they were never offered before.

    The administrator is offered everything. Running it again changes nothing.
    """
    offers: dict[str, list[str]] = {code: [] for code, _zh, _en in rules.DEFAULT_ROLES}
    for permit in declared:
        for receiver in dict.fromkeys((*permit.roles, rules.ADMIN)):
            offers[receiver].append(permit.code)
    known = {role.code: role for role in Role.objects.filter(code__in=offers)}
    for code, zh, en in rules.DEFAULT_ROLES:
        role = known.get(code) or Role(code=code, name=zh, name_en=en)
        held, seen = rules.newly_granted(offers[code], held=role.permits, seen=role.offered)
        if role.pk is not None and seen == role.offered:
            continue
        before = list(role.permits)
        role.permits, role.offered = sorted(held), sorted(seen)
        role.save()
        journal.record(
            "identity.install-role",
            subject=role,
            by=by,
            at=at,
            before={"permits": before},
            after={"permits": role.permits},
        )
