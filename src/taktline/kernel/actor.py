"""Who acts: passed into every service, recorded with every change."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from enum import StrEnum

from taktline.kernel.errors import NotPermitted
from taktline.kernel.permit import Permit
from taktline.kernel.scope import EVERYTHING, Scope


class ActorKind(StrEnum):
    """What kind of being acts."""

    USER = "user"
    KEY = "key"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody or something that acts, with what it may do and see.

    id: user or API key id, 0 for the system. permits: codes; the system may do all. is_served: the house does what this
    one asked for and was permitted then; so it may do all that takes, and the journal names who asked.
    """

    kind: ActorKind
    id: int
    name: str
    permits: frozenset[str] = frozenset()
    scope: Scope = field(default_factory=Scope)
    language: str = "zh-hans"
    time_zone: str = "Asia/Shanghai"
    roles: frozenset[str] = frozenset()
    is_served: bool = False

    def narrowed(self, permits: Collection[Permit]) -> "Actor":
        """The same person after a weak sign-in: no more than these permits, and no money."""
        opened = frozenset(permit.code for permit in permits)
        return replace(self, permits=self.permits & opened, scope=replace(self.scope, money=False))

    def may(self, permit: Permit | str) -> bool:
        """Whether the actor holds the permit."""
        code = permit.code if isinstance(permit, Permit) else permit
        return self.kind is ActorKind.SYSTEM or self.is_served or code in self.permits

    def require(self, permit: Permit | str) -> None:
        """Refuse unless the actor holds the permit. Raises NotPermitted."""
        if not self.may(permit):
            raise NotPermitted(permit=permit.label if isinstance(permit, Permit) else permit)


def system(name: str) -> Actor:
    """The house itself acting, for instance a schedule or a reaction."""
    return Actor(kind=ActorKind.SYSTEM, id=0, name=name, scope=EVERYTHING)


SYSTEM = system("Taktline")
