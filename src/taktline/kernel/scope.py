"""What part of the company an actor may see."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scope:
    """Narrows every query and service.

    sites: ids of the sites that may be seen, None for all.
    party: only documents of this customer or supplier (portal), None for all.
    clerk: only customers of this user id, None for all.
    money: whether prices, costs and amounts may be seen.
    """

    sites: frozenset[int] | None = None
    party: int | None = None
    clerk: int | None = None
    money: bool = False

    def covers_site(self, site_id: int) -> bool:
        """Whether documents of the site may be seen."""
        return self.sites is None or site_id in self.sites


EVERYTHING = Scope(money=True)
