"""The journal: every change of state leaves who, when, what, and what it was before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Model

from taktline.kernel import told
from taktline.kernel.actor import Actor
from taktline.kernel.models import Entry
from taktline.kernel.scope import Scope

Facts = Mapping[str, object]


def record(
    action: str,
    *,
    subject: Model,
    by: Actor,
    at: datetime,
    before: Facts | None = None,
    after: Facts | None = None,
    money: Facts | None = None,
    reason: str = "",
) -> None:
    """Write one line about a change to `subject`, in the transaction that makes it.

    before, after: what changed, by name; no prices, costs or amounts. money: those, shown only to who may see
    them. Values must be what JSON holds, or Decimal, date, datetime.
    """
    line = Entry(
        at=at,
        actor_kind=by.kind.value,
        actor_id=by.id,
        actor_name=by.name[:80],
        action=action,
        subject_kind=subject._meta.label_lower,
        subject_id=subject.pk,
        before=before or {},
        after=after or {},
        money=money or {},
        reason=reason[:400],
    )
    told.tell(line)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the journal as a person may read it."""

    at: datetime
    who: str
    action: str
    before: Facts
    after: Facts
    money: Facts
    reason: str


def history(subject_kind: str, subject_id: int, *, scope: Scope, limit: int = 200) -> Sequence[Line]:
    """What happened to one thing, newest first. subject_kind: the model's label, such as "sales.order"."""
    told.write()
    rows = Entry.objects.filter(subject_kind=subject_kind, subject_id=subject_id).order_by("-id")
    return [
        Line(at, who, action, before, after, money if scope.money else {}, reason)
        for at, who, action, before, after, money, reason in rows.values_list(
            "at", "actor_name", "action", "before", "after", "money", "reason"
        )[:limit]
    ]
