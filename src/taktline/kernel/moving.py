"""A move of a document along its life: required, written and journalled in one breath."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from django.db.models import Model

from taktline.kernel import journal
from taktline.kernel.actor import Actor
from taktline.kernel.life import Life

State = TypeVar("State", bound=str)
Facts = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Move(Generic[State]):
    """One verb of a room. life: where it is written; then: where it leads; action: what the journal calls it.

    For models whose state is in the field `state`; the rows are locked by whoever makes the move.
    """

    life: Life[State]
    then: State
    action: str

    def require(self, *rows: Model) -> None:
        """Refuse unless every row may be moved. Raises IllegalMove."""
        for row in rows:
            self.life.require(row, type(self.then)(row.state), self.then)  # type: ignore[attr-defined]

    def make(
        self,
        rows: Model | Sequence[Model],
        *,
        by: Actor,
        at: datetime,
        reason: str = "",
        also: Facts | None = None,
        told: Facts | None = None,
    ) -> None:
        """Move all of the rows or none: set, save in one statement, and one line in the journal for each.

        also: further columns, the same for every row, saved with the state; the journal tells them before and
        after, unless they only repeat its own moment or reason; so no prices or amounts. told: what else the
        journal tells. Raises IllegalMove.
        """
        moved = [rows] if isinstance(rows, Model) else list(rows)
        if not moved:
            return
        self.require(*moved)
        columns = {"state": self.then, **(also or {})}
        telling = [name for name, value in columns.items() if value != at and (value != reason or not reason)]
        befores = [{name: getattr(row, name) for name in telling} for row in moved]
        for row in moved:
            for name, value in columns.items():
                setattr(row, name, value)
        type(moved[0])._base_manager.filter(pk__in=[row.pk for row in moved]).update(**columns)
        after = {**{name: columns[name] for name in telling}, **(told or {})}
        for row, before in zip(moved, befores, strict=True):
            journal.record(self.action, subject=row, by=by, at=at, before=before, after=after, reason=reason)
