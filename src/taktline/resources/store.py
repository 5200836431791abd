"""How a master of this room is written: checked, saved, counted, told."""

from datetime import datetime
from typing import Any

from django.db.models import Model

from taktline.kernel import journal, outbox, search
from taktline.kernel.actor import Actor
from taktline.kernel.drafts import Difference, fill
from taktline.resources import locks
from taktline.resources.errors import CodeTaken
from taktline.resources.facts import PlantChanged


def write(row: Model, draft: Any, *, what: str, by: Actor, at: datetime) -> Difference:
    """Write a draft into a new or locked row, with its journal line and fact. what: "work-centre".

    Raises CodeTaken, InvalidInputs.
    """
    fresh = row.pk is None
    alike = type(row)._default_manager.filter(code=draft.code.strip())
    if (alike if fresh else alike.exclude(pk=row.pk)).exists():
        raise CodeTaken(key=draft.code)
    difference = fill(row, draft)
    if not fresh and not difference:
        return difference
    row.save() if fresh else row.save(update_fields=difference.names)
    search.index(f"resources.{what}", row.pk, draft.code, draft.name, draft.name_en)
    journal.record(
        f"resources.{'create' if fresh else 'change'}-{what}",
        subject=row,
        by=by,
        at=at,
        before=difference.before,
        after=difference.after,
        money=difference.money,
    )
    changed(what, row.pk, at=at)
    return difference


def changed(what: str, key: int, *, at: datetime) -> None:
    """Count the change and tell it."""
    locks.bump()
    outbox.publish(PlantChanged(what, key), at=at)
