"""The lives of documents: closed tables of legal moves."""

from collections.abc import Mapping
from typing import Generic, TypeVar

from taktline.kernel.errors import IllegalMove

State = TypeVar("State", bound=str)


class Life(Generic[State]):
    """The legal moves of one kind of document. Whatever is not written here is refused.

    name: the kind of document, for the printed table. moves: from each state to those that may follow.
    """

    def __init__(self, name: str, moves: Mapping[State, frozenset[State]]) -> None:
        self.name = name
        self.moves = dict(moves)

    def may(self, now: State, then: State) -> bool:
        """Whether `then` may follow `now`."""
        return then in self.moves.get(now, frozenset())

    def require(self, what: object, now: State, then: State) -> None:
        """Refuse aloud unless `then` may follow `now`. Raises IllegalMove."""
        if not self.may(now, then):
            raise IllegalMove(what=what, now=_label(now), then=_label(then))

    def ends(self) -> frozenset[State]:
        """States from which nothing follows."""
        reached = frozenset(then for states in self.moves.values() for then in states)
        return frozenset(state for state in reached if not self.moves.get(state))


def _label(state: object) -> object:
    return getattr(state, "label", state)
