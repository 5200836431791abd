"""How a small table of this room is written: checked, saved, told."""

from datetime import datetime
from typing import Any

from django.db.models import Model

from taktline.catalog import locks
from taktline.catalog.errors import CodeTaken
from taktline.kernel import journal
from taktline.kernel.actor import Actor
from taktline.kernel.drafts import Difference, fill


def write(row: Model, draft: Any, *, what: str, by: Actor, at: datetime) -> Difference:
    """Write a draft with a code into a new or locked row, with its journal line. what: "unit".

    Raises CodeTaken, InvalidInputs.
    """
    fresh = row.pk is None
    require_free_code(row, draft.code)
    difference = fill(row, draft)
    if not fresh and not difference:
        return difference
    row.save() if fresh else row.save(update_fields=difference.names)
    tell(row, difference, action=f"catalog.{'create' if fresh else 'change'}-{what}", by=by, at=at)
    locks.bump()
    return difference


def require_free_code(row: Model, code: str) -> None:
    """Refuse a code that another row has. Raises CodeTaken."""
    alike = type(row)._default_manager.filter(code=code.strip())
    if (alike if row.pk is None else alike.exclude(pk=row.pk)).exists():
        raise CodeTaken(key=code)


def tell(row: Model, difference: Difference, *, action: str, by: Actor, at: datetime) -> None:
    """The journal line of a difference."""
    journal.record(
        action,
        subject=row,
        by=by,
        at=at,
        before=difference.before,
        after=difference.after,
        money=difference.money,
    )
