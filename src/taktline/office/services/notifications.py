"""Telling people something."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from taktline.identity import queries as identity
from taktline.kernel import outbox
from taktline.kernel.operation import operation
from taktline.kernel.source import Source
from taktline.office.facts import Notified
from taktline.office.models import Notification


@operation
def notify(
    *,
    title: str,
    at: datetime,
    users: Iterable[int] = (),
    role: str = "",
    data: Mapping[str, object] | None = None,
    url: str = "",
    source: Source | None = None,
) -> int:
    """Tell users, and everybody of a role. Returns how many were told.

    title: English msgid with %(name)s of data. data: no prices, costs or amounts.
    """
    told = sorted({*users, *(identity.user_ids(role=role) if role else ())})
    Notification.objects.bulk_create(
        Notification(
            user_id=user_id,
            title=title[:300],
            data=dict(data or {}),
            url=url[:300],
            source_kind=source.kind if source else "",
            source_id=source.id if source else None,
            at=at,
        )
        for user_id in told
    )
    if told:
        outbox.publish(Notified(user_ids=tuple(told)), at=at)
    return len(told)


@operation
def mark_read(user_id: int, *, ids: Iterable[int] | None = None, at: datetime) -> int:
    """A user has read these notifications, or all. Returns how many were unread."""
    rows = Notification.objects.filter(user_id=user_id, read_at=None)
    if ids is not None:
        rows = rows.filter(pk__in=list(ids))
    return rows.update(read_at=at)
